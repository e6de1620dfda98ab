"""The first figure in which a record and its recomputation differ, in the order in which they rest on one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from ecocomp.formula.tree import names
from ecocomp.record.agreement_part import agreement_data, file_names
from ecocomp.record.inputs_part import input_data
from ecocomp.record.readings_part import reading_data, readings_of_sections
from ecocomp.record.results_part import exclusion_data, parameter_data, results_data
from ecocomp.settlement.derivation import labelled
from ecocomp.settlement.result import Settlement
from ecocomp.settlement.wheres import where_text
from ecocomp.wording import LANGUAGES, Pair, language_in_use, say, say_both

MONEY = ("transfers", "limits", "funds", "positions", "pairs")
MOST_OPERANDS = 24
LONGEST_SHOWN = 200
NOTHING = "—"


@dataclass(frozen=True)
class FirstDifference:
    """What differs, the figure that the record gives and the one that comes out, and how each comes about.

    ``recorded_from`` and ``recomputed_from`` are the derivations (计算过程) as lines: the formula with what the record
    gives for each name in it, and the derivation of the recomputed settlement.
    """

    what: Pair
    recorded: str
    recomputed: str
    recorded_from: tuple[str, ...] = ()
    recomputed_from: tuple[str, ...] = ()

    def text(self, language: str | None = None) -> str:
        """The difference as lines."""
        chosen = language_in_use(language)
        lines = [say("record.first_difference", chosen, what=self.what)]
        for key in ("recorded", "recomputed"):
            lines.append(say(f"record.{key}", chosen, value=getattr(self, key)))
            lines += [f"  {each}" for each in getattr(self, f"{key}_from")]
        return "\n".join(lines)


class Comparison:
    """A record's parameters, exclusions and results beside those of the settlement recomputed from it."""

    def __init__(self, settlement: Settlement, recorded: Mapping[str, Any], language: str | None = None) -> None:
        self.settlement = settlement
        self.agreement = settlement.agreement
        self.recorded = recorded
        self.language = language_in_use(language)

    def first(self) -> FirstDifference | None:
        """The first difference; None where there is none."""
        return next(self.all(), None)

    def all(self) -> Iterator[FirstDifference]:
        """All differences: of the agreement, parameters, measured values, rules, payments, and what is left."""
        mine = self.agreement.digest
        if mine != self.recorded["agreement"]["digest"]:
            yield FirstDifference(say_both("record.agreement_digest"), self.recorded["agreement"]["digest"], mine)
        yield from self.of_what_it_rests_on()
        results = self.recorded["results"]
        again = results_data(self.settlement)
        parameters = parameter_data(self.settlement)
        order = {name: at for at, name in enumerate([*self.settlement.names, *self.agreement.checked.rules])}
        yield from self.of_values(self.recorded["parameters"], parameters, list(parameters))
        yield from self.of_values(results["values"], again["values"], sorted(again["values"], key=order.__getitem__))
        for key in MONEY:
            yield from self.of_rows(key, results[key], again[key])
        if results["labels"] != again["labels"]:
            yield FirstDifference(say_both("record.labels"), str(results["labels"]), str(again["labels"]))
        for key, value in exclusion_data(self.settlement, self.settlement.readings).items():
            yield from self.of_rows(key, self.recorded["exclusions"][key], value)

    def of_what_it_rests_on(self) -> Iterator[FirstDifference]:
        """What is written otherwise than a record of the same settlement has it, such as another title."""
        settlement = self.settlement
        files = file_names(self.agreement)
        again = {
            "agreement": agreement_data(self.agreement),
            "inputs": {
                name: input_data(each, settlement.scope.sources[name], files)
                for name, each in settlement.inputs.items()
            },
            "readings": reading_data(readings_of_sections(settlement.scope.found)),
        }
        for part, mine in again.items():
            if mine != self.recorded[part]:
                path, *both = parting(self.recorded[part], mine)
                name = say_both(f"record.part_{part}")
                yield FirstDifference(
                    Pair(*(f"{each} {'.'.join(path)}".rstrip() for each in name)), cut(both[0]), cut(both[1])
                )

    def of_values(
        self, recorded: Mapping[str, Any], again: Mapping[str, Any], order: Sequence[str]
    ) -> Iterator[FirstDifference]:
        """The differences of values by name: those of ``order`` first, then those that the record alone has."""
        for name in [*order, *(name for name in recorded if name not in again)]:
            one, other = recorded.get(name), again.get(name)
            if one == other:
                continue
            if one is None or other is None or one["axes"] != other["axes"] or len(one["data"]) != len(other["data"]):
                yield FirstDifference(self.called(name, ()), shape(one), shape(other))
                continue
            coordinates = self.settlement.scope.space.coordinates(tuple(other["axes"]))
            for labels, before, after in zip(coordinates, one["data"], other["data"], strict=True):
                if before != after:
                    at = dict(zip(other["axes"], labels, strict=True))
                    yield FirstDifference(
                        self.called(name, labels),
                        shown(before),
                        shown(after),
                        tuple(self.operands(name, at)),
                        self.derivation(name, at),
                    )

    def of_rows(self, key: str, recorded: Sequence[Any], again: Sequence[Any]) -> Iterator[FirstDifference]:
        """The differences of the rows of a table, row by row."""
        for number, (one, other) in enumerate(zip_longest(recorded, again), 1):
            if one == other:
                continue
            what = say_both(f"record.{key}", number=number)
            words = row_texts(one, other)
            if key == "transfers" and one is not None and other is not None and one["at"] == other["at"]:
                yield FirstDifference(
                    what,
                    *words,
                    tuple(self.operands(one["transfer"], one["at"])),
                    self.line_derivation(number - 1),
                )
            else:
                yield FirstDifference(what, *words)

    def called(self, name: str, labels: Sequence[str]) -> Pair:
        """A name with its title and where."""

        def text(language: str) -> str:
            title = self.agreement.called(name, language)
            where = where_text(self.agreement, labels, language)
            return (name if title == name else f"{title} {name}") + (f" [{where}]" if where else "")

        return Pair(text("zh"), text("en"))

    def derivation(self, name: str, at: Mapping[str, str]) -> tuple[str, ...]:
        """How the recomputed value comes about."""
        return tuple(self.settlement.explain(name, **at).text(self.language).splitlines())

    def line_derivation(self, number: int) -> tuple[str, ...]:
        """How the recomputed payment comes about."""
        return tuple(self.settlement.explain(self.settlement.lines[number]).text(self.language).splitlines())

    def operands(self, name: str, at: Mapping[str, str]) -> Iterator[str]:
        """The formula of a name, and what the record gives for each name in it at the same coordinate."""
        checked = self.agreement.checked
        formula = checked.rules.get(name) or checked.amounts.get(name)
        if formula is None:
            return
        term = self.agreement.rules.get(name)
        text = term.formula if term is not None else self.agreement.transfers[name].amount
        yield labelled("formula", text, self.language)
        for operand in sorted(names(formula.tree)):
            yield from self.recorded_values(operand, at)

    def recorded_values(self, name: str, at: Mapping[str, str]) -> Iterator[str]:
        """What the record gives for a name, of the labels of ``at`` where it has their axes."""
        values = self.recorded["results"]["values"].get(name) or self.recorded["parameters"].get(name)
        if values is None:
            return
        coordinates = self.settlement.scope.space.coordinates(tuple(values["axes"]))
        told = 0
        for labels, element in zip(coordinates, values["data"], strict=False):
            if all(at.get(axis, label) == label for axis, label in zip(values["axes"], labels, strict=True)):
                told += 1
                if told > MOST_OPERANDS:
                    yield "…"
                    return
                yield f"{self.called(name, labels)[LANGUAGES.index(self.language)]} = {shown(element)}"


def parting(one: Any, other: Any) -> tuple[list[str], Any, Any]:
    """The path to the first value in which two pieces of data differ, and what stands there in either."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        keys: Iterable[Any] = dict.fromkeys([*one, *other])
        pairs = ((key, one.get(key), other.get(key)) for key in keys)
    elif isinstance(one, list) and isinstance(other, list):
        pairs = ((at, *both) for at, both in enumerate(zip_longest(one, other)))
    else:
        return [], one, other
    key, mine, theirs = next(each for each in pairs if each[1] != each[2])
    path, *both = parting(mine, theirs)
    return [str(key), *path], *both


def cut(value: Any) -> str:
    """A value on one line, of a long one the beginning."""
    text = NOTHING if value is None else str(value)
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def shown(element: Any) -> str:
    """A recorded element as it stands there; of an absent one its kind and the codes of its reasons."""
    if isinstance(element, dict):
        return f"{element['absent']} ({', '.join(each['code'] for each in element['reasons'])})"
    return str(element)


def shape(values: Mapping[str, Any] | None) -> str:
    """Over which axes values stand and how many there are."""
    return NOTHING if values is None else f"{' × '.join(values['axes']) or '1'} ({len(values['data'])})"


def row_texts(one: Any, other: Any) -> tuple[str, str]:
    """Two rows of a table, each on one line: of payments who pays whom how much, unless something else differs."""
    payments = payment_text(one), payment_text(other)
    return payments if payments[0] != payments[1] else (row_text(one), row_text(other))


def payment_text(row: Any) -> str:
    """Who pays whom how much by a row; of a row that is no payment all of it."""
    if not isinstance(row, Mapping) or not {"payer", "payee", "amount"} <= row.keys():
        return row_text(row)
    return f"{row['payer']} → {row['payee']} {row['amount']}" + (f" ({row['exact']})" if "exact" in row else "")


def row_text(row: Any) -> str:
    """All that a row says, its keys in the order of the file, so that two rows can be read side by side."""
    if not isinstance(row, Mapping):
        return NOTHING if row is None else str(row)
    return " ".join(f"{key}={shown_field(each)}" for key, each in sorted(row.items()) if each not in ("", {}, False))


def shown_field(each: Any) -> str:
    """What stands at a key of a row: labels and lists without their keys and brackets."""
    if isinstance(each, Mapping):
        return shown(each) if "absent" in each else ",".join(map(str, each.values()))
    return ",".join(map(str, each)) if isinstance(each, list) else str(each)
