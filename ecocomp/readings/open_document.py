"""The sheets of an OpenDocument file (ods): how large they are, and their cells that need a word.

Source: OpenDocument 1.3 part 3, clauses 9.1 (tables), 14.1 (annotations), 16.2 and 20.346 (styles, struck-out text).
"""

from __future__ import annotations

import zipfile
from decimal import Decimal, InvalidOperation
from xml.parsers import expat

from ecocomp.readings.cell_looks import LONGEST_COMMENT, Comment, Display, Style, comment
from ecocomp.readings.cells import DIGITS
from ecocomp.readings.grid import ERROR_CELL, MOST_COLUMNS, UNCALCULATED_CELL, Marks, Merge
from ecocomp.readings.shown_texts import LONGEST_SHOWN, shown_as
from ecocomp.readings.values import parse_value
from ecocomp.readings.workbook_bounds import BROKEN, MOST_SHEETS, Budget, TooLargeError, local, parse

HIDDEN = frozenset({"collapse", "filter"})
#: The types of cells that hold a number which may be shown as something else; amounts of money are shown as such.
NUMBERS = frozenset({"float", "percentage"})
#: What says how text is struck out, and the word for not at all.
STRIKES, NO_STRIKE = ("text-line-through-style", "text-line-through-type"), "none"
STRUCK = Style(struck=True)
#: Day 0 of serial numbers where a file says nothing else.
USUAL_DAY = "1899-12-30"
#: Numbers of more digits before or behind the point are none that a spreadsheet holds.
LARGEST_POWER = 310
#: So many pieces of a text are kept, and so much of each; more of it is not told.
MOST_PIECES = LONGEST_COMMENT
#: What stands in a cell beside its own text, and may hold texts.
ANNOTATION = "annotation"
DRAWINGS = frozenset(
    {
        "caption", "circle", "connector", "control", "custom-shape", "ellipse", "frame", "g", "line", "measure", "path",
        "polygon", "polyline", "rect", "regular-polygon",
    }
)  # fmt: skip


class OpenDocument:
    """Goes through the tags of the content; rows and cells count as often as they say they are repeated."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._marks: dict[str, Marks] = {}
        self._tables = 0
        #: The styles of cells whose text is struck out, and the style that is open.
        self._struck: set[str] = set()
        self._own = ""
        #: Whether the styles that have names could not be read.
        self._unexamined = False
        #: Whether serial numbers count from another day than the usual one.
        self._from_1904 = False
        #: How many elements are open within a comment or drawing, and the texts of a comment.
        self._depth = 0
        self._comment: list[str] | None = None
        self._table("")

    def read_styles(self, archive: zipfile.ZipFile, part: str) -> None:
        """Looks at the styles that have names; where they are damaged, cells are read all the same."""
        try:
            self._parse(archive, part)
        except BROKEN:
            self._unexamined = True

    def read(self, archive: zipfile.ZipFile, part: str = "content.xml") -> dict[str, Marks]:
        """What the content says of the cells of each sheet."""
        self._parse(archive, part)
        self._finish()
        return self._marks

    def _parse(self, archive: zipfile.ZipFile, part: str) -> None:
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.CharacterDataHandler = self._text
        self._parser.StartElementHandler = self._start
        parse(archive, part, self._parser, self._budget)

    def _table(self, name: str) -> None:
        self._name = name
        self._row = self._column = self._columns = 0
        self._rows = self._times = 1
        self._next_row = 0
        self._furthest_row = self._furthest_column = 0
        self._counted = 0
        self._is_hidden = self._is_struck = False
        self._cells: dict[tuple[int, int], str] = {}
        self._merges: list[Merge] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._struck_columns: set[int] = set()
        self._styled: dict[tuple[int, int], Style] = {}
        self._displays: dict[tuple[int, int], Display] = {}
        self._comments: list[Comment] = []
        # The number that the open cell holds, if it does, what it shows, and where text goes that is kept.
        self._number = ""
        self._shown: list[str] | None = None
        self._taken: list[str] | None = None

    def _finish(self) -> None:
        self._close()
        self._marks[self._name] = Marks(
            self._cells,
            tuple(self._merges),
            self._hidden_rows,
            self._hidden_columns,
            self._styled,
            self._displays,
            comments=tuple(sorted(self._comments)),
            unexamined=self._unexamined,
            from_1904=self._from_1904,
        )

    def _start(self, name: str, written: dict[str, str]) -> None:
        self._budget.tags += 1
        name = local(name)
        if self._depth:
            self._depth += 1
        elif name == ANNOTATION or name in DRAWINGS:
            self._depth, self._taken = 1, None
            self._comment = [] if name == ANNOTATION else None
            self._parser.EndElementHandler = self._end
        attributes = {local(key): value for key, value in written.items()}
        if written.get("calcext:value-type") == "error":
            attributes["value-type"] = "error"
        if name == "table":
            self._tables += 1
            if self._tables > MOST_SHEETS:
                raise TooLargeError
            self._finish()
            self._table(attributes.get("name", ""))
        elif name == "table-column":
            self._start_columns(attributes)
        elif name == "table-row":
            self._start_row(attributes)
        elif name in ("table-cell", "covered-table-cell"):
            self._close()
            self._cell(attributes)
        elif name == "p":
            self._paragraph()
        elif name == "s":
            self._blanks(max(int(attributes.get("c", "1")), 0))
        elif name == "null-date":
            self._from_1904 = attributes.get("date-value", USUAL_DAY) != USUAL_DAY
        elif name.endswith("style"):
            self._start_style(attributes, of_cells=name == "style" and attributes.get("family") == "table-cell")
        elif name == "text-properties" and self._own:
            for each in STRIKES:
                if each in attributes:
                    (self._struck.discard if attributes[each] == NO_STRIKE else self._struck.add)(self._own)

    def _start_columns(self, attributes: dict[str, str]) -> None:
        """A column, or several alike."""
        times = int(attributes.get("number-columns-repeated", "1"))
        columns = range(self._columns, min(self._columns + times, MOST_COLUMNS))
        if attributes.get("visibility") in HIDDEN:
            self._budget.add_cells(len(columns))
            self._hidden_columns.update(columns)
        if attributes.get("default-cell-style-name") in self._struck:
            self._struck_columns.update(columns)
        self._columns += times

    def _start_row(self, attributes: dict[str, str]) -> None:
        """A row, or several alike."""
        self._close()
        self._row, self._column = self._next_row, 0
        self._rows = int(attributes.get("number-rows-repeated", "1"))
        self._next_row = self._row + self._rows
        self._is_hidden = attributes.get("visibility") in HIDDEN
        self._is_struck = attributes.get("default-cell-style-name") in self._struck

    def _start_style(self, attributes: dict[str, str], *, of_cells: bool) -> None:
        """A style, of whose text the properties follow; it is struck out where the one that it is made from is."""
        self._own = attributes.get("name", "") if of_cells else ""
        if self._own and attributes.get("parent-style-name") in self._struck:
            self._struck.add(self._own)

    def _blanks(self, blanks: int) -> None:
        """So many blanks in a text."""
        self._budget.add_text(blanks * self._rows * self._times)
        if self._taken is not None:
            self._taken.append(" " * min(blanks, LONGEST_SHOWN))

    def _end(self, _: str) -> None:
        """Ends are told of only within a comment or drawing."""
        self._depth -= 1
        if not self._depth:
            if self._comment is not None:
                self._comments.append(comment(self._row, self._column - 1, " ".join(self._comment)))
            self._comment = self._taken = None
            self._parser.EndElementHandler = None

    def _paragraph(self) -> None:
        """A text begins, of the open cell or of a comment or drawing on it."""
        self._filled()
        if self._depth:
            self._taken = self._comment
        elif self._number:
            self._shown = self._taken = self._shown or []

    def _text(self, written: str) -> None:
        """Every repetition of a cell has a text of its own once it is read."""
        self._budget.add_text(len(written) * self._rows * self._times)
        if self._taken is not None and len(self._taken) < MOST_PIECES:
            self._taken.append(written[: 20 * LONGEST_COMMENT])

    def _close(self) -> None:
        """The open cell is over: notes what it shows beside the number that it holds."""
        if self._shown is not None:
            display = _display("".join(self._shown), self._number)
            if display is not None:
                self._displays |= dict.fromkeys(self._places(), display)
        self._number, self._shown, self._taken = "", None, None

    def _places(self) -> list[tuple[int, int]]:
        """The rows and columns of the open cell and its repetitions."""
        self._budget.add_cells(self._rows * self._times)
        columns = range(self._column - self._times, self._column)
        return [(row, column) for row in range(self._row, self._next_row) for column in columns]

    def _cell(self, attributes: dict[str, str]) -> None:
        self._budget.cells += 1
        self._times = int(attributes.get("number-columns-repeated", "1"))
        self._column += self._times
        if "string-value" in attributes:
            self._text(attributes["string-value"])
        if "value-type" not in attributes and "formula" not in attributes:
            return
        self._filled()
        left, top = self._column - self._times, self._row
        text = ""
        if attributes.get("value-type") == "error":
            text = ERROR_CELL
        elif "value-type" not in attributes:
            text = UNCALCULATED_CELL
        if text:
            self._cells |= dict.fromkeys(self._places(), text)
        elif attributes["value-type"] in NUMBERS:
            self._number = attributes.get("value", "")
        self._strike(attributes.get("style-name"))
        spanned = int(attributes.get("number-rows-spanned", "1"))
        if spanned > 1:
            self._budget.add_cells(spanned)
            right = left + int(attributes.get("number-columns-spanned", "1")) - 1
            self._merges.append(Merge(top, left, top + spanned - 1, right))

    def _strike(self, style: str | None) -> None:
        """Notes the open cell where it is struck out, by its style or else that of its row or column."""
        if style in self._struck or (style is None and self._is_struck):
            self._styled |= dict.fromkeys(self._places(), STRUCK)
        elif style is None and self._struck_columns:
            self._styled |= {(row, column): STRUCK for row, column in self._places() if column in self._struck_columns}

    def _filled(self) -> None:
        """The rectangle reaches to the cell that is open."""
        self._furthest_row = max(self._furthest_row, self._next_row)
        self._furthest_column = max(self._furthest_column, self._column)
        area = self._furthest_row * self._furthest_column
        self._budget.add_area(area - self._counted)
        self._counted = area
        if self._is_hidden and self._row not in self._hidden_rows:
            self._hidden_rows.update(range(self._row, self._next_row))


def _display(text: str, held: str) -> Display | None:
    """What a text shows beside the number that its cell holds; most are at a glance just that number, rounded.

    Raises ValueError for what is no number.
    """
    try:
        value = Decimal(held)
    except InvalidOperation as trouble:
        raise ValueError(held) from trouble
    if not value.is_finite() or abs(value.adjusted()) > LARGEST_POWER:
        return None
    places = len(text.partition(".")[2])
    if places < LONGEST_SHOWN and text == format(value, f".{places}f"):
        return None
    number = parse_value(format(value, DIGITS)).number
    return None if number is None else shown_as(text, number)
