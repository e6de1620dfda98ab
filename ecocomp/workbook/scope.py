"""What formulas see when they are written as cells: each name's elements where they stand in the workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

from ecocomp.agreement.builtin_names import BUILTINS
from ecocomp.agreement.scope import per_axes
from ecocomp.agreement.titles import formula_text
from ecocomp.formula.absent import Absent
from ecocomp.formula.axes import Axes, Space, Value
from ecocomp.formula.cell_element import Element, Elements
from ecocomp.formula.cell_text import ATOM, At, reference
from ecocomp.formula.evaluator import Evaluator
from ecocomp.formula.exact import Exact
from ecocomp.formula.spreadsheet import Spreadsheet
from ecocomp.formula.tree import Call, Node, names
from ecocomp.period import Month, shifted_label
from ecocomp.settlement import Settlement
from ecocomp.settlement.explain import Explainer
from ecocomp.settlement.lines import Holder
from ecocomp.settlement.wheres import holder_text
from ecocomp.wording import say
from ecocomp.workbook.book import Book, Entry, dash
from ecocomp.workbook.limits_sheet import LimitsSheet
from ecocomp.workbook.looks import look_of, unit_text
from ecocomp.workbook.readings_sheet import ReadingsSheet

#: What stands before the names of parameters, some of which would be addresses: P1, C.
NAMED = "term_"
#: What rows of intermediate figures are called.
STEPS = {
    "where": "step_where",
    "taken": "step_taken",
    "run": "step_run",
    "ions": "step_ions",
    "keys": "step_keys",
    "weight": "step_weight",
    "total": "step_total",
    "share": "step_share",
    "share_down": "step_share_down",
    "share_rest": "step_share_rest",
    "share_more": "step_share_more",
    "had": "step_had",
    "sum": "step_sum",
    "paid": "step_paid",
    "cut": "step_cut",
    "share_of_cut": "step_share_of_cut",
}
#: Those that are amounts in yuan.
IN_YUAN = frozenset({"total", "had", "sum", "paid", "cut", "share_of_cut"})
#: Functions that give grades.
GRADED = frozenset({"grade", "worst", "best", "better", "worse"})
#: Longer rows of intermediate figures go down.
MOST_ACROSS = 40
#: Names whose elements are made of readings.
MEASURED = frozenset({"C", "D", "Q", "Qd", "W", "G", "L"})


class SheetScope:
    """The exact scope with every element in a cell; sheets fill as names are asked for."""

    def __init__(self, settlement: Settlement, book: Book, language: str) -> None:
        self.settlement = settlement
        self.exact = settlement.scope
        self.agreement = settlement.agreement
        self.book = book
        self.language = language
        self.space: Space = self.exact.space
        self.role = self.exact.role
        self.called = self.exact.called
        self.references = self.exact.references
        self.places = self.exact.places
        self.explainer = Explainer(self.exact)
        self.readings: ReadingsSheet | None = None
        if self.exact.monthly is not None:
            self.readings = ReadingsSheet(book, self.agreement, self.exact.monthly, language)
        self.terms_title = say("workbook.terms", language)
        self.home = ""
        exact = Exact(lenient=settlement.lenient)
        self.arithmetic = Spreadsheet(exact, self.lay, self.store, lambda: self.home)
        self.evaluator = Evaluator(self, self.arithmetic)
        self._known: dict[tuple[str, int], Value] = {}
        self._holders: dict[str, Holder] = {}
        self.judged_by = LimitsSheet(settlement, book, self.terms_title, self.basis_of, language)

    def holder(self, holder: Holder) -> str:
        """What a party, fund or account is called. Sums look for it, whatever its letters' case: no two are alike."""
        text = holder_text(self.agreement, holder, self.language)
        if self._holders.setdefault(text.casefold(), holder) != holder:
            text = f"{text} ({holder})"
        return text

    # -- places for figures -----------------------------------------------------------------------------------------

    def put(self, element: Element, at: At, look: str) -> Entry:
        """What is written for an element."""
        if element.text is None:
            return dash(element.value, self.language)
        value = element.value
        if isinstance(value, Absent):
            value = "" if value.kind == "excluded" else "#N/A"
        return Entry(int(value) if isinstance(value, bool) else value, self.arithmetic.in_cell(element), look)

    def placed(self, element: Element, at: At) -> Element:
        """An element as what stands in a cell."""
        if element.text is None:
            return element
        maybe = (at,) if element.maybe or element.blank else ()
        return replace(element, text=reference(at, self.home), strength=ATOM, at=at, maybe=maybe, blank=False)

    def lay(self, axes: Axes, data: Elements, node: Node | None) -> Elements:
        """An array of intermediate figures as a block of its own."""
        heading = [say("workbook.intermediate", self.language)]
        if node is not None:
            words = formula_text(self.agreement.text, node, self.language)
            heading = [say("workbook.intermediate_of", self.language, formula=words)]
        graded = isinstance(node, Call) and node.function in GRADED

        def entry(place: int, at: At) -> Entry:
            return self.put(data[place], at, "grade" if graded else self.loose_look(data[place]))

        ats = self.book.block(self.home, axes, entry, heading)
        return [self.placed(each, at) for each, at in zip(data, ats, strict=True)]

    def store(self, word: str, rows: Sequence[Elements]) -> list[Elements]:
        """Rows of intermediate figures, one below the other."""
        sheet = self.book.sheet(self.home)
        found: list[Elements] = []
        for row in rows:
            sheet.put(sheet.next_row, 0, Entry(self.step(word), look="label"))
            own: Elements = []
            down = len(row) > MOST_ACROSS
            for place, each in enumerate(row):
                at = At(self.home, sheet.next_row + (place if down else 0), 1 if down else 1 + place)
                sheet.put(at.row, at.column, self.put(each, at, "money" if word in IN_YUAN else self.loose_look(each)))
                own.append(self.placed(each, at))
            sheet.next_row += len(row) if down else 1
            found.append(own)
        return found

    def step(self, word: str) -> str:
        """What a row of intermediate figures is."""
        return say(f"workbook.{STEPS.get(word, 'intermediate')}", self.language)

    @staticmethod
    def loose_look(element: Element) -> str:
        return "truth" if element.truth else "number"

    # -- names ------------------------------------------------------------------------------------------------------

    def lookup(self, name: str, shift: int) -> Value:
        """The elements of a name as the sheet at hand refers to them."""
        if (name, shift) not in self._known:
            self._known[name, shift] = self.made(name, shift)
        found = self._known[name, shift]
        return Value(found.axes, [self.at_home(each) for each in found.data])

    def at_home(self, element: Element) -> Element:
        """An element as the sheet at hand refers to it."""
        return element if element.at is None else replace(element, text=reference(element.at, self.home))

    def made(self, name: str, shift: int) -> Value:
        if name in self.exact.checked.rules:
            return self.rule(name, shift)
        if name in MEASURED:
            return self.measured(name, shift)
        return self.given(name, shift)

    def rule(self, name: str, shift: int) -> Value:
        """A rule as a block of formulas; those it reads come first."""
        formula = self.exact.checked.rules[name]
        for other in self.exact.needed(formula.tree):
            if (other, shift) not in self._known:
                self.lookup(other, shift)
        rule = self.agreement.rules[name]
        heading = [
            self.title_of(name, shift),
            say(
                "workbook.formula",
                self.language,
                formula=formula_text(self.agreement.text, formula.tree, self.language),
            ),
            self.basis(rule),
        ]
        return self.formula_block(
            name, formula.tree, shift, heading, lambda axes: self.explainer.kinds(name, axes), formula.axes
        )

    def title_of(self, name: str, shift: int) -> str:
        title = self.agreement.called(name, self.language)
        year = str(self.settlement.period.year + shift)
        return say("workbook.of_year", self.language, title=title, year=year) if shift else title

    def basis(self, term: Any) -> str:
        """Clause, source and status of a term in one line."""
        return self.basis_of([term])

    def basis_of(self, terms: Iterable[Any], *more: str) -> str:
        """Clauses, sources and states of some terms in one line, each once, behind ``more``."""
        told = list(more)
        for term in terms:
            told += [
                term.clause or "",
                term.source or "",
                say(f"terms.status_{self.agreement.status(term)}", self.language),
            ]
        return say("workbook.basis", self.language, basis="; ".join(dict.fromkeys(filter(None, told))))

    def sheet_for(self, axes: Axes) -> str:
        """The sheet of rules over some axes: days, months, or the whole period."""
        kind = "day" if "day" in axes else "month" if "month" in axes else "year"
        return say(f"workbook.rules_{kind}", self.language)

    def formula_block(
        self,
        name: str,
        tree: Node,
        shift: int,
        heading: Sequence[str],
        kinds_of: Callable[[Axes], Sequence[Any]],
        axes: Axes,
        per: Axes | None = None,
    ) -> Value:
        """A formula as a block on the sheet of its axes."""
        outer, self.home = self.home, self.sheet_for(axes if per is None else per)
        # what it reads must be there before the block begins, wherever that is written
        for other in sorted(names(tree)):
            if other in self.exact.checked.rules or other in self.exact.named or other in BUILTINS:
                self.lookup(other, shift)
        value = self.evaluator.evaluate(tree, shift)
        if per is not None:
            value = Value(per, self.evaluator.spread(value, per))
        kinds = kinds_of(value.axes)
        unit = (
            self.explainer.unit_of(name)
            if self.explainer.is_name(name) and name not in self.exact.checked.amounts
            else ""
        )
        lines = [*heading]
        if unit_text(kinds[0]):
            lines[0] = f"{lines[0]} [{unit_text(kinds[0])}]"
        looks = [look_of(kind, unit) for kind in kinds]
        ats = self.book.block(
            self.home,
            value.axes,
            lambda place, at: self.put(value.data[place], at, looks[place]),
            lines,
            lambda label: shifted_label(label, shift),
        )
        data = [self.placed(each, at) for each, at in zip(value.data, ats, strict=True)]
        self.home = outer
        return Value(value.axes, data)

    def amount(self, name: str) -> Value:
        """The exact amounts of a transfer, as a block."""
        transfer = self.agreement.transfers[name]
        formula = self.exact.checked.amounts[name]
        heading = [
            say("workbook.amount_of", self.language, title=self.agreement.called(name, self.language)),
            say(
                "workbook.formula",
                self.language,
                formula=formula_text(self.agreement.text, formula.tree, self.language),
            ),
            self.basis(transfer),
        ]
        per = per_axes(transfer.per)
        return self.formula_block(
            name, formula.tree, 0, heading, lambda axes: self.explainer.kinds(name, axes), formula.axes, per
        )

    # -- what was measured ------------------------------------------------------------------------------------------

    def measured(self, name: str, shift: int) -> Value:
        """What was measured, made of cells of the sheet of readings."""
        readings = self.readings
        assert readings is not None
        assert self.exact.monthly is not None
        exact = self.exact.lookup(name, shift)
        months = self.exact.months(shift)
        sections = self.space.labels["section"]
        monthly = self.exact.monthly
        flows = self.flows(shift) if name == "L" and monthly.rules.load == "monthly mean times flow" else {}
        if name in ("C", "D"):
            pairs = product(sections, self.space.labels["indicator"])
            if name == "C":
                found = [monthly.explained(*pair, month) for pair in pairs for month in months]
            else:
                found = [
                    monthly.explained_day(*pair, month, day)
                    for pair in pairs
                    for month in months
                    for day in month.day_labels
                ]
            entry_of = readings.value_entries(found, exact.axes, lambda label: shifted_label(label, shift))
        elif name == "L":
            makers = [
                readings.load(section, indicator, month, flows.get((section, month)))
                for section in sections
                for indicator in self.space.labels["indicator"]
                for month in months
            ]
            entry_of = lambda place, at: makers[place](at)  # noqa: E731
        else:
            amount = {"Q": "flow", "Qd": "flow", "W": "volume", "G": "published_grade"}[name]
            times = [(month, day) for month in months for day in (month.day_labels if name == "Qd" else ("",))]
            makers = [readings.quantity(amount, section, month, day) for section in sections for month, day in times]
            entry_of = lambda place, at: makers[place](at)  # noqa: E731
        title = readings.values_title
        kinds = self.explainer.kinds(name, exact.axes)
        word = unit_text(kinds[0]) if name not in ("C", "D") else ""
        heading = self.title_of(name, shift) + (f" [{word}]" if word else "")
        basis = self.basis(self.agreement.text.readings)
        ats = self.book.block(title, exact.axes, entry_of, [heading, basis], lambda label: shifted_label(label, shift))
        return Value(
            exact.axes,
            [self.found(value, at, name in ("C", "D", "G")) for value, at in zip(exact.data, ats, strict=True)],
        )

    def found(self, value: Any, at: At, sharp: bool = True) -> Element:
        """An element that stands in a cell; none where there is no value."""
        if isinstance(value, Absent):
            return Element(value, None)
        return Element(value, "", at=at, sharp=sharp, truth=isinstance(value, bool))

    def flows(self, shift: int) -> Mapping[tuple[str, Month], At]:
        """Where the monthly mean flow of each section stands."""
        data = self.lookup("Q", shift).data
        keys = product(self.space.labels["section"], self.exact.months(shift))
        return {key: each.at for key, each in zip(keys, data, strict=True) if each.at is not None}

    # -- what the agreement says ------------------------------------------------------------------------------------

    def given(self, name: str, shift: int) -> Value:
        """A parameter, input, target or other name: its values as they were agreed."""
        exact = self.exact.lookup(name, shift)
        kinds = self.explainer.kinds(name, exact.axes)
        unit = self.explainer.unit_of(name)
        text = self.agreement.text
        term: Any = text.parameters.get(name) or text.inputs.get(name)
        terms = [term] if term is not None else self.agreement.text.sections.values() if name == "target" else []
        heading = [self.title_of(name, shift), self.basis_of(terms) if terms else ""]
        if unit_text(kinds[0]):
            heading[0] += f" [{unit_text(kinds[0])}]"

        def entry(place: int, at: At) -> Entry:
            value = exact.data[place]
            if isinstance(value, Absent):
                return self.put(Element(value, None), at, "number")
            look = look_of(kinds[place], unit)
            return Entry(int(value) if isinstance(value, bool) else value, look=f"given_{look}")

        ats = self.book.block(self.terms_title, exact.axes, entry, heading, lambda label: shifted_label(label, shift))
        if term is not None and not shift and name.isascii():
            self.book.names[f"{NAMED}{name}"] = ats[0], ats[-1]
        return Value(exact.axes, [self.found(value, at) for value, at in zip(exact.data, ats, strict=True)])

    def ladders(self) -> tuple[Axes, Sequence[Any]]:
        """The limits that grades are judged by, as cells."""
        return self.judged_by.ladders()

    def table(self, name: str, shift: int) -> tuple[Axes, Sequence[Any]]:
        """A table of bands as cells."""
        return self.judged_by.table(name, shift)
