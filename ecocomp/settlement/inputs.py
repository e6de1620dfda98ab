"""Declared inputs (申报事项): facts that no monitoring file holds, given by the caller of a settlement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from ecocomp.agreement import model
from ecocomp.agreement.agreement import Agreement
from ecocomp.agreement.named_values import ALWAYS, NOT_SAID, NamedValue
from ecocomp.agreement.titles import both_titles
from ecocomp.errors import NOWHERE, Problem, choices_text, problem
from ecocomp.formula.units import Kind
from ecocomp.period import Period
from ecocomp.quantity import unit
from ecocomp.readings.cells import shown
from ecocomp.settlement.input_labels import InputLabels
from ecocomp.settlement.input_sources import GivenInputs, Keys, Layer, Source
from ecocomp.settlement.shown import value_text
from ecocomp.standards.grades import parse_grade
from ecocomp.wording import LANGUAGES, Pair, say_both

LONGEST_NUMBER = 40
#: So many values all inputs may have together; a default stands for as many as there are labels.
MOST_VALUES = 500_000
MOST_SHOWN = 60
#: How a value of each kind is written on the command line.
EXAMPLES = {"truth": "false", "grade": "III", "number": "0"}


class InputReader:
    """Turns what the caller gives into named values; what is wrong or left to its default goes to ``problems``.

    ``sources`` say of every element of every input where it is from, in the order of its elements.
    """

    def __init__(self, agreement: Agreement, period: Period) -> None:
        self.agreement = agreement
        self.period = period
        self.labels = InputLabels(agreement, period)
        self.problems: list[Problem] = []
        self.sources: dict[str, tuple[Source, ...]] = {}

    def read(self, given: Mapping[str, Any]) -> dict[str, NamedValue]:
        """All inputs of the agreement, from ``given`` or by default."""
        if not isinstance(given, GivenInputs):
            given = GivenInputs(given, {})
        declared = self.agreement.checked.inputs
        choices = choices_text(declared)
        for name in given.names:
            if name not in declared:
                found = shown(name)[:MOST_SHOWN]
                self.problems.append(
                    problem("settlement.input_unknown", given.key_place((name,)), found=found, choices=choices)
                )
        values = 0
        for name, named in declared.items():
            values += self.labels.size(named.axes)
            if values > MOST_VALUES:
                mark = self.agreement.mark("inputs", name)
                place = mark.key_place if mark is not None else NOWHERE
                self.problems.append(problem("settlement.inputs_too_many", place, found=name, most=MOST_VALUES))
                return {}
        return {name: self.one(name, named, given) for name, named in declared.items()}

    def one(self, name: str, named: NamedValue, given: GivenInputs) -> NamedValue:
        term = self.agreement.text.inputs[name]
        layers = given.layers(name)
        if layers:
            found = InputValue(self, named, term, given).flat(layers, named.axes)
        elif named.versions:
            self.tell_default(name, named)
            found = [(named.versions[0][1][0], self.default_source(name))] * self.labels.size(named.axes)
        else:
            self.problems.append(
                problem("settlement.input_missing", name=name, title=both_titles(term), example=EXAMPLES[term.kind])
            )
            return named
        self.sources[name] = tuple(source for _, source in found)
        elements = tuple(element for element, _ in found)
        return NamedValue(name, named.kind, named.unit, named.axes, ((ALWAYS, elements),), None)

    def default_source(self, name: str) -> Source:
        """The default of an input as a source, at its line in the agreement."""
        mark = self.agreement.mark("inputs", name, "default")
        return Source("default", mark.place if mark is not None else NOWHERE)

    def tell_default(self, place: str, named: NamedValue, labels: Pair | None = None) -> None:
        """A note that an input, or some labels of it at ``place``, were left to the agreement's default."""
        title = both_titles(self.agreement.text.inputs[named.name])
        exact = named.versions[0][1][0]
        default = Pair(*(value_text(exact, named.kind, named.unit, language) for language in LANGUAGES))
        code = "settlement.input_default_labels" if labels else "settlement.input_default"
        more = {"labels": labels} if labels else {}
        self.problems.append(problem(code, severity="note", name=place, title=title, default=default, **more))

    def tell_idle(self, place: str, axis: str, labels: Sequence[str]) -> None:
        """That values for times that are not settled have no effect: in a whole year most likely a slip."""
        if labels:
            severity = "warning" if self.period.complete else "note"
            words = self.labels.listed(axis, labels)
            self.problems.append(problem("settlement.input_idle", severity=severity, name=place, found=words))


class InputValue:
    """Reads what was given for one input."""

    def __init__(self, reader: InputReader, named: NamedValue, term: model.Input, given: GivenInputs) -> None:
        self.reader = reader
        self.labels = reader.labels
        self.problems = reader.problems
        self.named = named
        self.term = term
        self.given = given

    def flat(self, layers: Sequence[Layer], axes: Sequence[str]) -> list[tuple[Any, Source]]:
        """The elements over ``axes``, each with its source. Of several ``layers`` the last one goes over the others."""
        value, keys = layers[-1]
        place = ".".join(keys)
        if not isinstance(value, Mapping):
            # one value for all labels
            return [(self.element(value, keys), self.given.source(keys))] * self.labels.size(axes)
        nothing = [(None, self.given.source(keys))] * self.labels.size(axes)
        if not axes:
            found = ", ".join(map(shown, value))
            self.problems.append(
                problem("settlement.input_no_axis", self.given.key_place(keys), name=place, found=found)
            )
            return nothing
        axis = axes[0]
        if not all(isinstance(each, Mapping) for each, _ in layers):
            label = ", ".join(map(str, value))
            self.problems.append(problem("settlement.input_part", name=place, label=label))
            return nothing
        by_label: dict[str, list[Layer]] = {}
        for values, above in layers:
            for label, (key, each) in self.by_label(values, axis, above).items():
                by_label.setdefault(label, []).append((each, (*above, key)))
        missing = [label for label in self.labels.needed[axis] if label not in by_label]
        self.reader.tell_idle(place, axis, [label for label in by_label if label not in self.labels.needed[axis]])
        default = self.named.versions[0][1][0] if self.named.versions else None
        if missing:
            words = self.labels.listed(axis, missing)
            if default is None:
                kind = say_both(f"formula.axis_{axis}")
                at = self.given.key_place(keys)
                self.problems.append(problem("settlement.input_lacks", at, name=place, axis=kind, missing=words))
                return nothing
            self.reader.tell_default(place, self.named, words)
        elements: list[tuple[Any, Source]] = []
        for label in self.labels.of[axis]:
            if label in by_label:
                elements += self.flat(by_label[label], axes[1:])
            else:
                # of a month outside the period nothing need be said
                rest = (NOT_SAID if default is None else default, self.reader.default_source(self.named.name))
                elements += [rest] * self.labels.size(axes[1:])
        return elements

    def by_label(self, value: Mapping[Any, Any], axis: str, keys: Keys) -> dict[str, tuple[str, Any]]:
        """What was given by label: the key as it is written, and the value. Labels that are none are told."""
        found: dict[str, tuple[str, Any]] = {}
        place = ".".join(keys)
        for given, each in value.items():
            key = given if isinstance(given, str) else shown(given)
            at = self.given.key_place((*keys, key))
            label = self.labels.find(axis, key)
            if isinstance(label, Problem):
                details = {**label.details, "name": place}
                self.problems.append(Problem(label.code, at, details))
            elif label in found:
                self.problems.append(
                    problem("settlement.input_twice", at, name=place, found=self.labels.words(axis, label))
                )
            else:
                found[label] = (key, each)
        return found

    def element(self, value: Any, keys: Keys) -> Any:
        found = exact_input(value, self.named.kind, self.named.unit)
        if found is not None:
            return found
        counted = self.named.unit if self.named.kind.sort == "number" else ""
        expected = say_both("settlement.number_in", unit=counted) if counted else self.named.kind.words()
        write = say_both(f"settlement.write_{self.term.kind}")
        if value is None:
            code, shown = "settlement.input_null", Pair("", "")
        elif isinstance(value, float) and self.named.kind.sort == "number":
            code, shown = "settlement.input_float", Pair(str(value), str(value))
        else:
            code, shown = "settlement.input_kind", as_written(value)
        at, name = self.given.place(keys), ".".join(keys)
        self.problems.append(problem(code, at, name=name, found=shown, expected=expected, write=write))
        return None


def as_written(value: Any) -> Pair:
    """What was given, as it is written in a file of inputs; what cannot stand in one is told by its kind."""
    if isinstance(value, bool):
        return Pair(*[str(value).lower()] * 2)
    if isinstance(value, (list, tuple, set)):
        return say_both("settlement.a_list")
    return Pair(*[shown(value)[:MOST_SHOWN]] * 2)


def exact_input(value: Any, kind: Kind, unit_text: str) -> Any:
    """A value given in Python or as text as an exact element; None if it is no such thing. Floats are refused."""
    if kind.sort == "truth":
        words = {"true": True, "false": False, "是": True, "否": False}
        return value if isinstance(value, bool) else words.get(shown(value).lower())
    if kind.sort == "grade":
        return parse_grade(value, digits=False) if isinstance(value, str) else None
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal | Fraction):
        return None
    if isinstance(value, str):
        try:
            if len(value) > LONGEST_NUMBER or not value.strip().isascii() or "e" in value.lower() or "_" in value:
                return None
            value = Decimal(value.strip())
        except InvalidOperation:
            return None
    if isinstance(value, Decimal) and not (value.is_finite() and abs(value.adjusted()) <= LONGEST_NUMBER):
        return None
    if isinstance(value, int | Fraction) and max(abs(value.numerator), value.denominator) > 10**LONGEST_NUMBER:
        return None
    exact = Fraction(value) * unit(unit_text).factor
    return exact.numerator if exact.denominator == 1 else exact
