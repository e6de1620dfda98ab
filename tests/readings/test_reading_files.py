"""Text files and folders: encodings, separators, damage and bounds."""

from __future__ import annotations

import os
from pathlib import Path

import pandas
import pytest
import xlsxwriter

from ecocomp.errors import ReadingsError, RequestError
from ecocomp.readings import grid, read_monitoring, sources
from tests.readings.support import codes, short, written

TEXT = "断面,时间,氨氮(mg/L)\r\n平林,2024-01,0.5\r\n"
EXPECTED = [("平林", "2024-01", "nh3n", "1/2")]


def refused(source: object, **options: object) -> list[str]:
    with pytest.raises(ReadingsError) as caught:
        read_monitoring(source, **options)
    assert all(str(each.place) for each in caught.value.problems) or source == []
    return codes(caught.value.problems)


@pytest.mark.parametrize(
    ("encoding", "note"),
    [("utf-8", None), ("utf-8-sig", None), ("gb18030", "GB18030"), ("gbk", "GB18030"), ("utf-16", "UTF-16")],
)
def test_encodings(tmp_path, encoding, note):
    """UTF-8 with and without its mark, GB 18030 and UTF-16 are told apart; the rarer ones are noted."""
    readings = read_monitoring(written(tmp_path, TEXT, encoding=encoding))

    assert [short(each) for each in readings] == EXPECTED
    assert [each.details["found"] for each in readings.problems] == ([note] if note else [])


@pytest.mark.parametrize("separator", [";", "\t"])
def test_separators(tmp_path, separator):
    """Semicolons and tabs are recognised and noted."""
    readings = read_monitoring(written(tmp_path, TEXT.replace(",", separator)))

    assert [short(each) for each in readings] == EXPECTED
    assert codes(readings.problems) == ["separator"]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends(tmp_path, ending):
    """Lines may end in any of the three ways, and are counted the same."""
    readings = read_monitoring(written(tmp_path, TEXT.replace("\r\n", ending)))

    assert [str(each.place) for each in readings] == ["监测.csv:2:3"]


def test_lines_are_those_of_the_file(tmp_path):
    """The line of a reading is the file's, also below a cell of several lines."""
    readings = read_monitoring(written(tmp_path, '断面,时间,"氨氮\n(mg/L)"\n\n平林,2024-01,0.5\n'))

    assert [str(each.place) for each in readings] == ["监测.csv:4:3"]


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.csv", "empty_file"),
        (b" \r\n ", "a.csv", "empty_file"),
        (b"\xef\xbb\xbf", "a.csv", "empty_file"),
        (b",,\n,,\n", "a.csv", "empty_file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a.csv", "no_text"),
        (bytes(range(256)), "a.csv", "no_text"),
        (b"\xff\xfe\x00", "a.csv", "no_text"),
        ('断面,时间,氨氮\n"平林,2024-01,1\n'.encode(), "a.csv", "quotes"),
        (b"PK\x03\x04 no archive", "a.xlsx", "broken_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 no workbook", "a.xls", "broken_workbook"),
        (b"\x00\x01\x02\x03", "a.xls", "broken_workbook"),
        (b"<html><table><tr><td>1", "a.xls", "web_page"),
        (b'<?xml version="1.0"?>', "a.csv", "web_page"),
        (b"\r\n<!-- saved -->\r\n<div>", "a.xls", "web_page"),
        (b"\xef\xbb\xbf <TR><td>1", "a.xls", "web_page"),
        ("<html><table>".encode("utf-16"), "a.xls", "web_page"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "a.xls", "web_page"),
        (b"\x09\x04\x06\x00\x00\x04\x10\x00\x00\x00\x0a\x00\x00\x00", "a.xls", "broken_workbook"),
    ],
)
def test_damaged_files(tmp_path, content, name, code):
    """Empty, binary, torn and mistaken files are refused by name, with what was expected."""
    path = tmp_path / name
    path.write_bytes(content)

    assert refused(path) == [code]


@pytest.mark.parametrize(
    ("encoding", "separator", "said"),
    [
        ("utf-8", ",", []),
        ("utf-8-sig", "\t", ["separator"]),
        ("gb18030", "\t", ["encoding", "separator"]),
        ("utf-16", "\t", ["encoding", "separator"]),
    ],
)
def test_text_named_as_a_workbook(tmp_path, encoding, separator, said):
    """A text file with a workbook's name is read as text, and that is noted."""
    readings = read_monitoring(written(tmp_path, TEXT.replace(",", separator), "a.xls", encoding))

    assert [short(each) for each in readings] == EXPECTED
    assert codes(readings.problems) == sorted([*said, "text_named_workbook"])


def test_a_newer_workbook_named_as_an_older_one(tmp_path):
    """A workbook is told by its content, not by its name."""
    path = tmp_path / "a.xls"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("S")
        page.write_row(0, 0, ["断面", "时间", "氨氮(mg/L)"])
        page.write_row(1, 0, ["平林", "2024-01", 0.5])
    readings = read_monitoring(path)

    assert [short(each) for each in readings] == EXPECTED
    assert codes(readings.problems) == []


def test_missing_file_and_nothing(tmp_path):
    """A file that is not there and an empty list are refused; a source of another kind is a wrong request."""
    assert refused(tmp_path / "none.csv") == ["no_file"]
    assert refused([]) == ["no_files"]
    with pytest.raises(RequestError):
        read_monitoring(5)
    with pytest.raises(RequestError):
        read_monitoring([b"a.csv"])


@pytest.mark.parametrize("path", ["", "  ", [""], ["a.csv", ""]])
def test_an_empty_path(path):
    """A path without text is a wrong request, and not the current folder."""
    with pytest.raises(RequestError) as caught:
        read_monitoring(path)

    assert codes(caught.value.problems) == ["path_empty"]


def test_a_path_that_is_too_long():
    """A path that no system can have is refused as unreadable."""
    assert refused("x" * 5000) == ["unreadable"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with a name")
def test_pipes_and_devices(tmp_path):
    """What is no regular file is refused before it is opened, which could wait for ever."""
    os.mkfifo(tmp_path / "a.csv")

    assert refused(tmp_path / "a.csv") == ["no_regular_file"]
    assert refused("/dev/null") == ["no_regular_file"]


@pytest.mark.parametrize(
    "options",
    [{"year": 10**5000}, {"repeated": 10**5000}, {"repeated": []}, {"repeated": None}, {"year": object()}],
)
def test_options_of_any_type(tmp_path, options):
    """An option of any type whatever is refused with a sentence that can be told."""
    with pytest.raises(RequestError) as caught:
        read_monitoring(tmp_path / "none.csv", **options)

    assert str(caught.value)


@pytest.mark.parametrize("options", [{"repeated": "mean"}, {"year": 21}, {"year": "2021"}, {"year": True}])
def test_wrong_options(tmp_path, options):
    """Options that do not exist are refused before anything is read."""
    with pytest.raises(RequestError):
        read_monitoring(tmp_path / "none.csv", **options)


def test_folder(tmp_path):
    """A folder gives the readings of its tables; other files are named in a note, locks of open workbooks too."""
    written(tmp_path, TEXT, "b.csv")
    written(tmp_path, TEXT.replace("平林", "厉山"), "a.CSV")
    written(tmp_path, "read me", "说明.docx")
    written(tmp_path, "lock", "~$b.xlsx")
    readings = read_monitoring(tmp_path)

    assert (readings.sections, readings.files) == (("厉山", "平林"), ("a.CSV", "b.csv"))
    assert [(each.code, each.details["count"]) for each in readings.problems] == [("readings.other_files", 2)]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without named pipes")
@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda path: path.symlink_to(path.parent / "没有.csv"), "no_file"),
        (lambda path: path.symlink_to(path), "unreadable"),
        (os.mkfifo, "no_regular_file"),
    ],
    ids=["dangling", "circle", "pipe"],
)
def test_a_folder_drops_no_file(tmp_path, make, code):
    """A month that is there by name and cannot be read is an error in a folder, as where it is named itself."""
    written(tmp_path, TEXT, "1月.csv")
    make(tmp_path / "2月.csv")

    assert refused(tmp_path / "2月.csv") == [code]
    assert refused(tmp_path) == [code]
    (tmp_path / "2月.csv").rename(tmp_path / "2月.doc")
    assert codes(read_monitoring(tmp_path).problems) == ["other_files"]


def test_folder_without_tables(tmp_path):
    """A folder without any table is refused."""
    written(tmp_path, "read me", "说明.docx")

    assert refused(tmp_path) == ["empty_folder"]


def test_files_of_one_name(tmp_path):
    """Two files of the same name are told apart by the folders they need for it, which are the same everywhere."""
    paths = []
    for folder in ("一月", "二月"):
        (tmp_path / folder).mkdir()
        paths.append(written(tmp_path / folder, TEXT.replace("2024-01", f"2024-0{len(paths) + 1}")))

    assert read_monitoring(paths).files == ("一月/监测.csv", "二月/监测.csv")
    assert sources.file_names([Path("a/x/r.csv"), Path("b/x/r.csv"), Path("a/y/s.csv")]) == [
        "a/x/r.csv",
        "b/x/r.csv",
        "s.csv",
    ]


def test_bounds(tmp_path, monkeypatch):
    """Files, rows, columns and cells beyond the bounds are refused by name and never half read."""
    path = written(tmp_path, TEXT)
    with monkeypatch.context() as patch:
        patch.setattr(sources, "MOST_BYTES", 10)
        assert refused(path) == ["file_too_large"]
    assert refused(written(tmp_path, TEXT + "x" * 2001)) == ["cell_too_long"]
    assert refused(written(tmp_path, TEXT + "," * 2000)) == ["too_large"]
    with monkeypatch.context() as patch:
        patch.setattr("ecocomp.readings.csv_file.MOST_ROWS", 1)
        assert refused(written(tmp_path, TEXT)) == ["too_large"]
    assert (grid.MOST_BYTES, grid.MOST_ROWS, grid.MOST_COLUMNS) == (64 * 2**20, 2_000_000, 2_000)


@pytest.mark.parametrize(("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_column_letters(column, letters):
    """Columns are named as sheets name them."""
    assert grid.column_letters(column) == letters


def test_folders_inside_a_folder_are_told(tmp_path):
    """Half a month in a folder below is not read, and a warning says so by name."""
    (tmp_path / "下半月").mkdir()
    written(tmp_path, TEXT, "上半月.csv")
    written(tmp_path / "下半月", TEXT, "数据.csv")

    found = [each for each in read_monitoring(tmp_path).problems if each.code == "readings.folders_inside"]

    assert [(each.severity, each.details["count"]) for each in found] == [("warning", 1)]
    assert "下半月" in found[0].line("zh")


def test_a_sheet_that_lacks_one_heading_is_warned_of(tmp_path):
    """A second sheet whose section column is called otherwise is not read, and the warning says what it lacks."""
    path = tmp_path / "a.xlsx"
    with pandas.ExcelWriter(path) as book:
        for sheet, head in (("上半月", "断面"), ("下半月", "监测点位置（河流）")):
            table = pandas.DataFrame({head: ["白沙"], "月份": ["2024-01"], "氨氮(mg/L)": ["0.5"]})
            table.to_excel(book, sheet_name=sheet, index=False)
        pandas.DataFrame({"说明": ["请逐月填写"]}).to_excel(book, sheet_name="填写说明", index=False)

    found = {
        each.place.sheet: each for each in read_monitoring(path).problems if each.code.startswith("readings.sheet_")
    }

    assert (found["下半月"].code, found["下半月"].severity) == ("readings.sheet_like_data", "warning")
    assert "断面名称" in found["下半月"].line("zh")
    assert found["填写说明"].severity == "note"
