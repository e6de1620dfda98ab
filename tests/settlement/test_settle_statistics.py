"""Daily values, loads, automatic and manual readings, leaning values: the statistics an agreement names."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

import ecocomp as ec
from ecocomp.formula.absent import Absent
from ecocomp.formula.logarithms import mean_ph
from ecocomp.rounding import Leaning, evaluation_value
from tests.formula.fake_scope import FakeScope, one
from tests.settlement.support import agreement, codes, read

DAYS = """\
断面,时间,氨氮(mg/L),流量(m3/s)
甲,2024-03-01,0.4,10
甲,2024-03-02,1.2,20
甲,2024-03-04,0.02L,30
"""


def settled(
    rules: str, csv: str, formula: str, of: Callable[[ec.Reading], dict[str, str]] | None = None
) -> ec.Settlement:
    body = (
        "sections: {jia: {name: 甲, upstream: shang, downstream: xia, target: III}}\n"
        f"readings: {{indicators: [nh3n], quantities: [flow], missing: skip, {rules}}}\n"
        f"rules: [{{name: x, title: 值, formula: '{formula}'}}]\n"
        "transfers: [{name: nil, title: 无, payer: shang, payee: xia, amount: '0'}]\n"
    )
    readings = read(csv)
    if of is not None:
        readings = ec.Readings(tuple(replace(each, **of(each)) for each in readings))
    return ec.settle(agreement(body), readings, 2024, since=3, through=3)


PLAIN = "below_detection: {means: half, loads: zero}, decimals: unrounded"


def test_share_of_days_at_a_grade_and_the_longest_run():
    """Two of the three days sampled are Ⅲ or better; the day without a sample breaks the run or is passed over."""
    ok = "worst(grade(D), indicator) <= III"
    share = settled(PLAIN, DAYS, f"count({ok}, day, where=present({ok})) / count(present({ok}), day)")
    broken = settled(PLAIN, DAYS, f"streak(present({ok}) and {ok}, day)")

    assert Fraction(2, 3) == share.value("x")
    assert 1 == broken.value("x")
    assert share.explain("D", day="2024-03-02").places[0][1].line == 3


@pytest.mark.parametrize(
    ("method", "grams"),
    [
        # (0.4 + 1.2 + 0) / 3 mg/L × 20 m3/s × 31 days
        ("monthly mean times flow", Fraction(16, 30) * 20 * 86_400 * 31),
        ("paired days", Fraction(4 + 24) * 86_400),
        ("paired days scaled", Fraction(28, 3) * 86_400 * 31),
    ],
)
def test_loads(method: str, grams: Fraction):
    """Each method by hand, the value below the limit as zero in loads, though half the limit in means."""
    settlement = settled(f"{PLAIN}, load: {method}", DAYS, "L")

    assert grams == settlement.value("x")
    assert Fraction(161, 300) == settlement.value("C")


ROUNDED_DAYS = """\
断面,时间,氨氮(mg/L)
甲,2024-03-01,1.004
甲,2024-03-02,1.02
甲,2024-03-03,1.00
甲,2024-03-04,0.498
甲,2024-03-05,0.502
"""


@pytest.mark.parametrize("decimals", ["standard", "unrounded"])
def test_days_whose_grade_rounding_changes_are_listed(decimals: str):
    """1.004 is Ⅳ and 1.00 Ⅲ, 0.502 is Ⅲ and 0.50 Ⅱ; the others keep their grade. Told whichever is compared."""
    found = settled(f"below_detection: half, decimals: {decimals}", ROUNDED_DAYS, "worst(grade(D), indicator) <= III")

    [notice] = [each for each in found.problems if each.code == "settlement.day_grades_differ"]
    assert notice.details["days"][0] == "2024-03-01 1.004 Ⅳ → 1 Ⅲ；2024-03-05 0.502 Ⅲ → 0.5 Ⅱ"
    assert notice.details["count"] == 2
    assert notice.place.line == 2
    assert found.value("x", day="2024-03-01") is (decimals == "standard")


@pytest.mark.parametrize("formula", ["worst(grade(C), indicator) <= III", "mean(D, day, at_least=1)"])
def test_days_that_are_not_graded_are_not_listed(formula: str):
    """Neither where only months are graded, nor where nothing is."""
    found = settled("below_detection: half, decimals: standard", ROUNDED_DAYS, formula)

    assert "day_grades_differ" not in codes(found.problems)


DRY_DAYS = """\
断面,时间,氨氮(mg/L),流量(m3/s)
甲,2024-03-01,0.4,10
甲,2024-03-02,1.2,断流
甲,2024-03-03,1.0,0
甲,2024-03-04,--,0
甲,2024-03-05,--,5
"""


@pytest.mark.parametrize(
    ("rules", "grams"),
    [
        ("load: paired days", 4 * 86_400),
        ("load: paired days scaled", 31 * 86_400),
        ("load: paired days, at_least_days: 4", 4 * 86_400),
        ("load: paired days, at_least_days: 5", None),
    ],
)
def test_a_dry_day_has_a_load_of_zero_whatever_its_concentration(rules: str, grams: int | None):
    """0.4 mg/L × 10 m3/s on the first day, nothing on the three dry ones; the fifth has no concentration."""
    found = settled(f"{PLAIN}, {rules}", DRY_DAYS, "L").value("x")

    assert (None if isinstance(found, Absent) else found) == grams


def test_half_a_day_dry_halves_its_flow():
    """A flow of 10 and a dry hour of one day are 5 m3/s: 0.4 mg/L × 5, not nothing."""
    hours = "断面,时间,氨氮(mg/L),流量(m3/s)\n甲,2024-03-01 00:00,0.4,10\n甲,2024-03-01 12:00,0.4,断流\n"

    assert 2 * 86_400 == settled(f"{PLAIN}, load: paired days", hours, "L").value("x")


@pytest.mark.parametrize("text", ["0.4", "--"])
def test_a_month_without_flow_has_a_load_of_zero_by_means_too(text: str):
    """Whatever the concentration is, and without one."""
    found = settled(
        f"{PLAIN}, load: monthly mean times flow", f"断面,时间,氨氮(mg/L),流量(m3/s)\n甲,2024-03,{text},0\n", "L"
    )

    assert 0 == found.value("x")
    assert "月均流量为零" in found.explain("L").text("zh")


def test_one_sample_that_stands_in_is_one_day_of_a_load():
    """The manual sample makes the mean of its month, but no load of the two days that the agreement asks for."""
    rules = f"{PLAIN}, precedence: automatic first, substitute: true, at_least_days: 2, load: paired days"
    csv = "断面,时间,指标,监测值,单位,监测方式\n甲,2024-03-01,氨氮,0.4,mg/L,自动\n甲,2024-03-02,氨氮,1.2,mg/L,手工\n"
    csv += "甲,2024-03-01,流量,10,m3/s,\n甲,2024-03-02,流量,10,m3/s,\n"

    assert Fraction(6, 5) == settled(rules, csv, "C").value("x")
    few = settled(rules, csv, "L").value("x")
    assert ("settlement.load_days_few", {"found": 1, "at_least": "2"}) == (
        few.causes[0].code,
        dict(few.causes[0].details),
    )


def both(reading: ec.Reading) -> dict[str, str]:
    return {"method": "manual" if reading.when.endswith("04") else "automatic"}


def test_automatic_and_manual_readings_need_a_precedence():
    """Without it the month is missing, with it the other method is left aside and told."""
    without = settled(PLAIN, DAYS, "C", of=both).value("x")
    first = settled(f"{PLAIN}, precedence: automatic first, substitute: false", DAYS, "C", of=both)
    other = settled(f"{PLAIN}, precedence: automatic first, substitute: true, at_least: 3", DAYS, "C", of=both)

    assert isinstance(without, Absent)
    assert "settlement.two_methods" == without.causes[0].code
    assert Fraction(4, 5) == first.value("x")
    assert "months_preferred" in codes(first.problems)
    assert Fraction(1, 100) == other.value("x")
    assert "months_substituted" in codes(other.problems)


SAME_TIME = """\
断面,时间,指标,监测值,单位,监测方式
甲,2024-03-05,氨氮,0.4,mg/L,自动
甲,2024-03-05,氨氮,1.2,mg/L,手工
"""


@pytest.mark.parametrize(("first", "value"), [("automatic", "0.4"), ("manual", "1.2")])
def test_precedence_decides_between_two_readings_of_one_time(first: str, value: str):
    """Both come from the file as they are; the one that goes first by the agreement makes the month."""
    found = settled(
        f"below_detection: half, decimals: unrounded, precedence: {first} first, substitute: false", SAME_TIME, "C"
    )

    assert Fraction(value) == found.value("x")
    assert "months_preferred" in codes(found.problems)


def test_a_day_needs_a_day():
    """A reading of a whole month has no daily value, and says why."""
    found = settled(PLAIN, "断面,时间,氨氮(mg/L)\n甲,2024-03,0.4\n", "D").value("x", day="2024-03-05")

    assert "settlement.no_day" == found.causes[0].code


@pytest.mark.parametrize(("lean", "expected"), [(0, "16"), (1, "17"), (-1, "16")])
def test_a_leaning_value_decides_a_tie(lean: int, expected: str):
    """GB/T 8170-2008 3.3.2: 16.50(+) is 17, 16.50(-) is 16."""
    assert Fraction(expected) == evaluation_value(Fraction("16.50"), 0, lean)
    assert Fraction(18 if lean >= 0 else 17) == evaluation_value(Fraction("17.5"), 0, lean)


@pytest.mark.parametrize(
    ("text", "expected"), [("0.345", "0.34"), ("0.345(+)", "0.35"), ("0.355(-)", "0.35"), ("0.355", "0.36")]
)
@pytest.mark.parametrize("name", ["C", "D"])
def test_evaluation_in_a_formula_rounds_as_the_readings_rules_do(text: str, expected: str, name: str):
    """Rounded by ``decimals: standard``, or left unrounded and then by ``evaluation``: the same, which way it leans too."""
    csv = f"断面,时间,氨氮(mg/L)\n甲,2024-03-05,{text}\n"
    at = {"day": "2024-03-05"} if name == "D" else {}
    by_rule = settled("below_detection: half, decimals: standard", csv, name).value("x", **at)

    def by_formula(formula: str) -> Fraction:
        return settled("below_detection: half, decimals: unrounded", csv, formula).value("x", **at)

    assert Fraction(expected) == by_rule == by_formula(f"evaluation({name})")
    assert Fraction(text[:5]) == by_formula(name)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("evaluation(mean(C, month))", "0.35"),  # the mean of one value is this value
        ("evaluation(max(C, C * 0.5))", "0.35"),
        ("evaluation(C * 1)", "0.34"),  # a number worked out leans to neither side
    ],
)
def test_a_value_leans_until_something_is_reckoned_with_it(formula: str, expected: str):
    """0.345(+) is 0.35 as long as it is the reported value."""
    found = settled(
        "below_detection: half, decimals: unrounded", "断面,时间,氨氮(mg/L)\n甲,2024-03,0.345(+)\n", formula
    )

    assert Fraction(expected) == found.value("x")


def test_a_leaning_value_can_be_kept_and_equals_its_number():
    """Pickled and copied it still leans; in comparisons it is its number."""
    value = Leaning(Fraction("0.345"), 1)

    for each in (value, pickle.loads(pickle.dumps(value)), copy.deepcopy(value), copy.copy(value)):
        assert (each, each.lean, hash(each)) == (Fraction("0.345"), 1, hash(Fraction("0.345")))
    assert type(value + 0) is Fraction


@pytest.mark.parametrize(
    ("values", "mean"),
    [
        ((7, 1_000_000), "7.301030"),
        ((-1_000_000, 7), "-999999.698970"),
        ((1_000_000, 1_000_001), "1000000.259637"),
        ((Fraction(10**20), Fraction(-(10**20))), "-99999999999999999999.698970"),
        ((7, 7 + Fraction(1, 3**2500), 8, 8), "7.259637"),
    ],
)
def test_the_mean_of_ph_that_are_none_is_worked_out(values: tuple[Fraction, ...], mean: str):
    """Far out, or of thousands of digits: the most acid ones decide, - log10 of the mean of their ions."""
    assert Fraction(mean) == round(Fraction(mean_ph(values)), 6)


def test_a_ph_of_a_million_is_told_and_does_not_stop_the_reckoning():
    """The finding is that of reading; the mean of 7 and 1000000 is 7 - log10(1 / 2)."""
    readings = read("断面,时间,pH\n甲,2024-03-01,7\n甲,2024-03-02,1000000\n")
    graded = ec.grade_water(readings, indicators="ph", each="month")

    assert codes(graded.problems) == ["ph_range"]
    assert Fraction("7.30103") == round(graded.rows[0].indicators[0].value, 6)


@pytest.mark.parametrize(
    ("values", "mean"), [((7, 8), "7.259637"), ((6, 7, 8), "6.431798"), (("7.2", "7.4", "7.9"), "7.414555")]
)
def test_the_average_of_ph(values: tuple[str, ...], mean: str):
    """The mean goes through the hydrogen ions."""
    months = [f"2024-{month:02d}" for month in range(1, len(values) + 1)]
    scope = FakeScope(
        {"C": ("indicator month", list(map(Fraction, values)))}, labels={"indicator": ("ph",), "month": months}
    )

    assert Fraction(mean) == round(scope.elements("average(C, month)")[0], 6)


def test_trophic_index_of_lakes():
    """TLI of 总站生字〔2001〕090号 with chlorophyll 10 mg/m3, TP 0.05, TN 1, SD 1 m and CODMn 4."""
    parts = "0.7056 * 10 * (9.436 + 1.624 * ln(0.05)) + 0.6724 * 10 * 5.453 + 0.6889 * 10 * 5.118"
    parts += " + 0.6889 * 10 * (0.109 + 2.661 * ln(4)) + 10 * (2.5 + 1.086 * ln(10))"

    assert Fraction("48.018098") == round(one(f"({parts}) / (1 + 0.7056 + 0.6724 + 2 * 0.6889)"), 6)
