"""All readings of one or several monitoring files: immutable, in an order that does not depend on the files'."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from ecocomp.errors import Problem
from ecocomp.period import Month
from ecocomp.readings.columns import ReadingColumns, Said, Site, columns_of
from ecocomp.readings.findings import merged_problems
from ecocomp.readings.plausibility import doubts
from ecocomp.readings.reading import GRADE, Reading
from ecocomp.standards import INDICATORS
from ecocomp.wording import language_in_use
from ecocomp.written import column_letters, fraction_text

if TYPE_CHECKING:
    import pandas

NO_FILES: Mapping[str, str] = MappingProxyType({})
#: The columns of :attr:`Readings.frame`, in order.
FRAME_COLUMNS = (
    "section",
    "province",
    "basin",
    "when",
    "indicator",
    "text",
    "value",
    "qualifier",
    "detection_limit",
    "unit",
    "state",
    "method",
    "lean",
    "file",
    "sheet",
    "line",
    "cell",
)
#: Where the columns of the frame come from: a table of the columns, and the place in its rows.
FRAME_TABLES = (
    ("section", "site", 0),
    ("province", "site", 1),
    ("basin", "site", 2),
    ("when", "when", 0),
    ("indicator", "what", 0),
    ("text", "what", 1),
    ("value", "what", 2),
    ("qualifier", "what", 3),
    ("detection_limit", "what", 4),
    ("unit", "what", 5),
    ("state", "what", 6),
    ("method", "what", 7),
    ("lean", "what", 8),
    ("file", "sheet", 0),
    ("sheet", "sheet", 1),
)


class Readings:
    """Readings with what was interpreted on the way.

    They are ordered by section, province, basin, time and indicator, whatever the order of rows, columns and files
    was. ``problems`` are warnings and notes; ``files`` the files read by name, sorted, with their SHA-256. Two are
    equal when their readings say the same, wherever they stand. ``items`` may be given as :class:`Reading` objects,
    or as columns of them, in that order.
    """

    __slots__ = ("__dict__", "_columns", "_digests", "_flagged", "_problems")

    def __init__(
        self,
        items: Iterable[Reading] | ReadingColumns = (),
        problems: Iterable[Problem] = (),
        files: Mapping[str, str] = NO_FILES,
        *,
        flagged: Mapping[str, str] | None = None,
    ) -> None:
        self._columns = items if isinstance(items, ReadingColumns) else columns_of(items)
        self._problems = tuple(problems)
        self._digests = dict(files)
        self._flagged = flagged

    @property
    def columns(self) -> ReadingColumns:
        """The readings in columns."""
        return self._columns

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Warnings and notes from reading the files, and on values that can hardly be right."""
        return self._all_problems

    @cached_property
    def _all_problems(self) -> tuple[Problem, ...]:
        # looked for when somebody asks: on a million readings it takes as long as reading them
        if self._flagged is None:
            return self._problems
        return merged_problems(self._problems, doubts(self._columns, self._flagged))

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the files, sorted."""
        return tuple(self._digests)

    @property
    def digests(self) -> Mapping[str, str]:
        """The SHA-256 of each file by its name; empty of a table in memory."""
        return MappingProxyType(self._digests)

    @property
    def items(self) -> tuple[Reading, ...]:
        """All readings as objects."""
        return self._objects

    @cached_property
    def _objects(self) -> tuple[Reading, ...]:
        return tuple(self._columns.readings())

    def __len__(self) -> int:
        return len(self._columns)

    def __iter__(self) -> Iterator[Reading]:
        return iter(self._objects)

    def __eq__(self, other: object) -> bool:
        return self.items == other.items if isinstance(other, Readings) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.items)

    def __repr__(self) -> str:
        return f"Readings({len(self)} readings, {len(self.sections)} sections, {len(self.files)} files)"

    def _repr_html_(self) -> str:
        from ecocomp.readings.notebook_view import readings_view

        return readings_view(self, language_in_use())

    def table(self, language: str | None = None) -> pandas.DataFrame:
        """The rows of :attr:`frame` with headings, indicators, states and methods in Chinese or English."""
        from ecocomp.readings.titled import titled_frame

        return titled_frame(self, language_in_use(language))

    def __reduce__(self) -> tuple[object, ...]:
        # What is only computed from the readings is not carried along; a mapping proxy cannot be.
        return (Readings, (self._columns, self.problems, self._digests))

    @cached_property
    def sections(self) -> tuple[str, ...]:
        """The names of the sections, each once, sorted."""
        return tuple(sorted({site.section for site in self.sites}))

    @cached_property
    def sites(self) -> tuple[Site, ...]:
        """The sections with the province and basin that the files give, each once, sorted."""
        used = np.unique(self._columns.site)
        return tuple(sorted({self._columns.sites[each] for each in used}))

    @cached_property
    def by_cell(self) -> Mapping[tuple[str, str, Month], tuple[Reading, ...]]:
        """The readings of each section name, indicator id and month, in order of time."""
        return Cells(self._columns)

    @property
    def frame(self) -> pandas.DataFrame:
        """One row a reading, as a new pandas DataFrame.

        Columns: ``section`` (断面), ``province`` (省份), ``basin`` (流域), ``when`` (监测时间, text), ``indicator``
        (id), ``text`` (as written), ``value`` (监测值: an exact Decimal in ``unit``; None where below detection or
        missing; a Fraction in the rare case that a unit's factor has no finite decimal), ``qualifier`` (``""``,
        ``"below"`` or ``"missing"``), ``detection_limit`` (检出限, like ``value``), ``unit`` (the indicator's
        canonical unit), ``state`` (站点情况), ``method`` (监测方式: ``"automatic"``, ``"manual"`` or empty), ``lean``
        (1, -1 or 0: which way a laboratory rounded), and the origin: ``file``, ``sheet``, ``line`` (or row), ``cell``.
        """
        import pandas

        columns = self._columns
        of: dict[str, list[tuple[object, ...]]] = {
            "site": [(each.section, each.province, each.basin) for each in columns.sites],
            "when": [(each.text,) for each in columns.whens],
            "what": [_said(each) for each in columns.said],
            "sheet": [(each.file, each.sheet) for each in columns.sheets],
        }
        found: dict[str, pandas.Series[Any]] = {}
        for name, table, place in FRAME_TABLES:
            values: Any = np.empty(len(of[table]), object)
            for number, row in enumerate(of[table]):
                values[number] = row[place]
            found[name] = pandas.Series(values[getattr(columns, table)], dtype="object")
        found["line"] = pandas.Series(columns.line, dtype="int64")
        workbook = [each.workbook for each in columns.sheets]
        if any(workbook):
            addressed = np.array(workbook)[columns.sheet]
            cells = [
                f"{column_letters(column - 1)}{line}" if address else ""
                for column, line, address in zip(
                    columns.column.tolist(), columns.line.tolist(), addressed.tolist(), strict=True
                )
            ]
        else:
            cells = [""] * len(self)
        found["cell"] = pandas.Series(cells, dtype="object")
        return pandas.DataFrame({name: found[name] for name in FRAME_COLUMNS})


class Cells(Mapping[tuple[str, str, Month], tuple[Reading, ...]]):
    """Readings by section name, indicator and month; made into objects when they are asked for."""

    def __init__(self, columns: ReadingColumns) -> None:
        self._columns = columns
        classes = columns.grouped(lambda site: site.section, lambda when: when.month)
        self._rows = {
            (
                columns.sites[columns.site[first]].section,
                columns.said[columns.what[first]].indicator,
                columns.whens[columns.when[first]].month,
            ): rows
            for first, rows in zip(classes.first, classes.rows_of(range(len(classes))), strict=True)
        }

    def __getitem__(self, key: tuple[str, str, Month]) -> tuple[Reading, ...]:
        return tuple(self._columns.readings(self._rows[key]))

    def __iter__(self) -> Iterator[tuple[str, str, Month]]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def _said(said: Said) -> tuple[object, ...]:
    unit = "" if said.indicator == GRADE else INDICATORS[said.indicator].unit
    value, limit = _decimal(said.value), _decimal(said.detection_limit)
    return (said.indicator, said.text, value, said.qualifier, limit, unit, said.state, said.method, said.lean)


def _decimal(value: Fraction | None) -> Decimal | Fraction | None:
    """The value as an exact decimal, or as it is where it has no end."""
    if value is None:
        return None
    text = fraction_text(value)
    return value if "/" in text else Decimal(text)
