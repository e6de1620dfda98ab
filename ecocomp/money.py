"""Money in whole fen (分), and sharing a sum out to the last fen.

Inside a settlement an amount is an exact rational of yuan until the agreement's rounding turns it into fen.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from ecocomp.rounding import Rational, quantum, to_integer

FEN_PER_YUAN = 100
YUAN_PER_UNIT = {"元": 1, "万元": 10_000, "亿元": 100_000_000}


def to_fen(yuan: Rational, mode: str = "half_up", decimals: int = 2, unit: str = "元") -> int:
    """An exact amount of yuan rounded to ``decimals`` places of ``unit`` by ``mode``, in fen.

    ``to_fen(x, "half_up", 4, "万元")`` rounds to the whole yuan. Raises ValueError where the place is finer
    than a fen.
    """
    step = step_in_fen(decimals, unit)
    return to_integer(Fraction(yuan * FEN_PER_YUAN) / step, mode) * step


def step_in_fen(decimals: int, unit: str) -> int:
    """How many fen the last of ``decimals`` places of ``unit`` is; ValueError where it is finer than a fen."""
    step = YUAN_PER_UNIT[unit] * FEN_PER_YUAN * quantum(decimals)
    if step.denominator != 1:
        raise ValueError(f"{decimals} decimals of {unit} is finer than a fen")
    return step.numerator


def yuan(fen: int) -> Decimal:
    """Fen as a decimal number of yuan with two places."""
    return Decimal(f"{fen}e-2")  # unlike arithmetic, this is exact whatever the decimal context


def yuan_text(fen: int, unit: str = "元", grouping: bool = True) -> str:
    """Fen as text in ``unit`` with every digit that is there: 元 with 2 places, 万元 with up to 6.

    >>> yuan_text(580_000_000), yuan_text(580_000_001, "万元")
    ('5,800,000.00', '580.000001')
    """
    per_unit = YUAN_PER_UNIT[unit] * FEN_PER_YUAN
    places = len(str(per_unit)) - 1
    whole, rest = divmod(abs(fen), per_unit)
    digits = f"{rest:0{places}d}"
    if unit != "元":
        digits = digits.rstrip("0")
    text = f"{whole:,}" if grouping else str(whole)
    sign = "-" if fen < 0 else ""
    return f"{sign}{text}.{digits}" if digits else f"{sign}{text}"


def allocate(total_fen: int, weights: Sequence[Rational]) -> list[int]:
    """Share ``total_fen`` out in proportion to ``weights``, to the last fen, by largest remainder.

    Each share is rounded down and the fen left over go one by one to the largest remainders; equal remainders
    go in the order given. The shares always add up to the total. A negative total is shared like its absolute
    value. Raises ValueError for a negative weight or weights that add up to nothing.
    """
    if any(weight < 0 for weight in weights):
        raise ValueError("negative weight")
    whole = sum(weights)
    if not whole:
        raise ValueError("weights add up to zero")
    amount = abs(total_fen)
    exact = [Fraction(amount) * weight / whole for weight in weights]
    shares = [share.numerator // share.denominator for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda at: (shares[at] - exact[at], at))
    for at in by_remainder[: amount - sum(shares)]:
        shares[at] += 1
    return [-share for share in shares] if total_fen < 0 else shares


def round_together(
    amounts: Sequence[Rational], mode: str = "half_up", decimals: int = 2, unit: str = "元"
) -> list[int]:
    """Exact amounts in yuan as fen whose sum is the sum of ``amounts``, rounded once.

    Each is first rounded down to a whole step (a fen, or the place named); the steps that the rounded sum has
    more go to the largest remainders, equal ones in the order given. Raises ValueError where the place is finer
    than a fen.

    >>> from fractions import Fraction
    >>> round_together([Fraction(1, 3)] * 3)
    [34, 33, 33]
    """
    step = step_in_fen(decimals, unit)
    scaled = [Fraction(amount * FEN_PER_YUAN) / step for amount in amounts]
    lower = [each.numerator // each.denominator for each in scaled]
    more = to_integer(sum(scaled), mode) - sum(lower)
    by_remainder = sorted(range(len(scaled)), key=lambda at: (lower[at] - scaled[at], at))
    for at in by_remainder[:more]:
        lower[at] += 1
    return [each * step for each in lower]
