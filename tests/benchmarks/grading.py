"""Grading columns: section-months x 9 indicators, beside a fused kernel and two query engines, in one run.

    python -m tests.benchmarks.grading                 4.4 million rows
    python -m tests.benchmarks.grading --rows 1000000

Concentrations by plausible spreads, 2 % of each column missing, seed fixed. ``grade_columns`` takes whole numbers of 16
or 32 bits (the value times a power of ten) by two threads and is exact; numba is a fused kernel over doubles, also by
two threads, which stops at nothing and checks nothing; polars is a chain of when-then; DuckDB a CASE over a table held
in memory. All four give the same grades, which is checked first. Rounds are interleaved, ratios are paired medians.
Targets: at most 1.7x numba; where numba is absent, at least twice as quick as polars and 15 times as DuckDB. Engines
that are not installed are left out.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any, NamedTuple

import numpy

from ecocomp.standards import WORST_GRADE, ladder
from ecocomp.standards.arrays import grade_columns

ROWS = 4_400_000
MISSING = 0.02
THREADS = 2
#: Indicator, decimals, and the spread of its values: oxygen and pH normal (mean, deviation), the others lognormal
#: (median, sigma).
INDICATORS = {
    "ph": (2, 7.6, 0.5),
    "do": (2, 7.8, 1.9),
    "codmn": (2, 3.6, 0.5),
    "cod": (1, 14.0, 0.4),
    "bod5": (1, 2.2, 0.5),
    "nh3n": (3, 0.28, 0.9),
    "tp": (3, 0.08, 0.7),
    "f": (3, 0.35, 0.5),
    "zn": (4, 0.02, 0.8),
}
NORMAL = ("ph", "do")
MOST_16_BITS = 2**15 - 1

TO_NUMBA, TO_POLARS, TO_DUCKDB = 1.7, 1 / 2, 1 / 15


class Data(NamedTuple):
    """The same values as whole numbers and as doubles, and the decimals of the whole numbers."""

    whole: dict[str, Any]
    doubles: dict[str, Any]
    decimals: dict[str, int]


def data(rows: int) -> Data:
    """Section-months with nine indicators; whole numbers in 16 bits where they fit."""
    source = numpy.random.default_rng(3838)
    whole, doubles = {}, {}
    for name, (places, middle, spread) in INDICATORS.items():
        values = (
            source.normal(middle, spread, rows)
            if name in NORMAL
            else middle * numpy.exp(source.normal(0, spread, rows))
        )
        units = numpy.rint(numpy.maximum(values, 0) * 10**places).astype("int64")
        kind = "int16" if units.max() <= MOST_16_BITS else "int32"
        column = units.astype(kind)
        gaps = source.random(rows) < MISSING
        # divided, not multiplied by 0.01: the double nearest to the decimal
        double = column / 10**places
        column[gaps] = numpy.iinfo(kind).min
        double[gaps] = numpy.nan
        whole[name], doubles[name] = column, double
    return Data(whole, doubles, {name: places for name, (places, _, _) in INDICATORS.items()})


def limits() -> dict[str, tuple[str, list[float]]]:
    """Which way is better, and the limits as doubles."""
    return {name: (ladder(name).better, [float(each) for each in ladder(name).limits]) for name in INDICATORS}


def ours(given: Data) -> Callable[[], Any]:
    out = numpy.empty(len(given.whole["ph"]), dtype="int8")
    return lambda: grade_columns(given.whole, decimals=given.decimals, threads=THREADS, out=out)


def with_numba(given: Data) -> Callable[[], Any] | None:
    """One pass over all columns, two threads, no branches, bytes to count in, the limits as constants."""
    try:
        import numba
    except ImportError:
        return None
    numba.set_num_threads(min(THREADS, numba.config.NUMBA_NUM_THREADS))
    lines = [f"def kernel({', '.join(f'_{name}' for name in INDICATORS)}, out):"]
    lines += ["    for row in prange(len(out)):", "        grade = int8(0)"]
    for name, (better, steps) in limits().items():
        lines += [f"        value = _{name}[row]", "        of = int8(value == value)"]
        if better == "range":
            low, high = steps
            lines.append(f"        of += int8({WORST_GRADE - 1}) * int8((value < {low!r}) | (value > {high!r}))")
        else:
            sign = "<" if better == "high" else ">"
            lines += [f"        of += int8(value {sign} {step!r})" for step in steps]
        lines.append("        grade = max(grade, of)")
    lines.append("        out[row] = grade")
    names: dict[str, Any] = {"prange": numba.prange, "int8": numba.int8}
    exec("\n".join(lines), names)
    kernel = numba.njit(parallel=True)(names["kernel"])
    columns = [given.doubles[name] for name in INDICATORS]
    worst = numpy.empty(len(columns[0]), dtype="int8")

    def run() -> Any:
        kernel(*columns, worst)
        return worst

    return run


def with_polars(given: Data) -> Callable[[], Any] | None:
    """A when-chain an indicator, the greatest of the nine; all threads the engine takes."""
    try:
        import polars
    except ImportError:
        return None
    table = polars.DataFrame({name: polars.Series(each).fill_nan(None) for name, each in given.doubles.items()})
    chains = []
    for name, (better, steps) in limits().items():
        value = polars.col(name)
        if better == "range":
            inside = value.is_between(*steps)
            chain = polars.when(value.is_null()).then(None).when(inside).then(1).otherwise(WORST_GRADE)
        else:
            chain = polars.when(value.is_null()).then(None)
            for grade, step in enumerate(steps, 1):
                chain = chain.when(value >= step if better == "high" else value <= step).then(grade)
            chain = chain.otherwise(WORST_GRADE)
        chains.append(chain.cast(polars.Int8))
    worst = polars.max_horizontal(chains).fill_null(0).alias("grade")

    def run() -> Any:
        return table.select(worst)["grade"].to_numpy()

    return run


def with_duckdb(given: Data) -> Callable[[], Any] | None:
    """A CASE an indicator and the greatest of the nine over a table in memory, in the same number of threads."""
    try:
        import duckdb
    except ImportError:
        return None
    connection = duckdb.connect(config={"threads": THREADS})
    doubles = ", ".join(f'CASE WHEN isnan("{name}") THEN NULL ELSE "{name}" END AS _{name}' for name in INDICATORS)
    frame = given.doubles
    connection.register("given", frame)
    connection.execute(f"CREATE TABLE water AS SELECT {doubles} FROM given")
    connection.execute("SET preserve_insertion_order = true")
    cases = []
    for name, (better, steps) in limits().items():
        if better == "range":
            tests = f"WHEN _{name} BETWEEN {steps[0]} AND {steps[1]} THEN 1"
        else:
            sign = ">=" if better == "high" else "<="
            tests = " ".join(f"WHEN _{name} {sign} {step!r} THEN {grade}" for grade, step in enumerate(steps, 1))
        cases.append(f"CASE WHEN _{name} IS NULL THEN NULL {tests} ELSE {WORST_GRADE} END")
    query = f"SELECT coalesce(greatest({', '.join(cases)}), 0)::TINYINT AS grade FROM water"
    return lambda: connection.execute(query).fetchnumpy()["grade"]


def compared(rows: int, rounds: int) -> dict[str, float]:
    """The paired median ratio of ``grade_columns`` to each engine that is installed; they must agree first."""
    given = data(rows)
    mine = ours(given)
    others = {"numba": with_numba(given), "polars": with_polars(given), "DuckDB": with_duckdb(given)}
    engines = {name: run for name, run in others.items() if run is not None}
    expected = mine().copy()
    for name, run in engines.items():
        if not numpy.array_equal(expected, numpy.asarray(run())):
            raise AssertionError(f"{name} grades differently")
    ratios: dict[str, list[float]] = {name: [] for name in engines}
    for round_ in range(rounds):
        for name, run in engines.items():
            # in turn before and after: the second finds the caches, and the first the threads, of what ran before
            if round_ % 2:
                theirs, own = seconds(run), seconds(mine)
            else:
                own, theirs = seconds(mine), seconds(run)
            ratios[name].append(own / theirs)
    return {name: median(each) for name, each in ratios.items()}


def seconds(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def targets(ratios: dict[str, float]) -> dict[str, float | None]:
    """What each ratio may be; those to the query engines count where numba is absent."""
    if "numba" in ratios:
        return {name: TO_NUMBA if name == "numba" else None for name in ratios}
    return {name: {"polars": TO_POLARS, "DuckDB": TO_DUCKDB}[name] for name in ratios}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=ROWS)
    options.add_argument("--rounds", type=int, default=7)
    given = options.parse_args()
    sys.exit(1 if benchmark(given.rows, given.rounds) else 0)


def benchmark(rows: int, rounds: int) -> bool:
    """Print the ratios; whether a target was missed."""
    ratios = compared(rows, rounds)
    if not ratios:
        print("grading columns: neither numba nor polars nor DuckDB is installed; nothing to compare with")
    missed = False
    for name, target in targets(ratios).items():
        title = f"{rows / 1e6:g} M rows x {len(INDICATORS)} indicators graded / {name}"
        told = "no target" if target is None else f"target at most {target:.2f}x"
        bad = target is not None and ratios[name] > target
        missed |= bad
        print(f"{title:55s} {ratios[name]:6.2f}x   ({told})  {'MISSED' if bad else 'met' if target else ''}".rstrip())
    print(f"  grade_columns and numba: {THREADS} threads each, of {os.cpu_count()} processors")
    return missed


if __name__ == "__main__":
    main()
