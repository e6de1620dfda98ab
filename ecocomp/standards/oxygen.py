"""The saturation of dissolved oxygen (溶解氧饱和度): DOf = 468 / (31.6 + T) mg/L, T in ℃, fresh water at sea level.

The formula is that of HJ 2.3 (环境影响评价技术导则 地表水环境). GB 3838-2002, table 1, limits grade Ⅰ to 90 % of the
saturation "or 7.5" mg/L; national publications use 7.5, which is why saturation has to be asked for.
"""

from __future__ import annotations

from fractions import Fraction

from ecocomp.rounding import Rational
from ecocomp.standards.limits import Ladder

NUMERATOR, OFFSET = Fraction(468), Fraction("31.6")
SHARE = Fraction(9, 10)
LIMITED_BY = ("7.5", "saturation")


def saturation(temperature: Rational) -> Fraction:
    """The dissolved oxygen [mg/L] of water of ``temperature`` [℃] that can take up no more, exactly.

    Raises ValueError for -31.6 ℃ and below, where the formula says nothing.

    >>> saturation(20)
    Fraction(390, 43)
    """
    below = OFFSET + temperature
    if below <= 0:
        raise ValueError(temperature)
    return NUMERATOR / below


def oxygen_grade(value: Rational, ladder: Ladder, temperature: Rational) -> int:
    """The grade of dissolved oxygen [mg/L] with Ⅰ at 90 % of the saturation at ``temperature`` [℃].

    Only Ⅰ is decided by the saturation; water that misses it is graded by Ⅱ and below. In warm water 90 % is less
    than 7.5 mg/L, in cold water more; it never falls below the limit of Ⅱ at the temperatures of natural waters.

    >>> from ecocomp.standards.limits import ladder
    >>> oxygen_grade(Fraction("7.45"), ladder("do"), 25), ladder("do").grade(Fraction("7.45"))
    (1, 2)
    """
    if value >= SHARE * saturation(temperature):
        return 1
    return max(2, ladder.grade(value))
