"""A settlement as plain data, as JSON can say it: amounts in yuan as decimal text, exact values as fractions."""

from __future__ import annotations

from typing import Any

from ecocomp.errors import Problem
from ecocomp.formula.absent import Absent
from ecocomp.money import yuan_text
from ecocomp.settlement.input_sources import Source
from ecocomp.settlement.ledger import PairTotal
from ecocomp.settlement.lines import Line
from ecocomp.settlement.result import Settlement
from ecocomp.wording import LANGUAGES


def plain(fen: int) -> str:
    """Fen as yuan with two decimals and no grouping."""
    return yuan_text(fen, grouping=False)


def money_data(settlement: Settlement) -> dict[str, Any]:
    """What was paid: positions, pairs, transfers, funds and the limits that bit.

    All of it stands in records as well (:mod:`ecocomp.record.format1`), which never change: nor may what is made here.
    """
    return {
        "positions": [
            {"party": each.party, "paid": plain(each.paid), "received": plain(each.received), "net": plain(each.net)}
            for each in settlement.positions
        ],
        "pairs": [pair_data(each) for each in settlement.pairs],
        "transfers": [line_data(line) for line in settlement.lines],
        "funds": [
            {
                "fund": str(each.holder),
                "opening": plain(each.opening),
                "in": plain(each.received),
                "out": plain(each.paid),
                "closing": plain(each.closing),
            }
            for each in settlement.funds
        ],
        "limits": [
            {
                "limit": bite.title,
                "clause": bite.clause,
                "at": dict(bite.coordinate),
                "before": plain(bite.before_fen),
                "after": plain(bite.after_fen),
            }
            for bite in settlement.bites
        ],
    }


def pair_data(pair: PairTotal) -> dict[str, str]:
    """What one pays another."""
    return {"payer": str(pair.payer), "payee": str(pair.payee), "amount": plain(pair.fen)}


def line_data(line: Line) -> dict[str, Any]:
    """One payment."""
    return {
        "transfer": line.name,
        "title": line.title,
        "payer": str(line.payer),
        "payee": str(line.payee),
        "amount": plain(line.fen),
        "exact": str(line.exact),
        "at": dict(line.coordinate),
        "clause": line.clause,
        "status": line.status,
        "turned": line.turned,
        "limit": line.limit,
    }


def value_data(settlement: Settlement) -> dict[str, Any]:
    """The monthly values and every rule's exact value at every coordinate."""
    return {
        name: {"axes": list(settlement.array(name).axes), "values": values_of(settlement, name)}
        for name in settlement.names
    }


def values_of(settlement: Settlement, name: str) -> list[dict[str, Any]]:
    """The exact elements of a name, each with its coordinate."""
    value = settlement.array(name)
    return [
        {"at": dict(zip(value.axes, labels, strict=True)), **element_data(element)}
        for labels, element in zip(settlement.scope.space.coordinates(value.axes), value.data, strict=True)
    ]


def input_data(settlement: Settlement, name: str) -> list[dict[str, Any]]:
    """The exact elements of an input, each with its coordinate and where it is from."""
    return [
        {**each, **source_data(source)}
        for each, source in zip(values_of(settlement, name), settlement.scope.input_sources(name), strict=True)
    ]


def source_data(source: Source) -> dict[str, str]:
    """Where an input is from."""
    return {"source": source.kind, **({"place": str(source.place)} if source.kind == "file" else {})}


def element_data(element: Any) -> dict[str, Any]:
    """An exact element: a fraction as text, truth as truth, absence with its reasons."""
    if isinstance(element, Absent):
        return {"absent": element.kind, "reasons": reasons(element)}
    return {"value": element if isinstance(element, bool) else str(element)}


def reasons(absent: Absent) -> list[dict[str, Any]]:
    """Why a value is absent, and where that stands."""
    return [{"code": cause.code, "at": list(cause.coordinate), "place": str(cause.place)} for cause in absent.causes]


def problem_data(each: Problem) -> dict[str, Any]:
    """What a reader must know, in both languages."""
    messages = {language: each.message(language) for language in LANGUAGES}
    return {"code": each.code, "severity": each.severity, "place": str(each.place), **messages}
