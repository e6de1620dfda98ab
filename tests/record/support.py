"""What the tests of records share: a small settlement, and a record with something changed in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import ecocomp as ec
from ecocomp.record.making import recorded
from tests.settlement.support import STEPS, monthly, settled

#: Ammonia of class II (100 元 paid by 下游市) but in March, which is of class IV (100 元 paid by 上游市).
TEXTS = ["0.40", "0.40", "1.20", *["0.40"] * 9]


def small(texts: list[str] | None = None) -> ec.Settlement:
    """A settlement of one section."""
    return settled(STEPS, monthly({"甲": texts or TEXTS}))


def forged(record: ec.Record, change: Callable[[dict[str, Any]], None]) -> ec.Record:
    """A record with something changed by somebody who gives it digests that fit."""
    data = json.loads(record.content)
    del data["digests"], data["digest"]
    change(data)
    content, _ = recorded(data)
    return ec.Record(content, "forged.json")
