"""The spreadsheet arithmetic: each element is its exact value and the text of a formula that gives it in a workbook.

Which elements are absent is the exact arithmetic's to say. One that is absent since a reading is has no text, and is left
out of sums as the agreement has it; one that a condition leaves out (``unless``) has a text that may give an empty text,
which sums pass over and everything else must look out for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from ecocomp.formula.absent import Absent
from ecocomp.formula.axes import Axes, Positions
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
    range_texts,
    reference,
    rounded,
    settled_text,
    within,
)
from ecocomp.formula.evaluator import Words
from ecocomp.formula.exact import Exact
from ecocomp.formula.functions import GRADE_NAMES
from ecocomp.formula.tree import Number
from ecocomp.money import FEN_PER_YUAN
from ecocomp.quantity import unit
from ecocomp.rounding import lean_of, to_places

NOT_AVAILABLE = "NA()"
BLANK = '""'
MOST_LENGTH = 8000


@dataclass(frozen=True, slots=True)
class Element:
    """An element: its exact value, and its text, None where it has none.

    ``maybe`` are the cells that may hold an empty text, and then the element does too; ``blank`` is that the text itself
    may give one, so that it must be put into a cell before anything is reckoned with it. ``sharp`` is that a spreadsheet
    has the number as exactly as it was written; ``truth`` that it is true or false, 1 or 0 in a cell.
    """

    value: Any
    text: str | None
    strength: int = ATOM
    at: At | None = None
    maybe: tuple[At, ...] = ()
    blank: bool = False
    sharp: bool = False
    truth: bool = False

    @property
    def part(self) -> tuple[str, int]:
        return self.text or NOT_AVAILABLE, self.strength


Elements = list[Element]
#: Puts rows of elements into cells and gives them back as what stands there; the word tells what they are.
Store = Callable[[str, Sequence[Elements]], list[Elements]]
#: Puts an array over some axes into cells, and gives it back as what stands there.
Lay = Callable[[Axes, Elements], Elements]


def together(elements: Sequence[Element]) -> tuple[At, ...]:
    """The cells that may be empty among all that the elements rest on, each once."""
    return tuple(dict.fromkeys(at for each in elements for at in each.maybe))


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

    def place(self, axes: Axes, data: Elements, wholly: bool) -> Elements:
        """The elements in cells of their own where they are gone along, or where some may give an empty text."""
        loose = [each for each in data if each.text is not None and each.at is None]
        return self.lay(axes, data) if any(wholly or each.blank for each in loose) else data

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
        return [
            self.folded(
                f"{function}_ph" if of_ph else function,
                [data[place] for place in fibre],
                None if where is None else [where[place] for place in fibre],
                least,
                value,
            )
            for fibre, of_ph, value in zip(fibres, ions, values, strict=True)
        ]

    def scan(self, function: str, operands: Sequence[Elements], fibres: Sequence[Positions], words: Words) -> Elements:
        values = self.exact.scan(function, [[each.value for each in data] for data in operands], fibres, words)
        result: list[Any] = [None] * len(values)
        for fibre in fibres:
            along = [[data[place] for place in fibre] for data in operands]
            own = [values[place] for place in fibre]
            for place, element in zip(fibre, self.scanned(function, along, own, words), strict=True):
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
            return Element(value, None)
        text, strength = self.strict(operator, elements, value, words)
        truth = strength == COMPARED or operator == "not"
        return Element(value, text, strength, maybe=together(elements), truth=truth)

    def strict(self, operator: str, elements: Sequence[Element], value: Any, words: Words) -> tuple[str, int]:
        """The text of what has a value only where all its operands have."""
        parts = [each.part for each in elements]
        values = [each.value for each in elements]
        if operator in SIGNS and operator != "**" or operator in ("<", "<=", ">", ">="):
            if any(each.truth for each in elements):
                parts = [(f"IF({each.text},1,0)", ATOM) for each in elements]
                return comparison(operator, *parts, None), COMPARED
            sharp = all(each.sharp for each in elements)
            places = None if sharp else max(2, DIGITS - 2 - magnitude(*values))
            return comparison(operator, *parts, places), COMPARED
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
        branches = [
            BLANK if each.text is None and _is_excluded(each.value) else self.guarded(each) for each in (then, other)
        ]
        blank = any(each.text is None or each.maybe for each in (then, other))
        text = f"IF({condition.text},{branches[0]},{branches[1]})"
        return Element(value, text, maybe=condition.maybe, blank=blank, truth=then.truth or other.truth)

    def tolerant_and(self, elements: Sequence[Element], value: Any) -> Element:
        return self.joined("AND", elements, value, False)

    def tolerant_or(self, elements: Sequence[Element], value: Any) -> Element:
        return self.joined("OR", elements, value, True)

    def joined(self, function: str, elements: Sequence[Element], value: Any, decides: bool) -> Element:
        """``and`` and ``or``: one operand that decides does so whatever is absent beside it."""
        live = [each for each in elements if each.text is not None]
        if not live:
            return Element(value, None)
        text = f"{function}({','.join(str(each.text) for each in live)})"
        if len(live) < len(elements):
            text = f"IF({text},TRUE,{NOT_AVAILABLE})" if decides else f"IF({text},{NOT_AVAILABLE},FALSE)"
        return Element(value, text, maybe=together(live), truth=True)

    def tolerant_present(self, elements: Sequence[Element], value: Any) -> Element:
        (element,) = elements
        if element.maybe:
            return Element(
                value, f"COUNT({','.join(self.named(element.maybe))})={len(element.maybe)}", COMPARED, truth=True
            )
        return Element(value, "TRUE" if value is True else "FALSE", truth=True)

    def tolerant_otherwise(self, elements: Sequence[Element], value: Any) -> Element:
        element, fallback = elements
        if element.text is None:
            return fallback
        if element.maybe:
            text = f"IF(COUNT({','.join(self.named(element.maybe))})={len(element.maybe)},{element.text},{self.guarded(fallback)})"
            return Element(value, text, blank=fallback.text is None or bool(fallback.maybe), truth=element.truth)
        if isinstance(element.value, Absent):  # without a value by the formula itself, as a division by zero
            return Element(value, f"IFERROR({element.text},{self.guarded(fallback)})", truth=element.truth)
        return element

    def tolerant_unless(self, elements: Sequence[Element], value: Any) -> Element:
        element, condition = elements
        if condition.text is None or element.text is None:
            return Element(value, None)
        text = f"IF({condition.text},{BLANK},{self.guarded(element)})"
        return Element(value, text, maybe=condition.maybe, blank=True, truth=element.truth)

    def guarded(self, element: Element) -> str:
        """The text of an element, which gives an empty text where a cell that it rests on does."""
        if element.text is None:
            return BLANK if _is_excluded(element.value) else NOT_AVAILABLE
        if not element.maybe or element.at in element.maybe:
            return element.text
        return f"IF(COUNT({','.join(self.named(element.maybe))})<{len(element.maybe)},{BLANK},{element.text})"

    def named(self, cells: Sequence[At]) -> list[str]:
        return [reference(each, self.home()) for each in cells]

    def in_cell(self, element: Element) -> str:
        """What is written into a cell for an element; truth as 1 or 0."""
        if element.text is None:
            return BLANK
        text = f"IF({element.text},1,0)" if element.truth and element.at is None else element.text
        return self.guarded(replace(element, text=text))

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
        home = self.home()
        if function == "limit":
            cells = [reference(each, home) for each in ladder.cells]
            if ladder.exact.better == "range":
                return Element(value, None)
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
        """The value of the band, asked from the highest upper end downwards; none outside all bands."""
        found = NOT_AVAILABLE
        element = (text, ATOM)
        for band, (_, high, gives) in reversed(list(zip(table.exact.bands, table.cells, strict=True))):
            value = reference(gives, self.home())
            if high is None:
                found = value
                continue
            sign = "<=" if band.high_closed else "<"
            found = f"IF({comparison(sign, element, (reference(high, self.home()), ATOM), places)},{value},{found})"
        first, cells = table.exact.bands[0], table.cells[0]
        if cells[0] is not None:
            sign = ">=" if first.low_closed else ">"
            low = comparison(sign, element, (reference(cells[0], self.home()), ATOM), places)
            found = f"IF({low},{found},{NOT_AVAILABLE})"
        return found

    # -- along an axis ----------------------------------------------------------------------------------------------

    def folded(
        self, function: str, elements: Elements, where: Elements | None, least: Element | None, value: Any
    ) -> Element:
        """Elements along an axis made one. All that have a text stand in cells."""
        if least is not None and least.text is None:
            return Element(value, None)
        filtered = where is not None
        if where is not None:
            elements = self.kept(elements, where)
        live = [each for each in elements if each.text is not None]
        lacking = [each for each in elements if each.text is None and not _is_excluded(each.value)]
        truth = function in ("any", "all")
        if lacking and isinstance(value, Absent):
            return Element(value, None)
        if not live:
            if isinstance(value, Absent):
                return Element(value, None)
            return Element(value, ("TRUE" if value else "FALSE") if truth else number(value), truth=truth)
        cells = [each.at for each in live if each.at is not None]
        maybe = together(live)
        texts = range_texts(cells, self.home())
        found, strength = self.reduced(function, texts, cells, live)
        count = called("COUNT", texts)
        blank = False
        if least is not None:
            if maybe:
                found, strength = f"IF({count}<{least.text},{NOT_AVAILABLE},{found})", ATOM
        elif maybe and not filtered:
            found, strength, blank = f"IF({count}=0,{BLANK},{found})", ATOM, True
        elif maybe and function in ("min", "max", "worst", "best"):
            found, strength = f"IF({count}=0,{NOT_AVAILABLE},{found})", ATOM
        sharp = function in ("worst", "best", "count", "min", "max") and all(each.sharp for each in live)
        return Element(value, found, strength, blank=blank, truth=truth, sharp=sharp)

    def kept(self, elements: Elements, where: Elements) -> Elements:
        """The elements in cells of their own, empty where their condition does not hold."""
        chosen: Elements = []
        for element, condition in zip(elements, where, strict=True):
            if condition.text is None:
                if not _is_excluded(condition.value):
                    chosen.append(Element(condition.value, None))
                continue
            if element.text is None and _is_excluded(element.value):
                continue
            value = element.value if condition.value is True else Absent("excluded", ())
            text = f"IF({self.guarded(condition)},{self.in_cell(element) if element.text else NOT_AVAILABLE},{BLANK})"
            if condition.maybe:
                count = f"COUNT({','.join(self.named(condition.maybe))})<{len(condition.maybe)}"
                text = f"IF({count},{BLANK},IF({condition.text},{self.in_cell(element) if element.text else NOT_AVAILABLE},{BLANK}))"
            chosen.append(Element(value, text, blank=True, sharp=element.sharp))
        return self.store("where", [chosen])[0] if chosen else []

    def reduced(self, function: str, texts: Sequence[str], cells: Sequence[At], live: Elements) -> tuple[str, int]:
        """The text of a reduction of what stands in some ranges."""
        if function == "any":
            return f"{called('SUM', texts)}>0", COMPARED
        if function == "all":
            return f"{called('SUM', texts)}={called('COUNT', texts)}", COMPARED
        if function == "streak":
            return called("MAX", range_texts([each.at for each in self.runs(live) if each.at], self.home())), ATOM
        if function == "average_ph":
            ions = [f"SUMPRODUCT(10^-{text})" for text in texts]
            return f"-LOG10({called('SUM', ions)}/{called('COUNT', texts)})", SIGNED
        names = {"sum": "SUM", "count": "SUM", "mean": "AVERAGE", "average": "AVERAGE"}
        names |= {"min": "MIN", "best": "MIN", "max": "MAX", "worst": "MAX"}
        if names[function] == "AVERAGE" and len(texts) > 1:
            return f"{called('SUM', texts)}/{called('COUNT', texts)}", MULTIPLIED
        return called(names[function], texts), ATOM

    def runs(self, elements: Elements, backwards: bool = False) -> Elements:
        """For each truth how many hold without a break up to it, in cells of their own."""
        found: Elements = []
        before: str | None = None
        length = 0
        # each refers to the one before it, so that they are stored one by one
        for each in reversed(elements) if backwards else elements:
            text = f"IF({each.text},1{f'+{before}' if before else ''},0)"
            length = (length + 1) if each.value is True else 0
            stored = self.store("run", [[Element(length, text)]])[0][0]
            before = stored.text
            found.append(stored)
        return found[::-1] if backwards else found

    def scanned(self, function: str, operands: list[Elements], values: Sequence[Any], words: Words) -> Elements:
        """As many elements as came, worked out along the axis."""
        if function == "before":
            first = operands[1][:1] if len(operands) > 1 else [Element(values[0], None)]
            return [*first, *operands[0]][: len(operands[0])]
        live = [all(data[place].text is not None for data in operands) for place in range(len(values))]
        lacking = any(each.text is None and not _is_excluded(each.value) for data in operands for each in data)
        kept = [] if lacking else [place for place, own in enumerate(live) if own]
        along = [[data[place] for place in kept] for data in operands]
        found = [Element(value, None) for value in values]
        made = getattr(self, f"scan_{function}")(along, [values[place] for place in kept], words) if kept else []
        for place, element in zip(kept, made, strict=True):
            found[place] = element
        return found

    def scan_cumulative(self, along: list[Elements], values: Sequence[Any], words: Words) -> Elements:
        cells = [each.at for each in along[0] if each.at is not None]
        return [
            Element(value, called("SUM", range_texts(cells[: at + 1], self.home()))) for at, value in enumerate(values)
        ]

    def scan_run_length(self, along: list[Elements], values: Sequence[Any], words: Words) -> Elements:
        up, down = self.runs(along[0]), self.runs(along[0], backwards=True)
        return [
            Element(value, f"IF({each.text},{one.text}+{two.text}-1,0)", sharp=True)
            for each, one, two, value in zip(along[0], up, down, values, strict=True)
        ]

    def scan_rank(self, along: list[Elements], values: Sequence[Any], words: Words) -> Elements:
        places = [max(2, DIGITS - 2 - magnitude(*(each.value for each in data))) for data in along]
        cells = [range_texts([each.at for each in data if each.at], self.home()) for data in along]
        down = words.get("order") == "descending"
        found: Elements = []
        for at, value in enumerate(values):
            lower: list[str] = []
            equal: list[str] = []
            for ranged in zip(*cells, strict=True):
                same = ""
                for number_of, (text, data) in enumerate(zip(ranged, along, strict=True)):
                    # no function of a range but plain operators: some spreadsheets round one cell at a time
                    difference, little = f"{text}-{data[at].text}", f"5E-{places[number_of] + 1}"
                    less = f"({difference}>{little})" if down and not number_of else f"({difference}<-{little})"
                    lower.append(f"SUMPRODUCT({same}{less}*1)")
                    same += f"({difference}<={little})*({difference}>=-{little})*"
                equal.append(f"SUMPRODUCT({same}1)")
            lesser, alike = called("SUM", lower), called("SUM", equal)
            ties = words.get("ties")
            if ties is None:
                text = f"IF({alike}>1,{NOT_AVAILABLE},1+{lesser})"
            elif ties == "mean":
                text = f"{lesser}+({alike}+1)/2"
            else:
                text = f"{lesser}+{alike}" if ties == "max" else f"1+{lesser}"
            found.append(Element(value, text, ADDED if ties else ATOM, sharp=True))
        return found

    def scan_allocate(self, along: list[Elements], values: Sequence[Any], words: Words) -> Elements:
        """Shares by largest remainder: each share in whole fen, then one fen more for the largest remainders."""
        totals, weights = along
        total = totals[0] if totals[0].at is not None else self.stored("allocate", totals[0])
        size = magnitude(total.value) + 2
        sure = max(1, DIGITS - size)
        cells = [each.at for each in weights if each.at is not None]
        whole = called("SUM", range_texts(cells, self.home()))
        fen = f"ABS(ROUND({total.text}*100,0))"
        known = [Fraction(0) if isinstance(each.value, Absent) else Fraction(each.value) for each in weights]
        amount = Fraction(0) if isinstance(total.value, Absent) else abs(Fraction(total.value) * FEN_PER_YUAN)
        shares = [amount * each / sum(known) if sum(known) else Fraction(0) for each in known]
        exact = self.store(
            "share",
            [
                [
                    Element(share, f"IF({whole}=0,0,{fen}*{each.text}/{whole})")
                    for each, share in zip(weights, shares, strict=True)
                ]
            ],
        )[0]
        lower = self.store(
            "share", [[Element(int(each.value), f"INT({settled_text(str(each.text), sure)})") for each in exact]]
        )[0]
        rest = self.store(
            "share",
            [
                [
                    Element(
                        to_places(each.value - low.value, sure, "half_up"),
                        settled_text(f"{each.text}-{low.text}", sure),
                    )
                    for each, low in zip(exact, lower, strict=True)
                ]
            ],
        )[0]
        ranged = range_texts([each.at for each in rest if each.at], self.home())
        more = f"{fen}-{called('SUM', range_texts([each.at for each in lower if each.at], self.home()))}"
        more_at = self.stored("share", Element(amount - sum(each.value for each in lower), more, ADDED))
        found: Elements = []
        for at, value in enumerate(values):
            earlier = range_texts([each.at for each in rest[: at + 1] if each.at], self.home())
            before = [f"SUMPRODUCT(({text}>{rest[at].text})*1)" for text in ranged]
            before += [f"SUMPRODUCT(({text}={rest[at].text})*1)" for text in earlier]
            given = f"{lower[at].text}+({called('SUM', before)}<={more_at.text})"
            none = f"IF({fen}=0,0,{NOT_AVAILABLE})"
            found.append(Element(value, f"IF({whole}=0,{none},SIGN({total.text})*({given})/100)"))
        return found


def _is_excluded(value: Any) -> bool:
    return isinstance(value, Absent) and value.kind == "excluded"
