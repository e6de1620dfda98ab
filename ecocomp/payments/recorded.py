"""What is owed by a record (结算存证): the figures as they were recorded, not computed anew."""

from __future__ import annotations

from dataclasses import replace

from ecocomp.errors import Place, RecordError, problem
from ecocomp.payments.owed import OwedYear, owed_year
from ecocomp.record import Record
from ecocomp.record.agreement_part import agreement_of
from ecocomp.record.recorded_lines import recorded_lines


def owed_in(record: Record) -> OwedYear:
    """What is owed by a record. RecordError where it does not hold what its digests say, or pays what there is not.

    Whether its figures come out again, :func:`ecocomp.verify` says.
    """
    if record.broken:
        raise RecordError(problem("payments.record_broken", Place(record.file)))
    said = record.said
    agreement = agreement_of(said.agreement)
    lines = recorded_lines(record)
    unknown = {each.name for each in lines} - agreement.transfers.keys()
    if unknown:
        found = ", ".join(sorted(unknown))
        raise RecordError(problem("payments.record_transfer", Place(record.file), found=found))
    final = said.period.complete and said.period.gaps == "agreement"
    supersedes = () if said.restatement is None else tuple(said.restatement.chain)
    found_year = owed_year(agreement, said.period.year, final, lines)
    return replace(found_year, source=record.file, digest=record.digest, supersedes=supersedes)
