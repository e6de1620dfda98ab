"""Grades (水质类别): Ⅰ is 1 and best, Ⅴ is 5, 劣Ⅴ (worse than Ⅴ) is 6; and every way files write them."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

GRADES = ("Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "劣Ⅴ")
WORST_GRADE = len(GRADES)

ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5}
CHINESE = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5}
WORSE_THAN_FIVE = frozenset(before + five for before in ("劣", "劣于", ">") for five in ("V", "五", "5"))
#: Cyrillic letters that look like the Roman numeral one; seen where a class was typed on another keyboard.
LOOK_ALIKES = str.maketrans({"\u0406": "I", "\u04c0": "I"})
LONGEST_GRADE = 12


def grade_text(grade: int) -> str:
    """The sign of a grade: ``"Ⅲ"`` for 3, ``"劣Ⅴ"`` for 6. Raises ValueError for a number that is no grade."""
    if not 1 <= grade <= WORST_GRADE:
        raise ValueError(grade)
    return GRADES[grade - 1]


@lru_cache(maxsize=1024)
def parse_grade(text: str, *, digits: bool = True) -> int | None:
    """The grade written as ``text``, 1 to 6, or None where it is none.

    Read are Ⅲ (one sign), ⅲ, III and full-width letters, with or without 类, 三类, 3类, 劣Ⅴ, 劣V类, 劣五类, >Ⅴ
    and, where ``digits`` is true, the bare digits 1 to 6.

    >>> parse_grade("劣V类"), parse_grade("三类"), parse_grade("3"), parse_grade("3", digits=False)
    (6, 3, 3, None)
    """
    if len(text) > LONGEST_GRADE:
        return None
    # NFKC writes the single sign Ⅲ as the letters III, full-width letters as plain ones.
    plain = "".join(unicodedata.normalize("NFKC", text).translate(LOOK_ALIKES).upper().split())
    bare = plain.removesuffix("水质").removesuffix("水").removesuffix("类")
    with_word = bare != plain
    if bare in ROMAN:
        return ROMAN[bare]
    if bare in WORSE_THAN_FIVE:
        return WORST_GRADE
    if with_word and bare in CHINESE:
        return CHINESE[bare]
    if (digits or with_word) and bare in {"1", "2", "3", "4", "5", "6"}:
        return int(bare)
    return None
