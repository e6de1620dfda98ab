"""The example that the README settles: constructed readings, the Fu-Li agreement, a whole year."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import ecocomp as ec

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "fuli-river-2024-constructed.csv"
HISTORY = ROOT / "examples" / "fuli-river-2019-2023-constructed.csv"
XINAN = ROOT / "examples" / "xinan-river-2012-2017-constructed.csv"
CONSTRUCTED = [(EXAMPLE, "construct_readings.py"), (HISTORY, "construct_history.py"), (XINAN, "construct_xinan.py")]
TEN_THOUSAND_YUAN = 1_000_000  # in fen


@pytest.fixture(scope="module")
def year() -> ec.Settlement:
    return ec.settle(ec.load_agreement("fuli-river"), ec.read_monitoring(EXAMPLE, year=2024), 2024)


@pytest.mark.parametrize("file", [file for file, _ in CONSTRUCTED], ids=lambda file: file.stem)
def test_the_example_says_that_it_is_constructed(file):
    """The file's first line and its name both say that the readings are made up."""
    assert "构造数据（constructed）" in file.read_text(encoding="utf-8").splitlines()[0]
    assert "constructed" in file.name


@pytest.mark.parametrize(("file", "script"), CONSTRUCTED)
def test_the_example_is_what_its_script_constructs(tmp_path, file, script):
    """Running the script again gives the same bytes."""
    copy = tmp_path / "again.csv"
    subprocess.run([sys.executable, ROOT / "examples" / script, copy], check=True)

    assert copy.read_bytes() == file.read_bytes()


def test_the_example_year_adds_up_by_hand(year):
    """平林: 10 months at 50 and one at 60, one missed at -60; 太平沙 the same: 500 万元 each, 1000 from Wuhan."""
    by_section = {
        section: sorted(
            line.signed_fen // TEN_THOUSAND_YUAN for line in year.lines if ("section", section) in line.coordinate
        )
        for section in ("pinglin", "taipingsha")
    }
    assert by_section == {"pinglin": [-60, *[50] * 10, 60], "taipingsha": [-60, *[50] * 10, 60]}
    assert {each.party: each.net // TEN_THOUSAND_YUAN for each in year.positions} == {
        "suizhou": 500, "xiaogan": 500, "wuhan": -1000,
    }  # fmt: skip
    assert year.final


def test_the_published_payments_are_reachable_under_the_assumed_terms():
    """610, 640 and 580 万元 are sums of twelve monthly amounts of the assumed terms, which proves nothing more.

    610 = 12 × 50 + 1 × 10, 640 = 12 × 50 + 4 × 10, and 580 = 11 × 50 + 9 × 10 − 60: eleven months attained with
    nine classes better in all, one month missed by one class.
    """
    values = {name: int(term.value) for name, term in ec.load_agreement("fuli-river").text.parameters.items()}
    attained, better = values["attained_amount"], values["better_amount"]
    missed = values["missed_amount"] + values["worse_amount"]

    assert 12 * attained + 1 * better == 610
    assert 12 * attained + 4 * better == 640
    assert 11 * attained + 9 * better - missed == 580
    assert 610 + 640 == 1250


def test_the_python_of_the_readme_runs():
    """The block in the README gives the net positions and a derivation."""
    block = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert block
    code = block[1] + "\nprint(settlement.net['wuhan'])\n"
    shown = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, encoding="utf-8",
        env={"PYTHONUTF8": "1", "PATH": "", "SYSTEMROOT": ""},
    ).stdout  # fmt: skip

    assert "-10000000.00" in shown
    assert "平林" in shown


def test_the_agreement_of_the_readme_changes_only_what_it_names(tmp_path):
    """The signed copy of the README settles with 45 instead of 50 万元, and that term counts as signed."""
    block = re.search(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert block
    agreement = ec.read_agreement(block[1])
    year = ec.settle(agreement, ec.read_monitoring(EXAMPLE, year=2024), 2024)

    assert {each.party: each.net // TEN_THOUSAND_YUAN for each in year.positions}["wuhan"] == -(2 * (11 * 45 + 10 - 60))
    assert "parameters.attained_amount" not in {each.path for each in agreement.unconfirmed}
    assert "parameters.better_amount" in {each.path for each in agreement.unconfirmed}


def test_saved_files_hold_the_same_figures(year, tmp_path):
    """settlement.json and positions.csv say what the settlement says."""
    year.save(tmp_path)
    data = json.loads((tmp_path / "settlement.json").read_text(encoding="utf-8"))

    assert {each["party"]: each["net"] for each in data["positions"]} == {
        "suizhou": "5000000.00", "xiaogan": "5000000.00", "wuhan": "-10000000.00",
    }  # fmt: skip
    assert data["agreement"]["official"] is False
    assert "-10000000.00" in (tmp_path / "positions.csv").read_text(encoding="utf-8-sig")
