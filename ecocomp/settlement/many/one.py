"""One agreement of many: loaded and settled where it is asked for, and what stands in its way as data."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from ecocomp.agreement.agreement import Agreement
from ecocomp.agreement.load import load_agreement
from ecocomp.errors import EcocompError, Place, Problem, SettlementError, problem
from ecocomp.period import assessment_year
from ecocomp.readings.readings import Readings
from ecocomp.settlement.input_file import inputs_given
from ecocomp.settlement.result import Settlement
from ecocomp.settlement.settling import settle

Made = TypeVar("Made")
Other = TypeVar("Other")


@dataclass(frozen=True, slots=True)
class Question(Generic[Made]):
    """What is asked of every agreement: the arguments of ``settle``, and what is to be made of each settlement.

    ``times_read_as`` is the year that times without one were taken to be of, where they were: an agreement with
    another assessment year would have read them otherwise.
    """

    year: int
    since: int | str | None
    through: int | str | None
    gaps: str
    make: Callable[[Settlement], Made]
    times_read_as: int | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """One agreement, given or by its name or file, and the inputs declared for it, given or in a file."""

    name: str
    agreement: Agreement | str | Path
    inputs: Mapping[str, Any] | Path | None

    @property
    def file(self) -> str:
        """The file or name of an agreement that was not given itself."""
        return "" if isinstance(self.agreement, Agreement) else os.fspath(self.agreement)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Made]):
    """What came of one agreement: what was made of its settlement, or else the problems that stood in the way.

    ``id`` is empty where the agreement could not be loaded.
    """

    name: str
    file: str
    id: str
    made: Made | None
    problems: tuple[Problem, ...] = ()

    def with_made(self, made: Other | None, problems: tuple[Problem, ...] = ()) -> Outcome[Other]:
        """The same agreement with something else made of its settlement, or with what stands in the way of that."""
        return Outcome(self.name, self.file, self.id, made, problems or self.problems)


def settled_one(question: Question[Made], readings: Readings | None, task: Task) -> Outcome[Made]:
    """The outcome of one agreement."""
    identifier = ""
    try:
        given = task.agreement
        agreement = given if isinstance(given, Agreement) else load_agreement(given)
        identifier = agreement.id
        inputs = inputs_given((), task.inputs) if isinstance(task.inputs, Path) else task.inputs
        check_times(agreement, question, task.file)
        settlement = settle(
            agreement,
            readings,
            question.year,
            since=question.since,
            through=question.through,
            inputs=inputs,
            gaps=question.gaps,
        )
        return Outcome(task.name, task.file, identifier, question.make(settlement))
    except EcocompError as trouble:
        return Outcome(task.name, task.file, identifier, None, trouble.problems)


def check_times(agreement: Agreement, question: Question[Made], file: str) -> None:
    """Raises SettlementError where times without a year were read as of one that is not the agreement's."""
    starts = agreement.text.assessment.starts
    if question.times_read_as is None or starts == 1 or agreement.text.readings is None:
        return
    period = assessment_year(question.year, starts)
    raise SettlementError(
        problem(
            "settlement.many_other_year",
            Place(file),
            year=question.times_read_as,
            span=f"{period.first.label}..{period.last.label}",
        )
    )
