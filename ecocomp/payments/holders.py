"""Who may pay and be paid (收付方): parties, funds, and parties' accounts in funds, each by id or name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from ecocomp.agreement import Agreement
from ecocomp.readings.names import clean_name
from ecocomp.settlement.lines import Holder
from ecocomp.wording import LANGUAGES, Pair, listed

#: Between a fund and the party whose account in it is meant: 保证金:武汉市, 保证金·武汉市.
BETWEEN = str.maketrans("：·", "::")


@dataclass(frozen=True)
class Holders:
    """The parties and funds of an agreement with their names in both languages.

    ``agreement`` is its id, ``with_accounts`` are the funds in which every party has an account of its own (分户).
    """

    agreement: str
    parties: Mapping[str, Pair]
    funds: Mapping[str, Pair]
    with_accounts: frozenset[str] = frozenset()

    def names_of(self, holder: Holder) -> tuple[Pair, ...]:
        """The names that a holder is put together from: of a party or fund one, of an account that of both."""
        return tuple(self.parties.get(each) or self.funds.get(each) or Pair(each, each) for each in _ids(holder))

    def text(self, holder: Holder, language: str) -> str:
        """A holder as people read it; an account as fund and party."""
        return "·".join(each[LANGUAGES.index(language)] for each in self.names_of(holder))

    def written(self, holder: Holder) -> Pair:
        """A holder as a file is to name it: an account as fund and party with a colon between."""
        names = self.names_of(holder)
        return Pair(*(":".join(each[at] for each in names) for at in range(len(LANGUAGES))))

    @cached_property
    def spelled(self) -> Mapping[str, Holder]:
        """Every spelling of every holder, plain; one that is of two holders is of neither."""
        found: dict[str, Holder] = {}
        doubtful: set[str] = set()
        for holder in self.every:
            for text in self.spellings(holder):
                if found.setdefault(text, holder) != holder:
                    doubtful.add(text)
        return {text: holder for text, holder in found.items() if text not in doubtful}

    @property
    def every(self) -> tuple[Holder, ...]:
        """All of them: parties, funds without accounts, and each party's account in the others."""
        whole = (*self.parties, *(each for each in self.funds if each not in self.with_accounts))
        accounts = (Holder(fund, party) for fund in self.funds if fund in self.with_accounts for party in self.parties)
        return (*map(Holder, whole), *accounts)

    def spellings(self, holder: Holder) -> Iterable[str]:
        """How a holder may be written: ids and names, of an account those of fund and party with a colon between."""
        parts = zip(_ids(holder), self.names_of(holder), strict=True)
        first, *rest = ([plain(each) for each in (id_, *names)] for id_, names in parts)
        return first if not rest else [f"{fund}:{party}" for fund in first for party in rest[0]]

    def find(self, text: str) -> Holder | None:
        """The holder that a text names; None where there is none."""
        return self.spelled.get(plain(text))

    def fund_of(self, text: str) -> str | None:
        """The fund with accounts that a text names without saying whose account is meant."""
        bare = plain(text)
        return next((each for each in self.with_accounts if bare in (plain(each), *map(plain, self.funds[each]))), None)

    def nearest(self, text: str) -> Holder | None:
        """The holder whose spelling is much like a text."""
        close = get_close_matches(plain(text), self.spelled, 1)
        return self.spelled[close[0]] if close else None

    def listed(self) -> Pair:
        """All holders one after the other, as a file is to name them."""
        return listed(map(self.written, self.every))


def _ids(holder: Holder) -> tuple[str, ...]:
    """The ids that a holder is put together from: of an account those of fund and party."""
    return (holder.id, holder.account) if holder.account else (holder.id,)


def merged(every: Sequence[Holders]) -> Holders:
    """The holders of several years of one agreement; of what has several names the last."""
    parties: dict[str, Pair] = {}
    funds: dict[str, Pair] = {}
    for each in every:
        parties |= each.parties
        funds |= each.funds
    return Holders(every[-1].agreement, parties, funds, frozenset().union(*(each.with_accounts for each in every)))


def plain(text: str) -> str:
    """A name without what may differ between files: stray blanks, width of brackets and colons, case."""
    return "".join(clean_name(text).translate(BETWEEN).casefold().split())


def holders_of(agreement: Agreement) -> Holders:
    """The parties and funds of an agreement."""
    text = agreement.text
    return Holders(
        agreement.id,
        {each: Pair(*(agreement.name_of(each, language) for language in LANGUAGES)) for each in text.parties},
        {each: Pair(*(agreement.name_of(each, language) for language in LANGUAGES)) for each in text.funds},
        frozenset(name for name, fund in text.funds.items() if fund.accounts),
    )
