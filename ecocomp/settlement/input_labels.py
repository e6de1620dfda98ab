"""The labels that an input is declared by: ids and names, and months, quarters and half-years of the period settled."""

from __future__ import annotations

from collections.abc import Sequence

from ecocomp.agreement.agreement import Agreement
from ecocomp.agreement.named_values import CALENDAR, calendar_label
from ecocomp.errors import Problem, RequestError, problem
from ecocomp.period import TIME_LABEL, Month, Period, assessment_year
from ecocomp.settlement.coordinates import resolved
from ecocomp.settlement.gaps import months_text
from ecocomp.settlement.wheres import label_text
from ecocomp.wording import LANGUAGES, Pair, listed, say_both


class InputLabels:
    """Finds the labels of each axis as they are given.

    ``of`` are the labels that values are kept by, of time axes the calendar numbers; ``needed`` those that the period
    settled has, which must be given.
    """

    def __init__(self, agreement: Agreement, period: Period) -> None:
        self.agreement = agreement
        self.of: dict[str, tuple[str, ...]] = {
            "section": tuple(agreement.sections),
            "indicator": tuple(agreement.text.readings.indicators if agreement.text.readings else ()),
            "party": tuple(agreement.parties),
            **CALENDAR,
        }
        whole = assessment_year(period.year, agreement.text.assessment.starts).months
        #: By time axis the labels of the period, and of the rest of its assessment year, which may be given too.
        self.dated = {axis: labels_of(axis, period.months) for axis in CALENDAR}
        self.also = {axis: labels_of(axis, whole) for axis in CALENDAR}
        self.needed = {
            **self.of,
            **{
                axis: tuple(dict.fromkeys(calendar_label(axis, label) for label in labels))
                for axis, labels in self.dated.items()
            },
        }

    def size(self, axes: Sequence[str]) -> int:
        """How many elements a value over ``axes`` has."""
        size = 1
        for axis in axes:
            size *= len(self.of[axis])
        return size

    def find(self, axis: str, text: str) -> str | Problem:
        """The label that a text means, or what to tell of it: a problem that still lacks the ``name`` of the input."""
        if axis in CALENDAR:
            return self.number(axis, text.strip())
        try:
            label = resolved(self.agreement, axis, text)
        except RequestError:
            label = text
        return label if label in self.of[axis] else self.unknown(axis, text)

    def number(self, axis: str, text: str) -> str | Problem:
        """The calendar number of a time as it is given: ``5``, ``05``, ``5月``, ``2024-05``, ``2024-Q2``."""
        bare = text.removesuffix("月") if axis == "month" else text
        if bare.isascii() and bare.isdigit():
            number = bare.lstrip("0")
            return number if number in self.of[axis] else self.unknown(axis, text)
        try:
            label = Month.parse(text).label if axis == "month" else text
        except ValueError:
            label = text
        if label not in (*self.dated[axis], *self.also[axis]):
            return self.unknown(axis, text)
        number = calendar_label(axis, label)
        alike = [each for each in self.dated[axis] if calendar_label(axis, each) == number]
        if len(alike) > 1:
            return problem("settlement.input_every_year", found=text, alike=", ".join(alike), number=number)
        return number

    def unknown(self, axis: str, text: str) -> Problem:
        """That there is no such label, with those there are."""
        if axis in CALENDAR:
            choices = say_both("settlement.input_times", last=self.of[axis][-1], dated=", ".join(self.dated[axis]))
        else:
            words = [(self.words(axis, label), label) for label in self.of[axis]]
            choices = Pair(
                "、".join(f"{each[0]}（{label}）" for each, label in words),
                ", ".join(f"{each[1]} ({label})" for each, label in words),
            )
        kind = say_both(f"formula.axis_{axis}")
        return problem("settlement.input_label", axis=kind, found=text, choices=choices)

    def words(self, axis: str, label: str) -> Pair:
        """A label as people read it: a name, or the month of the period that a calendar number means."""
        if axis in CALENDAR:
            dated = [each for each in self.dated[axis] if calendar_label(axis, each) == label] or [label]
            return Pair(*["/".join(dated)] * 2)
        return Pair(*(label_text(self.agreement, label, language) for language in LANGUAGES))

    def listed(self, axis: str, labels: Sequence[str]) -> Pair:
        """Several labels as people read them, months that follow each other as a range."""
        words = [self.words(axis, label) for label in labels]
        if axis in CALENDAR and all(TIME_LABEL.fullmatch(each) for each, _ in words):
            return Pair(*(months_text((each for each, _ in words), language) for language in LANGUAGES))
        return listed(words)


def labels_of(axis: str, months: Sequence[Month]) -> tuple[str, ...]:
    """The labels of a time axis that some months have, each once."""
    texts = {"month": "label", "quarter": "quarter", "half_year": "half_year"}
    return tuple(dict.fromkeys(getattr(month, texts[axis]) for month in months))
