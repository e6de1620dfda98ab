"""The template that comes with the library: a Word file with fields, which a bureau may take as the base of its own.

It is built here rather than kept as a file, so that everybody can see what is in it. Page, fonts and sizes are those of
an official letter (GB/T 9704): A4, 仿宋 三号, 28 points from line to line.
"""

from __future__ import annotations

import datetime
import io
import re
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from ecocomp.report.notice.blocks import display_width
from ecocomp.report.notice.packing import packed
from ecocomp.wording import say

#: Stands for the time of writing, which would make each file differ: the first day of the zip format.
WRITTEN = datetime.datetime(1980, 1, 1)
LATIN = "Times New Roman"
#: Name of a style, its Chinese font, size in points, bold, space between lines in points (0: single).
STYLES = (
    ("Normal", "仿宋", 16, False, 28),
    ("Title", "宋体", 22, True, 0),
    ("Subtitle", "宋体", 18, True, 0),
    ("Heading 1", "黑体", 16, False, 28),
    ("Heading 2", "黑体", 12, False, 0),
    ("Body Text", "仿宋", 10.5, False, 0),
    ("Body Text 2", "黑体", 9, False, 0),
    ("Body Text 3", "仿宋", 9, False, 0),
    ("Header", "黑体", 9, False, 0),
    ("Footer", "宋体", 9, False, 0),
)
#: So many Chinese characters fit on a line of a title.
LONGEST_TITLE = 20
#: What Word since 2013 calls its own ways of setting; anything else opens in "compatibility mode".
THIS_WORD = "15"
BALLAST = ("/thumbnail", "/stylesWithEffects", "/customXml")
RED = "C00000"
TWIPS_PER_POINT = 20
#: As wide as a Chinese character.
WIDE_BLANK = "\u3000"
CENTER, RIGHT, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT


def default_template(language: str) -> bytes:
    """The library's template in a language, always the same bytes."""
    return TemplateMaker(language).made()


class TemplateMaker:
    """Puts the template together, from top to bottom."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.document = Document()
        self.drop_ballast()
        self.set_page()
        self.set_styles()
        self.set_properties()

    def made(self) -> bytes:
        self.letter()
        self.annex_values()
        self.annex_workings()
        self.annex_terms()
        buffer = io.BytesIO()
        self.document.save(buffer)
        return packed(buffer.getvalue())

    # -- what it is made of -----------------------------------------------------------------------------------------

    def word(self, key: str) -> str:
        return say(f"notice.{key}", self.language)

    def add(self, text: str, style: str = "Normal", align: WD_ALIGN_PARAGRAPH = LEFT, *, indented: bool = False) -> Any:
        """A paragraph."""
        made = self.document.add_paragraph(text, style=style)
        made.alignment = align
        if indented:
            indent(made, next(size for name, _, size, *_ in STYLES if name == style))
        return made

    def each(self, field: str, text: str = "{{ each }}", style: str = "Normal", *, kept: bool = False) -> None:
        """A paragraph for each of several; ``kept`` on the page of what follows."""
        self.tag(f"for each in {field}")
        self.add(text, style, indented=True).paragraph_format.keep_with_next = kept or None
        self.tag("endfor")

    def tag(self, text: str) -> None:
        """A word of the template language in a paragraph of its own, which goes when it is filled in."""
        self.document.add_paragraph(f"{{%p {text} %}}")

    def table(self, field: str) -> None:
        self.document.add_paragraph(f"{{{{p {field} }}}}")

    # -- the parts --------------------------------------------------------------------------------------------------

    def letter(self) -> None:
        """The letter itself."""
        self.name_of_agreement()
        self.add("{{ title }}", "Title", CENTER)
        self.add("{{ number }}", align=CENTER).paragraph_format.space_after = Pt(6)
        self.tag("if standing")
        self.box("standing")
        self.tag("endif")
        self.add(say("notice.addressee", self.language, party="{{ party }}"))
        self.add("{{ opening }}", indented=True)
        self.add(self.word("head_result"), "Heading 1")
        self.add("{{ result }}", indented=True)
        self.table("payments")
        self.tag("if accounts.rows")
        self.add("{{ accounts.title }}", "Heading 2")
        self.table("accounts")
        self.tag("endif")
        self.add(self.word("head_due"), "Heading 1")
        self.each("due")
        self.add(self.word("head_sections"), "Heading 1")
        self.tag("if sections.rows")
        self.table("sections")
        self.tag("else")
        self.add(self.word("no_sections"), indented=True)
        self.tag("endif")
        self.some("head_budget", "budget")
        self.add(self.word("head_objection"), "Heading 1")
        self.add("{{ objection }}", indented=True)
        self.some("head_warnings", "warnings", "Body Text", nothing="no_warnings")
        self.add(self.word("head_sources"), "Heading 1")
        self.each("sources", style="Body Text")
        self.attachments()
        # a seal never stands on a page of its own
        for text in ("", "{{ issuer }}"):
            self.add(text, align=RIGHT).paragraph_format.keep_with_next = True
        self.add("{{ date }}", align=RIGHT)

    def name_of_agreement(self) -> None:
        """A long name is set smaller, so that its last two or three characters do not stand on a line of their own."""
        if self.language == "zh":
            self.tag(f"if agreement|length > {LONGEST_TITLE}")
            self.add("{{ agreement }}", "Subtitle", CENTER)
            self.tag("else")
        self.add("{{ agreement }}", "Title", CENTER)
        if self.language == "zh":
            self.tag("endif")

    def attachments(self) -> None:
        """The first stands beside the word, the others below it (GB/T 9704-2012, 7.3.4)."""
        first = say("command.labelled", self.language, label=self.word("head_attachments"), text="")
        blank = WIDE_BLANK * (-(-display_width(first) // 2))
        before = f"{{% if loop.first %}}{first}{{% else %}}{blank}{{% endif %}}"
        self.each("attachments", before + "{{ loop.index }}. {{ each }}", kept=True)

    def some(
        self,
        heading: str,
        field: str,
        style: str = "Normal",
        *,
        heading_style: str = "Heading 1",
        nothing: str = "none",
    ) -> None:
        """A heading and texts, or a word that there are none."""
        self.add(self.word(heading), heading_style)
        self.each(field, style=style)
        self.tag(f"if not {field}")
        self.add(self.word(nothing), style if heading_style == "Heading 2" else "Normal", indented=True)
        self.tag("endif")

    def box(self, field: str) -> None:
        """Texts in a red frame that nobody overlooks."""
        frame = self.document.add_table(1, 1)
        borders = OxmlElement("w:tblBorders")
        for side in ("top", "left", "bottom", "right"):
            line = OxmlElement(f"w:{side}")
            for key, value in (("val", "single"), ("sz", "12"), ("space", "0"), ("color", RED)):
                line.set(qn(f"w:{key}"), value)
            borders.append(line)
        look = frame._tbl.tblPr
        following = next(each for each in look if each.tag in (qn("w:tblLayout"), qn("w:tblLook")))
        following.addprevious(borders)  # Word wants them in this order
        cell = frame.cell(0, 0)
        cell.paragraphs[0].text = f"{{%p for each in {field} %}}"
        line = cell.add_paragraph("", style="Heading 2")
        line.add_run("{{ each }}").font.color.rgb = RGBColor.from_string(RED)
        cell.add_paragraph("{%p endfor %}")

    def annex(self, number: int, key: str) -> None:
        """The head of an annex on a new page."""
        head = self.document.add_paragraph(style="Heading 1")
        head.add_run().add_break(WD_BREAK.PAGE)
        head.add_run(f"{say('notice.head_annex', self.language, number=number)}　{self.word(f'annex_{key}')}")

    def annex_values(self) -> None:
        self.annex(1, "values")
        self.tag("for each in values")
        self.add("{{ each.title }}", "Heading 2")
        self.table("each")
        self.tag("endfor")
        self.tag("if not values")
        self.add(self.word("none"), "Body Text")
        self.tag("endif")
        self.tag("if inputs.rows")
        self.add(self.word("head_inputs"), "Heading 2")
        self.table("inputs")
        self.tag("endif")

    def annex_workings(self) -> None:
        self.annex(2, "workings")
        for field in ("formulas", "lines"):
            self.add(f"{{{{ {field}.title }}}}", "Heading 2")
            self.table(field)
        self.add(self.word("head_workings"), "Heading 2")
        self.tag("if not workings")
        self.add(self.word("none"), "Body Text", indented=True)
        self.tag("endif")
        self.tag("for each in workings")
        self.add("{{ loop.index }}. {{ each.head }}", "Body Text 2").paragraph_format.keep_with_next = True
        self.tag("for step in each.steps")
        self.add("{{ step }}", "Body Text 3", indented=True)
        self.tag("endfor")
        self.tag("endfor")
        self.tag("if workings_left")
        self.add("{{ workings_left }}", "Body Text")
        self.tag("endif")

    def annex_terms(self) -> None:
        self.annex(3, "terms")
        self.add(self.word("head_terms"), "Heading 2")
        self.table("terms")
        self.some("head_notes", "notes", "Body Text", heading_style="Heading 2")

    # -- the page ---------------------------------------------------------------------------------------------------

    def drop_ballast(self) -> None:
        """What python-docx's empty file brings along: a picture of it, and styles for a Word of 2010."""
        for relations in (self.document.part.package.rels, self.document.part.rels):
            for key in [key for key, each in relations.items() if each.reltype.endswith(BALLAST)]:
                del relations[key]

    def set_page(self) -> None:
        """A4 with the margins of an official letter; the mark above, the page numbers below."""
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        head = section.header.paragraphs[0]
        head.alignment = CENTER
        head.add_run("{{ mark }}").font.color.rgb = RGBColor.from_string(RED)
        foot = section.footer.paragraphs[0]
        foot.alignment = CENTER
        marks = {"⟦1⟧": "PAGE", "⟦2⟧": "NUMPAGES"}
        for part in re.split("(⟦[12]⟧)", say("notice.page", self.language, page="⟦1⟧", pages="⟦2⟧")):
            if part in marks:
                field = OxmlElement("w:fldSimple")
                field.set(qn("w:instr"), marks[part])
                foot._p.append(field)
                field.append(foot.add_run("1")._r)
            else:
                foot.add_run(part)

    def set_styles(self) -> None:
        """Fonts by script, so that Chinese is not left to the Latin font."""
        for name, font, size, bold, line in STYLES:
            style = self.document.styles[name]
            style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
            style.font.color.rgb = RGBColor(0, 0, 0)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            fonts.attrib.clear()
            for script, chosen in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", LATIN), ("eastAsia", font)):
                fonts.set(qn(f"w:{script}"), chosen)
            for border in style.element.findall(f".//{qn('w:pBdr')}"):
                border.getparent().remove(border)
            form = style.paragraph_format
            form.space_before, form.space_after = Pt(0), Pt(3 if name.startswith("Heading") and not line else 0)
            form.line_spacing_rule = WD_LINE_SPACING.EXACTLY if line else WD_LINE_SPACING.SINGLE
            if line:
                form.line_spacing = Pt(line)
        known = self.document.settings.element
        for language in (*self.document.styles.element.iter(qn("w:lang")), *known.iter(qn("w:themeFontLang"))):
            language.set(qn("w:eastAsia"), "zh-CN")
        for each in known.iter(qn("w:compatSetting")):
            if each.get(qn("w:name")) == "compatibilityMode":
                each.set(qn("w:val"), THIS_WORD)

    def set_properties(self) -> None:
        """Who wrote it and when: nobody, and always the same day."""
        known = self.document.core_properties
        known.author = known.last_modified_by = known.comments = known.keywords = known.title = ""
        known.created = known.modified = WRITTEN
        known.revision = 1


def indent(paragraph: Any, size: float) -> None:
    """Two characters in front of the first line; some programs want to be told how wide these are."""
    found = paragraph._p.get_or_add_pPr().get_or_add_ind()
    found.set(qn("w:firstLineChars"), "200")
    found.set(qn("w:firstLine"), str(int(2 * size * TWIPS_PER_POINT)))
