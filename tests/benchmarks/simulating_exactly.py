"""A million section-years with ties on purpose: ``simulate`` beside floats, and beside other exact arithmetic.

    python -m tests.benchmarks.simulating_exactly                   20 sections x 50,000 years
    python -m tests.benchmarks.simulating_exactly --rows 5000

A section-year has 12 monthly values of four indicators. P = k0 * sum(k * mean(C) / C0); to be had are P rounded half-even
to four decimals, a tier by the unrounded P against 0.95 and 1, and money A * (1 - P) rounded half-up to the fen. A third
of the sections has round values of C0, and so many of their years are built to have P exactly on a tier that one
section-year in twenty does; many others then lie halfway between two values of P. The agreement pays each of the three to a
party of its own, so that net amounts show them all.

First every amount is compared with rational arithmetic: Python's whole numbers over a common denominator for all rows,
which ``Fraction`` confirms for some. No difference is allowed. Then times are taken, all of one round behind each other:
``simulate`` from whole numbers of 32 bits; numpy over doubles, in blocks that stay in the cache, with as many wrong
amounts as are told; and, on some rows and multiplied, loops of ``Decimal``, gmpy2's rationals (where installed) and
``Fraction``. Ratios are medians of paired rounds.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import lcm
from statistics import median
from typing import Any, NamedTuple

import numpy

import ecocomp as ec
from tests.benchmarks.grading import seconds

SECTIONS, ROWS, MONTHS = 20, 50_000, 12
DECIMALS = {"codmn": 2, "nh3n": 3, "tp": 3, "cod": 1}
ROUND_BASES = {"codmn": "2", "nh3n": "0.4", "tp": "0.08", "cod": "16"}
K0, K, LOW, HIGH = Fraction(4, 5), Fraction(1, 4), Fraction(19, 20), Fraction(1)
AMOUNT = Fraction(12_345_678_912, 100)
TIERS = (120, 100, -100)
#: Every third section has round bases; of its years so many are on one tier or the other.
ROUND_EVERY, TIED = 3, 0.15
#: Rows of a block of the floats, and those for which loops are timed.
BLOCK, SOME = 16_384, 4000
TO_FLOATS, TO_LOOPS, TO_FRACTION = 1.3, 1 / 50, 1 / 200
PARTS = ("p", "t", "m")

Water = dict[tuple[str, str], Any]
#: Of a section-year P to four decimals, the tier and the money, in the fen that are paid for them.
Result = tuple[int, int, int]


class Case(NamedTuple):
    """What is simulated: the bases of the sections and the whole numbers of their months."""

    bases: dict[str, dict[str, str]]
    water: Water

    @property
    def rows(self) -> int:
        return next(iter(self.water.values())).shape[1]


def case(rows: int) -> Case:
    """Bases and water; the ties are built month by month, the last month taking what the others leave."""
    random = numpy.random.default_rng(11)
    bases, water = {}, {}
    for at in range(SECTIONS):
        section, is_round = f"s{at}", at % ROUND_EVERY == 0
        own = {each: Decimal(base) * (1 + at // ROUND_EVERY % 3) for each, base in ROUND_BASES.items()}
        if not is_round:
            own = {each: base + Decimal(at) / 100 + Decimal("0.001") * (at + 1) for each, base in own.items()}
        bases[section] = {each: str(base) for each, base in own.items()}
        tied = (random.random(rows) < TIED) if is_round else numpy.zeros(rows, bool)
        tier = numpy.where(random.random(rows) < 0.5, float(LOW / K0), float(HIGH / K0))
        for each, places in DECIMALS.items():
            one = float(own[each]) * 10**places
            values = numpy.rint(one * 1.2 * numpy.exp(random.normal(0, 0.15, (MONTHS, rows)))).astype("int32")
            whole = numpy.rint(MONTHS * one * tier).astype("int32")
            values[-1] = numpy.where(tied, whole - values[:-1].sum(axis=0), values[-1])
            # a month that would come out below nothing gets what it lacks from the first
            lacking = numpy.maximum(1 - values[-1], 0)
            values[-1] += lacking
            values[0] -= lacking
            water[each, section] = values
    return Case(bases, water)


def text(bases: dict[str, dict[str, str]]) -> str:
    """The agreement: the money goes to ``upstream``, the tier and P to roles of the section."""
    names = [f"{part}{at}" for at in range(SECTIONS) for part in PARTS]
    parties = "".join(f"  {each}: {{name: 第{at}方}}\n" for at, each in enumerate(names))
    sections = "".join(
        f"  s{at}: {{name: 断面{at}, upstream: m{at}, downstream: xia, target: III, roles: {{tier: t{at}, index: p{at}}}}}\n"
        for at in range(SECTIONS)
    )
    table = "".join(
        f"      {section}: {{{', '.join(f'{each}: {base}' for each, base in own.items())}}}\n"
        for section, own in bases.items()
    )
    weights = ", ".join(f"{each}: {float(K)}" for each in DECIMALS)
    return f"""\
ecocomp: 1
id: exactly
title: 指数、分档与按差额补偿
status: assumed
source: {{document: 构造的例子}}
parties:
  xia: {{name: 下游}}
{parties}sections:
{sections}readings: {{indicators: [{", ".join(DECIMALS)}], below_detection: half, decimals: unrounded, missing: refuse}}
parameters:
  k0: {{title: 稳定系数, value: {float(K0)}}}
  k: {{title: 权重, per: [indicator], value: {{{weights}}}}}
  low: {{title: 下档, value: {float(LOW)}}}
  high: {{title: 上档, value: {float(HIGH)}}}
  yuan: {{title: 每档金额, unit: 元, value: 1}}
  scale: {{title: 指数折算, unit: 元, value: 10000}}
  amount: {{title: 金额, unit: 元, value: {float(AMOUNT):.2f}}}
  base:
    title: 基准
    per: [section, indicator]
    unit: mg/L
    value:
{table}rules:
  - {{name: P, title: 指数, formula: "k0 * sum(k * mean(C, month) / base, indicator)"}}
transfers:
  - {{name: money, title: 补偿, per: [section], payer: downstream, payee: upstream, amount: amount * (1 - P)}}
  - name: tiers
    title: 分档
    per: [section]
    payer: downstream
    payee: tier
    amount: "{TIERS[0]} * yuan if P <= low else {TIERS[1]} * yuan if P <= high else {TIERS[2]} * yuan"
  - {{name: index, title: 指数, per: [section], payer: downstream, payee: index, amount: "round(P, 4, half_even) * scale"}}
money: {{unit: 元, decimals: 2, rounding: half_up, round: line}}
"""


def by_wholes(given: Case) -> Iterator[tuple[str, list[Result]]]:
    """Of each section all rows, by whole numbers over the denominator that all terms of P share."""
    for section, own in given.bases.items():
        factors = {each: K0 * K / MONTHS / Fraction(base) / 10 ** DECIMALS[each] for each, base in own.items()}
        under = lcm(*(each.denominator for each in factors.values()))
        weights = [int(each * under) for each in factors.values()]
        sums = [given.water[each, section].sum(axis=0, dtype="int64").tolist() for each in own]
        low, high = int(LOW * under), int(HIGH * under)
        cents, double = int(AMOUNT * 100), 2 * under
        found = []
        for codmn, nh3n, tp, cod in zip(*sums, strict=True):
            above = weights[0] * codmn + weights[1] * nh3n + weights[2] * tp + weights[3] * cod
            whole, rest = divmod(20_000 * above + under, double)
            if not rest and whole & 1:
                whole -= 1
            tier = TIERS[0] if above <= low else TIERS[1] if above <= high else TIERS[2]
            fen = cents * (under - above)
            money = (2 * fen + under) // double if fen >= 0 else -((under - 2 * fen) // double)
            found.append((whole * 100, tier * 100, money))
        yield section, found


def by_rationals(given: Case, section: str, rows: range, number: Any) -> list[Result]:
    """Some rows by a type of exact numbers, operation by operation as the agreement is written."""
    from math import floor

    half, ten, hundred = number(1, 2), number(10_000), number(100)
    bases = [number(*Fraction(base).as_integer_ratio()) for base in given.bases[section].values()]
    units = [number(1, 10 ** DECIMALS[each]) for each in given.bases[section]]
    k0, k, low, high, amount = (number(each.numerator, each.denominator) for each in (K0, K, LOW, HIGH, AMOUNT))
    columns = [given.water[each, section][:, rows.start : rows.stop].T.tolist() for each in given.bases[section]]
    found = []
    for months in zip(*columns, strict=True):
        index = number(0)
        for values, unit, base in zip(months, units, bases, strict=True):
            index += k * (sum(value * unit for value in values) / MONTHS) / base
        index *= k0
        nearest = floor(index * ten + half)
        if index * ten + half == nearest and nearest % 2:
            nearest -= 1
        tier = TIERS[0] if index <= low else TIERS[1] if index <= high else TIERS[2]
        fen = amount * (1 - index) * hundred
        money = floor(fen + half) if fen >= 0 else -floor(half - fen)
        found.append((int(nearest) * 100, tier * 100, int(money)))
    return found


def by_decimals(given: Case, section: str, rows: range) -> list[Result]:
    """Some rows by ``Decimal`` of 28 digits, which is not exact once it divides."""
    bases = [Decimal(base) for base in given.bases[section].values()]
    units = [Decimal(1).scaleb(-DECIMALS[each]) for each in given.bases[section]]
    k0, k, low, high, amount = (Decimal(each.numerator) / each.denominator for each in (K0, K, LOW, HIGH, AMOUNT))
    places, fen = Decimal("0.0001"), Decimal("0.01")
    columns = [given.water[each, section][:, rows.start : rows.stop].T.tolist() for each in given.bases[section]]
    found = []
    for months in zip(*columns, strict=True):
        index = Decimal(0)
        for values, unit, base in zip(months, units, bases, strict=True):
            index += k * (sum(value * unit for value in values) / MONTHS) / base
        index *= k0
        tier = TIERS[0] if index <= low else TIERS[1] if index <= high else TIERS[2]
        money = (amount * (1 - index)).quantize(fen, ROUND_HALF_UP)
        found.append((int(index.quantize(places, ROUND_HALF_EVEN) * 1_000_000), tier * 100, int(money * 100)))
    return found


def with_floats(given: Case) -> Callable[[], dict[str, Any]]:
    """The three results of each section by numpy over doubles, a block in the cache at a time, nothing allocated."""
    doubles = {key: column / 10.0 ** DECIMALS[key[0]] for key, column in given.water.items()}
    weights = {
        (each, section): float(K0 * K / MONTHS / Fraction(base))
        for section, own in given.bases.items()
        for each, base in own.items()
    }
    rows = given.rows
    out = {f"{part}{at}": numpy.empty(rows) for at in range(SECTIONS) for part in PARTS}
    index, some, fen = (numpy.empty(BLOCK) for _ in range(3))
    cents, low, high = float(AMOUNT * 100), float(LOW), float(HIGH)

    def run() -> dict[str, Any]:
        for at, section in enumerate(given.bases):
            for first in range(0, rows, BLOCK):
                last = min(first + BLOCK, rows)
                total, part, money = index[: last - first], some[: last - first], fen[: last - first]
                total.fill(0)
                for each in DECIMALS:
                    numpy.add.reduce(doubles[each, section][:, first:last], axis=0, out=part)
                    part *= weights[each, section]
                    total += part
                numpy.multiply(total, 10_000, out=part)
                numpy.rint(part, out=part)
                numpy.multiply(part, 100, out=out[f"p{at}"][first:last])
                tier = out[f"t{at}"][first:last]
                tier.fill(TIERS[2] * 100)
                tier[total <= high] = TIERS[1] * 100
                tier[total <= low] = TIERS[0] * 100
                numpy.subtract(1, total, out=money)
                money *= cents
                numpy.abs(money, out=part)
                part += 0.5
                numpy.floor(part, out=part)
                numpy.copysign(part, money, out=out[f"m{at}"][first:last])
        return out

    return run


def wrong_amounts(given: Case, nets: Any, floats: dict[str, Any]) -> tuple[int, int, dict[str, int], float]:
    """How many amounts of ``simulate`` and of floats differ from rational arithmetic, and how many rows are on a tier."""
    mine, on_tier, theirs = 0, 0, dict.fromkeys(PARTS, 0)
    for at, (section, found) in enumerate(by_wholes(given)):
        expected = numpy.array(found, dtype="int64").T
        if found[: SOME // SECTIONS] != by_rationals(given, section, range(SOME // SECTIONS), Fraction):
            raise AssertionError("whole numbers and fractions differ")
        for part, amounts in zip(PARTS, expected, strict=True):
            mine += int((nets[f"{part}{at}"] != amounts).sum())
            theirs[part] += int((floats[f"{part}{at}"] != amounts).sum())
        exactly = expected[0] % 1_000_000 == 0
        exactly |= expected[0] == int(LOW * 1_000_000)
        on_tier += int(exactly.sum())
    return mine, sum(theirs.values()), theirs, on_tier / (SECTIONS * given.rows)


def looped(given: Case, work: Callable[[str, range], Any]) -> float:
    """Seconds that a loop would take for all rows, from some rows of each section."""
    each = SOME // SECTIONS
    began = time.perf_counter()
    for section in given.bases:
        work(section, range(each))
    return (time.perf_counter() - began) * given.rows / each


def benchmark(rows: int, rounds: int) -> bool:
    """Check all amounts, print the ratios; whether a target was missed."""
    given = case(rows)
    agreement = ec.read_agreement(text(given.bases), file="exactly.yaml")
    scenarios = ec.own_scenarios(agreement, given.water, decimals=DECIMALS)

    def mine() -> Any:
        return ec.simulate(agreement, scenarios, year=2024)

    floats = with_floats(given)
    result = mine()
    nets = {party: result.nets[0, place] for place, party in enumerate(agreement.parties)}
    wrong, others, by_part, on_tier = wrong_amounts(given, nets, floats())
    count = SECTIONS * rows
    print(f"{count:,} section-years, {on_tier:.1%} on a tier: {wrong} amounts of simulate are wrong (target 0), "
          f"{others} of floats {by_part}; worked out again: {result.again}")  # fmt: skip
    missed = wrong > 0
    ratios: dict[str, list[float]] = {}
    loops: dict[str, tuple[float, Callable[[], float]]] = {
        "Decimal": (TO_LOOPS, lambda: looped(given, lambda *where: by_decimals(given, *where))),
        "Fraction": (TO_FRACTION, lambda: looped(given, lambda *where: by_rationals(given, *where, Fraction))),
    }
    try:
        from gmpy2 import mpq
    except ImportError:
        print("gmpy2 is not installed: left out")
    else:
        loops["gmpy2"] = (TO_LOOPS, lambda: looped(given, lambda *where: by_rationals(given, *where, mpq)))
    targets = {"numpy over doubles, in blocks": TO_FLOATS} | {name: target for name, (target, _) in loops.items()}
    for _ in range(rounds):
        own = seconds(mine)
        ratios.setdefault("numpy over doubles, in blocks", []).append(own / seconds(floats))
        for name, (_, measure) in loops.items():
            ratios.setdefault(name, []).append(own / measure())
    for name, found in ratios.items():
        ratio, target = median(found), targets[name]
        missed |= ratio > target
        print(f"simulate / {name:35s} {ratio:8.4f}x  (target at most {target:.4f}x)  "
              f"{'MISSED' if ratio > target else 'met'}")  # fmt: skip
    return missed


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=ROWS, help="years of each of the 20 sections")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args(arguments)
    return int(benchmark(given.rows, given.rounds))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
