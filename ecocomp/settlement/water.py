"""The water of each section month by month beside its target (断面逐月水质与目标), as the agreement itself graded it.

The grade is that of the agreement's own rule over sections and months; without one the published grade, where the
agreement reads it; else the worst of the grades that the monthly values have by the agreement's limits, which is then
said to be so: the agreement itself may judge otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ecocomp.formula.absent import Absent
from ecocomp.formula.axes import Value

if TYPE_CHECKING:
    from ecocomp.settlement.result import Settlement

PER_MONTH = {"section", "month"}
PUBLISHED = "G"
MEASURED = "C"


@dataclass(frozen=True, slots=True)
class MonthWater:
    """A section in a month: its grade and target, None where there is none; ``absent`` says why there is no grade.

    ``grades`` are those of the monthly values, by indicator, of indicators that have limits.
    """

    month: str
    grade: int | None
    target: int | None
    absent: Absent | None
    grades: dict[str, int]

    @property
    def compared(self) -> str:
        """``"better"``, ``"equal"`` or ``"worse"`` than the target; empty where that cannot be said."""
        if self.grade is None or self.target is None:
            return ""
        return "equal" if self.grade == self.target else "better" if self.grade < self.target else "worse"


@dataclass(frozen=True, slots=True)
class SectionWater:
    """A section's months; ``basis`` is the rule that grades it, ``"G"`` (published) or ``"C"`` (monthly values)."""

    section: str
    basis: str
    months: tuple[MonthWater, ...]


def section_waters(settlement: Settlement) -> tuple[SectionWater, ...]:
    """The water of every section, in the order of the agreement; none where nothing is graded."""
    if settlement.scope.monthly is None or not settlement.agreement.sections:
        return ()
    by_value = grades_of_values(settlement)
    basis = basis_of(settlement)
    if basis == MEASURED and not by_value:
        return ()
    space = settlement.scope.space
    graded = None if basis == MEASURED else settlement.array(basis)
    targets = settlement.array("target") if settlement.agreement.checked.targets is not None else None
    found = []
    for section in space.labels["section"]:
        months = []
        for month in space.labels["month"]:
            where = {"section": section, "month": month}
            own = by_value.get((section, month), {})
            grade = max(own.values(), default=None) if graded is None else element(settlement, graded, where)
            target = None if targets is None else element(settlement, targets, where)
            months.append(
                MonthWater(
                    month,
                    None if isinstance(grade, Absent) else grade,
                    None if isinstance(target, Absent) else target,
                    grade if isinstance(grade, Absent) else None,
                    own,
                )
            )
        found.append(SectionWater(section, basis, tuple(months)))
    return tuple(found)


def basis_of(settlement: Settlement) -> str:
    """By what the sections are graded: a rule that gives a grade for each section and month, or G, or C."""
    for name, formula in settlement.agreement.checked.rules.items():
        if set(formula.axes) == PER_MONTH and all(kind.sort == "grade" for kind in formula.kinds):
            return name
    return PUBLISHED if PUBLISHED in settlement.names else MEASURED


def grades_of_values(settlement: Settlement) -> dict[tuple[str, str], dict[str, int]]:
    """The grades of the monthly values by section and month, then by indicator."""
    rules = settlement.agreement.text.readings
    if rules is None or MEASURED not in settlement.names:
        return {}
    ladders, sections = settlement.agreement.checked.ladders, settlement.agreement.sections
    value = settlement.array(MEASURED)
    found: dict[tuple[str, str], dict[str, int]] = {}
    for labels, each in zip(settlement.scope.space.coordinates(value.axes), value.data, strict=True):
        section, indicator, month = labels
        ladder = ladders.ladder(indicator, sections[section].waters or rules.waters)
        if ladder is not None and not isinstance(each, Absent):
            found.setdefault((section, month), {})[indicator] = ladder.grade(each)
    return found


def element(settlement: Settlement, value: Value, where: dict[str, str]) -> Any:
    """The element of a value at a section and month, on those of the two axes that it has."""
    return value.data[settlement.scope.space.position(value.axes, where)]
