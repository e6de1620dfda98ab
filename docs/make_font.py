"""Cuts the font of the plots out of Noto Sans SC: all characters that names of rivers and places may have.

    pip download --no-deps --dest FOLDER pylopdf-fonts-zh-cn==0.1.1 pypinyin-dict==0.9.0
    python docs/make_font.py FOLDER

The first wheel holds the font (SIL Open Font License 1.1), the second tells the 8105 characters of the Table of
General Standard Chinese Characters (通用规范汉字表, 2013). Both are needed for this alone. The same wheels, corpus and
version of fonttools give the same bytes; ecocomp/fonts/README.md says which they were.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "ecocomp" / "fonts"
FONT_WHEEL, TABLE_WHEEL = "pylopdf_fonts_zh_cn-0.1.1-*.whl", "pypinyin_dict-0.9.0-*.whl"

#: A modified font may not pass for the original: next to an installed Noto Sans SC this one lacks characters.
FAMILY, FILE_NAME = "Ecocomp Sans SC", "EcocompSansSC-Regular.otf"

#: Rivers, lakes and places on them that the table of 2013 leaves out.
RIVERS = "濛㵲溇澴洣郪沘浉洺浐瀍洈㴔涢漳沮滠澧潕㶏沭洑浬潩滏淯湍泜溆酉潕𬇙㵎涪"
#: Latin, Greek, punctuation, super- and subscripts, currency, letterlike, Roman numbers, arrows, mathematics, circled
#: numbers, shapes, marks, Chinese punctuation, full-width forms.
BLOCKS = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x2B0, 0x2FF), (0x370, 0x3FF), (0x2000, 0x209F), (0x20A0, 0x20BF), (0x2100, 0x21FF),
    (0x2200, 0x22FF), (0x2460, 0x2473), (0x25A0, 0x25FF), (0x2600, 0x27BF), (0x3000, 0x303F), (0xFF00, 0xFFEF),
)  # fmt: skip
#: What the font lacks is drawn from another of its signs: width, then scale across and up, then moved across and up.
DRAWN: dict[str, tuple[str, float, tuple[float, float, float, float]]] = {
    **{low: (digit, 0.62, (0.62, 0.6, 0, -110)) for low, digit in zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True)},
    **{high: (digit, 0.62, (0.62, 0.6, 0, 330)) for high, digit in zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True)},
    "⁻": ("−", 0.62, (0.62, 1, 0, 180)),
    "⁺": ("+", 0.62, (0.62, 0.62, 0, 310)),
    "�": ("□", 1, (1, 1, 0, 0)),
    "✗": ("×", 1.4, (1.4, 1.4, 0, -150)),
}
TABLE_SIZE, IDEOGRAPHS, ENGLISH = 8105, range(0x4E00, 0xA000), 0x409
READ_FROM = ("agreements/**/*.yaml", "ecocomp/wording/**/*.py", "ecocomp/standards/*.csv")


def member(folder: Path, wheel: str, name: str) -> bytes:
    """A file of a downloaded wheel."""
    (path,) = folder.glob(wheel)
    with zipfile.ZipFile(path) as archive:
        return archive.read(next(each for each in archive.namelist() if each.endswith(name)))


def of_the_table(folder: Path) -> set[int]:
    """The characters of 通用规范汉字表."""
    text = member(folder, TABLE_WHEEL, "pinyin_data/ktghz2013.py").decode("utf-8")
    found = {int(code, 16) for code in re.findall(r"^ *0x([0-9A-F]+):", text, re.MULTILINE)}
    assert len(found) == TABLE_SIZE, len(found)
    return found


def of_gb2312() -> Iterator[int]:
    """Characters of the older standard: among them are some that the table has replaced."""
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            text = bytes((row, cell)).decode("gb2312", "ignore")
            yield from map(ord, text)


def in_use() -> Iterator[int]:
    """What agreements, sentences and tables of the project have besides."""
    for pattern in READ_FROM:
        for path in sorted(ROOT.glob(pattern)):
            yield from map(ord, path.read_text(encoding="utf-8"))


def draw_missing(font: TTFont, wanted: set[int]) -> None:
    """Draw the signs of ``DRAWN`` that the font lacks, each in the place of one that is not wanted."""
    glyphs, known, compact = font.getGlyphSet(), dict(font.getBestCmap()), font["CFF "].cff[0]
    missing = {sign: drawn for sign, drawn in DRAWN.items() if ord(sign) not in known}
    unwanted = [code for code in sorted(known) if code in IDEOGRAPHS and code not in wanted]
    for given_up, (sign, (source, widened, (across, up, right, high))) in zip(unwanted, missing.items(), strict=False):
        place, width = known[given_up], round(font["hmtx"][known[ord(source)]][0] * widened)
        old, index = compact.CharStrings.getItemAndSelector(place)
        private = compact.FDArray[index].Private
        pen = T2CharStringPen(width - private.nominalWidthX, glyphs)
        glyphs[known[ord(source)]].draw(TransformPen(pen, (across, 0, 0, up, right, high)))
        new = pen.getCharString(private=private, globalSubrs=old.globalSubrs)
        new.fdSelectIndex = index
        compact.CharStrings[place] = new
        font["hmtx"][place] = (width, font["hmtx"][place][1])
        for table in font["cmap"].tables:
            if table.isUnicode() and table.format in (4, 12):
                table.cmap[ord(sign)] = place
                table.cmap.pop(given_up, None)  # subtables may share what they hold


def cut(source: bytes, wanted: set[int]) -> bytes:
    """The font with the wanted characters only, under a name of its own."""
    font = TTFont(io.BytesIO(source), recalcTimestamp=False)
    draw_missing(font, wanted)
    options = subset.Options(layout_features=["kern"], hinting=False, name_IDs=["*"], notdef_outline=True)
    options.drop_tables += ["BASE", "VORG", "vhea", "vmtx", "DSIG"]  # nothing is set downward
    worker = subset.Subsetter(options)
    worker.populate(unicodes=wanted)
    worker.subset(font)
    plain = FAMILY.replace(" ", "")
    named = {1: FAMILY, 3: f"{plain}-Regular", 4: FAMILY, 6: f"{plain}-Regular"}
    for record in list(font["name"].names):
        if record.langID != ENGLISH or record.nameID in (16, 17):
            font["name"].removeNames(record.nameID, record.platformID, record.platEncID, record.langID)
        elif record.nameID in named:
            record.string = named[record.nameID]
    compact = font["CFF "].cff
    compact.fontNames = [f"{plain}-Regular"]
    compact[0].FullName = compact[0].FamilyName = FAMILY
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def main(folder: Path) -> None:
    """Write the font and its licence."""
    wanted = {*of_the_table(folder), *of_gb2312(), *in_use(), *map(ord, RIVERS)}
    for first, last in BLOCKS:
        wanted.update(range(first, last + 1))
    content = cut(member(folder, FONT_WHEEL, "NotoSansSC-Regular.otf"), wanted)
    (FOLDER / FILE_NAME).write_bytes(content)
    licence = member(folder, FONT_WHEEL, "LICENSE").decode("utf-8")
    holder = "Copyright 2014-2021 Adobe (http://www.adobe.com/). Noto is a trademark of Google Inc."
    (FOLDER / "OFL.txt").write_text(f"{holder}\n\n{licence}", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
