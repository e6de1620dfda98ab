"""All sections of a province, exactly, and how the cost of simulating grows: two scripts in one.

    python -m tests.benchmarks.simulating_province                      3,641 sections, 100 years
    python -m tests.benchmarks.simulating_province --sections 300
    python -m tests.benchmarks.simulating_province --linear docs/performance-linear.png

One agreement has all sections, generated into its text, four indicators and 12 months, by one of two rules: a class rule
(20 for a month on target, as much back for one that is not), and an index (A * (1 - P), P = k0 * sum(k * mean(C) / C0), each
section with its own C0). Reading the agreement, simulating it for the first time, which makes it ready, and again are timed
apart, as multiples of what numpy takes over doubles, section by section, nothing certified. All net amounts are first
compared with whole numbers.

``--linear`` times scenarios, sets of terms and sections each over one to three powers of ten, the others fixed, and draws
them; the last points may rise no steeper than in proportion, with a tenth to spare. Sections are timed from the text of the
agreement on, the others with the agreement made ready before.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import log
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import numpy

import ecocomp as ec
from tests.benchmarks.grading import seconds

SECTIONS, PARTIES, MONTHS, YEARS = 3641, 16, 12, 100
DECIMALS = {"codmn": 2, "nh3n": 3, "tp": 3, "cod": 1}
MIDDLE = {"codmn": 4.5, "nh3n": 0.7, "tp": 0.14, "cod": 15}
#: The limits of Ⅲ, GB 3838-2002, table 1.
LIMITS = {"codmn": 6, "nh3n": 1, "tp": Fraction(1, 5), "cod": 20}
PRICE, AMOUNT, K0, K = 20, 100, Fraction(17, 20), Fraction(1, 4)
FEN_PER_WAN = 1_000_000
RULES = {
    "a class rule": """\
rules:
  - {name: reached, title: 达标, formula: "worst(grade(C), indicator) <= target"}
transfers:
  - name: pay
    title: 补偿
    per: [section, month]
    payer: downstream
    payee: upstream
    amount: "price if reached else -price"
""",
    "an index": """\
rules:
  - {name: P, title: 指数, formula: "k0 * sum(k * mean(C, month) / base, indicator)"}
transfers:
  - {name: pay, title: 补偿, per: [section], payer: downstream, payee: upstream, amount: amount * (1 - P)}
""",
}
#: No steeper than in proportion, and a tenth for what the machine does besides.
STEEPEST = 1.1
COUNTS = {
    "scenarios": (1000, 3000, 10_000, 30_000, 100_000, 300_000),
    "sets of terms": (1, 3, 10, 30, 100, 300),
    "sections": (30, 100, 300, 1000, 3000),
}

Water = dict[tuple[str, str], Any]


class Case(NamedTuple):
    """An agreement of many sections and water for them."""

    text: str
    bases: list[dict[str, Fraction]]
    water: Water


def case(rule: str, sections: int, rows: int) -> Case:
    """The agreement as a text, and log-normal months as whole numbers."""
    random = numpy.random.default_rng(5)
    bases = [
        {each: Fraction(round(middle * random.uniform(0.8, 1.2) * 1000), 1000) for each, middle in MIDDLE.items()}
        for _ in range(sections)
    ]
    parties = "".join(f"  c{at}: {{name: 第{at}市}}\n" for at in range(PARTIES))
    names = "".join(
        f"  s{at}: {{name: 断面{at}, upstream: c{at % PARTIES}, downstream: c{(at + 1) % PARTIES}, target: III}}\n"
        for at in range(sections)
    )
    table = "".join(
        f"      s{at}: {{{', '.join(f'{each}: {float(base)}' for each, base in own.items())}}}\n"
        for at, own in enumerate(bases)
    )
    weights = ", ".join(f"{each}: {float(K)}" for each in DECIMALS)
    # a parameter that no formula has would be told
    own = f"  price: {{title: 单价, unit: 万元, value: {PRICE}}}\n"
    if rule == "an index":
        own = (
            f"  k0: {{title: 稳定系数, value: {float(K0)}}}\n"
            f"  k: {{title: 权重, per: [indicator], value: {{{weights}}}}}\n"
            f"  amount: {{title: 金额, unit: 万元, value: {AMOUNT}}}\n"
            f"  base:\n    title: 基准\n    per: [section, indicator]\n    unit: mg/L\n    value:\n{table}"
        )
    text = (
        "ecocomp: 1\nid: province\ntitle: 全省断面\nstatus: assumed\nsource: {document: 构造的例子}\n"
        f"parties:\n{parties}sections:\n{names}"
        f"readings: {{indicators: [{', '.join(DECIMALS)}], below_detection: half, decimals: unrounded, missing: refuse}}\n"
        f"parameters:\n{own}{RULES[rule]}money: {{unit: 元, decimals: 2, rounding: half_up, round: line}}\n"
    )
    water = {
        (each, f"s{at}"): numpy.rint(
            MIDDLE[each] * 10**places * numpy.exp(random.normal(0, 0.3, (MONTHS, rows)))
        ).astype("int32")
        for at in range(sections)
        for each, places in DECIMALS.items()
    }
    return Case(text, bases, water)


def simulated(given: Case, rows: int, terms: Any = None) -> Callable[[], Any]:
    """Reads the agreement; its simulation of the first so many years."""
    agreement = ec.read_agreement(given.text, file="province.yaml")
    some = {key: numpy.ascontiguousarray(column[:, :rows]) for key, column in given.water.items()}
    scenarios = ec.own_scenarios(agreement, some, decimals=DECIMALS)
    return lambda: ec.simulate(agreement, scenarios, terms, year=2024)


def by_wholes(rule: str, given: Case) -> Any:
    """The net amounts in fen: [parties, years]."""
    rows = next(iter(given.water.values())).shape[1]
    nets = numpy.zeros((PARTIES, rows), dtype="int64")
    for at, own in enumerate(given.bases):
        columns = {each: given.water[each, f"s{at}"] for each in DECIMALS}
        if rule == "a class rule":
            met = numpy.logical_and.reduce(
                [columns[each] <= int(LIMITS[each] * 10**places) for each, places in DECIMALS.items()]
            )
            fen = (2 * met.sum(axis=0) - MONTHS) * PRICE * FEN_PER_WAN
        else:
            factors = [K0 * K / MONTHS / own[each] / 10**places for each, places in DECIMALS.items()]
            under = numpy.lcm.reduce([each.denominator for each in factors], dtype=object)
            above = sum(
                int(each * under) * columns[name].sum(axis=0).astype(object)
                for name, each in zip(DECIMALS, factors, strict=True)
            )
            exact = AMOUNT * FEN_PER_WAN * (under - above)
            # half-up, away from nothing on both sides
            fen = numpy.array(
                [(abs(2 * each) + under) // (2 * under) * (1 if each >= 0 else -1) for each in exact], dtype="int64"
            )
        nets[at % PARTIES] += fen
        nets[(at + 1) % PARTIES] -= fen
    return nets


def with_floats(rule: str, given: Case) -> Callable[[], Any]:
    """The same by numpy over doubles, section by section."""
    doubles = {key: column / 10.0 ** DECIMALS[key[0]] for key, column in given.water.items()}
    weights = [[float(K0 * K / MONTHS / base) for base in own.values()] for own in given.bases]
    rows = next(iter(doubles.values())).shape[1]

    def run() -> Any:
        nets = numpy.zeros((PARTIES, rows))
        for at in range(len(given.bases)):
            columns = [doubles[each, f"s{at}"] for each in DECIMALS]
            if rule == "a class rule":
                met = numpy.logical_and.reduce(
                    [column <= float(LIMITS[each]) for each, column in zip(DECIMALS, columns, strict=True)]
                )
                fen = (2 * met.sum(axis=0) - MONTHS) * float(PRICE * FEN_PER_WAN)
            else:
                index = sum(weight * column.sum(axis=0) for weight, column in zip(weights[at], columns, strict=True))
                fen = numpy.rint(AMOUNT * FEN_PER_WAN * (1 - index))
            nets[at % PARTIES] += fen
            nets[(at + 1) % PARTIES] -= fen
        return nets

    return run


def province(sections: int, rounds: int) -> bool:
    """Print what each part takes; whether an amount is wrong."""
    wrong = False
    for rule in RULES:
        given = case(rule, sections, YEARS)
        reading = seconds(lambda text=given.text: ec.read_agreement(text, file="province.yaml"))
        run = simulated(given, YEARS)
        first = seconds(run)
        result = run()
        if bool((result.nets[0] != by_wholes(rule, given)).any()) or result.unsettled.any():
            print(f"{rule}: amounts differ from whole numbers")
            wrong = True
        floats = with_floats(rule, given)
        floats()
        times = [(seconds(floats), seconds(run)) for _ in range(rounds)]
        one = median(each for each, _ in times)
        again = median(mine / theirs for theirs, mine in times)
        print(f"{rule}, {sections:,} sections x 12 months x {YEARS} years, exact, beside numpy over doubles: "
              f"reading {reading / one:.0f}x, the first time {first / one:.0f}x, again {again:.1f}x; "
              f"the first time {first / sections * 1000:.1f} ms a section")  # fmt: skip
    return wrong


def grown(rounds: int) -> dict[str, dict[str, list[float]]]:
    """Seconds by rule and by what grows."""
    found: dict[str, dict[str, list[float]]] = {}
    for rule in RULES:
        few, name = case(rule, 3, COUNTS["scenarios"][-1]), "price" if rule == "a class rule" else "amount"
        found[rule] = {
            "scenarios": [least(simulated(few, count), rounds) for count in COUNTS["scenarios"]],
            "sets of terms": [
                least(simulated(few, 10_000, {name: [100 + at for at in range(count)]}), rounds)
                for count in COUNTS["sets of terms"]
            ],
            "sections": [least(from_text(rule, count, 1000), rounds) for count in COUNTS["sections"]],
        }
    return found


def from_text(rule: str, sections: int, rows: int) -> Callable[[], Any]:
    """Reading an agreement, making it ready and simulating so many years."""
    given = case(rule, sections, rows)

    def whole() -> Any:
        return simulated(given, rows)()

    return whole


def least(action: Callable[[], Any], rounds: int) -> float:
    """The shortest of several times: what others do on the machine only ever adds."""
    action()
    return min(seconds(action) for _ in range(rounds))


def slope(counts: Sequence[int], times: Sequence[float]) -> float:
    """How steep the last third of a curve is where both axes are logarithmic: 1 is in proportion."""
    return log(times[-1] / times[-3]) / log(counts[-1] / counts[-3])


def draw(found: Mapping[str, Mapping[str, Sequence[float]]], path: Path) -> None:
    """Three panels, each with both rules and the line of proportion through their last points."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, 3.2), layout="constrained")
    for axes, (what, counts) in zip(figure.subplots(1, len(COUNTS)), COUNTS.items(), strict=True):
        for rule, sign in zip(RULES, ("o-", "s--"), strict=True):
            times = found[rule][what]
            axes.loglog(counts, times, sign, markersize=4, label=f"{rule}: slope {slope(counts, times):.2f}")
            line = [times[-1] * count / counts[-1] for count in counts]
            axes.loglog(counts, line, ":", color="grey", linewidth=0.8)
        axes.set_xlabel(what)
        axes.legend(frameon=False, fontsize=8)
        axes.grid(alpha=0.2)
    figure.axes[0].set_ylabel("seconds")
    figure.savefig(path, dpi=110, metadata={"Software": None})


def linear(path: Path, rounds: int) -> bool:
    """Time, tell and draw; whether something rises too steeply."""
    found = grown(rounds)
    missed = False
    for rule, curves in found.items():
        for what, times in curves.items():
            rise = slope(COUNTS[what], times)
            missed |= rise > STEEPEST
            met = "MISSED" if rise > STEEPEST else "met"
            print(f"{rule}, {what} {COUNTS[what][0]:,} to {COUNTS[what][-1]:,}: time x {times[-1] / times[0]:.1f}, "
                  f"slope at the end {rise:.2f} (target at most {STEEPEST})  {met}")  # fmt: skip
    draw(found, path)
    return missed


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sections", type=int, default=SECTIONS)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--linear", type=Path, metavar="PNG", help="time how the cost grows, and draw it there")
    given = parser.parse_args(arguments)
    if given.linear is not None:
        return int(linear(given.linear, given.rounds))
    return int(province(given.sections, given.rounds))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
