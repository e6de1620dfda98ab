"""The state of a river or basin from its sections (河流、流域水质评价): 环办〔2011〕22号 地表水环境质量评价办法(试行).

With five sections or more by the shares of the grades (断面水质类别比例法); with fewer, each indicator is averaged over
the sections and the mean is graded as that of one section is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ecocomp.assessment.judged import (
    MOST_POLLUTANTS,
    REFERENCE_GRADE,
    STATUSES,
    JudgedSection,
    status_of,
    weight,
)
from ecocomp.errors import RequestError, problem
from ecocomp.standards.grades import WORST_GRADE

SECTIONS_FOR_SHARES = 5
GOOD = REFERENCE_GRADE
#: The least share of Ⅰ to Ⅲ of each of the two best states; below them the share of 劣Ⅴ decides.
EXCELLENT_FROM, GOOD_FROM = Fraction(90, 100), Fraction(75, 100)
MODERATE_FROM, HEAVY_FROM = Fraction(20, 100), Fraction(40, 100)

#: Of each indicator the grade of its mean over sections, and by how many times this exceeds Ⅲ, where it does.
Averaging = Callable[[Sequence[JudgedSection]], dict[str, tuple[int, Fraction | None]]]


@dataclass(frozen=True, slots=True)
class RiverState:
    """A river or basin at one time.

    ``sections`` is how many sections have a grade; ``grades`` how many have each, Ⅰ first; ``method`` is ``"shares"``
    or ``"mean"``; ``grade`` that of the means over the sections, None by the method of shares. ``status`` is one of
    ``"excellent"`` 优, ``"good"`` 良好, ``"light"`` 轻度污染, ``"moderate"`` 中度污染, ``"heavy"`` 重度污染.
    ``main_pollutants`` are up to three indicators, where the status is neither 优 nor 良好: by the method of shares
    those beyond Ⅲ at most sections, else as of a single section.
    """

    time: str
    sections: int
    grades: tuple[int, ...]
    method: str
    grade: int | None
    status: str
    main_pollutants: tuple[str, ...]

    @property
    def good_share(self) -> Fraction:
        """The share of the sections with Ⅰ to Ⅲ."""
        return Fraction(sum(self.grades[:GOOD]), self.sections)

    @property
    def worst_share(self) -> Fraction:
        """The share of the sections worse than Ⅴ (劣Ⅴ)."""
        return Fraction(self.grades[WORST_GRADE - 1], self.sections)


def river_status(good_share: Fraction, worst_share: Fraction) -> str:
    """The status by the shares of Ⅰ–Ⅲ and of 劣Ⅴ.

    >>> river_status(Fraction(9, 10), Fraction(0)), river_status(Fraction(7, 10), Fraction(1, 5))
    ('excellent', 'moderate')
    """
    if good_share >= EXCELLENT_FROM:
        return STATUSES[0]
    if good_share >= GOOD_FROM:
        return STATUSES[1]
    if worst_share < MODERATE_FROM:
        return STATUSES[2]
    return STATUSES[3] if worst_share < HEAVY_FROM else STATUSES[4]


def river_states(rows: Sequence[JudgedSection], averaged: Averaging) -> tuple[RiverState, ...]:
    """The state at each time at which some section has a grade.

    Raises RequestError where fewer than five sections are to be averaged that are judged as different kinds of water.
    """
    by_time: dict[str, list[JudgedSection]] = {}
    for row in rows:
        if row.indicators:
            by_time.setdefault(row.time, []).append(row)
    return tuple(_state(time, by_time[time], averaged) for time in sorted(by_time))


def _state(time: str, rows: Sequence[JudgedSection], averaged: Averaging) -> RiverState:
    counts = Counter(row.grade for row in rows)
    grades = tuple(counts[grade] for grade in range(1, WORST_GRADE + 1))
    if len(rows) >= SECTIONS_FOR_SHARES:
        good = Fraction(sum(grades[:GOOD]), len(rows))
        status = river_status(good, Fraction(grades[-1], len(rows)))
        return RiverState(time, len(rows), grades, "shares", None, status, _by_share(rows) if _polluted(status) else ())
    if len({row.waters for row in rows}) > 1:
        raise RequestError(problem("assessment.mixed_waters", found=time))
    means = averaged(rows)
    grade = max(each for each, _ in means.values())
    found = status_of(grade)
    assert found is not None
    beyond = [name for name, (each, _) in means.items() if each > GOOD]
    worst = sorted(beyond, key=lambda name: weight(name, *means[name]))
    return RiverState(
        time, len(rows), grades, "mean", grade, found, tuple(worst[:MOST_POLLUTANTS]) if _polluted(found) else ()
    )


def _polluted(status: str) -> bool:
    return STATUSES.index(status) > 1


def _by_share(rows: Sequence[JudgedSection]) -> tuple[str, ...]:
    """The indicators beyond Ⅲ at most sections, of those that have them: most first."""
    beyond = Counter(each.indicator for row in rows for each in row.indicators if each.grade > GOOD)
    measured = Counter(each.indicator for row in rows for each in row.indicators)
    order = sorted(beyond, key=lambda name: -Fraction(beyond[name], measured[name]))
    return tuple(order[:MOST_POLLUTANTS])
