"""docs/workbook.md and its Chinese version: every sheet is told, and the bounds are those of the code."""

from __future__ import annotations

import pytest

from ecocomp.wording import say
from ecocomp.workbook.scope import NAMED
from ecocomp.workbook.write import LONGEST_FORMULA, SHEETS
from tests.docs.support import page

each_page = pytest.mark.parametrize("name", ["workbook.md", "workbook.zh.md"])


@each_page
def test_every_sheet_is_told(name: str):
    text = page(name)
    sheets = [say(f"workbook.{each}", "zh") for each in (*SHEETS, "handling", "declared", "sources")]

    assert [each for each in sheets if each not in text] == []


@each_page
def test_bounds_and_names_are_those_of_the_code(name: str):
    text = page(name).replace(",", "")

    assert str(LONGEST_FORMULA) in text
    assert f"`{NAMED}" in text
