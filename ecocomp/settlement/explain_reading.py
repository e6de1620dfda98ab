"""The derivation of a monthly value: its readings as the file has them, and each step of the statistics rule."""

from __future__ import annotations

from collections.abc import Sequence

from ecocomp.agreement.agreement import Agreement
from ecocomp.agreement.scope import indicator_kind
from ecocomp.assessment.monthly import MonthlyValue
from ecocomp.errors import Place
from ecocomp.readings.reading import BELOW, Reading
from ecocomp.settlement.derivation import Derivation
from ecocomp.settlement.shown import number_text, value_text
from ecocomp.wording import Pair, say_both

MOST_LISTED = 12  # texts of readings left aside


def month_derivation(agreement: Agreement, monthly: MonthlyValue, where: Pair) -> Derivation:
    """A monthly value with its readings, down to file, sheet and cell or line."""
    kind = indicator_kind(monthly.indicator)
    rules = agreement.text.readings
    assert rules is not None
    steps: list[Pair] = []
    if len(monthly.used) > 1:
        mean = number_text(monthly.mean) if monthly.mean is not None else ""
        code = "settlement.mean_ph" if monthly.indicator == "ph" else "settlement.mean_of"
        steps.append(say_both(code, count=len(monthly.used), mean=mean))
    if monthly.below:
        policy = say_both(f"terms.below_{rules.below_detection}")
        steps.append(say_both("settlement.below", count=monthly.below, policy=policy))
    if monthly.decimals is not None and monthly.mean is not None and monthly.mean != monthly.value:
        steps.append(say_both("settlement.rounded_month", places=monthly.decimals, mean=number_text(monthly.mean)))
    if monthly.aside:
        texts = "、".join(dict.fromkeys(each.text or "(空)" for each in monthly.aside[:MOST_LISTED]))
        steps.append(say_both("settlement.aside", count=len(monthly.aside), texts=texts))
    listed = monthly.used or monthly.aside
    return Derivation(
        kind="reading",
        name="C",
        title=Pair("月浓度", "monthly concentration"),
        where=where,
        value=monthly.value,
        shown=Pair(*(value_text(monthly.value, kind, "", language) for language in ("zh", "en"))),
        clause=rules.clause or "",
        status=agreement.status(rules),
        steps=tuple(steps),
        places=reading_places(listed),
    )


def reading_places(readings: Sequence[Reading]) -> tuple[tuple[str, Place], ...]:
    """Readings as their files have them, each with its place."""
    return tuple((reading_text(each), each.place) for each in readings)


def reading_text(reading: Reading) -> str:
    """A reading as its file has it: when, what, and that it lies below the detection limit."""
    mark = " (<)" if reading.qualifier == BELOW else ""
    return f"{reading.when} {reading.text.strip() or '(空)'}{mark}"
