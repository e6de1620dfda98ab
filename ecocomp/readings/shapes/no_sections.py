"""Headings that name no section (断面) where columns stand for sections: other quantities, statistics, counts."""

from __future__ import annotations

import re
from functools import lru_cache

from ecocomp.readings.names import clean_name
from ecocomp.readings.shapes.other_rows import COUNTERS, is_no_place
from ecocomp.readings.shapes.set_aside import is_total

QUARTER = re.compile(r"(?:\d{4}\s*年?\s*-?)?\s*(?:第?\s*[一二三四1234]\s*季度?|[Qq][1-4]|[上下]半年)")
#: How the name of a quantity ends, whatever stands before it: 降雨量, 日均气温, 坝前水位. No place is called so.
QUANTITY = re.compile(
    r".*(?:雨量|降雨|降水量|雨强|蒸发量|日照时数|水位|潮位|水深|河宽|水面宽度?|流速|流向|风速|风向|风力|气温|水温|温度|湿度|气压"
    r"|库容|蓄水量|蓄量|流量|径流量|水量|需水量|含沙量|输沙[量率]|盐度|色度|浊度|透明度|电导率|密度|面积|经度|纬度|高程|海拔|里程|距离|人口"
    r"|样品数|样本[数量]|次数|天数|频次|个数|小时数|检[出测]限|限值|标准|标准值|目标值?|倍数|指数|评分|得分|排名|权重|系数|比例|百分比"
    r"|类别|等级|金额|资金|补偿金|通量|负荷|排放量"
    r"|rain|rainfall|precipitation|evaporation|level|waterlevel|stage|depth|width|velocity|discharge|runoff|storage|temperature"
    r"|temp|humidity|pressure|windspeed|longitude|latitude|altitude|elevation|area|population|samples|count)"
)
BRACKETED_END = re.compile(r"\s*\([^()]*\)$")


@lru_cache(maxsize=4096)
def names_no_section(heading: str) -> bool:
    """Whether a heading names another quantity, a statistic of a section, a quarter or a count, and so no section.

    >>> names_no_section("降雨量"), names_no_section("日均气温（℃）"), names_no_section("白沙月均值")
    (True, True, True)
    >>> names_no_section("白沙"), names_no_section("水位桥"), names_no_section("街口(鸠坑口)")
    (False, False, False)
    """
    name = clean_name(heading)
    if is_total(heading) or is_no_place(heading) or name.casefold() in COUNTERS or QUARTER.fullmatch(name):
        return True
    whole, bare = ("".join(each.split()).casefold() for each in (name, BRACKETED_END.sub("", name)))
    return QUANTITY.fullmatch(bare) is not None or QUANTITY.fullmatch(whole) is not None
