"""Terms that are varied (协议条款): which parameters, targets and inputs of an agreement, and by which values."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from itertools import pairwise, product
from math import prod
from typing import Any

import numpy as np

from ecocomp.agreement.agreement import Agreement
from ecocomp.agreement.named_values import CALENDAR, NamedValue
from ecocomp.errors import Problem, RequestError, problem
from ecocomp.formula.absent import Absent
from ecocomp.quantity import unit
from ecocomp.settlement.coordinates import resolved
from ecocomp.simulation.known import MOST, MOST_NARROW, TRUTH, Column, Fact, Known, common
from ecocomp.simulation.varied_bands import TO, around, band_terms, ends_of, placed
from ecocomp.standards.grades import parse_grade
from ecocomp.wording import LANGUAGES, Pair, say

Array = Any
TARGET = "target"
#: So many sets of terms are still worked through.
MOST_SETS = 1_000_000
#: So many sets are worked through at once.
MOST_AT_ONCE = 4096
LONGEST_SHOWN = 40


@dataclass(frozen=True)
class TermSet:
    """One set of terms: ``labels`` are its values as they were given, by name."""

    labels: Mapping[str, Any]
    terms: Terms
    place: int

    @property
    def named(self) -> dict[str, NamedValue]:
        """The varied terms with the values of this set in place."""
        return self.terms.with_values(self.terms.values(self.place))


@dataclass(frozen=True)
class TermAxis:
    """Terms that are varied together: the exact values of each element, by its number, at every place of the axis."""

    size: int
    values: Mapping[int, Sequence[Any]]


@dataclass(frozen=True)
class TermBlock:
    """Some sets of terms at once: a part of each axis, and the number of the first set."""

    first: int
    parts: tuple[range, ...]

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(map(len, self.parts))

    @property
    def count(self) -> int:
        return prod(self.shape)

    def columns(self, terms: Terms, *, exact: bool, sets: Array | None = None) -> Iterator[tuple[int, Array]]:
        """The values of the varied steps, each along its own axis, or for the ``sets`` counted from the first."""
        if not self.parts:
            return
        places = None if sets is None else np.unravel_index(sets, self.shape)
        for at, (axis, part) in enumerate(zip(terms.axes, self.parts, strict=True)):
            for number in terms.moving:
                if number not in axis.values:
                    continue
                kept = terms.kept(number, exact)[part.start : part.stop]
                if places is not None:
                    yield terms.step_of[number], kept[places[at]]
                    continue
                shape = [1] * (len(self.parts) + 1)
                shape[at] = len(part)
                yield terms.step_of[number], kept.reshape(shape)


#: An element of a term: the name, and its place among the elements.
Element = tuple[str, int]


class Terms:
    """All sets of terms that are looked at. Raises RequestError with everything that is wrong with them.

    ``given`` is a grid (values by name, all of them with all others) or a list of sets (a value by name each). A name
    is that of a parameter, an input or ``target``, for one element of it with its labels behind: ``target.平林``; the
    title of a parameter, an input or a cap; or a band of a table, as ``ecocomp.simulation.varied_bands`` has it.
    """

    def __init__(self, agreement: Agreement, inputs: Mapping[str, NamedValue], given: Any) -> None:
        self.agreement = agreement
        self.given = given
        self.known: dict[str, NamedValue] = {**agreement.checked.values, **inputs}
        if agreement.checked.targets is not None:
            self.known[TARGET] = agreement.checked.targets
        self.bands = band_terms(agreement)
        self.known |= self.bands
        self.titles = ids_by_title(agreement)
        self.problems: list[Problem] = []
        #: What the sets were drawn from, where they were.
        self.assumes: Pair | None = getattr(given, "assumes", None)
        axes = list(self.axes_of(given))
        rows = [dict(pair for part in parts for pair in part.items()) for parts in product(*axes)]
        self.varied: list[Element] = []
        self.elements: dict[str, list[int]] = {}
        for name in dict.fromkeys(name for row in rows for name in row):
            self.elements[name] = [self.number(each) for each in self.elements_of(name)]
        self.look_for_doubles()
        exact = [[{name: self.exact(name, each[name]) for name in each} for each in axis] for axis in axes]
        if self.problems:
            raise RequestError(self.problems)
        self.axes = [self.axis(each) for each in exact]
        self.look_at_ends()
        self.sets = [TermSet(labels, self, place) for place, labels in enumerate(rows)]
        self.facts = {number: self.fact(each.values[number]) for each in self.axes for number in each.values}
        #: The elements that have more than one value; the others are known numbers, which no line reads.
        self.moving = [number for number, fact in self.facts.items() if isinstance(fact, Column)]
        #: Which step of the graph stands for each varied element.
        self.step_of: dict[int, int] = {}
        self._kept: dict[tuple[int, bool], Array] = {}

    def axes_of(self, given: Any) -> Iterator[list[Mapping[str, Any]]]:
        """What is varied together: each name of a grid by itself, all names of a list of sets."""
        if given is None:
            return
        if isinstance(given, Mapping):
            columns = {name: list(each) if is_several(each) else [each] for name, each in given.items()}
            size = prod(map(len, columns.values()))
            if not 0 < size <= MOST_SETS:
                raise RequestError(problem("simulation.sets", found=size, most=MOST_SETS))
            for name, each in columns.items():
                yield [{name: value} for value in each]
            return
        if is_several(given) and 0 < len(given) <= MOST_SETS and all(isinstance(each, Mapping) for each in given):
            names = dict.fromkeys(name for each in given for name in each)
            uneven = [each for each in given if list(each) != list(names) and set(each) != set(names)]
            if uneven:
                raise RequestError(problem("simulation.sets_uneven", names=", ".join(map(str, names))))
            yield list(given)
            return
        raise RequestError(problem("simulation.terms_type", found=type(given).__name__))

    def number(self, element: Element) -> int:
        """The number of an element among all that are varied."""
        if element not in self.varied:
            self.varied.append(element)
        return self.varied.index(element)

    def look_for_doubles(self) -> None:
        """Problems for two names of which both vary the same element."""
        by: dict[int, str] = {}
        for name, numbers in self.elements.items():
            other = next((by[number] for number in numbers if number in by), None)
            if other is not None:
                shown = {"name": str(name)[:LONGEST_SHOWN], "other": str(other)[:LONGEST_SHOWN]}
                self.problems.append(problem("simulation.term_double", **shown))
            by |= dict.fromkeys(numbers, name)

    def look_at_ends(self) -> None:
        """Raises RequestError where the ends of bands would not go upwards in some set."""
        at = {element: number for number, element in enumerate(self.varied)}
        for name, table in self.agreement.checked.tables.items():
            for ends in around(table):
                for place, pair in enumerate(pairwise(ends), 1):
                    numbers = [at.get((ends_of(name), place - 2)), at.get((ends_of(name), place - 1))]
                    if numbers != [None, None] and None not in pair and self.meet(pair, numbers):
                        raise RequestError(problem("simulation.term_ends", table=name, place=place))

    def meet(self, pair: tuple[Any, Any], numbers: Sequence[int | None]) -> bool:
        """Whether two neighbouring ends, each as agreed or varied, are in some set not one below the other."""
        axes = [next((axis for axis in self.axes if number in axis.values), None) for number in numbers]
        below, above = (
            [end] if axis is None or number is None else axis.values[number]
            for end, axis, number in zip(pair, axes, numbers, strict=True)
        )
        if axes[0] is axes[1]:
            return any(low >= high for low, high in zip(below, above, strict=True))
        return bool(max(below) >= min(above))

    def key_of(self, name: Any) -> tuple[str, list[str]]:
        """What a name means: what it is kept under, and the labels behind it. A title stands for its id."""
        text = str(name)
        if text in self.titles and text not in self.known:
            return self.titles[text], []
        own, *labels = text.split(".")
        if own not in self.known:
            own = self.titles.get(own, own)
        return (ends_of(own), labels) if own in self.bands and labels[1:] == [TO] else (own, labels)

    def elements_of(self, name: Any) -> list[Element]:
        """The elements that a name means: all of a term, or the one at its labels."""
        text = str(name)
        own, labels = self.key_of(name)
        named = self.known.get(own)
        if named is None:
            there = Pair(*map(self.choices, LANGUAGES))
            self.problems.append(problem("simulation.term_unknown", found=text[:LONGEST_SHOWN], choices=there))
            return []
        if own in self.bands:
            table = self.agreement.checked.tables[own.removesuffix(f".{TO}")]
            band = placed(table, text[:LONGEST_SHOWN], labels)
            if isinstance(band, Problem):
                self.problems.append(band)
                return []
            return [band]
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

    def choices(self, language: str) -> str:
        """All names that can be varied, each with what it is called."""
        names = {each: each for each in self.known if each not in self.bands}
        names |= {each: f"{each}.1, {each}.1.{TO} …" for each in self.agreement.checked.tables if each in self.bands}
        return say("command.listed", language).join(
            say("simulation.term_choice", language, name=shown, title=self.agreement.called(name, language))
            for name, shown in names.items()
        )

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
        named = self.known.get(self.key_of(name)[0])
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

    def axis(self, rows: Sequence[Mapping[str, Any]]) -> TermAxis:
        numbers = {number: name for name in rows[0] for number in self.elements[name]}
        return TermAxis(len(rows), {number: [row[name] for row in rows] for number, name in numbers.items()})

    def fact(self, values: Sequence[Any]) -> Fact:
        """What is known of a varied element."""
        if len(set(values)) == 1:
            return Known(values[0])
        if isinstance(values[0], bool):
            return TRUTH
        scale = common([abs(Fraction(each)) for each in values if each])
        wholes = [int(Fraction(each) / scale) for each in values]
        low, high = float(min(values)), float(max(values))
        most = max(map(abs, wholes))
        if most >= MOST:
            raise RequestError(problem("simulation.term_digits", found=str(max(values))[:LONGEST_SHOWN]))
        return Column(scale, low, high, narrow=most < MOST_NARROW)

    def kept(self, number: int, exact: bool) -> Array:
        """The values of a varied element as a column has them."""
        key = (number, exact)
        if key not in self._kept:
            fact = self.facts[number]
            values = next(each.values[number] for each in self.axes if number in each.values)
            if isinstance(fact, Column) and fact.scale is not None and not fact.truth:
                wholes = [int(Fraction(each) / fact.scale) for each in values]
                kind: Any = object if exact else np.int32 if fact.narrow else np.float64
                self._kept[key] = np.array(wholes, dtype=kind)
            else:
                self._kept[key] = np.array(values, dtype=bool if fact == TRUTH else object)
        return self._kept[key]

    @property
    def count(self) -> int:
        """How many sets there are."""
        return prod(each.size for each in self.axes)

    def only(self, numbers: Collection[int]) -> tuple[Terms, Array]:
        """The sets that differ in some elements, and which of them each set is then."""
        found = copy(self)
        found.axes = []
        places = []
        for axis in self.axes:
            own = [number for number in axis.values if number in numbers]
            rows = list(zip(*(axis.values[number] for number in own), strict=True)) if own else [()] * axis.size
            different = list(dict.fromkeys(rows))
            found.axes.append(TermAxis(len(different), dict(zip(own, zip(*different, strict=True), strict=True))))
            at = {row: place for place, row in enumerate(different)}
            places.append([at[row] for row in rows])
        found.facts = {number: fact for number, fact in self.facts.items() if number in numbers}
        found.moving = [number for number in self.moving if number in numbers]
        found._kept = {}
        if not self.axes:
            return found, np.zeros(1, dtype=np.intp)
        grid = np.meshgrid(*places, indexing="ij")
        return found, np.ravel_multi_index(grid, [each.size for each in found.axes]).reshape(-1)

    def blocks(self) -> Iterator[TermBlock]:
        """All sets in blocks that are not too large."""
        shape = [each.size for each in self.axes]
        cut = len(shape)
        while cut and prod(shape[cut - 1 :]) <= MOST_AT_ONCE:
            cut -= 1
        if not cut:
            yield TermBlock(0, tuple(map(range, shape)))
            return
        rest = prod(shape[cut:])
        step = max(1, MOST_AT_ONCE // rest)
        inner = tuple(map(range, shape[cut:]))
        for place, outer in enumerate(product(*map(range, shape[: cut - 1]))):
            for first in range(0, shape[cut - 1], step):
                part = range(first, min(first + step, shape[cut - 1]))
                number = (place * shape[cut - 1] + first) * rest
                yield TermBlock(number, (*(range(each, each + 1) for each in outer), part, *inner))

    def values(self, place: int) -> dict[int, Any]:
        """The exact values of a set, by the numbers of the elements."""
        places = np.unravel_index(place, [each.size for each in self.axes]) if self.axes else ()
        return {
            number: values[int(at)]
            for axis, at in zip(self.axes, places, strict=True)
            for number, values in axis.values.items()
        }

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


def ids_by_title(agreement: Agreement) -> dict[str, str]:
    """Terms by their titles: parameters and inputs, and caps whose limit is a single parameter by the title of the cap.

    A title that several have stands for none.
    """
    text = agreement.text
    pairs = [(each.title, name) for group in (text.parameters, text.inputs) for name, each in group.items()]
    pairs += [(each.title, each.at_most) for each in text.limits if each.at_most in text.parameters]
    titles = [title for title, _ in pairs]
    return {title: name for title, name in pairs if titles.count(title) == 1}


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
