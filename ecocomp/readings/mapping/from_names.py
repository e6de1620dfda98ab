"""What a mapping takes from the name of the sheet or the file: a section each, a month each."""

from __future__ import annotations

import re
from collections.abc import Callable

from ecocomp.errors import Place
from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.mapping.load import indicator_id, is_time
from ecocomp.readings.mapping.model import FixedMapping, NameMapping
from ecocomp.readings.names import clean_name
from ecocomp.readings.shapes.context import SOURCES, MonthSpoken, Spoken, spoken_around
from ecocomp.readings.shapes.months_said import months_in, names_span, ranges_said, years_in
from ecocomp.readings.shapes.no_month import KINDS, part_of_month
from ecocomp.readings.shapes.no_sections import names_no_section
from ecocomp.readings.show import indicator_heading
from ecocomp.wording import say_both

#: How spreadsheets call a sheet to which nobody gave a name.
UNNAMED = re.compile(r"(?:sheet|工作表|表)\s*\d*", re.IGNORECASE)
#: A month as nothing but its number, which it is where the mapping says that the name is a month.
NUMBER = re.compile(r"0?([1-9]|1[0-2])", re.ASCII)
YEAR = re.compile(r"(?:19|20)\d{2}", re.ASCII)


def fixed_texts(
    grid: Grid, fixed: FixedMapping, top: int, findings: Findings, *, daily: bool = False
) -> dict[str, str]:
    """What is the same for the whole table, by role, also where the name of the sheet or file says it.

    There is an error for each name that does not say what the mapping takes from it, and where a title above row
    ``top`` names another month than it, or a part of it where the rows are not ``daily``.
    """
    found: dict[str, str] = {}
    for role in FixedMapping.model_fields:
        given = getattr(fixed, role)
        if isinstance(given, NameMapping):
            text = _part(grid, role, given, findings)
            meant = None if text is None or (not daily and _is_part(role, text)) else READ[role](text)
            if text is not None and meant is None:
                findings.error(
                    "mapping_name_unfit",
                    Place(grid.file, grid.sheet),
                    found=text,
                    source=SOURCES[given.source],
                    role=role,
                    expected=say_both(f"readings.mapping_expects_{KIND.get(role, role)}"),
                )
            elif text is not None and meant is not None:
                if role in ("time", "month"):
                    said = f"{meant}月" if role == "month" else meant
                    _check_titles(grid, top, said, (text, given.source), findings, daily=daily)
                found[role] = meant
        elif role == "indicator" and given is not None:
            found[role] = indicator_heading(indicator_id(given) or "")
        elif given is not None:
            found[role] = str(given)
    return found


def _part(grid: Grid, role: str, given: NameMapping, findings: Findings) -> str | None:
    """The name, or the part of it that the mapping says; None, with an error, where there is none."""
    place = Place(grid.file, grid.sheet)
    # only what was read from a file has a name with an ending
    file = grid.file.rsplit("/", 1)[-1].rpartition(".")[0]
    name = grid.sheet if given.source == "sheet" else file
    if not name:
        findings.error("mapping_no_name", place, role=role, source=SOURCES[given.source])
        return None
    part = name
    for sign, keep in ((given.after, 2), (given.before, 0)):
        if sign is not None:
            pieces = part.partition(sign)
            if not pieces[1]:
                findings.error("mapping_name_part", place, found=name, part=sign, source=SOURCES[given.source])
                return None
            part = pieces[keep]
    return part.strip()


def _check_titles(grid: Grid, top: int, meant: str, name: tuple[str, str], findings: Findings, *, daily: bool) -> None:
    """An error where a title says another month than the name, or a part of it: a sheet copied from one before.

    Rows that are ``daily`` belong to no other part of the month.
    """
    months = months_in(meant, name=True)
    if len(months) != 1:
        return
    own_year, own_month = months[0]
    for each in spoken_around(grid, top):
        if each.source != "title" or each.origin is None:
            continue
        place = grid.place(*each.origin)
        said = months_in(each.text, name=False) or [days.month for days in ranges_said(each.text) if days.month]
        year, month = said[0] if len(said) == 1 else months[0]
        if month != own_month or (None not in (year, own_year) and year != own_year):
            findings.error("months_contradict", place, found=each.text, other=name[0], source=SOURCES[name[1]])
            return
        part = "" if daily else part_of_month(each.text, MonthSpoken(own_year or year, own_month, each))
        if part:
            source = SOURCES["title"]
            findings.error("no_month", place, found=each.text, source=source, words=part, why=KINDS["part"])
            return


def _is_part(role: str, text: str) -> bool:
    """Whether a name that a time is taken from says a part of a month, or several: 3月上旬."""
    months = months_in(text, name=True) if role in ("time", "month") else []
    return any(part_of_month(text, MonthSpoken(year, month, Spoken(text, "sheet", None))) for year, month in months)


def _section(text: str) -> str | None:
    name = clean_name(text)
    return None if not name or UNNAMED.fullmatch(name) or names_no_section(name) else name


def _name(text: str) -> str | None:
    return clean_name(text) or None


def _indicator(text: str) -> str | None:
    known = indicator_id(text)
    return known and indicator_heading(known)


def _time(text: str) -> str | None:
    """The time that a name is, or the one month that it names."""
    if is_time(text):
        return text
    months = [] if names_span(text) else months_in(text, name=True)
    if len(months) != 1:
        return None
    ((year, month),) = months
    return f"{month}月" if year is None else f"{year}年{month}月"


def _month(text: str) -> str | None:
    """The month without a year: beside the name the year is said by the mapping."""
    number = NUMBER.fullmatch(text)
    if number:
        return number[1]
    months = [] if names_span(text) else months_in(text, name=False)
    return str(months[0][1]) if len(months) == 1 and months[0][0] is None else None


def _year(text: str) -> str | None:
    """The one year that a name says."""
    years = {int(text)} if YEAR.fullmatch(text) else years_in(text)
    return str(years.pop()) if len(years) == 1 else None


#: What the text of a name means, by what is taken from it; None for one that is no such thing.
READ: dict[str, Callable[[str], str | None]] = {
    "section": _section,
    "province": _name,
    "basin": _name,
    "indicator": _indicator,
    "time": _time,
    "month": _month,
    "year": _year,
}
#: The sentence that says what is expected, where it is that of another role.
KIND = {"province": "name", "basin": "name"}
