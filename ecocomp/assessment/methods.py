"""Automatic and manual readings of one month: which of them make its value (自动监测与手工监测).

环办监测函〔2020〕82号 gives automatic data precedence; what happens where they do not suffice is not established. So an
agreement states both, ``precedence`` and ``substitute``, and one that states neither gets no value made of both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ecocomp.agreement import model
from ecocomp.formula.absent import Cause
from ecocomp.readings.reading import Reading

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
