"""What the overview of many agreements tells of one settlement: small, so that it travels between processes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ecocomp.settlement.period_words import both_periods
from ecocomp.settlement.result import Settlement
from ecocomp.settlement.wheres import both_holder_texts
from ecocomp.wording import LANGUAGES, Pair


class Paid(NamedTuple):
    """What one pays another after all between the two is set off, in fen."""

    payer: Pair
    payee: Pair
    fen: int


class PartySum(NamedTuple):
    """What a party, by its name and code, pays and receives in all, in fen."""

    name: Pair
    code: str
    paid: int
    received: int


@dataclass(frozen=True, slots=True)
class Summary:
    """One settlement in short."""

    title: Pair
    period: Pair
    final: bool
    pairs: tuple[Paid, ...]
    parties: tuple[PartySum, ...]
    unconfirmed: int
    warnings: int

    @property
    def fen(self) -> int:
        """All that is to be paid after setting off."""
        return sum(each.fen for each in self.pairs)


def summary_of(settlement: Settlement) -> Summary:
    """A settlement in short."""
    agreement = settlement.agreement
    return Summary(
        title=Pair(*(agreement.title_in(language) for language in LANGUAGES)),
        period=both_periods(settlement.period),
        final=settlement.final,
        pairs=tuple(
            Paid(
                both_holder_texts(agreement, each.payer),
                both_holder_texts(agreement, each.payee),
                each.fen,
            )
            for each in settlement.pairs
            if each.fen
        ),
        parties=tuple(
            PartySum(
                Pair(*(agreement.name_of(each.party, language) for language in LANGUAGES)),
                agreement.parties[each.party].code or "",
                each.paid,
                each.received,
            )
            for each in settlement.positions
        ),
        unconfirmed=len(agreement.unconfirmed),
        warnings=sum(each.severity == "warning" for each in settlement.problems),
    )
