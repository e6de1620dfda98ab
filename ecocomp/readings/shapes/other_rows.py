"""What else may stand in the column of sections: limits, samples of quality control, areas, spans, groups of rows."""

from __future__ import annotations

import re
from functools import lru_cache

from ecocomp.readings.names import clean_name

LIMIT_NAMES = frozenset({"检出限", "方法检出限", "最低检出限", "仪器检出限", "detectionlimit", "mdl", "lod"})
STATED_NAMES = """检出限 方法检出限 最低检出限 仪器检出限 测定下限 detectionlimit mdl lod
    执行标准 执行标准值 排放标准 考核标准 考核目标 考核目标值 考核要求 水质目标 目标水质 目标 水质标准
    分析方法 检测方法 测定方法 监测方法 方法标准 标准方法 方法依据 检测依据 分析依据 监测依据 分析仪器 检测仪器 仪器设备
    基准值 基准浓度 中位值 年均浓度 月均浓度 季均浓度 日均浓度
    样品数 样品个数 监测次数 测次 变异系数 极差 极值 中值 标准偏差 方差 范围 浓度范围
    range std stdev cv"""
#: Limits and statistics, beside those of totals: their numbers are no reading of any place.
STATED = frozenset(STATED_NAMES.split())
#: A standard by its number, with its year where the number alone may be the code of a station; a percentile.
STATED_LIKE = re.compile(
    r"gb/?[tz]?\d{4,5}.*|(?:hj|sl|db)/?[tz]?\d{2,5}[-—]\d{4}.*|p(?:75|80|9[0589])|\d{1,2}%?分位数?|第\d{1,2}百分位数?"
)
SAMPLE_NAMES = """空白 空白样 空白样品 全程序空白 全程序空白样 实验室空白 实验室空白样 现场空白 运输空白 试剂空白
    方法空白 质控 质控样 质控样品 标样 标准样品 有证标准物质 标准物质 密码样 平行 平行样 平行样品 平行双样
    现场平行 现场平行样
    实验室平行 实验室平行样 密码平行 密码平行样 加标 加标样 加标样品 加标回收 加标回收率 加标回收样
    回收率 相对偏差 相对误差
    blank duplicate spike"""
#: Rates, counts and targets, whatever stands before or behind the word: 断面达标率(%), 超标断面数, 2024年考核目标(Ⅲ).
COUNTED = re.compile(
    r".*(?:[达超]标率|检出率|合格率|优良率|优良比例|回收率|相对[偏误]差|断面总?数|(?:断面|点位)(?:个数|总数|数)|样[品本]个?数|(?:监测|超标|达标|检出|采样)[次天月个]数"
    r"|超标倍数|排名|位次|污染指数|综合指数)(?:\([^()]*\))?"
    r"|(?:(?:19|20)\d{2}年?度?)?(?:水质|考核|年度|控制|断面)*目标(?:值|浓度|限值|类别)?(?:\([^()]*\))?"
)
#: A month or year, where a section is to be named: 2024年2月, 去年3月, 2023年.
TIMES = re.compile(
    r"(?:去年|上年|前年|本年|今年|(?:19|20)\d{2}年)?(?:1[0-2]|0?[1-9])月份?(?:均值|平均值?|平均浓度|浓度|数据|监测值)?"
    r"|(?:19|20)\d{2}年度?(?:[12]?\d月)?"
)
#: Samples of quality control.
SAMPLES = frozenset(SAMPLE_NAMES.split())
AREA_NAMES = (
    """全市 全省 全县 全区 全国 全流域 全河 全河段 全湖 全库 各断面 全部断面 所有断面 汇总 总体 全部 年均 月均 全年"""
)
JUDGED_NAMES = """是否达标 达标与否 达标情况 是否超标 超标情况 水质类别 本月类别 类别 水质现状 水质状况 水质评价
    定性评价 评价 评价结果 评价结论 超标因子 超标项目 超标指标 主要污染物 首要污染物 定类指标"""
#: What each column of a table was judged to be. In a column of indicators 水质类别 is one.
JUDGED = frozenset(JUDGED_NAMES.split())
#: Areas and spans of time, of which a row holds what was made of several readings.
WHOLES = frozenset(AREA_NAMES.split())
SPANS = re.compile(
    r"(?:(?:19|20)\d{2}年)?(?:\d{1,2}月?[-—–~～至]\d{1,2}月份?|第?[一二三四1-4]季度?|[上下]半年)(?:累计|均值|平均|平均值|汇总)?"
)
#: A sample of quality control taken at a section: 平林(平行样), 平林-平行, 平林平行样.
AT_SECTION = re.compile(r".+(?:\((?P<bracket>[^()]+)\)|[-—–_:：](?P<behind>[^-—–_:：()]+))")
JOINED = re.compile(
    r".{2,}?(?:现场|实验室|密码)?(?:平行(?:样品?)?|质控样品?|加标样品?|空白样品?|全程序空白)\d?"
    r"|(?:质控样品?|标准样品|标样|(?:有证)?标准物质|全程序空白|空白样品?|平行样品?|加标样品?)(?:测定值|测定结果|标准值|真值|浓度|\(.+\)|[-—#]?\d+)"
)
#: Headings of columns that count rows.
COUNTERS = frozenset({"序号", "编号", "no", "no.", "id"})
UNIT_LABELS = frozenset({"单位", "计量单位", "浓度单位", "unit", "units"})
#: How a heading of a group of rows is numbered: 一、随州市, （二）干流.
GROUP = re.compile(r"(?:[一二三四五六七八九十]{1,3}\s*[、.．]|\([一二三四五六七八九十]{1,3}\)|[ⅠⅡⅢⅣⅤ]+\s*[、.．]).+")


def labels_units(text: str) -> bool:
    """Whether the text labels a row of units."""
    return _bare(text) in UNIT_LABELS


def _bare(text: str) -> str:
    return "".join(clean_name(text).split()).rstrip(":：").casefold()


def is_limit_row(text: str) -> bool:
    """Whether a row of this name holds the detection limits of its columns."""
    return _bare(text) in LIMIT_NAMES


@lru_cache(maxsize=1 << 14)
def is_stated(text: str) -> bool:
    """Whether the text names limits or statistics.

    >>> is_stated("检出限"), is_stated("GB3838-2002 Ⅲ类"), is_stated("P95"), is_stated("目标桥")
    (True, True, True, False)
    >>> is_stated("断面达标率（%）"), is_stated("超标断面数"), is_stated("2024年目标"), is_no_place("评价")
    (True, True, True, True)
    """
    bare = _bare(text)
    return bare in STATED or any(each.fullmatch(bare) for each in (STATED_LIKE, COUNTED))


@lru_cache(maxsize=1 << 14)
def is_no_place(text: str) -> bool:
    """Whether the text names a sample of quality control, an area, or a span, where a section is to be named.

    >>> [is_no_place(each) for each in ("平林（平行样）", "全程序空白", "全市", "1-12月", "汇总")]
    [True, True, True, True, True]
    >>> [is_no_place(each) for each in ("平林", "平行桥", "空白桥", "全州", "平林(街口)", "一、随州市")]
    [False, False, False, False, False, False]
    """
    bare = _bare(text)
    if bare in SAMPLES or bare in WHOLES or bare in JUDGED or SPANS.fullmatch(bare) or JOINED.fullmatch(bare):
        return True
    made = AT_SECTION.fullmatch(bare)
    said = (made["bracket"] or made["behind"]) if made else ""
    return said.rstrip("0123456789") in SAMPLES or said in STATED


@lru_cache(maxsize=1 << 14)
def names_time(text: str) -> bool:
    """Whether the text is a month or a year, as one that values are compared with, where a section is to be named.

    >>> names_time("去年3月"), names_time("2024年2月"), names_time("三月桥"), names_time("2024")
    (True, True, False, False)
    """
    return TIMES.fullmatch(_bare(text)) is not None


@lru_cache(maxsize=1 << 14)
def is_span(text: str) -> bool:
    """Whether the text names several months together where one is to be named.

    >>> is_span("一季度"), is_span("2024年上半年"), is_span("1-3月均值"), is_span("1月")
    (True, True, True, False)
    """
    return SPANS.fullmatch(_bare(text)) is not None


@lru_cache(maxsize=1 << 14)
def is_sample(text: str) -> bool:
    """Whether the text is no more than the name of a sample of quality control.

    >>> is_sample("平行样"), is_sample("现场平行样2"), is_sample("已采平行样")
    (True, True, False)
    """
    return _bare(text).rstrip("0123456789") in SAMPLES


@lru_cache(maxsize=1 << 14)
def is_group(text: str) -> bool:
    """Whether the text is numbered like the heading of a group of rows.

    >>> is_group("一、随州市"), is_group("（二）干流"), is_group("平林"), is_group("三里河")
    (True, True, False, False)
    """
    return GROUP.fullmatch(clean_name(text)) is not None
