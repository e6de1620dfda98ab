"""Terms that differ are causes, told together where only together they make an agreement."""

from __future__ import annotations

import ecocomp as ec
from tests.record.support import TEXTS, small
from tests.settlement.support import STEPS, agreement_text, monthly, read, settled


def test_terms_that_make_an_agreement_only_together_are_told_together() -> None:
    """A rule of another name, and the transfer that reads it."""
    renamed = STEPS.replace("name: amount, title: 金额", "name: sum_owed, title: 应付").replace(
        "amount: amount", "amount: sum_owed * 2"
    )
    found = ec.diff(small(), settled(renamed, monthly({"甲": TEXTS})))
    effect = found.effects[-1]
    assert [".".join(each.key) for each in effect.causes] == ["rules.amount", "rules.sum_owed", "transfers.monthly"]
    assert sum(line.signed_fen for line in effect.lines.values()) == 100000


def test_a_status_at_the_top_of_the_file_is_that_of_each_term() -> None:
    base = agreement_text(STEPS)
    stamped = base.replace("title: 单价,", "title: 单价, status: signed,")
    readings = read(monthly({"甲": TEXTS}))
    pair = [ec.settle(ec.read_agreement(each, file="trial.yaml"), readings, 2024) for each in (base, stamped)]
    assert ec.diff(*pair).same
