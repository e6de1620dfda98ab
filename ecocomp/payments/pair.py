"""The account between two holders (往来): what is owed for each year and deadline, what was paid, what is left.

All amounts here are fen with a sign: positive is from the first of the two to the second. The rules, in this order:

1. What the two owe each other for one year is set off, first within one deadline; what is then left the other way is
   set off against the earliest deadline.
2. Payments for a year that was settled cover the debts of that year, the earliest deadline first. What was paid beyond
   them is to be given back.
3. What one owes the other for one year, overpayments included, is set off against what the other owes it for another
   year, the oldest first: each such offset is listed.
4. Payments that name no year cover what is left, the oldest debt first.
5. What is then left of them, and payments for years that have not been settled, stay prepaid.

That the earliest deadline comes first is what 民法典 (Civil Code) Article 560 says of debts of which none was named.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ecocomp.payments.owed import Owed
from ecocomp.payments.payment import Payment
from ecocomp.settlement.lines import Holder


@dataclass(slots=True, eq=False)
class Entry:
    """What one owes the other for a year by a deadline, and what has become of it.

    ``owed`` by the settlement, or ``excess``: what was paid beyond what was owed and is to be given back. ``paid`` was
    paid for the year, ``offset`` set off against other years, ``unassigned`` covered by payments that name no year.
    """

    year: int
    deadline: datetime.date | None
    owed: int = 0
    excess: int = 0
    paid: int = 0
    offset: int = 0
    unassigned: int = 0

    @property
    def left(self) -> int:
        """What is left to pay."""
        return self.owed + self.excess - self.paid - self.offset - self.unassigned


@dataclass(frozen=True, slots=True)
class YearOffset:
    """What was set off between two years: ``fen`` of the debt for ``year``, against the other's for ``against``.

    ``overpaid`` says that the other owes it because it was paid too much for that year.
    """

    year: int
    against: int
    fen: int
    overpaid: bool


@dataclass(frozen=True, slots=True)
class Account:
    """All that lies between two holders.

    ``prepaid`` is by year what was paid for it before it was settled; under None what names no year and covers nothing.
    """

    owed: int
    paid: int
    entries: Sequence[Entry]
    offsets: Sequence[YearOffset]
    prepaid: Mapping[int | None, int]


def account_of(first: Holder, years: Iterable[int], lines: Iterable[Owed], payments: Iterable[Payment]) -> Account:
    """The account of ``first`` with another, from the lines and payments between the two; ``years`` were settled."""
    by_year: dict[int, list[Owed]] = defaultdict(list)
    for line in lines:
        by_year[line.year].append(line)
    paid: dict[int | None, int] = defaultdict(int)
    for payment in payments:
        paid[payment.year] += payment.fen if payment.payer == first else -payment.fen
    whole = sum(paid.values())
    entries = [
        entry for year in sorted(years) for entry in _of_year(year, _debts(first, by_year[year]), paid.pop(year, 0))
    ]
    entries.sort(key=_rank(entries))
    offsets = _offset(entries)
    prepaid = {None: _cover(entries, paid.pop(None, 0)), **paid}
    owed = sum(each.owed for each in entries)
    return Account(owed, whole, entries, offsets, {year: fen for year, fen in prepaid.items() if fen})


def _debts(first: Holder, lines: Iterable[Owed]) -> dict[datetime.date | None, int]:
    """What is owed for one year by deadline, all in one direction: what is owed the other way is set off."""
    by_deadline: dict[datetime.date | None, int] = defaultdict(int)
    for line in lines:
        by_deadline[line.deadline] += line.fen if line.payer == first else -line.fen
    net = sum(by_deadline.values())
    contrary = sum(fen for fen in by_deadline.values() if fen * net < 0)
    debts = {}
    for deadline in sorted((each for each, fen in by_deadline.items() if fen * net > 0), key=_when):
        cut = _part(-contrary, by_deadline[deadline])
        contrary += cut
        debts[deadline] = by_deadline[deadline] - cut
    return {deadline: fen for deadline, fen in debts.items() if fen}


def _of_year(year: int, debts: Mapping[datetime.date | None, int], paid: int) -> list[Entry]:
    """The entries of a year: its debts with what was paid for them, and what was paid beyond or the wrong way."""
    entries = []
    for deadline, fen in debts.items():
        covered = _part(paid, fen)
        paid -= covered
        entries.append(Entry(year, deadline, owed=fen, paid=covered))
    return [*entries, Entry(year, None, excess=-paid)] if paid else entries


def _offset(entries: Sequence[Entry]) -> list[YearOffset]:
    """Set off what remains both ways, the oldest first, until all that is left goes one way."""
    offsets: list[YearOffset] = []
    while True:
        forth = next((each for each in entries if each.left > 0), None)
        back = next((each for each in entries if each.left < 0), None)
        if forth is None or back is None:
            return offsets
        fen = min(forth.left, -back.left)
        forth.offset += fen
        back.offset -= fen
        # what was overpaid counts toward a debt; of two debts the older counts toward the later
        later, earlier = (forth, back) if entries.index(forth) > entries.index(back) else (back, forth)
        if later.excess and not earlier.excess:
            later, earlier = earlier, later
        offsets.append(YearOffset(later.year, earlier.year, fen if later is forth else -fen, bool(earlier.excess)))


def _cover(entries: Iterable[Entry], paid: int) -> int:
    """Cover what is left with payments that name no year, the oldest debt first; what remains of them."""
    for each in entries:
        covered = _part(paid, each.left)
        each.unassigned += covered
        paid -= covered
    return paid


def _part(amount: int, bound: int) -> int:
    """So much of ``amount`` as goes into ``bound``: nothing where the two have different signs."""
    if amount > 0:
        return max(0, min(amount, bound))
    return min(0, max(amount, bound))


def _when(deadline: datetime.date | None) -> datetime.date:
    return deadline or datetime.date.max


def _rank(entries: Iterable[Entry]) -> Callable[[Entry], tuple[datetime.date, int, bool]]:
    """By deadline; what has none comes after all of its year that has, or at the end of its year."""
    ends: dict[int, datetime.date] = {}
    for each in entries:
        if each.deadline is not None:
            ends[each.year] = max(each.deadline, ends.get(each.year, each.deadline))

    def rank(each: Entry) -> tuple[datetime.date, int, bool]:
        end = ends.get(each.year, datetime.date(each.year, 12, 31))
        return each.deadline or end, each.year, each.deadline is None

    return rank
