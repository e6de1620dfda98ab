"""What formulas see when an agreement is settled: exact elements of every name, for the months of the period."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from itertools import product
from typing import Any

from ecocomp.agreement.agreement import Agreement
from ecocomp.agreement.builtin_names import BUILTINS
from ecocomp.agreement.named_values import CALENDAR, NamedTable, NamedValue, applying, calendar_label
from ecocomp.agreement.scope import AgreementScope, per_axes
from ecocomp.assessment.loads import monthly_load
from ecocomp.assessment.monthly import MonthlyValues
from ecocomp.assessment.sections import SectionReadings
from ecocomp.formula.absent import LEFT_OUT, Absent, Cause, at_coordinate
from ecocomp.formula.axes import Axes, Value
from ecocomp.formula.evaluator import Evaluator
from ecocomp.formula.exact import Exact
from ecocomp.formula.problems import FormulaError
from ecocomp.formula.tree import Node, names
from ecocomp.formula.work import MEASURED, Work
from ecocomp.period import Month, Period, shifted_label
from ecocomp.readings.readings import Readings
from ecocomp.rounding import Rational
from ecocomp.settlement.input_sources import Source

MOST_YEARS_BACK = 5


class ExactScope(AgreementScope):
    """The exact values of an agreement's names over a period; rules are evaluated when first asked for."""

    def __init__(
        self,
        agreement: Agreement,
        readings: Readings,
        period: Period,
        inputs: Mapping[str, NamedValue],
        lenient: bool = False,
        sources: Mapping[str, Sequence[Source]] | None = None,
        found: SectionReadings | None = None,
        work: Work | None = None,
    ) -> None:
        self.period = period
        #: Where each element of each input is from.
        self.sources = dict(sources or {})
        self.lenient = lenient
        months = period.months
        super().__init__(
            agreement.text,
            {
                "day": tuple(day for month in months for day in month.day_labels),
                "month": tuple(month.label for month in months),
                "quarter": tuple(dict.fromkeys(month.quarter for month in months)),
                "half_year": tuple(dict.fromkeys(month.half_year for month in months)),
            },
            agreement.checked.ladders,
        )
        self.agreement = agreement
        self.checked = agreement.checked
        self.named = {**self.checked.values, **inputs}
        self.tables: Mapping[str, NamedTable] = self.checked.tables
        #: The readings by section; those of another settlement of the same sections and readings are as good.
        self.found = SectionReadings(agreement.sections, readings) if found is None else found
        self.monthly = MonthlyValues(agreement.text, self.found) if agreement.text.readings else None
        self.skips: dict[tuple[str, str, Absent], None] = {}
        self.current = ""
        #: The formulas that share out a negative total, and the total in yuan.
        self.negative_totals: dict[tuple[str, Rational], None] = {}
        self.work = Work() if work is None else work
        self.evaluator = Evaluator(self, Exact(self._skipped, lenient, self._negative, self.work), self.work)
        self._known: dict[tuple[str, int], Value] = {}
        self._amounts: dict[str, Value] = {}

    def _skipped(self, function: str, absent: Absent) -> None:
        for kind, causes in ((absent.kind, absent.causes), ("excluded", absent.aside)):
            told = tuple(cause for cause in causes if cause.code != LEFT_OUT)  # the formula says so itself
            if told:
                self.skips[(self.current, function, Absent(kind, told))] = None

    def _negative(self, total: Rational) -> None:
        self.negative_totals[(self.current, total)] = None

    # -- names ------------------------------------------------------------------------------------------------------

    def lookup(self, name: str, shift: int) -> Value:
        key = (name, shift)
        if key not in self._known:
            self._known[key] = self._found(name, shift)
            self.work.hold(len(self._known[key].data))
        return self._known[key]

    def _found(self, name: str, shift: int) -> Value:
        if -shift > MOST_YEARS_BACK:
            raise FormulaError("too_far_back", most=MOST_YEARS_BACK)
        if name in self.checked.rules:
            return self.rule(name, shift)
        if name in self.named:
            return self.named_value(self.named[name], shift)
        if name == "target" and self.checked.targets is not None:
            return self.named_value(self.checked.targets, shift)
        axes = BUILTINS[name].axes
        if BUILTINS[name].needs:
            self.work.add(self.space.size(axes) * MEASURED)
        return Value(axes, getattr(self, f"builtin_{name}")(shift))

    def months(self, shift: int) -> tuple[Month, ...]:
        """The months of the period, ``shift`` years on."""
        return self.period.months if not shift else self.period.shifted(shift).months

    def rule(self, name: str, shift: int) -> Value:
        """A rule's value; those it reads come first, so that chains of rules do not nest."""
        for other in self.needed(self.checked.rules[name].tree):
            self.lookup(other, shift)
        return self.evaluate(name, self.checked.rules[name].tree, shift)

    def evaluate(self, name: str, tree: Node, shift: int = 0, per: Axes | None = None) -> Value:
        """The value of the formula called ``name``, spread over ``per`` if given; absent elements know where they are.

        What was left out on the way, and an error, are told as of that name.
        """
        outer, self.current = self.current, name
        self.work.formula = name
        value = self.evaluator.evaluate(tree, shift)
        if per is not None:
            self.evaluator.count(per)
            value = Value(per, self.evaluator.spread(value, per))
        self.current = self.work.formula = (
            outer  # where evaluating fails it stays: the problem is told at the formula that failed
        )
        return self.located(value, shift)

    def located(self, value: Value, shift: int) -> Value:
        """A value whose absent elements know where they are: what a formula itself found has no coordinate yet."""
        if Absent not in set(map(type, value.data)):
            return value
        data = [
            at_coordinate(each, tuple(shifted_label(label, shift) for label in labels))
            if each.__class__ is Absent
            else each
            for each, labels in zip(value.data, self.space.coordinates(value.axes), strict=True)
        ]
        return Value(value.axes, data)

    def amount(self, name: str) -> Value:
        """The amounts of a transfer over the axes of its ``per``."""
        if name not in self._amounts:
            per = per_axes(self.agreement.transfers[name].per)
            self._amounts[name] = self.evaluate(name, self.checked.amounts[name].tree, per=per)
            self.count(name, held=len(self._amounts[name].data))
        return self._amounts[name]

    def count(self, name: str, elements: int = 0, *, held: int = 0) -> None:
        """Count what is made of the values of a formula, before it is made; FormulaError of that formula beyond."""
        outer, self.current = self.current, name
        self.work.formula = name
        self.work.add(elements)
        self.work.hold(held)
        self.current = self.work.formula = outer

    @cached_property
    def rules_read(self) -> dict[str, frozenset[str]]:
        """For each rule the other rules that it reads itself."""
        rules = self.checked.rules
        return {name: names(rule.tree) & rules.keys() for name, rule in rules.items()}

    def needed(self, tree: Node) -> Sequence[str]:
        """The rules that a tree reads, directly or not, each after those it reads itself."""
        wanted = names(tree) & self.rules_read.keys()
        if not wanted:
            return ()
        for name in reversed(self.rules_read):
            if name in wanted:
                wanted |= self.rules_read[name]
        return [name for name in self.checked.rules if name in wanted]

    def named_value(self, named: NamedValue, shift: int) -> Value:
        """A parameter, input or target over the axes it has in formulas."""
        months = self.months(shift)
        if not named.monthly:
            month = months[-1] if named.on == "end" else months[0]
            elements = applying(named.versions, month, named.on)
            if elements is None:
                elements = [self.not_dated(named, month)] * self.stored_size(named.axes)
            return self.located(Value(named.axes, self.chosen(named.axes, elements)), shift)
        by_month: dict[str, Sequence[Any]] = {}
        for month, label in zip(months, self.space.labels["month"], strict=True):
            elements = applying(named.versions, month, None)
            by_month[label] = elements or [self.not_dated(named, month)] * self.stored_size(named.axes)
        axes = named.all_axes
        data = []
        for coordinate in self.space.coordinates(axes):
            where = dict(zip(axes, coordinate, strict=True))
            data.append(by_month[where["month"]][self.stored_position(named.axes, where)])
        return self.located(Value(axes, data), shift)

    def stored_size(self, axes: Axes) -> int:
        size = 1
        for axis in axes:
            size *= len(CALENDAR.get(axis) or self.space.labels[axis])
        return size

    def chosen(self, axes: Axes, elements: Sequence[Any]) -> list[Any]:
        """Stored elements by the labels of the period: those of time axes are stored by calendar number."""
        if not any(axis in CALENDAR for axis in axes):
            return list(elements)
        return [
            elements[self.stored_position(axes, dict(zip(axes, coordinate, strict=True)))]
            for coordinate in self.space.coordinates(axes)
        ]

    def input_sources(self, name: str) -> list[Source]:
        """Where each element of an input is from, over the labels of the period."""
        return self.chosen(self.named[name].axes, self.sources[name])

    def stored_position(self, axes: Axes, where: Mapping[str, str]) -> int:
        place = 0
        for axis in axes:
            if axis in CALENDAR:
                numbers = CALENDAR[axis]
                place = place * len(numbers) + numbers.index(calendar_label(axis, where[axis]))
            else:
                place = place * len(self.space.labels[axis]) + self.space.places[axis][where[axis]]
        return place

    @staticmethod
    def not_dated(named: NamedValue | NamedTable, month: Month) -> Absent:
        first = named.versions[0][0].isoformat() if named.versions else month.first_day.isoformat()
        return Absent("undefined", (Cause("formula.not_dated", (), (("name", named.name), ("date", first))),))

    # -- the names of the language ----------------------------------------------------------------------------------

    def over(self, axes: Axes, shift: int, make: Callable[..., Any]) -> list[Any]:
        """Elements over sections, indicators and months, made one by one."""
        months = self.months(shift)
        labels = [months if axis == "month" else self.space.labels[axis] for axis in axes]
        return [make(*coordinate) for coordinate in product(*labels)]

    def builtin_C(self, shift: int) -> list[Any]:  # noqa: N802 - the name in formulas
        assert self.monthly is not None
        return self.over(("section", "indicator", "month"), shift, self.monthly.value)

    def of_days(self, make: Callable[[Month, str], Any]) -> list[Any]:
        """Elements for the days of the period, made one by one; the unit check lets none be asked for other years."""
        return [make(month, day) for month in self.period.months for day in month.day_labels]

    def builtin_D(self, shift: int) -> list[Any]:  # noqa: N802
        assert self.monthly is not None
        value = self.monthly.day_value
        pairs = product(self.space.labels["section"], self.space.labels["indicator"])
        return [each for pair in pairs for each in self.of_days(partial(value, *pair))]

    def builtin_Qd(self, shift: int) -> list[Any]:  # noqa: N802
        assert self.monthly is not None
        flow = self.monthly.day_flow
        return [each for section in self.space.labels["section"] for each in self.of_days(partial(flow, section))]

    def builtin_L(self, shift: int) -> list[Any]:  # noqa: N802
        assert self.monthly is not None
        monthly = self.monthly
        return self.over(("section", "indicator", "month"), shift, lambda *at: monthly_load(monthly, *at).value)

    def _quantity(self, name: str, shift: int) -> list[Any]:
        assert self.monthly is not None
        monthly = self.monthly
        return self.over(("section", "month"), shift, lambda section, month: monthly.quantity(section, name, month))

    def builtin_Q(self, shift: int) -> list[Any]:  # noqa: N802
        return self._quantity("flow", shift)

    def builtin_W(self, shift: int) -> list[Any]:  # noqa: N802
        return self._quantity("volume", shift)

    def builtin_G(self, shift: int) -> list[Any]:  # noqa: N802
        return self._quantity("published_grade", shift)

    def _state(self, state: str, shift: int) -> list[Any]:
        assert self.monthly is not None
        monthly = self.monthly
        return self.over(("section", "month"), shift, lambda section, month: monthly.state(section, month, state))

    def builtin_no_flow(self, shift: int) -> list[Any]:
        return self._state("no_flow", shift)

    def builtin_frozen(self, shift: int) -> list[Any]:
        return self._state("frozen", shift)

    def builtin_decimals(self, shift: int) -> list[Any]:
        assert self.monthly is not None
        none = Absent("excluded", (Cause("settlement.no_decimals"),))
        found = self.monthly.decimals
        return [none if found[each] is None else found[each] for each in self.space.labels["indicator"]]

    def builtin_months(self, shift: int) -> list[Any]:
        return [len(self.months(shift))]

    def builtin_days(self, shift: int) -> list[Any]:
        return [month.days for month in self.months(shift)]

    def builtin_duration(self, shift: int) -> list[Any]:
        return [month.seconds for month in self.months(shift)]

    def builtin_year(self, shift: int) -> list[Any]:
        return [self.period.year + shift]

    # -- axes, ladders, tables --------------------------------------------------------------------------------------

    def coarser(self, axis: str) -> Mapping[str, str]:
        return {month.label: month.quarter if axis == "quarter" else month.half_year for month in self.period.months}

    def months_of_days(self) -> Mapping[str, str]:
        return {day: month.label for month in self.period.months for day in month.day_labels}

    def ladders(self) -> tuple[Axes, Sequence[Any]]:
        return self.by_waters(self.ladder_of)

    def table(self, name: str, shift: int) -> tuple[Axes, Sequence[Any]]:
        found = self.tables[name]
        months = self.months(shift)
        if found.monthly:
            return ("month",), [self._table_of(found, month) for month in months]
        return (), [self._table_of(found, months[-1] if found.on == "end" else months[0])]

    def _table_of(self, found: NamedTable, month: Month) -> Any:
        """The table that applies, or the absence of one, which its values then have."""
        return applying(found.versions, month, found.on) or self.not_dated(found, month)
