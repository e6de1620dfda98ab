"""Making the record of a settlement (结算存证): what it rests on and what came out, each part with its digest."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import PurePath
from typing import Any

from ecocomp.errors import Problem
from ecocomp.record.agreement_part import agreement_data, file_names
from ecocomp.record.canonical import canonical, canonical_of, digest_of, sha256
from ecocomp.record.format1 import FORMAT, KIND
from ecocomp.record.inputs_part import input_data
from ecocomp.record.readings_part import origin_data, reading_data, readings_of_sections
from ecocomp.record.results_part import exclusion_data, parameter_data, results_data
from ecocomp.settlement.result import Settlement
from ecocomp.wording import LANGUAGES


def record_data(settlement: Settlement) -> dict[str, Any]:
    """The record of a settlement as plain data, without digests."""
    names = file_names(settlement.agreement)
    readings = readings_of_sections(settlement.scope.found)
    period = settlement.period
    return {
        "kind": KIND,
        "format": FORMAT,
        "agreement": agreement_data(settlement.agreement),
        "period": {
            "year": period.year,
            "months": [month.label for month in period.months],
            "complete": period.complete,
            "gaps": "skip" if settlement.lenient else "agreement",
        },
        "inputs": {
            name: input_data(each, settlement.scope.sources[name], names) for name, each in settlement.inputs.items()
        },
        "readings": reading_data(readings),
        "origins": origin_data(readings),
        "parameters": parameter_data(settlement),
        "exclusions": exclusion_data(settlement, readings),
        "results": results_data(settlement),
        "notices": [notice_data(each) for each in settlement.problems],
        "versions": {"ecocomp": version("ecocomp"), "standards": dict(standards())},
    }


def recorded(data: Mapping[str, Any]) -> tuple[bytes, str]:
    """The bytes of a record: its kind, format and parts, with a digest of each and of the whole; the latter besides."""
    written = {name: canonical(each) for name, each in data.items()}
    digests = {name: sha256(written[name]) for name in data if name not in ("kind", "format")}
    whole = whole_digest({**data, "digests": digests})
    return canonical_of({**written, "digests": canonical(digests), "digest": canonical(whole)}), whole


def whole_digest(data: Mapping[str, Any]) -> str:
    """The digest of a record: of its kind, its format and the digests of its parts."""
    return digest_of({name: data[name] for name in ("kind", "format", "digests")})


def notice_data(each: Problem) -> dict[str, str]:
    """What a reader must know, as it is told; of files the names alone."""
    place = str(each.place)
    if each.place.file:
        place = place.replace(each.place.file, PurePath(each.place.file).name, 1)
    messages = {language: each.message(language) for language in LANGUAGES}
    return {"code": each.code, "severity": each.severity, "place": place, **messages}


@cache
def standards() -> tuple[tuple[str, str], ...]:
    """The library's tables of standards, each with the SHA-256 of its text."""
    tables = [each for each in files("ecocomp.standards").iterdir() if each.name.endswith(".csv")]
    return tuple(
        (each.name, sha256(each.read_bytes().replace(b"\r\n", b"\n")))
        for each in sorted(tables, key=lambda each: each.name)
    )
