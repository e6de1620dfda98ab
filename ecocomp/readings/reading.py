"""One reading (监测值): what was measured, where, when, and where in which file it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from ecocomp.errors import NOWHERE, Place
from ecocomp.period import Month

#: The indicator id of a published class (水质类别), whose value is 1 (Ⅰ) to 6 (劣Ⅴ).
GRADE = "grade"

#: Below the detection limit (低于检出限): ``0.025L``, ``<0.025``, 未检出.
BELOW = "below"
#: No value (缺测): ``--``, ``*``, an empty cell, 断流 …
MISSING = "missing"

#: How long :attr:`Reading.when` is where it names a day; a month is shorter, an hour longer.
DAY_LENGTH = len("2024-03-05")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a value was excluded as implausible: the checks that doubt it, and the value in the canonical unit."""

    checks: tuple[str, ...]
    value: Fraction


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of one indicator at one section and time.

    ``section`` is the name as read, with half-width brackets and without stray spaces. ``when`` is as precise as
    the file: ``"2024-03"``, ``"2024-03-05"`` or ``"2024-03-05 08:00"``. ``indicator`` is an id of
    :mod:`ecocomp.standards`, or ``"grade"`` for a published class. ``text`` is what the file says, without outer
    spaces. ``value`` is exact and in the indicator's canonical unit; it is None where ``qualifier`` is ``"below"``
    or ``"missing"``. ``detection_limit`` is in the same unit, where the file gives it for a value below. ``state``
    is ``""`` (正常), ``"maintenance"`` (维护), ``"stopped"`` (停站), ``"no_flow"`` (断流), ``"frozen"`` (结冰),
    ``"construction"`` (施工), ``"filtered"`` (极值过滤), ``"not_measured"`` (未监测), ``"implausible"`` (可疑值,
    excluded when read) or ``"other"``. ``method`` is
    ``"automatic"`` (自动监测), ``"manual"`` (手工监测、采测分离) or ``""`` where the file does not say. ``lean`` is 1
    for a value that a laboratory rounded down, so that the real one is larger (``16.50(+)``, GB/T 8170-2008), -1 for
    one that it rounded up (``16.50(-)``), else 0. ``doubt`` says of a value that was excluded as implausible what it
    was and which checks doubt it, else it is None.

    Two readings are equal when they say the same; where they stand, ``place``, and ``doubt`` take no part.
    """

    section: str
    month: Month
    when: str
    indicator: str
    text: str
    value: Fraction | None
    qualifier: str
    detection_limit: Fraction | None
    state: str
    place: Place = field(default=NOWHERE, compare=False)
    province: str = ""
    basin: str = ""
    method: str = ""
    lean: int = 0
    doubt: Doubt | None = field(default=None, compare=False)
