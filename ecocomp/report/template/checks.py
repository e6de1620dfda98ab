"""Formulas that check a cell while it is filled in, in the functions that Excel 2010, WPS and LibreOffice share.

Cells hold text, so that ``0.10`` stays as typed; the formulas look at the characters and need no decimal point of a
country. A formula of data validation has at most 255 characters and no array constants, hence ``ROW($1:$10)-1`` for
the ten digits and a name for the list of words.
"""

from __future__ import annotations

from ecocomp.report.template.form import Column, Form
from ecocomp.wording import say

#: The name of the cells with the words that may stand instead of a number.
WORDS = "no_value_words"
LONGEST_FORMULA = 255


def is_notation(cell: str, signed: bool = False) -> str:
    """Whether a cell holds a plain number, ``0.025L``, ``<0.025`` or one of the words; without the equals sign."""
    digits = f'SUMPRODUCT(LEN({cell})-LEN(SUBSTITUTE({cell},ROW($1:$10)-1,"")))'
    others = "-" if signed else "<"
    # Digits, at most one point, one sign before and one L behind are all there is; and there are digits.
    marks = f'ISNUMBER(FIND(".",{cell}))+(LEFT({cell})="{others}")+(RIGHT({cell})="L")'
    return f"OR(SUMPRODUCT(--EXACT(UPPER({cell}),{WORDS}))>0,AND({digits}>0,{digits}+{marks}=LEN({cell})))"


def wrong_notation(cell: str, signed: bool = False) -> str:
    """Whether a cell holds what cannot be read: pasting goes round the validation, colours do not."""
    return f"AND(LEN({cell})>0,NOT({is_notation(cell, signed)}))"


def smaller(cell: str, other: str) -> str:
    """Whether two cells hold numbers and the first is smaller."""
    return f"AND(LEN({cell})>0,LEN({other})>0,VALUE({cell})<VALUE({other}))"


def outside(cell: str, lowest: int, highest: int) -> str:
    """Whether a cell holds a number outside a range."""
    return f"AND(LEN({cell})>0,OR(VALUE({cell})<{lowest},VALUE({cell})>{highest}))"


#: Of these pairs the first is a part of the second, or oxidised more weakly: 总氮 ≥ 氨氮, 化学需氧量 ≥ 高锰酸盐指数.
NOT_SMALLER = (("tn", "nh3n"), ("cod", "codmn"))


def implausible(form: Form) -> list[tuple[Column, Column]]:
    """The pairs of columns of which the first must not be smaller than the second."""
    by_key = {column.key: column for column in form.columns}
    return [(by_key[more], by_key[less]) for more, less in NOT_SMALLER if more in by_key and less in by_key]


def prompt(column: Column, language: str) -> str:
    """What is shown beside a cell of the column when it is chosen."""
    if column.indicator is not None:
        return say("template.value_prompt", language)
    return say(f"template.{column.key}_prompt", language)
