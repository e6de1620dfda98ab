"""Corrections and payments in any order: restatements add up to the settlement of the final data, and money is conserved."""

from __future__ import annotations

import pandas
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

import ecocomp as ec
from ecocomp.settlement.ledger import PairTotal
from tests.settlement.support import MONTHS, STEPS, monthly, settled

#: Of class II, III, IV and worse, and one that is missing from no month.
TEXTS = ("0.40", "0.75", "1.20", "1.80", "2.50")
SIDES = (("xia", "shang"), ("shang", "xia"))


def owed(pairs: tuple[PairTotal, ...]) -> int:
    """What 下游市 pays 上游市, in fen, negative for the other way round."""
    return sum(each.fen if str(each.payer) == "xia" else -each.fen for each in pairs)


class Corrections(RuleBasedStateMachine):
    """A year that is corrected again and again while the two cities pay."""

    @initialize(texts=st.lists(st.sampled_from(TEXTS), min_size=12, max_size=12))
    def settle(self, texts: list[str]) -> None:
        self.texts = texts
        self.settlement = self.settled()
        self.records = [ec.record_of(self.settlement)]
        self.restated = owed(self.settlement.pairs)
        self.rows: list[dict[str, str]] = []

    def settled(self) -> ec.Settlement:
        return settled(STEPS, monthly({"甲": self.texts}))

    @rule(month=st.sampled_from(MONTHS), text=st.sampled_from(TEXTS))
    def correct(self, month: int, text: str) -> None:
        if text == self.texts[month - 1]:
            with pytest.raises(ec.RequestError):  # nothing was corrected
                ec.restated(self.settlement, self.records[-1])
            return
        self.texts = [*self.texts[: month - 1], text, *self.texts[month:]]
        self.settlement = self.settled()
        restatement = ec.restated(self.settlement, self.records[-1])
        for each in restatement.owed:
            assert sum(fen for _, fen in each.parts) == each.pair.fen
        self.restated += sum(owed((each.pair,)) for each in restatement.owed)
        self.records.append(restatement.record)

    @rule(sides=st.sampled_from(SIDES), fen=st.integers(1, 300_000), year=st.sampled_from(["", "2024"]))
    def pay(self, sides: tuple[str, str], fen: int, year: str) -> None:
        number = len(self.rows) + 1
        amount = f"{fen // 100}.{fen % 100:02d}"
        self.rows.append(
            {"日期": f"2025-01-{number % 28 + 1:02d}", "付款方": sides[0], "收款方": sides[1], "金额（元）": amount,
             "性质": "清算款", "考核年度": year, "凭证号": f"记-{number}"}
        )  # fmt: skip

    @invariant()
    def the_sum_of_restatements_is_the_settlement_of_the_final_data(self) -> None:
        assert self.restated == owed(self.settled().pairs)

    @invariant()
    def the_last_record_verifies_and_names_all_before_it(self) -> None:
        last = self.records[-1]
        assert ec.verify(last).equal
        if len(self.records) > 1:
            assert last.said.restatement is not None
            assert last.said.restatement.chain == [each.digest for each in self.records[:-1]]

    @invariant()
    def what_is_left_is_what_is_owed_less_what_was_paid(self) -> None:
        agreement = self.settlement.agreement
        payments = ec.read_payments(pandas.DataFrame(self.rows), agreement) if self.rows else None
        balance = ec.balance(self.records, payments, on="2025-12-31")
        paid = sum((1 if row["付款方"] == "xia" else -1) * int(row["金额（元）"].replace(".", "")) for row in self.rows)
        left = sum((each.left if str(each.payer) == "xia" else -each.left) for each in balance.pairs)
        ahead = sum((each.prepaid if str(each.payer) == "xia" else -each.prepaid) for each in balance.pairs)
        assert left - ahead == owed(self.settlement.pairs) - paid
        assert sum(each.to_pay - each.to_receive for each in balance.parties) == 0
        assert sum(each.paid - each.received for each in balance.parties) == 0


Corrections.TestCase.settings = settings(max_examples=12, stateful_step_count=10)
TestCorrections = Corrections.TestCase
