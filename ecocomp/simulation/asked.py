"""What a simulation was asked, as plain data: two with the same answers in it give the same amounts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any

import numpy as np

from ecocomp.readings.readings import Readings
from ecocomp.simulation.scenarios.block import Scenarios, blocks_of
from ecocomp.simulation.sweep import Sweep


def asked_of(sweep: Sweep) -> dict[str, Any]:
    """All that the amounts depend on: long things by their digest (SHA-256)."""
    scenarios = sweep.scenarios
    return {
        "versions": {"ecocomp": version("ecocomp"), "numpy": np.__version__},
        "agreement": {"id": sweep.agreement.id, "digest": sweep.agreement.digest},
        "period": {"year": sweep.period.year, "months": [month.label for month in sweep.period.months]},
        "inputs": {
            name: [[str(start), [str(each) for each in elements]] for start, elements in named.versions]
            for name, named in sweep.inputs.items()
        },
        "scenarios": {
            "name": scenarios.name,
            "rows": scenarios.rows,
            "block_rows": scenarios.block_rows,
            "digest": scenarios_digest(scenarios),
        },
        "seed": scenarios.seed,
        "terms": plain_terms(sweep.given),
        "history": None if sweep.history is None else readings_digest(sweep.history),
        "exact": sweep.exact,
        "detail": sweep.detail,
    }


def plain_terms(given: Any) -> Any:
    """Terms as they were given, values as texts."""
    if given is None or isinstance(given, str):
        return given
    if isinstance(given, Mapping):
        return {str(name): plain_terms(each) for name, each in given.items()}
    if hasattr(given, "tolist"):
        given = given.tolist()
    return [plain_terms(each) for each in given] if isinstance(given, Sequence) else str(given)


def scenarios_digest(scenarios: Scenarios) -> str:
    """The digest of scenarios: of the first block where they are drawn by a seed, else of all of them."""
    found = hashlib.sha256(json.dumps(sorted(scenarios.decimals.items())).encode())
    for number in range(1 if scenarios.seed is not None else blocks_of(scenarios)):
        block = scenarios.block(number)
        for arrays in (block.values, block.below, block.states):
            for key in sorted(arrays):
                array = np.ascontiguousarray(arrays[key])
                found.update(f"{key} {array.dtype} {array.shape}".encode())
                found.update(array.data)
    return found.hexdigest()


def readings_digest(readings: Readings) -> str:
    """The digest of what readings say, wherever it stands."""
    found = hashlib.sha256()
    for each in readings:
        said = (each.section, each.when, each.indicator, each.text, each.value, each.qualifier, each.detection_limit)
        more = (each.state, each.province, each.basin, each.method, each.lean)
        found.update("\t".join(map(str, (*said, *more))).encode() + b"\n")
    return found.hexdigest()
