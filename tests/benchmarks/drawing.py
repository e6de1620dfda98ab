"""Drawing scenarios: a block of log-normal scenarios, beside as many bare random numbers.

    python -m tests.benchmarks.drawing

A block is what ``lognormal_scenarios`` gives of the constructed history of five years: correlated, rounded, compared
with detection limits, as whole numbers. Beside it stand as many draws of SFC64 into one buffer a month
(``standard_normal(out=)``, ``exp``), of which nothing is made. Rounds are interleaved, the ratio is the paired median.
Target: at most 1.2x; with neighbouring months correlated, 1.3x. The memory of a block is told beside it.
"""

from __future__ import annotations

import argparse
import sys
import tracemalloc
from dataclasses import replace
from pathlib import Path
from statistics import median

import numpy

import ecocomp as ec
from ecocomp.simulation.scenarios.lognormal import LognormalScenarios
from tests.benchmarks.grading import seconds

HISTORY = Path(__file__).resolve().parents[2] / "examples" / "fuli-river-2019-2023-constructed.csv"
MONTHS = 12
TARGET, TARGET_NEIGHBOURS = 1.2, 1.3
REPEATS = 5


def scenarios() -> LognormalScenarios:
    return ec.lognormal_scenarios(ec.load_agreement("fuli-river"), ec.read_monitoring(HISTORY), rows=10**9)


def ratio(drawn: LognormalScenarios, rounds: int) -> float:
    """The paired median of a block to the bare draws, several rounds each way."""
    random = numpy.random.Generator(numpy.random.SFC64(1))
    buffer = numpy.empty((len(drawn.drawn), drawn.block_rows))

    def bare() -> None:
        for _ in range(MONTHS):
            random.standard_normal(out=buffer)
            numpy.exp(buffer, out=buffer)

    bare(), drawn.block(0)
    return median(seconds(lambda: drawn.block(1)) / seconds(bare) for _ in range(REPEATS * rounds))


def benchmark(rounds: int) -> bool:
    """Print the ratios; whether a target was missed."""
    plain = scenarios()
    missed = False
    for told, drawn, target in (
        ("a block of log-normal scenarios / bare draws", plain, TARGET),
        ("the same, neighbouring months correlated", replace(plain, neighbours=0.5), TARGET_NEIGHBOURS),
    ):
        found = ratio(drawn, rounds)
        missed |= found > target
        print(f"{told:55s} {found:6.2f}x   (target at most {target}x)  {'MISSED' if found > target else 'met'}")
    tracemalloc.start()
    plain.block(2)
    print(
        f"  a block of {plain.block_rows} scenarios takes {tracemalloc.get_traced_memory()[1] / 2**20:.0f} MiB at most"
    )
    tracemalloc.stop()
    return missed


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=7)
    sys.exit(1 if benchmark(options.parse_args().rounds) else 0)
