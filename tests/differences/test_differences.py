"""What differs between two settlements is told, and what each difference does adds up to the whole."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ecocomp as ec
from ecocomp.differences import comparing
from ecocomp.differences.draft import draft_of
from ecocomp.report.differences import cause_table
from ecocomp.settlement.ledger import pair_totals
from tests.properties.worlds import World, texts, worlds
from tests.record.support import TEXTS, small
from tests.settlement.support import STEPS, monthly, settled


def words(differences: ec.Differences) -> list[tuple[str, str, str, list[str]]]:
    """Each effect's first cause, what it was and is, and what it adds."""
    return [
        (
            effect.causes[0].what[1],
            effect.causes[0].before[1],
            effect.causes[0].after[1],
            [f"{line.payer}→{line.payee} {line.fen}" for line in effect.lines.values()],
        )
        for effect in differences.effects
    ]


def test_a_corrected_reading_is_the_cause() -> None:
    """March was of class IV (上游市 paid 100 元), and is of class II (下游市 pays 100 元): 200 元 more."""
    after = [*TEXTS[:2], "0.50", *TEXTS[3:]]
    assert words(ec.diff(small(), small(after))) == [
        ("甲 2024-03 NH3-N", "1.20 (监测.csv:4:3)", "0.50 (监测.csv:4:3)", ["xia→shang 20000"])
    ]


def test_two_causes_on_one_payment_have_each_their_part() -> None:
    """The price goes from 100 to 200 first: 11 months +100, March −100; then March, at the new price: +400."""
    before = small()
    after = settled(STEPS.replace("value: 100", "value: 200"), monthly({"甲": ["0.40"] * 12}))
    found = ec.diff(before, after)
    assert [(each[0], len(each[3])) for each in words(found)] == [("price", 12), ("甲 2024-03 NH3-N", 1)]
    march = [line for effect in found.effects for line in effect.lines.values() if line.coordinate[1][1] == "2024-03"]
    assert [(str(each.payer), each.fen) for each in march] == [("shang", 10000), ("xia", 40000)]
    (pair,) = found.pairs
    assert (str(pair.payer), pair.fen) == ("xia", 140000)  # 2400 元 instead of 1000 元


def test_what_would_take_too_many_settlements_is_told_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two steps are more than the bound: the price and the first reading are told each, the rest as one, and all add up."""
    before = small()
    after = settled(STEPS.replace("value: 100", "value: 200"), monthly({"甲": ["0.40"] * 10 + ["0.60", "1.20"]}))
    whole = ec.diff(before, after)
    step = comparing.READ_ANEW * max(draft_of(each).size for each in (before, after))
    monkeypatch.setattr(comparing, "MOST_STEPPED", 2 * step)
    found = ec.diff(before, after)

    assert len(whole.effects) > 3
    together = len(whole.effects) - 2
    assert [len(effect.causes) for effect in found.effects] == [1, 1, together]
    assert [effect.unsettled for effect in found.effects] == [False, False, True]
    *_, told = cause_table(found, "en").rows[-1]
    assert told.startswith(f"too many differences: the {together} under No. 3 were not settled one by one; in all: ")
    assert [each.causes for each in found.effects[:2]] == [each.causes for each in whole.effects[:2]]
    assert found.pairs == whole.pairs
    assert sum(line.signed_fen for effect in found.effects for line in effect.lines.values()) == sum(
        line.signed_fen for line in whole.lines
    )


def test_a_record_that_was_changed_is_not_compared(tmp_path: Path) -> None:
    """Its digest is that of another record, and would be told as its own."""
    path = tmp_path / "changed.json"
    path.write_bytes(ec.record_of(small()).content.replace(b"0.40", b"0.41", 1))
    with pytest.raises(ec.RecordError) as caught:
        ec.diff(small(), path)
    assert [(each.code, each.details["part"]) for each in caught.value.problems] == [("record.broken_part", "readings")]


def test_other_agreements_and_years_are_refused() -> None:
    other = settled(STEPS, monthly({"甲": TEXTS}, 2023), 2023)
    with pytest.raises(ec.RequestError) as caught:
        ec.diff(small(), other)
    assert [each.code for each in caught.value.problems] == ["differences.other_agreement"]


@given(worlds(), st.data())
def test_the_parts_add_up_to_the_whole(world: World, data: st.DataObject) -> None:
    """Any corrections of readings and price: for each payment, what the causes add is what it changes by."""
    keys = data.draw(st.lists(st.sampled_from(sorted(world.data)), max_size=6, unique=True))
    corrected = {**world.data, **{key: data.draw(texts[key[1]]) for key in keys}}
    other = replace(world, data=corrected, price=data.draw(st.sampled_from([world.price, "77.77"])))
    found = ec.diff(world.settle(), other.settle())

    total: dict[object, int] = {}
    for effect in found.effects:
        for key, line in effect.lines.items():
            total[key] = total.get(key, 0) + line.signed_fen
    assert {key: fen for key, fen in total.items() if fen} == {
        key: line.signed_fen for key, line in found.lines_by_key.items()
    }
    assert found.same == (world.text == other.text and all(corrected[key] == world.data[key] for key in keys))


def test_two_hundred_random_corrections_add_up() -> None:
    """One after the other as restatements, or all at once: the same money, and each restatement verifies."""
    generator = random.Random(7)
    texts = ["0.40"] * 12
    settlement = small(texts)
    first = record = ec.record_of(settlement)
    owed: dict[tuple[str, str], int] = {}
    for _ in range(200):
        texts[generator.randrange(12)] = f"{generator.randrange(10, 250) / 100:.2f}"
        settlement = small(texts)
        restatement = ec.restated(settlement, record)
        for each in restatement.owed:
            pair = str(each.pair.payer), str(each.pair.payee)
            owed[pair] = owed.get(pair, 0) + each.pair.fen
            assert sum(fen for _, fen in each.parts) == each.pair.fen
        record = restatement.record
    assert ec.verify(record).equal
    assert len(record.said.restatement.chain) == 200
    assert record.said.restatement.chain[0] == first.digest
    net = owed.get(("xia", "shang"), 0) - owed.get(("shang", "xia"), 0)
    direct = {(str(each.payer), str(each.payee)): each.fen for each in pair_totals(ec.diff(first, settlement).lines)}
    assert net == direct.get(("xia", "shang"), 0) - direct.get(("shang", "xia"), 0)
