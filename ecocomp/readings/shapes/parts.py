"""What a column below or beside an indicator holds of it: its value, its detection limit, or what is no reading."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ecocomp.readings.headings import BRACKETS, Column, column_of, roles
from ecocomp.readings.names import clean_name
from ecocomp.readings.reading import GRADE
from ecocomp.readings.shapes.set_aside import COMPARED, LIMITS
from ecocomp.readings.units import without_unit
from ecocomp.standards.indicators import plain_name

#: What may be said of a value in a column of its own.
PARTS = frozenset({"value", "unit", "detection_limit", "qualifier", "grade"})
#: Stands for what is no reading: a limit, how far it is exceeded, another time.
OTHER = "other"
#: The parts, none included, beside which a table is a plain one: they say nothing of a value.
PLAIN_PARTS = frozenset({"", GRADE, OTHER})
OTHER_NAMES_TEXT = """标准 标准值 标准限值 评价标准 评价标准值 限值 目标 目标值 考核目标 考核目标值
    水质目标 目标水质 超标倍数
    最大超标倍数 超标率 达标率 检出率 达标情况 是否达标 达标 超标情况 是否超标
    评价结果 评价 污染指数 单因子指数 样本数 样品数"""
OTHER_NAMES = frozenset(OTHER_NAMES_TEXT.split())
#: Above a class these say nothing against it: 评价结果 over 水质类别.
JUDGED = frozenset({"评价", "评价结果"})
#: What is said of one indicator in a column beside it: 氨氮检出限, 氨氮(mg/L)方法检出限, 氨氮标识.
BEHIND = re.compile(
    r"(?P<name>.+?)[\s_的-]*(?P<part>(?:方法|最低)?检出限|(?:检出|数据)?标识|标志|(?:计量)?单位)", re.DOTALL
)
#: Below an indicator these head its value.
VALUE_NAMES = frozenset({"本月", "本次", "当月"})


def part_of(text: str) -> str:
    """What a heading says of the indicator above or below it: one of :data:`PARTS`, :data:`OTHER`, or empty.

    >>> part_of("检出限(mg/L)"), part_of("标准值"), part_of("上年同期"), part_of("本月类别"), part_of("平林")
    ('detection_limit', 'other', 'other', 'grade', '')
    """
    column = column_of(0, text)
    if column.indicator == GRADE:
        return GRADE
    if column.role in PARTS:
        return column.role
    bare = "".join(clean_name(without_unit(text)[0]).split()).casefold()
    if bare in VALUE_NAMES:
        return "value"
    if bare in OTHER_NAMES or (bare and (LIMITS.fullmatch(bare) or COMPARED.fullmatch(bare))):
        return OTHER
    return ""


def part_over(above: str, column: Column) -> str:
    """What a heading says of all columns below it, such as 标准限值 over several indicators; empty for their values.

    >>> part_over("上年同期", column_of(0, "氨氮")), part_over("评价结果", column_of(0, "类别"))
    ('other', '')
    """
    if column.role != "measure" or (column.indicator == GRADE and above in JUDGED):
        return ""
    part = part_of(above)
    return "" if part == "value" else part


class Flat(NamedTuple):
    """What a heading in one row says: the indicator, what of it (one of :data:`PARTS`), and the unit beside it."""

    name: str
    part: str
    unit: str


@lru_cache(maxsize=4096)
def flat_part(text: str) -> Flat | None:
    """The detection limit, qualifier or unit of one indicator that a heading is; None for any other.

    >>> tuple(flat_part("氨氮检出限(mg/L)")), tuple(flat_part("总磷（mg/L）标识"))
    (('氨氮', 'detection_limit', 'mg/L'), ('总磷', 'qualifier', 'mg/L'))
    >>> flat_part("检出限"), flat_part("氨氮"), flat_part("氨氮标准值")
    (None, None, None)
    """
    if roles().get(plain_name(text)):
        return None
    bare, unit = without_unit(text.translate(BRACKETS).strip())
    found = BEHIND.fullmatch(bare)
    column = column_of(0, found["name"]) if found else None
    if column is None or column.role != "measure" or column.indicator == GRADE or column.variant:
        return None
    assert found is not None
    name = without_unit(found["name"])[0] if column.unit else found["name"]
    return Flat(name, roles()[found["part"]], unit or column.unit)
