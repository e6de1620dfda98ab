"""One amount of money as a file writes it (金额的写法): exact, in fen, never through a binary float."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ecocomp.money import FEN_PER_YUAN, YUAN_PER_UNIT
from ecocomp.readings.grid import MARKED_CELLS
from ecocomp.readings.values import parse_number

#: Full-width signs that stand for plain ones.
PLAIN = str.maketrans("０１２３４５６７８９．，－−＋（）￥\u3000\u00a0", "0123456789.,--+()¥  ")
#: The units by their names; ``yuan`` and its like are for tables in English.
UNITS = {
    **YUAN_PER_UNIT,
    "人民币元": 1,
    "千元": 1_000,
    "百万元": 1_000_000,
    "yuan": 1,
    "cny": 1,
    "rmb": 1,
    "10000yuan": 10_000,
    "10kyuan": 10_000,
    "millionyuan": 1_000_000,
}
DIGITS = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]*)?|\.[0-9]+"
AMOUNT = re.compile(
    rf"(?P<open>\()?\s*(?P<sign>[+-]?)\s*¥?\s*(?P<number>{DIGITS})(?P<exponent>[eE][+-]?[0-9]+)?"
    r"\s*(?P<unit>[^\s0-9.,()]*)\s*(?P<close>\))?"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """What a text says: an amount in fen and the unit that it names, or its ``trouble``, the code of what is wrong."""

    fen: int = 0
    unit: str = ""
    trouble: str = ""


def unit_named(text: str) -> str | None:
    """The key in :data:`UNITS` of a unit as it is written, without blanks, commas and what only introduces it.

    >>> unit_named("单位：万元"), unit_named("10,000 yuan"), unit_named("吨")
    ('万元', '10000yuan', None)
    """
    bare = "".join(text.translate(PLAIN).casefold().split()).replace(",", "")
    bare = re.sub(r"^(单位[:：]?|人民币(?=.))", "", bare)
    return bare if bare in UNITS else None


def parse_amount(text: str, unit: str) -> Amount:
    """The amount that a text says, in ``unit`` where it names none itself; empty: neither says one.

    >>> parse_amount("1,234.50", "元").fen, parse_amount("５００万元", "").fen, parse_amount("0.000001", "万元").fen
    (123450, 500000000, 1)
    >>> parse_amount("0.005", "元").trouble, parse_amount("-3", "元").trouble, parse_amount("500", "").trouble
    ('amount_finer', 'amount_negative', 'amount_no_unit')
    """
    if text in MARKED_CELLS:
        return Amount(trouble="amount_unknown")
    found = AMOUNT.fullmatch(text.translate(PLAIN).strip())
    if found is None or bool(found["open"]) != bool(found["close"]):
        return Amount(trouble="amount_unknown")
    number = parse_number(found["number"].replace(",", "") + (found["exponent"] or ""))
    own = unit_named(found["unit"].removesuffix("整")) if found["unit"] else ""
    if number is None or own is None:
        return Amount(trouble="amount_unknown")
    if number == 0:
        return Amount(trouble="amount_zero")
    if found["sign"] == "-" or found["open"]:
        return Amount(trouble="amount_negative")
    if own and unit and UNITS[own] != UNITS[unit]:
        return Amount(unit=own, trouble="amount_units")
    if not (own or unit):
        return Amount(trouble="amount_no_unit")
    fen = number * UNITS[own or unit] * FEN_PER_YUAN
    if fen.denominator != 1:
        return Amount(unit=own or unit, trouble="amount_finer")
    return Amount(fen.numerator, own or unit)
