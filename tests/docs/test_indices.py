"""docs/indices.md and its Chinese version: every index and statistic gives the figures of the page."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import pytest

import ecocomp as ec
from tests.docs.support import FILE, Example, blocks, examples
from tests.docs.test_recipes import lines, over, values

PAGES = {"indices.md": "en", "indices.zh.md": "zh"}
NAMES = ("pollution", "cwqi", "identification", "trophic")
NAMES += ("samples", "rate", "run", "quarter", "year", "load", "comparison")


class Recipe(NamedTuple):
    """A part of a file, the example that it extends, and what the page says it gives."""

    base: Example
    fragment: str
    result: str


def recipes(name: str) -> dict[str, Recipe]:
    """All recipes of a page by their names here."""
    bases, found = examples(name), []
    base: Example | None = None
    for block in blocks(name):
        if block.is_agreement:
            base = next(bases)
        elif block.info == "yaml":
            found.append(Recipe(base, block.text, ""))
        elif block.info == "result":
            found[-1] = found[-1]._replace(result=block.text)
    return dict(zip(NAMES, found, strict=True))


def settled(recipe: Recipe, folder: Path, readings: str = "") -> ec.Settlement:
    (folder / f"{recipe.base.id}.yaml").write_text(recipe.base.agreement, encoding="utf-8")
    (folder / "readings.csv").write_text(readings or recipe.base.readings, encoding="utf-8")
    agreement = ec.read_agreement(over(recipe.fragment, recipe.base.id), file=FILE, folder=folder)
    return ec.settle(agreement, ec.read_monitoring(folder / "readings.csv"), 2024)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("which", NAMES)
def test_each_recipe_gives_what_the_page_says(name: str, which: str, tmp_path: Path):
    recipe = recipes(name)[which]
    settlement = settled(recipe, tmp_path)
    told = recipe.result.splitlines()
    payments = [row for row in told if " = " not in row]

    assert told
    assert set(told) - set(payments) <= values(settlement, PAGES[name])
    assert payments == lines(settlement, PAGES[name])


def test_both_languages_show_the_same_files():
    english, chinese = ([each for each in blocks(name) if each.info in ("yaml", "csv")] for name in PAGES)

    assert english == chinese


@pytest.mark.parametrize(
    ("which", "rule", "section", "indicator", "expected"),
    [
        ("cwqi", "item_ph", "shangjie", None, "0.4"),  # pH 7.8
        ("cwqi", "item_ph", "zhongjie", None, "0.4"),  # pH 6.6
        ("cwqi", "item_do", "shangjie", None, "0.769231"),
        ("cwqi", "item", "shangjie", "codmn", "0.6"),
        ("cwqi", "item", "shangjie", "nh3n", "0.25"),
        ("cwqi", "item", "shangjie", "tp", "0.6"),
        ("identification", "single", "zhongjie", "nh3n", "4.51"),
        ("identification", "mark", "xiajie", "nh3n", "6.5"),
        ("identification", "mark_do", "zhongjie", None, "4.5"),
        ("identification", "mark_do", "xiajie", None, "8.0"),
        # (2.8 + 2.3 + 3.2 + 2.7) / 4 = 2.75, nothing off the target
        ("identification", "wqi", "shangjie", None, "2.8"),
        # (3.5 + 4.5 + 4.5 + 4.5) / 4 = 4.25; three items off the target, the whole one class off
        ("identification", "wqi", "zhongjie", None, "4.331"),
        ("trophic", "tli", "center", "chla", "50.0061"),
        ("trophic", "tli", "center", "tp", "45.7093"),
        ("trophic", "tli", "center", "tn", "54.53"),
        ("trophic", "tli", "center", "codmn", "37.9793"),
        ("trophic", "tli_sd", "center", None, "51.18"),
        ("trophic", "tli_all", "center", None, "48.018098"),
    ],
)
def test_worked_values(which: str, rule: str, section: str, indicator: str | None, expected: str, tmp_path: Path):
    """Values worked out by hand or with other programs, to as many decimals as they are written with."""
    where = {"section": section} | ({"indicator": indicator} if indicator else {})
    value = settled(recipes("indices.md")[which], tmp_path).value(rule, **where)

    assert Fraction(expected) == round(Fraction(value), len(expected.partition(".")[2]))


def marks(tmp_path: Path, ammonia: str, oxygen: str = "4.0") -> ec.Settlement:
    """The identification index with one section's ammonia and oxygen written otherwise."""
    recipe = recipes("indices.md")["identification"]
    row = next(line for line in recipe.base.readings.splitlines() if line.startswith("中界"))
    other = row.replace(",1.25,", f",{ammonia},").replace(",4.0,", f",{oxygen},")
    return settled(recipe, tmp_path, recipe.base.readings.replace(row, other))


@pytest.mark.parametrize(
    ("ammonia", "single"),
    [
        ("0.06", "1.4"),  # class I begins at zero
        ("0.15", "2.0"),
        ("1.0", "4.0"),  # on the limit of the target: not off it
        ("1.02", "4.0"),  # off it, but X2 rounds to nothing: X3 = 4 - 3 - 1
        ("1.03", "4.11"),
        ("1.5", "5.01"),
        ("2.0", "6.02"),
        ("4.0", "7.03"),
    ],
)
def test_places_within_a_class(ammonia: str, single: str, tmp_path: Path):
    """X1.X2X3 of ammonia against class III at and beside the limits."""
    found = marks(tmp_path, ammonia)

    assert Fraction(single) == found.value("single", section="zhongjie", indicator="nh3n")


def test_oxygen_of_the_first_class_has_no_index(tmp_path: Path):
    """What bounds it is not established, so nothing is made up."""
    found = marks(tmp_path, "1.25", "8.0")

    assert "undefined" == found.value("wqi", section="zhongjie").kind
