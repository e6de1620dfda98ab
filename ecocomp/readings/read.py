"""Reading monitoring files: the one function that puts the stages together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import compress

import numpy as np

from ecocomp.errors import Place, ReadingsError, RequestError, problem
from ecocomp.readings.cells import shown
from ecocomp.readings.clocks import with_clocks
from ecocomp.readings.coded import classes_of
from ecocomp.readings.collector import collector_put_off
from ecocomp.readings.columns import ReadingColumns, joined
from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.headings import Heading, find_heading, missing_roles
from ecocomp.readings.invisible import without_invisible
from ecocomp.readings.layout import Layout
from ecocomp.readings.limits_elsewhere import check_limits_elsewhere
from ecocomp.readings.looks import note_comments
from ecocomp.readings.mapping.apply import chosen, conventions_of, mapped, renamed, without_skipped
from ecocomp.readings.mapping.load import load_mapping
from ecocomp.readings.mapping.model import MappingFile
from ecocomp.readings.nitrate import names_ion
from ecocomp.readings.plausibility import treatments, without_implausible
from ecocomp.readings.reading import DAY_LENGTH
from ecocomp.readings.readings import Readings
from ecocomp.readings.repeats import check_rule, owners_of, without_repeats
from ecocomp.readings.shapes.below import with_remarks_below
from ecocomp.readings.shapes.indicators_down import lacks_month
from ecocomp.readings.shapes.mean_headings import with_mean_headings
from ecocomp.readings.shapes.no_values import holds_rates
from ecocomp.readings.shapes.shape import shaped
from ecocomp.readings.shapes.table import Shaped
from ecocomp.readings.shapes.unit_around import with_unit_around
from ecocomp.readings.sources import FilePath, Source, grids_of
from ecocomp.readings.times import FIRST_YEAR, LAST_YEAR, Span
from ecocomp.readings.unit_level import check_levels
from ecocomp.readings.year_crossing import refuse_sheets_over_new_year
from ecocomp.wording import Pair, listed

FILES_NAMED = 5
#: So much is shown of a row that is no heading.
CELLS_NAMED, LONGEST_SHOWN = 8, 80
#: Sheets with these titles show how a form is filled in; what stands there is no data.
EXAMPLE_TITLES = frozenset({"填写示例", "填报示例", "示例", "样例", "样表", "example"})
ROLE_WORDS = {
    "section": Pair("断面名称", "the section"),
    "time": Pair("监测时间", "the time"),
    "value": Pair("指标或监测值", "an indicator or value"),
}


def read_monitoring(
    source: Source,
    *,
    year: int | str | None = None,
    repeated: str = "refuse",
    implausible: str | Mapping[str, str] = "flag",
    mapping: FilePath | None = None,
) -> Readings:
    """Read monitoring data (监测数据) with the origin of every value.

    ``source`` is a file (csv, xlsx, xls, ods), a list of files, a folder of them, or a pandas DataFrame. ``year`` is
    the year of times written without one (``04-01 08:00``), or a span of at most twelve months that gives each of them
    one, such as ``"2023-10..2024-09"``. ``repeated`` says what happens where one section,
    indicator and time stands there with different values: ``"refuse"``, or take the ``"first"`` or ``"last"`` in
    the order of files and rows. ``implausible`` says what happens to values that can hardly be right, for all checks
    of :mod:`ecocomp.readings.plausibility` or by check: ``"flag"`` warns, ``"refuse"`` is an error, ``"exclude"``
    takes them for missing, with a warning. ``mapping`` is a mapping file (映射文件), which
    describes what is not recognised.

    Raises ReadingsError with every problem of every file, and RequestError for an option that does not exist. What
    was interpreted on the way is in ``problems`` of the result.
    """
    found = collected(source, year=year, repeated=repeated, implausible=implausible, mapping=mapping)
    if found.findings.failed:
        raise ReadingsError(each for each in found.findings.problems() if each.severity == "error")
    return found.readings


@dataclass(frozen=True, slots=True)
class Seen:
    """A table that was recognised: its grid made plain, how it was understood, and what it gave."""

    grid: Grid
    heading: Heading
    shaped: Shaped | None
    columns: tuple[ReadingColumns, ...]

    @property
    def rows(self) -> int:
        """How many rows gave readings."""
        lines = [each.line for each in self.columns]
        return len(np.unique(np.concatenate(lines))) if lines else 0


@dataclass(frozen=True, slots=True)
class Collected:
    """All that was read, also where there are errors."""

    columns: ReadingColumns
    files: Mapping[str, str]
    tables: tuple[Seen, ...]
    findings: Findings
    how: Mapping[str, str]

    @property
    def readings(self) -> Readings:
        """What was read, with its warnings and notes."""
        others = [each for each in self.findings.problems() if each.severity != "error"]
        return Readings(self.columns, others, self.files, flagged=self.how)


@collector_put_off()
def collected(
    source: Source,
    *,
    year: int | str | None,
    repeated: str,
    implausible: str | Mapping[str, str],
    mapping: FilePath | None,
) -> Collected:
    """Everything that can be read, with all problems; raises RequestError alone."""
    check_rule(repeated)
    given = year_asked_for(year)
    described = None if mapping is None else load_mapping(mapping)
    how = treatments(implausible)
    findings = Findings()
    grids, files = grids_of(source, findings)
    parts: list[ReadingColumns] = []
    tables: list[Seen] = []
    grids = [without_invisible(grid, findings) for grid in grids]
    for grid, heading, shape in _tables(grids, given, described, findings):
        own = tuple(Layout(grid, heading, given, findings).readings())
        parts += own
        tables.append(Seen(grid, heading, shape, own))
        note_comments(grid, findings)
    kept = without_repeats(joined(parts), repeated, findings)
    note_namesakes(kept, findings)
    note_mixed_times(kept, findings)
    check_levels(kept, findings)
    check_limits_elsewhere(kept, findings)
    kept = without_implausible(kept.in_order(), how, findings)
    if not len(kept) and not findings.failed:
        place = Place(file=", ".join(list(files)[:FILES_NAMED]))
        if described is None:
            findings.note("no_readings", place, "warning")
        else:  # what was described on purpose was described wrongly
            findings.error("no_readings", place)
    return Collected(kept, files, tuple(tables), findings, how)


def year_asked_for(year: object) -> int | Span | None:
    """The year or span of times without one; raises RequestError for what is neither."""
    if isinstance(year, str):
        try:
            return Span.parse(year)
        except ValueError:
            raise RequestError(problem("readings.span_unknown", found=shown(year))) from None
    if year is None:
        return None
    if isinstance(year, int) and not isinstance(year, bool) and year in range(FIRST_YEAR, LAST_YEAR + 1):
        return year
    raise RequestError(problem("readings.year_unknown", found=shown(year), first=FIRST_YEAR, last=LAST_YEAR))


def _tables(
    grids: Sequence[Grid], year: int | Span | None, mapping: MappingFile | None, findings: Findings
) -> Iterator[tuple[Grid, Heading, Shaped | None]]:
    """The grids that have a heading, each with it. A file without any is an error, a sheet without one a note."""
    by_file: dict[str, list[Grid]] = {}
    for grid in grids:
        by_file.setdefault(grid.file, []).append(grid)
    for file, sheets in by_file.items():
        before = findings.errors
        parts = [grid for grid in sheets if not is_example(grid)]
        for grid in sheets:
            if is_example(grid) and parts:
                findings.note("example_sheet", Place(file, grid.sheet))
        if not parts:
            findings.error("example_only", Place(file, sheets[0].sheet))
            continue
        if mapping is not None:
            parts = chosen(parts, mapping, findings)
            if not parts:
                continue
        if mapping is None or not (mapping.sheets or mapping.columns):
            parts = _without_rates(parts, findings)
        plain = [_plain_grid(grid, year, mapping, findings) for grid in parts]
        # What is lacking has been said of the sheet; the plain reader would only say it less well.
        headings = [(grid, find_heading(grid, findings), shape) for grid, shape in plain if grid is not None]
        recognised = [
            (grid, with_unit_around(grid, heading, findings), shape)
            for grid, heading, shape in headings
            if heading is not None
        ]
        refuse_sheets_over_new_year(recognised, year, findings)
        for grid, known, shape in recognised:
            yield (grid if mapping is None else renamed(grid, known, mapping, findings)), known, shape
        if not recognised and findings.errors == before:
            _no_heading(file, parts, findings)
        elif recognised:
            for grid, heading, _ in headings:
                if heading is None:
                    _sheet_ignored(grid, findings)


def _without_rates(parts: Sequence[Grid], findings: Findings) -> list[Grid]:
    """The sheets without those that clearly hold rates and counts, which are noted; all of them where none is left."""
    rates = [holds_rates(grid) for grid in parts]
    if all(rates):
        return list(parts)
    for grid in compress(parts, rates):
        findings.note("sheet_of_rates", Place(grid.file, grid.sheet))
    return [grid for grid, of_rates in zip(parts, rates, strict=True) if not of_rates]


def _plain_grid(
    grid: Grid, year: int | Span | None, mapping: MappingFile | None, findings: Findings
) -> tuple[Grid | None, Shaped | None]:
    """The grid with its table made plain, itself where nothing unusual is recognised, None where there is an error."""
    before = findings.errors
    if mapping is not None:
        grid = replace(without_skipped(grid, mapping, findings), conventions=conventions_of(mapping))
    grid = with_remarks_below(grid, findings)
    described = mapping is not None and mapping.columns
    grid = grid if described else with_mean_headings(with_clocks(grid, findings), findings)
    found = mapped(grid, mapping, findings) if mapping and described else shaped(grid, year, findings)
    if findings.errors != before:
        return None, None
    return (grid, None) if found is None else (found.grid, found)


def is_example(grid: Grid) -> bool:
    """Whether the title of the sheet says that it is a filled example (填写示例)."""
    return "".join(grid.sheet.split()).casefold() in EXAMPLE_TITLES


def _sheet_ignored(grid: Grid, findings: Findings) -> None:
    """A note on a sheet without a heading among others; a warning where no more than one column is lacking."""
    row, lacking = missing_roles(grid)
    if len(lacking) == 1:
        (role,) = lacking
        findings.note("sheet_like_data", grid.place(row), "warning", lacking=Pair(*ROLE_WORDS[role]))
    else:
        findings.note("sheet_ignored", Place(grid.file, grid.sheet))


def _no_heading(file: str, parts: Sequence[Grid], findings: Findings) -> None:
    """The error for a file in which no table was recognised, with what the likeliest row lacks."""
    filled = [grid for grid in parts if any(any(row) for row in grid.rows)]
    if not filled:
        findings.error("empty_file", Place(file=file))
        return
    grid, (row, lacking) = min(((grid, missing_roles(grid)) for grid in filled), key=lambda pair: len(pair[1][1]))
    for column, text in enumerate(grid.rows[row]):
        if names_ion(text):
            findings.error("nitrate_ion", grid.place(row, column), found=text)
    for each in filled:
        heading = lacks_month(each)
        if heading is not None:
            findings.error("sections_no_month", each.place(heading))
            return
    findings.error(
        "no_heading",
        grid.place(row),
        found=_row_shown(grid.rows[row]),
        lacking=listed(ROLE_WORDS[role] for role in lacking),
    )


def _row_shown(texts: Sequence[str]) -> str:
    """What stands in a row, as much of it as a sentence bears."""
    found = [" ".join(text.split()) for text in texts if text]
    whole = "、".join(found[:CELLS_NAMED])
    return whole[:LONGEST_SHOWN] + (" …" if len(found) > CELLS_NAMED or len(whole) > LONGEST_SHOWN else "")


def note_namesakes(columns: ReadingColumns, findings: Findings) -> None:
    """A warning for each section name that stands for several sections: 江口, 新华 … are in several provinces."""
    classes = classes_of([(columns.site, len(columns.sites))], len(columns))
    by_site = {columns.sites[columns.site[number]]: number for number in classes.first.tolist()}
    for section, pairs in owners_of(by_site).items():
        if len(pairs) > 1:
            number = min(number for site, number in by_site.items() if site.section == section)
            file = columns.sheets[columns.sheet[number]].file
            shown = "; ".join(sorted(" ".join(filter(None, pair)) for pair in pairs))
            findings.note("namesakes", Place(file), "warning", section=section, found=shown)


def note_mixed_times(columns: ReadingColumns, findings: Findings) -> None:
    """A warning where one month has readings of different precision: perhaps a mean beside its own days."""
    precise = np.array([PRECISIONS.get(len(each.text), 2) for each in columns.whens], np.int32)
    if len(set(precise.tolist())) <= 1:
        return
    classes = columns.grouped(lambda site: (site.section, site.province), lambda when: when.month)
    own = precise[columns.when]
    mixed: dict[str, int] = {}
    for number in np.flatnonzero(own != own[classes.first][classes.of_row]).tolist():
        mixed.setdefault(columns.sites[columns.site[number]].section, number)
    for section, number in mixed.items():
        file, label = columns.sheets[columns.sheet[number]].file, columns.whens[columns.when[number]].month.label
        findings.note("mixed_times", Place(file), "warning", section=section, month=label)


#: How precise a time is by the length of its text: a month, a day; all else is an hour.
PRECISIONS = {len("2024-03"): 0, DAY_LENGTH: 1}
