"""What stands alone below a table, and titles that compare: neither refuses an ordinary report nor becomes a section."""

from __future__ import annotations

import pytest

from tests.readings.support import codes, errors, read_text

TABLE = "2024年3月随州市水质月报,,\n断面,氨氮(mg/L),总磷(mg/L)\n平林,0.5,0.1\n"


@pytest.mark.parametrize(
    "foot",
    [
        ",,随州市生态环境局",
        "随州市生态环境局（盖章）,,",
        ",2024年4月5日,",
        "2024-04-05,,",
        ",,（盖章）",
        "—— 以下空白 ——,,",
        "△表示超标,,",
        "*为自动站,,",
        "本表共5个断面,,",
        "以上浓度单位均为mg/L,,",
        "本年累计监测20个断面,,",
        "单位（公章）,,",
        "1.检出限：氨氮0.025,,",
        "评价结论：本月全部达标,,",
        "数据来源 中国环境监测总站,,",
    ],
)
def test_a_text_alone_below_a_table_is_a_remark(tmp_path, foot):
    """It stands in whatever column; nothing is refused, and nothing becomes a section."""
    readings = read_text(tmp_path, f"{TABLE}{foot}\n")

    assert {each.section for each in readings} == {"平林"}
    assert "remark_row" in codes(readings.problems)


@pytest.mark.parametrize("row", ["随州市生态环境局桥,0.4,0.1", "以上村,0.4,0.1", "续表桥,0.4,"])
def test_a_row_with_values_is_no_remark(tmp_path, row):
    """Where values stand beside the text it names a section, however it is called."""
    assert len({each.section for each in read_text(tmp_path, f"{TABLE}{row}\n")}) == 2


@pytest.mark.parametrize(
    "title",
    [
        "2024年3月水质月报（2024年4月5日报）",
        "2024年3月国考断面水质状况(与2023年3月相比)",
        "2024年3月水质（同比2023年3月）",
        "2024年3月国考断面水质（附标准限值）",
        "2024年3月断面水质及限值对照",
        "2024年3月国考断面超标情况（超Ⅲ类标准限值）",
        "2024年3月目标值完成情况",
        "二〇二四年三月随州市水质月报",
    ],
)
def test_titles_that_compare_or_name_limits_beside(tmp_path, title):
    """The month is that of the table; the other one, and the limits, are what it is compared with."""
    readings = read_text(tmp_path, TABLE.replace("2024年3月随州市水质月报", title))

    assert {each.when for each in readings} == {"2024-03"}


def test_a_second_title_that_compares(tmp_path):
    """与上年同期（2023年3月）对比 below the title takes nothing from its month."""
    text = TABLE.replace("断面,氨氮", "与上年同期（2023年3月）对比,,\n断面,氨氮")

    assert {each.when for each in read_text(tmp_path, text)} == {"2024-03"}


def test_a_percentile_or_a_station(tmp_path):
    """P75 may be the code of a station: what stands in its row is not passed over without a warning."""
    readings = read_text(tmp_path, f"{TABLE}P75,0.4,0.1\n")

    [told] = [each for each in readings.problems if each.code == "readings.no_place_values"]
    assert told.severity == "warning"


@pytest.mark.parametrize("said", ["累计监测20个断面", "本年累计超标2次", "2024年3月水质月报（本年累计监测20个断面）"])
def test_what_was_counted_up_to_the_month_is_no_cumulative_value(tmp_path, said):
    """A remark on how much was measured leaves the values those of the month."""
    readings = read_text(tmp_path, TABLE.replace("水质月报,,", f"水质月报,,{said}"))

    assert {(each.when, each.indicator, str(each.value)) for each in readings} == {
        ("2024-03", "nh3n", "1/2"),
        ("2024-03", "tp", "1/10"),
    }


@pytest.mark.parametrize("said", ["累计", "本年累计", "累计均值", "累计监测3次均值", "1-3月累计监测3次", "累计浓度"])
def test_cumulative_values_are_not_read_as_the_months(tmp_path, said):
    """Titles and labels that say so refuse the table."""
    assert codes(errors(tmp_path, TABLE.replace("水质月报,,", f"水质月报,,{said}"))) == ["no_month"]
