"""Readings in columns: what a million rows share is held once, and each reading is a few whole numbers.

A reading becomes an object when somebody looks at it; what a settlement needs is a small part of a file.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np

from ecocomp.errors import Place
from ecocomp.period import Month
from ecocomp.readings.coded import SMALL_TABLE, SPREAD, Classes, Codes, Rows, classes_of, numbered
from ecocomp.readings.reading import GRADE, Doubt, Reading
from ecocomp.standards import INDICATORS
from ecocomp.written import column_letters


@dataclass(frozen=True, slots=True, order=True)
class Site:
    """A section (断面) as a file names it, with the province and basin it gives."""

    section: str
    province: str
    basin: str


@dataclass(frozen=True, slots=True, order=True)
class When:
    """A time as precise as the file, and the month it lies in."""

    text: str
    month: Month


class Said(NamedTuple):
    """What a file says of one indicator: everything of a reading but where and when; see :class:`Reading`."""

    indicator: str
    text: str
    value: Fraction | None
    qualifier: str
    detection_limit: Fraction | None
    state: str
    method: str
    lean: int
    doubt: Doubt | None = None

    def __hash__(self) -> int:
        """Of the texts alone, which nearly always differ where anything does: hashing a fraction takes far longer."""
        return hash((self.indicator, self.text, self.method))


@dataclass(frozen=True, slots=True, order=True)
class Sheet:
    """Where readings stand: a file, a sheet of it, and whether its cells have addresses such as C5."""

    file: str
    sheet: str
    workbook: bool

    def place(self, line: int, column: int) -> Place:
        """The place of a cell, both counted from 1."""
        cell = f"{column_letters(column - 1)}{line}" if self.workbook else ""
        return Place(self.file, self.sheet, line, column, cell)


@dataclass(frozen=True, slots=True, eq=False)
class ReadingColumns:
    """Readings as columns of equal length.

    ``sites``, ``whens``, ``said`` and ``sheets`` hold each distinct thing; ``site``, ``when``, ``what`` and ``sheet``
    the number of each reading's; ``line`` and ``column``, counted from 1, where it stands. ``order`` is that of the
    files, sheets, rows and columns.
    """

    sites: Sequence[Site]
    whens: Sequence[When]
    said: Sequence[Said]
    sheets: Sequence[Sheet]
    site: Codes
    when: Codes
    what: Codes
    sheet: Codes
    line: Codes
    column: Codes

    def __post_init__(self) -> None:
        for name in CODES:
            getattr(self, name).flags.writeable = False

    def __len__(self) -> int:
        return len(self.site)

    def reading(self, number: int) -> Reading:
        """One reading as an object."""
        site, when, said = self.sites[self.site[number]], self.whens[self.when[number]], self.said[self.what[number]]
        return Reading(
            site.section,
            when.month,
            when.text,
            said.indicator,
            said.text,
            said.value,
            said.qualifier,
            said.detection_limit,
            said.state,
            self.place(number),
            site.province,
            site.basin,
            said.method,
            said.lean,
            said.doubt,
        )

    def place(self, number: int) -> Place:
        """Where one reading stands."""
        sheet: Sheet = self.sheets[self.sheet[number]]
        return sheet.place(int(self.line[number]), int(self.column[number]))

    def readings(self, numbers: Iterable[Any] | None = None) -> Iterator[Reading]:
        """Some readings as objects, or all."""
        return map(self.reading, range(len(self)) if numbers is None else numbers)

    def taken(self, numbers: Any) -> ReadingColumns:
        """Some of the readings, by number, in that order."""
        rows: dict[str, Codes] = {name: getattr(self, name)[numbers] for name in CODES if name != "sheet"}
        one = len(self.sheets) == 1  # all are of it, and there is nothing to pick
        rows["sheet"] = self.sheet[: len(rows["site"])] if one else self.sheet[numbers]
        return ReadingColumns(self.sites, self.whens, self.said, self.sheets, **rows)

    def of_sections(self, names: Container[str]) -> ReadingColumns:
        """The readings of sections with these names, in the same order."""
        wanted = [number for number, site in enumerate(self.sites) if site.section in names]
        return self.taken(np.flatnonzero(np.isin(self.site, wanted)))

    def grouped(self, of_site: Callable[[Site], Hashable], of_when: Callable[[When], Hashable]) -> Classes:
        """The readings of one indicator, and of what the functions make of their section and time, together."""
        keys = []
        for named, codes in (
            ([of_site(each) for each in self.sites], self.site),
            ([each.indicator for each in self.said], self.what),
            ([of_when(each) for each in self.whens], self.when),
        ):
            distinct, number = numbered(named)
            keys.append((number[codes], len(distinct)))
        return classes_of(keys, len(self))

    def are_apart(self, of_site: Callable[[Site], Hashable], of_when: Callable[[When], Hashable]) -> bool:
        """Whether it is seen at a glance that no two readings would be grouped together."""
        named = (
            [of_site(each) for each in self.sites],
            [of_when(each) for each in self.whens],
            [each.indicator for each in self.said],
        )
        key, bound = self.keyed(*(numbered(each)[1] for each in named))
        if bound > max(SPREAD * len(self), SMALL_TABLE):
            return False
        seen = np.zeros(bound, np.bool_)
        seen[key] = True
        return int(np.count_nonzero(seen)) == len(self)

    def indicator_ranks(self) -> Codes:
        """For each ``said``, the rank of its indicator in the canonical order."""
        return np.array([ranks()[each.indicator] for each in self.said], np.int32)

    def in_order(self) -> ReadingColumns:
        """The readings by section, province, basin, time and indicator, and where they stand."""
        key, bound = self.keyed(_ranks(self.sites), _ranks(self.whens), _ranks(self.indicator_ranks().tolist()))
        if (key[1:] > key[:-1]).all():
            return self
        order = _placed(key, bound)
        if order is None:
            sheet = _ranks(self.sheets)
            order = np.lexsort((self.column, self.line, sheet[self.sheet], key))
        return self.taken(order)

    def keyed(self, site: Codes, when: Codes, indicator: Codes) -> tuple[Rows, int]:
        """A number for each reading by what is said of its site, time and indicator, in their order; and a bound.

        ``site``, ``when`` and ``indicator`` are numbers from 0 for each of ``sites``, ``whens`` and ``said``.
        """
        indicators = int(indicator.max(initial=0)) + 1
        whens = indicators * (int(when.max(initial=0)) + 1)
        bound = whens * (int(site.max(initial=0)) + 1)
        kind: Any = np.int32 if bound <= np.iinfo(np.int32).max else np.int64
        # multiplied once for each site and time, not for each reading
        parts = (site.astype(kind) * kind(whens), self.site), (when.astype(kind) * kind(indicators), self.when)
        key = indicator.astype(kind)[self.what]
        for numbers, codes in parts:
            key += numbers[codes]
        return key, bound


CODES = ("site", "when", "what", "sheet", "line", "column")


@cache
def ranks() -> Mapping[str, int]:
    """The rank of each indicator in the canonical order; a published class comes first."""
    return MappingProxyType({indicator: rank for rank, indicator in enumerate([GRADE, *INDICATORS])})


def _ranks(things: Sequence[Any]) -> Codes:
    """The rank of each of ``things`` in their order; equal ones have the same."""
    rank = {thing: number for number, thing in enumerate(sorted(set(things)))}
    return np.array([rank[thing] for thing in things], np.int32)


def _placed(key: Any, bound: int) -> Any:
    """The order of keys that are all different, by laying them out; None where they are not, or spread too far."""
    if bound > max(8 * len(key), 1 << 16):
        return None
    table = np.full(bound, -1, np.int32)
    table[key] = np.arange(len(key), dtype=np.int32)
    order = table[table >= 0]
    return order.astype(np.intp) if len(order) == len(key) else None


def joined(parts: Sequence[ReadingColumns]) -> ReadingColumns:
    """One or several columns as one, in their order, with each distinct thing once.

    Also a single part may hold a thing twice: 2024-03-05 and 2024/3/5 are one time written in two ways.
    """
    tables: dict[str, Any] = {}
    codes: dict[str, list[Codes]] = {name: [] for name in CODES}
    for table, code in (("sites", "site"), ("whens", "when"), ("said", "what"), ("sheets", "sheet")):
        every = [thing for part in parts for thing in getattr(part, table)]
        tables[table], numbers = numbered(every)
        begin = 0
        for part in parts:
            own = numbers[begin : begin + len(getattr(part, table))]
            rows = getattr(part, code)
            # numbers that stay as they are need no walk over the rows
            codes[code].append(rows if len(parts) == 1 and len(tables[table]) == len(every) else own[rows])
            begin += len(own)
    for name in ("line", "column"):
        codes[name] = [getattr(part, name) for part in parts]
    whole: dict[str, Any] = {
        name: each[0] if len(each) == 1 else np.concatenate([*each, NO_CODES]) for name, each in codes.items()
    }
    return ReadingColumns(**tables, **whole)


NO_CODES = np.zeros(0, np.int32)


def columns_of(readings: Iterable[Reading]) -> ReadingColumns:
    """Reading objects as columns."""
    found = list(readings)
    sites, site = numbered([Site(each.section, each.province, each.basin) for each in found])
    whens, when = numbered([When(each.when, each.month) for each in found])
    said, what = numbered([Said(*(getattr(each, name) for name in Said._fields)) for each in found])
    sheets, sheet = numbered([Sheet(each.place.file, each.place.sheet, bool(each.place.cell)) for each in found])
    line = np.array([each.place.line for each in found], np.int32)
    column = np.array([each.place.column for each in found], np.int32)
    return ReadingColumns(sites, whens, said, sheets, site, when, what, sheet, line, column)
