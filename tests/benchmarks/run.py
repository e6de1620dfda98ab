"""Latency of everyday use, as ratios to things measured beside it in the same run.

    python -m tests.benchmarks.run            all, seven interleaved rounds
    python -m tests.benchmarks.run --rounds 15

Start-ups are fresh processes, interleaved; settling is timed in process against what a plain pandas groupby-merge
takes for the figures alone. Medians; machines are noisy, so only ratios are printed as results. Targets are the
project's own (docs/performance.md). Exit code 1 if a target is missed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from tests.benchmarks import drawing, grading, reading, simulating

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "fuli-river-2024-constructed.csv"
BARE_CLICK = """
import click
@click.group()
def cli(): "A bare program."
@cli.command()
@click.option("--year", type=int)
def one(year): "One command."
cli(["--help"], standalone_mode=False)
"""


def start_up(code: str) -> float:
    """Seconds that a fresh interpreter takes for ``code``."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
    return time.perf_counter() - began


def paired(ours: Callable[[], float], theirs: Callable[[], float], rounds: int) -> float:
    """The median of the ratios of ``ours`` to ``theirs``, measured in turn after one warm-up."""
    ours(), theirs()
    return median(ours() / theirs() for _ in range(rounds))


def timed(action: Callable[[], object], repeats: int) -> Callable[[], float]:
    """Seconds per call of ``action``, over ``repeats`` calls."""

    def measure() -> float:
        began = time.perf_counter()
        for _ in range(repeats):
            action()
        return (time.perf_counter() - began) / repeats

    return measure


def monthly_file(folder: Path) -> Path:
    """A year of monthly readings at the two sections, the form in which bureaus exchange them."""
    path = folder / "monthly.csv"
    rows = ["断面名称,监测时间,高锰酸盐指数(mg/L),氨氮(mg/L),总磷(mg/L)"]
    for section in ("平林", "太平沙"):
        for month in range(1, 13):
            rows.append(
                f"{section},2024-{month:02d},{3 + month % 4}.{month % 10},0.{30 + 6 * month},0.{80 + 9 * month:03d}"
            )
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def settling(path: Path) -> tuple[Callable[[], object], Callable[[], object]]:
    """One Fu-Li year with validation and a derivation, and the figures alone by pandas."""
    import pandas

    import ecocomp as ec

    agreement = ec.load_agreement("fuli-river")
    readings = ec.read_monitoring(path)
    frame = readings.frame[["section", "when", "indicator", "value"]].copy()
    frame["value"] = frame["value"].astype(float)
    limits = pandas.DataFrame({"indicator": ["codmn", "nh3n", "tp"], "limit": [6, 1, 0.2]})
    parties = pandas.DataFrame({"section": ["平林", "太平沙"], "payer": ["wuhan"] * 2, "payee": ["suizhou", "xiaogan"]})

    def ours() -> object:
        settlement = ec.settle(agreement, readings, 2024)
        return settlement.problems, settlement.explain(settlement.lines[0])

    def plain_pandas() -> object:
        judged = frame.merge(limits, on="indicator")
        judged["good"] = judged["value"] <= judged["limit"]
        months = judged.groupby(["section", "when"], as_index=False)["good"].all().merge(parties, on="section")
        months["amount"] = months["good"].map({True: 50, False: -60})
        return months.groupby(["payer", "payee"])["amount"].sum()

    return ours, plain_pandas


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=7)
    rounds = options.parse_args().rounds
    results = [
        ("import ecocomp / import numpy", 1.2, ("import ecocomp", "import numpy")),
        ("ecocomp --help / a bare click program", 4.0, ("import sys; sys.argv=['ecocomp','--help']\nfrom ecocomp.__main__ import main\ntry: main()\nexcept SystemExit: pass", BARE_CLICK)),
    ]  # fmt: skip
    missed = False
    for title, target, (ours, theirs) in results:
        ratio = paired(lambda code=ours: start_up(code), lambda code=theirs: start_up(code), rounds)
        missed |= report(title, ratio, target)
    with tempfile.TemporaryDirectory() as folder:
        settle, plain_pandas = settling(monthly_file(Path(folder)))
        ratio = paired(timed(settle, 20), timed(plain_pandas, 20), rounds)
        missed |= report("one Fu-Li year, checked and explained / plain pandas", ratio, 1.0)
    missed |= grading.benchmark(grading.ROWS, rounds)
    missed |= reading.benchmark(rounds)
    missed |= drawing.benchmark(rounds)
    missed |= simulating.benchmark(simulating.ROWS, rounds)
    sys.exit(1 if missed else 0)


def report(title: str, ratio: float, target: float) -> bool:
    """Print one result; whether its target was missed."""
    print(f"{title:55s} {ratio:6.2f}x   (target at most {target}x)  {'MISSED' if ratio > target else 'met'}")
    return ratio > target


if __name__ == "__main__":
    main()
