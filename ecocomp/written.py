"""How rationals and columns of sheets are written, and how wide a text is."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from unicodedata import east_asian_width

ALPHABET = 26


def fraction_text(value: Fraction) -> str:
    """A rational as a plain decimal where it has an end, else as ``1/3``.

    >>> fraction_text(Fraction(1, 40)), fraction_text(Fraction(1, 3)), fraction_text(Fraction(1200))
    ('0.025', '1/3', '1200')
    """
    places, rest = 0, value.denominator
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest //= prime
            power += 1
        places = max(places, power)
    if rest != 1:
        return str(value)
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else sign + digits


@lru_cache(maxsize=4096)
def column_letters(column: int) -> str:
    """The letters of a sheet's column, counted from 0: A, B … Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, ALPHABET)
        letters = chr(ord("A") + rest) + letters
    return letters


def text_width(text: str) -> int:
    """How wide a text is in letters; Chinese characters, and signs that Chinese fonts set as wide, count twice.

    >>> text_width("pH"), text_width("氨氮"), text_width("Ⅲ")
    (2, 4, 2)
    """
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in text)
