"""docs/formula-language.md: the claims of the page on absent values, ties and equality, each in the page's agreement."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import ecocomp as ec
from ecocomp.formula.absent import Absent
from ecocomp.formula.functions import EXTREMES, FUNCTIONS
from ecocomp.formula.parse import MOST_DIGITS, MOST_NODES, parse
from tests.docs.support import Example, blocks, code, examples, page, settled, tables

PAGES = {"formula-language.md": ("Formula", "Axes"), "formula-language.zh.md": ("公式", "轴")}
DRY = {"section": "upper", "month": 3}
GAP = {"section": "lower", "month": 3}

each_page = pytest.mark.parametrize("name", PAGES)


def laboratory() -> Example:
    return next(examples("formula-language.md"))


def answer(formula: str, folder: Path, **coordinate: str | int) -> Any:
    """The exact value of a formula in the agreement of the page; of an absent value its kind."""
    rule = f'  - {{name: example, title: 示例, formula: "{formula}"}}\n'
    agreement = laboratory().agreement.replace("transfers:\n", f"{rule}transfers:\n")
    settlement = settled(laboratory()._replace(agreement=agreement), folder, through=3)
    value = settlement.value("example", **coordinate)
    return value.kind if isinstance(value, Absent) else value


def test_both_languages_show_the_same_agreement_and_formulas():
    english, chinese = (examples(name) for name in PAGES)
    assert list(english) == list(chinese)

    formulas = [[code(row[0]) for row in tables(name, heading[0])] for name, heading in PAGES.items()]
    assert formulas[0] == formulas[1]
    assert len(formulas[0]) > 70


@each_page
def test_the_examples_use_every_kind_of_function(name: str):
    used = " ".join(code(row[0])[0] for row in tables(name, PAGES[name][0]))
    unused = {each for each in {*FUNCTIONS, *EXTREMES} if f"{each}(" not in used}

    assert unused <= {"abs", "clip", "floor", "ceil", "all", "best", "control", "min", "present", "otherwise"}


@pytest.mark.parametrize(
    ("formula", "where", "expected"),
    [
        # elements: the strongest kind of what is absent
        ("at(C, codmn) + 0", DRY, "excluded"),
        ("at(C, nh3n) + 0", GAP, "missing"),
        ("at(C, nh3n) / (days - days)", GAP, "missing"),
        ("1 / (days - days) + at(C, nh3n) / at(limit(I), nh3n)", GAP, "undefined"),
        # truth: what decides the matter decides it
        ("at(C, nh3n) > at(C, nh3n) and days < 0", GAP, False),
        ("at(C, nh3n) > at(C, nh3n) and days > 0", GAP, "missing"),
        ("at(C, nh3n) > at(C, nh3n) or days > 0", GAP, True),
        ("present(at(C, nh3n))", GAP, False),
        ("1 if present(at(C, nh3n)) else 2", GAP, 2),
        ("otherwise(at(C, nh3n), at(limit(I), nh3n))", GAP, Fraction(3, 20)),
        # reductions
        ("worst(grade(C), indicator)", DRY, "excluded"),
        ("worst(grade(C), indicator)", GAP, "missing"),
        ("worst(grade(C), indicator, at_least=1)", GAP, 3),
        ("worst(grade(C), indicator, at_least=1)", DRY, "excluded"),
        ("any(grade(C) >= III, indicator)", GAP, True),
        ("all(grade(C) >= III, indicator)", GAP, "missing"),
        ("sum(1 / (days - days), month, at_least=1)", {}, "undefined"),
        ("sum(days, month, where=days > 31)", {}, 0),
        ("count(days > 0, month, where=days > 31)", {}, 0),
        ("mean(days, month, where=days > 31)", {}, "undefined"),
        ("any(days > 0, month, where=days > 31)", {}, False),
        ("all(days < 0, month, where=days > 31)", {}, True),
        ("streak(days > 0, month, where=days > 31)", {}, 0),
        ("mean(days, month, where=at(at(C, nh3n), upper) > at(limit(I), nh3n))", {}, 30),
        ("mean(days, month, where=at(at(C, nh3n), lower) > at(limit(I), nh3n))", {}, "missing"),
        ("mean(days, month, at_least=2, where=at(at(C, nh3n), lower) > at(limit(I), nh3n))", {}, 30),
        ("streak(Q > at(Q, upper) or Q <= at(Q, upper), month)", {"section": "upper"}, 2),
        # along an axis
        ("rank(at(at(C, codmn), upper), month)", {"month": 2}, 2),
        ("rank(at(at(C, codmn), upper), month)", {"month": 3}, "excluded"),
        ("rank(at(at(C, nh3n), lower), month)", {"month": 1}, "missing"),
        ("cumulative(at(at(C, nh3n), lower), month)", {"month": 2}, Fraction(21, 10)),
        ("cumulative(at(at(C, nh3n), lower), month)", {"month": 3}, "missing"),
        ("inflow(at(C, codmn))", {"section": "upper", "month": 1}, "missing"),
        ("inflow(at(C, codmn), mean)", {"section": "upper", "month": 1}, "missing"),
        # equality
        ("at(grade(C), codmn)", {"section": "upper", "month": 2}, 2),
        ("bands(1, tiers)", {}, 500_000),
        ("at(limit(III), nh3n) * 1.1 / at(limit(III), nh3n) - 1 == 0.1", {}, True),
        ("rank(days, month, ties=min)", {"month": 1}, 2),
        ("rank(days, month, ties=mean)", {"month": 1}, Fraction(5, 2)),
        # grades and bounds
        ("target - worst(grade(C), indicator)", {"section": "lower", "month": 2}, -1),
        ("0 < days - 30 <= 1", {"month": 1}, True),
        ("round(price / 30000, 0, half_even, unit=元)", {}, 3),
    ],
)
def test_what_the_page_says_of_values(formula: str, where: dict[str, Any], expected: object, tmp_path: Path):
    assert answer(formula, tmp_path, **where) == expected


@pytest.mark.parametrize("formula", ["at(C, do) <= at(limit(III), do)", "previous(accident)"])
def test_what_the_page_rules_out_does_not_load(formula: str, tmp_path: Path):
    """The limit of dissolved oxygen compared as if lower were better; last year's value of an input."""
    text = laboratory().agreement.replace("[codmn, nh3n, tn]", "[codmn, nh3n, tn, do]")
    text = text.replace("tn: null}", "tn: null, do: null}")
    rule = f'  - {{name: example, title: 示例, formula: "{formula}"}}\n'
    good = '  - {name: example, title: 示例, formula: "grade(C) <= target"}\n'
    readings = tmp_path / "readings.csv"
    readings.write_text(laboratory().readings, encoding="utf-8")

    ec.read_agreement(text.replace("transfers:\n", f"{good}transfers:\n"))
    with pytest.raises((ec.AgreementError, ec.SettlementError)):
        ec.settle(
            ec.read_agreement(text.replace("transfers:\n", f"{rule}transfers:\n")),
            ec.read_monitoring(readings),
            2024,
            through=3,
        )


def test_equal_ranks_stop_the_settlement(tmp_path: Path):
    with pytest.raises(ec.SettlementError):
        answer("rank(days, month)", tmp_path, month=1)


@each_page
def test_the_bounds_on_the_page_are_those_of_the_code(name: str):
    assert str(MOST_NODES) in page(name)
    assert str(MOST_DIGITS) in page(name)
    with pytest.raises(ValueError, match=r"2000|2,000"):
        parse("1" + " + 1" * 1000)


@each_page
def test_the_language_has_no_other_fences(name: str):
    assert {block.info for block in blocks(name)} == {"yaml", "csv"}
