"""Explaining: the same formula trees read once more in prose, followed down to readings and clauses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ecocomp.agreement import model
from ecocomp.agreement.builtin_names import BUILTINS
from ecocomp.agreement.titles import both_titles, formula_text
from ecocomp.assessment.loads import monthly_load
from ecocomp.errors import Place
from ecocomp.formula.axes import Axes, Value, ordered
from ecocomp.formula.evaluator import Evaluator
from ecocomp.formula.exact import Exact
from ecocomp.formula.prose import Prosaic, Prose, Read, Told
from ecocomp.formula.tree import Node
from ecocomp.formula.units import AMOUNT, Kind
from ecocomp.money import yuan_text
from ecocomp.period import MONTHS_PER_YEAR, Month, shifted_label
from ecocomp.settlement.coordinates import labels_at
from ecocomp.settlement.derivation import Derivation
from ecocomp.settlement.explain_limits import judged_by
from ecocomp.settlement.explain_reading import load_derivation, reading_places, value_derivation
from ecocomp.settlement.input_sources import Source
from ecocomp.settlement.lines import Line
from ecocomp.settlement.named_results import NamedResults, kind_at
from ecocomp.settlement.prose_scope import ProseScope
from ecocomp.settlement.scope import ExactScope
from ecocomp.settlement.shown import number_text, value_text
from ecocomp.settlement.wheres import holder_text, where_text
from ecocomp.standards.grades import grade_text
from ecocomp.wording import LANGUAGES, Pair, say, say_both

MOST_INPUTS = 400
#: So many values are gone through for one explanation; what lies deeper is told by its value alone.
MOST_READ = 500_000
#: How names are put one after the other.
JOINTS = (("zh", "、".join), ("en", ", ".join))
#: The part of a label of a month or day that is the month.
MONTH_LENGTH = 7
TIMES = (("month",), ("day",))


class Explainer(NamedResults):
    """Makes derivations for one settlement."""

    def __init__(self, scope: ExactScope) -> None:
        super().__init__(scope)
        self.prose_scope = ProseScope(scope, self)
        prose = Prose(Exact(lenient=scope.lenient), grade_text, number_text, lambda amount: value_text(amount, AMOUNT))
        self.evaluator = Evaluator(self.prose_scope, prose)
        self._told: dict[tuple[str, int], Value] = {}
        self._made: dict[Read, Derivation] = {}
        #: What each element of a rule reads, as far as it is listed.
        self._reads: dict[Read, tuple[Read, ...]] = {}
        #: How many values may still be gone through, and whether any was told by its value alone, as none was left.
        self._left = MOST_READ
        self._cut = False
        self._sources: dict[str, list[Source]] = {}
        self._words: dict[int, Pair] = {}

    def explain(self, what: str | Line, coordinate: Mapping[str, str | int]) -> Derivation:
        self._left = MOST_READ
        if self._cut:  # what rests on it was told too short for another explanation
            self._made.clear()
            self._reads.clear()
            self._cut = False
        if isinstance(what, Line):
            return self.of_line(what)
        limits = self.limit_titles()
        if what in limits and not self.is_name(self.named(what)):
            return self.of_cap(limits.index(what), coordinate)
        what = self.named(what)
        value = self.array(what)
        where = labels_at(self.agreement, self.space, what, value.axes, coordinate)
        place = self.space.position(value.axes, where)
        if what in self.agreement.checked.amounts:
            return self.of_transfer(what, place)
        return self.of_read((what, 0, place))

    def of_read(self, read: Read) -> Derivation:
        """The derivation of one element of a name, made after those it reads, so that chains of rules do not nest."""
        waiting = [read]
        while waiting:
            current = waiting[-1]
            lacking = [each for each in self.reads_of(current) if each not in self._made]
            if lacking and current not in self._made:
                waiting += lacking
                continue
            waiting.pop()
            if current not in self._made:
                self._made[current] = self.made(current)
        return self._made[read]

    def reads_of(self, read: Read) -> tuple[Read, ...]:
        """What an element of a rule reads, as far as it is listed."""
        name, shift, place = read
        if name not in self.agreement.checked.rules or (read not in self._reads and self._left <= 0):
            return ()
        if read not in self._reads:
            told = self.told(name, self.agreement.checked.rules[name].tree, shift)
            reads: tuple[Read, ...] = told.data[place].reads
            self._left -= len(reads)
            self._reads[read] = reads[:MOST_INPUTS]
        return self._reads[read]

    def made(self, read: Read) -> Derivation:
        if read[0] in self.agreement.checked.rules:
            if read in self._reads:
                return self.of_rule(read)
            self._cut = True
            return self.of_value(read)
        return self.of_measured(read) if read[0] in ("C", "D", "L") else self.of_name(read)

    def told(self, name: str, tree: Node, shift: int) -> Value:
        key = (name, shift)
        if key not in self._told:
            self._told[key] = self.evaluator.evaluate(tree, shift)
        return self._told[key]

    def labels(self, axes: Axes, place: int) -> tuple[str, ...]:
        """The label on every axis of the element at a position."""
        found: list[str] = []
        for axis in reversed(axes):
            place, at = divmod(place, len(self.space.labels[axis]))
            found.append(self.space.labels[axis][at])
        return tuple(reversed(found))

    def where(self, labels: tuple[str, ...], shift: int = 0) -> Pair:
        """A coordinate in words; the months of an earlier year as they were then."""
        moved = tuple(shifted_label(label, shift) for label in labels)
        texts = [where_text(self.agreement, moved, language) for language in ("zh", "en")]
        if shift and moved == labels:
            years = str(self.scope.period.year + shift)
            texts = [f"{text} {years}".strip() for text in texts]
        return Pair(*texts)

    def shown(self, value: Any, kind: Kind, unit: str) -> Pair:
        return Pair(value_text(value, kind, unit, "zh"), value_text(value, kind, unit, "en"))

    def of_rule(self, read: Read) -> Derivation:
        name, shift, place = read
        formula = self.agreement.checked.rules[name]
        rule = self.agreement.rules[name]
        told = self.told(name, formula.tree, shift)
        element, filled = both(told.data, place)
        labels = self.labels(told.axes, place)
        kind = kind_at(formula, told.axes, labels, self.space)
        return Derivation(
            kind="rule",
            name=name,
            title=Pair(rule.title, self.agreement.called(name, "en")),
            where=self.where(labels, shift),
            value=element.value,
            shown=self.shown(element.value, kind, self.unit_of(name)),
            formula=formula.text,
            words=self.in_words(formula.tree),
            filled=filled,
            clause=rule.clause or "",
            source=rule.source or "",
            status=self.agreement.status(rule),
            steps=(*self.judged(formula.tree, told.axes, labels), *self.not_listed(element.reads)),
            inputs=self.inputs(element.reads),
        )

    def of_value(self, read: Read) -> Derivation:
        """An element of a rule by its value and formula alone, where too many values would have to be gone through."""
        name, shift, place = read
        formula, rule = self.agreement.checked.rules[name], self.agreement.rules[name]
        value = self.scope.lookup(name, shift)
        labels = self.labels(value.axes, place)
        element = value.data[place]
        return Derivation(
            kind="rule",
            name=name,
            title=Pair(rule.title, self.agreement.called(name, "en")),
            where=self.where(labels, shift),
            value=element,
            shown=self.shown(element, kind_at(formula, value.axes, labels, self.space), self.unit_of(name)),
            formula=formula.text,
            clause=rule.clause or "",
            source=rule.source or "",
            status=self.agreement.status(rule),
            steps=(say_both("settlement.explained_alone"),),
        )

    def in_words(self, tree: Node) -> Pair:
        """A formula in words; each formula is put into words once, however many places it is told at."""
        if id(tree) not in self._words:
            texts = (formula_text(self.agreement.text, tree, language) for language in LANGUAGES)
            self._words[id(tree)] = Pair(*texts)
        return self._words[id(tree)]

    def judged(self, tree: Node, axes: Axes, labels: tuple[str, ...]) -> tuple[Pair, ...]:
        """By which limits a formula judges at some labels, if it does."""
        return judged_by(self.agreement, tree, dict(zip(axes, labels, strict=True)))

    def not_listed(self, reads: tuple[Read, ...]) -> tuple[Pair, ...]:
        """That a figure came from more values than are listed."""
        left = len(reads) - MOST_INPUTS
        return (say_both("settlement.more_inputs", count=left),) if left > 0 else ()

    def inputs(self, reads: tuple[Read, ...]) -> tuple[Derivation, ...]:
        return tuple(self.of_read(read) for read in reads[:MOST_INPUTS])

    def of_measured(self, read: Read) -> Derivation:
        """A monthly or daily value, or a monthly load, with the readings that it was made of."""
        name, shift, place = read
        labels = self.labels(BUILTINS[name].axes, place)
        section, indicator, time = labels
        values, where = self.scope.monthly, self.where(labels, shift)
        assert values is not None
        month = Month.parse(time[:MONTH_LENGTH]).plus(shift * MONTHS_PER_YEAR)
        if name == "L":
            return load_derivation(self.agreement, monthly_load(values, section, indicator, month), month, where)
        if name == "D":
            value = values.explained_day(section, indicator, month, time)
        else:
            value = values.explained(section, indicator, month)
        return value_derivation(self.agreement, value, where)

    def of_name(self, read: Read) -> Derivation:
        """A parameter, input, target or other name of the language: its value and where it stands."""
        name, shift, place = read
        value = self.scope.lookup(name, shift)
        labels = self.labels(value.axes, place)
        element = value.data[place]
        kind = self.scope.named[name].kind if name in self.scope.named else BUILTINS[name].kind or AMOUNT
        term: model.Term | None = None
        path: tuple[str | int, ...] = ()
        group = "name"
        if name in self.agreement.text.parameters:
            term, path, group = self.agreement.text.parameters[name], ("parameters", name), "parameter"
        elif name in self.agreement.text.inputs:
            term, path, group = self.agreement.text.inputs[name], ("inputs", name), "input"
        elif name == "target":
            term, path, group = self.agreement.sections[labels[0]], ("sections", labels[0], "target"), "target"
        title = getattr(term, "title", None) or BUILTINS[name].meaning[0]
        mark = self.agreement.mark(*path) if path else None
        unit = self.unit_of(name)
        return Derivation(
            kind=group,
            name=name,
            title=Pair(title, self.agreement.called(name, "en"))
            if name not in BUILTINS
            else Pair(*BUILTINS[name].meaning),
            where=self.where(labels, shift),
            value=element,
            shown=self.shown(element, kind, unit),
            clause=(term.clause or "") if term else "",
            source=(term.source or "") if term else "",
            status=self.agreement.status(term) if term else "",
            steps=self.declared(name, place),
            places=(("", mark.place),) if mark else self.measured(name, labels, shift),
        )

    def declared(self, name: str, place: int) -> tuple[Pair, ...]:
        """Who gave the value of an input: the agreement only asks for it, unless it is left to the default."""
        if name not in self.scope.sources:
            return ()
        if name not in self._sources:
            self._sources[name] = self.scope.input_sources(name)
        source = self._sources[name][place]
        if not source.declared:
            return (say_both("settlement.not_declared"),)
        return (say_both("settlement.declared", source=source.text),)

    def measured(self, name: str, labels: tuple[str, ...], shift: int) -> tuple[tuple[str, Place], ...]:
        """The readings behind a flow, volume, published grade or state."""
        axes = BUILTINS[name].axes if name in BUILTINS else ()
        if self.scope.monthly is None or len(axes) != len(labels) or axes[:1] != ("section",) or axes[1:] not in TIMES:
            return ()
        month = Month.parse(labels[1][:MONTH_LENGTH]).plus(shift * MONTHS_PER_YEAR)
        day = labels[1] if axes[1:] == ("day",) else ""
        return reading_places(self.scope.monthly.behind(name, labels[0], month, day))

    def of_transfer(self, name: str, place: int) -> Derivation:
        """The exact amount of a transfer at one coordinate, before rounding."""
        formula = self.agreement.checked.amounts[name]
        transfer = self.agreement.transfers[name]
        told = self.told(f"transfer {name}", formula.tree, 0)
        per = self.transfer_axes(name)
        element, filled = both(self.evaluator.spread(told, per), place)
        return Derivation(
            kind="transfer",
            name=name,
            title=Pair(transfer.title, self.agreement.called(name, "en")),
            where=self.where(self.labels(per, place)),
            value=element.value,
            shown=self.shown(element.value, AMOUNT, ""),
            formula=formula.text,
            words=self.in_words(formula.tree),
            filled=filled,
            clause=transfer.clause or "",
            source=transfer.source or "",
            status=self.agreement.status(transfer),
            steps=(*self.judged(formula.tree, per, self.labels(per, place)), *self.not_listed(element.reads)),
            inputs=self.inputs(element.reads),
        )

    def of_line(self, line: Line) -> Derivation:
        """A payment: the amount, how it was rounded, and which way round it goes."""
        if line.limit:
            return self.of_limit(line)
        per = self.transfer_axes(line.name)
        amount = self.of_transfer(line.name, self.space.position(per, dict(line.coordinate)))
        money = self.agreement.text.money
        details = {"decimals": money.decimals, "unit": money.unit, "mode": say_both(f"terms.mode_{money.rounding}")}
        steps = [say_both(f"settlement.rounded_{money.round}", **details, fen=yuan_text(line.fen))]
        if line.turned:
            steps.append(say_both("settlement.turned"))
        return Derivation(
            kind="transfer",
            name=line.name,
            title=Pair(line.title, self.agreement.called(line.name, "en")),
            where=amount.where,
            value=line.fen,
            shown=self.paid(line),
            formula=amount.formula,
            words=amount.words,
            filled=amount.filled,
            clause=line.clause,
            source=amount.source,
            status=line.status,
            steps=(*steps, *amount.steps),
            inputs=amount.inputs,
        )

    def told_cap(self, at: int) -> Value:
        """The most that a limit allows, told, over the axes of its formula."""
        return self.told(f"limit {at}", self.agreement.checked.caps[at].tree, 0)

    def of_cap(self, at: int, coordinate: Mapping[str, str | int]) -> Derivation:
        """The most that a limit allows at a coordinate."""
        limit, told = self.agreement.text.limits[at], self.told_cap(at)
        # the most may be the same at every place that the limit holds for, and is asked for at one of them all the same
        axes = ordered((*told.axes, *(axis for axis in coordinate if axis in limit.per)))
        where = labels_at(self.agreement, self.space, limit.title, axes, coordinate)
        element, filled = both(told.data, self.space.position(told.axes, where))
        return Derivation(
            kind="limit",
            name=limit.title,
            title=both_titles(limit),
            where=self.where(tuple(where[axis] for axis in axes)),
            value=element.value,
            shown=self.shown(element.value, AMOUNT, ""),
            formula=limit.at_most,
            words=self.in_words(self.agreement.checked.caps[at].tree),
            filled=filled,
            clause=limit.clause or "",
            source=limit.source or "",
            status=self.agreement.status(limit),
            steps=self.not_listed(element.reads),
            inputs=self.inputs(element.reads),
        )

    def of_limit(self, line: Line) -> Derivation:
        at = self.limit_titles().index(line.limit)
        limit, told = self.agreement.text.limits[at], self.told_cap(at)
        coordinate = dict(line.coordinate)
        if limit.by != "pair":  # the cap of whoever it holds for
            coordinate["party"] = line.written[0 if limit.by == "payer" else 1].id
        element, filled = both(told.data, self.space.position(told.axes, coordinate))
        titles = Pair(
            *(listed(self.agreement.called(name, language) for name in limit.of) for language, listed in JOINTS)
        )
        cut = say_both("settlement.cut", transfers=titles, fen=yuan_text(line.fen))
        return Derivation(
            kind="limit",
            name=line.limit,
            title=both_titles(limit),
            where=self.where(tuple(label for _, label in line.coordinate)),
            value=line.fen,
            shown=self.paid(line),
            formula=limit.at_most,
            words=self.in_words(self.agreement.checked.caps[at].tree),
            filled=filled,
            clause=line.clause,
            source=limit.source or "",
            status=line.status,
            steps=(cut, *self.not_listed(element.reads)),
            inputs=self.inputs(element.reads),
        )

    def paid(self, line: Line) -> Pair:
        texts = []
        for language in ("zh", "en"):
            payer, payee = (holder_text(self.agreement, each, language) for each in (line.payer, line.payee))
            texts.append(say("settlement.pays", language, payer=payer, payee=payee, amount=yuan_text(line.fen)))
        return Pair(*texts)


def both(data: Prosaic, place: int) -> tuple[Told, Pair]:
    """An element, and its text in both languages."""
    chinese = data.tell(place, "zh")
    return chinese, Pair(chinese.text, data.tell(place, "en").text)
