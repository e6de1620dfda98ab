"""Units of readings (监测值的单位): the exact factor from a unit as written to the indicator's canonical unit.

Masses, volumes and flows are those of :mod:`ecocomp.quantity`; the units of field instruments stand here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache

from ecocomp.quantity import UnitError, unit
from ecocomp.standards import INDICATORS, find_indicator
from ecocomp.written import fraction_text

LONGEST_UNIT = 40
#: A word behind an indicator that says no more than that it was measured: 氨氮浓度.
VALUE_BEHIND = re.compile(r"(?P<name>.+?)(?:监测浓度|监测值|浓度值|浓度|测定值|实测值)", re.DOTALL)
#: So long is a unit that is joined to the name of its indicator at most.
LONGEST_JOINED = 12
BEFORE_UNIT = "/／:：,，_ "

#: What stands for the stroke of a unit where a name must not have one: the sheet 氨氮(μg_L).
STROKE = r"\s*[/_∕⁄每-]\s*"
#: Units inside a title or a name; a number before one makes it a value, and a letter another word.
UNITS_INSIDE = re.compile(
    rf"(?<![A-Za-z0-9.μ毫微纳])(?:(?:[mμun]g(?:{STROKE}|\s*)|g{STROKE})(?:l|m3)|(?:毫|微|纳)?克{STROKE}升|(?:毫|微|纳)克升"
    rf"|[mμun]?g\s*[·.]?\s*l\s*\^?-1|[万亿]?(?:m\^?3|立方米)(?:{STROKE}(?:s|h|d|秒|日|天))?|[万亿][方吨]"
    rf"|万?(?:个|cells?|mpn|cfu){STROKE}(?:100)?m?(?:l|升)|[mμu]?s{STROKE}c?m)(?![A-Za-z0-9])",
    re.IGNORECASE,
)
#: A unit below the stroke as a power, as superscripts or not: mg·L-1, m3·s^-1, μS cm⁻¹.
PER = re.compile(r"(?<=[A-Za-z\d])[·.∙•⋅*]?(?P<below>l|m?l|s|h|d|c?m)\^?-1$", re.IGNORECASE)
POWER = re.compile(r"[·.]?l\^?-1", re.IGNORECASE)
WITHOUT_STROKE = re.compile(r"([mμun]g|克)(l|m3|升)", re.IGNORECASE)
#: What stands between two spellings of one unit: 毫克/升(mg/L), 毫克/升,mg/L.
AND = re.compile(r"[(),、;或]")
#: A heading with a unit in brackets at its end, whatever stands before it.
UNIT_AT_END = re.compile(r"(?P<name>.*?)\s*[(（\[【]\s*(?P<unit>[^()（）]+?)\s*[)）\]】]", re.DOTALL)

#: Spellings of units that quantity writes another way; the keys are as ``tidy`` leaves them.
SPELLINGS = {
    "mg/l": "mg/L", "ug/l": "μg/L", "μg/l": "μg/L", "ng/l": "ng/L", "g/l": "g/L", "毫克/升": "mg/L", "微克/升": "μg/L",
    "克/升": "g/L", "纳克/升": "ng/L", "毫克每升": "mg/L", "微克每升": "μg/L",
    "m3/s": "m3/s", "m^3/s": "m3/s", "cms": "m3/s", "立方米/秒": "m3/s", "立方米每秒": "m3/s",
    "m^3": "m3", "万方": "万m3", "亿方": "亿m3", "万m^3": "万m3", "亿m^3": "亿m3", "m3/天": "m3/d", "m3/日": "m3/d",
    "万m3/天": "万m3/d", "万m3/日": "万m3/d", "万吨": "万吨",
}  # fmt: skip

_CONDUCTIVITY = {"us/cm": "1", "μs/cm": "1", "微西/厘米": "1", "ms/m": "10", "ms/cm": "1000", "s/m": "10000"}
_COUNTS = {
    "个/l": "1", "cells/l": "1", "cell/l": "1", "mpn/l": "1", "cfu/l": "1", "个/升": "1", "个/ml": "1000",
    "cells/ml": "1000", "mpn/100ml": "10", "cfu/100ml": "10", "个/100ml": "10", "万个/l": "10000", "万cells/l": "10000",
}  # fmt: skip

#: Per indicator, the units of its own and their factor to the canonical unit.
OWN_UNITS: dict[str, dict[str, str]] = {
    "water_temp": {"°c": "1", "c": "1", "摄氏度": "1", "度": "1", "degc": "1"},
    "ph": {"无量纲": "1", "ph": "1", "-": "1", "/": "1", "无": "1", "dimensionless": "1", "standardunits": "1"},
    "conductivity": _CONDUCTIVITY,
    "turbidity": {"ntu": "1"},
    "transparency": {"m": "1", "米": "1", "cm": "1/100", "厘米": "1/100"},
    "fc": _COUNTS,
    "algae": _COUNTS,
}


def tidy(text: str) -> str:
    """A unit text with plain width, superscripts as digits, one kind of μ and of minus, and without spaces."""
    return "".join(unicodedata.normalize("NFKC", text).split()).replace("µ", "μ").replace("\u2212", "-")


@lru_cache(maxsize=4096)
def factor(unit_text: str, indicator: str) -> Fraction | None:
    """What a value in ``unit_text`` is multiplied with to be in the indicator's canonical unit.

    None where the text is no unit, or one of another kind. A unit may be written twice, in two ways that mean the same.

    >>> factor("μg/L", "chla"), factor("万m³", "volume"), factor("m3/s", "tp"), factor("μg·L⁻¹", "tp")
    (Fraction(1, 1000), Fraction(10000, 1), None, Fraction(1, 1000))
    >>> factor("微克/升（μg/L）", "tp"), factor("毫克/升（μg/L）", "tp")
    (Fraction(1, 1000), None)
    """
    if len(unit_text) > LONGEST_UNIT:
        return None
    bare = tidy(unit_text)
    spellings = [each for each in AND.split(bare) if each]
    # pH is a unit and an indicator: pH(无量纲) is a heading
    if len(spellings) > 1 and any(find_indicator(each) for each in spellings):
        return None
    factors = {_factor(each, indicator) for each in (spellings if len(spellings) > 1 else [bare])}
    return factors.pop() if len(factors) == 1 else None


def _factor(bare: str, indicator: str) -> Fraction | None:
    """The factor of a unit that is written once."""
    bare = PER.sub(r"/\g<below>", bare)
    own = OWN_UNITS.get(indicator, {}).get(bare.casefold())
    if own is not None:
        return Fraction(own)
    canonical = INDICATORS[indicator].unit
    if bare == tidy(canonical):
        return Fraction(1)
    try:
        mine, wanted = unit(SPELLINGS.get(bare.casefold(), bare)), unit(canonical)
    except UnitError:
        return None
    return mine.factor / wanted.factor if mine.dimension == wanted.dimension else None


@lru_cache(maxsize=4096)
def meaning(unit_text: str) -> tuple[object, ...] | str:
    """What is the same for all spellings of a unit: its factor for every indicator; of no unit the text.

    >>> meaning("毫克/升") == meaning("mg/l"), meaning("mg/L") == meaning("μg/L"), meaning("") == meaning("平林")
    (True, False, False)
    """
    factors = tuple(factor(unit_text, indicator) for indicator in INDICATORS)
    return tidy(unit_text) if all(each is None for each in factors) else factors


#: Units in which values end that have no end in the canonical one: 1500 m3/h is 5/12 m3/s and 36000 m3/d.
ENDING = ("m3/d",)


def ending_unit(indicator: str, numbers: Iterable[Fraction]) -> tuple[str, Fraction]:
    """A unit in which numbers of the canonical unit are decimals with an end, and what multiplies them to be in it.

    The canonical unit with 1 where they end in it, or in none.

    >>> ending_unit("flow", [Fraction(5, 12)]), ending_unit("flow", [Fraction(1, 2)])
    (('m3/d', Fraction(86400, 1)), ('m3/s', Fraction(1, 1)))
    """
    canonical = INDICATORS[indicator].unit
    for each in (canonical, *ENDING):
        by = factor(each, indicator) if each else Fraction(1)
        if by is not None and not any("/" in fraction_text(number / by) for number in numbers):
            return each, 1 / by
    return canonical, Fraction(1)


@lru_cache(maxsize=4096)
def is_unit(text: str) -> bool:
    """Whether the text is a unit of any indicator; tells ``氨氮(mg/L)`` from ``氨氮(NH3-N)``."""
    return any(factor(text, indicator) is not None for indicator in INDICATORS)


def units_in(text: str) -> list[str]:
    """The units that stand in a title or a name, in brackets or not, as they are usually written; each once.

    >>> units_in("2024年氨氮监测结果（μg/L）"), units_in("氨氮 ug_L"), units_in("检出限0.025mg/L"), units_in("平林")
    (['μg/L'], ['ug/L'], [], [])
    >>> units_in("铜监测结果（微克/升，μg/L）"), units_in("铜（毫克/升，μg/L）")
    (['微克/升'], ['毫克/升', 'μg/L'])
    """
    bare = unicodedata.normalize("NFKC", text).replace("\u2212", "-").replace("\u2013", "-")
    found = (_spelled(each[0]) for each in UNITS_INSIDE.finditer(bare))
    first: dict[object, str] = {}
    for each in found:
        if is_unit(each):
            first.setdefault(meaning(each), each)
    return list(first.values())


def _spelled(written: str) -> str:
    bare = POWER.sub("/L", tidy(written))
    return WITHOUT_STROKE.sub(r"\1/\2", re.sub(r"[_∕⁄每-]", "/", bare))


def without_unit(text: str) -> tuple[str, str]:
    """A heading and the unit that stands behind it, empty where none does.

    >>> without_unit("1月（μg/L）"), without_unit("平林(街口)"), without_unit("1月 ug/L")
    (('1月', 'μg/L'), ('平林(街口)', ''), ('1月', 'ug/L'))
    """
    found = UNIT_AT_END.fullmatch(text)
    units = units_in(found["unit"]) if found else []
    if found and len(units) == 1:
        return found["name"], units[0]
    name, _, last = text.rpartition(" ")
    units = units_in(last) if name else []
    return (name.rstrip(), units[0]) if len(units) == 1 and tidy(_spelled(last)) == tidy(units[0]) else (text, "")


@lru_cache(maxsize=4096)
def measured_name(name: str) -> str:
    """A name without the word behind it that says no more than that it was measured.

    >>> measured_name("氨氮浓度"), measured_name("氨氮月均值"), measured_name("氨氮")
    ('氨氮', '氨氮月均值', '氨氮')
    """
    found = VALUE_BEHIND.fullmatch(name)
    return found["name"] if found else name


def joined_unit(text: str) -> tuple[str, str] | None:
    """The name of an indicator and its unit that are written as one word; None where there is no, or another way.

    >>> joined_unit("氨氮μg/L"), joined_unit("CODMnmg／L"), joined_unit("氨氮"), joined_unit("流量m3")
    (('氨氮', 'μg/L'), ('CODMn', 'mg／L'), None, None)
    >>> joined_unit("氨氮浓度mg/L")
    ('氨氮', 'mg/L')
    """
    ways = []
    for at in range(max(1, len(text) - LONGEST_JOINED), len(text)):
        name, unit_text = text[:at].rstrip(BEFORE_UNIT), text[at:]
        # Cug/L may be copper in g/L or a slip for μg/L
        if not (unit_text[0].isalnum() or unit_text[0] in "℃°") or tidy(unit_text).casefold() == "g/l":
            continue
        name = name if find_indicator(name) else measured_name(name)
        known = find_indicator(name)
        if known is not None and factor(unit_text, known.id) is not None:
            ways.append((name, unit_text))
    return ways[0] if len(ways) == 1 else None
