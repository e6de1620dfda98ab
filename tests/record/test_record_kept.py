"""Records that were made once and are never made anew: they verify, and what they hold is still written as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

import ecocomp as ec

KEPT = sorted((Path(__file__).parent / "kept").glob("*.json"))
#: The parts that come out of a settlement alone; notices may be put better, versions and origins tell of the making.
LASTING = ("agreement", "period", "inputs", "readings", "parameters", "exclusions", "results")


def test_there_are_records_with_inputs_gaps_and_a_restatement() -> None:
    records = [ec.read_record(path) for path in KEPT]
    assert any(each.said.inputs for each in records)
    assert any(each.said.exclusions.unpaid for each in records)
    assert any(each.said.restatement for each in records)


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)
def test_a_kept_record_verifies_and_has_the_same_bytes_again(path: Path) -> None:
    record = ec.read_record(path)
    found = ec.verify(record)
    assert found.equal, found.text("en")

    again = ec.record_of(record.settlement).said.digests
    assert {part: again[part] for part in LASTING} == {part: record.said.digests[part] for part in LASTING}
