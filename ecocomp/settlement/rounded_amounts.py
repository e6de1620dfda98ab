"""Where rounding of monthly values decides amounts: the same settlement with the other of the two comparisons.

GB/T 8170-2008 knows full and rounded values (全数值比较法、修约值比较法), and ``readings.decimals`` says which of them
an agreement means. A step per 0.2 mg/L or a target may come out otherwise although no grade does, so all of it is
settled once more the other way.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ecocomp.agreement.agreement import Agreement
from ecocomp.errors import Problem, SettlementError, problem
from ecocomp.money import yuan_text
from ecocomp.settlement.lines import Line
from ecocomp.settlement.two_grades import reads
from ecocomp.settlement.wheres import where_text
from ecocomp.wording import LANGUAGES, Pair, say_both

if TYPE_CHECKING:
    from ecocomp.settlement.result import Settlement

#: So many lines that differ are shown; all are counted.
MOST_SHOWN = 5

#: A transfer and where it is.
Key = tuple[str, tuple[tuple[str, str], ...]]


def of_rounded_amounts(settlement: Settlement) -> Iterator[Problem]:
    """What parties and lines would have, had monthly values been compared unrounded, or rounded where they are not."""
    rules = settlement.agreement.text.readings
    if rules is None or not _rounds(settlement):
        return
    decimals = "standard" if rules.decimals == "unrounded" else "unrounded"
    otherwise = {"readings": rules.model_copy(update={"decimals": decimals})}
    agreement = settlement.agreement.with_text(settlement.agreement.text.model_copy(update=otherwise))
    other = _settled_again(settlement, agreement)
    if other is None:
        return
    mine, theirs = _amounts(settlement), _amounts(other)
    differing = [each for each in {**mine, **theirs} if mine.get(each, 0) != theirs.get(each, 0)]
    if not differing:
        return
    titles = {(line.name, line.coordinate): line for each in (other, settlement) for line in each.lines}
    lines = [
        _difference(settlement.agreement, titles[each], mine.get(each, 0), theirs.get(each, 0))
        for each in differing[:MOST_SHOWN]
    ]
    nets = [
        say_both(
            "settlement.net_otherwise",
            party=settlement.agreement.name_of(one.party),
            now=yuan_text(one.net),
            other=yuan_text(another.net),
        )
        for one, another in zip(settlement.positions, other.positions, strict=True)
        if one.net != another.net
    ]
    yield problem(
        "settlement.amounts_differ",
        severity="note",
        how=say_both(f"settlement.values_{decimals}"),
        count=len(differing),
        lines=_joined(lines, more=len(differing) > MOST_SHOWN),
        nets=_joined(nets) if nets else say_both("settlement.nets_alike"),
    )


def _rounds(settlement: Settlement) -> bool:
    """Whether some monthly or daily value that a formula reads may change by rounding."""
    values = settlement.scope.monthly
    if values is None or not any(reads(settlement.agreement, name) for name in ("C", "D")):
        return False
    for section in settlement.agreement.sections:
        for indicator in values.rules.indicators:
            for month in settlement.period.months:
                readings = values.found.at(section, indicator, month)
                if readings and not (len(readings) == 1 and values.is_exact(readings[0], indicator)):
                    return True
    return False


def _settled_again(settlement: Settlement, agreement: Agreement) -> Settlement | None:
    """The settlement of the same facts; None where it cannot be made, as where a rank has a tie that no rule breaks."""
    from ecocomp.settlement.settling import settled

    try:
        return settled(
            agreement,
            settlement.readings,
            settlement.period,
            settlement.inputs,
            sources=settlement.scope.sources,
            lenient=settlement.lenient,
            by_section=settlement.scope.found,
        )
    except SettlementError:
        return None


def _amounts(settlement: Settlement) -> dict[Key, int]:
    """The fen of each transfer and coordinate in the direction of the agreement, after what limits took off."""
    found: dict[Key, int] = {}
    for line in settlement.lines:
        found[line.name, line.coordinate] = found.get((line.name, line.coordinate), 0) + line.signed_fen
    return found


def _difference(agreement: Agreement, line: Line, now: int, other: int) -> Pair:
    labels = [label for _, label in line.coordinate]
    where = Pair(
        *(
            f"{agreement.called(line.limit or line.name, language)} {where_text(agreement, labels, language)}".strip()
            for language in LANGUAGES
        )
    )
    return say_both("settlement.line_otherwise", where=where, now=yuan_text(now), other=yuan_text(other))


def _joined(texts: list[Pair], *, more: bool = False) -> Pair:
    ends = (" …", " …") if more else ("", "")
    return Pair(*(mark.join(each[at] for each in texts) + ends[at] for at, mark in enumerate(("；", "; "))))
