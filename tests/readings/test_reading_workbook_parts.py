"""Workbooks as they are written by other hands: broken, uncalculated, merged and hidden cells, and sizes that lie."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
import zlib
from fractions import Fraction

import pytest
import xlsxwriter

from ecocomp.errors import ReadingsError
from ecocomp.readings import open_document as open_document_module
from ecocomp.readings import read_monitoring, shared_texts, workbook_bounds, workbook_parts
from ecocomp.readings.workbook_bounds import BrokenWorkbookError
from ecocomp.readings.workbook_parts import marks_of
from tests.readings import open_books
from tests.readings.support import codes, places, short

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ROOT = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
BOOK = (
    f'<workbook xmlns="{SPACE}" xmlns:r="{OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="a"/></sheets></workbook>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="a" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="b" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
)


def text_cell(text: str, attributes: str = "") -> str:
    return f'<c t="inlineStr"{attributes}><is><t>{text}</t></is></c>'


HEADING = "<row>" + "".join(map(text_cell, ("断面", "时间", "氨氮(mg/L)"))) + "</row>"
ROW = "<row>" + text_cell("甲") + text_cell("2024-01")


def book(folder, rows, before="", behind="", **parts):
    """An xlsx file with one sheet of the rows, given as XML, and other parts."""
    path = folder / "a.xlsx"
    sheet = f'<worksheet xmlns="{SPACE}">{before}<sheetData>{rows}</sheetData>{behind}</worksheet>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", ROOT)
        archive.writestr("xl/workbook.xml", BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        for name, text in parts.items():
            archive.writestr(f"xl/{name}.xml", text)
    return path


def open_document(folder, rows):
    """An ods file with one sheet of the rows, given as XML."""
    return open_books.open_document(folder / "a.ods", rows)


def ods_row(*texts, attributes="", more=""):
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    return f"<table:table-row{attributes}>{''.join(map(cell.format, texts))}{more}</table:table-row>"


ODS_HEADING = ods_row("断面", "时间", "氨氮(mg/L)")


def refused(path):
    with pytest.raises(ReadingsError) as caught:
        read_monitoring(path)
    return list(zip(codes(caught.value.problems), places(caught.value.problems), strict=True))


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ('<c t="e"><v>#DIV/0!</v></c>', "error_cell"),
        ('<c r="C2" t = "e"><f>1/0</f><v>#DIV/0!</v></c>', "error_cell"),
        ("<c r = 'C2' t='e'/>", "error_cell"),
        ("<c><f>1/2</f></c>", "uncalculated_cell"),
        ("<c><f>1/2</f><v></v></c>", "uncalculated_cell"),
        ("<c><f>1/2</f><v> \n</v> </c>", "uncalculated_cell"),
        ('<c t="str"><f>"a"</f></c>', "uncalculated_cell"),
    ],
)
def test_broken_and_uncalculated_cells(tmp_path, cell, code):
    """An error and a formula without a value are errors at their cell, however it is written."""
    assert refused(book(tmp_path, f"{HEADING}{ROW}{cell}</row>")) == [(code, "a.xlsx [S] C2")]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("<c><f>1/2</f><v>0.5</v></c>", Fraction(1, 2)),
        ('<c t="str"><f>""</f><v></v></c>', None),
        ("<c/>", None),
        ('<c t="n"><v>0.5</v></c>', Fraction(1, 2)),
    ],
)
def test_sound_cells(tmp_path, cell, value):
    """A calculated formula, also one with an empty text, and an empty cell are read as what they say."""
    behind = f'<extLst><ext xmlns:x="{SPACE}"><x:f>A1</x:f></ext></extLst>'
    readings = read_monitoring(book(tmp_path, f"{HEADING}{ROW}{cell}</row>", behind=behind))

    assert [each.value for each in readings] == [value]


def test_broken_cells_that_are_no_values(tmp_path):
    """An error in the column of sections is an error there, one in a column that is not used is none."""
    rows = (
        f'{HEADING.replace("</row>", text_cell("序号") + "</row>")}{ROW}<c><v>1</v></c><c t="e"><v>#N/A</v></c></row>'
        f'<row r="9"><c r="A9" t="e"><v>#REF!</v></c>{text_cell("2024-02")}<c><v>1</v></c></row>'
    )

    assert refused(book(tmp_path, rows)) == [("error_cell", "a.xlsx [S] A9")]


def test_a_broken_row_at_the_end(tmp_path):
    """Rows of formulas that were never calculated are errors, though the reader takes them for no rows."""
    assert refused(book(tmp_path, f'{HEADING}{ROW}<c><v>1</v></c></row><row r="4"><c><f>1</f></c></row>')) == [
        ("uncalculated_cell", "a.xlsx [S] A4")
    ]


def test_a_sheet_of_uncalculated_formulas(tmp_path):
    """A sheet in which nothing was ever calculated is not taken for an empty one."""
    cell = "<c><f>1</f></c>"

    assert refused(book(tmp_path, f"<row>{cell * 3}</row><row>{cell * 3}</row>")) == [("no_heading", "a.xlsx [S] A1")]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ('office:value-type="string" office:string-value="" calcext:value-type="error"', "error_cell"),
        ('calcext:value-type="error" office:value-type="float" office:value="0"', "error_cell"),
        ('table:formula="of:=1/2"', "uncalculated_cell"),
    ],
)
def test_broken_cells_of_an_open_document(tmp_path, cell, code):
    """An OpenDocument sheet tells its errors and uncalculated formulas too."""
    more = f"<table:table-cell {cell}><text:p>#DIV/0!</text:p></table:table-cell>"

    assert refused(open_document(tmp_path, ODS_HEADING + ods_row("甲", "2024-01", more=more))) == [
        (code, "a.ods [S] C2")
    ]


def test_merged_and_hidden_cells(tmp_path):
    """A merged section holds for all its rows, with a note; a merged value does not, and hidden cells are warned of."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet("S")
        sheet.merge_range("A1:D1", "2024年水质")
        sheet.write_row("A2", ["断面", "时间", "氨氮(mg/L)", "总磷(mg/L)"])
        sheet.merge_range("A3:A5", "甲")
        sheet.merge_range("C4:C5", 0.5)
        for row, (month, value) in enumerate([("2024-01", 1), ("2024-02", None), ("2024-03", None)], 2):
            sheet.write_row(row, 1, [month] if value is None else [month, value])
            sheet.write(row, 3, 0.1)
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.set_column("D:D", None, None, {"hidden": True})
    readings = read_monitoring(path)

    assert [short(each)[1:] for each in readings if each.indicator == "nh3n"] == [
        ("2024-01", "nh3n", "1"),
        ("2024-02", "nh3n", "1/2"),
        ("2024-03", "nh3n", "missing"),
    ]
    assert readings.sections == ("甲",)
    assert [(each.severity, each.code.removeprefix("readings."), places([each])[0]) for each in readings.problems] == [
        ("warning", "hidden_rows", "a.xlsx [S]"),
        ("warning", "merged_value", "a.xlsx [S]"),
        ("warning", "hidden_column", "a.xlsx [S] D2"),
        ("note", "merged_filled", "a.xlsx [S]"),
    ]


def test_merged_and_hidden_cells_of_an_open_document(tmp_path):
    """Merged sections and hidden rows of an OpenDocument sheet are known too."""
    merged = '<table:table-cell office:value-type="string" table:number-rows-spanned="2"><text:p>甲</text:p></table:table-cell>'
    value = '<table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>'
    cell = '<table:table-cell office:value-type="string"><text:p>2024-0{}</text:p></table:table-cell>'
    rows = (
        f"<table:table-row>{merged}{cell.format(1)}{value}</table:table-row>"
        '<table:table-row table:visibility="collapse"><table:covered-table-cell/>'
        f"{cell.format(2)}{value}</table:table-row>"
    )
    readings = read_monitoring(open_document(tmp_path, ODS_HEADING + rows))

    assert [(each.section, each.when) for each in readings] == [("甲", "2024-01"), ("甲", "2024-02")]
    assert codes(readings.problems) == ["hidden_rows", "merged_filled"]


FAR = '<c r = "XFD1048576"><v>1</v></c>'


def test_far_cells_however_written(tmp_path):
    """A cell far out is refused with spaces about its equals sign too, an empty formatted one is harmless."""
    assert refused(book(tmp_path, HEADING + f"<row>{FAR}</row>")) == [("workbook_too_large", "a.xlsx")]
    empty = FAR.replace("<v>1</v>", "")
    assert len(read_monitoring(book(tmp_path, f"{HEADING}{ROW}<c><v>1</v></c></row><row>{empty}</row>"))) == 1


def test_numbers_of_cells_texts_and_tags_are_bounded(tmp_path, monkeypatch):
    """Cells without an address, shared texts, merged cells and plain tags count too."""
    row = f"<row>{'<c/>' * 50}</row>"
    merges = "<mergeCells>" + '<mergeCell ref="A2:A30"/>' * 4 + "</mergeCells>"
    with monkeypatch.context() as patch:
        patch.setattr(workbook_bounds, "MOST_CELLS", 100)
        assert refused(book(tmp_path, HEADING + row * 2)) == [("workbook_too_large", "a.xlsx")]
        assert refused(book(tmp_path, HEADING, sharedStrings=f"<sst>{'<si/>' * 101}</sst>")) == [
            ("workbook_too_large", "a.xlsx")
        ]
        assert refused(book(tmp_path, HEADING, behind=merges)) == [("workbook_too_large", "a.xlsx")]
        assert marks_of(book(tmp_path, HEADING + row).read_bytes()) is not None
    with monkeypatch.context() as patch:
        patch.setattr(workbook_bounds, "MOST_TAGS", 100)
        assert refused(book(tmp_path, HEADING, other=f"<a>{'<b/>' * 100}</a>")) == [("workbook_too_large", "a.xlsx")]
    monkeypatch.setattr(workbook_parts, "MOST_UNPACKED", 1000)
    assert refused(book(tmp_path, HEADING, other=" " * 1001)) == [("workbook_too_large", "a.xlsx")]


@pytest.mark.parametrize("times", ["1000000000", "99999999999999"])
@pytest.mark.parametrize("kind", ["rows", "columns"])
def test_cells_repeated_without_end(tmp_path, times, kind):
    """Rows and cells of an OpenDocument sheet that are repeated beyond bounds are refused, whatever stands before."""
    style = f'table:style-name="{"x" * 500}"'
    cell = f'<table:table-cell {style} table:number-columns-repeated="{times}" office:value-type="string"/>'
    row = ods_row("甲", attributes=f' table:number-rows-repeated="{times}"') if kind == "rows" else ods_row(more=cell)

    assert refused(open_document(tmp_path, ODS_HEADING + row)) == [("workbook_too_large", "a.ods")]


def test_empty_rows_repeated_to_the_end_of_the_sheet(tmp_path):
    """Empty rows and cells to the end of the sheet, as programs write them, count for nothing."""
    empty = '<table:table-cell table:number-columns-repeated="16381"/>'
    rows = ods_row("甲", "2024-01", "1", more=empty) + ods_row(
        more=empty, attributes=' table:number-rows-repeated="1048570"'
    )

    assert len(read_monitoring(open_document(tmp_path, ODS_HEADING + rows))) == 1


@pytest.mark.parametrize(
    "sheet", ['<!DOCTYPE a [<!ENTITY x "y">]><a/>', "<worksheet><c", '<a><c r="1A"/></a>', '<a><row r="x"/></a>', "\0"]
)
def test_parts_that_are_no_xml(tmp_path, sheet):
    """A sheet that is no plain XML, or whose addresses are none, makes the workbook broken."""
    path = book(tmp_path, "")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("_rels/.rels", ROOT)
        archive.writestr("xl/workbook.xml", BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    with pytest.raises(BrokenWorkbookError):
        marks_of(path.read_bytes())


def test_parts_that_differ_by_case_only(tmp_path):
    """Two parts of one name, whatever its case, make the workbook broken: the reader might read the other."""
    with pytest.raises(BrokenWorkbookError):
        marks_of(book(tmp_path, HEADING, Workbook=BOOK).read_bytes())


def test_damaged_parts_beside_the_sheets(tmp_path):
    """A part that no sheet refers to may be damaged."""
    assert marks_of(book(tmp_path, HEADING, drawing="<a><b>").read_bytes()) is not None


def shared_cells(count: int) -> str:
    """Rows of one cell, all of which refer to the first shared text."""
    return "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, count + 1))


@pytest.mark.parametrize(("length", "bound", "fits"), [(100, 1000, True), (101, 1000, False), (5000, 1000, False)])
def test_a_text_shared_by_many_cells_counts_for_each(tmp_path, monkeypatch, length, bound, fits):
    """Ten cells of a hundred characters are the thousand that are allowed here; one character more each is too much."""
    monkeypatch.setattr(workbook_bounds, "MOST_TEXT", bound)
    monkeypatch.setattr(shared_texts, "MOST_TEXT", bound)
    path = book(tmp_path, shared_cells(10), sharedStrings=f'<sst xmlns="{SPACE}"><si><t>{"x" * length}</t></si></sst>')

    assert (marks_of(path.read_bytes()) is not None) == fits


def test_a_long_text_that_one_cell_holds_is_no_harm(tmp_path, monkeypatch):
    """Nine cells refer to a short text and one to a long one: what counts is what the cells hold, not the longest."""
    monkeypatch.setattr(workbook_bounds, "MOST_TEXT", 1000)
    monkeypatch.setattr(shared_texts, "MOST_TEXT", 1000)
    rows = shared_cells(9) + '<row r="10"><c r="A10" t="s"><v>1</v></c></row>'
    texts = f'<sst xmlns="{SPACE}"><si><t>甲</t></si><si><t>{"x" * 900}</t></si></sst>'

    assert marks_of(book(tmp_path, rows, sharedStrings=texts).read_bytes()) is not None


@pytest.mark.parametrize(("repeated", "fits"), [(10, True), (11, False)])
def test_a_text_repeated_in_an_open_document_counts_as_often(tmp_path, monkeypatch, repeated, fits):
    """A row of a hundred characters, ten times, is the thousand that are allowed here."""
    monkeypatch.setattr(workbook_bounds, "MOST_TEXT", 1000)
    row = (
        f'<table:table-row table:number-rows-repeated="{repeated}"><table:table-cell office:value-type="string">'
        f"<text:p>{'x' * 100}</text:p></table:table-cell></table:table-row>"
    )

    assert (marks_of(open_document(tmp_path, row).read_bytes()) is not None) == fits


@pytest.mark.parametrize(("blanks", "fits"), [(1000, True), (1001, False), (400_000_000, False)])
def test_blanks_counted_out_in_an_open_document_count_as_characters(tmp_path, monkeypatch, blanks, fits):
    """``text:s`` stands for as many blanks as it says."""
    monkeypatch.setattr(workbook_bounds, "MOST_TEXT", 1000)
    row = f'<table:table-row><table:table-cell><text:p><text:s text:c="{blanks}"/></text:p></table:table-cell></table:table-row>'

    assert (marks_of(open_document(tmp_path, row).read_bytes()) is not None) == fits


def test_more_sheets_than_any_year_has_are_refused(tmp_path, monkeypatch):
    """One table more than is allowed here is beyond bounds."""
    monkeypatch.setattr(open_document_module, "MOST_SHEETS", 2)
    path = open_document(tmp_path, "")
    another = '<table:table table:name="b"></table:table>'
    two, three = ("</table:table>" + another * more for more in (1, 2))

    assert [marks_of(with_tables(path, tables)) is not None for tables in (two, three)] == [True, False]


def with_tables(path, tables: str) -> bytes:
    """The file with other tables behind its first."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    parts["content.xml"] = parts["content.xml"].replace("</table:table>", tables)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


def test_two_sheets_of_one_part_are_no_honest_workbook(tmp_path):
    """Ten thousand sheets that are the same part of the file would be read ten thousand times."""
    path = book(tmp_path, HEADING)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    again = '<sheet name="T" sheetId="2" r:id="a"/></sheets>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text.replace("</sheets>", again))

    with pytest.raises(BrokenWorkbookError):
        marks_of(stream.getvalue())


def with_lying_part(content: bytes, part: str, said: int) -> bytes:
    """The archive with a part said to be shorter than it is, its check sum that of so many bytes."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entry = archive.getinfo(part)
        check = zlib.crc32(archive.read(part)[:said])
    changed = bytearray(content)
    struct.pack_into("<I", changed, entry.header_offset + 14, check)
    struct.pack_into("<I", changed, entry.header_offset + 22, said)
    central = content.index(part.encode(), content.index(b"PK\x01\x02")) - 46
    struct.pack_into("<I", changed, central + 16, check)
    struct.pack_into("<I", changed, central + 24, said)
    return bytes(changed)


@pytest.mark.parametrize("part", ["sheet", "other", "damaged"])
def test_a_part_longer_than_it_says(tmp_path, part):
    """Twenty megabytes said to be a few bytes, with the check sum of those, are refused after a piece of them."""
    sheet = f'<worksheet xmlns="{SPACE}"><sheetData>{HEADING}</sheetData></worksheet>'
    whole = {"sheet": sheet, "other": "<a/>", "damaged": "<a"}[part]
    name = "xl/worksheets/sheet1.xml" if part == "sheet" else "xl/other.xml"
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", ROOT)
        archive.writestr("xl/workbook.xml", BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        if part != "sheet":
            archive.writestr("xl/worksheets/sheet1.xml", sheet)
        archive.writestr(name, whole + " " * 20_000_000)
    content = with_lying_part(path.read_bytes(), name, len(whole.encode()))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.read(name) == whole.encode()  # nothing else would have told
    tracemalloc.start()
    with pytest.raises(BrokenWorkbookError):
        marks_of(content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 10_000_000


@pytest.mark.parametrize("packed", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_parts_packed_in_ways_that_unfold_at_once(tmp_path, packed):
    """A workbook packed otherwise than workbooks are is broken: a few bytes of it could unfold to gigabytes."""
    path = book(tmp_path, HEADING)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", packed) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)

    with pytest.raises(BrokenWorkbookError):
        marks_of(stream.getvalue())


def test_comments_of_a_thread(tmp_path):
    """Of a comment that begins a thread the thread's own text is told, not the sentence that stands in for it."""
    path = book(tmp_path, f"{HEADING}{ROW}<c><v>1</v></c></row>")
    kinds = {"comments1": "/comments", "threaded1": "/threadedComment"}
    relations = "".join(
        f'<Relationship Id="{name}" Type="x{kind}" Target="../{name}.xml"/>' for name, kind in kinds.items()
    )
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/worksheets/_rels/sheet1.xml.rels", f"<Relationships>{relations}</Relationships>")
        archive.writestr(
            "xl/comments1.xml",
            '<comments><authors><author>tc=1</author></authors><commentList><comment ref="C2"><text><t>[Threaded comment]'
            '</t></text></comment><comment ref="A1"><text><r><t>见</t></r><r><t>说明</t></r></text></comment></commentList>'
            "</comments>",
        )
        archive.writestr(
            "xl/threaded1.xml",
            '<a><threadedComment ref="C2"><text>数据无效</text></threadedComment>'
            '<threadedComment ref="C2"><text>同意</text></threadedComment></a>',
        )
    (said,) = [each for each in read_monitoring(path).problems if each.code == "readings.comments"]

    assert said.details["found"] == "A1 “见说明”; C2 “数据无效”"
