"""The heading of a table of payments (表头): which column holds what, in Chinese or English, in any order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from ecocomp.payments.amounts import unit_named
from ecocomp.readings.grid import Grid

#: So many rows from the top may be titles.
ROWS_TRIED = 20
#: The role of a column by the headings that name it.
ROLE_NAMES = {
    "date": """日期 付款日期 支付日期 拨付日期 到账日期 缴款日期 划拨日期 收付日期 收付款日期 交易日期 记账日期
        date paymentdate paidon""",
    "payer": "付款方 支付方 付款单位 付款人 缴款方 缴款单位 拨款方 拨款单位 拨付单位 payer from paidby",
    "payee": "收款方 收取方 收款单位 收款人 收入方 payee to paidto",
    "amount": "金额 付款金额 支付金额 拨付金额 到账金额 缴款金额 收付金额 收付款金额 交易金额 amount",
    "kind": "性质 款项性质 资金性质 款项类型 类型 类别 kind type nature",
    "year": "考核年度 年度 所属年度 所属考核年度 年份 year assessmentyear foryear",
    "voucher": "凭证号 凭证编号 凭证 凭证号码 记账凭证号 回单号 voucher voucherno vouchernumber",
    "note": "备注 说明 摘要 note notes remark remarks",
}
ROLES = {name: role for role, names in ROLE_NAMES.items() for name in names.split()}
NEEDED = ("date", "payer", "payee", "amount")
#: A column that only counts the rows.
COUNTERS = frozenset({"序号", "编号", "no", "no.", "#"})
WITH_UNIT = re.compile(r"(?P<name>.+?)(?:\((?P<inner>[^()]*)\)|[/:](?P<behind>.+)|(?P<tail>[万亿]?元|yuan|cny))")
#: 单位：万元 above a table; what stands behind another 单位 may be an office.
UNIT_LABEL = re.compile(
    r"(?:^|[^\u4e00-\u9fff]|金额)单位[:：](?:人民币)?(?P<unit>[千万亿百]*元)|unit:(?P<english>[a-z0-9,]+)"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A recognised heading: its row (from 0), the column of each role, the unit of amounts, and what was not used.

    ``unit`` is empty where neither the heading nor a row above it says one. ``twice`` are columns that name a role
    that an earlier column names, ``ignored`` those that name none.
    """

    row: int
    columns: Mapping[str, int]
    unit: str
    twice: tuple[int, ...]
    ignored: tuple[int, ...]

    @property
    def lacking(self) -> tuple[str, ...]:
        """The roles that a table needs and this one has not."""
        return tuple(role for role in NEEDED if role not in self.columns)


def heading_of(grid: Grid) -> Heading:
    """The row that names all that is needed, else the one that names most of it."""
    tried = [_read(grid, row) for row in range(min(ROWS_TRIED, len(grid.rows)))]
    return min(tried, key=lambda each: (len(each.lacking), each.row))


def _read(grid: Grid, row: int) -> Heading:
    columns: dict[str, int] = {}
    twice: list[int] = []
    ignored: list[int] = []
    unit = ""
    for at, text in enumerate(grid.rows[row]):
        role, own = role_of(text)
        if role in columns:
            twice.append(at)
        elif role:
            columns[role] = at
            unit = unit or own
        elif text and plain(text) not in COUNTERS:
            ignored.append(at)
    return Heading(row, columns, unit or _unit_above(grid, row), tuple(twice), tuple(ignored))


def plain(text: str) -> str:
    """A heading without what may differ between files."""
    return re.sub(r"[\s_]+", "", unicodedata.normalize("NFKC", text).casefold())


def role_of(text: str) -> tuple[str, str]:
    """The role that a heading names and the unit in it; empty where there is none.

    >>> role_of("金额（万元）"), role_of("Amount (10,000 yuan)"), role_of("付款方"), role_of("断面")
    (('amount', '万元'), ('amount', '10000yuan'), ('payer', ''), ('', ''))
    """
    bare = plain(text)
    if bare in ROLES:
        return ROLES[bare], ""
    found = WITH_UNIT.fullmatch(bare)
    if found is None or ROLES.get(found["name"]) != "amount":
        return "", ""
    unit = unit_named(found["inner"] or found["behind"] or found["tail"] or "")
    return ("amount", unit) if unit else ("", "")


def _unit_above(grid: Grid, row: int) -> str:
    for above in range(row):
        found = UNIT_LABEL.search(plain("".join(grid.rows[above])))
        if found:
            return unit_named(found["unit"] or found["english"]) or ""
    return ""
