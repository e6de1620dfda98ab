"""Writes the workbook: all sheets in order, cells with their looks, pages for A4, in the same bytes each time."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ecocomp.formula.cell_text import At, absolute, ranges, reference
from ecocomp.settlement import Settlement
from ecocomp.settlement.wheres import label_text
from ecocomp.standards.grades import grade_text
from ecocomp.wording import say
from ecocomp.workbook.book import Book, Entry, Sheet
from ecocomp.workbook.looks import GRADE_IN_ENGLISH, NUMBER_FORMATS, TRUTH_IN_ENGLISH
from ecocomp.workbook.scope import SheetScope
from ecocomp.workbook.summary_sheet import Summary
from ecocomp.workbook.transfers_sheet import TransfersSheet
from ecocomp.written import text_width

if TYPE_CHECKING:
    import xlsxwriter

#: Files carry a date of making; the same settlement has the same bytes whenever it is written.
MADE = datetime.datetime(2000, 1, 1)
A4 = 9
#: Columns are so many letters wide at least and at most; rows as high as so many lines.
NARROWEST, WIDEST, LINE_HEIGHT, MOST_LINES = 8, 40, 14, 25
#: What Excel takes: so many characters of a formula, and so many brackets inside each other.
LONGEST_FORMULA, DEEPEST_FORMULA = 8192, 60
#: What Excel takes in what is told of a selected cell.
LONGEST_TITLE, LONGEST_TOLD = 30, 250
#: The whole numbers that stand for grades, and for no and yes; other cells take any number.
TYPED = {"grade": (1, 6), "truth": (0, 1)}
ANY_NUMBER = (-1e15, 1e15)
MIDDLE_GRADES = (2, 3, 4, 5)
FONT = "宋体"
#: The sheets in their order; those without anything are left out.
SHEETS = ("summary", "transfers", "rules_year", "rules_month", "rules_day", "values", "terms", "readings")


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A table of texts that is written as it is: its title, headings and rows."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


def workbook_of(
    settlement: Settlement, language: str, opening: Sequence[str], record: str, more: Mapping[str, PlainTable]
) -> Book:
    """All sheets of a settlement: ``opening`` are the lines above the summary, ``record`` names the record there.

    ``more`` are the tables behind, by sheet.
    """
    book = Book(settlement.scope.space, lambda axis, label: label_text(settlement.agreement, label, language))
    for name in SHEETS:
        book.sheet(say(f"workbook.{name}", language))
    scope = SheetScope(settlement, book, language)
    for name in settlement.agreement.checked.rules:
        scope.lookup(name, 0)
    transfers = TransfersSheet(scope, book, language)
    transfers.write()
    Summary(book, scope, transfers, language).write(opening, record)
    for title, table in more.items():
        sheet = book.sheet(title)
        sheet.line([table.title], "title")
        sheet.line(table.columns, "heading")
        for row in table.rows:
            sheet.line(row, "wrapped")
    book.sheets = {title: sheet for title, sheet in book.sheets.items() if sheet.cells}
    return book


def book_bytes(book: Book, title: str, language: str) -> bytes:
    """A book as the bytes of a workbook, the same for the same book."""
    import xlsxwriter

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(stream, options) as workbook:
        workbook.set_properties({"created": MADE, "title": title})
        formats = Formats(workbook, language)
        for sheet in book.sheets.values():
            write_sheet(workbook, sheet, formats)
        for name, (first, last) in book.names.items():
            cells = f"{absolute(first)}:{absolute(last)}" if first != last else absolute(first)
            workbook.define_name(name, f"='{first.sheet}'!{cells}")
    return stream.getvalue()


class Formats:
    """The formats of cells by look, each made once."""

    def __init__(self, workbook: xlsxwriter.Workbook, language: str) -> None:
        self.workbook = workbook
        self.language = language
        self._made: dict[str, Any] = {}

    def of(self, look: str) -> Any:
        if look not in self._made:
            self._made[look] = self.workbook.add_format(self.properties(look))
        return self._made[look]

    def properties(self, look: str) -> dict[str, Any]:
        found: dict[str, Any] = {"font_name": FONT, "font_size": 10, "valign": "vcenter"}
        bare = look.removeprefix("given_")
        shown = "number" if look == "given" else bare
        if shown in NUMBER_FORMATS and shown != "text":
            found["num_format"] = NUMBER_FORMATS[shown]
        if self.language == "en" and shown in ("grade", "truth"):
            found["num_format"] = GRADE_IN_ENGLISH if shown == "grade" else TRUTH_IN_ENGLISH
        if look.startswith("given"):
            found |= {
                "font_color": "#1F4E9E",
                "bg_color": "#FFF9E5",
                "locked": False,
                "border": 1,
                "border_color": "#D9D9D9",
            }
        elif shown in NUMBER_FORMATS and look != "text":
            found |= {"border": 1, "border_color": "#D9D9D9"}
        if look == "title":
            found |= {"bold": True, "font_size": 12}
        if look == "heading":
            found |= {"bold": True, "bg_color": "#DCE6F1", "border": 1, "align": "center", "text_wrap": True}
        if look == "label":
            found |= {"bg_color": "#F2F2F2", "border": 1, "border_color": "#D9D9D9"}
        if look.startswith("remark"):
            found |= {"font_color": "#7F7F7F", "font_size": 9}
        if look == "absent":
            found |= {"align": "center", "font_color": "#7F7F7F", "border": 1, "border_color": "#D9D9D9"}
        if look.startswith("warning"):
            found |= {"bold": True, "font_color": "#C00000"}
        if look.endswith("wrapped"):
            found |= {"text_wrap": True, "valign": "top"}
        if look == "hidden":
            found |= {"font_color": "#FFFFFF", "num_format": NUMBER_FORMATS["fen"]}
        return found


def write_sheet(workbook: xlsxwriter.Workbook, sheet: Sheet, formats: Formats) -> None:
    """One sheet with its cells, widths and print set-up; formulas are locked, without a password."""
    page = workbook.add_worksheet(sheet.title)
    widths: dict[int, int] = {}
    for (row, column), entry in sorted(sheet.cells.items()):
        write_cell(page, row, column, entry, formats.of(entry.look), formats.language)
        if entry.look not in ("title", "remark", "warning"):
            widths[column] = max(widths.get(column, NARROWEST), width_of(entry, formats.language))
    for column, width in widths.items():
        page.set_column(column, column, width, None, {"hidden": is_bare(sheet, column)})
    for row, height in heights(sheet, widths).items():
        page.set_row(row, height)
    show_grades(workbook, page, sheet, formats.language)
    check_given(page, sheet, formats.language)
    if sheet.headed:
        page.freeze_panes(sheet.headed, 0)
        page.repeat_rows(0, sheet.headed - 1)
    page.set_paper(A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    if sheet.printed is not None:
        page.print_area(0, 0, sheet.next_row, sheet.printed)
        widen_lines(page, sheet, widths, formats)
    page.set_footer("&C&P / &N")
    page.protect("", {"format_cells": True, "format_columns": True, "format_rows": True, "autofilter": True})


def show_grades(workbook: xlsxwriter.Workbook, page: Any, sheet: Sheet, language: str) -> None:
    """Grades as Ⅱ to Ⅴ: a number format has room for two of them, the others are formats on condition."""
    cells = [At(sheet.title, *at) for at, each in sheet.cells.items() if each.look.endswith("grade")]
    if not cells:
        return
    areas = areas_of(cells)
    first = areas[0].split(":")[0]
    for grade in MIDDLE_GRADES:
        text = grade_text(grade) if language == "zh" else f"class {grade_text(grade)}"
        look = workbook.add_format({"num_format": f'"{text}"'})
        rule = {"type": "cell", "criteria": "==", "value": grade, "format": look, "multi_range": " ".join(areas)}
        page.conditional_format(first, rule)


def check_given(page: Any, sheet: Sheet, language: str) -> None:
    """What is told when a cell is selected, and what may be typed into one that may be changed."""
    cells: dict[tuple[str, str], list[At]] = {}
    for (row, column), entry in sheet.cells.items():
        told = sheet.told.get((row, column), "")
        given = entry.look.removeprefix("given_") if entry.look.startswith("given") else ""
        if told or given:
            cells.setdefault((told, given), []).append(At(sheet.title, row, column))
    for (told, given), each in cells.items():
        title, _, message = told.partition("\n")
        rule: dict[str, Any] = {"validate": "any"}
        if given:
            # readings are given figures of no other look
            word = "typed_whole" if given in TYPED else "typed_reading" if given == "given" else "typed"
            low, high = TYPED.get(given, ANY_NUMBER)
            kind = "integer" if given in TYPED else "decimal"
            rule = {"validate": kind, "criteria": "between", "minimum": low, "maximum": high}
            rule["error_message"] = say(f"workbook.{word}", language, low=low, high=high)
        if told:
            rule |= {"input_title": shortened(title, LONGEST_TITLE), "input_message": shortened(message, LONGEST_TOLD)}
        areas = areas_of(each)
        page.data_validation(areas[0], rule | {"multi_range": " ".join(areas)})


def areas_of(cells: Sequence[At]) -> list[str]:
    """Cells of one sheet as areas."""
    return [f"{reference(first, first.sheet)}:{reference(last, last.sheet)}" for first, last in ranges(cells)]


def shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def widen_lines(page: Any, sheet: Sheet, widths: Mapping[int, int], formats: Formats) -> None:
    """Lines of text over all columns that are printed, broken where they are longer."""
    last = sheet.printed
    assert last is not None
    room = sum(widths.get(column, NARROWEST) for column in range(last + 1))
    for (row, column), entry in sheet.cells.items():
        if column == 0 and entry.look in ("warning", "remark") and (row, 1) not in sheet.cells:
            look = formats.of(f"{entry.look}_wrapped")
            page.merge_range(row, 0, row, last, "", look)
            write_cell(page, row, 0, entry, look, formats.language)
            lines = -(-text_width(str(entry.value)) // room) or 1
            page.set_row(row, LINE_HEIGHT * min(lines, MOST_LINES))


def is_bare(sheet: Sheet, column: int) -> bool:
    """Whether a column has nothing but its heading, where a sheet is one list with headings above."""
    return bool(sheet.headed) and not any(at == column and row >= sheet.headed for row, at in sheet.cells)


def heights(sheet: Sheet, widths: Mapping[int, int]) -> dict[int, int]:
    """Rows with text that is broken are as high as it needs; not every spreadsheet finds that by itself."""
    found: dict[int, int] = {}
    for (row, column), entry in sheet.cells.items():
        if entry.look == "wrapped":
            lines = sum(-(-text_width(each) // (widths[column] - 1)) or 1 for each in str(entry.value).split("\n"))
            found[row] = max(found.get(row, 1), lines)
    return {row: LINE_HEIGHT * min(lines, MOST_LINES) for row, lines in found.items() if lines > 1}


def width_of(entry: Entry, language: str) -> int:
    """How wide a cell should be for what it shows."""
    value = entry.value
    if isinstance(value, str):
        return min(2 + text_width(value.split("\n")[0]), WIDEST)
    look = entry.look.removeprefix("given_")
    if look in ("fen", "money", "wan"):
        return max(12, len(f"{float(value):,.2f}") + (6 if look != "fen" else 2))
    return 14 if look == "grade" and language == "en" else 10


def write_cell(page: Any, row: int, column: int, entry: Entry, look: Any, language: str) -> None:
    """One cell: a formula with the value it has, a text or a number; its note."""
    value, note = entry.value, entry.note
    if entry.formula and not is_writable(entry.formula):
        note = say("workbook.too_long", language)
        page.write(row, column, cached(value), look)
    elif entry.formula:
        page.write_formula(row, column, f"={entry.formula}", look, cached(value))
    elif isinstance(value, str):
        page.write_string(row, column, value, look)
    else:
        page.write_number(row, column, cached(value), look)
    if note:
        page.write_comment(row, column, note)


def is_writable(formula: str) -> bool:
    """Whether a spreadsheet takes a formula: one that is too long, or too deep, makes it refuse the whole file."""
    if formula.count("(") <= DEEPEST_FORMULA:  # nearly all, and then none can be so deep
        return len(formula) <= LONGEST_FORMULA
    depth = deepest = 0
    for sign in formula:
        depth += (sign == "(") - (sign == ")")
        deepest = max(deepest, depth)
    return len(formula) <= LONGEST_FORMULA and deepest <= DEEPEST_FORMULA


def cached(value: Any) -> Any:
    """An exact value as the double that a cell holds."""
    return float(value) if isinstance(value, Fraction | Decimal) else value
