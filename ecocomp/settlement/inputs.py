"""Declared inputs (申报事项): facts that no monitoring file holds, given by the caller of a settlement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from ecocomp.agreement import model
from ecocomp.agreement.agreement import Agreement
from ecocomp.agreement.named_values import ALWAYS, CALENDAR, NamedValue, calendar_label
from ecocomp.errors import Problem, RequestError, problem
from ecocomp.formula.units import Kind
from ecocomp.period import Period
from ecocomp.quantity import unit
from ecocomp.settlement.coordinates import resolved
from ecocomp.standards.grades import parse_grade
from ecocomp.wording import Pair

LONGEST_NUMBER = 40
#: How a value of each kind is written on the command line.
EXAMPLES = {"truth": "false", "grade": "III", "number": "0"}


class InputReader:
    """Turns what the caller gives into named values; what is wrong or left to its default goes to ``problems``."""

    def __init__(self, agreement: Agreement, period: Period) -> None:
        self.agreement = agreement
        self.problems: list[Problem] = []
        self.labels: dict[str, tuple[str, ...]] = {
            "section": tuple(agreement.sections),
            "indicator": tuple(agreement.text.readings.indicators if agreement.text.readings else ()),
            "party": tuple(agreement.parties),
            **CALENDAR,
        }
        #: Of the time axes only the labels that the period has must be given.
        self.needed = {
            **self.labels,
            "month": tuple(dict.fromkeys(calendar_label("month", month.label) for month in period.months)),
            "quarter": tuple(dict.fromkeys(calendar_label("quarter", month.quarter) for month in period.months)),
            "half_year": tuple(dict.fromkeys(calendar_label("half_year", month.half_year) for month in period.months)),
        }

    def read(self, given: Mapping[str, Any]) -> dict[str, NamedValue]:
        """All inputs of the agreement, from ``given`` or by default."""
        declared = self.agreement.checked.inputs
        for name in given:
            if name not in declared:
                choices = ", ".join(declared) or "—"
                self.problems.append(problem("settlement.input_unknown", found=name, choices=choices))
        return {name: self.one(name, named, given) for name, named in declared.items()}

    def one(self, name: str, named: NamedValue, given: Mapping[str, Any]) -> NamedValue:
        term = self.agreement.text.inputs[name]
        if name not in given:
            if not named.versions:
                self.problems.append(
                    problem("settlement.input_missing", name=name, title=term.title, example=EXAMPLES[term.kind])
                )
                return named
            self.tell_default(name, term, ())
            elements = tuple(named.versions[0][1]) * self.size(named.axes)
        else:
            elements = self.flat(given[name], named, named.axes, name)
        return NamedValue(name, named.kind, named.unit, named.axes, ((ALWAYS, elements),), None)

    def tell_default(self, name: str, term: model.Input, labels: Sequence[str]) -> None:
        """A note that an input, or some labels of it, were left to the agreement's default."""
        truths = {True: Pair("是", "yes"), False: Pair("否", "no")}
        default = truths[term.default] if isinstance(term.default, bool) else term.default
        code = "settlement.input_default_labels" if labels else "settlement.input_default"
        more = {"labels": ", ".join(labels)} if labels else {}
        self.problems.append(problem(code, severity="note", name=name, title=term.title, default=default, **more))

    def size(self, axes: tuple[str, ...]) -> int:
        size = 1
        for axis in axes:
            size *= len(self.labels[axis])
        return size

    def flat(self, value: Any, named: NamedValue, axes: tuple[str, ...], place: str) -> tuple[Any, ...]:
        if not axes:
            return (self.element(value, named, place),)
        axis = axes[0]
        labels = self.labels[axis]
        if not isinstance(value, Mapping):
            # one value for all labels
            return self.flat(value, named, axes[1:], place) * len(labels)
        by_label: dict[str, Any] = {}
        for given, each in value.items():
            label = self.label(axis, str(given))
            if label in by_label:
                self.problems.append(problem("settlement.input_twice", name=place, found=label))
            by_label[label] = each
        wrong = [label for label in by_label if label not in labels]
        missing = [label for label in self.needed[axis] if label not in by_label]
        default = named.versions[0][1][0] if named.versions else None
        if wrong or (missing and default is None):
            self.problems.append(
                problem(
                    "settlement.input_labels",
                    name=place,
                    axis=axis,
                    wrong=", ".join(wrong) or "—",
                    missing=", ".join(missing) or "—",
                )
            )
            return (None,) * self.size(axes)
        if missing:
            self.tell_default(place, self.agreement.text.inputs[named.name], missing)
        found: list[Any] = []
        for label in labels:
            if label in by_label:
                found += self.flat(by_label[label], named, axes[1:], f"{place}.{label}")
            else:
                found += [default] * self.size(axes[1:])
        return tuple(found)

    def label(self, axis: str, text: str) -> str:
        """A label by id or by name; what is neither stays as it is, to be told as wrong."""
        if axis not in ("section", "party", "indicator"):
            return text
        try:
            return resolved(self.agreement, axis, text)
        except RequestError:
            return text

    def element(self, value: Any, named: NamedValue, place: str) -> Any:
        found = exact_input(value, named.kind, named.unit)
        if found is None:
            self.problems.append(
                problem("settlement.input_kind", name=place, found=str(value)[:60], expected=named.kind.words())
            )
        return found


def exact_input(value: Any, kind: Kind, unit_text: str) -> Any:
    """A value given in Python or as text as an exact element; None if it is no such thing. Floats are refused."""
    if kind.sort == "truth":
        words = {"true": True, "false": False, "是": True, "否": False}
        return value if isinstance(value, bool) else words.get(str(value).strip().lower())
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
    exact = Fraction(value) * unit(unit_text).factor
    return exact.numerator if exact.denominator == 1 else exact
