"""What is owed by a record (结算存证): the figures as they were recorded, not computed anew."""

from __future__ import annotations

from ecocomp.errors import Place, RecordError, problem
from ecocomp.payments.holders import holders_of
from ecocomp.payments.owed import OwedYear, owed_line, title_of
from ecocomp.record import Record
from ecocomp.record.agreement_part import agreement_of
from ecocomp.settlement.lines import Holder


def owed_in(record: Record) -> OwedYear:
    """What is owed by a record. RecordError where it does not hold what its digests say, or names what there is not.

    Whether its figures come out again, :func:`ecocomp.verify` says.
    """
    if record.broken:
        raise RecordError(problem("payments.record_broken", Place(record.file)))
    said = record.said
    agreement = agreement_of(said.agreement)
    unknown = {each.transfer for each in said.results.transfers} - agreement.transfers.keys()
    if unknown:
        found = ", ".join(sorted(unknown))
        raise RecordError(problem("payments.record_transfer", Place(record.file), found=found))
    lines = (
        owed_line(
            agreement,
            said.period.year,
            each.transfer,
            each.limit,
            (holder(each.payer), holder(each.payee)),
            int(each.amount.replace(".", "")),
            each.clause,
            each.at.items(),
        )
        for each in said.results.transfers
    )
    return OwedYear(
        holders_of(agreement),
        title_of(agreement),
        said.period.year,
        said.period.complete and said.period.gaps == "agreement",
        not agreement.unconfirmed,
        tuple(lines),
        record.file,
        record.digest,
        tuple(said.restatement.chain) if said.restatement is not None else (),
    )


def holder(text: str) -> Holder:
    """A party or fund, or an account written as ``fund:party``."""
    fund, _, account = text.partition(":")
    return Holder(fund, account)
