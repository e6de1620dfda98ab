"""Values that can hardly be right (可疑数据): each check with its source, on all readings of the files together.

==================  ==================================================================================================
``ph_range``        a pH outside 0 to 14, the range in which pH is measured (HJ 1147-2020, clause 1)
``nitrogen``        total nitrogen below ammonia or nitrate nitrogen, of which it is the sum (三氮关系)
``oxygen_demand``   COD not above the permanganate index or BOD5 of the same time (三氧关系)
``jump``            three times the value before or more, or a third of it or less, within a day: doubtful (存疑) in the
                    review of automatic stations; only where times have an hour
``unit_blunder``    300 times the section's usual value or more, or a part of that kind: μg/L taken for mg/L
==================  ==================================================================================================

The relations and the jump are checks that practitioners and station reviews use; that of units is ours. A value below
the detection limit takes part in none. Numbers are compared as whole multiples of a billionth, never as floats.

A relation of two values does not say which of them is wrong, so both are doubted, and both are excluded where that is
asked for: to keep one of them would be to guess that it is right.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import numpy as np

from ecocomp.errors import Place, Problem, RequestError, problem
from ecocomp.readings.cells import shown
from ecocomp.readings.coded import Codes, Flags, Rows
from ecocomp.readings.columns import ReadingColumns, Said
from ecocomp.readings.findings import Findings
from ecocomp.readings.reading import DAY_LENGTH, MISSING, Doubt
from ecocomp.readings.show import indicator_name
from ecocomp.standards import INDICATORS

#: What is done with a value that a check doubts: told of, an error, or told of and taken for missing.
TREATMENTS = ("flag", "refuse", "exclude")
#: The state of a value that was excluded.
STATE = "implausible"

BILLION = 10**9
LARGEST = 2**62
HIGHEST_PH = 14
JUMP = 3
MINUTES_APART = 24 * 60
#: A unit taken for another is a factor of 1000 or more (mg/L, μg/L, ng/L); since values vary about what is usual by
#: three either way, it may show as 300. Pollution seldom does: from the limit of Ⅰ to that of Ⅴ it is 13 times for
#: ammonia, 20 for total phosphorus and 100 for copper, the most of those in mg/L (GB 3838-2002, table 1, rivers).
BLUNDER = 300
#: So few values do not say what is usual.
FEWEST_USUAL = 5
PARTS_OF_NITROGEN = ("nh3n", "no3")
PARTS_OF_COD = ("codmn", "bod5")


def asked(words: Sequence[str]) -> Mapping[str, str]:
    """What a command line asks: a word for all checks, and ``check=word`` for one of them, which goes before.

    Raises RequestError as :func:`treatments` does.
    """
    by_check: dict[str, str] = {}
    for word in sorted(words, key=lambda each: "=" in each):
        check, sign, own = word.partition("=")
        by_check |= {check: own} if sign else dict.fromkeys(CHECKS, word)
    return treatments(by_check)


def treatments(given: object) -> Mapping[str, str]:
    """What to do by check: one word for all checks, or a mapping from checks to words; others are flagged.

    Raises RequestError for a word or a check that does not exist.
    """
    by_check = dict.fromkeys(CHECKS, given) if isinstance(given, str) else given
    if not isinstance(by_check, Mapping):
        raise RequestError(problem("readings.unknown_treatment", found=shown(given), allowed=", ".join(TREATMENTS)))
    wrong = [
        problem("readings.unknown_check", found=shown(each), allowed=", ".join(CHECKS))
        for each in by_check
        if each not in CHECKS
    ]
    wrong += [
        problem("readings.unknown_treatment", found=shown(each), allowed=", ".join(TREATMENTS))
        for each in dict.fromkeys(map(shown, by_check.values()))
        if each not in TREATMENTS
    ]
    if wrong:
        raise RequestError(wrong)
    return MappingProxyType({check: str(word) for check, word in by_check.items()})


def without_implausible(columns: ReadingColumns, how: Mapping[str, str], findings: Findings) -> ReadingColumns:
    """The readings with those that are to be excluded taken for missing; errors for those to be refused."""
    excluded: dict[int, tuple[str, ...]] = {}
    for check, numbers in _doubted(columns, [check for check in CHECKS if how.get(check, "flag") != "flag"]):
        if how[check] == "refuse":
            for number in numbers.tolist():
                place = columns.place(number)
                findings.error(CHECKS[check].code, place, **_details(columns, number), count=1, places=place.label)
        else:
            _tell(check, columns, numbers, findings)
            for number in numbers.tolist():
                excluded[number] = (*excluded.get(number, ()), check)
    if not excluded:
        return columns
    first = columns.place(min(excluded))
    findings.note("implausible_excluded", Place(first.file), "warning", total=len(excluded))
    return _taken_for_missing(columns, excluded)


def doubts(columns: ReadingColumns, how: Mapping[str, str]) -> tuple[Problem, ...]:
    """Warnings for the values of the checks that only flag."""
    findings = Findings()
    for check, numbers in _doubted(columns, [check for check in CHECKS if how.get(check, "flag") == "flag"]):
        _tell(check, columns, numbers, findings)
    return findings.problems()


def _tell(check: str, columns: ReadingColumns, numbers: Rows, findings: Findings) -> None:
    for number in numbers.tolist():
        findings.count(CHECKS[check].code, columns.place(number), "warning", **_details(columns, number))


def _details(columns: ReadingColumns, number: int) -> dict[str, object]:
    return {"indicator": indicator_name(columns.said[columns.what[number]].indicator)}


def _doubted(columns: ReadingColumns, checks: Sequence[str]) -> Iterator[tuple[str, Rows]]:
    """For each check, the numbers of the readings it doubts, in order."""
    if not checks or not len(columns):
        return
    numbers = Numbers(columns)
    for check in checks:
        found = np.unique(CHECKS[check].find(numbers))
        if len(found):
            yield check, found


def _taken_for_missing(columns: ReadingColumns, excluded: Mapping[int, tuple[str, ...]]) -> ReadingColumns:
    """The readings with some of them missing, each of these with the checks that doubt it."""
    said = list(columns.said)
    what = columns.what.copy()
    known: dict[tuple[int, tuple[str, ...]], int] = {}
    for number, checks in sorted(excluded.items()):
        old = int(what[number])
        if (old, checks) not in known:
            before = said[old]
            assert before.value is not None  # the checks compare values
            known[old, checks] = len(said)
            doubt = Doubt(checks, before.value)
            said.append(before._replace(value=None, qualifier=MISSING, state=STATE, lean=0, doubt=doubt))
        what[number] = known[old, checks]
    return replace(columns, said=said, what=what)


class Numbers:
    """The measured values as whole numbers, with what they are values of."""

    def __init__(self, columns: ReadingColumns) -> None:
        self.columns = columns
        self.indicators = np.array([each.indicator for each in columns.said], object)[columns.what]
        scaled = [_scaled(each) for each in columns.said]
        largest = max((abs(each) for each in scaled if each is not None), default=0)
        kind: Any = np.int64 if largest * BLUNDER < LARGEST else object
        self.values = np.array([0 if each is None else each for each in scaled], kind)[columns.what]
        self.valued: Flags = np.array([each is not None for each in scaled], np.bool_)[columns.what]

    def of(self, indicator: str) -> Rows:
        """The numbers of the readings of an indicator that have a value."""
        return np.flatnonzero((self.indicators == indicator) & self.valued)

    def site_times(self, numbers: Rows) -> Rows:
        """For each reading, where and when it was, as one number."""
        columns = self.columns
        keys: Rows = columns.site[numbers].astype(np.int64) * max(len(columns.whens), 1) + columns.when[numbers]
        return keys

    def pairs(self, one: str, other: str) -> tuple[Rows, Rows]:
        """Readings of two indicators at the same section and time."""
        left, right = self.of(one), self.of(other)
        _, at_left, at_right = np.intersect1d(self.site_times(left), self.site_times(right), return_indices=True)
        return left[at_left], right[at_right]

    def series(self, wanted: Flags) -> tuple[Rows, Codes]:
        """Some readings by section, indicator and time, and of which series, section and indicator, each is."""
        numbers = np.flatnonzero(wanted & self.valued)
        ranks = self.columns.indicator_ranks()[self.columns.what[numbers]]
        key = self.columns.site[numbers].astype(np.int64) * (int(ranks.max(initial=0)) + 1) + ranks
        order = np.argsort(key, kind="stable")
        _, group = np.unique(key[order], return_inverse=True)
        return numbers[order], group.astype(np.int32)

    def has_unit(self, unit: str) -> Flags:
        """Which readings are of indicators in a unit."""
        own = [each.indicator in INDICATORS and INDICATORS[each.indicator].unit == unit for each in self.columns.said]
        flags: Flags = np.array(own, np.bool_)[self.columns.what]
        return flags


def _scaled(said: Said) -> int | None:
    return None if said.value is None else int(said.value * BILLION)


def ph_range(numbers: Numbers) -> Rows:
    """pH outside 0 to 14, the range in which HJ 1147-2020 (clause 1) measures it.

    A file's negative pH is missing before it comes here: negative numbers stand for no value.
    """
    found = numbers.of("ph")
    values = numbers.values[found]
    outside = (values < 0) | (values > HIGHEST_PH * BILLION)
    return found[outside.astype(np.bool_)]


def nitrogen(numbers: Numbers) -> Rows:
    """Total nitrogen [mg/L] below ammonia or nitrate nitrogen of the same section and time, and that part (三氮关系).

    Equal values are possible. Both are doubted, since the relation does not say which is wrong.
    """
    found = []
    for part in PARTS_OF_NITROGEN:
        whole, own = numbers.pairs("tn", part)
        wrong = numbers.values[whole] < numbers.values[own]
        found += [whole[wrong], own[wrong]]
    return np.concatenate(found)


def oxygen_demand(numbers: Numbers) -> Rows:
    """COD [mg/L] not above the permanganate index or BOD5 of the same section and time, and that one (三氧关系).

    Equal values are doubted too: dichromate oxidises more than either. Both are doubted, since the relation does not
    say which is wrong.
    """
    found = []
    for part in PARTS_OF_COD:
        cod, own = numbers.pairs("cod", part)
        wrong = numbers.values[cod] <= numbers.values[own]
        found += [cod[wrong], own[wrong]]
    return np.concatenate(found)


def jump(numbers: Numbers) -> Rows:
    """Values in mg/L three times the one before or more, or a third of it or less (存疑, review of automatic stations).

    The one before is the last of the same section and indicator that has a value above zero, at most a day earlier;
    times without an hour take no part.
    """
    whens = numbers.columns.whens
    minutes = np.array([_minutes(each.text) for each in whens], np.int64)
    clocked = (minutes >= 0)[numbers.columns.when]
    order, group = numbers.series(numbers.has_unit("mg/L") & clocked)
    values, times = numbers.values[order], minutes[numbers.columns.when[order]]
    near = (group[1:] == group[:-1]) & (times[1:] - times[:-1] <= MINUTES_APART)
    before, after = values[:-1], values[1:]
    doubtful = near & (before > 0) & (after > 0) & ((after >= JUMP * before) | (JUMP * after <= before))
    found: Rows = order[1:][doubtful.astype(np.bool_)]
    return found


def unit_blunder(numbers: Numbers) -> Rows:
    """Values in mg/L that are 300 times what is usual or more, or 1/300 or less; how far beyond does not matter.

    Usual is the lower median of all values of the same section and indicator in the files read, zeros among them; there
    must be five. Zeros are not doubted here, and where zero is usual nothing is.
    """
    order, group = numbers.series(numbers.has_unit("mg/L"))
    if not len(order):
        return order
    values = numbers.values[order]
    by_size = (
        np.lexsort((values, group))
        if values.dtype != object
        else np.array(sorted(range(len(order)), key=lambda each: (group[each], values[each])))
    )
    counts = np.bincount(group)
    begins = np.concatenate([[0], np.cumsum(counts)[:-1]])
    usual = values[by_size][begins + (counts - 1) // 2][group]
    large = values >= BLUNDER * usual
    small = usual >= BLUNDER * values
    wrong = (large | small) & (usual > 0) & (values > 0) & (counts[group] >= FEWEST_USUAL)
    found: Rows = order[wrong.astype(np.bool_)]
    return found


def _minutes(text: str) -> int:
    """Minutes since the year 1 of a time with an hour; -1 for a day or a month."""
    if len(text) <= DAY_LENGTH:
        return -1
    moment = datetime.datetime.fromisoformat(text)
    return moment.toordinal() * 24 * 60 + moment.hour * 60 + moment.minute


@dataclass(frozen=True, slots=True)
class Check:
    """One check: the code of what it says, and the function that gives the numbers of the readings it doubts."""

    code: str
    find: Callable[[Numbers], Rows]


CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "ph_range": Check("ph_range", ph_range),
        "nitrogen": Check("nitrogen", nitrogen),
        "oxygen_demand": Check("oxygen_demand", oxygen_demand),
        "jump": Check("jump", jump),
        "unit_blunder": Check("unit_blunder", unit_blunder),
    }
)
