"""Records of each release stay verifiable: those kept here were made once and are never made anew.

A failure here is a change of meaning: it needs a new format beside this one, see docs/records.md.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

import ecocomp as ec

KEPT = Path(__file__).parent / "kept"
RECORDS = sorted(KEPT.rglob("*.json"))
#: SHA-256 of the kept files, as they were made.
SUMS = dict(line.split("  ")[::-1] for line in (KEPT / "SHA256SUMS").read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_kept_record_verifies(path: Path) -> None:
    found = ec.verify(path)
    assert found.equal, found.text("en")


#: The parts that come out of a settlement alone; notices may be put better, versions and origins tell of the making.
LASTING = ("agreement", "period", "inputs", "readings", "parameters", "exclusions", "results")


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_what_a_kept_record_holds_is_still_written_as_it_was(path: Path) -> None:
    record = ec.read_record(path)
    again = ec.record_of(record.settlement).said.digests
    assert {part: again[part] for part in LASTING} == {part: record.said.digests[part] for part in LASTING}


def test_there_are_records_with_inputs_gaps_and_a_restatement() -> None:
    records = [ec.read_record(path) for path in RECORDS]
    assert any(each.said.inputs for each in records)
    assert any(each.said.exclusions.unpaid for each in records)
    assert any(each.said.restatement for each in records)


def test_no_kept_record_was_made_anew() -> None:
    found = {path.relative_to(KEPT).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in RECORDS}
    assert found == SUMS


@pytest.mark.parametrize("folder", sorted({path.parent for path in RECORDS}), ids=lambda folder: folder.name)
def test_a_kept_restatement_comes_out_again(folder: Path) -> None:
    """Each restatement's differences and causes, from the two records."""
    by_digest = {record.digest: record for record in map(ec.read_record, folder.glob("*.json"))}
    for record in by_digest.values():
        if record.said.restatement is None:
            continue
        found = ec.verify(record, earlier=by_digest[record.said.restatement.chain[-1]])
        assert found.equal, found.text("en")
