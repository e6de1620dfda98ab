"""Simulating an index with tiers: years x 3 sections x 4 indicators, beside a fused kernel and query engines, in one run.

    python -m tests.benchmarks.simulating                  a million years
    python -m tests.benchmarks.simulating --rows 100000

Each year has one value an indicator and section; P = k0 * sum(k * C / C0), two tiers, an amount for each tier. ``simulate``
takes whole numbers of 32 bits, in one thread, and gives each party's net amount to the fen, certified: the kind of every
year and the amounts of each kind, which are not laid out year by year. ``exact=False`` leaves the certificate out. numba is a
fused kernel over doubles in one array for each section and indicator, by two threads, which certifies nothing; polars
and DuckDB work on the same doubles; numpy is as one usually writes it. All must give the same amounts first.

The second part sweeps 1,000 sets of terms over 10,000 years of 12 months, with mean, standard deviation, quantiles and
the part of the years that are paid for, of each set. Beside it stand a loop of numpy over the sets and a fused kernel of numba
that counts the tiers, by two threads, to which the means of the months are given. Rounds are interleaved, ratios are paired
medians. Engines that are not installed are left out.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import product
from statistics import median
from typing import Any

import numpy

import ecocomp as ec
from ecocomp.simulation.compiled import has_numba
from tests.benchmarks.asked import asked
from tests.benchmarks.grading import seconds

TEXT = """\
ecocomp: 1
id: tiers
title: 指数分档
status: assumed
source: {document: 构造的例子}
parties: {shang: {name: 上游}, xia: {name: 下游}}
sections:
  a: {name: 甲, upstream: shang, downstream: xia, target: III}
  b: {name: 乙, upstream: shang, downstream: xia, target: III}
  c: {name: 丙, upstream: shang, downstream: xia, target: III}
readings: {indicators: [codmn, nh3n, tp, cod], below_detection: half, decimals: unrounded, missing: refuse}
parameters:
  k0: {title: 稳定系数, value: 0.85}
  k: {title: 权重, per: [indicator], value: {codmn: 0.25, nh3n: 0.25, tp: 0.25, cod: 0.25}}
  base:
    title: 基准
    per: [section, indicator]
    unit: mg/L
    value:
      a: {codmn: 2.2, nh3n: 0.25, tp: 0.08, cod: 12}
      b: {codmn: 2.5, nh3n: 0.3, tp: 0.09, cod: 15}
      c: {codmn: 3.1, nh3n: 0.28, tp: 0.1, cod: 14}
  low: {title: 下档, value: 0.95}
  high: {title: 上档, value: 1}
  amount: {title: 金额, unit: 万元, value: 10000}
rules:
  - {name: P, title: 指数, formula: "k0 * sum(k * mean(C, month) / base, indicator)"}
transfers:
  - name: pay
    title: 补偿
    per: [section]
    payer: xia
    payee: shang
    amount: "amount * 1.2 if P <= low else amount if P <= high else -amount"
money: {unit: 元, decimals: 2, rounding: half_up, round: line}
"""
MIDDLE = {"codmn": 2.6, "nh3n": 0.28, "tp": 0.09, "cod": 13.5}
DECIMALS = {"codmn": 2, "nh3n": 3, "tp": 3, "cod": 1}
SECTIONS = ("a", "b", "c")
AMOUNT = 1e10
#: A thousand sets of terms.
TERMS: dict[str, list[float]] = {
    "k.codmn": [0.2, 0.22, 0.24, 0.26, 0.28],
    "low": [0.9, 0.92, 0.94, 0.96, 0.98],
    "amount": [8000 + 100 * at for at in range(40)],
}
ROWS = 1_000_000
THREADS = 2
SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)
TO_NUMBA, TO_COMPILED, TO_OTHERS, TO_LOOP = 3.2, 1.3, 1 / 1.3, 1 / 10

Doubles = dict[tuple[str, str], Any]


def weights() -> dict[tuple[str, str], float]:
    """k0 * k / C0 for each section and indicator."""
    base = ec.read_agreement(TEXT, file="tiers.yaml").text.parameters["base"].value
    return {(each, section): 0.85 * 0.25 / float(base[section][each]) for section in SECTIONS for each in MIDDLE}


def water(rows: int, months: int) -> dict[tuple[str, str], Any]:
    """Log-normal values as whole numbers; the months that are not asked for are missing."""
    random = numpy.random.default_rng(7)
    found = {}
    for section in SECTIONS:
        for each, places in DECIMALS.items():
            column = numpy.full((12, rows), -(2**31), dtype="int32")
            drawn = MIDDLE[each] * numpy.exp(random.normal(0, 0.3, (months, rows)))
            column[:months] = numpy.rint(drawn * 10**places)
            found[each, section] = column
    return found


def simulated(
    given: dict[tuple[str, str], Any], months: int, terms: Any = None, exact: bool = True, compiled: bool = False
) -> Callable[[], Any]:
    agreement = ec.read_agreement(TEXT, file="tiers.yaml")
    scenarios = ec.own_scenarios(agreement, given, decimals=DECIMALS)
    return lambda: ec.simulate(agreement, scenarios, terms, year=2024, through=months, exact=exact, compiled=compiled)


def with_numba(given: Doubles) -> Callable[[], Any] | None:
    """One pass over all columns by two threads."""
    try:
        import numba
    except ImportError:
        return None
    numba.set_num_threads(min(THREADS, numba.config.NUMBA_NUM_THREADS))
    names = [f"{section}_{each}" for section in SECTIONS for each in MIDDLE]
    lines = [f"def kernel({', '.join(names)}, out):", "    for row in prange(len(out)):", "        net = 0.0"]
    factors = weights()
    for section in SECTIONS:
        terms = " + ".join(f"{factors[each, section]!r} * {section}_{each}[row]" for each in MIDDLE)
        lines += [
            f"        index = {terms}",
            f"        net += {1.2 * AMOUNT!r} if index <= 0.95 else ({AMOUNT!r} if index <= 1.0 else {-AMOUNT!r})",
        ]
    lines.append("        out[row] = net")
    known: dict[str, Any] = {"prange": numba.prange}
    exec("\n".join(lines), known)
    kernel = numba.njit(parallel=True)(known["kernel"])
    columns = [given[each, section] for section in SECTIONS for each in MIDDLE]
    out = numpy.empty(len(columns[0]))

    def run() -> Any:
        kernel(*columns, out)
        return out

    return run


def with_numpy(given: Doubles) -> Callable[[], Any]:
    """As one usually writes it: an array of all, a sum over the indicators, a choice."""
    stacked = numpy.stack([numpy.stack([given[each, section] for each in MIDDLE]) for section in SECTIONS])
    factors = numpy.array([[weights()[each, section] for each in MIDDLE] for section in SECTIONS])

    def run() -> Any:
        index = (stacked * factors[:, :, None]).sum(axis=1)
        return numpy.select([index <= 0.95, index <= 1.0], [1.2 * AMOUNT, AMOUNT], -AMOUNT).sum(axis=0)

    return run


def with_polars(given: Doubles) -> Callable[[], Any] | None:
    try:
        import polars
    except ImportError:
        return None
    table = polars.DataFrame({f"{section}_{each}": column for (each, section), column in given.items()})
    factors, parts = weights(), []
    for section in SECTIONS:
        index = polars.sum_horizontal(factors[each, section] * polars.col(f"{section}_{each}") for each in MIDDLE)
        parts.append(polars.when(index <= 0.95).then(1.2 * AMOUNT).when(index <= 1.0).then(AMOUNT).otherwise(-AMOUNT))
    net = polars.sum_horizontal(parts).alias("net")

    def run() -> Any:
        return table.lazy().select(net).collect(engine="streaming")["net"].to_numpy()

    return run


def with_duckdb(given: Doubles) -> Callable[[], Any] | None:
    try:
        import duckdb
    except ImportError:
        return None
    connection = duckdb.connect(config={"threads": THREADS})
    connection.register("given", {f"{section}_{each}": column for (each, section), column in given.items()})
    connection.execute("CREATE TABLE water AS SELECT * FROM given")
    factors, parts = weights(), []
    for section in SECTIONS:
        index = " + ".join(f"{factors[each, section]!r}::DOUBLE * {section}_{each}" for each in MIDDLE)
        parts.append(
            f"CASE WHEN {index} <= 0.95 THEN {1.2 * AMOUNT} WHEN {index} <= 1.0 THEN {AMOUNT} ELSE {-AMOUNT} END"
        )
    query = f"SELECT ({' + '.join(parts)})::DOUBLE AS net FROM water"
    return lambda: connection.execute(query).fetchnumpy()["net"]


def years(rows: int, rounds: int) -> dict[str, float]:
    """The paired median ratio of ``simulate`` to each engine."""
    given = water(rows, 1)
    doubles = {key: column[0] / 10 ** DECIMALS[key[0]] for key, column in given.items()}
    mine = {"certified": simulated(given, 1), "exact=False": simulated(given, 1, exact=False)}
    if has_numba():
        mine["compiled"] = simulated(given, 1, compiled=True)
    others = {
        "numba": with_numba(doubles),
        "polars": with_polars(doubles),
        "DuckDB": with_duckdb(doubles),
        "numpy as usual": with_numpy(doubles),
    }
    engines = {name: run for name, run in others.items() if run is not None}
    expected = mine["certified"]().nets[0, 0]
    for name, run in engines.items():
        if (numpy.asarray(run()) != expected).mean() > 1e-4:  # doubles may fall on the other side of a tier
            raise AssertionError(f"{name} gives other amounts")
    return {
        f"{own} / {name}": paired(action, run, rounds) for own, action in mine.items() for name, run in engines.items()
    }


def sweep(rows: int, rounds: int) -> dict[str, float]:
    """A thousand sets of terms over years of twelve months, with figures of each, beside a loop and a fused kernel."""
    given = water(rows, 12)
    terms = {
        "k.codmn": [0.2, 0.22, 0.24, 0.26, 0.28],
        "low": [0.9, 0.92, 0.94, 0.96, 0.98],
        "amount": [8000 + 100 * at for at in range(40)],
    }
    sets = list(product(*terms.values()))
    mine = simulated(given, 12, terms)
    doubles = numpy.stack(
        [numpy.stack([given[each, section] / 10 ** DECIMALS[each] for each in MIDDLE]) for section in SECTIONS]
    )
    factors = numpy.array([[weights()[each, section] for each in MIDDLE] for section in SECTIONS])

    def loop() -> Any:
        found = []
        for weight, low, amount in sets:
            own = factors.copy()
            own[:, 0] *= weight / 0.25
            index = (doubles.mean(axis=2) * own[:, :, None]).sum(axis=1)
            paid = numpy.select([index <= low, index <= 1.0], [1.2e6 * amount, 1e6 * amount], -1e6 * amount)
            net = paid.sum(axis=0)
            found.append([net.mean(), net.std(), *numpy.quantile(net, SHARES, method="inverted_cdf"), (net < 0).mean()])
        return numpy.array(found)

    table = mine().summary()
    table = table[table["party"] == "shang"]
    if (numpy.abs(table["mean"].to_numpy() * 100 - loop()[:, 0]) > AMOUNT * 1e-3).any():
        raise AssertionError("the loop gives other amounts")
    kernel = counting(doubles.mean(axis=2), factors, sets)
    found = {"a sweep / a loop of numpy over the sets": paired(lambda: mine().summary(), loop, rounds)}
    if kernel is not None:
        found["a sweep / numba"] = paired(lambda: mine().summary(), kernel, rounds)
    return found


def counting(means: Any, factors: Any, sets: Any) -> Callable[[], Any] | None:
    """How many years have which tiers, by every set, by two threads: of so few numbers all figures follow at once."""
    try:
        import numba
    except ImportError:
        return None
    known: dict[str, Any] = {"prange": numba.prange}
    lines = ["def kernel(means, factors, codmn, low, counts):", "    for at in prange(len(low)):"]
    lines += ["        for row in range(means.shape[2]):", "            kind = 0", "            for place in range(3):"]
    lines.append("                index = means[place, 0, row] * factors[place, 0] * codmn[at]")
    lines += [f"                index += means[place, {at}, row] * factors[place, {at}]" for at in (1, 2, 3)]
    lines.append("                kind = kind * 3 + (index > low[at]) + (index > 1.0)")
    lines.append("            counts[at, kind] += 1")
    exec("\n".join(lines), known)
    kernel = numba.njit(parallel=True)(known["kernel"])
    codmn = numpy.array([weight / 0.25 for weight, _, _ in sets])
    low = numpy.array([each for _, each, _ in sets])
    means = numpy.ascontiguousarray(means)

    def run() -> Any:
        counts = numpy.zeros((len(sets), 27), dtype=numpy.int64)
        kernel(means, factors, codmn, low, counts)
        return counts

    return run


def paired(mine: Callable[[], Any], theirs: Callable[[], Any], rounds: int) -> float:
    mine(), theirs()
    return median(seconds(mine) / seconds(theirs) for _ in range(rounds))


def benchmark(rows: int, rounds: int) -> bool:
    """Print the ratios; whether a target was missed."""
    missed = False
    targets = {
        "compiled / numba": TO_COMPILED,
        "numba": TO_NUMBA,
        "polars": TO_OTHERS,
        "DuckDB": TO_OTHERS,
        "sets": TO_LOOP,
    }
    for name, ratio in (years(rows, rounds) | sweep(rows // 100, rounds)).items():
        target = next((each for word, each in targets.items() if name.endswith(word)), None)
        told = "" if target is None else f"(target at most {target:.2f}x)  {'MISSED' if ratio > target else 'met'}"
        missed |= target is not None and ratio > target
        print(f"{name:45s} {ratio:7.2f}x  {told}")
    return missed


if __name__ == "__main__":
    sys.exit(asked(__doc__, ROWS, benchmark))
