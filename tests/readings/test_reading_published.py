"""Real files of the national publication (4-hourly and daily), read as they are."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ecocomp.errors import ReadingsError
from ecocomp.period import Month
from ecocomp.readings import read_monitoring
from ecocomp.standards import ladder
from tests.readings.support import SHARED_DATA, codes, needs_shared_data

pytestmark = needs_shared_data

APRIL = Month(2021, 4)
STATIONS = SHARED_DATA / "cnemc_4h_sections"


def station(name):
    return STATIONS / f"湖北省_长江流域_{name}_2021-04.csv"


def test_pinglin():
    """平林: 28 rows, three of them repeated alike, give 25 times of 12 columns."""
    readings = read_monitoring(station("平林"), year=2021)
    ammonia = readings.by_cell["平林", "nh3n", APRIL]

    assert (len(readings), len(ammonia)) == (25 * 12, 25)
    assert (ammonia[0].when, ammonia[0].value, str(ammonia[0].place).split("csv")[1]) == (
        "2021-04-01 08:00", Fraction("0.789"), ":2:12",
    )  # fmt: skip
    assert {(each.province, each.basin) for each in readings} == {("湖北省", "长江流域")}
    assert {each.state for each in readings.by_cell["平林", "chla", APRIL]} == {"not_measured"}
    assert {each.code: each.details["count"] for each in readings.problems} == {
        "readings.repeated_equal": 36,
        "readings.year_given": 28,
    }


def test_the_year_is_needed():
    """A file whose times have no year is refused without one, in one sentence."""
    with pytest.raises(ReadingsError) as caught:
        read_monitoring(station("平林"))

    assert codes(caught.value.problems) == ["year_needed"]


def test_taipingsha():
    """太平沙: an hour whose nutrients arrived later is refused, or chosen by rule."""
    with pytest.raises(ReadingsError) as caught:
        read_monitoring(station("太平沙"), year=2021)
    first, last = (read_monitoring(station("太平沙"), year=2021, repeated=rule) for rule in ("first", "last"))
    chosen = [
        next(each for each in found.by_cell["太平沙", "nh3n", APRIL] if each.when == "2021-04-04 04:00")
        for found in (first, last)
    ]

    assert [(each.code, each.details["when"]) for each in caught.value.problems] == [
        ("readings.repeated_differing", "2021-04-04 04:00")
    ]
    assert [(each.value, each.qualifier, each.state) for each in chosen] == [
        (None, "missing", "maintenance"),
        (Fraction("1.136"), "", ""),
    ]
    assert (len(first), len(last)) == (22 * 12, 22 * 12)


def test_a_published_class_agrees_with_the_standard():
    """太平沙, 1 April 2021 04:00: DO 4.75, CODMn 4.59, NH3-N 1.045 and TP 0.117 make the published Ⅳ."""
    readings = read_monitoring(station("太平沙"), year=2021, repeated="last")
    at = {each.indicator: each.value for each in readings if each.when == "2021-04-01 04:00"}
    grades = [ladder(name).grade(at[name]) for name in ("do", "codmn", "nh3n", "tp")]

    assert (at["do"], at["codmn"], at["nh3n"], at["tp"]) == tuple(map(Fraction, ("4.75", "4.59", "1.045", "0.117")))
    assert max(grades) == at["grade"] == 4


@pytest.mark.parametrize(
    ("name", "differing"),
    [
        ("安陆桑树", ["2021-04-02 00:00", "2021-04-03 00:00", "2021-04-04 00:00"]),
        ("隔卜桥", []),
        ("鲢鱼地泵站", []),
        ("朱家河口", []),
    ],
)
def test_differing_times(name, differing):
    """The times that stand in a file with different values are exactly these."""
    try:
        found = read_monitoring(station(name), year=2021).problems
    except ReadingsError as refused:
        found = refused.problems

    assert [each.details["when"] for each in found if each.code == "readings.repeated_differing"] == differing


def test_station_without_values():
    """田店泵站 never had a value: its rows are set aside, with their count."""
    readings = read_monitoring(station("田店泵站"), year=2021)

    assert len(readings) == 0
    assert {each.code: each.details.get("count") for each in readings.problems} == {
        "readings.no_readings": None,
        "readings.state_without_time": 4,
    }


def test_the_whole_folder():
    """All station files read together; the folder's three stations without values leave no section."""
    readings = read_monitoring(STATIONS, year=2021, repeated="last")

    assert (len(readings.files), len(readings.sections)) == (51, 48)
    assert {each.month for each in readings} == {APRIL}
    assert {"田店泵站", "应城公路桥", "湖心A(洪湖湖心A)"}.isdisjoint(readings.sections)


def test_jiekou_daily():
    """街口, daily from May 2020: years from the snapshot, the stale row once, unrounded values."""
    readings = read_monitoring(SHARED_DATA / "xinanjiang_jiekou_daily_2020-05_2021-04.csv")
    stale = [each for each in readings if each.month == Month(2020, 3)]
    ammonia = [each.value for each in readings if each.indicator == "nh3n" and each.value is not None]

    assert {each.when for each in stale} == {"2020-03-10 12:00"}
    assert len({each.when for each in readings}) == 236
    assert {"year_from_snapshot", "unrounded_taken", "state_without_time"} <= set(codes(readings.problems))
    assert Fraction("13.90872") in [each.value for each in stale]
    assert readings.by_cell["街口(鸠坑口)", "nh3n", APRIL][0].value == Fraction("0.009")
    assert len(ammonia) == 155


def test_zongguan_daily():
    """宗关, daily: the wrong row of 4 November 2020 keeps its published class Ⅱ beside a CODMn of class Ⅲ."""
    readings = read_monitoring(SHARED_DATA / "hanjiang_zongguan_daily_2020-05_2021-04.csv")
    at = {each.indicator: each.value for each in readings if each.when.startswith("2020-11-04")}

    assert (at["grade"], ladder("codmn").grade(at["codmn"])) == (2, 3)


@pytest.mark.parametrize(
    ("name", "differing"),
    [("xinanjiang_jiekou", set()), ("hanjiang_zongguan", {"2020-11-04"})],
)
def test_unrounded_values_explain_the_published_class(name, differing):
    """Grading the unrounded values gives the published class of every day but one known wrong row."""
    days = {}
    for each in read_monitoring(SHARED_DATA / f"{name}_daily_2020-05_2021-04.csv"):
        days.setdefault(each.when, {})[each.indicator] = each.value
    judged = {when: values for when, values in days.items() if values["grade"] is not None}
    wrong = {
        when[:10]
        for when, values in judged.items()
        if values["grade"]
        != max(ladder(it).grade(values[it]) for it in ("ph", "do", "codmn", "nh3n", "tp") if values[it] is not None)
    }

    assert len(judged) > 140
    assert wrong == differing
