"""Writing the form of an agreement to a file."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

from ecocomp.agreement import Agreement
from ecocomp.errors import RequestError, problem
from ecocomp.period import assessment_year
from ecocomp.readings.cells import shown
from ecocomp.report.files import write_all
from ecocomp.report.targets import named_file, refuse_existing
from ecocomp.report.template.form import Form
from ecocomp.wording import language_in_use, say

#: Years of readings, less the first one: an assessment year may begin in the year before.
FIRST_YEAR, LAST_YEAR = 1901, 2100


def write_template(
    agreement: Agreement,
    path: str | os.PathLike[str],
    *,
    year: int,
    language: str | None = None,
    overwrite: bool = False,
) -> Path:
    """Write the workbook (监测数据填报表) that bureaus fill in with the monitoring data of one assessment year.

    It has a row for each section and month (and day, where the agreement is settled by days) and a column for each
    indicator that the agreement needs, checks what is typed, explains itself, and is read by
    :func:`ecocomp.read_monitoring` as it is; what is left empty is a missing reading. ``language`` is ``"zh"`` or
    ``"en"``; headings are in Chinese in both. The same agreement, year and language give the same bytes.

    Raises RequestError for an agreement without readings, a year that is none or a name that does not end in
    ``.xlsx``, and OutputError where the file is there already (unless ``overwrite``) or cannot be written.

    >>> import tempfile, ecocomp as ec
    >>> folder = tempfile.mkdtemp()
    >>> ec.write_template(ec.load_agreement("fuli-river"), f"{folder}/2024.xlsx", year=2024).name
    '2024.xlsx'
    """
    from ecocomp.report.template.workbook import workbook_bytes

    form = form_of(agreement, year)
    target = named_file(path, ".xlsx")
    if not overwrite:
        refuse_existing([target])
    content = workbook_bytes(form, language_in_use(language))
    return write_all(target.parent, {target.name: content})[0]


def form_of(agreement: Agreement, year: object) -> Form:
    """The form of an agreement and year. Raises RequestError where there is nothing to fill in."""
    text = agreement.text
    if not isinstance(year, int) or isinstance(year, bool) or year not in range(FIRST_YEAR, LAST_YEAR + 1):
        raise RequestError(problem("template.year", found=shown(year)[:20], first=FIRST_YEAR, last=LAST_YEAR))
    if text.readings is None or not text.sections:
        raise RequestError(problem("template.no_readings", title=agreement.title))
    return Form(agreement, text.readings, assessment_year(year, text.assessment.starts, text.assessment.months))


def default_year(agreement: Agreement, today: datetime.date) -> int:
    """The year of today, or the nearest one in which the agreement holds."""
    term = agreement.text.term
    latest = term.to.year if term is not None and term.to is not None else today.year
    earliest = term.from_.year if term is not None and term.from_ is not None else today.year
    return max(min(today.year, latest), min(earliest, latest))


def file_name(agreement: Agreement, year: int, language: str) -> str:
    """The name of the file where the caller gives none."""
    return say("template.file_name", language, agreement=agreement.id, year=year)
