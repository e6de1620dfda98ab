"""Units stated for a whole table and for indicators by name: mg/L（pH无量纲、铜μg/L）, 铜、铅、镉单位为μg/L."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ecocomp.readings.units import factor, is_unit, meaning, tidy
from ecocomp.standards import find_indicator

#: What stands between an indicator and its unit and says nothing.
LINK = re.compile(r"(?:的|均|都|皆|计量|浓度|监测值|数据|结果|单位|采用|为|是|以|按|用|:|=|\s)+$")
#: What may stand before a unit that is that of all others.
ALL = re.compile(
    r"(?:均|其余|其他|其它|除外|外|本|表|中|内|以上|上述|各|项|指标|因子|项目|参数|所有|全部|未注明|者|的|均|\s)*"
)
#: What such a text begins with, and how its parts are numbered.
LEAD = re.compile(
    r"\s*(?:(?:备?注|说明)\s*\d*\s*[:：.、]?\s*)?(?:[(（]?\d+[)）.、]\s*)?(?:计量|浓度|数值)?(?:单位\s*[:：])?\s*"
)
SEPARATORS = re.compile(r"([,，、;；。()（）\s]|[和及与或])")
#: The number of a part: 2.其他以mg/L计.
NUMBER = re.compile(r"^\d+\s*[.)]\s*")
EXCEPT = re.compile(r"除?(?P<name>.+?)(?:除外|以外|外)?")
FILLERS = frozenset({"除外", "除", "外", "值", "计"})
NO_UNIT = frozenset({"无量纲", "无单位"})
#: Indicators that nobody writes in mg/L: named without a unit they are exceptions all the same.
OWN_KIND = frozenset({"ph", "water_temp"})
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Stated:
    """The unit of all indicators that are not ``named`` with one of their own; empty where none is stated."""

    general: str = ""
    named: Mapping[str, str] = field(default_factory=dict)


def units_stated(text: str) -> Stated | None:
    """The units that a text states; None where it cannot be told which is whose.

    >>> units_stated("mg/L（pH 无量纲、粪大肠菌群个/L）")
    Stated(general='mg/L', named={'ph': '无量纲', 'fc': '个/L'})
    >>> units_stated("注：铜、铅单位为μg/L，其余为mg/L")
    Stated(general='mg/L', named={'cu': 'μg/L', 'pb': 'μg/L'})
    >>> units_stated("μg/L（铜、铅）"), units_stated("mg/升水")
    (None, None)
    """
    plain = unicodedata.normalize("NFKC", text)
    if len(plain) > LONGEST:
        return None
    parts = SEPARATORS.split(plain[lead.end() :] if (lead := LEAD.match(plain)) else plain)
    general = ""
    named: dict[str, str] = {}
    waiting: list[str] = []
    own = bracketed = ""  # the unit of the indicator just named, and that before a bracket
    for part in (NUMBER.sub("", each.strip()) for each in parts):
        if part == "(":
            bracketed = own
        if part in (")", "。", ";"):
            if _lacking(waiting):
                return None  # mg/L（铜、铅）: whether it is theirs cannot be told
            waiting = []
        if not part or SEPARATORS.fullmatch(part) or part in FILLERS or part.isdigit():
            continue
        name, unit = _split(part)
        again, bracketed = bracketed, ""
        if again and unit and not name:
            if meaning(again) != meaning(unit):
                return None
            continue  # 铜μg/L(微克/升)
        own = ""
        except_for = EXCEPT.fullmatch(name)
        bare = except_for["name"] if except_for else name
        found = find_indicator(name) or find_indicator(bare)
        if found is not None and unit and bare != name and found.id not in OWN_KIND:
            return None  # 除铜外mg/L
        if found is not None:
            waiting.append(found.id)
        elif not unit or ALL.fullmatch(name) is None or (name and _lacking(waiting)):
            return None
        if not unit:
            continue
        if found is None and (name or not waiting):
            if unit in NO_UNIT and not name:
                continue
            if unit in NO_UNIT or (general and meaning(general) != meaning(unit)):
                return None
            general, waiting = general or unit, []
            continue
        for each in waiting:
            if meaning(named.get(each, unit)) != meaning(unit) or factor(unit, each) is None:
                return None
            named[each] = unit
        waiting, own = [], unit
    return None if _lacking(waiting) or not (general or named) else Stated(general, named)


def contradicts(one: Stated, other: Stated) -> bool:
    """Whether two statements give one indicator, or all others, different units."""
    if one.general and other.general and meaning(one.general) != meaning(other.general):
        return True
    return any(meaning(one.named.get(each, unit)) != meaning(unit) for each, unit in other.named.items())


def _lacking(waiting: Sequence[str]) -> bool:
    """Whether an indicator was named that needs a unit and has none yet."""
    return any(each not in OWN_KIND for each in waiting)


def _split(part: str) -> tuple[str, str]:
    """A part as a name and the unit behind it, each perhaps empty; the longest unit that can be one."""
    part = part.removeprefix("其中").removesuffix("除外").removesuffix("外").removesuffix("计")
    if find_indicator(part.removeprefix("除")) is not None:
        return part, ""  # pH is also how its unit is written
    for at in range(len(part)):
        unit = part[at:]
        if unit in NO_UNIT or is_unit(tidy(unit)):
            name = LINK.sub("", part[:at])
            # the stroke of 1/L, or the last letter of a name, is no unit
            if at == 0 or len(tidy(unit)) > 1 or find_indicator(name) is not None:
                return name, unit
    return LINK.sub("", part), ""
