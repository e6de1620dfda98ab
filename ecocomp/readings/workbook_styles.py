"""The styles of an xlsx file that need a word: number formats that show more than the number or less than the date, and
struck-out fonts.

Source: ECMA-376 part 1, clause 18.8.
"""

from __future__ import annotations

import zipfile

from ecocomp.readings.cell_looks import Style
from ecocomp.readings.date_looks import BUILT_IN_DATES, hides_date
from ecocomp.readings.number_formats import BUILT_IN, MOST_SIGNS, is_odd
from ecocomp.readings.workbook_bounds import Budget, parse_tags

#: The lists of the part, each of which numbers what is in it.
LISTS = frozenset(
    {"numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors"}
)
FALSE = frozenset({"0", "false"})


def odd_styles(archive: zipfile.ZipFile, part: str, budget: Budget) -> dict[int, Style]:
    """The styles of cells that need a word, by the number that cells refer to."""
    formats: dict[int, str] = {}
    struck: list[bool] = []
    styles: list[tuple[int, int]] = []
    within = ""

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal within
        if tag in LISTS:
            within = tag
        elif within == "numFmts" and tag == "numFmt":
            formats[int(attributes["numFmtId"])] = attributes["formatCode"][:MOST_SIGNS]
        elif within == "fonts" and tag == "font":
            struck.append(False)
        elif within == "fonts" and tag == "strike" and struck:
            struck[-1] = attributes.get("val", "1") not in FALSE
        elif within == "cellXfs" and tag == "xf":
            styles.append((int(attributes.get("numFmtId", "0")), int(attributes.get("fontId", "0"))))

    parse_tags(archive, part, start, budget)
    return chosen(styles, formats, struck)


def chosen(styles: list[tuple[int, int]], formats: dict[int, str], struck: list[bool]) -> dict[int, Style]:
    """Those of the styles, each the numbers of its format and font, that need a word."""
    found: dict[int, Style] = {}
    known = {**BUILT_IN, **BUILT_IN_DATES, **formats}
    odd = {number: code for number, code in known.items() if is_odd(code) or hides_date(code)}
    for number, (written, font) in enumerate(styles):
        style = Style(odd.get(written, ""), 0 <= font < len(struck) and struck[font])
        if style != Style():
            found[number] = style
    return found
