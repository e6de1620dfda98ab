"""Spellings of grades."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecocomp.standards import GRADES, grade_text, parse_grade


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        *[(sign, number) for number, sign in enumerate("ⅠⅡⅢⅣⅤ", 1)],
        *[(sign, number) for number, sign in enumerate("ⅰⅱⅲⅳⅴ", 1)],
        *[(letters, number) for number, letters in enumerate(["I", "II", "III", "IV", "V"], 1)],
        *[(f"{sign}类", number) for number, sign in enumerate("一二三四五", 1)],
        *[(str(number), number) for number in range(1, 7)],
        ("Ⅲ类", 3),
        ("III 类", 3),
        ("iv类", 4),
        ("ＩＩ", 2),
        ("ⅠⅠⅠ", 3),
        ("3类", 3),
        ("劣Ⅴ", 6),
        ("劣V", 6),
        ("劣V类", 6),
        ("劣五类", 6),
        (">Ⅴ", 6),
        ("＞Ⅴ类", 6),
        (" 劣 Ⅴ ", 6),
    ],
)
def test_accepted(text, grade):
    """Every spelling of the dossier is read."""
    assert grade == parse_grade(text)


@pytest.mark.parametrize(
    "text", ["", "*", "-", "--", "0", "7", "-1", "三", "Ⅱ~Ⅲ", "ⅡⅢ", "劣", "优", "IIII", "Ⅲ" * 99, "２.0"]
)
def test_refused(text):
    """What is no grade gives None."""
    assert parse_grade(text) is None


@pytest.mark.parametrize(("text", "grade"), [("3", None), ("３", None), ("3类", 3), ("Ⅲ", 3)])
def test_without_digits(text, grade):
    """Bare digits are only read where they are wanted."""
    assert grade == parse_grade(text, digits=False)


def test_text_of_grades():
    """The sign of a grade is read back as the grade; other numbers have none."""
    assert list(range(1, 7)) == [parse_grade(grade_text(grade)) for grade in range(1, 7)]
    assert GRADES[5] == grade_text(6)
    with pytest.raises(ValueError, match="0"):
        grade_text(0)


@given(st.text(max_size=20))
def test_any_text(text):
    """Any text is a grade from 1 to 6 or none; reading never raises."""
    assert parse_grade(text) in {None, 1, 2, 3, 4, 5, 6}
