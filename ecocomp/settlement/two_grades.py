"""Where rounding decides the grade: full and rounded values compared (GB/T 8170-2008 全数值比较法、修约值比较法).

Which of the two an agreement compares is its own choice, by ``readings.decimals`` or ``evaluation()``; whichever it is,
a reader is told where the other would have given another grade.
"""

from __future__ import annotations

from dataclasses import dataclass

from ecocomp.agreement.agreement import Agreement
from ecocomp.assessment.monthly import MonthlyValue
from ecocomp.formula.absent import Absent
from ecocomp.formula.tree import functions, names
from ecocomp.rounding import Rational, evaluation_value
from ecocomp.settlement.shown import number_text
from ecocomp.standards.grades import grade_text
from ecocomp.standards.indicators import indicators


@dataclass(frozen=True, slots=True)
class TwoGrades:
    """The full and the rounded value of a month with their grades, which differ."""

    full: Rational
    full_grade: int
    rounded: Rational
    rounded_grade: int

    def texts(self) -> dict[str, str]:
        """What fills the sentence about it."""
        return {
            "full": number_text(self.full),
            "full_grade": grade_text(self.full_grade),
            "rounded": number_text(self.rounded),
            "rounded_grade": grade_text(self.rounded_grade),
        }


def two_grades(agreement: Agreement, monthly: MonthlyValue) -> TwoGrades | None:
    """Both grades of a value where they differ; rounded by the agreement's decimals or else by the technical rule's."""
    rules = agreement.text.readings
    assert rules is not None
    places = indicators()[monthly.indicator].decimals if monthly.decimals is None else monthly.decimals
    if monthly.mean is None or places is None or isinstance(monthly.value, Absent):
        return None
    waters = agreement.sections[monthly.section].waters or rules.waters
    found = agreement.checked.ladders.ladder(monthly.indicator, waters)
    rounded = evaluation_value(monthly.mean, places, monthly.lean)
    if found is None or rounded == monthly.mean:
        return None
    grades = found.grade(monthly.mean), found.grade(rounded)
    return None if grades[0] == grades[1] else TwoGrades(monthly.mean, grades[0], rounded, grades[1])


def judges(agreement: Agreement) -> bool:
    """Whether any formula of an agreement grades a value."""
    return any("grade" in functions(each.tree) for each in agreement.checked.formulas)


def reads(agreement: Agreement, name: str) -> bool:
    """Whether any formula of an agreement reads a name."""
    return any(name in names(each.tree) for each in agreement.checked.formulas)
