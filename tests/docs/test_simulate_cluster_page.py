"""docs/simulate-cluster.md and its Chinese version: the session runs, and what the text says of sizes is so."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import ecocomp as ec
from ecocomp.cli.simulating import simulate as command
from ecocomp.report.simulation_files import BLOCKS
from ecocomp.settlement.settling import period_of
from ecocomp.simulation.gathering import MOST_BYTES
from ecocomp.simulation.kept_blocks import ASKED
from ecocomp.simulation.sweep import Sweep
from ecocomp.simulation.workers import AHEAD
from tests.docs.support import DOCS, page, session

each_page = pytest.mark.parametrize("name", ["simulate-cluster.md", "simulate-cluster.zh.md"])


@each_page
def test_the_session_of_the_page_runs_as_it_stands(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(DOCS.parent / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)

    assert session(name) == 9


@each_page
def test_options_and_names_are_those_of_the_code(name: str) -> None:
    options = {each for parameter in command.params for each in parameter.opts if each.startswith("--")}

    assert set(re.findall(r"--[a-z]+", page(name))) <= options
    assert f"`{BLOCKS}`" in page(name)
    assert f"`{ASKED}`" in page(name)


def test_the_figures_are_those_of_the_code() -> None:
    """2 GiB hold the amounts of three parties, 8 bytes each, in so many years."""
    assert AHEAD == 2
    assert MOST_BYTES == 2 << 30
    assert round(MOST_BYTES / (3 * 8) / 1e6) == 89
    assert round(1e12 / (MOST_BYTES / (3 * 8)), -2) == 11_200


@each_page
def test_what_travels_is_as_large_as_told(name: str) -> None:
    """To a kilobyte or two: what is pickled differs a little between versions of Python."""
    agreement = ec.load_agreement("fuli-river")
    history = ec.read_monitoring(DOCS.parent / "examples" / "fuli-river-2019-2023-constructed.csv")
    scenarios = ec.lognormal_scenarios(agreement, history, rows=10)
    period = period_of(agreement, 2025, None, None)
    told = [int(each) for each in re.findall(r"(\d+) kB", page(name))]
    sizes = [
        len(Sweep(agreement, period, {}, scenarios, None, readings, True, False).packed) / 1000
        for readings in (None, history)
    ]

    assert told == pytest.approx(sizes, abs=2)
