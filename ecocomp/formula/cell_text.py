"""Texts of spreadsheet formulas: operators, roundings and ranges in what Excel 2010, WPS and LibreOffice share.

A spreadsheet reckons in binary floats. Where a tie decides, as in a rounding or a comparison, the text first takes away
what such a float has behind its fifteenth digit, so that it decides as the exact arithmetic does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from ecocomp.rounding import Rational
from ecocomp.written import column_letters, fraction_text

#: How tightly texts hold together; unlike elsewhere a sign binds more tightly than a power.
COMPARED, ADDED, MULTIPLIED, RAISED, SIGNED, ATOM = range(6)
STRENGTH = {"+": ADDED, "-": ADDED, "*": MULTIPLIED, "/": MULTIPLIED, "**": RAISED, "neg": SIGNED}
STRENGTH |= dict.fromkeys(("<", "<=", ">", ">=", "==", "!="), COMPARED)
SIGNS = {"**": "^", "==": "=", "!=": "<>"}
#: Digits on which a binary float can be relied upon after some arithmetic.
DIGITS = 14
#: What differs by less than a ten-millionth of the place that is rounded to is a tie. That is less than a float has: a
#: difference of near values, as 200.1 - 200, has lost digits, and another reading may give a larger value.
PLACES_BEHIND = 7
#: A function takes at most 255 values.
MOST_ARGUMENTS = 200


class At(NamedTuple):
    """A cell: its sheet, its row and its column, both from 0."""

    sheet: str
    row: int
    column: int


def reference(at: At, home: str = "") -> str:
    """A cell as a formula on sheet ``home`` refers to it."""
    own = f"{column_letters(at.column)}{at.row + 1}"
    return own if at.sheet == home else f"'{at.sheet}'!{own}"


def ranges(cells: Iterable[At]) -> list[tuple[At, At]]:
    """Cells as few rectangles, each from its first to its last cell."""
    rows: dict[tuple[str, int], list[int]] = {}
    for each in cells:
        rows.setdefault((each.sheet, each.row), []).append(each.column)
    open_ones: dict[tuple[str, int, int], tuple[int, int]] = {}
    found: list[tuple[At, At]] = []
    for (sheet, row), columns in sorted(rows.items()):
        for first, last in _runs(sorted(columns)):
            key = (sheet, first, last)
            before = open_ones.get(key)
            if before is not None and before[1] == row - 1:
                open_ones[key] = (before[0], row)
                continue
            if before is not None:
                found.append((At(sheet, before[0], first), At(sheet, before[1], last)))
            open_ones[key] = (row, row)
    found += [(At(sheet, top, first), At(sheet, end, last)) for (sheet, first, last), (top, end) in open_ones.items()]
    return sorted(found)


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for each in numbers:
        if found and found[-1][1] == each - 1:
            found[-1] = (found[-1][0], each)
        else:
            found.append((each, each))
    return found


def range_texts(cells: Iterable[At], home: str) -> list[str]:
    """The rectangles of some cells as a formula on sheet ``home`` names them."""
    return [
        reference(first, home) if first == last else f"{reference(first, home)}:{reference(last, last.sheet)}"
        for first, last in ranges(cells)
    ]


def called(function: str, texts: Sequence[str]) -> str:
    """A function of many values; where they are too many, of parts of them."""
    if len(texts) <= MOST_ARGUMENTS:
        return f"{function}({','.join(texts)})"
    outer = "SUM" if function == "COUNT" else function
    parts = [texts[at : at + MOST_ARGUMENTS] for at in range(0, len(texts), MOST_ARGUMENTS)]
    return called(outer, [called(function, part) for part in parts])


def mean_ph(texts: Sequence[str], count: str) -> str:
    """The mean of the pH values of some ranges, through the hydrogen ions."""
    ions = [f"SUMPRODUCT(10^-{text})" for text in texts]
    return f"-LOG10({called('SUM', ions)}/{count})"


def number(value: Rational) -> str:
    """A number as a formula writes it; one without an end as a quotient.

    >>> number(Fraction(1, 40)), number(Fraction(1, 3)), number(-2)
    ('0.025', '(1/3)', '-2')
    """
    text = fraction_text(Fraction(value))
    return f"({text})" if "/" in text else text


def within(text: str, own: int, strength: int, strictly: bool = False) -> str:
    """An operand, in brackets where it holds together less tightly than its operator."""
    return f"({text})" if own < strength or (strictly and own == strength) else text


def magnitude(*values: object) -> int:
    """How many digits the largest of the values has before the point."""
    numbers: list[Rational] = [
        each for each in values if isinstance(each, int | Fraction) and not isinstance(each, bool)
    ]
    return max((len(str(abs(each.numerator) // each.denominator)) for each in numbers), default=1)


def settled_text(text: str, places: int) -> str:
    """A number without what a binary float has behind so many places."""
    return f"ROUND({text},{places})"


def comparison(operator: str, left: tuple[str, int], right: tuple[str, int], places: int | None) -> str:
    """Two numbers compared, by their difference to ``places`` where they are not both exact as they stand."""
    sign = SIGNS.get(operator, operator)
    if places is None:
        return f"{within(*left, ADDED)}{sign}{within(*right, ADDED)}"
    return f"ROUND({within(*left, ADDED)}-{within(*right, ADDED, True)},{places}){sign}0"


def rounded(text: str, strength: int, places: int, mode: str, size: int, lean: int = 0) -> str:
    """``text`` rounded to ``places`` by a mode; ``size`` is how many digits it has before the point.

    For ``half_even`` the text should be short: it comes several times. ``lean`` decides its ties, as in
    :func:`ecocomp.rounding.measured_to_places`.
    """
    sure = max(places + 2, min(places + PLACES_BEHIND, DIGITS - size))
    if mode in ("half_up", "up", "down"):
        function = {"half_up": "ROUND", "up": "ROUNDUP", "down": "ROUNDDOWN"}[mode]
        return f"{function}(ROUND({text},{sure}),{places})"
    factor = f"{10 ** abs(places)}"
    inside = within(text, strength, MULTIPLIED, places < 0)
    scaled = text if not places else f"{inside}*{factor}" if places > 0 else f"{inside}/{factor}"
    back = "" if not places else f"/{factor}" if places > 0 else f"*{factor}"
    scaled = f"ROUND({scaled},{max(2, sure - places)})"
    if mode == "floor":
        return f"INT({scaled}){back}"
    if mode == "ceiling":
        return f"-INT(-{scaled}){back}"
    # not MOD, which has no result in Excel for what is larger than about 10^12
    tie = f"2*ROUND({scaled}/2,0)" if not lean else f"ROUND{'UP' if lean > 0 else 'DOWN'}({scaled},0)"
    return f"IF({scaled}-INT({scaled})=0.5,{tie},ROUND({scaled},0)){back}"


def evaluation(text: str, places: int, size: int, lean: int = 0) -> str:
    """An evaluation value (评价值): half-even, but one significant figure where that would give nothing."""
    plain = rounded(text, ATOM, places, "half_even", size, lean)
    deeper = f"10^-INT(LOG10(ABS({text})))"
    one = f"ROUND({text}*{deeper},6)"
    vanishing = f"IF({one}-INT({one})=0.5,2*ROUND({one}/2,0),ROUND({one},0))/{deeper}"
    unit = number(Fraction(1, 10**places) / 2) if places >= 0 else number(Fraction(10**-places, 2))
    return f"IF(AND({text}<>0,ABS({text})<={unit},{plain}=0),{vanishing},{plain})"
