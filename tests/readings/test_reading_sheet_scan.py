"""Large sheets looked at in pieces: what is said of them is what going through them tag by tag says."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from ecocomp.errors import ReadingsError
from ecocomp.readings import read_monitoring, sheet_scan, workbook_bounds
from ecocomp.readings.sheet_parts import SheetPart
from ecocomp.readings.sheet_scan import plain_sheet
from ecocomp.readings.workbook_bounds import Budget
from ecocomp.written import column_letters

HEAD = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns:r="x"><dimension ref="A1"/><sheetData>'
)
FOOT = b'</sheetData><pageMargins left="0.7"/></worksheet>'
CELLS = (
    ' t="inlineStr"><is><t>断面 &amp; &lt;1&gt;</t></is></c>',
    ' t="inlineStr"><is><t xml:space="preserve"> 0.5</t></is></c>',
    ' s="1" t="s"><v>0</v></c>',
    "><v>1.25</v></c>",
    ' s="2"/>',
)
#: What a closer look must be taken at, in a row or as a row.
UNUSUAL = (
    '<c r="A1" t="e"><v>#N/A</v></c>',
    "<c r=\"A1\" t='e'><v>#N/A</v></c>",
    '<c r="A1" t="&#101;"><v>#N/A</v></c>',
    '<c r="A1"><f>1+1</f></c>',
    '<c r="A1"><f ca="1"/></c>',
    "<c><v>1</v></c>",
    '<c s="1" r="A1"><v>1</v></c>',
    '<c r="a1"><v>1</v></c>',
    '<c r="AAA1"><v>1</v></c>',
    '<c r="A0"><v>1</v></c>',
    '<c r="A"><v>1</v></c>',
    '<c r="A12345678"><v>1</v></c>',
    '<c r="1"><v>1</v></c>',
    '<c r="A1:B2"><v>1</v></c>',
    '<x:c r="A1"><v>1</v></x:c>',
    '<row r="9" hidden="1"></row>',
    '<mergeCells><mergeCell ref="A1:A2"/></mergeCells>',
    "<!-- c -->",
    "<?a b?>",
    "<v>",
    "</v>",
    "<é></é>",
    "\x01",
    "\0",
    f"<{'a' * 40}/>",
)


def rows_of(filled: list[tuple[int, int, str]]) -> bytes:
    """Rows of cells: row and column from 0, and what follows the address."""
    return "".join(
        f'<row r="{row + 1}"><c r="{column_letters(column)}{row + 1}"{rest}</row>' for row, column, rest in filled
    ).encode()


def scanned(content: bytes):
    return plain_sheet(io.BytesIO(content))


@given(
    st.lists(st.tuples(st.integers(0, 1_048_575), st.integers(0, 701), st.sampled_from(CELLS)), max_size=30),
    st.integers(70, 200),
)
def test_both_ways_to_look_at_a_sheet_agree(filled, piece):
    """Counts and the furthest cell are right wherever a piece ends."""
    part = HEAD + rows_of(filled) + FOOT
    budget = Budget()
    with pytest.MonkeyPatch.context() as patch, zipfile.ZipFile(io.BytesIO(), "w") as archive:
        patch.setattr(workbook_bounds, "MOST_AREA", 1 << 40)
        patch.setattr(sheet_scan, "PIECE", max(piece, len(HEAD)))
        archive.writestr("part", part)
        marks = SheetPart(budget).read(archive, "part")
        found = scanned(part)

    assert marks.is_plain
    assert not marks.hidden_columns
    assert found is not None
    assert found.cells == budget.cells
    assert found.tags > budget.tags
    assert (found.rows, found.columns) == (
        max((row + 1 for row, _, _ in filled), default=0),
        max((column + 1 for _, column, _ in filled), default=0),
    )


@pytest.mark.parametrize("unusual", UNUSUAL)
@given(st.integers(1, 150))
def test_whatever_is_unusual_is_looked_at_closer(unusual, before):
    """An unusual cell, tag or byte is seen wherever it stands in its piece."""
    usual = rows_of([(0, 0, CELLS[3])]) + b" " * before
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sheet_scan, "PIECE", len(HEAD) + 10)

        assert scanned(HEAD + usual + FOOT) is not None
        assert scanned(HEAD + usual + unusual.encode() + FOOT) is None


@pytest.mark.parametrize(
    "part",
    [
        b"",
        FOOT,
        HEAD,
        HEAD + b"</sheetData>",
        HEAD.replace(b"UTF-8", b"GBK") + FOOT,
        HEAD + FOOT + b"<a/>",
        HEAD + FOOT[:-1],
    ],
)
def test_a_part_that_does_not_begin_and_end_as_it_should(part):
    """A part without a declaration, in another encoding or cut off is looked at closer."""
    assert scanned(part) is None


def test_shared_texts_count_as_cells():
    """Each text of the table of texts is counted, the runs of a formatted one are not."""
    texts = b'<si><t>a</t></si><si><r><rPr><sz val="11"/><family val="2"/></rPr><t>b</t></r></si>'
    found = scanned(HEAD.replace(b"sheetData", b"sst") + texts + FOOT.replace(b"sheetData", b"sst"))

    assert found is not None
    assert found.cells == 2


@pytest.mark.parametrize("written", [' s="1"', " s='1'", '\ns = " 01 "', ' s="+1"', ' x="y"s="1"', ' s="0" s="1"'])
def test_styles_are_seen_however_they_are_written(written):
    """A cell whose style needs a word is looked at closer, also where a strict reader would not take it."""
    usual = rows_of([(0, 0, ' s="2"><v>1</v></c>')])

    assert plain_sheet(io.BytesIO(HEAD + usual + FOOT), [1]) is not None
    assert plain_sheet(io.BytesIO(HEAD + usual + rows_of([(1, 0, f"{written}><v>1</v></c>")]) + FOOT), [1]) is None


def test_a_style_without_quotes_is_refused(tmp_path, monkeypatch):
    """The quick look passes over a number without quotes; the file is refused all the same."""
    monkeypatch.setattr("ecocomp.readings.workbook_parts.SHORTEST", 0)
    path, damaged = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("S")
        page.write_row(0, 0, ["断面", "时间", "氨氮(mg/L)"])
        page.write_row(1, 0, ["甲", "2024-01"])
        page.write(1, 2, 0.025, book.add_format({"num_format": '0.000"L"'}))
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(damaged, "w") as other:
        for name in archive.namelist():
            other.writestr(name, archive.read(name).replace(b' s="1"', b" s=1"))
    with pytest.raises(ReadingsError) as caught:
        read_monitoring(damaged)

    assert [each.code for each in caught.value.problems] == ["readings.broken_workbook"]
