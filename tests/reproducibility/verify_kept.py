"""Verifies every kept record and prints, as JSON, whether it is equal and the digests of its parts, made again.

Run by the tests with other versions of Python and pandas: it needs what ecocomp itself needs and nothing else.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import ecocomp as ec

KEPT = Path(__file__).parents[1] / "record" / "kept"


def verified() -> dict[str, Any]:
    """By the place of each record: whether it verifies, and the digests."""
    found = {path.relative_to(KEPT).as_posix(): ec.verify(path) for path in sorted(KEPT.rglob("*.json"))}
    return {name: [each.equal, dict(ec.record_of(each.record.settlement).said.digests)] for name, each in found.items()}


if __name__ == "__main__":
    print(json.dumps(verified()))
