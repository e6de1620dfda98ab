"""What must hold for every settlement, whatever the agreement and the readings."""

from __future__ import annotations

import pickle
import random
import re
import tempfile
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ecocomp as ec
from ecocomp.formula.absent import Absent
from ecocomp.report.files import json_text
from ecocomp.report.settlement_files import as_data
from tests.properties.worlds import World, worlds
from tests.settlement.support import HEAD, read

LINE_MONEY = "{unit: 元, decimals: 2, rounding: half_up, round: line}"


def bytes_of(settlement: ec.Settlement) -> bytes:
    return json_text(as_data(settlement)).encode()


def times(text: str, factor: Decimal) -> str:
    """A decimal text multiplied, as plain digits."""
    return format(Decimal(text) * factor, "f")


@given(worlds())
def test_exact_amounts_are_those_of_plain_fractions(world: World):
    """Every line's exact amount equals what a few lines of fractions give, and no line is missing."""
    expected = world.exact()
    settlement = world.settle()
    found = {tuple(label for _, label in line.coordinate): line.exact for line in settlement.lines}

    assert {where: expected[where] for where in found} == found
    assert all(abs(amount) < 10**4 for where, amount in expected.items() if where not in found)  # rounded to nothing
    array = settlement.array("pay")
    by_where = dict(zip(settlement.scope.space.coordinates(array.axes), array.data, strict=True))
    assert {where: amount for where, amount in by_where.items() if amount} == expected


@given(worlds())
def test_fen_are_the_exact_amounts_rounded_once(world: World):
    """A line is within one step of its exact amount; by line each is rounded alone, by total the pair's sum is."""
    settlement = world.settle()
    step = {"元, decimals: 2": 1, "元, decimals: 0": 100, "万元, decimals: 4": 100, "万元, decimals: 6": 1}[
        world.money.split("unit: ")[1].split(", rounding")[0]
    ]
    for line in settlement.lines:
        assert line.fen % step == 0
        assert abs(line.signed_fen - line.exact * 100) < step
    if "round: total" in world.money:
        exact: dict[object, Fraction] = {}
        fens: dict[object, int] = {}
        array = settlement.array("pay")
        for (section, *_), amount in zip(settlement.scope.space.coordinates(array.axes), array.data, strict=True):
            exact[section] = exact.get(section, Fraction(0)) + amount
        for line in settlement.lines:
            fens[line.coordinate[0][1]] = fens.get(line.coordinate[0][1], 0) + line.signed_fen
        for section, amount in exact.items():
            assert abs(fens.get(section, 0) - amount * 100) < step


@given(worlds())
def test_money_is_conserved(world: World):
    """What all receive less what all pay is nothing, and the pairs add up to the positions."""
    settlement = world.settle()
    net = {each.party: each.net for each in settlement.positions}
    from_pairs = dict.fromkeys(net, 0)
    for each in settlement.pairs:
        from_pairs[each.payer.id] -= each.fen
        from_pairs[each.payee.id] += each.fen

    assert sum(net.values()) == 0
    assert from_pairs == net
    assert all(line.fen > 0 for line in settlement.lines)
    assert all(each.fen >= 0 for each in settlement.pairs)


@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_is_no_matter(world: World, randomness: random.Random):
    """Rows and columns in another order give the same values and money; only the places in the file differ."""

    def shuffled(items: list[str]) -> list[str]:
        return randomness.sample(items, len(items))

    one, two = world.settle(), world.settle(readings=read(world.csv(shuffled, shuffled)))

    assert one == two
    assert as_data(one)["values"] == as_data(two)["values"]
    assert as_data(one)["transfers"] == as_data(two)["transfers"]


@given(worlds(), st.integers(1, 5))
def test_the_order_and_number_of_files_is_no_matter(world: World, cut: int):
    """The same rows in several files, named in any order, are the same readings."""
    head, *rows = world.csv().strip().split("\n")
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number in range(cut):
            path = Path(folder) / f"第{number}份.csv"
            path.write_text("\n".join([head, *rows[number::cut]]) + "\n", encoding="utf-8")
            paths += [path] if rows[number::cut] else []
        several = [ec.read_monitoring(each) for each in (paths, paths[::-1])]

    assert bytes_of(world.settle(readings=several[0])) == bytes_of(world.settle(readings=several[1]))
    assert world.settle(readings=several[0]) == world.settle()


@given(worlds(), st.integers(2, 1000))
def test_scaling_prices_scales_exact_amounts(world: World, factor: int):
    """Every price times an integer gives every exact amount times that integer."""
    scaled = replace(world, price=times(world.price, Decimal(factor)))
    before, after = world.settle().array("pay").data, scaled.settle().array("pay").data

    assert [each * factor for each in before] == after


@given(worlds(("steps", "index")), st.data())
def test_better_water_never_costs_the_upstream_party_more(world: World, data: st.DataObject):
    """Under rules that reward better water, lower concentrations never lower what the upstream party receives."""
    better = dict(world.data)
    for where in data.draw(st.lists(st.sampled_from(sorted(world.data)), max_size=8)):
        better[where] = times(better[where], Decimal("0.5"))
    world = replace(world, money=LINE_MONEY)
    before, after = world.settle(), replace(world, data=better).settle()

    for old, new in zip(before.array("pay").data, after.array("pay").data, strict=True):
        assert new >= old


@given(worlds())
def test_settling_twice_gives_the_same_bytes(world: World):
    """The same agreement and readings give equal settlements and the same file."""
    one, two = world.settle(), world.settle()

    assert one == two
    assert hash(one) == hash(two)
    assert bytes_of(one) == bytes_of(two)


@given(worlds(), st.booleans())
def test_everything_travels_between_processes(world: World, explained: bool):
    """Agreement, readings and settlement come back from a pickle as they were, also after explaining."""
    settlement = world.settle()
    if explained and settlement.lines:
        settlement.explain(settlement.lines[0])
    copy = pickle.loads(pickle.dumps(settlement))

    assert copy == settlement
    assert copy.readings == settlement.readings
    assert bytes_of(copy) == bytes_of(settlement)
    assert [str(copy.explain(line)) for line in copy.lines[:1]] == [
        str(settlement.explain(line)) for line in settlement.lines[:1]
    ]
    assert bytes_of(
        world.settle(pickle.loads(pickle.dumps(world.agreement)), pickle.loads(pickle.dumps(world.readings)))
    ) == bytes_of(settlement)


@given(worlds())
def test_everything_can_be_explained(world: World):
    """Each line and rule value has a derivation with the right value, whose readings name file and line."""
    settlement = world.settle()
    for line in settlement.lines:
        derivation = settlement.explain(line)
        assert derivation.value == line.fen
        assert derivation.text("zh")
        assert derivation.text("en")
        readings = [each for each in derivation.walk() if each.kind == "reading"]
        assert readings
        for each in readings:
            assert each.places
            for text, place in each.places:
                assert place.file == "监测.csv"
                assert place.line > 1
                assert place.column > 2
                assert text.split()[1] in world.data.values()
    for name in settlement.agreement.checked.rules:
        array = settlement.array(name)
        for labels, value in zip(settlement.scope.space.coordinates(array.axes), array.data, strict=True):
            derivation = settlement.explain(name, **dict(zip(array.axes, labels, strict=True)))
            assert derivation.value == value
            assert derivation.formula
            assert all(derivation.filled)


@given(worlds(("thirds",)))
def test_the_filled_text_gives_the_value(world: World):
    """The formula with its numbers filled in, read as arithmetic, gives the exact amount where no digit is cut."""
    settlement = replace(world, money=LINE_MONEY).settle()
    for line in settlement.lines:
        derivation = settlement.explain(line)
        plain = (
            derivation.filled[0]
            .replace("×", "*")
            .replace("−", "-")
            .replace(" 元", "")
            .replace(" 万元", "*10000")
            .replace(" mg/L", "")
        )
        assert "…" not in plain
        numbers = re.sub(r"\d+(\.\d+)?", lambda found: f"Fraction('{found[0]}')", plain)
        assert eval(numbers, {"Fraction": Fraction}) == line.exact


@given(
    st.integers(1, 10**9),
    st.lists(st.one_of(st.integers(0, 50), st.decimals("0", "9", places=2)), min_size=1, max_size=6).filter(any),
)
def test_an_allocation_adds_up_to_its_pool(fen: int, weights: list[object]):
    """Whatever the weights, the shares add up to the pool to the fen, and each is within a fen of its exact part."""
    parties = "".join(f"  p{at}: {{name: 第{at}市}}\n" for at in range(len(weights))) + "  bank: {name: 省财政}\n"
    values = ", ".join([*(f"p{at}: {weight}" for at, weight in enumerate(weights)), "bank: 0"])
    text = f"""{HEAD}parties:
{parties}parameters:
  pot: {{title: 总额, unit: 元, value: {Decimal(fen).scaleb(-2):f}}}
  weight: {{title: 权重, per: [party], value: {{{values}}}}}
funds: {{fund: {{name: 资金}}}}
transfers:
  - {{name: into, title: 出资, payer: bank, payee: fund, amount: pot}}
  - {{name: out, title: 分配, per: [party], payer: fund, payee: party, amount: "allocate(pot, weight, party)"}}
money: {LINE_MONEY}
"""
    settlement = ec.settle(ec.read_agreement(text), None, 2024)
    whole = sum(Fraction(each) for each in weights)

    assert settlement.funds[0].closing == 0
    assert sum(line.fen for line in settlement.lines if line.name == "out") == fen
    for line in settlement.lines:
        if line.name == "out":
            at = int(line.payee.id[1:])
            assert abs(line.fen - fen * Fraction(weights[at]) / whole) < 1
    assert sum(each.net for each in settlement.positions) == 0


@given(worlds(), st.integers(0, 4000), st.sampled_from(["both", "forward", "reverse"]))
def test_limits_hold(world: World, cap: int, direction: str):
    """After a cap no section's sum lies beyond it in the direction it holds for, and sums within it are untouched."""
    limit = f"limits:\n  - {{title: 封顶, of: [pay], per: [section], at_most: cap, direction: {direction}}}\n"
    text = world.text.replace("parameters:\n", f"parameters:\n  cap: {{title: 最高, unit: 元, value: {cap}}}\n") + limit
    before, after = world.settle(), world.settle(ec.read_agreement(text))
    for section in world.sections:
        was, now = (
            sum(line.signed_fen for line in each.lines if line.coordinate[0][1] == section) for each in (before, after)
        )
        low = -cap * 100 if direction != "forward" else min(was, 0)
        high = cap * 100 if direction != "reverse" else max(was, 0)
        assert now == min(max(was, low), high)
    assert sum(each.net for each in after.positions) == 0


@given(worlds(), st.data())
def test_gaps_never_become_numbers(world: World, data: st.DataObject):
    """A reading that is missing stops the settlement naming its place, or is left out and listed; nothing is made up."""
    holes = set(data.draw(st.lists(st.sampled_from(sorted(world.data)), min_size=1, max_size=5)))
    holed = replace(world, data={where: "--" if where in holes else text for where, text in world.data.items()})
    readings = holed.readings
    if world.shape == "thirds" and not any(indicator == "nh3n" for _, indicator, _ in holes):
        assert holed.settle(readings=readings).lines == world.settle().lines
    else:
        with pytest.raises(ec.SettlementError, match=r"监测\.csv") as caught:
            holed.settle(readings=readings)
        assert all(each.code.startswith("settlement.refused") for each in caught.value.problems)
    skipped = ec.settle(holed.agreement, readings, 2024, through=world.months, gaps="skip")
    array = skipped.array("C")
    for labels, value in zip(skipped.scope.space.coordinates(array.axes), array.data, strict=True):
        section, indicator, month = labels
        assert (value.__class__ is Absent) == ((section, indicator, int(month[-2:])) in holes)
