"""One value text as a measure of its indicator: exact, in the canonical unit, with what is doubtful about it."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from ecocomp.readings.grid import Conventions
from ecocomp.readings.reading import BELOW, GRADE, MISSING
from ecocomp.readings.values import Value, parse_value, plain
from ecocomp.standards.grades import parse_grade

#: Quantities that can be below zero: water under ice, and a river that runs backwards with the tide.
SIGNED = frozenset({"water_temp", "flow", "volume"})
#: Numbers that stand for no value where a negative one would be possible.
PLACEHOLDERS = frozenset({Fraction(-999), Fraction(-9999), Fraction(-99999)})
#: Where exactly 0 is no plausible concentration: in national publications it mostly stands in rows without a class.
NEVER_ZERO = frozenset({"codmn", "cod", "nh3n", "tp", "tn"})
NO_GRADE = frozenset({"-1", "－1", "*", "**", "-", "--"})


#: What is never below a detection limit: half of one, as for a concentration, would be a very acid water.
NO_DETECTION_LIMIT = frozenset({"ph"})


class Measure(NamedTuple):
    """A value in its canonical unit. ``doubt`` is the code of a warning, ``trouble`` of an error, or empty."""

    value: Fraction | None
    qualifier: str = ""
    limit: Fraction | None = None
    state: str = ""
    doubt: str = ""
    trouble: str = ""
    lean: int = 0


NEVER_BELOW = Measure(None, MISSING, trouble="never_below")


def kind_of(indicator: str) -> tuple[bool, ...]:
    """All that :func:`interpret` asks of an indicator: those of one kind have the same measure for the same text."""
    sets = SIGNED, NEVER_ZERO, NO_DETECTION_LIMIT
    return indicator == GRADE, *(indicator in each for each in sets)


def measurable(measure: Measure, indicator: str) -> Measure:
    """The measure, or the trouble that it says a pH is below a detection limit."""
    return NEVER_BELOW if measure.qualifier == BELOW and indicator in NO_DETECTION_LIMIT else measure


def interpret(text: str, indicator: str, factor: Fraction) -> Measure:
    """The text as a measure of ``indicator``, its numbers multiplied with ``factor``.

    A negative concentration is missing, with a doubt: files write -1 for "not evaluated" and others for a value
    below the limit. A zero is kept, with a doubt.
    """
    if indicator == GRADE:
        return _grade(text)
    said = parse_value(text)
    if said.trouble:
        return Measure(None, MISSING, trouble=said.trouble)
    if said.number is None:
        if said.qualifier == BELOW and indicator in NO_DETECTION_LIMIT:
            return NEVER_BELOW
        limit = None if said.limit is None else said.limit * factor
        return Measure(None, said.qualifier, limit, said.state)
    return _number(said, indicator, factor)


def interpreted(text: str, indicator: str, factor: Fraction, conventions: Conventions) -> Measure:
    """The text as a measure, by the conventions of its table where it has any."""
    if not (conventions.marks or conventions.negative):
        return interpret(text, indicator, factor)
    return measurable(_by_conventions(text, indicator, factor, conventions), indicator)


def _by_conventions(text: str, indicator: str, factor: Fraction, conventions: Conventions) -> Measure:
    mark = dict(conventions.marks).get(plain(text))
    if mark is not None:
        return (
            Measure(None, BELOW) if mark == "below" else Measure(None, MISSING, state="" if mark == "missing" else mark)
        )
    measure = interpret(text, indicator, factor)
    if measure.doubt != "negative" or not conventions.negative:
        return measure
    number = parse_value(text).number
    assert number is not None
    if conventions.negative == "missing":
        return Measure(None, MISSING)
    if conventions.negative == "refuse":
        return Measure(None, MISSING, trouble="negative_refused")
    if number == -1:
        return Measure(None, MISSING, trouble="minus_one")
    return measure if number in PLACEHOLDERS else Measure(None, BELOW, -number * factor)


def _number(said: Value, indicator: str, factor: Fraction) -> Measure:
    number = said.number
    assert number is not None
    if number.numerator < 0 and (indicator not in SIGNED or number in PLACEHOLDERS):
        return Measure(None, MISSING, doubt="negative")
    doubt = "zero" if not number.numerator and indicator in NEVER_ZERO else ""
    return Measure(number if factor.numerator == factor.denominator else number * factor, doubt=doubt, lean=said.lean)


def _grade(text: str) -> Measure:
    """A published class. Also a class of a station under maintenance is kept; its state stands beside it."""
    if text in NO_GRADE:
        return Measure(None, MISSING)
    grade = parse_grade(text)
    if grade is not None:
        return Measure(Fraction(grade))
    said = parse_value(text)
    if said.qualifier == MISSING:
        return Measure(None, MISSING, state=said.state)
    return Measure(None, MISSING, trouble="grade_unknown")


@lru_cache(maxsize=1 << 12)
def qualified(measure: Measure, qualifier: str, limit: Measure | None) -> Measure:
    """The measure with what its own columns of qualifier (标识) and detection limit (检出限) say.

    ``qualifier`` is ``""``, ``"below"`` or ``"missing"``. A number marked as below is the detection limit, unless
    a limit stands in its own column. A number below that limit and not marked so is kept, with a doubt, and so is what
    is marked with another limit.
    """
    given = limit.value if limit is not None else None
    if qualifier == MISSING:
        if measure.value is not None:
            return Measure(None, MISSING, trouble="missing_with_value")
        return measure
    if BELOW in (qualifier, measure.qualifier):
        own = measure.limit if measure.limit is not None else measure.value
        chosen = given if given is not None else own
        if chosen is not None and chosen <= 0:
            return Measure(None, MISSING, trouble="limit_not_positive")
        differs = None not in (given, measure.limit) and given != measure.limit
        return Measure(None, BELOW, chosen, measure.state, "limits_differ" if differs else "")
    if given is not None and measure.value is not None and measure.value < given:
        return measure._replace(doubt="below_own_limit")
    return measure
