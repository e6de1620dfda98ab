"""The heading of a table (表头): which column holds what, in Chinese or English, in any order, below title rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType

from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.nitrate import names_ion
from ecocomp.readings.reading import GRADE
from ecocomp.readings.table_unit import units_above
from ecocomp.readings.units import is_unit, joined_unit, meaning, measured_name
from ecocomp.standards.indicators import find_indicator, plain_name

ROWS_TRIED = 20

#: What a heading must name, and the roles that name it.
NEEDED = {"section": {"section"}, "time": {"time", "month"}, "value": {"measure", "value"}}

#: The roles that make a table a long one.
LONG = frozenset({"indicator", "value"})

#: The columns that say more of one value.
BESIDE_VALUE = ("unit", "qualifier", "detection_limit")

#: The role of a column by the headings that name it.
ROLE_NAMES: dict[str, str] = {
    "section": """断面名称 断面 断面名 监测断面 监测断面名称 考核断面 考核断面名称 站点名称 测站名称 水质站名称 站点
        站名 测站 点位名称 监测点位 点位 section sectionname station stationname site sitename""",
    "time": """监测时间 采样时间 时间 日期 监测日期 采样日期 年月 监测年月 time date datetime when samplingdate
        samplingtime sampledate monitoringtime monitoringdate""",
    "year": "年份 年 年度 监测年份 year",
    "month": "月份 月 监测月份 month",
    "day": "日 day",
    "snapshot": "snapshotdate 快照日期 发布日期 发布时间",
    "province": "省份 省 省市 province",
    "basin": "流域 流域名称 basin riverbasin",
    "indicator": """指标 指标名称 监测指标 考核指标 因子 监测因子 项目 监测项目 分析项目 参数 indicator parameter item
        analyte""",
    "value": "监测值 监测数值 浓度 浓度值 监测浓度 数值 值 结果 监测结果 检测结果 value result concentration",
    "unit": "单位 计量单位 unit units",
    "qualifier": "标识 标志 检出标识 数据标识 qualifier flag remarkcode",
    "detection_limit": "检出限 方法检出限 最低检出限 detectionlimit mdl lod",
    "state": "站点情况 站点状态 断面状态 断面情况 监测状态 状态 state status stationstate",
    "method": "监测方式 监测手段 监测类型 数据类型 method monitoringmethod",
    "lean": "修约方向 lean",
    "remark": "备注 说明 remark remarks note notes",
}
GRADE_NAMES = (
    "水质类别 水质等级 水质现状 现状类别 水质现状类别 本月水质类别 本月水质 本月类别 月度水质类别 类别 "
    "grade waterqualityclass"
)

#: Marks behind a name that tell a value as measured from the same value as shown, which is rounded.
VARIANT = re.compile(r"(?P<name>.+?)[\s_(-]*(?P<variant>原始值|显示值|raw|shown)\)?", re.IGNORECASE | re.DOTALL)
VARIANTS = {"原始值": "raw", "raw": "raw", "显示值": "shown", "shown": "shown"}
WITH_UNIT = re.compile(r"(?P<name>.+?)[\s/,_]*\((?P<unit>(?:[^()]|\([^()]*\))+)\)", re.DOTALL)
UNIT_BEHIND = re.compile(r"(?P<name>\S.*?)\s+(?P<unit>\S+)", re.DOTALL)
#: What may stand in brackets beside the unit and changes nothing: 氨氮(mg/L,实测), 总磷(以P计，mg/L).
MEASURED = re.compile(r"实测值?|监测值|测定值|单位")
AMONG = re.compile(r"[,，;；、:：]")
BRACKETS = str.maketrans("（）［］【】[]", "()()()()")
LONGEST_HEADING = 80


@dataclass(frozen=True, slots=True)
class Column:
    """What one column holds.

    ``role`` is a key of :data:`ROLE_NAMES`, ``"measure"`` for the values of the indicator ``indicator``, or
    ``"unknown"``. ``unit`` is the unit in the heading, empty where there is none. ``variant`` is ``"raw"``
    (原始值), ``"shown"`` (显示值) or empty. ``resembles`` names the indicator that an unknown heading begins with.
    """

    index: int
    heading: str
    role: str
    indicator: str = ""
    unit: str = ""
    variant: str = ""
    resembles: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A recognised heading: its row (from 0), the columns by role, and the columns of values.

    The table is long (one value a row) where there are columns of indicator and value, else wide (one column an
    indicator). ``rounded`` are the columns of 显示值 that stand beside one of 原始值 and are not read. ``unit`` is that
    of columns without one, where a row above the heading gives it; ``units`` those of indicators that it names.
    """

    row: int
    columns: Mapping[str, Column]
    measures: tuple[Column, ...]
    ignored: tuple[Column, ...]
    rounded: tuple[Column, ...]
    unit: str = ""
    units: Mapping[str, str] = field(default_factory=dict)

    def unit_for(self, indicator: str) -> str:
        """The unit that is stated for an indicator which has none in its heading or row; empty where none is."""
        return self.units.get(indicator, self.unit)

    @property
    def long(self) -> bool:
        """Whether the table is long."""
        return self.columns.keys() >= LONG


@lru_cache(maxsize=1)
def roles() -> Mapping[str, str]:
    """The role of every plain heading."""
    return MappingProxyType({name: role for role, names in ROLE_NAMES.items() for name in names.split()})


def find_heading(grid: Grid, findings: Findings) -> Heading | None:
    """The heading among the first rows of the grid; None where there is none or, with an error, two of a kind."""
    for row in range(min(ROWS_TRIED, len(grid.rows))):
        columns = columns_of(grid.rows[row])
        if is_heading(columns):
            heading = heading_of(grid, row, columns, findings)
            stated = units_above(grid, row, findings)
            return heading and replace(heading, unit=stated.general, units=stated.named)
    return None


def columns_of(texts: Sequence[str]) -> list[Column]:
    """What the columns hold if the row is a heading."""
    return [column_of(index, text) for index, text in enumerate(texts) if text]


def names_section(texts: Sequence[str]) -> bool:
    """Whether a cell of the row is a heading of sections; a quick test before any closer look at it."""
    return any(roles().get(plain_name(text)) == "section" for text in texts if text)


def resembles_heading(columns: Iterable[Column]) -> bool:
    """Whether the columns name a section and a time, which no row of data does."""
    found = {column.role for column in columns}
    return "section" in found and bool(found & {"time", "month"})


def is_heading(columns: Sequence[Column]) -> bool:
    """Whether the columns name a section, a time, and values in long or wide shape."""
    found = {column.role for column in columns}
    values = "measure" in found or found >= LONG
    return values and resembles_heading(columns)


def missing_roles(grid: Grid) -> tuple[int, tuple[str, ...]]:
    """The row (from 0) most like a heading, and what it lacks of section, time and value; for an error message."""
    best = 0
    lacking: tuple[str, ...] = tuple(NEEDED)
    for row in range(min(ROWS_TRIED, len(grid.rows))):
        found = {column_of(index, text).role for index, text in enumerate(grid.rows[row]) if text}
        lacks = tuple(need for need, names in NEEDED.items() if not found & names)
        if len(lacks) < len(lacking):
            best, lacking = row, lacks
    return best, lacking


def column_of(index: int, text: str) -> Column:
    """What the column with the heading ``text`` holds."""
    role, indicator, unit, variant, resembles = _meaning(text)
    return Column(index, " ".join(text.split()), role, indicator, unit, variant, resembles)


@lru_cache(maxsize=4096)
def _meaning(text: str) -> tuple[str, str, str, str, str]:
    """Role, indicator, unit, variant and resembled indicator of a heading."""
    bare = text.translate(BRACKETS).strip()
    if len(bare) > LONGEST_HEADING:
        return "unknown", "", "", "", ""
    marked = VARIANT.fullmatch(bare)
    variant = VARIANTS[marked["variant"].lower()] if marked else ""
    for name, unit in _readings_of(marked["name"] if marked else bare):
        role, indicator = _role(name)
        if role and (role == "measure" or not variant):
            return role, indicator, unit, variant, ""
    outer = bare.split("(")[0]
    likely = find_indicator(outer)
    return "unknown", "", "", "", likely.chinese if likely else ""


def _readings_of(text: str) -> list[tuple[str, str]]:
    """The ways to take a heading apart into name and unit: whole, with a bracket, a last word, joined, less 浓度."""
    ways = [(text, "")]
    for pattern in (WITH_UNIT, UNIT_BEHIND):
        found = pattern.fullmatch(text)
        if found and not is_unit(found["unit"]):
            unit = _unit_among(found["name"], found["unit"]) if pattern is WITH_UNIT else ""
            ways += [(found["name"].rstrip("/ "), unit)] if unit else []
        elif found:
            ways.append((_without_again(found["name"].rstrip("/ "), found["unit"]), found["unit"]))
    joined = joined_unit(text)
    if joined:
        ways.append(joined)
    return [*ways, *((bare, unit) for name, unit in ways if (bare := measured_name(name)) != name)]


def _unit_among(name: str, said: str) -> str:
    """The unit among what stands in the brackets behind a name; empty where the rest might say something else of it."""
    parts = [each.strip() for each in AMONG.split(said) if each.strip()]
    units = [each for each in parts if is_unit(each)]
    same = len({meaning(each) for each in units}) == 1
    own = find_indicator(name)
    rest = [each for each in parts if each not in units and not MEASURED.fullmatch(each)]
    # 硝酸盐(以N计) is not what 硝酸盐(以NO3计) is: only names that are known
    known = own is not None and all(own in (find_indicator(each), find_indicator(f"{name}({each})")) for each in rest)
    return units[0] if same and (known or not rest) else ""


def _without_again(name: str, unit: str) -> str:
    """A name without a unit at its end that says the same again: 铜(微克/升)(μg/L), 铜 微克/升(μg/L)."""
    for pattern in (WITH_UNIT, UNIT_BEHIND):
        found = pattern.fullmatch(name)
        if found and meaning(found["unit"]) == meaning(unit):
            return found["name"].rstrip("/ ")
    joined = joined_unit(name)
    return joined[0] if joined and meaning(joined[1]) == meaning(unit) else name


def _role(name: str) -> tuple[str, str]:
    key = plain_name(name)
    if key in roles():
        return roles()[key], ""
    if key in GRADE_NAMES.split():
        return "measure", GRADE
    found = None if names_ion(name) else find_indicator(name)
    return ("measure", found.id) if found else ("", "")


def heading_of(grid: Grid, row: int, columns: list[Column], findings: Findings) -> Heading | None:
    """The columns sorted by what they hold; None, with errors, where two hold the same."""
    by_role = {column.role: column for column in reversed(columns) if column.role not in ("unknown", "measure")}
    long = by_role.keys() >= LONG
    values = [] if long else [column for column in columns if column.role == "measure"]
    raw = {column.indicator for column in values if column.variant == "raw"}
    rounded = [column for column in values if column.variant == "shown" and column.indicator in raw]
    measures = [column for column in values if column not in rounded]
    # In a wide table 项目 or 结果 alone is no column of indicators or values.
    no_role = {"unknown", "measure"} if long else {"unknown", "measure", *LONG}
    used = [*(column for column in columns if column.role not in no_role), *measures]
    first: dict[tuple[str, str], Column] = {}
    twice = False
    for column in used:
        seen = first.setdefault((column.role, column.indicator), column)
        if seen is not column:
            several = column.role in BESIDE_VALUE and len({each.indicator for each in measures}) > 1
            code = "column_of_which" if several else "column_twice"
            findings.error(code, grid.place(row, column.index), found=column.heading, other=seen.heading)
            twice = True
    ignored = [column for column in columns if column not in used and column not in rounded]
    return None if twice else Heading(row, MappingProxyType(by_role), tuple(measures), tuple(ignored), tuple(rounded))
