"""Limits of the grades (标准限值): GB 3838-2002 《地表水环境质量标准》, table 1, as ladders that grade a value.

Which editions there are, since when they are in force and in which data file each of their tables stands, is told by
``editions.csv``: another edition is a data file and a line there. Table 2, for sources of centralised drinking water
(集中式生活饮用水地表水源地), has one limit an item, which a value meets or exceeds without having a grade.

A value equal to a limit meets it; where the limits of two grades are equal, such as 15 mg/L of COD for Ⅰ and Ⅱ,
a value that meets them has the better grade. Dissolved oxygen goes the other way round, with the constant 7.5 mg/L
for Ⅰ (the standard also allows 90 % saturation; national publications use 7.5). A pH from 6 to 9 is Ⅰ, else 劣Ⅴ.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cache
from math import lcm
from types import MappingProxyType

from ecocomp.errors import RequestError, problem
from ecocomp.standards import table
from ecocomp.standards.grades import WORST_GRADE
from ecocomp.standards.indicators import indicators

WATERS = ("river", "lake")
CLASSES = ("I", "II", "III", "IV", "V")
RANGE_SIGN = "~"
GRADED, DRINKING_WATER = "1", "2"


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of a standard: its number and title, the day it came into force, and its tables' files and sources."""

    standard: str
    title: str
    issuer: str
    in_force: date
    files: Mapping[str, str]
    sources: Mapping[str, str]


@cache
def editions() -> Mapping[str, Edition]:
    """All editions by their number, such as ``"GB 3838-2002"``."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in table.rows("editions.csv"):
        found.setdefault(row["standard"], []).append(row)
    return MappingProxyType({standard: _edition(rows) for standard, rows in found.items()})


def _edition(rows: list[dict[str, str]]) -> Edition:
    first = rows[0]
    return Edition(
        standard=first["standard"],
        title=first["title"],
        issuer=first["issuer"],
        in_force=date.fromisoformat(first["in_force"]),
        files=MappingProxyType({row["table"]: row["file"] for row in rows}),
        sources=MappingProxyType({row["table"]: row["source"] for row in rows}),
    )


class _Editions(Mapping[str, Edition]):
    """The editions by number; the data file is read at first use, not at import."""

    def __getitem__(self, key: str) -> Edition:
        return editions()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(editions())

    def __len__(self) -> int:
        return len(editions())


EDITIONS: Mapping[str, Edition] = _Editions()


@dataclass(frozen=True, slots=True)
class Ladder:
    """The limits of one indicator and the grading of its values.

    ``limits`` are the five limits of Ⅰ to Ⅴ in the indicator's canonical unit, or the two ends (low, high) where
    ``better`` is ``"range"``. ``better`` is as in :class:`~ecocomp.standards.indicators.Indicator`.
    """

    indicator: str
    better: str
    limits: tuple[Fraction, ...]
    # The limits as integers in units of 1/scale, rising: what makes grading a search among whole numbers.
    scale: int = field(init=False, repr=False, compare=False)
    steps: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        scale = lcm(*(limit.denominator for limit in self.limits))
        sign = -1 if self.better == "high" else 1
        object.__setattr__(self, "scale", scale)
        object.__setattr__(self, "steps", tuple(sign * int(limit * scale) for limit in self.limits))

    def grade(self, value: int | Fraction) -> int:
        """The grade of ``value``, 1 to 6 (劣Ⅴ).

        ``value <= limit`` of exact rationals is the same as ``ceil(value * scale) <= limit * scale`` of integers.

        >>> ladder("cod").grade(15), ladder("do").grade(5), ladder("ph").grade(10)
        (1, 3, 6)
        """
        if self.better == "low":
            return bisect_left(self.steps, -(-value.numerator * self.scale // value.denominator)) + 1
        if self.better == "high":
            return bisect_left(self.steps, -(value.numerator * self.scale // value.denominator)) + 1
        return 1 if self.limits[0] <= value <= self.limits[1] else WORST_GRADE

    def limit(self, grade: int) -> Fraction | None:
        """The limit of ``grade``; None for 劣Ⅴ, which has none, and for pH, which has a range.

        Raises ValueError for a number that is no grade.
        """
        if not 1 <= grade <= WORST_GRADE:
            raise ValueError(grade)
        if grade == WORST_GRADE or self.better == "range":
            return None
        return self.limits[grade - 1]


@cache
def ladder(indicator_id: str, *, waters: str = "river", edition: str = "GB 3838-2002") -> Ladder | None:
    """The ladder of an indicator for ``waters`` (``"river"`` 河流 or ``"lake"`` 湖、库), None where there is no limit.

    River total nitrogen has none. Raises RequestError for waters or an edition that do not exist.
    """
    if waters not in WATERS:
        raise RequestError(problem("readings.unknown_waters", found=waters, allowed=", ".join(WATERS)))
    return ladders(waters, known_edition(edition)).get(indicator_id)


def known_edition(edition: str) -> str:
    """The edition itself. Raises RequestError where there is none of that number."""
    if edition not in EDITIONS:
        raise RequestError(problem("readings.unknown_edition", found=edition, allowed=", ".join(EDITIONS)))
    return edition


@cache
def ladders(waters: str, edition: str) -> dict[str, Ladder]:
    """All ladders of an edition for the kind of waters, by indicator."""
    found: dict[str, Ladder] = {}
    for row in table.rows(EDITIONS[edition].files[GRADED]):
        texts = [row[name] for name in CLASSES]
        if row["waters"] not in ("all", waters) or not texts[0]:
            continue
        better = indicators()[row["indicator"]].better
        ends = texts[0].split(RANGE_SIGN) if better == "range" else texts
        found[row["indicator"]] = Ladder(row["indicator"], better, tuple(map(Fraction, ends)))
    return found


@cache
def drinking_water_limit(indicator_id: str, *, edition: str = "GB 3838-2002") -> Fraction | None:
    """The limit of table 2 in mg/L, None for what is not in it: 硫酸盐, 氯化物, 硝酸盐(以N计), 铁, 锰.

    It holds for sources of centralised drinking water only. Raises RequestError for an edition that does not exist.

    >>> drinking_water_limit("fe"), drinking_water_limit("tp")
    (Fraction(3, 10), None)
    """
    file = EDITIONS[known_edition(edition)].files.get(DRINKING_WATER)
    rows = table.rows(file) if file else []
    return next((Fraction(row["limit"]) for row in rows if row["indicator"] == indicator_id), None)
