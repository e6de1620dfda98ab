"""Readings of one month that cannot make its value together: automatic and manual ones, a mean and its parts.

环办监测函〔2020〕82号 gives automatic data precedence; what happens where they do not suffice is not established. So an
agreement states both, ``precedence`` and ``substitute``, and one that states neither gets no value made of both
(自动监测与手工监测). A monthly value beside daily ones (月值与日值) is likely their mean, so that all of them together
would be no mean of anything; which to keep is for the user to say.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ecocomp.agreement import model
from ecocomp.formula.absent import Cause
from ecocomp.readings.columns import Said
from ecocomp.readings.reading import DAY_LENGTH, Reading
from ecocomp.readings.why import why_not
from ecocomp.wording import Pair

AUTOMATIC, MANUAL = "automatic", "manual"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The readings of a month that count, and those of the other method, left aside.

    ``how`` is ``""`` where there was nothing to choose, ``"preferred"``, ``"only"`` (only the method that has no
    precedence was used at all) or ``"substituted"``. ``cause`` says why none can be chosen.
    """

    kept: Sequence[Reading]
    aside: Sequence[Reading] = ()
    how: str = ""
    cause: Cause | None = None

    @property
    def must_suffice(self) -> bool:
        """Whether there must be as many as the agreement asks for: one manual sample stands for its month."""
        return self.how in ("", "preferred")


def choose(
    rules: model.Readings,
    readings: Sequence[Reading],
    is_usable: Callable[[Reading], bool],
    suffices: Callable[[Sequence[Reading]], bool],
) -> Chosen:
    """The readings of a month that count by the agreement's precedence.

    ``suffices`` says whether usable readings are as many as the agreement asks for.
    """
    methods = {each.method for each in readings}
    if methods <= {""} or (rules.precedence is None and not methods >= {AUTOMATIC, MANUAL}):
        return Chosen(readings)
    if rules.precedence is None:
        return _without_precedence(readings, is_usable)
    if "" in methods and any(is_usable(each) for each in readings if not each.method):
        unsaid = next(each for each in readings if not each.method)
        return Chosen(readings, cause=Cause("settlement.method_unsaid", place=unsaid.place))
    preferred = AUTOMATIC if rules.precedence == "automatic first" else MANUAL
    first = [each for each in readings if each.method == preferred]
    other = [each for each in readings if each.method != preferred]
    if not first:
        return Chosen(other, how="only")
    usable = [each for each in first if is_usable(each)]
    if rules.substitute and not (usable and suffices(usable)) and any(is_usable(each) for each in other):
        return Chosen(other, first, "substituted")
    return Chosen(first, other, "preferred")


def _without_precedence(readings: Sequence[Reading], is_usable: Callable[[Reading], bool]) -> Chosen:
    """Both methods are there: no trouble as long as only one of them has values."""
    counts = {
        method: sum(is_usable(each) for each in readings if each.method == method) for method in (AUTOMATIC, MANUAL)
    }
    if not all(counts.values()):
        return Chosen(readings)
    place = next(each.place for each in readings if each.method == MANUAL)
    details = tuple(counts.items())
    return Chosen(readings, cause=Cause("settlement.two_methods", (), details, place))


#: 环办监测函〔2020〕82号: of these automatic readings go before manual ones, of all others manual before automatic.
AUTOMATIC_FIRST = frozenset({"ph", "do", "codmn", "nh3n", "tp", "tn"})

Measured = TypeVar("Measured", Reading, Said)


def by_the_rule(indicator: str, usable: Sequence[Measured]) -> list[Measured]:
    """The readings of one method, where both are there and no agreement says which goes first."""
    methods = {each.method for each in usable}
    if not {AUTOMATIC, MANUAL} <= methods:
        return list(usable)
    first = AUTOMATIC if indicator in AUTOMATIC_FIRST else MANUAL
    return [each for each in usable if each.method == first]


def told_twice(readings: Sequence[Reading]) -> Cause | None:
    """Why usable readings of a month make no value: some are of the whole month or a day, others of a part of it."""
    whole = [each for each in readings if len(each.when) < DAY_LENGTH]
    if whole and len(whole) < len(readings):
        part = next(each for each in readings if len(each.when) >= DAY_LENGTH)
        return Cause("settlement.month_twice", (), _beside(whole[0], part), whole[0].place)
    hours = {each.when[:DAY_LENGTH]: each for each in readings if len(each.when) > DAY_LENGTH}
    for each in readings:
        if len(each.when) == DAY_LENGTH and each.when in hours:
            return Cause("settlement.day_twice", (), _beside(each, hours[each.when]), each.place)
    return None


def _beside(whole: Reading, part: Reading) -> tuple[tuple[str, str | Pair], ...]:
    return (("whole", why_not(whole)), ("part", why_not(part)), ("when", part.when), ("other", str(part.place)))
