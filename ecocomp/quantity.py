"""Units with exact factors and the dimensions they stand for.

A unit is written as bureaus write it: ``万元``, ``mg/L``, ``m3/s``, ``元/t``, ``万元/(mg/L)``, ``%``. Its factor to
the base units (元, g, m3, s, km2) is an exact rational, so that no conversion loses a digit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

#: The order of the exponents in a dimension. ``count`` is for bacteria and the like (个/L); the last four are for what
#: is measured beside concentrations: transparency, temperature, turbidity, conductivity.
BASES = ("money", "mass", "volume", "time", "area", "count", "length", "temperature", "turbidity", "conductance")

Dimension = tuple[int, int, int, int, int, int, int, int, int, int]

NUMBER: Dimension = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
MONEY: Dimension = (1, 0, 0, 0, 0, 0, 0, 0, 0, 0)
MASS: Dimension = (0, 1, 0, 0, 0, 0, 0, 0, 0, 0)
VOLUME: Dimension = (0, 0, 1, 0, 0, 0, 0, 0, 0, 0)
TIME: Dimension = (0, 0, 0, 1, 0, 0, 0, 0, 0, 0)
AREA: Dimension = (0, 0, 0, 0, 1, 0, 0, 0, 0, 0)
COUNT: Dimension = (0, 0, 0, 0, 0, 1, 0, 0, 0, 0)
LENGTH: Dimension = (0, 0, 0, 0, 0, 0, 1, 0, 0, 0)
TEMPERATURE: Dimension = (0, 0, 0, 0, 0, 0, 0, 1, 0, 0)
TURBIDITY: Dimension = (0, 0, 0, 0, 0, 0, 0, 0, 1, 0)
CONDUCTANCE: Dimension = (0, 0, 0, 0, 0, 0, 0, 0, 0, 1)
CONCENTRATION: Dimension = (0, 1, -1, 0, 0, 0, 0, 0, 0, 0)
FLOW: Dimension = (0, 0, 1, -1, 0, 0, 0, 0, 0, 0)

ATOMS: dict[str, tuple[Dimension, Fraction]] = {
    "元": (MONEY, Fraction(1)),
    "千元": (MONEY, Fraction(1_000)),
    "万元": (MONEY, Fraction(10_000)),
    "百万元": (MONEY, Fraction(1_000_000)),
    "亿元": (MONEY, Fraction(100_000_000)),
    "g": (MASS, Fraction(1)),
    "mg": (MASS, Fraction(1, 1000)),
    "μg": (MASS, Fraction(1, 1_000_000)),
    "µg": (MASS, Fraction(1, 1_000_000)),  # with the micro sign U+00B5, as many keyboards write it
    "ug": (MASS, Fraction(1, 1_000_000)),
    "kg": (MASS, Fraction(1000)),
    "t": (MASS, Fraction(1_000_000)),
    "吨": (MASS, Fraction(1_000_000)),
    "万t": (MASS, Fraction(10_000_000_000)),
    "万吨": (MASS, Fraction(10_000_000_000)),
    "L": (VOLUME, Fraction(1, 1000)),
    "m3": (VOLUME, Fraction(1)),
    "m³": (VOLUME, Fraction(1)),
    "立方米": (VOLUME, Fraction(1)),
    "万m3": (VOLUME, Fraction(10_000)),
    "万m³": (VOLUME, Fraction(10_000)),
    "万立方米": (VOLUME, Fraction(10_000)),
    "亿m3": (VOLUME, Fraction(100_000_000)),
    "亿m³": (VOLUME, Fraction(100_000_000)),
    "亿立方米": (VOLUME, Fraction(100_000_000)),
    "s": (TIME, Fraction(1)),
    "h": (TIME, Fraction(3600)),
    "d": (TIME, Fraction(86_400)),
    "km2": (AREA, Fraction(1)),
    "km²": (AREA, Fraction(1)),
    "平方公里": (AREA, Fraction(1)),
    "ha": (AREA, Fraction(1, 100)),
    "公顷": (AREA, Fraction(1, 100)),
    "亩": (AREA, Fraction(1, 1500)),
    "个": (COUNT, Fraction(1)),
    "m": (LENGTH, Fraction(1)),
    "cm": (LENGTH, Fraction(1, 100)),
    "℃": (TEMPERATURE, Fraction(1)),
    "NTU": (TURBIDITY, Fraction(1)),
    "μS": (CONDUCTANCE, Fraction(1)),
    # counting words: how many steps, months, sections …
    "1": (NUMBER, Fraction(1)),
    "级": (NUMBER, Fraction(1)),
    "类": (NUMBER, Fraction(1)),
    "倍": (NUMBER, Fraction(1)),
    "次": (NUMBER, Fraction(1)),
    "分": (NUMBER, Fraction(1)),
    "月": (NUMBER, Fraction(1)),
    "天": (NUMBER, Fraction(1)),
    "日": (NUMBER, Fraction(1)),
    "年": (NUMBER, Fraction(1)),
    "%": (NUMBER, Fraction(1, 100)),
    "％": (NUMBER, Fraction(1, 100)),
    "百分点": (NUMBER, Fraction(1, 100)),
    "‰": (NUMBER, Fraction(1, 1000)),
}

TOKEN = re.compile(r"\s*(?:([/()·*])|([^\s/()·*]+))")
LONGEST_UNIT = 60

#: The unit in which a quantity of each dimension is shown where nobody named one.
SHOWN_IN = {
    NUMBER: "",
    MONEY: "元",
    MASS: "t",
    VOLUME: "m3",
    TIME: "s",
    AREA: "km2",
    CONCENTRATION: "mg/L",
    FLOW: "m3/s",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written, its dimension and its exact factor to the base units."""

    text: str
    dimension: Dimension
    factor: Fraction


class UnitError(ValueError):
    """The text is no unit; ``args[0]`` is the part that is not understood."""


@lru_cache(maxsize=1024)
def unit(text: str) -> Unit:
    """The unit written as ``text``; the empty text is the plain number.

    Raises UnitError for a text that is no unit.
    """
    if len(text) > LONGEST_UNIT:
        raise UnitError(text[:LONGEST_UNIT])
    tokens: list[str] = []
    at = 0
    stripped = text.strip()
    while at < len(stripped):
        found = TOKEN.match(stripped, at)
        if not found:
            raise UnitError(stripped[at:])
        tokens.append(found[1] or found[2])
        at = found.end()
    if not tokens:
        return Unit("", NUMBER, Fraction(1))
    dimension, factor, rest = _quotient(tokens)
    if rest:
        raise UnitError(rest[0])
    return Unit(stripped, dimension, factor)


def _quotient(tokens: list[str]) -> tuple[Dimension, Fraction, list[str]]:
    dimension, factor, rest = _atom(tokens)
    while rest and rest[0] in "/·*":
        sign = -1 if rest[0] == "/" else 1
        other, by, rest = _atom(rest[1:])
        dimension = multiplied(dimension, other, sign)
        factor = factor / by if sign < 0 else factor * by
    return dimension, factor, rest


def _atom(tokens: list[str]) -> tuple[Dimension, Fraction, list[str]]:
    if not tokens:
        raise UnitError("")
    first, rest = tokens[0], tokens[1:]
    if first == "(":
        dimension, factor, rest = _quotient(rest)
        if not rest or rest[0] != ")":
            raise UnitError("(")
        return dimension, factor, rest[1:]
    if first not in ATOMS:
        raise UnitError(first)
    dimension, factor = ATOMS[first]
    return dimension, factor, rest


def multiplied(left: Dimension, right: Dimension, power: int = 1) -> Dimension:
    """The dimension of ``left * right ** power``."""
    a, b, c, d, e, f, g, h, i, j = (mine + power * other for mine, other in zip(left, right, strict=True))
    return (a, b, c, d, e, f, g, h, i, j)


def dimension_text(dimension: Dimension) -> str:
    """A dimension in base units, or in the unit it is shown in: ``"元/g"`` for money per mass, ``"1"`` for a number."""
    if dimension in SHOWN_IN:
        return SHOWN_IN[dimension] or "1"
    words = ("元", "g", "m3", "s", "km2", "个", "m", "℃", "NTU", "μS")
    above = [_power(word, power) for word, power in zip(words, dimension, strict=True) if power > 0]
    below = [_power(word, -power) for word, power in zip(words, dimension, strict=True) if power < 0]
    top = "·".join(above) or "1"
    return "/".join([top, *below])


def _power(word: str, power: int) -> str:
    return word if power == 1 else f"{word}^{power}"
