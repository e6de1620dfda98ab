"""What ``simulate`` prints, and the files it writes: a summary, its notes, what was asked, and all amounts."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ecocomp.readings.sources import FilePath
from ecocomp.report.files import csv_text, json_text, write_all
from ecocomp.report.simulation_tables import (
    budget_table,
    heading,
    pairs_table,
    sections_table,
    shown_tables,
    summary_table,
    told,
)
from ecocomp.report.terminal import console, print_table
from ecocomp.settlement.headline import banner
from ecocomp.settlement.term import outside_term
from ecocomp.simulation.flows import PAIRS, SECTIONS
from ecocomp.simulation.kept_blocks import ASKED
from ecocomp.simulation.result import Simulation
from ecocomp.simulation.results.budget import DRAWS, SEED, budget_note
from ecocomp.simulation.results.told import ToldFrame
from ecocomp.wording import LANGUAGES, say

SUMMARY, NOTES, DATA, NETS = "summary.csv", "notes.txt", "simulation.json", "nets.npz"
PAIRS_FILE, SECTIONS_FILE, BUDGET = "pairs.csv", "sections.csv", "budget.csv"
#: The folder of finished blocks, inside that of the results.
BLOCKS = "blocks"
#: So many sets of terms are printed.
MOST_SETS = 10


def files_of(folder: Path, detail: str = "", *, budget: bool = False) -> list[Path]:
    """The files that ``save_simulation`` writes into a folder."""
    return [folder / name for name in (SUMMARY, NOTES, DATA, NETS, *details_of(detail), *([BUDGET] if budget else []))]


def details_of(detail: str) -> list[str]:
    """The files of what flows."""
    return [PAIRS_FILE, SECTIONS_FILE][: (PAIRS, SECTIONS).index(detail) + 1] if detail else []


def records_of(simulation: Simulation) -> list[dict[str, Any]]:
    """The rows of the summary: of each set of terms each party."""
    return [{str(key): each for key, each in row.items()} for row in simulation.summary().to_dict("records")]


def print_simulation(
    simulation: Simulation, records: list[dict[str, Any]], language: str, budget: ToldFrame | None = None
) -> None:
    """A simulation: what it is, what it rests on, and what each party would be left with."""
    out = console()
    out.print(heading(simulation, language), style="bold")
    warning = banner(simulation.agreement, language)
    if warning:
        out.print(warning, style="bold yellow")
    for each in outside_term(simulation.agreement, simulation.period):
        out.print(each.message(language), style="bold yellow", soft_wrap=True)
    for name, variant in simulation.variants.items():
        warnings = [banner(variant, language)] if variant.unconfirmed else []
        warnings += [each.message(language) for each in outside_term(variant, simulation.period)]
        for warning in warnings:
            line = say("simulation.of_variant", language, name=name, told=warning)
            out.print(line, style="bold yellow", soft_wrap=True)
    for line in told(simulation, language):
        out.print(line, soft_wrap=True)
    out.print()
    out.print(say("simulation.nets", language), style="bold")
    for table in shown_tables(simulation, records[: MOST_SETS * len(simulation.agreement.parties)], language):
        print_table(out, table)
    flowing = {PAIRS: pairs_table, SECTIONS: sections_table}.get(simulation.detail)
    if flowing is not None:
        out.print()
        print_table(out, flowing(simulation, language, MOST_SETS))
    if budget is not None:
        out.print()
        out.print(say("simulation.budget", language, years=years_of(budget)), style="bold")
        out.print(note_of(budget, language), soft_wrap=True)
        print_table(out, budget_table(simulation, budget, language, MOST_SETS))
    left = len(simulation.terms) - MOST_SETS
    if left > 0:
        out.print(say("simulation.more_sets", language, count=left))


def save_simulation(
    simulation: Simulation,
    records: list[dict[str, Any]],
    folder: Path,
    language: str,
    pictures: Mapping[str, bytes] | None = None,
    budget: ToldFrame | None = None,
    read: Iterable[FilePath] = (),
) -> list[Path]:
    """Write the summary, its notes, what was asked, all net amounts and pictures; OutputError where that fails, nothing
    changed.

    The amounts are an npz of whole fen: as text a million years by a hundred sets of terms would be gigabytes that no
    spreadsheet opens, and numpy has this back at once, to the last fen. There is none where it was only kept how often
    each amount comes about.
    """
    import numpy as np

    files: dict[str, str | bytes] = {
        SUMMARY: csv_text(summary_table(simulation, records, language)),
        NOTES: "".join(f"{each}\n" for each in notes_of(simulation, budget, language)),
        DATA: json_text(as_data(simulation, folder, budget)),
    }
    if not simulation.counted:
        arrays = io.BytesIO()
        parties = np.array(list(simulation.agreement.parties))
        np.savez(arrays, nets=simulation.nets, unsettled=simulation.unsettled, parties=parties)
        files[NETS] = arrays.getvalue()
    for name in details_of(simulation.detail):
        files[name] = csv_text((pairs_table if name == PAIRS_FILE else sections_table)(simulation, language))
    if budget is not None:
        files[BUDGET] = csv_text(budget_table(simulation, budget, language))
    return write_all(folder, {**files, **(pictures or {})}, read=read)


def notes_of(simulation: Simulation, budget: ToldFrame | None, language: str) -> list[str]:
    """The notes of all that is written."""
    return [*simulation.notes(language), *([] if budget is None else [note_of(budget, language)])]


def years_of(budget: ToldFrame) -> int:
    """How many years in a row a budget is of."""
    return int(budget["years"].iloc[0])


def note_of(budget: ToldFrame, language: str) -> str:
    """What a budget assumes, drawn as often and by the seed as where nothing else is said."""
    return budget_note(language, years_of(budget), DRAWS, SEED)


def as_data(simulation: Simulation, folder: Path, budget: ToldFrame | None = None) -> dict[str, Any]:
    """What was asked and what is to be known of the result, as plain data."""
    agreement = simulation.agreement
    return {
        "asked": json.loads((folder / BLOCKS / ASKED).read_text(encoding="utf-8")),
        "title": agreement.title,
        "official": not agreement.unconfirmed,
        "notes": {each: notes_of(simulation, budget, each) for each in LANGUAGES},
        "variants": {
            name: {"title": each.title, "official": not each.unconfirmed, "digest": each.digest}
            for name, each in simulation.variants.items()
        },
        "assumes": dict(zip(LANGUAGES, simulation.scenarios.assumes, strict=True)),
        "parties": {name: agreement.name_of(name, "zh") for name in agreement.parties},
        "sets": [{name: str(each) for name, each in terms.labels.items()} for terms in simulation.terms],
        "unsettled": simulation.unsettled_years,
        "again": {"in_whole_numbers": simulation.again[0], "one_by_one": simulation.again[1]},
    }
