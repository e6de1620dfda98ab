"""Corrections of every agreement of the corpus: readings and declared inputs are the causes, and the parts add up."""

from __future__ import annotations

import random

import pytest

import ecocomp as ec
from tests.workbook.support import changed_table, random_inputs, random_settlement, settled

CORRECTED = 4


@pytest.mark.parametrize("name", ec.corpus_names())
def test_corrections_add_up_for_every_agreement(name: str) -> None:
    before, table = random_settlement(name, 5)
    inputs = random_inputs(before.agreement, 6)
    if table is not None:
        other, draw = changed_table(table, 7), random.Random(8)
        rows = draw.sample(range(len(table)), min(CORRECTED, len(table)))
        table = table.copy()
        for row in rows:
            table.loc[table.index[row]] = other.loc[other.index[row]]
    after = settled(before.agreement, table, before.period.year, inputs)
    found = ec.diff(before, after)

    total: dict[object, int] = {}
    for effect in found.effects:
        assert {cause.kind for cause in effect.causes} <= {"input", "reading"}
        for key, line in effect.lines.items():
            total[key] = total.get(key, 0) + line.signed_fen
    changed = {key: line.signed_fen for key, line in found.lines_by_key.items()}
    assert {key: fen for key, fen in total.items() if fen} == changed
    nets = {each.party: each.net for each in after.positions}
    moved = {
        party: net - next(each.net for each in before.positions if each.party == party) for party, net in nets.items()
    }
    for line in found.lines:
        for holder, fen in ((line.payer, -line.fen), (line.payee, line.fen)):
            if not holder.account and holder.id in moved:
                moved[holder.id] -= fen
    assert set(moved.values()) <= {0}

    restatement = ec.restated(after, ec.record_of(before))
    assert ec.verify(restatement.record).equal
