"""The spreadsheet arithmetic: each element is its exact value and the text of a formula that gives it in a workbook.

Which elements are absent is the exact arithmetic's to say. One that is absent since a reading is has no text, and is
left out of sums as the agreement has it; one that a condition leaves out (``unless``) has a text that may give an empty
text, which sums pass over and everything else must look out for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from ecocomp.formula.absent import Absent
from ecocomp.formula.axes import Axes, Positions
from ecocomp.formula.cell_element import BLANK, NOT_AVAILABLE, Element, Elements, Lay, Store, is_excluded, together
from ecocomp.formula.cell_text import (
    ADDED,
    ATOM,
    COMPARED,
    DIGITS,
    MULTIPLIED,
    SIGNED,
    SIGNS,
    STRENGTH,
    At,
    called,
    comparison,
    evaluation,
    magnitude,
    number,
    reference,
    rounded,
    within,
)
from ecocomp.formula.evaluator import Words
from ecocomp.formula.exact import Exact
from ecocomp.formula.functions import GRADE_NAMES, TIME_AXES
from ecocomp.formula.spreadsheet_along import folded, scanned
from ecocomp.formula.tree import Node, Number
from ecocomp.quantity import unit
from ecocomp.rounding import lean_of

#: So many bands are asked one after the other.
MOST_BANDS = 30


class Spreadsheet:
    """Texts of cells on the sheet ``home()``.

    ``lay`` puts an array, and ``store`` rows of intermediate figures, into cells of their own.
    """

    def __init__(self, exact: Exact, lay: Lay, store: Store, home: Callable[[], str]) -> None:
        self.exact = exact
        self.lay = lay
        self.store = store
        self.home = home

    # -- what the evaluator asks for --------------------------------------------------------------------------------

    def place(self, axes: Axes, data: Elements, wholly: bool, node: Node | None) -> Elements:
        """The elements in cells of their own where they are gone along, or where some may give an empty text."""
        loose = [each for each in data if each.text is not None and each.at is None]
        return self.lay(axes, data, node) if any(wholly or each.blank for each in loose) else data

    def number(self, node: Number) -> Elements:
        (value,) = self.exact.number(node)
        text = number(value)
        return [Element(value, text, SIGNED if text.startswith("-") else ATOM, sharp=not text.startswith("("))]

    def grade(self, grade: int) -> Elements:
        return [Element(grade, str(grade), sharp=True)]

    def take(self, data: Elements, positions: Positions) -> Elements:
        values = self.exact.take([each.value for each in data], positions)
        return [
            data[place] if place >= 0 else Element(value, None) for place, value in zip(positions, values, strict=True)
        ]

    def apply(self, operator: str, operands: Sequence[Elements], words: Words) -> Elements:
        values = self.exact.apply(operator, [[each.value for each in data] for data in operands], words)
        return [
            self.operation(operator, elements, value, words)
            for elements, value in zip(zip(*operands, strict=True), values, strict=True)
        ]

    def judge(self, function: str, data: Elements, ladders: Sequence[Any]) -> Elements:
        plain = [getattr(each, "exact", each) for each in ladders]
        values = self.exact.judge(function, [each.value for each in data], plain)
        return [
            self.judged(function, element, ladder, value)
            for element, ladder, value in zip(data, ladders, values, strict=True)
        ]

    def fold(self, function: str, data: Elements, fibres: Sequence[Positions], options: Mapping[str, Any]) -> Elements:
        given = {
            name: [each.value for each in option] if name in ("where", "at_least") else option
            for name, option in options.items()
        }
        values = self.exact.fold(function, [each.value for each in data], fibres, given)
        where = options.get("where")
        ions = options.get("ions") or [False] * len(fibres)
        least = options["at_least"][0] if "at_least" in options else None
        lenient = self.exact.lenient and options.get("axis") in TIME_AXES
        return [
            folded(
                self,
                f"{function}_ph" if of_ph else function,
                [data[place] for place in fibre],
                None if where is None else [where[place] for place in fibre],
                least,
                value,
                lenient,
            )
            for fibre, of_ph, value in zip(fibres, ions, values, strict=True)
        ]

    def scan(self, function: str, operands: Sequence[Elements], fibres: Sequence[Positions], words: Words) -> Elements:
        values = self.exact.scan(function, [[each.value for each in data] for data in operands], fibres, words)
        result: list[Any] = [None] * len(values)
        for fibre in fibres:
            along = [[data[place] for place in fibre] for data in operands]
            own = [values[place] for place in fibre]
            for place, element in zip(fibre, scanned(self, function, along, own, words), strict=True):
                result[place] = element
        return result

    # -- single elements --------------------------------------------------------------------------------------------

    def operation(self, operator: str, elements: Sequence[Element], value: Any, words: Words) -> Element:
        """An operator or function on single elements."""
        tolerant = getattr(self, f"tolerant_{operator}", None)
        if tolerant is not None:
            found: Element = tolerant(elements, value)
            return found
        if any(each.text is None for each in elements):
            loose = together(elements)
            if (
                loose
                and is_excluded(value)
                and any(each.text is None and not is_excluded(each.value) for each in elements)
            ):
                return Element(value, NOT_AVAILABLE, maybe=loose, never=True)
            return Element(value, None)
        text, strength = self.strict(operator, elements, value, words)
        truth = strength == COMPARED or operator == "not"
        never = any(each.never for each in elements)
        return Element(value, text, strength, maybe=together(elements), truth=truth, never=never)

    def strict(self, operator: str, elements: Sequence[Element], value: Any, words: Words) -> tuple[str, int]:
        """The text of what has a value only where all its operands have."""
        parts = [each.part for each in elements]
        values = [each.value for each in elements]
        if (operator in SIGNS and operator != "**") or operator in ("<", "<=", ">", ">="):
            if any(each.truth for each in elements):
                parts = [(f"IF({each.text},1,0)", ATOM) for each in elements]
                return comparison(operator, parts[0], parts[1], None), COMPARED
            sharp = all(each.sharp for each in elements)
            places = None if sharp else max(2, DIGITS - 2 - magnitude(*values))
            return comparison(operator, parts[0], parts[1], places), COMPARED
        if operator == "neg":
            return f"-{within(*parts[0], SIGNED, True)}", SIGNED
        if operator == "**":
            return f"{within(*parts[0], ATOM)}^{within(*parts[1], ATOM)}", STRENGTH["**"]
        if operator in STRENGTH:
            strength = STRENGTH[operator]
            right = within(*parts[1], strength, operator in ("-", "/"))
            if parts[1][1] == SIGNED:
                right = f"({parts[1][0]})"
            return f"{within(*parts[0], strength)}{operator}{right}", strength
        texts = [text for text, _ in parts]
        if operator in ("floor", "ceil", "round"):
            return self.stepped(operator, elements, words)
        if operator == "clip":
            return f"MIN(MAX({texts[0]},{texts[1]}),{texts[2]})", ATOM
        if operator == "better":
            return f"IF({texts[0]}>1,{texts[0]}-1,{NOT_AVAILABLE})", ATOM
        if operator == "worse":
            return f"IF({texts[0]}<{max(GRADE_NAMES.values())},{texts[0]}+1,{NOT_AVAILABLE})", ATOM
        names = {"not": "NOT", "abs": "ABS", "min": "MIN", "max": "MAX", "ln": "LN", "log10": "LOG10"}
        return f"{names[operator]}({','.join(texts)})", ATOM

    def stepped(self, operator: str, elements: Sequence[Element], words: Words) -> tuple[str, int]:
        """``round``, ``floor`` and ``ceil``, in the unit that they name."""
        mode = {"floor": "floor", "ceil": "ceiling"}.get(operator) or str(words["mode"])
        factor = unit(str(words.get("unit", ""))).factor
        element = elements[0]
        if mode == "half_even" and element.at is None:
            element = self.stored(operator, element)
        text, strength = element.part
        if factor != 1:
            text, strength = f"{within(text, strength, MULTIPLIED)}/{number(factor)}", MULTIPLIED
        places = 0 if operator != "round" else int(elements[1].value)
        shown = element.value / factor if isinstance(element.value, int | Fraction) else element.value
        found = rounded(text, strength, places, mode, magnitude(shown))
        if factor == 1:
            return found, MULTIPLIED if mode not in ("half_up", "up", "down") else ATOM
        return f"{within(found, MULTIPLIED, MULTIPLIED)}*{number(factor)}", MULTIPLIED

    def stored(self, word: str, element: Element) -> Element:
        """A single element in a cell of its own."""
        return self.store(word, [[element]])[0][0]

    # -- operators that can do with absent operands -----------------------------------------------------------------

    def tolerant_if(self, elements: Sequence[Element], value: Any) -> Element:
        condition, then, other = elements
        if condition.text is None:
            return Element(value, None)
        blank = any(each.text is None or each.maybe for each in (then, other))
        # what may be empty must hold a number where it is not
        branches = [self.in_branch(each, blank) for each in (then, other)]
        text = f"IF({condition.text},{branches[0]},{branches[1]})"
        return Element(value, text, maybe=condition.maybe, blank=blank, truth=then.truth or other.truth)

    def in_branch(self, element: Element, blank: bool) -> str:
        """One side of a choice, which is a number where the other side may be empty."""
        if element.text is None:
            return self.guarded(element)
        return self.guarded(replace(element, text=self.counted(element))) if blank else self.guarded(element)

    def tolerant_and(self, elements: Sequence[Element], value: Any) -> Element:
        return self.joined("AND", elements, value, False)

    def tolerant_or(self, elements: Sequence[Element], value: Any) -> Element:
        return self.joined("OR", elements, value, True)

    def joined(self, function: str, elements: Sequence[Element], value: Any, decides: bool) -> Element:
        """``and`` and ``or``: one operand that decides does so whatever is absent beside it."""
        live = [each for each in elements if each.text is not None]
        if not live:
            return Element(value, None)
        whatever, decided, other = ("FALSE", "1", "0") if decides else ("TRUE", "0", "1")

        def told(each: Element, text: str) -> str:
            return f"IF({self.empty(each)},{whatever},{text})" if each.maybe else text

        # what has no value by the formula itself decides nothing
        failing = [each for each in live if isinstance(each.value, Absent) and not is_excluded(each.value)]
        tests = [told(each, f"IFERROR({each.text},{whatever})" if each in failing else str(each.text)) for each in live]
        lacking = [each for each in elements if each.text is None]
        loose = [self.empty(each) for each in live if each.maybe]
        rest = other  # where nothing decides: the strongest of what is absent
        if any(not is_excluded(each.value) for each in lacking):
            rest = NOT_AVAILABLE
        elif lacking:
            rest = BLANK
        elif loose:
            rest = f"IF(OR({','.join(loose)}),{BLANK},{other})"
        if failing and rest != NOT_AVAILABLE:
            errors = f"{function}({','.join(told(each, str(each.text)) for each in failing)})"
            rest = f"IF(ISERROR({errors}),{NOT_AVAILABLE},{rest})"
        text = f"{function}({','.join(tests)})"
        if rest == other:
            return Element(value, text, truth=True)
        text = f"IF({text},{decided},{rest})" if decides else f"IF({text},{rest},{decided})"
        if BLANK in rest:  # a number where it is not empty
            return Element(value, text, blank=True, truth=True)
        return Element(value, f"{text}=1", COMPARED, truth=True)

    def empty(self, element: Element) -> str:
        """Whether one of the cells that an element rests on is empty; an error is not."""
        tests = [f"ISTEXT({each})" for each in self.named(element.maybe)]
        return tests[0] if len(tests) == 1 else called("OR", tests)

    def tolerant_present(self, elements: Sequence[Element], value: Any) -> Element:
        (element,) = elements
        if element.text is None:
            return Element(value, "FALSE", truth=True)
        text = f"NOT(ISERROR({element.text}))"
        return Element(value, f"IF({self.empty(element)},FALSE,{text})" if element.maybe else text, truth=True)

    def tolerant_otherwise(self, elements: Sequence[Element], value: Any) -> Element:
        element, fallback = elements
        if element.text is None:
            return fallback
        blank = fallback.text is None or bool(fallback.maybe)
        own = self.counted(element) if blank else str(element.text)
        other = self.in_branch(fallback, blank)
        # a formula that has no value (any more), as a division by zero, is an error
        text = f"IFERROR({own},{other})"
        if element.maybe:
            text = f"IF({self.empty(element)},{other},{text})"
        return Element(value, text, blank=blank, truth=element.truth)

    def tolerant_unless(self, elements: Sequence[Element], value: Any) -> Element:
        element, condition = elements
        # what is missing under a condition that holds is told when that no longer holds
        never = element.text is None and is_excluded(value) and not is_excluded(element.value)
        if condition.text is None or (element.text is None and not never):
            return Element(value, None)
        text = f"IF({condition.text},{BLANK},{self.in_branch(element, True)})"
        return Element(value, text, maybe=condition.maybe, blank=True, truth=element.truth, never=never)

    def guarded(self, element: Element) -> str:
        """The text of an element, which gives an empty text where a cell that it rests on does."""
        if element.text is None:
            return BLANK if is_excluded(element.value) else NOT_AVAILABLE
        if not element.maybe or element.at in element.maybe:
            return element.text
        return f"IF({self.empty(element)},{BLANK},{element.text})"

    def named(self, cells: Sequence[At]) -> list[str]:
        return [reference(each, self.home()) for each in cells]

    def in_cell(self, element: Element) -> str:
        """What is written into a cell for an element; truth as 1 or 0."""
        if element.text is None:
            return BLANK
        return self.guarded(replace(element, text=self.counted(element)))

    @staticmethod
    def counted(element: Element) -> str:
        """The text of an element, of a truth as 1 or 0; one that may be empty has it so already."""
        loose = element.truth and element.at is None and not element.blank
        return f"IF({element.text},1,0)" if loose else str(element.text)

    # -- by the standard, by a table --------------------------------------------------------------------------------

    def judged(self, function: str, element: Element, ladder: Any, value: Any) -> Element:
        """``grade``, ``limit``, ``bands``, ``evaluation`` or ``without`` of a single element."""
        if function == "without":
            return Element(value, None) if ladder else element
        if (
            element.text is None
            or ladder is None
            or (isinstance(value, Absent) and value.kind == "excluded" and not element.maybe)
        ):
            return Element(value, None)
        if function == "limit":
            if ladder.exact.better == "range":
                return Element(value, None)
            cells = [reference(each, self.home()) for each in ladder.cells]
            return Element(value, f"CHOOSE({element.text},{','.join(cells)})", maybe=element.maybe, sharp=True)
        if element.at is None:
            element = self.stored(function, element)
        text = str(element.text)
        if function == "evaluation":
            found = evaluation(
                text,
                int(ladder),
                magnitude(element.value),
                lean_of(element.value) if not isinstance(element.value, Absent | bool) else 0,
            )
            return Element(value, found, maybe=element.maybe, sharp=True)
        places = None if element.sharp else max(2, DIGITS - 2 - magnitude(element.value))
        if function == "bands":
            return Element(value, self.banded(text, ladder, places), maybe=element.maybe)
        return Element(value, self.graded(text, ladder, places), ADDED, maybe=element.maybe, sharp=True)

    def graded(self, text: str, ladder: Any, places: int | None) -> str:
        """The grade by the limits in cells: one more for each limit that is not met."""
        limits = [(reference(each, self.home()), ATOM) for each in ladder.cells]
        element = (text, ATOM)
        if ladder.exact.better == "range":
            low, high = (
                comparison(sign, element, limit, places) for sign, limit in zip((">=", "<="), limits, strict=True)
            )
            return f"IF(AND({low},{high}),1,{max(GRADE_NAMES.values())})"
        sign = ">" if ladder.exact.better == "low" else "<"
        return "+".join(["1", *(f"({comparison(sign, element, limit, places)})" for limit in limits)])

    def banded(self, text: str, table: Any, places: int | None) -> str:
        """The value of the band, asked from the lowest upper end upwards; none outside all bands."""
        bands = list(zip(table.exact.bands, table.cells, strict=True))
        element = (text, ATOM)

        def ends_above(band: Any, high: At) -> str:
            sign = "<=" if band.high_closed else "<"
            return comparison(sign, element, (reference(high, self.home()), ATOM), places)

        def found(bands: Sequence[Any]) -> str:
            if len(bands) > MOST_BANDS:  # in halves: a spreadsheet takes no more than 64 functions in each other
                half = len(bands) // 2
                band, (_, high, _) = bands[half - 1]
                return f"IF({ends_above(band, high)},{found(bands[:half])},{found(bands[half:])})"
            chain = NOT_AVAILABLE
            for band, (_, high, gives) in reversed(bands):
                value = reference(gives, self.home())
                chain = value if high is None else f"IF({ends_above(band, high)},{value},{chain})"
            return chain

        whole = found(bands)
        first, cells = bands[0]
        if cells[0] is None:
            return whole
        low = comparison(">=" if first.low_closed else ">", element, (reference(cells[0], self.home()), ATOM), places)
        return f"IF({low},{whole},{NOT_AVAILABLE})"
