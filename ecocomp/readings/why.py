"""Why a reading gives no value, in words: what stands there, and the state, check or gap that keeps it from use."""

from __future__ import annotations

from collections.abc import Iterable

from ecocomp.readings.reading import BELOW, GRADE, Reading
from ecocomp.readings.values import parse_value
from ecocomp.standards import INDICATORS
from ecocomp.wording import Pair, say_both
from ecocomp.written import fraction_text

#: So many distinct texts are told where many readings are told of together; the rest are counted.
MOST_TOLD = 5


def state_name(state: str) -> Pair:
    """The name of a state (站点情况) in both languages; ``""`` is 正常.

    >>> state_name("no_flow")
    ('断流', 'no flow')
    """
    return say_both(f"states.{state or 'normal'}")


def state_names(states: Iterable[str], language: str) -> str:
    """Several states in one language, in their order."""
    mark, which = ("、", 0) if language == "zh" else (", ", 1)
    return mark.join(state_name(each)[which] for each in states)


def value_given(reading: Reading) -> Pair:
    """The value in its canonical unit, also one that was excluded; else what the file says."""
    value = reading.value if reading.doubt is None else reading.doubt.value
    if value is not None and reading.indicator != GRADE:
        text = f"{fraction_text(value)} {INDICATORS[reading.indicator].unit}".rstrip()
        return Pair(text, text)
    text = reading.text.strip()
    return Pair(text, text) if text else say_both("readings.empty_cell")


def why_not(reading: Reading) -> Pair:
    """What stands there, and why it is no value: ``500 mg/L 因疑似单位错误被剔除…``, ``--（维护）``, ``断流``.

    A reading that could have been used is only shown.
    """
    value = value_given(reading)
    if reading.doubt is not None:
        told = [say_both(f"readings.excluded_{check}", value=value) for check in reading.doubt.checks]
        return Pair("；".join(each[0] for each in told), "; ".join(each[1] for each in told))
    if reading.state:
        name = state_name(reading.state)
        return name if value[0] == name[0] else say_both("readings.value_in_state", value=value, state=name)
    if reading.qualifier == BELOW:
        return value if reading.detection_limit is not None else say_both("readings.value_no_limit", value=value)
    if reading.value is None and parse_value(reading.text).number is not None:
        return say_both("readings.value_no_measure", value=value)
    return value


def whys(readings: Iterable[Reading], most: int = MOST_TOLD) -> Pair:
    """Of several readings what :func:`why_not` says, each once, the first ``most`` of them."""
    told = list(dict.fromkeys(map(why_not, readings)))
    more = " …" if len(told) > most else ""
    return Pair(*(mark.join(each[which] for each in told[:most]) + more for which, mark in ((0, "、"), (1, ", "))))
