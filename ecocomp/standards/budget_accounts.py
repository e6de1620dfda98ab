"""Budget accounts (政府收支分类科目) of compensation between governments, and whether the official chart was read.

The data stand in ``budget_accounts.csv``. Both codes are from a public program of data collection that cites the
chart of accounts; the chart itself was not read, so they are not confirmed and everything that shows them says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ecocomp.standards import table


@dataclass(frozen=True, slots=True)
class BudgetAccount:
    """An account; ``side`` is ``"pay"`` or ``"receive"``."""

    side: str
    code: str
    chinese: str
    english: str
    confirmed: bool

    def text(self, language: str) -> str:
        """Code and name."""
        return f"{self.code} {self.chinese if language == 'zh' else self.english}"


@cache
def budget_accounts() -> dict[str, BudgetAccount]:
    """The accounts by side."""
    return {
        row["side"]: BudgetAccount(
            row["side"], row["code"], row["chinese"], row["english"], confirmed=row["confirmed"] == "yes"
        )
        for row in table.rows("budget_accounts.csv")
    }
