"""Rules of readings that contradict each other, valid days, what loads and days rest on, and notices about them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

import ecocomp as ec
from tests.settlement.support import agreement, codes, read

SECTION = "sections: {jia: {name: 甲, upstream: shang, downstream: xia, target: III}}\n"
NOTHING = "transfers: [{name: nil, title: 无, payer: shang, payee: xia, amount: '0'}]\n"
BOTH = "{means: half, loads: zero}"


def file(rules: str, formula: str, indicators: str = "nh3n") -> ec.Agreement:
    return agreement(
        f"{SECTION}readings: {{indicators: [{indicators}], quantities: [flow], missing: skip, {rules}}}\n"
        f"rules: [{{name: x, title: 值, formula: '{formula}'}}]\n{NOTHING}"
    )


def settled(rules: str, csv: str, formula: str, indicators: str = "nh3n") -> ec.Settlement:
    return ec.settle(file(rules, formula, indicators), read(csv), 2024, since=3, through=3)


# -- agreements that do not load ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rules", "code", "word"),
    [
        ("below_detection: half, load: paired days", "load_below", "SL 219-2013"),
        ("below_detection: {means: half, loads: zero}, load: paired days, quantities: []", "load_needs_flow", "flow"),
        ("below_detection: half, precedence: manual first", "substitute_needed", "substitute"),
        ("below_detection: half, substitute: true", "substitute_alone", "precedence"),
        ("below_detection: half, substitute: false", "substitute_alone", "precedence"),
        ("below_detection: half, at_least_days: 29", "days_too_many", "29"),
    ],
)
def test_rules_that_do_not_go_together(rules: str, code: str, word: str):
    """What no standard settles is asked for, at the key in question, and nothing is settled with a default."""
    quantities = "" if "quantities" in rules else "quantities: [flow], "
    with pytest.raises(ec.AgreementError) as caught:
        agreement(
            f"{SECTION}readings: {{indicators: [nh3n], {quantities}decimals: unrounded, missing: skip, {rules}}}\n{NOTHING}"
        )

    [found] = caught.value.problems
    assert f"agreement.{code}" == found.code
    assert word in found.message("zh")
    assert found.place.line


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("precedence: automatic", ["field_choice", "substitute_needed"]),
        ("substitute: perhaps", ["field_truth", "substitute_alone"]),
        ("precedence: automatic, substitute: perhaps", ["field_choice", "field_truth"]),
    ],
)
def test_what_is_wrong_with_precedence_and_substitute_is_told_at_once(rules: str, expected: list[str]):
    """A word that does not exist does not hide that the other of the two is lacking."""
    with pytest.raises(ec.AgreementError) as caught:
        agreement(
            f"{SECTION}readings: {{indicators: [nh3n], below_detection: half, decimals: unrounded, missing: skip, {rules}}}\n"
            f"{NOTHING}"
        )

    assert sorted(codes(caught.value.problems)) == expected


@pytest.mark.parametrize(
    ("value", "rules"),
    [("-1", "at_least_per_day: -1"), ("2.5", "at_least: 2.5"), ("daily", "load: daily")],
)
def test_numbers_and_words_that_are_none(value: str, rules: str):
    """Counts are whole and positive; a method of loads is one of the three."""
    with pytest.raises(ec.AgreementError) as caught:
        file(f"below_detection: {BOTH}, decimals: unrounded, {rules}", "C")

    assert [value in each.message("en") for each in caught.value.problems] == [True]


def test_a_load_that_nobody_says_how_to_work_out():
    """L without readings.load is refused where it is read."""
    with pytest.raises(ec.AgreementError) as caught:
        file("below_detection: half, decimals: unrounded", "L")

    assert ["formula.no_load"] == [each.code for each in caught.value.problems]


@pytest.mark.parametrize("formula", ["previous(D)", "previous(mean(D, day))", "previous(Qd)"])
def test_days_have_no_previous(formula: str):
    """Two years need not have the same days: refused when the agreement is loaded, not when it is settled."""
    with pytest.raises(ec.AgreementError) as caught:
        file("below_detection: half, decimals: unrounded", formula)

    assert ["formula.previous_day"] == [each.code for each in caught.value.problems]


def test_a_rule_made_of_days_has_no_previous():
    """Nor has a rule that reads them by way of another."""
    with pytest.raises(ec.AgreementError) as caught:
        agreement(
            f"{SECTION}readings: {{indicators: [nh3n], below_detection: half, decimals: unrounded, missing: skip}}\n"
            "rules:\n  - {name: m, title: 均值, formula: 'mean(D, day)'}\n"
            "  - {name: change, title: 变化, formula: 'm - previous(m)'}\n" + NOTHING
        )

    assert ["formula.previous_day"] == [each.code for each in caught.value.problems]


# -- valid days --------------------------------------------------------------------------------------------------------

HOURS = """\
断面,时间,氨氮(mg/L),流量(m3/s)
甲,2024-03-01 00:00,0.2,10
甲,2024-03-01 12:00,0.4,10
甲,2024-03-02 00:00,0.6,20
甲,2024-03-02 12:00,0.8,20
甲,2024-03-03 00:00,2.0,30
"""
PLAIN = f"below_detection: {BOTH}, decimals: unrounded"


def test_a_day_with_too_few_readings_has_no_value():
    """Two readings a day are asked for: 1 March is (0.2 + 0.4) / 2, 3 March has only one."""
    found = settled(f"{PLAIN}, at_least_per_day: 2", HOURS, "D")

    assert Fraction(3, 10) == found.value("x", day="2024-03-01")
    absent = found.value("x", day="2024-03-03")
    assert ("missing", "settlement.day_too_few") == (absent.kind, absent.causes[0].code)
    assert {"found": 1, "at_least": "2"} == dict(absent.causes[0].details)


def test_a_flow_of_a_day_needs_as_many_readings():
    """The flow of 3 March has one reading of the two asked for; that of 2 March is 20."""
    found = settled(f"{PLAIN}, at_least_per_day: 2", HOURS, "Qd")

    assert 20 == found.value("x", day="2024-03-02")
    assert "settlement.day_too_few" == found.value("x", day="2024-03-03").causes[0].code


@pytest.mark.parametrize(("least", "value"), [(2, Fraction(4, 5)), (3, None)])
def test_a_month_with_too_few_valid_days_has_no_value(least: int, value: Fraction | None):
    """Two of three days are valid; where they suffice, all five readings enter the mean: 4.0 / 5."""
    found = settled(f"{PLAIN}, at_least_per_day: 2, at_least_days: {least}", HOURS, "C").value("x")

    assert (None if isinstance(found, ec.Absent) else found) == value
    if value is None:
        assert "settlement.month_days_few" == found.causes[0].code


@pytest.mark.parametrize(
    ("rules", "grams"),
    [
        ("load: paired days", Fraction(3 + 14 + 60) * 86_400),
        ("load: paired days, at_least_per_day: 2", Fraction(3 + 14) * 86_400),
        ("load: paired days scaled, at_least_per_day: 2, at_least_days: 2", Fraction(17, 2) * 31 * 86_400),
        ("load: paired days, at_least_per_day: 2, at_least_days: 3", None),
    ],
)
def test_loads_of_valid_days(rules: str, grams: Fraction | None):
    """0.3 × 10 + 0.7 × 20 + 2.0 × 30 mg/L m3/s; the third day has one reading only."""
    found = settled(f"{PLAIN}, {rules}", HOURS, "L").value("x")

    assert (None if isinstance(found, ec.Absent) else found) == grams
    if grams is None:
        assert "settlement.load_days_few" == found.causes[0].code


# -- explained down to the line ----------------------------------------------------------------------------------------


def test_a_load_is_explained_down_to_lines():
    """The readings of concentration and of flow that were paired, each with its line, and the method in words."""
    found = settled(f"{PLAIN}, load: paired days", HOURS, "L")
    told = next(each for each in found.explain("x", indicator="nh3n", month=3).walk() if each.name == "L")

    assert {2, 3, 4, 5, 6} == {place.line for _, place in told.places}
    assert {"监测.csv"} == {place.file.rsplit("/", 1)[-1] for _, place in told.places}
    assert ["3 of 31 days have concentration and flow; the sum of their products, nothing for the other days"] == [
        each[1] for each in told.steps
    ]


def test_a_day_is_explained_down_to_lines():
    """Both readings of 2 March and their mean."""
    told = settled(PLAIN, HOURS, "D").explain("D", day="2024-03-02")

    assert [("2024-03-02 00:00 0.6", 4), ("2024-03-02 12:00 0.8", 5)] == [
        (text, place.line) for text, place in told.places
    ]
    assert Fraction(7, 10) == told.value
    assert any("0.7" in each[1] for each in told.steps)


# -- notices -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rules", "severity", "days"),
    [
        ("load: paired days", "warning", "2024-03 3/31"),
        ("load: paired days scaled", "note", "2024-03 3/31"),
        ("load: monthly mean times flow", None, None),
    ],
)
def test_a_settlement_says_on_how_many_days_its_loads_rest(rules: str, severity: str | None, days: str | None):
    """Where the days without both add nothing it is a warning, where the rest is scaled up a note."""
    found = [each for each in settled(f"{PLAIN}, {rules}", HOURS, "L").problems if each.code == "settlement.load_days"]

    assert ([] if severity is None else [severity]) == [each.severity for each in found]
    assert all(days in each.message(language) for each in found for language in ("zh", "en"))


def test_loads_that_nobody_reads_are_not_told_of():
    """The agreement says how loads are worked out, but no formula asks for one."""
    assert "load_days" not in codes(settled(f"{PLAIN}, load: paired days", HOURS, "C").problems)


def test_rounding_that_changes_a_grade_is_told_with_both_values():
    """1.004 mg/L is Ⅳ in full and 1.00, Ⅲ, when rounded; told once, at the reading's line."""
    csv = "断面,时间,氨氮(mg/L)\n甲,2024-03,1.004\n"
    grade = "worst(grade(C), indicator)"
    for decimals, used in (("unrounded", 4), ("standard", 3)):
        found = settled(f"below_detection: half, decimals: {decimals}", csv, grade)
        [notice] = [each for each in found.problems if each.code == "settlement.grade_differs"]

        assert used == found.value("x")
        assert ("note", 2) == (notice.severity, notice.place.line)
        assert "全数值 1.004 为 Ⅳ，修约值 1 为 Ⅲ" in notice.message("zh")
        assert "the full value 1.004 is Ⅳ, the rounded value 1 is Ⅲ" in notice.message("en")


@pytest.mark.parametrize(("text", "formula"), [("0.994", "worst(grade(C), indicator)"), ("1.004", "C")])
def test_rounding_is_told_only_where_it_matters(text: str, formula: str):
    """The same grade both ways, or no grade asked for: no notice."""
    found = settled("below_detection: half, decimals: unrounded", f"断面,时间,氨氮(mg/L)\n甲,2024-03,{text}\n", formula)

    assert "grade_differs" not in codes(found.problems)


def test_readings_left_aside_are_not_told_of_as_unusable():
    """The manual sample that cannot be used is left aside by precedence anyway; without precedence it is told."""
    csv = "断面,时间,氨氮(mg/L)\n甲,2024-03-01,0.4\n甲,2024-03-02,--\n"
    readings = ec.Readings(
        tuple(replace(each, method="manual" if each.when.endswith("02") else "automatic") for each in read(csv))
    )
    found = {
        rules: codes(
            ec.settle(
                file(f"below_detection: half, decimals: unrounded{rules}", "C"), readings, 2024, since=3, through=3
            ).problems
        )
        for rules in ("", ", precedence: automatic first, substitute: false")
    }

    assert ["set_aside" in each for each in found.values()] == [True, False]
    assert "months_preferred" in found[", precedence: automatic first, substitute: false"]


# -- dissolved oxygen --------------------------------------------------------------------------------------------------

OXYGEN = "断面,时间,溶解氧(mg/L),氨氮(mg/L)\n甲,2024-03,4.0,0.5\n"


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("at(limit(III), do) - at(C, do)", Fraction(1)),
        ("at(limit(III), do) / at(C, do)", Fraction(5, 4)),
        ("(at(limit(II), do) - at(C, do)) / (at(limit(II), do) - at(limit(III), do))", Fraction(2)),
        ("sum(without(C, do) / limit(III), indicator) + at(limit(III), do) / at(C, do)", Fraction(7, 4)),
    ],
)
def test_how_far_oxygen_falls_short(formula: str, value: Fraction):
    """Of oxygen alone limit - C and limit / C may be said: 5 - 4, 5 / 4, (6 - 4) / (6 - 5)."""
    found = settled("below_detection: half, decimals: unrounded", OXYGEN, formula, "do, nh3n")

    assert value == found.value("x")


@pytest.mark.parametrize(
    "formula", ["at(C, do) - at(limit(III), do)", "limit(III) - C", "limit(III) / C", "at(C, do) > at(limit(III), do)"]
)
def test_what_stays_refused_of_oxygen(formula: str):
    """The other way round, or of oxygen among others, the same signs mean the contrary."""
    with pytest.raises(ec.AgreementError) as caught:
        file("below_detection: half, decimals: unrounded", formula, "do, nh3n")

    assert ["formula.limit_upward"] == [each.code for each in caught.value.problems]
