"""How the rows of a grid are to be understood: where each of the texts of a value is from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

#: The heading of each role in a rearranged grid.
TITLES = {
    "section": "断面名称",
    "province": "省份",
    "basin": "流域",
    "time": "监测时间",
    "year": "年份",
    "month": "月份",
    "day": "日",
    "snapshot": "快照日期",
    "indicator": "指标",
    "value": "监测值",
    "unit": "单位",
    "qualifier": "标识",
    "detection_limit": "检出限",
    "state": "站点情况",
    "method": "监测方式",
    "remark": "备注",
}


@dataclass(frozen=True, slots=True)
class Fixed:
    """A text that is the same for all rows, and the cell it stands in; None where no cell says it."""

    text: str
    origin: tuple[int, int] | None = None


#: Where a role's text is from: a column, or a text for all rows.
From = int | Fixed


@dataclass(frozen=True, slots=True)
class Spec:
    """How the rows of a grid are to be understood.

    ``top`` and ``heading`` are the first and the last heading row, ``first`` the first row of data, ``end`` the row
    behind the last, where that is not the grid's. ``shared`` says where the texts are from that all values of a row
    share; each of ``groups`` makes one value of the row. Without ``keep_above`` the titles are left out, but for those
    with a unit.
    """

    top: int
    heading: int
    first: int
    shared: Mapping[str, From]
    groups: Sequence[Mapping[str, From]]
    keep_above: bool = True
    end: int | None = None
