"""Settles what is named on the command line and prints the SHA-256 of every file that comes of it, as JSON.

Run by the tests with other versions of Python and pandas: it needs what ecocomp itself needs and nothing else.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from pathlib import Path

import ecocomp as ec


def digests(name: str, year: int, readings: str, inputs: dict[str, object]) -> dict[str, str]:
    """The digests of all files that ``save`` writes, and of the record's parts."""
    settlement = ec.settle(ec.load_agreement(name), ec.read_monitoring(readings), year, inputs=inputs)
    with tempfile.TemporaryDirectory() as folder:
        found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in settlement.save(folder)}
        again = ec.verify(Path(folder) / "record.json")
    assert again.equal, again.text("en")
    return {**found, **ec.record_of(settlement).said.digests}


if __name__ == "__main__":
    print(json.dumps([digests(*each) for each in json.loads(sys.argv[1])]))
