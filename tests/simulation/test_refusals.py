"""Why years cannot be settled: the notes say what settling such a year says."""

from __future__ import annotations

from typing import Any

import pytest

import ecocomp as ec
from ecocomp.simulation import refusals
from tests.settlement.support import STEPS, agreement, monthly, read
from tests.simulation.questions import JANUARY, januaries, simulated

CAPPED = f"{STEPS}  cap: {{title: 封顶额, unit: 元, value: 500}}\nlimits:\n  - {{title: 封顶, of: [monthly], at_most: cap}}\n"
#: Against the target itself there are no steps to divide by.
QUOTIENT = STEPS.replace("price * steps", "price / steps")


def notes_on_years(found: ec.Simulation, language: str = "zh") -> list[str]:
    """The notes on single sets of terms."""
    return found.notes(language)[3:]


def test_nothing_is_told_of_years_that_are_settled():
    assert notes_on_years(simulated(["0.40", "0.90"])) == []


def test_a_missing_value_is_named_with_section_indicator_and_month():
    found = simulated(["0.40", "--", "--"])

    (note,) = notes_on_years(found)
    assert note.startswith("按协议条款：3 个年份中有 2 个不能结算。如情景 1（从 0 编号）：")
    assert "甲 氨氮 2024-01" in note
    (note,) = notes_on_years(found, "en")
    assert note.startswith("Terms as agreed: 2 of 3 years cannot be settled. Scenario 1 (the first is 0): ")


@pytest.mark.parametrize("options", [{}, {"counted": True}, {"compiled": False}, {"detail": "sections"}])
@pytest.mark.parametrize(
    ("text", "value"), [(QUOTIENT, "0.90"), (CAPPED.replace("value: 500", "value: -1"), "0.40")], ids=["formula", "cap"]
)
def test_the_words_are_those_of_settling_the_year(text: str, value: str, options: dict[str, Any]):
    made = agreement(text)
    with pytest.raises(ec.SettlementError) as caught:
        ec.settle(made, read(monthly({"甲": [value]}, months=[1])), **JANUARY)
    found = ec.simulate(made, januaries(made, [value] * 2), **JANUARY, **options)

    for language in ("zh", "en"):
        reason = caught.value.problems[0].line(language)
        assert reason in notes_on_years(found, language)[0]
        assert reason in found.summary(language=language).notes[3]


def test_sets_of_terms_that_settle_all_years_are_not_told_and_those_alike_together():
    made = agreement(CAPPED)
    terms = {"cap": [-1, 500, -2, -3]}
    found = ec.simulate(made, januaries(made, ["0.40", "0.50"]), terms, **JANUARY)

    assert notes_on_years(found, "zh") == [
        "封顶额（元） = -1，另 2 组条款相同：2 个年份中有 2 个不能结算。如情景 0（从 0 编号）：封顶“封顶”的金额为负。"
    ]
    assert "封顶额" in repr(found).splitlines()[-1]


def test_variants_are_told_by_their_names():
    made = agreement(CAPPED)
    below = {"负封顶": "parameters: {cap: {value: -1}}"}
    (note,) = notes_on_years(ec.simulate(made, januaries(made, ["0.40"]), variants=below, **JANUARY))[1:]

    assert note.startswith("方案 = 负封顶：1 个年份中有 1 个不能结算。")


def test_of_many_sets_of_terms_some_are_told_and_the_others_counted():
    """So many caps below nothing, each alike: no more years than that are settled once more."""
    made = agreement(CAPPED)
    terms = {"cap": [-1 - each for each in range(refusals.MOST_SETS + 5)]}
    *_, note = notes_on_years(ec.simulate(made, januaries(made, ["0.40"]), terms, **JANUARY))

    assert note == "另有 5 组条款也有不能结算的年份。"


def test_where_it_was_not_kept_which_years_they_are_one_is_looked_for_among_the_first(monkeypatch):
    monkeypatch.setattr(refusals, "MOST_LOOKED_AT", 3)
    soon, late = (simulated([*["0.40"] * before, "--"], counted=True) for before in (2, 3))

    assert "1 个不能结算。如情景 2（从 0 编号）：甲" in notes_on_years(soon)[0]
    assert "1 个不能结算。只保留了各金额出现的次数" in notes_on_years(late)[0]


def test_quick_mode_says_where_it_leaves_out_what_could_be_settled():
    """A dry month is settled by itself: it takes no part."""
    made = agreement(STEPS.replace("missing: refuse", "missing: refuse, excluded: [no_flow]"))
    years = januaries(made, ["0.40", "断流"])

    assert notes_on_years(ec.simulate(made, years, **JANUARY)) == []
    *_, note = notes_on_years(ec.simulate(made, years, **JANUARY, exact=False))
    assert note.endswith("2 个年份中有 1 个不能结算。如情景 1（从 0 编号）：须逐年单独结算，快速模式不做。")


def test_questions_without_a_settled_year_say_why():
    made = agreement(CAPPED)
    years = januaries(made, ["--"])
    with pytest.raises(ec.RequestError) as caught:
        ec.sensitivity(made, years, {"cap": (1, 500)}, **JANUARY)

    assert [each.code for each in caught.value.problems] == ["simulation.none_settled", "simulation.none_settled_why"]
    assert "甲 氨氮 2024-01" in caught.value.text("zh")


def test_answers_to_questions_say_it_too():
    made = agreement(CAPPED)
    years = januaries(made, ["0.40", "--"])
    told = "按协议条款：2 个年份中有 1 个不能结算。如情景 1（从 0 编号）：甲 氨氮 2024-01"
    ranges = {"cap": (1, 500)}
    swings = ec.sensitivity(made, years, ranges, language="zh", **JANUARY)
    parts = ec.sobol_indices(made, years, ranges, samples=2, language="zh", **JANUARY)
    drafts = ec.compare(made, agreement(STEPS), years, language="zh", **JANUARY)

    assert sum(told in each for each in swings.notes) == 1
    assert sum("如情景 1（从 0 编号）：甲 氨氮 2024-01" in each for each in parts.notes) == 1
    assert sum(each.startswith(f"trial：{told}") for each in drafts.notes) == 2
