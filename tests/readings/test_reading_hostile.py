"""Odd, hostile and damaged files: a clear error or a clean read, and the quick ways to read see what the slow ones do."""

from __future__ import annotations

import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecocomp.errors import ReadingsError
from ecocomp.readings import plain_csv, read_monitoring, workbook_parts
from tests.readings.support import codes, places
from tests.readings.test_reading_workbook_parts import SPACE, book

LARGE = 1 << 40


def outcome(path):
    """Everything that reading says: readings with their places and all problems."""
    try:
        readings = read_monitoring(path, year=2024, repeated="first")
    except ReadingsError as trouble:
        return trouble.problems
    return [(each, each.place) for each in readings], readings.problems


def both_ways(monkeypatch, module, path):
    """What reading says by the ordinary way and by the quick one."""
    found = []
    for shortest in (LARGE, 0):
        monkeypatch.setattr(module, "SHORTEST", shortest)
        found.append(outcome(path))
    return found


# -- text files -------------------------------------------------------------------------------------------------------

HEADING = "断面,时间,氨氮(mg/L),备注\n"
LINE = "甲,2024-01,1,\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADING}{LINE}甲,2024-02,2,{'x' * 2001}\n{'x' * 2001},2024-01,1,\n",
        f"{HEADING}{LINE}甲,2024-02,2,\x01\n{'x' * 2001},2024-01,1,\n",
        f"{'t' * 1900},,,\n" * 3 + f"{HEADING}{LINE}甲,2024-02,2,{';' * 40}\n",
        f"\ufeff\ufeff{HEADING}{LINE}",
        f"{HEADING}{LINE},,,\n\u2028,\x85,\u3000,\n",
        f"{HEADING}{LINE}合计,2024-01,3,\n注：,,,\n单位：μg/L,,,\n{HEADING}{LINE}",
    ],
)
def test_long_text_files_are_refused_alike(tmp_path, monkeypatch, text):
    """Cells that are too long, controls, separators far behind and double marks are told of by Arrow's way as well."""
    pytest.importorskip("pyarrow")
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode())
    ordinary, quick = both_ways(monkeypatch, plain_csv, path)

    assert quick == ordinary


def test_a_file_of_one_endless_line(tmp_path):
    """A cell without end is too long; it is not taken for a missing quotation mark."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"1" * 200_000)
    with pytest.raises(ReadingsError) as caught:
        read_monitoring(path)

    assert codes(caught.value.problems) == ["cell_too_long"]


# -- the quick look at large sheets -----------------------------------------------------------------------------------

SHEET = (
    f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{SPACE}"><sheetData>'
    '<row r="1"><c r="A1" t="inlineStr"><is><t>断面</t></is></c><c r="B1" t="inlineStr"><is><t>时间</t></is></c>'
    '<c r="C1" t="inlineStr"><is><t>氨氮(mg/L)</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>甲</t></is></c><c r="B2" t="inlineStr"><is><t>2024-01</t></is></c>'
    '<c r="C2"><v>1.5</v></c></row>'
    '<row r="3"><c r="A3" t="inlineStr"><is><t>甲</t></is></c><c r="B3" t="inlineStr"><is><t>2024-02</t></is></c>'
    '<c r="C3"><v>2.5</v></c></row></sheetData></worksheet>'
)


def sheet_book(folder, sheet):
    """A workbook whose one sheet is this part."""
    path = book(folder, "")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, sheet if name.endswith("sheet1.xml") else content)
    return path


def prefixed(sheet, prefix):
    """The part with a prefix before the name of every element."""
    sheet = sheet.replace("<", f"<{prefix}:").replace(f"<{prefix}:/", f"</{prefix}:").replace(f"<{prefix}:?", "<?")
    return sheet.replace("xmlns=", f"xmlns:{prefix}=")


FORMULA = SHEET.replace("<v>2.5</v>", "<f>1+1</f>")


@pytest.mark.parametrize(
    "sheet",
    [
        SHEET,
        FORMULA,
        prefixed(FORMULA, "x"),
        prefixed(FORMULA, "spreadsheetml"),
        prefixed(SHEET.replace('"C3"', '"C3" t="e"'), "a_prefix_of_forty_signs_that_nobody_writes_"),
        SHEET.replace("<v>2.5", "<v >\n2.5"),
        SHEET[: SHEET.index("</row><row r=\"3\"")] + "</sheetData>",
        SHEET.replace("</row><row r=\"3\"", "<row r=\"3\""),
        SHEET.replace("UTF-8", "GB2312"),
        SHEET.replace("UTF-8", "UTF-7"),
        SHEET.replace("<row r=\"3\"", "\x01<row r=\"3\""),
        f"{SHEET}more",
        SHEET + SHEET,
        SHEET.replace("</row></sheetData>", '<c r="J1048570" s="1"/></row></sheetData>'),
        SHEET.replace("<v>2.5", '<?pi <c r="ZZ9999999"?><v>2.5'),
        SHEET.replace("<v>2.5", '<!-- <c r="ZZ9999999"/> --><v>2.5'),
        SHEET.replace("<v>2.5</v>", "<v><![CDATA[2.5]]></v>"),
        SHEET.replace('r="C3"', "r='C3'"),
        SHEET.replace('r="C3"', 't="e" r="C3"'),
        SHEET.replace('r="C3"', 'r="C3" t="&#101;"'),
        SHEET.replace('<row r="3"', "<row hidden = '1' r=\"3\""),
        SHEET.replace("</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>'),
    ],
)  # fmt: skip
def test_a_quick_look_at_a_sheet_sees_what_a_close_one_does(tmp_path, monkeypatch, sheet):
    """Prefixes, damage, other encodings, far empty cells and comments are seen alike in large sheets and small ones."""
    path = sheet_book(tmp_path, sheet)
    close, quick = both_ways(monkeypatch, workbook_parts, path)

    assert quick == close


def test_a_large_sheet_with_prefixes_has_its_formulas_checked(tmp_path, monkeypatch):
    """A formula that was never calculated is an error whatever the prefix of its element, not a missing value."""
    monkeypatch.setattr(workbook_parts, "SHORTEST", 0)
    with pytest.raises(ReadingsError) as caught:
        read_monitoring(sheet_book(tmp_path, prefixed(FORMULA, "spreadsheetml")))

    assert codes(caught.value.problems) == ["uncalculated_cell"]
    assert places(caught.value.problems) == ["a.xlsx [S] C3"]


PIECES = (
    "<", ">", "/", '"', "'", ":", " ", "e", "x:", "<f>", "</f>", "<c ", 't="e"', "hidden", "<!--", "-->", "<![CDATA[",
    "]]>", "<v/>", "</c>", "</row>", "<row>", "&#x65;", "&lt;", "\t", "\n", "\x00", "\x0b", "é", "<?a?>", "r=", "A1", "99",
    '<mergeCell ref="A1:B9"/>', "<abcdefgh:f/>", "<c/>", "<c r=\"A4\"/>", "<c r=\"AAA4\"><v>1</v></c>",
)  # fmt: skip
EDITS = st.lists(
    st.tuples(st.integers(0, len(SHEET)), st.integers(0, 6), st.sampled_from(PIECES) | st.just("")),
    min_size=1,
    max_size=3,
)


@given(EDITS)
def test_mutated_sheets_are_told_of_and_never_read_otherwise(tmp_path_factory, edits):
    """A damaged sheet gives an error or a clean read; a quick look never reads what a close one would tell of."""
    sheet = SHEET
    for at, length, text in edits:
        sheet = sheet[:at] + text + sheet[at + length :]
    path = sheet_book(tmp_path_factory.mktemp("fuzz"), sheet)
    with pytest.MonkeyPatch.context() as patch:
        close, quick = both_ways(patch, workbook_parts, path)

    # where the part is no XML at all, the reader may make sense of it by itself
    if quick != close:
        assert codes(close) == ["broken_workbook"]


PARTS = [
    *"甲,;\t\"\n\r '=",
    "断面",
    "时间",
    "氨氮",
    "\ufeff",
    "\x00",
    "2024-01",
    "1L",
    "合计",
    "😀",
    "\ud800",
    HEADING,
    LINE,
]
TEXTS = st.lists(st.sampled_from(PARTS), max_size=12).map("".join)


@given(
    st.binary(max_size=200) | TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.sampled_from(["csv", "xlsx", "ods"]),
)
def test_arbitrary_bytes_never_end_in_a_traceback(tmp_path_factory, content, ending):
    """Whatever the bytes, reading them is clean or refused, and both ways to split a text agree."""
    pytest.importorskip("pyarrow")
    path = tmp_path_factory.mktemp("fuzz") / f"a.{ending}"
    path.write_bytes(content)
    with pytest.MonkeyPatch.context() as patch:
        ordinary, quick = both_ways(patch, plain_csv, path)

    assert quick == ordinary


def test_a_heading_that_ends_before_the_indicators(tmp_path):
    path = tmp_path / "短.csv"
    path.write_text("断面\n,氨氮\n", encoding="utf-8")
    with pytest.raises(ReadingsError):
        read_monitoring(path, year=2024)
