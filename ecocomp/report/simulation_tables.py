"""The tables of a simulation: for each set of terms what each party is left with, as plain rows of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from math import isnan
from typing import Any

from ecocomp.money import FEN_PER_YUAN, yuan_text
from ecocomp.report.tables import Table
from ecocomp.settlement.period_words import period_text
from ecocomp.simulation.result import Simulation
from ecocomp.simulation.results.distribution import QUANTILES, TAIL, percent, share_of, share_text, shares_of
from ecocomp.simulation.results.frames import pair_rows, section_rows
from ecocomp.simulation.results.told import RESERVE, Naming, ToldFrame, naming_of
from ecocomp.simulation.results.unsettled import refused_notes
from ecocomp.wording import say

#: Amounts shown on the terminal, and all that are written; ``mean`` and the like are columns of ``summary``.
SHOWN = ("mean", "q05", "q50", "q95", "worst")
AMOUNTS = ("mean", "sd", "q05", "q25", "q50", "q75", "q95", "worst", "shortfall")
WAN = 10_000
#: Columns of words in the tables of what flows.
WORDS = ("party", "payer", "payee", "transfer", "limit", "section")
#: Of the reserves for several years the terminal has room for this.
SHOWN_RESERVE = f"{RESERVE}90"
#: Stands where no year could be settled.
NOTHING = "—"


def heading(simulation: Simulation, language: str) -> str:
    """The one line that says what this is."""
    title = simulation.agreement.title_in(language)
    return say("simulation.heading", language, title=title, period=period_text(simulation.period, language))


def told(simulation: Simulation, language: str) -> list[str]:
    """What the scenarios assume, how many years there are, and what could not be settled."""
    sets, rows = simulation.amounts.sets, simulation.amounts.rows
    scenarios = simulation.scenarios
    lines = [
        say("simulation.assumed", language, told=scenarios.assumes),
        say("simulation.years", language, rows=f"{rows:,}", sets=sets),
    ]
    if scenarios.seed is not None:
        lines[0] += say("simulation.note_seed", language, seed=scenarios.seed)
    if not simulation.exact:
        lines.append(say("simulation.note_inexact", language))
    drawn = simulation.terms[0].terms.assumes
    if drawn is not None:
        lines.append(drawn[language != "zh"])
    unsettled = simulation.unsettled_years
    if unsettled:
        lines.append(say("simulation.unsettled", language, count=unsettled, of=f"{simulation.years:,}"))
        lines += refused_notes(simulation, language)
    return lines


def shown_tables(simulation: Simulation, records: Sequence[dict[str, Any]], language: str) -> Iterator[Table]:
    """For each set of terms the few figures that a terminal has room for, in 10,000 yuan; its title are the terms."""
    naming = naming_of(simulation, language)
    party = naming.column("party", "")
    columns = (party, *(say(f"simulation.{key}", language) for key in SHOWN), naming.column("pays", ""))
    varied = list(simulation.terms[0].labels)
    for terms, found in groupby(records, lambda each: {name: each[name] for name in varied}):
        rows = []
        for each in found:
            amounts = [NOTHING if not each["years"] else f"{each[key] / WAN:,.2f}" for key in SHOWN]
            pays = NOTHING if not each["years"] else share_text(each["pays"])
            rows.append((naming.party(each["party"]), *amounts, pays))
        yield Table(naming.terms(terms), columns, tuple(rows), frozenset(range(1, len(columns))))


def summary_table(simulation: Simulation, records: list[dict[str, Any]], language: str) -> Table:
    """All figures, in yuan, under the titles that ``summary`` has for them."""
    naming = naming_of(simulation, language)
    varied = list(simulation.terms[0].labels)
    rows = []
    for each in records:
        amounts = ["" if not each["years"] else yuan_text(round(each[key] * FEN_PER_YUAN)) for key in AMOUNTS]
        pays = "" if not each["years"] else str(each["pays"])
        counts = (str(int(each["years"])), str(int(each["unsettled"])))
        rows.append((*labels(each, varied, naming), naming.party(each["party"]), *amounts, pays, *counts))
    names = (*varied, "party", *AMOUNTS, "pays", "years", "unsettled")
    columns = tuple(naming.column(name, percent(share_of(TAIL))) for name in names)
    return Table("", columns, tuple(rows), frozenset(range(len(varied) + 1, len(columns))))


def pairs_table(simulation: Simulation, language: str, sets: int | None = None) -> Table:
    """What each two holders pay one another, in yuan; ``sets``: by so many sets of terms."""
    naming = naming_of(simulation, language)
    rows = pair_rows(simulation, naming, shares_of(QUANTILES), share_of(TAIL))
    return table_of(simulation, naming, rows, sets)


def sections_table(simulation: Simulation, language: str, sets: int | None = None) -> Table:
    """The mean of every transfer at every section, in yuan."""
    naming = naming_of(simulation, language)
    return table_of(simulation, naming, section_rows(simulation, naming), sets)


def budget_table(simulation: Simulation, budget: ToldFrame, language: str, sets: int | None = None) -> Table:
    """What several years come to, in yuan."""
    naming = naming_of(simulation, language)
    records = [{str(key): each for key, each in row.items()} for row in budget.to_dict("records")]
    rows = [{**row, "party": naming.party(row["party"])} for row in records]
    return table_of(simulation, naming, rows, sets)


def table_of(simulation: Simulation, naming: Naming, found: list[dict[str, Any]], sets: int | None) -> Table:
    """Rows as a table of texts, terms and amounts as elsewhere in these tables."""
    varied = list(simulation.terms[0].labels)
    keys = list(dict.fromkeys(key for row in sorted(found, key=len, reverse=True) for key in row))
    if sets is not None:  # on the terminal there is not room for all
        found = found[: len(found) // len(simulation.terms) * sets]
        keys = [key for key in keys if key in (*varied, *WORDS, *SHOWN, "pays", "is_paid", SHOWN_RESERVE)]
    rows = tuple(tuple(cell(key, naming.value(row.get(key)), sets is not None) for key in keys) for row in found)
    numbers = frozenset(place for place, key in enumerate(keys) if key not in (*varied, *WORDS))
    return Table("", tuple(naming.column(key, percent(share_of(TAIL))) for key in keys), rows, numbers)


def cell(key: str, value: Any, for_people: bool) -> str:
    """A value of a row: amounts in yuan to the fen, ``for_people`` parts in per cent, all else as it is."""
    if value is None or (isinstance(value, float) and isnan(value)):  # a frame has no None among its numbers
        return ""
    if for_people and key in ("pays", "is_paid"):
        return share_text(value)
    amount = key in AMOUNTS or key.startswith(RESERVE)
    return yuan_text(round(value * FEN_PER_YUAN)) if amount else str(value)


def labels(record: Mapping[str, Any], varied: list[str], naming: Naming) -> list[str]:
    """The values of the varied terms as they were given."""
    return [str(naming.value(record[name])) for name in varied]
