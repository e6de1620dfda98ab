"""Writing notices to files: one for each party, all of them or none."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path

from ecocomp.differences.restatement import Restatement
from ecocomp.errors import NoticeError, Place, RequestError, problem
from ecocomp.readings.sources import FilePath
from ecocomp.report.files import write_all
from ecocomp.report.named_record import named_record
from ecocomp.report.notice.content import notice_of
from ecocomp.report.notice.texts import shown
from ecocomp.report.targets import named_file, refuse_existing
from ecocomp.settlement import Settlement
from ecocomp.settlement.coordinates import resolved
from ecocomp.wording import language_in_use, say

ENDING = ".docx"
#: One of these is in every template by which a notice that is no basis for payment is written.
MUST_SAY = frozenset(("standing", "mark"))
LIBRARIES = ("docx", "docxtpl", "jinja2")
MOST_BYTES = 20_000_000
#: What some system cannot have in the name of a file; and so many bytes of a name leave room for the rest.
FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\ufffd]')
LONGEST_NAME = 120


def save_notices(
    settlement: Settlement,
    folder: Path,
    language: str,
    *,
    parties: Sequence[str] | None = None,
    template: FilePath | None = None,
    overwrite: bool = False,
    read: Iterable[FilePath] = (),
    restatement: Restatement | None = None,
) -> list[Path]:
    """Write the notice of each party (all, or those named by id or name) into ``folder``; the paths written."""
    agreement = settlement.agreement
    chosen = list(agreement.parties) if parties is None else [resolved(agreement, "party", each) for each in parties]
    if not chosen:
        raise RequestError(problem("notice.no_party"))
    names = file_names(settlement, language)
    targets = {party: folder / names[party] for party in chosen}
    return written(settlement, targets, language, template, overwrite, read, restatement)


def save_notice(
    settlement: Settlement,
    party: str,
    path: Path,
    language: str,
    *,
    template: FilePath | None = None,
    overwrite: bool = False,
    read: Iterable[FilePath] = (),
    restatement: Restatement | None = None,
) -> Path:
    """Write the notice of one party (by id or name) to ``path``."""
    path = named_file(path, ENDING)
    wanted = resolved(settlement.agreement, "party", party)
    return written(settlement, {wanted: path}, language, template, overwrite, read, restatement)[0]


def written(
    settlement: Settlement,
    targets: dict[str, Path],
    language: str,
    template: FilePath | None,
    overwrite: bool,
    read: Iterable[FilePath],
    restatement: Restatement | None,
) -> list[Path]:
    """The notices made, then all of them put in place. What stands there is kept unless it may be overwritten."""
    if not overwrite:
        refuse_existing(targets.values())
    need_docx()
    content, place = template_bytes(template, language)
    from ecocomp.report.notice import render

    used = render.FIELDS if template is None else render.checked(content, place)
    record = named_record(settlement, restatement).digest
    made = {}
    for party, path in targets.items():
        notice = notice_of(settlement, party, language, record)
        if notice.standing and not MUST_SAY.intersection(used):
            raise NoticeError(problem("notice.template_silent", place, reasons=" ".join(notice.standing)))
        made[path.name] = render.rendered(notice, content, place, language)
    folder = next(iter(targets.values())).parent
    return write_all(folder, made, read=[*read, *([] if template is None else [template])])


def need_docx() -> None:
    """NoticeError where the libraries that write Word files are not installed."""
    if any(find_spec(name) is None for name in LIBRARIES):
        raise NoticeError(problem("notice.needs_docx", python=sys.executable or "python"))


def template_bytes(template: FilePath | None, language: str) -> tuple[bytes, Place]:
    """The template, the library's own where none is given, and how it is spoken of."""
    if template is None:
        return built_in(language), Place()
    place = Place(os.fspath(template))
    path = Path(template)
    if not os.fspath(template) or not path.is_file():
        raise RequestError(problem("notice.template_missing", place))
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise NoticeError(problem("notice.template_large", place, found=size, most=MOST_BYTES))
        return path.read_bytes(), place
    except OSError as trouble:
        if isinstance(trouble, NoticeError):
            raise
        reason = trouble.strerror or str(trouble)
        raise NoticeError(problem("notice.template_unreadable", place, reason=reason)) from None


def built_in(language: str) -> bytes:
    """The library's own template."""
    need_docx()
    from ecocomp.report.notice.layout import default_template

    return default_template(language)


def write_notice_template(
    path: str | os.PathLike[str], *, language: str | None = None, overwrite: bool = False
) -> Path:
    """Write the library's template of the settlement notice, for a bureau to change in Word and give back.

    Raises RequestError for a name that does not end in ``.docx``, and OutputError where the file is there already
    (unless ``overwrite``) or cannot be written.

    >>> import tempfile, ecocomp as ec
    >>> ec.write_notice_template(f"{tempfile.mkdtemp()}/模板.docx").name
    '模板.docx'
    """
    target = named_file(path, ENDING)
    if not overwrite:
        refuse_existing([target])
    return write_all(target.parent, {target.name: built_in(language_in_use(language))})[0]


def file_names(settlement: Settlement, language: str) -> dict[str, str]:
    """The name of each party's file; those whose names a file cannot have, or share, are told apart by their ids."""
    agreement = settlement.agreement
    plain = {
        party: FORBIDDEN.sub("_", shown(agreement.name_of(party, language))).strip(". ") for party in agreement.parties
    }
    plain = {party: name.encode()[:LONGEST_NAME].decode(errors="ignore") for party, name in plain.items()}
    folded = [name.casefold() for name in plain.values()]
    return {
        party: say(
            "notice.file_name",
            language,
            party=name if name and folded.count(name.casefold()) == 1 else f"{name}_{party}",
        )
        for party, name in plain.items()
    }
