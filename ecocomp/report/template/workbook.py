"""The workbook drawn: four sheets with formats, protection, validation and the set-up of printed pages.

Every text is written as text, whatever it begins with: nothing of an agreement ever becomes a formula.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from typing import Any

from ecocomp.readings.reading import DAY_LENGTH
from ecocomp.report.template import checks, codes
from ecocomp.report.template.example import example_rows
from ecocomp.report.template.form import Column, Form
from ecocomp.report.template.guide import guide_rows, shortened, title_of
from ecocomp.wording import say
from ecocomp.written import column_letters, text_width

#: Stands for the time of writing, which would make each file differ: the first day of the zip format.
WRITTEN = datetime.datetime(1980, 1, 1)
FONTS = {"zh": "宋体", "en": "Calibri"}
A4 = 9
NARROWEST, WIDEST = 10, 28
HIGHEST = 400
LONGEST_IN_HEADER = 60
#: Text of a cell that looks like a number is meant to be text.
TEXT = "@"
LOCKED, OPEN, EXAMPLE, WARNING = "#EDEDED", "#FFFBE6", "#F7F7F7", "#C00000"


def workbook_bytes(form: Form, language: str) -> bytes:
    """The whole workbook."""
    import xlsxwriter

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    base = {"font_name": FONTS[language], "font_size": 11}
    with xlsxwriter.Workbook(buffer, {**options, "default_format_properties": base}) as book:
        title = say("template.title", language, title=title_of(form.agreement, language), year=form.period.year)
        book.set_properties({"title": title, "author": "", "created": WRITTEN})
        Drawing(book, form, language, title).draw()
    return buffer.getvalue()


class Drawing:
    """Draws one workbook; the formats are made once and shared by the sheets."""

    def __init__(self, book: Any, form: Form, language: str, title: str) -> None:
        self.book = book
        self.form = form
        self.language = language
        self.title = title
        framed = {"border": 1, "border_color": "#BFBFBF", "valign": "vcenter"}
        centred = {**framed, "align": "center"}
        told: dict[str, dict[str, object]] = {
            "title": {"bold": True, "font_size": 14, "align": "left", "valign": "vcenter"},
            "warning": {"bold": True, "font_color": WARNING, "valign": "vcenter", "text_wrap": True},
            "part": {"bold": True, "font_size": 12, "bottom": 1, "valign": "vcenter"},
            "text": {"text_wrap": True, "valign": "vcenter", "num_format": TEXT},
            "item": {"text_wrap": True, "valign": "vcenter", "num_format": TEXT, "bold": True},
            "office": {"locked": False, "num_format": TEXT, "valign": "vcenter"},
            "english": {"italic": True, "font_size": 9, "text_wrap": True, "align": "center", "valign": "bottom"},
            "heading": {**centred, "bold": True, "text_wrap": True, "bg_color": "#D9E2F3"},
            "given": {**framed, "bg_color": LOCKED, "num_format": TEXT, "text_wrap": True},
            "value": {**centred, "bg_color": OPEN, "num_format": TEXT, "locked": False},
            "remark": {**framed, "bg_color": OPEN, "num_format": TEXT, "locked": False, "text_wrap": True},
            "shown": {**centred, "bg_color": EXAMPLE, "num_format": TEXT, "font_color": "#595959", "text_wrap": True},
            "wrong": {"bg_color": "#FFC7CE", "font_color": "#9C0006"},
            "doubtful": {"bg_color": "#FFEB9C", "font_color": "#9C5700"},
        }
        # a stronger line above the first row of each section
        told |= {f"{name}_first": {**told[name], "top": 2} for name in ("given", "value", "remark")}
        self.formats = {name: book.add_format(each) for name, each in told.items()}

    def say(self, code: str, **details: object) -> str:
        return say(code, self.language, **details)

    def draw(self) -> None:
        """All sheets, in their order; the form is the one that opens."""
        names = ("guide", "form", "example", "codes")
        guide, form, example, listed = (self.book.add_worksheet(self.say(f"template.sheet_{each}")) for each in names)
        self.draw_codes(listed)
        self.draw_guide(guide)
        self.draw_form(form)
        self.draw_example(example)
        form.activate()

    # -- the form -----------------------------------------------------------------------------------------------------

    def draw_form(self, sheet: Any) -> None:
        """The rows to fill in, with all their checks."""
        top = self.head(sheet, self.title, self.say("template.office_line"))
        columns, rows = self.form.columns, self.form.rows
        for place, (section, time) in enumerate(rows):
            for index, column in enumerate(columns):
                text = self.form.given(column, section, time)
                kind = "given" if column.given else "remark" if column.key == "remark" else "value"
                first = place % len(self.form.times) == 0
                self.text(sheet, top + place, index, text, f"{kind}_first" if first else kind)
        last = top + len(rows) - 1
        for index, column in enumerate(columns):
            self.check(sheet, column, (top, index, last, index))
        self.colour(sheet, top, last)
        names = [each.name for each in self.form.agreement.sections.values()]
        self.set_widths(sheet, names)
        self.page(sheet, last, heading=top - 1)
        given = sum(column.given for column in columns)
        sheet.freeze_panes(top, given)
        sheet.ignore_errors({"number_stored_as_text": f"A1:{self.cell(last, len(columns) - 1)}"})
        sheet.protect("", {"format_columns": True, "format_rows": True})
        sheet.set_selection(top, given, top, given)

    def head(self, sheet: Any, title: str, line: str, kind: str = "title") -> int:
        """Title, a second line and the headings; gives the row below."""
        last = len(self.form.columns) - 1
        sheet.set_row(0, 30)
        sheet.merge_range(0, 0, 0, last, "", self.formats[kind])
        self.text(sheet, 0, 0, title, kind)
        row = 1
        if line:
            sheet.set_row(row, 24)
            sheet.merge_range(row, 0, row, last, "", self.formats["office"])
            self.text(sheet, row, 0, line, "office")
            row += 1
        if self.language == "en":
            # Above the headings, where the reader passes over it: a second row of headings would be read as one.
            sheet.set_row(row, 36)
            for index, column in enumerate(self.form.columns):
                unit = f"\n({column.unit})" if column.unit and column.unit != "无量纲" else ""
                self.text(sheet, row, index, f"{column.english}{unit}", "english")
            row += 1
        sheet.set_row(row, 36)
        for index, column in enumerate(self.form.columns):
            self.text(sheet, row, index, column.heading, "heading")
        return row + 1

    def check(self, sheet: Any, column: Column, area: tuple[int, int, int, int]) -> None:
        """The data validation of one column."""
        wrong = {"error_title": self.say("template.list_error_title"), "error_message": self.say("template.list_error")}
        if column.key == "time":
            # a list has at most 255 characters: the months of a year, but not its days
            allowed: dict[str, Any] = {"validate": "list", "source": list(self.form.times)}
            told = {**wrong, "error_message": self.say("template.time_error")}
            if self.form.daily:
                allowed = {"validate": "length", "criteria": "==", "value": DAY_LENGTH}
                told["error_message"] = self.say("template.day_error")
            sheet.data_validation(*area, {**allowed, **told})
        if column.given:
            return
        asked = {"input_title": column.name[:32], "input_message": checks.prompt(column, self.language)}
        if column.indicator is not None:
            signed = column.signed
            formula = checks.is_notation(self.cell(area[0], area[1]), signed)
            told = {
                "error_title": self.say("template.value_error_title"),
                "error_message": self.say("template.signed_error" if signed else "template.value_error"),
            }
            sheet.data_validation(*area, {"validate": "custom", "value": f"={formula}", **told, **asked})
        elif column.key == "remark":
            sheet.data_validation(*area, {"validate": "any", **asked})
        else:
            sheet.data_validation(*area, {"validate": "list", "source": self.choices(column), **wrong, **asked})

    def choices(self, column: Column) -> list[str]:
        """What a cell of the column offers."""
        if column.key == "method":
            return list(codes.METHODS)
        if column.key == "state":
            return [codes.NORMAL, *codes.state_words().values()]
        return list(codes.GRADE_CHOICES)

    def colour(self, sheet: Any, top: int, last: int) -> None:
        """Conditional formats: what cannot be read is red, what is hardly possible is yellow."""
        columns = {column.key: index for index, column in enumerate(self.form.columns)}

        def when(index: int, formula: str, kind: str) -> None:
            criteria = {"type": "formula", "criteria": f"={formula}", "format": self.formats[kind]}
            sheet.conditional_format(top, index, last, index, criteria)

        for index, column in enumerate(self.form.columns):
            if column.indicator is None:
                continue
            cell = self.cell(top, index)
            when(index, checks.wrong_notation(cell, column.signed), "wrong")
            if column.key == "ph":
                when(index, checks.outside(cell, 0, 14), "doubtful")
        for more, less in checks.implausible(self.form):
            cells = [self.cell(top, columns[each.key]) for each in (more, less)]
            fixed = checks.smaller(*(f"${cell}" for cell in cells))
            for each in (more, less):
                when(columns[each.key], fixed, "doubtful")

    # -- the other sheets ---------------------------------------------------------------------------------------------

    def draw_example(self, sheet: Any) -> None:
        """The filled example, locked and without checks."""
        top = self.head(sheet, self.say("template.example_title"), "", "warning")
        rows = example_rows(self.form, self.language)
        for place, cells in enumerate(rows):
            for index, text in enumerate(cells):
                self.text(sheet, top + place, index, text, "shown")
        self.set_widths(sheet, [cells[0] for cells in rows], [cells[-1] for cells in rows])
        last = top + len(rows) - 1
        sheet.ignore_errors({"number_stored_as_text": f"A1:{self.cell(last, len(self.form.columns) - 1)}"})
        self.page(sheet, last, heading=top - 1)
        sheet.protect("")

    def draw_guide(self, sheet: Any) -> None:
        """The instructions."""
        rows = list(guide_rows(self.form, self.language))
        widths = (20, 64, 46)
        for index, width in enumerate(widths):
            sheet.set_column(index, index, width)
        for place, row in enumerate(rows):
            kinds = {"text": ("item", "text", "text"), "warning": ("item", "warning", "text")}
            kind = kinds.get(row.kind, (row.kind,) * len(widths))
            # a heading of a part goes over the whole width, and so does what has nothing beside it
            cells = row.cells if row.kind != "part" else (*row.cells, "", "")
            room: tuple[int, ...] = widths
            if row.kind in kinds and not row.cells[-1]:
                cells, room = row.cells[:-1], (widths[0], sum(widths[1:]))
                sheet.merge_range(place, 1, place, 2, "", self.formats[kind[1]])
            for index, text in enumerate(cells):
                self.text(sheet, place, index, text, kind[index])
            lines = max(-(-text_width(text) // (width - 2)) for text, width in zip(cells, room, strict=False))
            sheet.set_row(place, min({"title": 30, "part": 28}.get(row.kind, 15 * max(lines, 1) + 4), HIGHEST))
        sheet.ignore_errors({"number_stored_as_text": f"A1:C{len(rows)}"})
        self.page(sheet, len(rows) - 1, columns=len(widths))
        sheet.hide_gridlines(2)
        sheet.protect("")

    def draw_codes(self, sheet: Any) -> None:
        """The words that may stand instead of a value; the validation looks them up here."""
        keys = ("word", "meaning", "treatment")
        listed = codes.words(self.form.rules, self.language)
        for index, key in enumerate(keys):
            self.text(sheet, 0, index, self.say(f"template.state_{key}"), "heading")
        for place, each in enumerate(listed, 1):
            for index, text in enumerate((each.word, each.meaning, each.treatment)):
                self.text(sheet, place, index, text, "text")
        name = sheet.get_name()
        self.book.define_name(checks.WORDS, f"='{name}'!$A$2:$A${len(listed) + 1}")
        for index, width in enumerate((18, 46, 52)):
            sheet.set_column(index, index, width)
        self.page(sheet, len(listed), heading=0, columns=len(keys))
        sheet.protect("")

    # -- what all sheets share ----------------------------------------------------------------------------------------

    def text(self, sheet: Any, row: int, column: int, text: str, kind: str) -> None:
        """A cell with a text, always as text; empty ones keep their format."""
        if text:
            sheet.write_string(row, column, text, self.formats[kind])
        else:
            sheet.write_blank(row, column, None, self.formats[kind])

    @staticmethod
    def cell(row: int, column: int) -> str:
        """The address of a cell, such as ``C5``."""
        return f"{column_letters(column)}{row + 1}"

    def set_widths(self, sheet: Any, sections: Sequence[str], remarks: Sequence[str] = ()) -> None:
        """Columns wide enough for the longer of heading and usual content; that of remarks has room to write."""
        for index, column in enumerate(self.form.columns):
            if column.key == "section":
                wanted = max(map(text_width, sections)) + 2
            elif column.key == "remark":
                sheet.set_column(index, index, max([24, *(text_width(each) + 4 for each in remarks)]))
                continue
            else:
                wanted = max(text_width(line) for line in column.heading.split("\n")) + 2
            if self.language == "en":
                wanted = max(wanted, *(len(word) + 1 for word in column.english.split()))
            sheet.set_column(index, index, min(max(wanted, NARROWEST), WIDEST))

    def page(self, sheet: Any, last: int, *, heading: int | None = None, columns: int | None = None) -> None:
        """A4 across, as wide as a page, with the heading on each page."""
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        sheet.print_area(0, 0, last, (columns or len(self.form.columns)) - 1)
        if heading is not None:
            sheet.repeat_rows(heading)
        # an ampersand is a command in headers
        name = shortened(title_of(self.form.agreement, self.language), LONGEST_IN_HEADER).replace("&", "&&")
        year = self.say("template.header_year", year=self.form.period.year)
        count = len(self.form.agreement.unconfirmed)
        # the blank keeps a number that follows from being taken for the size of the letters
        middle = "&C&9 " + self.say("template.header_open", count=count) if count else ""
        sheet.set_header(f"&L&9 {name}{middle}&R&9 {sheet.get_name()} {year}")
        sheet.set_footer("&C&9 " + self.say("template.footer", page="&P", pages="&N"))
