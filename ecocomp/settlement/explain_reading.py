"""The derivation of a monthly or daily value, or a load: its readings as the file has them, and each step."""

from __future__ import annotations

from collections.abc import Sequence

from ecocomp.agreement.agreement import Agreement
from ecocomp.agreement.builtin_names import BUILTINS
from ecocomp.agreement.scope import indicator_kind
from ecocomp.assessment.loads import BY_SCALED_DAYS, MonthlyLoad
from ecocomp.assessment.monthly import MonthlyValue
from ecocomp.errors import Place
from ecocomp.formula.units import Kind
from ecocomp.period import Month
from ecocomp.quantity import MASS
from ecocomp.readings.reading import BELOW, Reading
from ecocomp.readings.why import whys
from ecocomp.settlement.derivation import Derivation
from ecocomp.settlement.shown import number_text, value_text
from ecocomp.settlement.two_grades import two_grades
from ecocomp.wording import Pair, say_both

MOST_LISTED = 12  # texts of readings left aside


def value_derivation(agreement: Agreement, monthly: MonthlyValue, where: Pair) -> Derivation:
    """A monthly or daily value with its readings, down to file, sheet and cell or line."""
    kind = indicator_kind(monthly.indicator)
    rules = agreement.text.readings
    assert rules is not None
    steps: list[Pair] = []
    if len(monthly.used) > 1:
        mean = number_text(monthly.mean) if monthly.mean is not None else ""
        code = "settlement.mean_ph" if monthly.indicator == "ph" else "settlement.mean_of"
        steps.append(say_both(code, count=len(monthly.used), mean=mean))
    if monthly.below:
        policy = say_both(f"terms.below_{rules.below_in_means}")
        steps.append(say_both("settlement.below", count=monthly.below, policy=policy))
    if monthly.decimals is not None and monthly.mean is not None and monthly.mean != monthly.value:
        steps.append(say_both("settlement.rounded_month", places=monthly.decimals, mean=number_text(monthly.mean)))
    if monthly.lean:
        mark = "+" if monthly.lean > 0 else "-"
        steps.append(say_both("settlement.leaning", mark=mark))
    steps += method_steps(monthly)
    differing = two_grades(agreement, monthly)
    if differing is not None:
        steps.append(say_both("settlement.grades_of_month", **differing.texts()))
    if monthly.aside:
        steps.append(say_both("settlement.aside", count=len(monthly.aside), texts=whys(monthly.aside, MOST_LISTED)))
    listed = monthly.used or monthly.aside
    name = "D" if monthly.day else "C"
    return Derivation(
        kind="reading",
        name=name,
        title=Pair(*BUILTINS[name].meaning),
        where=where,
        value=monthly.value,
        shown=Pair(*(value_text(monthly.value, kind, "", language) for language in ("zh", "en"))),
        clause=rules.clause or "",
        status=agreement.status(rules),
        steps=tuple(steps),
        places=reading_places(listed),
    )


def method_steps(monthly: MonthlyValue) -> list[Pair]:
    """How automatic and manual readings were chosen from."""
    chosen = monthly.chosen
    if chosen.how == "substituted":
        return [say_both("settlement.method_substituted", count=len(chosen.aside))]
    if chosen.aside:
        return [say_both("settlement.method_preferred", count=len(chosen.aside))]
    return []


def load_derivation(agreement: Agreement, load: MonthlyLoad, month: Month, where: Pair) -> Derivation:
    """A monthly load with its method and the readings of concentration and flow behind it."""
    rules = agreement.text.readings
    assert rules is not None
    steps: list[Pair] = []
    if load.concentration is not None and load.flow is not None:
        concentration, flow = number_text(load.concentration), number_text(load.flow)
        steps.append(say_both("settlement.load_of_means", concentration=concentration, flow=flow, days=month.days))
    elif load.flow is not None:
        steps.append(say_both("settlement.load_of_no_flow"))
    elif load.days:
        code = "settlement.load_scaled" if rules.load == BY_SCALED_DAYS else "settlement.load_of_days"
        steps.append(say_both(code, count=load.days, days=month.days))
    below = sum(each.qualifier == BELOW for each in load.used)
    if below:
        steps.append(say_both("settlement.below", count=below, policy=say_both(f"terms.below_{rules.below_in_loads}")))
    return Derivation(
        kind="reading",
        name="L",
        title=Pair(*BUILTINS["L"].meaning),
        where=where,
        value=load.value,
        shown=Pair(*(value_text(load.value, Kind("number", MASS), "", language) for language in ("zh", "en"))),
        clause=rules.clause or "",
        status=agreement.status(rules),
        steps=tuple(steps),
        places=reading_places(load.used),
    )


def reading_places(readings: Sequence[Reading]) -> tuple[tuple[str, Place], ...]:
    """Readings as their files have them, each with its place."""
    return tuple((reading_text(each), each.place) for each in readings)


def reading_text(reading: Reading) -> str:
    """A reading as its file has it: when, what, and that it lies below the detection limit."""
    mark = " (<)" if reading.qualifier == BELOW else ""
    return f"{reading.when} {reading.text.strip() or '(空)'}{mark}"
