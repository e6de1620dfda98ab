"""A form that comes back is read: what was filled in with its place, what was not as missing."""

from __future__ import annotations

from fractions import Fraction

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ecocomp as ec
from ecocomp.readings.names import clean_name
from ecocomp.readings.values import parse_value
from ecocomp.settlement.days_needed import measured_by_day
from tests.templates.support import CORPUS, EXPECTED, SHEETS, everything, filled, form

#: What a bureau types into cells of ammonia.
TYPED = st.one_of(
    st.decimals(min_value=0, max_value=30, places=3).map(lambda number: f"{number:f}"),
    st.sampled_from(["0.10", "0.025L", "<0.025", "ND", "未检出", "--", "断流", "结冰", "*", "0.025l"]),
)


def codes(readings: ec.Readings) -> set[str]:
    return {each.code for each in readings.problems}


@pytest.mark.parametrize("language", SHEETS)
@pytest.mark.parametrize("name", CORPUS)
def test_the_empty_form_of_every_agreement_reads_as_all_missing(tmp_path, name, language):
    """Each section, month and indicator is there with its cell, without a value; the other sheets are no data."""
    agreement = ec.load_agreement(name)
    readings = ec.read_monitoring(form(tmp_path, name, language=language))

    months = len(agreement.text.assessment.months or range(12))
    times = 366 if measured_by_day(agreement) else months  # the form is of 2024, by days or by months
    measured = {*agreement.text.readings.indicators, *agreement.text.readings.quantities} - {"load"}
    assert len(readings) == len(agreement.sections) * times * len(measured)
    assert {each.qualifier for each in readings} == {"missing"}
    assert {each.place.sheet for each in readings} == {SHEETS[language][1]}
    assert codes(readings) <= EXPECTED
    assert set(readings.sections) == {clean_name(each.name) for each in agreement.sections.values()}


@pytest.mark.parametrize("language", SHEETS)
def test_what_is_filled_in_comes_back_with_its_place(tmp_path, language):
    path = form(tmp_path, language=language)
    filled(
        path,
        {
            (0, "氨氮"): "0.10",
            (1, "氨氮"): "0.025L",
            (2, "氨氮"): "断流",
            (13, "总磷"): "0.080",
            (3, "站点情况"): "维护",
        },
    )
    readings = ec.read_monitoring(path)
    found = {(each.section, each.when, each.indicator): each for each in readings}

    first = found["平林", "2024-01", "nh3n"]
    row = 4 if language == "zh" else 5
    assert (first.text, first.value, str(first.place)) == (
        "0.10",
        Fraction("0.10"),
        f"填报表.xlsx [{SHEETS[language][1]}] E{row}",
    )
    below = found["平林", "2024-02", "nh3n"]
    assert (below.qualifier, below.detection_limit) == ("below", Fraction("0.025"))
    assert found["平林", "2024-03", "nh3n"].state == "no_flow"
    assert found["太平沙", "2024-02", "tp"].text == "0.080"
    assert {found["平林", "2024-04", each].state for each in ("codmn", "nh3n", "tp")} == {"maintenance"}
    assert len(readings) == 2 * 12 * 3


def test_quantities_and_namesakes_come_back(tmp_path):
    path = form(tmp_path, everything())
    values = {(0, "pH"): "7.8", (0, "流量"): "-1.5", (0, "水量"): "12", (0, "水质类别"): "劣Ⅴ", (3, "pH"): "8.1"}
    found = {
        (each.province, each.indicator, each.when): each.value for each in ec.read_monitoring(filled(path, values))
    }

    assert found["甲省", "ph", "2023-12"] == Fraction("7.8")
    assert found["乙省", "ph", "2023-12"] == Fraction("8.1")
    assert found["甲省", "flow", "2023-12"] == Fraction("-1.5")
    assert found["甲省", "volume", "2023-12"] == 120_000
    assert found["甲省", "grade", "2023-12"] == 6


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TYPED, min_size=24, max_size=24))
def test_any_column_that_is_typed_reads_back_as_it_was_typed(tmp_path, texts):
    path = filled(form(tmp_path, overwrite=True), {(row, "氨氮"): text for row, text in enumerate(texts)})
    back = sorted(
        (each for each in ec.read_monitoring(path) if each.indicator == "nh3n"), key=lambda each: each.place.line
    )

    assert [each.text for each in back] == texts
    assert [each.value for each in back] == [parse_value(text).number for text in texts]


def test_an_unfilled_month_stops_the_settlement_by_name(tmp_path):
    """The agreement says missing: refuse; the message names section, month and cell."""
    agreement = ec.load_agreement("fuli-river")
    values = {(row, name): "0.1" for row in range(24) for name in ("高锰酸盐指数", "氨氮", "总磷") if row != 5}
    path = filled(form(tmp_path), values)
    with pytest.raises(ec.SettlementError) as caught:
        ec.settle(agreement, ec.read_monitoring(path), 2024)
    places = {str(each.place) for each in caught.value.problems if each.place.file}
    assert places == {f"填报表.xlsx [监测数据] {letter}9" for letter in "DEF"}
    assert "平林" in str(caught.value)
    assert "2024-06" in str(caught.value)

    whole = filled(
        form(tmp_path, overwrite=True), {**values, **{(5, name): "0.1" for name in ("高锰酸盐指数", "氨氮", "总磷")}}
    )
    assert ec.settle(agreement, ec.read_monitoring(whole), 2024).final


def sheets(folder, **rows):
    workbook = xlsxwriter.Workbook(str(folder / "监测.xlsx"))
    for title, value in rows.items():
        sheet = workbook.add_worksheet(title)
        sheet.write_row(0, 0, ["断面名称", "监测时间", "氨氮(mg/L)"])
        sheet.write_row(1, 0, ["平林", "2024-03", value])
    workbook.close()
    return folder / "监测.xlsx"


@pytest.mark.parametrize("title", ["填写示例", "示例", "样表", "Example", " 填报 示例"])
def test_a_sheet_titled_as_an_example_is_set_aside_with_a_note(tmp_path, title):
    readings = ec.read_monitoring(sheets(tmp_path, 监测数据="0.3", **{title: "9"}))

    assert [each.text for each in readings] == ["0.3"]
    assert [str(each.place) for each in readings.problems if each.code == "readings.example_sheet"] == [
        f"监测.xlsx [{title}]"
    ]


def test_other_titles_are_data(tmp_path):
    """Samples are what is taken from a river; a title that only contains the word is no example."""
    assert len(ec.read_monitoring(sheets(tmp_path, samples="0.3"))) == 1
    assert len(ec.read_monitoring(sheets(tmp_path, 示例断面="0.3"))) == 1


def test_a_file_that_has_only_an_example_is_refused_and_not_passed_over(tmp_path):
    with pytest.raises(ec.ReadingsError) as caught:
        ec.read_monitoring(sheets(tmp_path, 样表="0.3"))

    assert [each.code for each in caught.value.problems] == ["readings.example_only"]
    assert str(caught.value.problems[0].place) == "监测.xlsx [样表]"
