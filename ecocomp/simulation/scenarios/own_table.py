"""A table with one row a value (scenario, section, indicator, month, value), read into arrays, exactly."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from ecocomp.agreement.agreement import Agreement
from ecocomp.errors import Place, Problem, RequestError, problem
from ecocomp.period import MONTHS_PER_YEAR, Month
from ecocomp.readings.cells import cell_column
from ecocomp.readings.coded import Coded
from ecocomp.readings.reading import BELOW
from ecocomp.readings.sources import FRAME_NAME
from ecocomp.readings.values import parse_value
from ecocomp.simulation.scenarios.block import MISSING, Flags, Key, Wholes, months_in_order, states_told
from ecocomp.simulation.scenarios.spelled import indicator_of, section_of
from ecocomp.simulation.scenarios.wholes import NotWholeError, decimals_for, whole_of
from ecocomp.standards.grades import parse_grade

if TYPE_CHECKING:
    import pandas

#: The columns, and what else they may be called.
COLUMNS = {
    "scenario": ("情景",),
    "section": ("断面", "断面名称"),
    "indicator": ("指标",),
    "month": ("月份",),
    "value": ("数值", "监测值"),
}
#: What has a value below zero.
SIGNED = frozenset(("water_temp",))
GRADE = "published_grade"


def read_table(
    agreement: Agreement, wanted: tuple[str, ...], frame: pandas.DataFrame
) -> tuple[dict[Key, Wholes], dict[Key, Flags], dict[tuple[str, str], Flags], dict[str, int]]:
    """Values, where they are below detection, the states of sections, and the decimals of each indicator.

    Raises RequestError with all that is wrong. Rows are counted from 1.
    """
    table = _Table(agreement, wanted, _columns(frame))
    if table.problems:
        raise RequestError(sorted(table.problems, key=lambda each: each.place.line))
    return table.values, table.below, table.states, table.decimals


def _columns(frame: pandas.DataFrame) -> dict[str, Coded]:
    """The columns by what they are. Raises RequestError where one lacks, stands there twice or is not known."""
    found: dict[str, int] = {}
    problems = []
    for at, heading in enumerate(frame.columns):
        text = str(heading).strip()
        name = next((key for key, others in COLUMNS.items() if text.casefold() == key or text in others), None)
        if name is None or name in found:
            code = "scenarios.column_unknown" if name is None else "scenarios.column_twice"
            problems.append(problem(code, Place(FRAME_NAME), found=text, choices=_headings(tuple(COLUMNS))))
        else:
            found[name] = at
    lacking = tuple(name for name in COLUMNS if name not in found)
    if lacking:
        problems.append(problem("scenarios.column_absent", Place(FRAME_NAME), missing=_headings(lacking)))
    elif not len(frame):
        problems.append(problem("scenarios.own_empty"))
    if problems:
        raise RequestError(problems)
    return {name: _coded(frame.iloc[:, at]) for name, at in found.items()}


def _headings(names: tuple[str, ...]) -> str:
    return ", ".join(f"{name} ({COLUMNS[name][0]})" for name in names)


def _coded(column: pandas.Series[Any]) -> Coded:
    """A column as texts; what pandas has for nothing is an empty text."""
    blanks = column.isna().tolist()
    return cell_column([None if blank else each for each, blank in zip(column.tolist(), blanks, strict=True)])


class _Table:
    """What a table says, and what is wrong with it: each distinct text is read once."""

    def __init__(self, agreement: Agreement, wanted: tuple[str, ...], columns: dict[str, Coded]) -> None:
        self.problems: list[Problem] = []
        self.values: dict[Key, Wholes] = {}
        self.below: dict[Key, Flags] = {}
        self.states: dict[tuple[str, str], Flags] = {}
        self.decimals: dict[str, int] = {}
        order = months_in_order(agreement)
        names, name = self.read(columns["indicator"], lambda text: indicator_of(wanted, text))
        sections, section = self.read(columns["section"], lambda text: section_of(agreement, text))
        months, month = self.read(columns["month"], lambda text: month_of(order, text))
        scenarios, scenario = self.read(columns["scenario"], scenario_of)
        wholes, below = self.wholes(names, name, columns["value"])
        if self.problems:
            return
        keys = [(each, other) for each in names for other in sections]
        shape = (len(keys), MONTHS_PER_YEAR, len(scenarios))
        where = np.ravel_multi_index((name * len(sections) + section, np.array(months)[month], scenario), shape)
        self.only_once(where, shape, columns)
        if self.problems:
            return
        all_values = np.full(shape, MISSING, np.int32)
        all_values.ravel()[where] = wholes
        all_below = np.zeros(shape, np.bool_)
        all_below.ravel()[where] = below
        told = {keys[each] for each in np.unique(name * len(sections) + section).tolist()}
        self.values = {key: all_values[at] for at, key in enumerate(keys) if key in told}
        self.below = {key: all_below[at] for at, key in enumerate(keys) if all_below[at].any()}
        judged = [each in (agreement.text.readings.indicators if agreement.text.readings else ()) for each in names]
        measured = (all_values.reshape(len(names), -1, *shape[1:])[judged] != MISSING).any(axis=0)
        states = np.array([parse_value(text).state for text in columns["value"].texts])[columns["value"].codes]
        for state in states_told(agreement):
            # a section is in a state where some row of an indicator says so, and none says a value
            rows = (states == state) & np.array(judged)[name]
            said = np.zeros(measured.shape, np.bool_)
            said[section[rows], np.array(months)[month[rows]], scenario[rows]] = True
            said &= ~measured
            self.states.update({(state, each): said[at] for at, each in enumerate(sections) if said[at].any()})

    def read(self, column: Coded, means: Callable[[str], Any]) -> tuple[list[Any], Any]:
        """What the texts of a column mean, each thing once, and the number of it in each row, -1 where it is wrong."""
        numbers: dict[Any, int] = {}
        of_text = np.full(len(column.texts), -1)
        wrong: dict[int, Problem] = {}
        for code, text in enumerate(column.texts):
            found = means(text)
            if isinstance(found, Problem):
                wrong[code] = found
            else:
                of_text[code] = numbers.setdefault(found, len(numbers))
        self.tell_first(wrong, column.codes)
        return list(numbers), of_text[column.codes]

    def tell_first(self, wrong: Mapping[int, Problem], codes: Any, rows: Any = None) -> None:
        """Problems by code, each told at the first row that has the code; ``rows`` are those that ``codes`` are of."""
        if wrong:
            for code, first in zip(*(each.tolist() for each in np.unique(codes, return_index=True)), strict=True):
                if code in wrong:
                    self.tell(wrong[code], first if rows is None else int(rows[first]))

    def tell(self, found: Problem, row: int) -> None:
        """A problem at a row, which is counted from 0."""
        self.problems.append(replace(found, place=Place(FRAME_NAME, line=row + 1)))

    def only_once(self, where: Any, shape: tuple[int, ...], columns: dict[str, Coded]) -> None:
        """Tells the first row that says again what another row has said."""
        number = np.arange(len(where))
        first = np.full(int(np.prod(shape)), len(where))
        np.minimum.at(first, where, number)
        again = first[where] != number
        if again.any():
            row = int(np.argmax(again))
            said = {key: columns[key].text(row) for key in ("scenario", "section", "indicator", "month")}
            count = int(np.count_nonzero(again))
            self.tell(problem("scenarios.row_twice", other=int(first[where[row]]) + 1, more=count, **said), row)

    def wholes(self, names: Sequence[str], name: Any, value: Coded) -> tuple[Any, Any]:
        """The values of all rows as whole numbers, and where they are detection limits."""
        wholes = np.full(len(name), MISSING, np.int32)
        below = np.zeros(len(name), np.bool_)
        for at, indicator in enumerate(names):
            rows = np.flatnonzero(name == at)
            distinct, codes = np.unique(value.codes[rows], return_inverse=True)
            told = {code: value_of(indicator, value.texts[code]) for code in distinct.tolist()}
            wrong = {code: each for code, each in told.items() if isinstance(each, Problem)}
            self.tell_first(wrong, value.codes[rows], rows)
            read = [(None, False) if isinstance(each, Problem) else each for each in told.values()]
            try:
                self.decimals[indicator] = decimals_for(each for each, _ in read if each is not None)
            except NotWholeError as trouble:
                self.problems.append(trouble.problem(indicator, Place(FRAME_NAME)))
                continue
            numbers = [MISSING if each is None else whole_of(each, self.decimals[indicator]) for each, _ in read]
            wholes[rows] = np.array(numbers, np.int32)[codes]
            below[rows] = np.array([limit for _, limit in read], np.bool_)[codes]
        return wholes, below


def month_of(order: Sequence[int], text: str) -> int | Problem:
    """Which month of the assessment year a text means: ``"3"``, ``"3.0"``, ``"3月"`` or ``"2024-03"``."""
    bare = text.strip().removesuffix("月").removesuffix(".0")
    try:
        month = int(bare) if bare.isascii() and bare.isdigit() else Month.parse(bare).month
        return order.index(month)
    except ValueError:
        return problem("scenarios.month_unknown", found=text)


def scenario_of(text: str) -> str | Problem:
    """What a scenario is called; it must be called something."""
    return text or problem("scenarios.scenario_unnamed")


def value_of(indicator: str, text: str) -> tuple[Fraction | None, bool] | Problem:
    """A value, or a detection limit with True; what is missing has no value."""
    if indicator == GRADE:
        grade = parse_grade(text) if text else None
        if grade is not None:
            return Fraction(grade), False
    found = parse_value(text)
    if found.trouble:
        return Problem(f"readings.{found.trouble}", details={"found": text})
    if found.qualifier == BELOW:
        return (found.limit, True) if found.limit is not None else problem("scenarios.below_unsaid", found=text)
    if found.number is not None and (indicator == GRADE or (found.number < 0 and indicator not in SIGNED)):
        return problem("scenarios.grade" if indicator == GRADE else "scenarios.negative", found=text)
    return found.number, False
