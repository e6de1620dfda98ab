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
FONT_HALF_POINTS = 18
#: What the edges of a cell take, in half characters.
EDGES = 2
#: A text longer than this does not widen its column any more, one up to this is set in the middle;
#: a heading up to this is not broken.
WIDEST, SHORT, SHORT_HEADING = 60, 12, 8
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
#: Two tables that touch would become one.
AFTER = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/></w:pPr></w:p>'


def table_xml(table: Table, nothing: str) -> str:
    """A table; the text ``nothing`` where it has no rows."""
    if not table.rows:
        return paragraph(nothing, "left", "仿宋")
    widths = column_widths(table)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = [row_xml(table.columns, widths, ["center"] * len(widths), heading=True)]
    aligned = alignments(table)
    rows += [row_xml(row, widths, aligned) for row in table.rows]
    edges = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in MARGINS)
    look = (
        f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{BORDERS}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{edges}</w:tblCellMar></w:tblPr>'
    )
    return f"<w:tbl>{look}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>{AFTER}"


def row_xml(row: Sequence[str], widths: Sequence[int], aligned: Sequence[str], *, heading: bool = False) -> str:
    """A row; one with text in its first cell alone, such as how many more there are, spans the table."""
    kept = "<w:cantSplit/><w:tblHeader/>" if heading else "<w:cantSplit/>"
    if len(row) > 1 and not any(row[1:]) and not heading:
        cells = cell_xml(row[0], sum(widths), "left", span=len(row))
    else:
        cells = "".join(
            cell_xml(text, width, align, heading=heading)
            for text, width, align in zip(row, widths, aligned, strict=True)
        )
    return f"<w:tr><w:trPr>{kept}</w:trPr>{cells}</w:tr>"


def alignments(table: Table) -> list[str]:
    """Numbers stand to the right; a column of short texts in the middle, others begin at the edge."""
    longest = [max(display_width(row[at]) for row in table.rows) for at in range(len(table.columns))]
    return [
        "right" if at in table.numbers else "center" if longest[at] <= SHORT else "left" for at in range(len(longest))
    ]


def cell_xml(text: str, width: int, align: str, *, span: int = 1, heading: bool = False) -> str:
    across = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    look = f'<w:tcW w:w="{width}" w:type="dxa"/>{across}{GREY if heading else ""}<w:vAlign w:val="center"/>'
    written = paragraph(text, align, "黑体" if heading else "宋体")
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{written}</w:tc>"


def paragraph(text: str, align: str, font: str) -> str:
    """A paragraph of small print without space around it."""
    size = f'<w:sz w:val="{FONT_HALF_POINTS}"/><w:szCs w:val="{FONT_HALF_POINTS}"/>'
    letters = f"<w:rPr>{FONTS.format(font=font)}{size}</w:rPr>"
    spacing = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    # the end of a paragraph has a size too, by which an empty cell is as high as it is
    look = f'{spacing}<w:ind w:firstLine="0" w:firstLineChars="0"/><w:jc w:val="{align}"/>{letters}'
    run = f'<w:r>{letters}<w:t xml:space="preserve">{escape(shown(text))}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{look}</w:pPr>{run}</w:p>"


def column_widths(table: Table) -> list[int]:
    """The width of each column, all together that of the page.

    Each column gets what its longest word or number needs, as long as there is room for that; then what its longest
    text would like, the narrow ones all of it, the wide ones equal shares of what is left. The rest is spread over all.
    """
    room = PAGE_WIDTH // HALF_CHARACTER
    columns = [
        [heading, *(row[at] for row in table.rows if any(row[1:]) or len(row) == 1)]
        for at, heading in enumerate(table.columns)
    ]
    needed = [EDGES + max(heading_word(texts[0]), *map(longest_word, texts)) for texts in columns]
    for at in table.numbers:
        needed[at] = EDGES + max(roomy(len(text)) for text in columns[at][1:])
    if sum(needed) > room:
        return shares(needed)
    wanted = [EDGES + min(WIDEST, max(map(display_width, texts[1:]), default=0)) for texts in columns]
    given, left = list(needed), room - sum(needed)
    lacking = sorted((max(0, wanted[at] - needed[at]), at) for at in range(len(columns)))
    for place, (lack, at) in enumerate(lacking):
        more = min(lack, left // (len(lacking) - place))
        given[at] += more
        left -= more
    return shares(given)


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


def roomy(width: int) -> int:
    """Room for letters and digits also where the font is somewhat wider."""
    return width + (width + 5) // 6


def display_width(text: str) -> int:
    """The width in half characters: Chinese ones count twice."""
    return sum(2 if unicodedata.east_asian_width(each) in "WFA" else 1 for each in text)
