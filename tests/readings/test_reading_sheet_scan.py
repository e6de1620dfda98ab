"""Large sheets looked at in pieces: what is said of them is what going through them tag by tag says."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecocomp.readings import sheet_scan, workbook_bounds
from ecocomp.readings.grid import column_letters
from ecocomp.readings.sheet_parts import SheetPart
from ecocomp.readings.sheet_scan import plain_sheet
from ecocomp.readings.workbook_bounds import Budget

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
