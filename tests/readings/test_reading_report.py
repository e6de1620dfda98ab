"""What was understood of monitoring files, as an object."""

import pytest

import ecocomp as ec
from ecocomp.readings.headings import ROLE_NAMES
from ecocomp.wording import LANGUAGES, say
from tests.readings.support import codes, written

TITLED = """2024年随州市氨氮监测结果（单位：mg/L）,,,
断面名称,1月,2月,年均值
平林,0.12,0.025L,0.07
隔蒲桥,断流,1.3,
平均,0.12,0.66,
"""


def test_a_table_of_months_across_is_described(tmp_path):
    """Shape, heading, columns with units and how they are known, counts by indicator and section."""
    report = ec.reading_report(written(tmp_path, TITLED))
    (table,) = report.tables
    (ammonia,) = report.indicators

    assert (table.shape, table.headings, table.rows, report.failed) == ("times_across", (2,), 2, False)
    assert [(each.where, each.heading, each.role, each.unit, each.unit_by) for each in table.columns] == [
        ("1", "断面名称", "section", "", ""),
        ("", "2024", "year", "", ""),
        ("", "监测时间", "time", "", ""),
        ("", "氨氮", "indicator", "", ""),
        ("2–3", "1月 / 2月", "value", "mg/L", "table"),
    ]
    assert (ammonia.readings, ammonia.values, ammonia.below, ammonia.missing) == (4, 2, 1, (("no_flow", 1),))
    assert [(each.section, each.first, each.last, each.indicators) for each in report.sections] == [
        ("平林", "2024-01", "2024-02", ("nh3n",)),
        ("隔蒲桥", "2024-01", "2024-02", ("nh3n",)),
    ]


def test_what_can_be_read_is_described_beside_the_errors(tmp_path):
    """An unreadable value is an error, and the rest of the file is described all the same."""
    report = ec.reading_report(written(tmp_path, "断面,时间,氨氮\n平林,2024-01,约3\n平林,2024-02,0.1\n"))

    assert report.failed
    assert codes(report.problems) == ["unit_assumed", "value_unknown"]
    assert [each.when for each in report.readings] == ["2024-02"]
    assert [(each.unit, each.unit_by) for each in report.tables[0].columns if each.indicator] == [("mg/L", "assumed")]


def test_a_file_that_is_no_table_is_described_as_nothing(tmp_path):
    """Without any table there is nothing but the error."""
    report = ec.reading_report(written(tmp_path, "甲,乙\n1,2\n"))

    assert (report.tables, len(report.readings), codes(report.problems)) == ((), 0, ["no_heading"])


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("2024年氨氮(mg/L)\n月份,平林,太平沙\n1月,0.5,0.6\n2月,0.5,0.6\n", "平林 / 太平沙"),
        (
            "断面,指标," + ",".join(f"2024-{month:02d}" for month in range(1, 13)) + "\n平林,氨氮" + ",0.5" * 12 + "\n",
            "2024-01 / 2024-02 / 2024-03 / 2024-04 / … / 2024-12",
        ),
    ],
)
def test_columns_across_are_described_by_what_they_stand_for(tmp_path, text, heading):
    """Sections across by their names, twelve months by the first and the last."""
    (table,) = ec.reading_report(written(tmp_path, text)).tables

    assert [each.heading for each in table.columns if each.role == "value"] == [heading]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_role_of_a_column_has_its_words(language):
    """Whatever a heading may say of a column, the report has words for it."""
    words = {role: say(f"command.holds_{role}", language) for role in (*ROLE_NAMES, "unknown")}

    assert len(set(words.values())) == len(words)
