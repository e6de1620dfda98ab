"""Finished blocks in a folder: a run that was broken off goes on, and nothing of another run gets in."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import ecocomp as ec
from ecocomp.simulation.simulate import simulate
from tests.settlement.support import STEPS, agreement, read
from tests.simulation.support import history

RIVER = agreement(STEPS)
PAST = {"甲": {2023: ["0.5", "1.2"] * 6, 2024: ["2.3"] * 12}}
READINGS = read(history(PAST))
#: Five blocks, the last of them shorter.
YEARS = replace(ec.resampled_scenarios(RIVER, READINGS, rows=300, seed=1, months=6), block_rows=64)


def run(folder: Path, **changed: Any) -> ec.Simulation:
    given = {"agreement": RIVER, "scenarios": YEARS, "terms": {"price": [100, 200]}, "year": 2025, **changed}
    return simulate(**given, kept_in=folder)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_every_block_is_a_file_beside_what_was_asked(tmp_path: Path) -> None:
    run(tmp_path)
    assert names(tmp_path) == ["0.npz", "1.npz", "2.npz", "3.npz", "4.npz", "asked.json"]
    asked = json.loads((tmp_path / "asked.json").read_text(encoding="utf-8"))
    assert asked["agreement"] == {"id": "trial", "digest": RIVER.digest}
    assert asked["terms"] == {"price": ["100", "200"]}


def test_a_run_that_is_broken_off_keeps_what_is_finished_and_goes_on(tmp_path: Path) -> None:
    """Broken off after 128 scenarios, two blocks; the second run works out the other three alone."""

    def stop(done: int) -> None:
        if done == 128:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, progress=stop)
    assert names(tmp_path) == ["0.npz", "1.npz", "asked.json"]
    before = (tmp_path / "1.npz").stat().st_mtime_ns
    told: list[int] = []
    found = run(tmp_path, progress=told.append)
    assert told == [64, 128, 192, 256, 300]
    assert (tmp_path / "1.npz").stat().st_mtime_ns == before
    assert found.nets.tobytes() == simulate(RIVER, YEARS, {"price": [100, 200]}, year=2025).nets.tobytes()


def test_what_passes_between_two_is_kept_as_well(tmp_path: Path) -> None:
    whole, again = (run(tmp_path, detail="sections") for _ in range(2))
    assert whole.flows
    assert again.flows is not None
    assert list(again.flows) == list(whole.flows)
    assert all((again.flows[flow] == amounts).all() for flow, amounts in whole.flows.items())


def test_a_file_that_is_cut_off_is_worked_out_again(tmp_path: Path) -> None:
    whole = run(tmp_path)
    content = (tmp_path / "2.npz").read_bytes()
    for broken in (b"", content[:100], content[:-40], content.replace(b"nets", b"tens")):
        (tmp_path / "2.npz").write_bytes(broken)
        assert run(tmp_path).nets.tobytes() == whole.nets.tobytes()
        assert (tmp_path / "2.npz").read_bytes() == content


def test_a_block_of_another_run_is_not_taken(tmp_path: Path) -> None:
    """A file put there by hand, of the same shape."""
    run(tmp_path / "here")
    other = run(tmp_path / "there", terms={"price": [1, 2]})
    (tmp_path / "here" / "0.npz").write_bytes((tmp_path / "there" / "0.npz").read_bytes())
    found = run(tmp_path / "here")
    assert found.nets.tobytes() == simulate(RIVER, YEARS, {"price": [100, 200]}, year=2025).nets.tobytes()
    assert found.nets.tobytes() != other.nets.tobytes()


OTHERS = {
    "agreement": {"agreement": agreement(STEPS.replace("value: 100", "value: 101"))},
    "period": {"year": 2026},
    "period ": {"through": 6},
    "scenarios": {"scenarios": replace(YEARS, rows=299)},
    "scenarios ": {"scenarios": replace(YEARS, block_rows=32)},
    "scenarios, seed": {"scenarios": replace(YEARS, seed=2)},
    "terms": {"terms": {"price": [100, 201]}},
    "terms ": {"terms": [{"price": 100}, {"price": 200}]},
    "readings": {"history": READINGS},
    "exactness": {"exact": False},
    "the detail": {"detail": "pairs"},
}


@pytest.mark.parametrize("what", OTHERS)
def test_another_run_is_refused_and_told_apart(what: str, tmp_path: Path) -> None:
    run(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(ec.OutputError) as caught:
        run(tmp_path, **OTHERS[what])
    assert f"with another: {what.strip()}. Choose" in caught.value.text("en")
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_other_readings_are_told_apart_by_what_they_say(tmp_path: Path) -> None:
    """The same readings from another file are the same; one value that is other is not."""
    run(tmp_path, history=READINGS)
    run(tmp_path, history=read(history(PAST), name="other.csv"))
    changed = {"甲": {**PAST["甲"], 2024: ["2.31"] * 12}}
    with pytest.raises(ec.OutputError, match="监测数据"):
        run(tmp_path, history=read(history(changed)))


def test_all_scenarios_of_ones_own_count(tmp_path: Path) -> None:
    """They have no seed that tells them apart: one value in the last block is enough."""
    own = ec.own_scenarios(RIVER, {("nh3n", "jia"): YEARS.block(0).values["nh3n", "jia"]}, decimals={"nh3n": 1})
    own = replace(own, block_rows=32)
    run(tmp_path, scenarios=own)
    values = own.values["nh3n", "jia"].copy()
    values[11, 63] += 1
    with pytest.raises(ec.OutputError, match="情景"):
        run(tmp_path, scenarios=replace(own, values={("nh3n", "jia"): values}))


def test_with_overwrite_the_blocks_of_another_run_go(tmp_path: Path) -> None:
    run(tmp_path)
    found = run(tmp_path, scenarios=replace(YEARS, rows=64), overwrite=True)
    assert names(tmp_path) == ["0.npz", "asked.json"]
    assert found.nets.shape[2] == 64


def test_what_was_asked_may_be_broken(tmp_path: Path) -> None:
    (tmp_path / "asked.json").write_text("{", encoding="utf-8")
    with pytest.raises(ec.OutputError, match="程序版本、协议"):
        run(tmp_path)


def test_a_folder_that_cannot_be_one_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ec.OutputError, match="file"):
        run(tmp_path / "file")


def test_a_full_disk_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    run(tmp_path)
    (tmp_path / "3.npz").unlink()
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(ec.OutputError, match="No space left on device"):
        run(tmp_path)
