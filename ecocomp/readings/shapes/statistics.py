"""Columns that tell the mean, the highest and the lowest value of one section and month apart: 统计项.

The mean is the reading; an extreme read in its place would be a wrong month.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ecocomp.readings.coded import CodedRows
from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.names import clean_name
from ecocomp.readings.shapes.emptied import emptied_beside

MEAN_NAMES = """平均 均值 平均值 平均浓度 算术平均 算术平均值 月均 月均值 月平均 月平均值 本月平均 本月均值 本月平均值
    监测值 实测值 测定值 月值 average avg mean"""
#: What is the value of a month where other statistics stand beside it.
MEANS = frozenset(MEAN_NAMES.split())
OTHER_NAMES = """最大 最小 最大值 最小值 最高 最低 最高值 最低值 极大值 极小值 极值 极差 中值 中位数 中位值 众数 标准差
    标准偏差 方差 变异系数 样本数 样品数 测次 合计 总计 小计 累计 年均 年均值 年平均 年平均值 季均值
    检出率 超标率 达标率 最大超标倍数 超标倍数
    max min maximum minimum median range std sd stdev cv count sum total"""
#: What is no value of the month.
OTHERS = frozenset(OTHER_NAMES.split())
LONGEST_NAME = 20
MOST_DISTINCT = 20_000


def means_alone(grid: Grid, first: int, keys: Sequence[int], findings: Findings) -> Grid:
    """The grid with the rows from ``first`` on emptied whose column of statistics says that they are no mean.

    ``keys`` are the columns that say of what a row is. Below a row that fills them they may be empty up to the last
    statistic of it; they are filled for its mean.
    """
    column = _column_of_statistics(grid, first, keys)
    if column is None:
        return grid
    rows = _with_merges(grid, first, [*keys, *range(column)])
    groups = _groups(rows, first, keys, column)
    dropped: dict[int, int] = {}
    for members in groups:
        names = {row: rows[row][column] for row in members}
        has_mean = any(_plain(name) in MEANS for name in names.values())
        for row, name in names.items():
            if _plain(name) in OTHERS:
                code, severity = ("statistic_row", "note") if has_mean else ("statistic_alone", "warning")
                findings.count(code, grid.place(row, column), severity, found=" ".join(name.split()))
                dropped[row] = column
            elif len(members) > 1:
                findings.count("mean_of_statistics", grid.place(row, column), found=" ".join(name.split()))
    return emptied_beside(replace(grid, rows=rows), dropped) if dropped else grid


def _groups(rows: Sequence[list[str]], first: int, keys: Sequence[int], column: int) -> list[list[int]]:
    """The rows of statistics by what they are of; their empty cells are filled from the first row of each.

    Rows without keys that have another statistic than the first of these groups, or one again, are of no group but of
    all sections together, as at the end of a table.
    """
    groups: dict[tuple[str, ...], list[int]] = {}
    last: list[str] | None = None
    seen: set[str] = set()
    usual: set[str] = set()
    for row in range(first, len(rows)):
        texts = rows[row]
        name = _plain(texts[column]) if column < len(texts) else ""
        if name not in MEANS and name not in OTHERS:
            last = None if any(texts) else last
            continue
        if any(key < len(texts) and texts[key] for key in keys):
            usual = usual or seen
            seen = set()
        elif last is None or name in seen or (usual and name not in usual):
            last = None
            continue
        else:
            for index in {*keys, *range(column)}:
                if index < min(len(texts), len(last)) and not texts[index]:
                    texts[index] = last[index]
        if all(key < len(texts) and texts[key] for key in keys):
            last = texts
            seen.add(name)
            groups.setdefault(tuple(texts[key] for key in keys), []).append(row)
        else:
            last = None
    return list(groups.values())


def _with_merges(grid: Grid, first: int, columns: Sequence[int]) -> list[list[str]]:
    """The rows, cells merged over several of them filled in some columns."""
    rows = [list(texts) for texts in grid.rows]
    for merge in grid.marks.merges:
        if merge.top < first or merge.left not in columns or merge.left >= len(rows[merge.top]):
            continue
        for texts in rows[merge.top + 1 : merge.bottom + 1]:
            if merge.left < len(texts) and any(texts):
                texts[merge.left] = texts[merge.left] or rows[merge.top][merge.left]
    return rows


def _column_of_statistics(grid: Grid, first: int, keys: Sequence[int]) -> int | None:
    """The first column beside the keys in which a statistic other than the mean stands in a row that fills a key."""
    if isinstance(grid.rows, CodedRows):
        # of the texts of a column, some may stand in no row: the rows are looked at where one of them tells
        columns = [set(column.texts) if len(column.texts) <= MOST_DISTINCT else set() for column in grid.rows.columns]
    else:
        width = max((len(texts) for texts in grid.rows[first:]), default=0)
        columns = [{texts[index] for texts in grid.rows[first:] if index < len(texts)} for index in range(width)]
    for index, texts in enumerate(columns):
        if index in keys or not any(_may_be_name(text) and _plain(text) in OTHERS for text in texts):
            continue
        for row in range(first, len(grid.rows)):
            cells = grid.rows[row]
            if (
                index < len(cells)
                and _plain(cells[index]) in OTHERS | MEANS
                and any(key < len(cells) and cells[key] and _plain(cells[key]) not in OTHERS | MEANS for key in keys)
            ):
                return index
    return None


def _may_be_name(text: str) -> bool:
    """A quick test before any closer look at the many texts of a column."""
    return 0 < len(text) <= LONGEST_NAME and not text[0].isdigit()


def _plain(text: str) -> str:
    return "".join(clean_name(text).split()).rstrip(":：").casefold()
