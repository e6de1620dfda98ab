"""Tables as WordprocessingML: A4 wide, repeated headings, numbers to the right, Chinese in a Chinese font.

All formatting stands in the table itself, so that it looks the same in a bureau's own template.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from html import escape

from ecocomp.report.notice.texts import shown
from ecocomp.report.tables import Table

#: The width between the margins of 28 mm and 26 mm, and of half a Chinese character, in twentieths of a point.
PAGE_WIDTH, HALF_CHARACTER = 8844, 92
ROOM = PAGE_WIDTH // HALF_CHARACTER
FONT_HALF_POINTS = 18
#: What the edges of a cell take, in half characters.
EDGES = 2
#: A text longer than this does not widen its column any more, one up to this is set in the middle.
WIDEST, SHORT = 60, 12
#: A heading up to this is not broken, over numbers one up to this; longer ones take so many lines.
SHORT_HEADING, NUMBER_HEADING, HEADING_LINES = 8, 12, 3
#: A text up to this is not broken as long as there is room for all columns.
UNBROKEN = 16
#: A word up to this is kept whole.
LONGEST_WORD = 24
FONTS = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{font}" w:cs="Times New Roman"/>'
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
MARGINS = (("top", 30), ("left", 60), ("bottom", 30), ("right", 60))
GREY = '<w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/>'
#: With the brackets and stops that stay on its line.
WORDS = re.compile(r"（?[!-~]+[）、，；。]*")
#: Two tables that touch would become one, and a table close under a line looks as if it crossed it out.
APART = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/></w:pPr></w:p>'


def table_xml(table: Table, nothing: str) -> str:
    """A table; the text ``nothing`` where it has no rows."""
    if not table.rows:
        return paragraph(nothing, "left", "仿宋")
    widths = column_widths(table)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = [row_xml(table.columns, widths, ["center"] * len(widths), heading=True)]
    aligned = alignments(table)
    # a last row, such as the total, never stands on a page of its own
    rows += [row_xml(row, widths, aligned, kept=at == len(table.rows) - 2) for at, row in enumerate(table.rows)]
    edges = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in MARGINS)
    look = (
        f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{BORDERS}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{edges}</w:tblCellMar></w:tblPr>'
    )
    return f"{APART}<w:tbl>{look}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>{APART}"


def row_xml(
    row: Sequence[str], widths: Sequence[int], aligned: Sequence[str], *, heading: bool = False, kept: bool = False
) -> str:
    """A row, ``kept`` on the page of the next one; one with text in its first cell alone, such as how many more there
    are, spans the table."""
    look = "<w:cantSplit/><w:tblHeader/>" if heading else "<w:cantSplit/>"
    if len(row) > 1 and not any(row[1:]) and not heading:
        cells = cell_xml(row[0], sum(widths), "left", span=len(row), kept=kept)
    else:
        cells = "".join(
            cell_xml(text, width, align, heading=heading, kept=kept)
            for text, width, align in zip(row, widths, aligned, strict=True)
        )
    return f"<w:tr><w:trPr>{look}</w:trPr>{cells}</w:tr>"


def alignments(table: Table) -> list[str]:
    """Numbers stand to the right; a column of short texts in the middle, others begin at the edge."""
    longest = [max(display_width(row[at]) for row in table.rows) for at in range(len(table.columns))]
    return [
        "right" if at in table.numbers else "center" if longest[at] <= SHORT else "left" for at in range(len(longest))
    ]


def cell_xml(text: str, width: int, align: str, *, span: int = 1, heading: bool = False, kept: bool = False) -> str:
    across = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    look = f'<w:tcW w:w="{width}" w:type="dxa"/>{across}{GREY if heading else ""}<w:vAlign w:val="center"/>'
    written = paragraph(text, align, "黑体" if heading else "宋体", kept=kept or heading)
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{written}</w:tc>"


def paragraph(text: str, align: str, font: str, *, kept: bool = False) -> str:
    """A paragraph of small print without space around it."""
    size = f'<w:sz w:val="{FONT_HALF_POINTS}"/><w:szCs w:val="{FONT_HALF_POINTS}"/>'
    letters = f"<w:rPr>{FONTS.format(font=font)}{size}</w:rPr>"
    spacing = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    # the end of a paragraph has a size too, by which an empty cell is as high as it is
    look = "<w:keepNext/>" if kept else ""
    look += f'{spacing}<w:ind w:firstLine="0" w:firstLineChars="0"/><w:jc w:val="{align}"/>{letters}'
    run = f'<w:r>{letters}<w:t xml:space="preserve">{escape(shown(text))}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{look}</w:pPr>{run}</w:p>"


def column_widths(table: Table) -> list[int]:
    """The width of each column, all together that of the page.

    Each column gets what its short texts need, or where there is no room for that what its longest word or number
    needs, as long as there is room for these; then what its longest text would like, the narrow ones all of it, the
    wide ones equal shares of what is left. The rest is spread over all.
    """
    columns = texts_of(table)
    needed = [EDGES + each for each in easy_widths(table, columns)]
    if sum(needed) > ROOM:
        needed = [EDGES + each for each in least_widths(table, columns)]
    if sum(needed) > ROOM:
        return shares(needed)
    wanted = [EDGES + min(WIDEST, max(map(display_width, texts[1:]), default=0)) for texts in columns]
    given, left = list(needed), ROOM - sum(needed)
    lacking = sorted((max(0, wanted[at] - needed[at]), at) for at in range(len(columns)))
    for place, (lack, at) in enumerate(lacking):
        more = min(lack, left // (len(lacking) - place))
        given[at] += more
        left -= more
    return shares(given)


def is_easy(table: Table) -> bool:
    """Whether the page has room for all columns without breaking short texts."""
    return sum(EDGES + each for each in easy_widths(table, texts_of(table))) <= ROOM


def texts_of(table: Table) -> list[list[str]]:
    """Heading and texts of each column; a row that spans the table belongs to none."""
    return [
        [heading, *(row[at] for row in table.rows if any(row[1:]) or len(row) == 1)]
        for at, heading in enumerate(table.columns)
    ]


def least_widths(table: Table, columns: Sequence[Sequence[str]]) -> list[int]:
    """What each column cannot do without: room for its longest word, all of a number and of a short heading."""
    return [
        max(heading_word(texts[0]), longest_word(texts[0]), max(map(len_of_number, texts[1:]), default=0))
        if at in table.numbers
        else max(heading_word(texts[0]), *map(longest_word, texts))
        for at, texts in enumerate(columns)
    ]


def easy_widths(table: Table, columns: Sequence[Sequence[str]]) -> list[int]:
    """Room for texts of some length as well, and for headings of few lines."""
    found = least_widths(table, columns)
    for at, (heading, *texts) in enumerate(columns):
        lines = 1 if at in table.numbers and display_width(heading) <= NUMBER_HEADING else HEADING_LINES
        short = max((min(UNBROKEN, roomy(display_width(text))) for text in texts), default=0)
        found[at] = max(found[at], -(-display_width(heading) // lines), short)
    return found


def shares(parts: Sequence[int]) -> list[int]:
    """The page shared out in proportion."""
    return [PAGE_WIDTH * part // sum(parts) for part in parts]


def heading_word(text: str) -> int:
    """A short heading is not broken."""
    width = display_width(text)
    return width if width <= SHORT_HEADING else 0


def longest_word(text: str) -> int:
    """The width of the longest run without Chinese and blanks, as far as it is kept whole; two Chinese characters."""
    return max(4, *(min(LONGEST_WORD, roomy(display_width(word))) for word in WORDS.findall(text)), 0)


def len_of_number(text: str) -> int:
    """The width of a number, which is never broken."""
    return roomy(len(text))


def roomy(width: int) -> int:
    """Room for letters and digits also where the font is somewhat wider."""
    return width + (width + 5) // 6


def display_width(text: str) -> int:
    """The width in half characters: Chinese ones count twice."""
    return sum(2 if unicodedata.east_asian_width(each) in "WFA" else 1 for each in text)
