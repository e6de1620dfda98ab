"""One section at one time: its grade, what limits it, by how much it exceeds, and what is only flagged."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ecocomp as ec
from ecocomp.assessment.judged import JudgedIndicator, JudgedSection, multiple_text
from tests.assessment.support import codes, judged, one, wide


@pytest.mark.parametrize(
    ("indicator", "value", "unrounded", "rounded"),
    [("codmn", "2.0036", 2, 1), ("do", "4.995", 4, 3), ("nh3n", "0.5002", 3, 2)],
)
def test_rounding_to_evaluation_decimals_can_better_a_grade(tmp_path, indicator, value, unrounded, rounded):
    """Real published values of 2020: the publication used the unrounded one; either grade is given, and it is told."""
    readings = wide(tmp_path, [{indicator: value}])
    raw = ec.grade_water(readings, indicators=[indicator])
    even = ec.grade_water(readings, indicators=[indicator], decimals="standard")

    assert [raw.rows[0].grade, even.rows[0].grade] == [unrounded, rounded]
    for graded in (raw, even):
        assert (graded.rows[0].grade_unrounded, graded.rows[0].grade_rounded) == (unrounded, rounded)
        assert graded.rows[0].rounding_matters
        assert "rounding_matters" in codes(graded)


@pytest.mark.parametrize(
    ("indicator", "value", "multiple"),
    [("nh3n", "2.2", "1.2"), ("cod", "21", "0.05"), ("tp", "0.2", None), ("do", "1.0", None), ("ph", "9.5", None)],
)
def test_multiples_are_taken_against_the_third_class(tmp_path, indicator, value, multiple):
    """C / limit - 1 for what exceeds; a value on the limit does not, and oxygen and pH have none."""
    assert judged(one(tmp_path, **{indicator: value}), indicator).multiple == (multiple and Fraction(multiple))


def test_multiples_are_taken_against_the_target_where_there_is_one(tmp_path):
    """NH3-N 0.6 against 0.5 of Ⅱ exceeds by 0.2; against Ⅲ it does not exceed."""
    assert judged(one(tmp_path, nh3n="0.6", target="II"), "nh3n").multiple == Fraction("0.2")
    assert judged(one(tmp_path, nh3n="0.6"), "nh3n").multiple is None


def test_oxygen_by_saturation(tmp_path):
    """At 25 ℃ 90 % of the saturation is 7.44: 7.45 is Ⅰ, by the constant 7.5 it is Ⅱ; at 0 ℃ it would need 13.33."""
    assert one(tmp_path, do="7.45", water_temp="25").grade == 2
    assert one(tmp_path, do="7.45", water_temp="25", dissolved_oxygen="saturation").grade == 1
    assert one(tmp_path, do="13.3", water_temp="0", dissolved_oxygen="saturation").grade == 2


def test_oxygen_without_a_temperature_is_judged_by_the_constant_and_that_is_told(tmp_path):
    """Without a water temperature 7.5 mg/L stands for the saturation, with a warning."""
    graded = ec.grade_water(wide(tmp_path, [{"do": "7.6"}]), indicators="do", dissolved_oxygen="saturation")

    assert graded.rows[0].grade == 1
    assert "no_temperature" in codes(graded)


@pytest.mark.parametrize(("value", "grade"), [("6", 1), ("9", 1), ("9.001", 6), ("5.99", 6)])
def test_a_ph_outside_its_range_is_worse_than_the_fifth_class(tmp_path, value, grade):
    """pH has no ladder: 6 to 9 is Ⅰ, all else 劣Ⅴ."""
    assert one(tmp_path, ph=value).grade == grade


@pytest.mark.parametrize(("waters", "grade"), [("river", 2), ("lake", 4), ({"甲": "lake"}, 4), ({"*": "lake"}, 4)])
def test_phosphorus_has_other_limits_in_lakes(tmp_path, waters, grade):
    """0.06 mg/L is Ⅱ in a river, Ⅳ in a lake."""
    assert one(tmp_path, tp="0.06", waters=waters).grade == grade


def test_of_sections_of_one_name_the_province_tells(tmp_path):
    """省份/断面 names one of two sections that are called the same; the name alone names both."""
    rows = [{"province": each, "section": "江口", "tp": "0.06"} for each in ("湖南省", "湖北省")]
    readings = wide(tmp_path, rows)

    def grades(key: str) -> dict[str, int | None]:
        return {row.province: row.grade for row in ec.grade_water(readings, indicators="tp", waters={key: "lake"})}

    assert grades("湖北省/江口") == {"湖南省": 2, "湖北省": 4}
    assert grades("江口") == {"湖南省": 4, "湖北省": 4}


def test_limiting_indicators_are_those_of_the_worst_grade(tmp_path):
    """Two indicators at Ⅳ limit the section; at Ⅰ nothing does."""
    assert one(tmp_path, ph="7", do="4", codmn="7", tp="0.15").limiting == ("do", "codmn")
    assert one(tmp_path, ph="7", do="8").limiting == ()


def test_status_and_colour_follow_the_grade(tmp_path):
    """环办〔2011〕22号: 优 for Ⅰ and Ⅱ to 重度污染 for 劣Ⅴ."""
    values = ["0.1", "0.3", "0.8", "1.2", "1.8", "2.5"]
    rows = [{"section": f"断面{at}", "nh3n": value} for at, value in enumerate(values)]
    frame = ec.grade_water(wide(tmp_path, rows), indicators="nh3n").frame

    assert list(frame["class"]) == ["Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "劣Ⅴ"]
    assert list(frame["status"]) == ["优", "优", "良好", "轻度污染", "中度污染", "重度污染"]
    assert list(frame["colour"]) == ["蓝", "蓝", "绿", "黄", "橙", "红"]


# -- main pollutants ----------------------------------------------------------------------------------------------------


def test_main_pollutants_are_ordered_by_grade_and_then_by_multiple(tmp_path):
    """劣Ⅴ first; of the same grade the larger multiple first; at most three."""
    row = one(tmp_path, do="4", codmn="7", cod="45", nh3n="2.4", tp="0.35")

    assert ec.pollutants_text(row.main_pollutants, "zh") == "氨氮(1.4)、化学需氧量(1.25)、总磷(0.75)"


def test_cyanide_and_heavy_metals_come_first(tmp_path):
    """Lead at Ⅴ goes before NH3-N at 劣Ⅴ; lead that meets Ⅲ is no pollutant."""
    assert [each.indicator for each in one(tmp_path, nh3n="9", pb="0.06").main_pollutants] == ["pb", "nh3n"]
    assert [each.indicator for each in one(tmp_path, nh3n="9", pb="0.05").main_pollutants] == ["nh3n"]


def test_a_section_that_is_good_enough_has_no_main_pollutants(tmp_path):
    """At Ⅲ none without a target; with the target Ⅱ what exceeds Ⅱ is named; with the target Ⅴ nothing is at Ⅳ."""
    assert one(tmp_path, nh3n="0.8").main_pollutants == ()
    assert [each.indicator for each in one(tmp_path, nh3n="0.8", target="II").main_pollutants] == ["nh3n"]
    assert one(tmp_path, nh3n="1.2", target="V").main_pollutants == ()


def test_pollutants_are_written_as_bulletins_write_them(tmp_path):
    """武汉市地表水环境质量状况 (武汉市生态环境局): 氨氮(2.27)、化学需氧量(1.60)、总磷(1.35), oxygen without a number."""
    row = one(tmp_path, nh3n="3.27", cod="52", tp="0.47")
    oxygen = one(tmp_path, do="1.5")

    assert ec.pollutants_text(row.main_pollutants, "zh", decimals=2) == "氨氮(2.27)、化学需氧量(1.60)、总磷(1.35)"
    assert ec.pollutants_text(row.main_pollutants, "zh") == "氨氮(2.27)、化学需氧量(1.6)、总磷(1.35)"
    assert ec.pollutants_text(oxygen.main_pollutants, "zh") == "溶解氧不达标"
    assert ec.pollutants_text(oxygen.main_pollutants, "en") == "dissolved oxygen not met"


def test_a_multiple_too_small_to_show_is_not_shown_as_nothing():
    """0.004 is below the last decimal, not 0.00."""
    assert multiple_text(Fraction("0.004"), 2) == "<0.01"
    assert multiple_text(Fraction("0.05"), 0) == "<1"
    assert multiple_text(Fraction("2"), 0) == "2"


# -- below detection ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("policy", "grade"), [("half", 3), ("zero", 1), ("full", 4), ("exclude", None)])
def test_what_stands_for_a_value_below_detection_is_a_choice(tmp_path, policy, grade):
    """Total phosphorus <0.3: half is 0.15 (Ⅲ), nothing Ⅰ, the limit itself Ⅳ, left out no grade."""
    assert one(tmp_path, tp="<0.3", below_detection=policy).grade == grade


def test_a_detection_limit_above_the_limit_leaves_it_open(tmp_path):
    """检出限高于限值,无法判定: <0.3 says nothing about 0.2, but all about 0.3; whether the target is met is not said."""
    row = one(tmp_path, tp="<0.3", target="III")
    assert (row.undecidable, row.attained) == (("tp",), None)
    assert one(tmp_path, tp="<0.3", target="IV").attained is True

    missed = one(tmp_path, tp="<0.3", nh3n="1.1", target="III")
    assert (missed.undecidable, missed.attained) == (("tp",), False)


@pytest.mark.parametrize("policy", ["half", "zero", "full", "exclude"])
@pytest.mark.parametrize(
    ("values", "decimals", "open_"),
    [
        (("0.9", "5L"), "unrounded", True),  # between 0.45 and 2.95, whatever is left out of the mean
        (("2.008", "1.2L"), "standard", True),  # 1.004 rounds to 1.00, which meets; 1.604 does not
        (("2.008", "1.2L"), "unrounded", False),  # 1.004 misses already
        (("0.5", "1.004L"), "standard", False),
    ],
)
def test_it_is_open_by_the_values_that_are_compared(tmp_path, policy, values, decimals, open_):
    """Undecidable by the least and the most that the month may be, compared as asked, under every rule for means."""
    rows = "".join(f"平林,2024-03-0{day},{value}\n" for day, value in enumerate(values, 1))
    path = tmp_path / "a.csv"
    path.write_text(f"断面,时间,氨氮(mg/L)\n{rows}", encoding="utf-8")
    options = {"below_detection": policy, "decimals": decimals, "each": "month"}
    [row] = ec.grade_water(ec.read_monitoring(path), indicators=["nh3n"], target="III", **options).rows

    assert row.undecidable == (("nh3n",) if open_ else ())


def test_below_detection_without_a_limit_is_left_out_and_told(tmp_path):
    """未检出 without a detection limit has no half; zero it can be."""
    readings = wide(tmp_path, [{"tp": "未检出", "nh3n": "0.1"}])
    graded = ec.grade_water(readings, indicators=["tp", "nh3n"])

    assert [each.indicator for each in graded.rows[0].indicators] == ["nh3n"]
    assert "no_detection_limit" in codes(graded)
    assert len(ec.grade_water(readings, indicators=["tp", "nh3n"], below_detection="zero").rows[0].indicators) == 2


# -- published tables ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("section", "values", "published"),
    [
        # 湖南省地表水水质周报 (湖南省生态环境厅), weeks 28 of 2018 and 2 of 2019
        ("朱亭镇", {"nh3n": "0.15", "tp": "0.043", "砷": "0.004", "镉": "0.002L", "铅": "0.001L", "grade": "Ⅱ"}, 2),
        ("樟树港", {"tp": "0.132", "grade": "Ⅲ"}, 3),
        # 全国主要流域重点断面水质自动监测周报 (国家环境保护总局), week 2 of 2007
        ("黑龙江肇源", {"ph": "6.97", "do": "5.85", "codmn": "6.3", "nh3n": "0.32", "grade": "Ⅳ"}, 4),
        ("同江", {"ph": "7.66", "do": "6.03", "codmn": "13.3", "nh3n": "1.77", "grade": "Ⅴ"}, 5),
    ],
)
def test_rows_of_weekly_tables_have_the_class_printed(tmp_path, section, values, published):
    """The printed class is the worst grade, with 0.002L as half the detection limit."""
    (row,) = ec.grade_water(wide(tmp_path, [{"section": section, **values}]), indicators="twenty_one")

    assert (row.grade, row.published, row.agrees) == (published, published, True)


def test_a_class_published_without_values_is_not_compared(tmp_path):
    """归阳镇 in the Hunan table of week 28 of 2018: Ⅱ, though every nutrient is a dash."""
    (row,) = ec.grade_water(wide(tmp_path, [{"section": "归阳镇", "nh3n": "-", "tp": "-", "grade": "Ⅱ"}]))

    assert (row.grade, row.published, row.agrees) == (None, 2, None)


def test_published_classes_that_differ_are_listed(tmp_path):
    """One of two differs; a warning counts it, and ``differing`` has it."""
    rows = [{"section": "甲", "tp": "0.1", "grade": "Ⅱ"}, {"section": "乙", "tp": "0.1", "grade": "Ⅲ"}]
    graded = ec.grade_water(wide(tmp_path, rows))

    assert [row.section for row in graded.differing] == ["乙"]
    assert "published_differs" in codes(graded)


# -- properties ---------------------------------------------------------------------------------------------------------

GRADED = st.builds(
    JudgedIndicator,
    indicator=st.sampled_from(["do", "codmn", "nh3n", "pb"]),
    value=st.just(Fraction(1)),
    mean=st.just(Fraction(1)),
    readings=st.just(1),
    below=st.just(0),
    grade=st.integers(1, 6),
    grade_unrounded=st.integers(1, 6),
    grade_rounded=st.integers(1, 6),
    meets=st.booleans(),
    multiple=st.none() | st.fractions(0, 9),
    undecidable=st.booleans(),
)


@given(st.lists(GRADED, max_size=6), st.none() | st.integers(1, 5))
def test_what_a_row_says_of_itself_fits_together(indicators, target):
    """Pollutants miss the target and are at most three; attained is never a guess."""
    row = JudgedSection("甲", "", "", "2024-03", "river", target, tuple(indicators), None)

    assert all(not each.meets for each in row.main_pollutants)
    assert len(row.main_pollutants) == min(3, sum(not each.meets for each in indicators))
    if row.attained:
        assert all(each.meets and not each.undecidable for each in indicators)
    if target is None:
        assert row.attained is None
