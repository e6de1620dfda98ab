"""What the tests of payments share: a small agreement with deadlines and funds, settlements and payments of few words."""

from __future__ import annotations

import tempfile
from pathlib import Path
from textwrap import dedent
from typing import Any

import ecocomp as ec
from tests.settlement.support import agreement_text

#: Advances by April, the rest by March of the next year; deposits into accounts, an award from a fund.
BODY = """\
inputs:
  advance: {title: 预拨额, unit: 元, default: 0}
  rest: {title: 清算额, unit: 元, default: 0}
  other: {title: 无期限的款, unit: 元, default: 0}
  deposit: {title: 保证金额, unit: 元, default: 0}
funds:
  pool: {name: 资金池, name_en: Pool}
  deposits: {name: 保证金, name_en: Deposits, accounts: true}
transfers:
  - {name: spring, title: 预拨, clause: 第三条, payer: xia, payee: shang, amount: advance, due: 4月底前, deadline: {month: 4}}
  - {name: final, title: 清算, clause: 第四条, payer: xia, payee: shang, amount: rest, due: 次年3月31日前, deadline: {years_after: 1, month: 3, day: 31}}
  - {name: loose, title: 另付, clause: 第五条, payer: xia, payee: shang, amount: other}
  - {name: put_in, title: 缴纳保证金, clause: 第六条, payer: xia, payee: {fund: deposits, account: xia}, amount: deposit}
"""
AGREEMENT = ec.read_agreement(agreement_text(BODY), file="trial.yaml")
HEADING = "日期,付款方,收款方,金额（元）,性质,考核年度,凭证号,备注\n"


def settled(year: int, **inputs: Any) -> ec.Settlement:
    """The agreement settled for a year with these amounts."""
    return ec.settle(AGREEMENT, None, year, inputs=inputs)


def paid(rows: str, heading: str = HEADING, agreement: ec.Agreement = AGREEMENT) -> ec.Payments:
    """The payments of a CSV file with these rows."""
    return ec.read_payments(file(heading + dedent(rows)), agreement)


def file(text: str, name: str = "台账.csv", encoding: str = "utf-8") -> Path:
    """A file with this text, in a folder of its own."""
    path = Path(tempfile.mkdtemp()) / name
    path.write_text(text, encoding=encoding)
    return path


def refused(rows: str, heading: str = HEADING) -> list[tuple[str, str]]:
    """The codes of the errors of these rows, each with the line and column of its cell."""
    try:
        found = paid(rows, heading)
    except ec.PaymentsError as trouble:
        return [
            (f"{each.place.line}:{each.place.column}", each.code.removeprefix("payments.")) for each in trouble.problems
        ]
    raise AssertionError(found)
