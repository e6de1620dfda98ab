"""A record (结算存证): a settlement as one file that can be kept, sent, signed and recomputed anywhere."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from ecocomp.errors import EcocompError, Place, Problem, RecordError, problem
from ecocomp.record.agreement_part import agreement_of
from ecocomp.record.canonical import MOST_BYTES, digest_of, read_canonical
from ecocomp.record.format1 import FORMAT, KIND, RecordFile
from ecocomp.record.inputs_part import inputs_of
from ecocomp.record.making import record_data, recorded, whole_digest
from ecocomp.record.readings_part import readings_of
from ecocomp.settlement.result import Settlement
from ecocomp.settlement.settling import period_of, settled
from ecocomp.small_file import regular_bytes

RECORD = "record.json"
MOST_TOLD = 20
LONGEST_SHOWN = 60


@dataclass(frozen=True, repr=False)
class Record:
    """A settlement as it was recorded: ``content`` are the bytes of the file, ``file`` how it is spoken of.

    Made by :func:`ecocomp.record_of` and :func:`ecocomp.read_record`. Two are equal when their bytes are. ``made`` is
    the digest of one that was just made, so that nobody has to read it for that; empty for others.
    """

    content: bytes
    file: str = RECORD
    made: str = ""

    def __repr__(self) -> str:
        said = self.said
        return f"<Record {said.agreement.id} {said.period.year} {self.digest[:12]}>"

    def __eq__(self, other: object) -> bool:
        return self.content == other.content if isinstance(other, Record) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.content)

    @cached_property
    def data(self) -> Mapping[str, Any]:
        """The same as plain data. RecordError for what is no record of a known format."""
        data = read_canonical(self.content, self.file)
        check_kind(data, self.file)
        return MappingProxyType(data)

    @cached_property
    def said(self) -> RecordFile:
        """What stands in the record, part by part. RecordError with all that does not belong there."""
        try:
            _ = self.data  # that it is canonical, and of a format that is known
            return RecordFile.model_validate_json(self.content)
        except ValidationError as trouble:
            raise RecordError(_form_problems(trouble, self.file)) from None

    @property
    def digest(self) -> str:
        """The digest (SHA-256) that the record gives for itself, by which others name it."""
        return self.made or self.said.digest

    @cached_property
    def broken(self) -> tuple[str, ...]:
        """The parts whose digest is not that of what stands there; ``"digest"`` for that of the whole."""
        if self.made:
            return ()
        said = self.said.digests
        parts = {name: part for name, part in self.data.items() if name not in ("kind", "format", "digests", "digest")}
        found = [name for name in parts if said.get(name) != digest_of(parts[name])]
        found += [name for name in said if name not in parts]
        return (*found, *(["digest"] if self.said.digest != whole_digest(self.data) else []))

    @cached_property
    def settlement(self) -> Settlement:
        """The settlement, recomputed from the record alone.

        Raises what settling raises, and RecordError where the parts do not fit one another.
        """
        said = self.said
        period = said.period
        agreement = agreement_of(said.agreement)
        try:
            found = period_of(agreement, period.year, period.months[0], period.months[-1])
            if [month.label for month in found.months] != period.months or found.complete != period.complete:
                raise ValueError(f"{period.year}: {', '.join(period.months)}")
            readings = readings_of(said.readings, said.origins)
            inputs, sources = inputs_of(agreement, found, said.inputs)
        except ValueError as trouble:
            if isinstance(trouble, EcocompError):
                raise
            raise RecordError(problem("record.parts", Place(self.file), reason=str(trouble))) from None
        return settled(
            agreement,
            readings,
            found,
            inputs,
            sources=sources,
            lenient=period.gaps == "skip",
        )


def record_of(settlement: Settlement) -> Record:
    """The record of a settlement, made anew; the same settlement gives the same bytes on every machine."""
    return made_record(record_data(settlement))


def restating(record: Record, restatement: dict[str, Any]) -> Record:
    """A record with the part that makes it that of a restatement."""
    parts = {name: part for name, part in record.data.items() if name not in ("digests", "digest")}
    return made_record({**parts, "restatement": restatement})


def made_record(data: Mapping[str, Any]) -> Record:
    """The record that holds such data. RecordError where it would be too large to be read again."""
    content, digest = recorded(data)
    if len(content) > MOST_BYTES:
        most = MOST_BYTES // (1024 * 1024)
        raise RecordError(problem("record.too_large_to_make", found=len(content) // (1024 * 1024), most=most))
    return Record(content, made=digest)


def read_record(path: str | os.PathLike[str]) -> Record:
    """Read a record. No other file is read and nothing in it is run.

    Raises RequestError for a path that is no file, RecordError with all that does not belong into a record. Whether
    its digests are right, and its figures, :func:`ecocomp.verify` says.
    """
    name = os.fspath(path)
    record = Record(regular_bytes(Path(name), name, MOST_BYTES + 1, RecordError), name)
    _ = record.said
    return record


def check_kind(data: Any, file: str) -> None:
    """RecordError for what is no record, or one of a format that this version does not know."""
    if not isinstance(data, dict) or data.get("kind") != KIND:
        raise RecordError(problem("record.no_record", Place(file)))
    if data.get("format") != FORMAT:
        found = str(data.get("format"))[:LONGEST_SHOWN]
        raise RecordError(problem("record.format", Place(file), found=found, known=FORMAT))


def _form_problems(trouble: ValidationError, file: str) -> list[Problem]:
    """What pydantic found, each with the path in the record."""
    found = trouble.errors(include_url=False, include_context=False)
    told = [
        problem(
            "record.form",
            Place(file),
            path=".".join(map(str, each["loc"])),
            found=str(each["input"])[:LONGEST_SHOWN],
            expected=each["msg"],
        )
        for each in found[:MOST_TOLD]
    ]
    more = len(found) - len(told)
    return [*told, problem("record.more", Place(file), count=more)] if more else told
