"""The ledger of a settlement as a Beancount file, so that a program that is not ours can check it.

Parties, funds and the parties' accounts in funds are accounts, each payment is a transaction. What each party is left
with, what each fund holds at the end, and that nothing was made or lost stand there as assertions, to the fen.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from ecocomp.money import yuan_text
from ecocomp.readings.sources import FilePath
from ecocomp.report.files import write_all
from ecocomp.report.targets import named_file
from ecocomp.settlement import Settlement
from ecocomp.settlement.headline import banner, heading
from ecocomp.settlement.ledger import FundMovement
from ecocomp.settlement.lines import Holder, Line
from ecocomp.settlement.period_words import period_text
from ecocomp.settlement.wheres import holder_text, label_text, where_text
from ecocomp.wording import printable, say

ENDINGS = (".beancount", ".bean")
#: Above all parties and funds: whatever happens between them, it holds what it began with.
WHOLE = "Assets:Settlement"
OPENINGS = "Equity:Openings"


def save_ledger(settlement: Settlement, path: FilePath, language: str) -> str:
    """Write the ledger to a file; OutputError where that fails, with what stood there untouched."""
    target = named_file(path, *ENDINGS)
    text = ledger_text(settlement, language)
    write_all(target.parent, {target.name: text})
    return text


def ledger_text(settlement: Settlement, language: str) -> str:
    """The ledger as the text of a Beancount file."""
    return "\n".join(_lines(settlement, language)) + "\n"


def _lines(settlement: Settlement, language: str) -> Iterator[str]:
    agreement, months = settlement.agreement, settlement.period.months
    first, last = months[0].first_day, months[-1].last_day
    yield from (f"; {printable(each)}" for each in (heading(settlement, language), banner(agreement, language)) if each)
    yield f"; {say('settlement.ledger_digest', language, digest=agreement.digest)}"
    yield f'option "title" {quoted(heading(settlement, language))}'
    yield 'option "operating_currency" "CNY"'
    yield ""
    yield f"{first} open {WHOLE} CNY"
    for holder in holders(settlement):
        yield f"{first} open {account(settlement, holder)} CNY"
        yield f"  name: {quoted(holder_text(agreement, holder, language))}"
    if any(each.opening for each in settlement.funds):
        yield f"{first} open {OPENINGS} CNY"
    for fund in settlement.funds:
        yield from _opening(settlement, fund, first, language)
    for line in settlement.lines:
        yield from _transaction(settlement, line, last, language)
    yield from _assertions(settlement, last + datetime.timedelta(days=1))


def _opening(settlement: Settlement, fund: FundMovement, date: datetime.date, language: str) -> Iterator[str]:
    """The opening balance of a fund, if it has any."""
    if not fund.opening:
        return
    title = say("command.opening_balance", language)
    yield ""
    yield f"{date} * {quoted(title)}"
    yield posting(account(settlement, fund.holder), fund.opening)
    yield posting(OPENINGS, -fund.opening)


def _transaction(settlement: Settlement, line: Line, date: datetime.date, language: str) -> Iterator[str]:
    """A payment."""
    agreement = settlement.agreement
    title = agreement.called(line.limit or line.name, language)
    where = where_text(agreement, (label for _, label in line.coordinate), language)
    yield ""
    yield f"{date} * {quoted(f'{title} {where or period_text(settlement.period, language)}')}"
    yield f"  line: {quoted(line.name)}"
    for axis, label in line.coordinate:
        yield f"  {axis}: {quoted(label_text(agreement, label, language))}"
    if line.clause:
        yield f"  clause: {quoted(line.clause)}"
    yield f"  status: {quoted(say(f'terms.status_{line.status}', language))}"
    if line.limit:
        yield f"  limit: {quoted(title)}"
    yield posting(account(settlement, line.payee), line.fen)
    yield posting(account(settlement, line.payer), -line.fen)


def _assertions(settlement: Settlement, date: datetime.date) -> Iterator[str]:
    """What everybody has at the end, to the fen; Beancount looks at the beginning of the day."""
    yield ""
    for position in settlement.positions:
        yield balance(date, account(settlement, Holder(position.party)), position.net)
    for fund in settlement.funds:
        yield balance(date, account(settlement, fund.holder), fund.closing)
    yield balance(date, WHOLE, sum(fund.opening for fund in settlement.funds))


def holders(settlement: Settlement) -> list[Holder]:
    """All who hold money."""
    parties = [Holder(each.party) for each in settlement.positions]
    return [*parties, *(each.holder for each in settlement.funds)]


def account(settlement: Settlement, holder: Holder) -> str:
    """The account of a holder: its id behind a capital letter, since ids may begin with a small one.

    Ids have no hyphens, and accounts no underscores: one takes the place of the other, and no two become the same.
    """
    kind = "Parties:P" if holder.id in settlement.agreement.parties else "Funds:F"
    own = f":P-{holder.account}" if holder.account else ""
    return f"{WHOLE}:{kind}-{holder.id}{own}".replace("_", "-")


def posting(name: str, fen: int) -> str:
    """One side of a transaction."""
    return f"  {name}  {yuan_text(fen, grouping=False)} CNY"


def balance(date: datetime.date, name: str, fen: int) -> str:
    """An assertion; without a tolerance of its own Beancount would let a fen pass."""
    return f"{date} balance {name}  {yuan_text(fen, grouping=False)} ~ 0 CNY"


def quoted(text: str) -> str:
    """A text in quotes, in one line, none of it anything but text."""
    escaped = printable(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
