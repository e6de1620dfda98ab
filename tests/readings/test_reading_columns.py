"""Reading in columns gives what reading row by row gives, and the ways to split a text file agree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecocomp.errors import ReadingsError
from ecocomp.readings import plain_csv, read_monitoring
from ecocomp.readings.coded import classes_of, coded
from ecocomp.readings.columns import columns_of
from ecocomp.readings.read import collected
from ecocomp.readings.readings import Readings

CELLS = st.sampled_from(
    ["0.1", "0.025L", "<0.02", "--", "", " 0.30 ", "断流", "*", "4E-05", "bad", "-1", "0", "16.50(+)", "未检出"]
)
SECTIONS = st.sampled_from(["平林", "太平沙", "", " 街口（鸠坑口） "])
TIMES = st.sampled_from(["2024-01", "2024-01-02 08:00", "2024/1/3", "1月", "", "--", "2024.1", "合计"])
STATES = st.sampled_from(["正常", "维护", "", "奇怪"])
ROWS = st.lists(st.tuples(SECTIONS, TIMES, CELLS, CELLS, STATES).map(",".join) | st.just(""), max_size=12)
HEADING = "断面名称,监测时间,氨氮(mg/L),总磷,站点情况"


def outcome(path):
    """Everything that reading says: readings with their places and all problems."""
    try:
        readings = read_monitoring(path, year=2024, repeated="first")
    except ReadingsError as trouble:
        return trouble.problems
    return [(each, each.place) for each in readings], readings.problems


@given(ROWS, st.sampled_from(["\n", "\r\n"]), st.booleans(), st.booleans())
def test_both_ways_to_split_a_file_agree(tmp_path_factory, rows, end, mark, final):
    """A file read in columns by Arrow gives the readings, places, errors and notes of the ordinary reader."""
    pytest.importorskip("pyarrow")
    path = tmp_path_factory.mktemp("plain") / "监测.csv"
    text = end.join([HEADING, *rows]) + (end if final else "")
    path.write_bytes((b"\xef\xbb\xbf" if mark else b"") + text.encode())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain_csv, "SHORTEST", 1 << 40)
        ordinary = outcome(path)
        patch.setattr(plain_csv, "SHORTEST", 0)
        in_columns = outcome(path)

    assert in_columns == ordinary


@pytest.mark.parametrize(
    "text",
    ['a,"b"\n1,2\n', "a;b\n1;2\n", "a,b\n1\n", "a,b\r1,2\n", "a\tb\n", "a,b", "a,b\n\xff,1\n"],
)
def test_what_is_not_plain_is_left_to_the_ordinary_reader(monkeypatch, text):
    """Quotes, other separators, uneven or empty lines, lone carriage returns and other encodings are not split."""
    pytest.importorskip("pyarrow")
    monkeypatch.setattr(plain_csv, "SHORTEST", 0)

    assert plain_csv.plain_columns(text.encode("latin-1")) is None


def test_a_plain_file_is_split(monkeypatch):
    """A plain file comes in columns, each distinct text once."""
    pytest.importorskip("pyarrow")
    monkeypatch.setattr(plain_csv, "SHORTEST", 0)
    columns = plain_csv.plain_columns("断面,值\n甲,1\n甲,2\n".encode())

    assert [[column.text(row) for row in range(3)] for column in columns] == [["断面", "甲", "甲"], ["值", "1", "2"]]
    assert len(columns[0].texts) == 2


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xy"), st.text("01", max_size=3)), max_size=40))
def test_classes_are_numbered_by_their_first_rows(rows):
    """Rows are of one class exactly when all their texts agree, and classes are numbered as they first come."""
    columns = [coded(column) for column in zip(*rows, strict=True)] or [coded([])]
    classes = classes_of([(column.codes, len(column.texts)) for column in columns], len(rows))
    known: dict[object, int] = {}

    assert classes.of_row.tolist() == [known.setdefault(row, len(known)) for row in rows]
    assert [rows[first] for first in classes.first] == list(known)


def test_objects_and_columns_are_two_forms_of_the_same(tmp_path):
    """Readings made of objects are those made of columns, and cells are found by section, indicator and month."""
    path = tmp_path / "a.csv"
    path.write_text(f"{HEADING}\n平林,2024-01-02,0.1,0.2,维护\n平林,2024-01-01,--,<0.01,正常\n", encoding="utf-8")
    readings = read_monitoring(path)

    assert Readings(readings.items) == readings
    assert list(columns_of(readings.items).readings()) == list(readings)
    assert {key: list(found) for key, found in readings.by_cell.items()} == {
        (section, indicator, month): [
            each for each in readings if (each.section, each.indicator, each.month) == (section, indicator, month)
        ]
        for section, indicator, month in {(each.section, each.indicator, each.month) for each in readings}
    }


def test_method_of_measurement(tmp_path):
    """监测方式 tells automatic from manual values; a word that is neither is told of."""
    path = tmp_path / "a.csv"
    path.write_text(
        "断面,监测时间,监测方式,氨氮\n甲,2024-01-01,自动,1\n甲,2024-01-02,采测分离,1\n甲,2024-01-03,遥感,1\n",
        encoding="utf-8",
    )
    readings = read_monitoring(path)

    assert [each.method for each in readings] == ["automatic", "manual", ""]
    assert [each.details["places"] for each in readings.problems if each.code == "readings.method_unknown"] == ["4"]


@given(st.lists(st.integers(0, 40), max_size=80), st.data())
def test_the_rows_of_classes_are_those_in_which_they_stand(texts, data):
    """The rows of few classes, and of many, are those with their text, in order."""
    classes = classes_of([(coded(map(str, texts)).codes, 41)], len(texts))
    wanted = data.draw(st.lists(st.integers(0, len(classes) - 1), unique=True)) if texts else []

    assert [rows.tolist() for rows in classes.rows_of(wanted)] == [
        [row for row, each in enumerate(classes.of_row.tolist()) if each == number] for number in wanted
    ]


@pytest.mark.parametrize(
    ("text", "mapping"),
    [
        ("断面,时间,氨氮(mg/L),氨氮检出限,总磷,总磷检出限\n平林,2024-01,ND,0.025,0.1,0.01\n", ""),
        ("断面,2024年1月,2024年2月\n平林,0.1,0.2\n", ""),
        ("时间,平林,平均桥\n2024-01,0.1,0.2\n", ""),
        (
            "甲,乙,丙\n平林,2024-01,0.1\n,,\n",
            "columns: {A: section, B: time, C: {indicator: nh3n, unit: mg/L}}\nfirst: 2\n",
        ),
    ],
)
def test_tables_that_are_taken_apart_stay_in_columns(tmp_path, text, mapping):
    """What texts mean is then worked out once for each of them, and not for each row."""
    path = tmp_path / "氨氮.csv"
    path.write_text(text, encoding="utf-8")
    described = tmp_path / "映射.yaml" if mapping else None
    (tmp_path / "映射.yaml").write_text(mapping, encoding="utf-8")
    found = collected(path, year=None, repeated="refuse", implausible="flag", mapping=described)

    assert not found.findings.failed
    assert len(found.readings) > 0
    assert [each.grid.columns is not None for each in found.tables] == [True]
