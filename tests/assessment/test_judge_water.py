"""Whole tables: options, months, attainment, rivers, the frame, and the official classes."""

from __future__ import annotations

import pickle
from fractions import Fraction

import pandas
import pytest

import ecocomp as ec
from ecocomp.assessment.attainment import share_text
from ecocomp.assessment.graded import FRAME_COLUMNS, INDICATOR_COLUMNS
from ecocomp.assessment.rivers import river_status
from ecocomp.standards import grade_text
from tests.assessment.support import codes, judged, wide
from tests.published import official
from tests.readings.support import needs_shared_data


@pytest.mark.parametrize("readings", [None, "监测.csv", pandas.DataFrame()])
def test_what_is_judged_are_readings(readings):
    """A path or a table is refused in words."""
    with pytest.raises(ec.RequestError, match="read_monitoring"):
        ec.grade_water(readings)


@pytest.mark.parametrize(
    "options",
    [{"waters": 1}, {"waters": []}, {"waters": None}, {"waters": {"甲": []}}, {"indicators": 1}, {"indicators": None}],
)
def test_options_of_another_kind(tmp_path, options):
    """Options that are no text are refused by name."""
    with pytest.raises(ec.RequestError) as caught:
        ec.grade_water(wide(tmp_path, [{"tp": "0.1"}]), **{"indicators": "tp", **options})

    assert len(caught.value.problems) == 1


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (Fraction(2561, 2562), "99.96%"),
        (Fraction(1, 2562), "0.04%"),
        (Fraction(1, 1_000_000), "0.0001%"),
        (Fraction(1999, 2000), "99.95%"),
        (Fraction(1), "100.0%"),
        (Fraction(0), "0.0%"),
        (Fraction(1, 3), "33.3%"),
        (None, ""),
    ],
)
def test_a_miss_is_never_shown_as_none(share, shown):
    """A share that is not all of them is not shown as 100 %, nor one that is not nothing as 0 %."""
    assert share_text(share) == shown


def test_everything_wrong_with_the_options_is_told_at_once(tmp_path):
    """Ten mistakes, ten problems."""
    readings = wide(tmp_path, [{"tp": "0.1"}])
    with pytest.raises(ec.RequestError) as caught:
        ec.grade_water(
            readings,
            indicators=["five", "浊度", "铀"],
            waters={"乙": "sea"},
            standard="GB 3838-2026",
            each="week",
            decimals="some",
            below_detection="third",
            target={"甲": "劣Ⅴ"},
            dissolved_oxygen="8",
            missing="maybe",
        )

    found = sorted(each.code for each in caught.value.problems)
    assert found == sorted(
        ["assessment.unknown_option"] * 7
        + ["assessment.unknown_section", "assessment.unknown_target", "assessment.unknown_indicator"]
    )


@pytest.mark.parametrize(("indicators", "waters"), [(["tn"], "river"), (["浊度"], "river"), ([], "river")])
def test_indicators_without_limits_are_refused(tmp_path, indicators, waters):
    """Total nitrogen of rivers has no limit; it has one in lakes."""
    readings = wide(tmp_path, [{"tn": "0.6"}])
    with pytest.raises(ec.RequestError):
        ec.grade_water(readings, indicators=indicators, waters=waters)
    assert ec.grade_water(readings, indicators="tn", waters="lake").rows[0].grade == 3


def test_names_and_sets_of_indicators_are_the_same_as_ids(tmp_path):
    """五项 and fluoride by its Chinese name; each once."""
    graded = ec.grade_water(wide(tmp_path, [{"tp": "0.1"}]), indicators=["five", "氟化物", "总磷"])

    assert graded.indicators == ("ph", "do", "codmn", "nh3n", "tp", "f")


def test_the_mean_of_a_month_is_exact_and_that_of_ph_goes_by_hydrogen_ions(tmp_path):
    """pH 7 and 8 make 7.2596…; 0.1 and 0.3 of phosphorus make 0.2 exactly, which is Ⅲ."""
    rows = [{"time": "2024-03-01", "ph": "7", "tp": "0.1"}, {"time": "2024-03-02", "ph": "8", "tp": "0.3"}]
    readings = wide(tmp_path, rows)
    (row,) = ec.grade_water(readings, each="month")

    assert row.time == "2024-03"
    assert judged(row, "tp").value == Fraction("0.2")
    assert round(judged(row, "ph").value, 6) == Fraction("7.259637")
    assert (row.grade, judged(row, "tp").readings) == (3, 2)
    (rounded,) = ec.grade_water(readings, each="month", decimals="standard")
    assert judged(rounded, "ph").value == 7
    assert len(ec.grade_water(readings)) == 2


def test_a_class_published_for_a_day_is_none_of_the_month(tmp_path):
    """The class of a month is compared only with one that the file gives for the month."""
    readings = wide(tmp_path, [{"time": "2024-03-01", "tp": "0.1", "grade": "Ⅲ"}])

    assert ec.grade_water(readings).rows[0].published == 3
    assert ec.grade_water(readings, each="month").rows[0].published is None


def test_automatic_readings_go_before_manual_ones_and_that_is_told(tmp_path):
    """环办监测函〔2020〕82号: of NH3-N the automatic value counts, of COD the manual one."""
    path = tmp_path / "监测.csv"
    path.write_text(
        "断面,监测时间,指标,监测值,单位,监测方式\n"
        "甲,2024-03-01,氨氮,0.1,mg/L,自动\n甲,2024-03-02,氨氮,1.2,mg/L,手工\n"
        "甲,2024-03-01,化学需氧量,10,mg/L,自动\n甲,2024-03-02,化学需氧量,25,mg/L,手工\n",
        encoding="utf-8",
    )
    graded = ec.grade_water(ec.read_monitoring(path), indicators=["nh3n", "cod"], each="month")

    assert {each.indicator: each.value for each in graded.rows[0].indicators} == {"nh3n": Fraction("0.1"), "cod": 25}
    assert "two_methods" in codes(graded)


def test_automatic_and_manual_readings_of_one_time_are_both_read_and_one_counts(tmp_path):
    """环办监测函〔2020〕82号 decides also where both are of the same day: NH3-N by machine, COD by hand."""
    path = tmp_path / "监测.csv"
    lines = [
        f"甲,2024-03-01,{name},{value},mg/L,{method}"
        for name, value, method in (
            ("氨氮", "0.1", "自动"),
            ("氨氮", "1.2", "手工"),
            ("化学需氧量", "10", "自动"),
            ("化学需氧量", "25", "手工"),
        )
    ]
    path.write_text("\n".join(["断面,监测时间,指标,监测值,单位,监测方式", *lines]) + "\n", encoding="utf-8")
    graded = ec.grade_water(ec.read_monitoring(path), indicators=["nh3n", "cod"])

    assert {each.indicator: each.value for each in graded.rows[0].indicators} == {"nh3n": Fraction("0.1"), "cod": 25}
    assert codes(graded) == ["two_methods"]


def test_attainment_is_the_share_of_times_that_meet_the_target(tmp_path):
    """甲 meets Ⅲ two times of three, 乙 in its one time of which that is known; two are undetermined."""
    values = {"甲": ["0.1", "0.2", "0.25"], "乙": ["0.1", "<0.3", "--"]}
    rows = [
        {"section": name, "time": f"2024-{at:02d}", "tp": value}
        for name, each in values.items()
        for at, value in enumerate(each, 1)
    ]
    graded = ec.grade_water(wide(tmp_path, rows), indicators="tp", target="III")

    assert {each.section: each.rate for each in graded.attainment} == {"甲": Fraction(2, 3), "乙": Fraction(1)}
    overall = graded.overall_attainment
    assert (overall.times, overall.met, overall.missed, overall.undecided) == (6, 3, 1, 2)
    assert overall.rate == Fraction(3, 4)
    assert overall.grades == (0, 2, 2, 1, 0, 0, 1)


@pytest.mark.parametrize(
    ("good", "worst", "status"),
    [
        ("0.9", "0.1", "excellent"),
        ("0.89", "0", "good"),
        ("0.75", "0.25", "good"),
        ("0.74", "0.19", "light"),
        ("0.74", "0.2", "moderate"),
        ("0.6", "0.39", "moderate"),
        ("0.6", "0.4", "heavy"),
    ],
)
def test_a_river_is_rated_by_the_shares_of_the_classes(good, worst, status):
    """断面水质类别比例法 of 环办〔2011〕22号, at and beside each of its bounds."""
    assert river_status(Fraction(good), Fraction(worst)) == status


def test_a_river_with_five_sections_goes_by_shares_with_fewer_by_means(tmp_path):
    """Four good of five are 80 %: 良好. The mean of two sections, 0.3 and 1.3 of NH3-N, is 0.8: Ⅲ."""
    values = ["0.3", "0.3", "0.3", "0.3", "1.3"]
    graded = ec.grade_water(
        wide(tmp_path, [{"section": f"断面{at}", "nh3n": value} for at, value in enumerate(values)]), indicators="nh3n"
    )
    (river,) = graded.river()
    (part,) = graded.river(sections=["断面3", "断面4"])

    assert (river.method, river.grades, river.status, river.grade) == ("shares", (0, 4, 0, 1, 0, 0), "good", None)
    assert river.good_share == Fraction(4, 5)
    assert (part.method, part.grade, part.status) == ("mean", 3, "good")
    with pytest.raises(ec.RequestError):
        graded.river(sections=["丁"])


def test_the_pollutants_of_a_river_are_those_beyond_the_third_class_at_most_sections(tmp_path):
    """Phosphorus exceeds at three of five sections, NH3-N at two: 轻度污染, phosphorus first."""
    values = [("2", "0.25"), ("2", "0.25"), ("0.3", "0.25"), ("0.3", "0.05"), ("0.3", "0.05")]
    rows = [{"section": f"断面{at}", "nh3n": ammonia, "tp": tp} for at, (ammonia, tp) in enumerate(values)]
    (river,) = ec.grade_water(wide(tmp_path, rows)).river()

    assert (river.status, river.main_pollutants) == ("light", ("tp", "nh3n"))


def test_the_pollutants_of_a_river_of_few_sections_are_in_the_order_of_a_section(tmp_path):
    """All at Ⅳ: lead first as a heavy metal, then NH3-N by 0.49 and phosphorus by 0.45 before COD by 0.1."""
    rows = [{"section": "甲", "nh3n": "1.49", "tp": "0.29", "cod": "22", "pb": "0.06"}]
    graded = ec.grade_water(wide(tmp_path, rows), indicators=["cod", "nh3n", "tp", "pb"])
    (river,) = graded.river()

    assert river.main_pollutants == ("pb", "nh3n", "tp")
    assert river.main_pollutants == tuple(each.indicator for each in graded.rows[0].main_pollutants)


def test_rivers_and_lakes_are_not_averaged_together(tmp_path):
    """Two kinds of limits have no mean."""
    rows = [{"section": each, "tp": "0.03"} for each in "甲乙"]
    graded = ec.grade_water(wide(tmp_path, rows), waters={"甲": "lake"})

    with pytest.raises(ec.RequestError):
        graded.river()


def test_the_frame_has_the_columns_it_documents(tmp_path):
    """One row a section and time; the exact value, grade and multiple of every indicator."""
    graded = ec.grade_water(wide(tmp_path, [{"nh3n": "2.2", "tp": "0.1"}]), indicators=["nh3n", "tp", "do"])
    frame = graded.frame
    expected = [*FRAME_COLUMNS, *(f"{kind}_{name}" for name in graded.indicators for kind in INDICATOR_COLUMNS)]

    assert list(frame.columns) == expected
    row = frame.iloc[0]
    assert (row["grade"], row["limiting"], row["main_pollutants"]) == (6, "氨氮", "氨氮(1.2)")
    assert (row["value_nh3n"], row["multiple_nh3n"], row["value_do"]) == (Fraction("2.2"), Fraction("1.2"), None)
    assert all(f"``{name}``" in ec.GradedWater.frame.__doc__ for name in FRAME_COLUMNS)


def test_the_result_does_not_depend_on_the_order_of_rows_and_can_be_kept(tmp_path):
    """Same readings, same result; it can be pickled and not be changed."""
    rows = [{"section": each, "time": time, "tp": "0.1"} for each in "甲乙" for time in ("2024-01", "2024-02")]
    graded = ec.grade_water(wide(tmp_path, rows))

    assert graded == ec.grade_water(wide(tmp_path, rows[::-1]))
    assert pickle.loads(pickle.dumps(graded)) == graded
    with pytest.raises(AttributeError):
        graded.rows = ()


def test_what_was_not_measured_and_what_was_measured_in_a_state_is_told(tmp_path):
    """A note for each indicator without values; a warning for values under 维护, which count."""
    path = tmp_path / "监测.csv"
    path.write_text("断面,监测时间,总磷(mg/L),站点情况\n甲,2024-03,0.1,维护\n", encoding="utf-8")
    graded = ec.grade_water(ec.read_monitoring(path), indicators=["tp", "nh3n"])

    assert graded.rows[0].grade == 2
    assert codes(graded) == ["in_a_state", "not_measured", "missing_graded"]


@needs_shared_data
def test_the_national_stations_are_judged_as_they_were_published():
    """At least 99.9 % of the published classes come out of the public function, from unrounded values, lakes as listed."""
    lakes = {f"{province}/{section}": "lake" for province, section in official.lakes()}
    rows = [
        {
            "省份": row.province,
            "断面名称": row.section,
            "监测时间": f"{row.day[:4]}-{row.time}",
            "水质类别": grade_text(row.published),
            **{name: text for name, text in row.texts.items() if official.number(text) is not None},
        }
        for row in official.unrounded()
    ]
    readings = ec.read_monitoring(pandas.DataFrame(rows).fillna("--"), repeated="last")
    present = {f"{site.province}/{site.section}" for site in readings.sites}
    graded = ec.grade_water(readings, waters={key: kind for key, kind in lakes.items() if key in present})
    compared = [row for row in graded if row.agrees is not None]

    assert len(compared) > 14_000
    assert len(graded.differing) <= len(compared) // 1000


TWICE = """断面,时间,氨氮(mg/L),总磷(mg/L),监测方式
平林,2024-01,0.5,0.1,{month}
平林,2024-01-05,0.5,,{day}
平林,2024-01-06,0.7,0.2,{day}
平林,2024-02,0.7,0.2,
"""


def test_a_month_told_of_twice_is_refused_by_months(tmp_path):
    """A monthly value beside daily ones has no mean, as in a settlement; both of its indicators are named at once."""
    path = tmp_path / "监测.csv"
    path.write_text(TWICE.format(month="", day=""), encoding="utf-8")
    readings = ec.read_monitoring(path)
    with pytest.raises(ec.ReadingsError) as caught:
        ec.grade_water(readings, each="month")
    (found,) = caught.value.problems

    assert (found.code, str(found.place)) == ("assessment.told_twice", "监测.csv:2:3")
    assert found.message("zh").startswith("平林 2024-01 氨氮、总磷：既有全月的值 0.5 mg/L，又有 2024-01-05 的值")
    assert "keep one kind" in found.message("en")
    assert len(ec.grade_water(readings, indicators=["nh3n"])) == 4


def test_a_day_told_of_twice_is_refused_by_months(tmp_path):
    """So is a daily value beside an hourly one of the same day, and what lacks is told with it."""
    path = tmp_path / "监测.csv"
    path.write_text("断面,时间,氨氮(mg/L)\n平林,2024-01-05,0.5\n平林,2024-01-05 08:00,0.7\n", encoding="utf-8")
    with pytest.raises(ec.ReadingsError) as caught:
        ec.grade_water(ec.read_monitoring(path), each="month", missing="refuse", indicators=["nh3n", "tp"])

    assert [each.code for each in caught.value.problems] == ["assessment.told_twice", "assessment.missing_refused"]


def test_a_manual_month_beside_automatic_days_is_chosen_by_method(tmp_path):
    """Where the method decides which count, nothing is told of twice."""
    path = tmp_path / "监测.csv"
    path.write_text(TWICE.format(month="手工", day="自动"), encoding="utf-8")
    rows = ec.grade_water(ec.read_monitoring(path), each="month", indicators=["nh3n"]).rows

    assert [row.indicators[0].readings for row in rows] == [2, 1]
