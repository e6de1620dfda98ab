"""Whether a heading beside indicators is a section (断面), something else, or may be either.

Below 标准 stands a limit for each indicator as a value does below a section: no number tells them apart. What is known
to be no section is left out, and what may be one or not is for a person to say.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ecocomp.readings.names import clean_name
from ecocomp.readings.shapes.no_sections import names_no_section
from ecocomp.readings.shapes.other_rows import names_time
from ecocomp.readings.shapes.parts import OTHER, part_of
from ecocomp.readings.shapes.sections_by_indicators import WITHIN, WITHIN_LIKE
from ecocomp.readings.units import without_unit
from ecocomp.readings.values import parse_method

#: In the name of no place: 参考值, 排放限值, 国家标准, 检测依据.
NEVER = re.compile(
    r"[值限率最差幅]|变化|增减|标准|平均|均浓|浓度|含量|目标|评价|评定|方法|依据|仪器|设备|倍数|同比|环比|同期|结果|规范|规定|要求|指标|项目|因子|参数|允许"
    r"|阈|基准|基线|判定|合格|约束|建议|来源|削减"
    r"|GB|HJ|limit|standard|mean|average|method|target|criteri|guideline|threshold|baseline|reference|class|control|total|ratio",
    re.IGNORECASE,
)
#: In the names of a few places, but mostly in those of something else: 国标, 本底, 一级, 上月, A类.
HARDLY = re.compile(
    r"标|[类级数量比期样]|参考|背景|本底|对照|控制|警戒|预警|空白|质控|其[他它]|备|注|单位|状况|情况|时间|现状|补充|[来进出]水|.方$|.室$|[层岸线均]$"
    r"|^[A-Za-z.]{1,4}$"
    r"|[\d一二三四五六七八九十本上下去前当同今全][年月日旬周季次]|年度|月度|^[ⅠⅡⅢⅣⅤ]|^[IV]+$|^(?:19|20)\d\d"
    r"|^(?:河流|湖库|湖泊|水库|河道|地表水|地下水|饮用水源?|海水|污水|废水|干流|支流|国家|地方|行业|企业|内控|优|良好?|[轻中重]度.*)$"
)
#: A number or a latin word, which may stand for anything.
CODE = re.compile(r"[A-Za-z .]*[-_]?\d*#?")
#: Who measured, as in the columns 浙江 and 安徽 of one section between them, or a place that is hardly a section.
WHO = re.compile(
    r".{1,8}(?:省|市|县|区|站|中心|局|厅|院|所|公司)|北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西"
    r"|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|总站|上游|下游"
)
#: How a heading ends that is said to be a section's, whatever stands before: 对照断面.
OF_PLACE = re.compile(r".+(?:断面|点位|站点|测站|监测点|水质站|自动站)")


def is_no_section(heading: str) -> bool:
    """Whether a heading is known to be none of a section: a limit, a mean, another time, a number.

    >>> [is_no_section(each) for each in ("Ⅲ类标准限值(mg/L)", "均值", "2024年2月", "序号", "评价结果", "上年同期")]
    [True, True, True, True, True, True]
    >>> [is_no_section(each) for each in ("平林", "参考值", "国标")]
    [False, False, False]
    """
    bare = without_unit(heading)[0]
    return any(names_no_section(each) or names_time(each) or part_of(each) == OTHER for each in (heading, bare))


@lru_cache(maxsize=4096)
def may_be_none(heading: str, *, said: bool) -> bool:
    """Whether a heading may be no section; ``said`` is that sections are said to stand there, if perhaps not alone.

    >>> [may_be_none(each, said=False) for each in ("平林", "对照断面", "国标", "参考值", "表层", "1", "浙江")]
    [False, False, True, True, True, True, True]
    >>> [may_be_none(each, said=True) for each in ("平林", "国标", "参考值", "表层", "1", "浙江")]
    [False, True, True, True, False, False]
    """
    name = clean_name(without_unit(heading)[0])
    if NEVER.search(name) or name in WITHIN or WITHIN_LIKE.fullmatch(name) or parse_method(name):
        return True
    if OF_PLACE.fullmatch(name):
        return False
    return HARDLY.search(name) is not None or (not said and any(each.fullmatch(name) for each in (CODE, WHO)))
