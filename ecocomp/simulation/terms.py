"""Terms that are varied (协议条款): which parameters, targets and inputs of an agreement, and by which values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from itertools import product
from typing import Any

from ecocomp.agreement.agreement import Agreement
from ecocomp.agreement.named_values import CALENDAR, NamedValue
from ecocomp.errors import Problem, RequestError, problem
from ecocomp.formula.absent import Absent
from ecocomp.quantity import unit
from ecocomp.settlement.coordinates import resolved
from ecocomp.standards.grades import parse_grade

TARGET = "target"
#: So many sets of terms are still worked through.
MOST_SETS = 1_000_000
LONGEST_SHOWN = 40


@dataclass(frozen=True)
class TermSet:
    """One set of terms.

    ``labels`` are the values as they were given, by name; ``values`` the exact ones, in base units, by the numbers of
    the elements that are varied; ``named`` are the terms with these elements in place.
    """

    labels: Mapping[str, Any]
    values: Mapping[int, Any]
    named: Mapping[str, NamedValue]


#: An element of a term: the name, and its place among the elements.
Element = tuple[str, int]


class Terms:
    """All sets of terms that are looked at. Raises RequestError with everything that is wrong with them.

    ``given`` is a grid (values by name, all of them with all others) or a list of sets (a value by name each). A name
    is that of a parameter, an input or ``target``, for one element of it with its labels behind: ``target.平林``.
    """

    def __init__(self, agreement: Agreement, inputs: Mapping[str, NamedValue], given: Any) -> None:
        self.agreement = agreement
        self.known: dict[str, NamedValue] = {**agreement.checked.values, **inputs}
        if agreement.checked.targets is not None:
            self.known[TARGET] = agreement.checked.targets
        self.problems: list[Problem] = []
        rows = list(self.rows(given))
        self.varied: list[Element] = []
        self.elements: dict[str, list[int]] = {}
        for name in dict.fromkeys(name for row in rows for name in row):
            self.elements[name] = [self.number(each) for each in self.elements_of(name)]
        exact = [{name: self.exact(name, value) for name, value in row.items()} for row in rows]
        in_all = set(range(len(self.varied))).intersection(
            *({number for name in row for number in self.elements[name]} for row in rows)
        )
        self.agreed = {number: self.as_agreed(each) for number, each in enumerate(self.varied) if number not in in_all}
        if self.problems:
            raise RequestError(self.problems)
        self.sets = [self.made(row, values) for row, values in zip(rows, exact, strict=True)]

    def rows(self, given: Any) -> Iterator[Mapping[str, Any]]:
        """The sets of terms as they were given."""
        if given is None:
            yield {}
            return
        if isinstance(given, Mapping):
            columns = {name: list(each) if is_several(each) else [each] for name, each in given.items()}
            size = 1
            for each in columns.values():
                size *= len(each)
            if not 0 < size <= MOST_SETS:
                raise RequestError(problem("simulation.sets", found=size, most=MOST_SETS))
            for values in product(*columns.values()):
                yield dict(zip(columns, values, strict=True))
            return
        if is_several(given) and given and all(isinstance(each, Mapping) for each in given):
            yield from given
            return
        raise RequestError(problem("simulation.terms_type", found=type(given).__name__))

    def number(self, element: Element) -> int:
        """The number of an element among all that are varied."""
        if element not in self.varied:
            self.varied.append(element)
        return self.varied.index(element)

    def elements_of(self, name: Any) -> list[Element]:
        """The elements that a name means: all of a term, or the one at its labels."""
        text = str(name)
        own, *labels = text.split(".")
        named = self.known.get(own)
        if named is None:
            self.problems.append(
                problem("simulation.term_unknown", found=text[:LONGEST_SHOWN], choices=", ".join(self.known))
            )
            return []
        size = len(named.versions[0][1])
        if not labels:
            return [(own, place) for place in range(size)]
        if len(labels) != len(named.axes):
            axes = " × ".join(named.axes) or "—"
            self.problems.append(problem("simulation.term_axes", found=text[:LONGEST_SHOWN], axes=axes))
            return []
        place = 0
        for axis, label in zip(named.axes, labels, strict=True):
            known = self.labels(axis)
            try:
                found = label if axis in CALENDAR else resolved(self.agreement, axis, label)
            except RequestError as trouble:
                self.problems += trouble.problems
                return []
            if found not in known:
                choices = ", ".join(known)
                self.problems.append(
                    problem("simulation.term_label", found=text[:LONGEST_SHOWN], label=label, choices=choices)
                )
                return []
            place = place * len(known) + known.index(found)
        return [(own, place)]

    def labels(self, axis: str) -> list[str]:
        """The labels of an axis, in the order of the elements."""
        agreement = self.agreement
        if axis in CALENDAR:
            return list(CALENDAR[axis])
        if axis == "indicator":
            return list(agreement.text.readings.indicators) if agreement.text.readings else []
        return list(agreement.sections if axis == "section" else agreement.parties)

    def exact(self, name: Any, value: Any) -> Any:
        """A value in the base unit of the term; None with a problem where it is none."""
        named = self.known.get(str(name).split(".")[0])
        if named is None:
            return None
        found = exact_value(named, value)
        if found is None:
            code = {"grade": "term_grade", "truth": "term_truth"}.get(named.kind.sort, "term_number")
            self.problems.append(
                problem(
                    f"simulation.{code}",
                    name=str(name)[:LONGEST_SHOWN],
                    found=str(value)[:LONGEST_SHOWN],
                    unit=named.unit or "1",
                )
            )
        return found

    def made(self, labels: Mapping[str, Any], exact: Mapping[str, Any]) -> TermSet:
        # what only other sets vary is as agreed in this one
        values = self.agreed | {number: exact[name] for name in labels for number in self.elements[name]}
        return TermSet(dict(labels), values, self.with_values(values))

    def as_agreed(self, element: Element) -> Any:
        """The one value that an element has as agreed; None with a problem where there are several, or none."""
        name, place = element
        found = list({elements[place] for _, elements in self.known[name].versions})
        if len(found) == 1 and not isinstance(found[0], Absent):
            return found[0]
        self.problems.append(problem("simulation.term_agreed", name=name, count=len(found)))
        return None

    def with_values(self, values: Mapping[int, Any]) -> dict[str, NamedValue]:
        """The terms with some values in place of their elements, in all their versions."""
        found: dict[str, NamedValue] = {}
        for number, value in values.items():
            name, place = self.varied[number]
            named = found.get(name, self.known[name])
            found[name] = replace(
                named,
                versions=tuple(
                    (start, (*elements[:place], value, *elements[place + 1 :])) for start, elements in named.versions
                ),
            )
        return found


def is_several(given: Any) -> bool:
    """Whether something is a sequence of values, not a single one."""
    return (isinstance(given, Sequence) and not isinstance(given, str)) or hasattr(given, "tolist")


def exact_value(named: NamedValue, value: Any) -> Any:
    """A value given in the unit of a term, exact and in its base unit; None where it is none."""
    if named.kind.sort == "truth":
        return value if isinstance(value, bool) else None
    if isinstance(value, bool) or value is None or isinstance(value, Absent):
        return None
    if named.kind.sort == "grade":
        return parse_grade(str(value))
    text = value if isinstance(value, int | Fraction | Decimal) else str(value)
    try:
        # a binary float stands for the decimal that it is written as
        found = Fraction(text) if isinstance(text, int | Fraction) else Fraction(Decimal(text))
    except (ValueError, InvalidOperation, OverflowError):
        return None
    return found * (unit(named.unit).factor if named.unit else 1)
