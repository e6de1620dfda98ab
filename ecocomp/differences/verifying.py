"""``verify``: a record recomputed from itself alone, and a restatement from the record before it besides."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace

from ecocomp.differences.restatement import wrong_chain
from ecocomp.errors import problem
from ecocomp.record.record import Record, read_record
from ecocomp.record.verifying import NO_KEYS, Verification, verify_alone


def verify(
    record: Record | str | os.PathLike[str],
    *,
    earlier: Record | str | os.PathLike[str] | None = None,
    signatures: Iterable[str | os.PathLike[str]] = (),
    keys: Mapping[str, str | os.PathLike[str]] = NO_KEYS,
    language: str | None = None,
) -> Verification:
    """Recompute a record from nothing but itself and compare (核验).

    First the digest of each part, then every figure, in the order in which they rest on one another. ``earlier`` is the
    record that a restatement (更正结算) takes the place of: it must be the one that is named there and verify in turn,
    and the differences and causes are worked out anew from the two. ``language`` is that of derivations.
    ``signatures`` are files of signatures, ``keys`` those of the public keys of parties, by id.
    Raises RequestError and RecordError for what is no record, RequestError for keys without a signature.
    """
    before = earlier if earlier is None or isinstance(earlier, Record) else read_record(earlier)
    found = verify_alone(record, signatures=signatures, keys=keys, language=language)
    if before is None:
        return found
    if not found.recomputed:
        return replace(found, notes=(*found.notes, problem("differences.not_compared", severity="note")))
    return replace(found, problems=(*found.problems, *wrong_chain(found.record, before)), earlier=before)
