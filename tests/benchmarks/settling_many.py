"""A province's year: many agreements at once beside one after the other.

    python -m tests.benchmarks.settling_many                       200 agreements, 15 sections each
    python -m tests.benchmarks.settling_many --rows 20

Each agreement has 15 sections of its own, six indicators and 12 months, and a class rule; the readings of all are one
file. ``ecocomp settle FOLDER`` with two workers is timed against the same with one, with all files written (``--out``) and
with the overview alone; the files must be the same to the byte. One worker is compared with a shell loop of ``ecocomp
settle FILE`` by the processor time that they take, which a busy machine changes little; of the loop some agreements are
measured and multiplied, as each of them reads the whole file once more. The speed of two workers means something on two free
processors only; what they take of processor time beside one tells how much is done twice.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from typing import NamedTuple

from tests.benchmarks.asked import asked

ROOT = Path(__file__).resolve().parents[2]
AGREEMENTS, SECTIONS = 200, 15
#: So many of the loop are timed.
LOOPED = 5
INDICATORS = {"codmn": "高锰酸盐指数(mg/L)", "nh3n": "氨氮(mg/L)", "tp": "总磷(mg/L)", "cod": "化学需氧量(mg/L)",
              "bod5": "五日生化需氧量(mg/L)", "f": "氟化物(mg/L)"}  # fmt: skip
MIDDLE = (4.5, 0.7, 0.14, 15, 3, 0.6)
#: What is measured: at least this part of twice the speed, at most this part of the loop, whether files are written.
MEASURED = (("all files", 0.8, 0.6, True), ("the overview alone", 0.5, 0.1, False))


def agreement(number: int) -> str:
    """One agreement of its own sections."""
    sections = "".join(
        f"  s{at}: {{name: 断面{number}-{at}, upstream: shang, downstream: xia, target: III}}\n"
        for at in range(SECTIONS)
    )
    return (
        f"ecocomp: 1\nid: a{number}\ntitle: 第{number}份协议\nstatus: assumed\nsource: {{document: 构造的例子}}\n"
        f"parties:\n  shang: {{name: 第{number}市}}\n  xia: {{name: 第{number + 1}市}}\nsections:\n{sections}"
        f"readings: {{indicators: [{', '.join(INDICATORS)}], below_detection: half, decimals: standard, missing: refuse}}\n"
        "parameters:\n  price: {title: 单价, unit: 万元, value: 20}\n"
        'rules:\n  - {name: reached, title: 达标, formula: "worst(grade(C), indicator) <= target"}\n'
        "transfers:\n  - {name: pay, title: 补偿, per: [section, month], payer: downstream, payee: upstream, "
        'amount: "price if reached else -price"}\n'
        "money: {unit: 元, decimals: 2, rounding: half_up, round: line}\n"
    )


def province(folder: Path, agreements: int) -> tuple[Path, Path]:
    """The folder of agreements, and the readings of all."""
    terms, data = folder / "agreements", folder / "readings.csv"
    terms.mkdir()
    rows = ["断面名称,监测时间," + ",".join(INDICATORS.values())]
    for number in range(agreements):
        (terms / f"a{number:03d}.yaml").write_text(agreement(number), encoding="utf-8")
        for at in range(SECTIONS):
            for month in range(1, 13):
                turn = (number * 7 + at * 5 + month * 3) % 11
                values = ",".join(f"{middle * (0.7 + 0.06 * turn):.3f}" for middle in MIDDLE)
                rows.append(f"断面{number}-{at},2024-{month:02d},{values}")
    data.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return terms, data


class Took(NamedTuple):
    """Seconds on the clock, and of processors."""

    clock: float
    processor: float


def settled(terms: Path, data: Path, *options: str | Path) -> Took:
    """What one command took."""
    began, before = time.perf_counter(), getrusage(RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "ecocomp", "settle", terms, data, "--year", "2024", *options],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd=ROOT,
    )
    after = getrusage(RUSAGE_CHILDREN)
    return Took(time.perf_counter() - began, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def contents(folder: Path) -> dict[str, bytes]:
    """The bytes of every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def benchmark(agreements: int, rounds: int) -> bool:
    """Print the ratios; whether a target was missed."""
    missed = False
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        terms, data = province(place, agreements)
        some = sorted(terms.iterdir())[:LOOPED]
        for title, least, most, is_written in MEASURED:
            parts, loops, more = [], [], []
            for _ in range(rounds):
                two, one, *looped = [
                    settled(given, data, *options, *(("--out", place / out / extra) if is_written else ()))
                    for given, options, out, extra in (
                        (terms, ("--workers", "2"), "two", ""),
                        (terms, ("--workers", "1"), "one", ""),
                        *((file, (), "loop", file.stem) for file in some),
                    )
                ]
                parts.append(one.clock / two.clock / 2)
                more.append(two.processor / one.processor)
                loops.append(one.processor / sum(each.processor for each in looped) * len(some) / agreements)
            missed |= median(parts) < least or median(loops) > most
            print(f"{title}: two workers {median(parts):.0%} of twice the speed (target at least {least:.0%}), "
                  f"{median(more):.2f}x the processor time of one; "
                  f"a folder / a shell loop {median(loops):.3f}x (target at most {most}x)", flush=True)  # fmt: skip
        if contents(place / "one") != contents(place / "two"):
            raise AssertionError("two workers: other bytes")
        if any(contents(place / "loop" / file.stem) != contents(place / "one" / file.stem) for file in some):
            raise AssertionError("a loop: other bytes")
    return missed


if __name__ == "__main__":
    sys.exit(asked(__doc__, AGREEMENTS, benchmark))
