"""The balance of records: the figures as recorded, restatements in the place of what they restate."""

from __future__ import annotations

import pytest

import ecocomp as ec
from ecocomp.record import record_of
from ecocomp.record.record import Record, restating
from tests.payments.support import paid, settled

LATE = "2026-12-31"
ROWS = "2025-01-01,xia,shang,5,,2024,,\n2024-01-05,xia,保证金:下游市,80,保证金,2024,,\n"


def restated(record: Record, **inputs: object) -> Record:
    """A record that restates another."""
    part = {"chain": [record.digest], "before": [], "causes": [], "differences": []}
    return restating(record_of(settled(record.said.period.year, **inputs)), part)


def test_a_record_gives_the_balance_of_its_settlement():
    settlements = [settled(2024, rest=100, advance=30, deposit=100), settled(2025, rest="0.01")]
    one, other = (ec.balance(each, paid(ROWS), on=LATE) for each in (settlements, map(record_of, settlements)))

    assert (one.pairs, one.items, one.parties, one.lines) == (other.pairs, other.items, other.parties, other.lines)
    assert other.pairs[0].owed == 13001


def test_a_restatement_takes_the_place_of_what_it_restates():
    first = record_of(settled(2024, rest=100))
    second = restated(first, rest=90)
    together = ec.balance([second, first], paid(ROWS), on=LATE)
    alone = ec.balance(second, paid(ROWS), on=LATE)

    assert (together.pairs, together.items) == (alone.pairs, alone.items)
    assert together.pairs[0].owed == 9000
    assert [each.code for each in together.problems if each.code == "payments.replaced"] == ["payments.replaced"]


def test_a_restatement_of_a_restatement_replaces_both():
    first = record_of(settled(2024, rest=100))
    second = restated(first, rest=90)
    part = {"chain": [first.digest, second.digest], "before": [], "causes": [], "differences": []}
    third = restating(record_of(settled(2024, rest=80)), part)

    assert ec.balance([first, third, second], on=LATE).pairs[0].owed == 8000


def test_the_same_record_twice_counts_once():
    record = record_of(settled(2024, rest=100))

    assert ec.balance([record, Record(record.content, "copy.json")], on=LATE).pairs[0].owed == 10000


@pytest.mark.parametrize("restatements", [False, True])
def test_two_records_of_a_year_that_have_nothing_to_do_with_each_other_are_refused(restatements: bool):
    first = record_of(settled(2024, rest=100))
    pair = [restated(first, rest=1), restated(first, rest=2)] if restatements else [first, record_of(settled(2024))]
    with pytest.raises(ec.RequestError) as caught:
        ec.balance(pair, on=LATE)

    assert [each.code for each in caught.value.problems] == ["payments.settled_twice"]


def test_a_record_that_was_changed_is_refused():
    record = record_of(settled(2024, rest=100))
    changed = Record(record.content.replace(b'"amount":"100.00"', b'"amount":"900.00"'), "changed.json")
    with pytest.raises(ec.RecordError) as caught:
        ec.balance(changed, on=LATE)

    assert [(each.code, each.place.file) for each in caught.value.problems] == [
        ("payments.record_broken", "changed.json")
    ]
