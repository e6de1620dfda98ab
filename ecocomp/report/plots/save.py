"""Plots as files: PNG for documents, SVG that needs no font, PDF; the same bytes for the same plot."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ecocomp.formula.absent import Absent
from ecocomp.report.files import write_all
from ecocomp.report.plots.canvas import need_matplotlib, plain_settings
from ecocomp.report.plots.contributions import plot_contributions
from ecocomp.report.plots.distribution import plot_distribution
from ecocomp.report.plots.flows import plot_flows
from ecocomp.report.plots.months import plot_months
from ecocomp.report.plots.terms import plot_terms, shows_terms
from ecocomp.report.plots.waterfall import plot_waterfall
from ecocomp.report.targets import named_file
from ecocomp.settlement import Settlement
from ecocomp.settlement.contributions import rules_summed
from ecocomp.settlement.water import MEASURED
from ecocomp.simulation.result import Simulation
from ecocomp.wording import language_in_use

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: What is left out of each kind of file, so that neither the day nor the version shows.
UNTOLD: dict[str, dict[str, None]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}
DOTS = 150


def save_plot(figure: Figure, path: str | os.PathLike[str]) -> Path:
    """Write a plot as ``.png``, ``.svg`` or ``.pdf``; its path. The same plot gives the same bytes.

    Raises RequestError for another ending and OutputError where writing fails, what stood there being untouched.
    """
    target = named_file(path, *(f".{each}" for each in UNTOLD))
    kind = target.suffix.lower().removeprefix(".")
    return write_all(target.parent, {target.name: plot_bytes(figure, kind)})[0]


def save_plots(
    result: Settlement | Simulation,
    folder: str | os.PathLike[str],
    *,
    language: str | None = None,
    read: Iterable[str | os.PathLike[str]] = (),
) -> list[Path]:
    """Write every plot of a settlement, or of simulated years, as PNG into ``folder``, all or none; their paths.

    Of a settlement these are ``flows.png``, ``net-PARTY.png``, ``contributions-RULE.png`` for rules that are such sums,
    and, where the agreement reads monthly values, ``months-SECTION-INDICATOR.png`` for those that were measured. Of
    simulated years they are ``distribution.png`` for one set of terms; for several ``distribution-PARTY.png``, and
    ``terms-PARTY.png`` where one term is varied, or two all with all. ``read`` are the files that the result rests on:
    none of them is written over.

    Raises OutputError where writing fails, what stood there being untouched.
    """
    return write_all(Path(folder), pictures(result, language_in_use(language)), read=read)


def pictures(result: Settlement | Simulation, language: str) -> dict[str, bytes]:
    """Every plot of a result as the file that it becomes."""
    # one figure at a time: hundreds of them would fill the memory
    found = every_simulation_plot(result, language) if isinstance(result, Simulation) else every_plot(result, language)
    return {f"{name}.png": plot_bytes(figure, "png") for name, figure in found}


def every_simulation_plot(simulation: Simulation, language: str) -> Iterator[tuple[str, Figure]]:
    """Every plot of simulated years with its name."""
    if len(simulation.terms) == 1:
        yield "distribution", plot_distribution(simulation, language=language)
        return
    for party in simulation.agreement.parties:
        yield f"distribution-{party}", plot_distribution(simulation, party, language=language)
    if shows_terms(simulation):
        for party in simulation.agreement.parties:
            yield f"terms-{party}", plot_terms(simulation, party, language=language)


def every_plot(settlement: Settlement, language: str) -> Iterator[tuple[str, Figure]]:
    """Every plot of a settlement with its name."""
    yield "flows", plot_flows(settlement, language=language)
    for party in settlement.agreement.parties:
        yield f"net-{party}", plot_waterfall(settlement, party, language=language)
    for rule in rules_summed(settlement):
        yield f"contributions-{rule}", plot_contributions(settlement, rule, language=language)
    if MEASURED in settlement.names:
        measured = {labels[:2] for labels, each, _ in settlement.elements(MEASURED) if not isinstance(each, Absent)}
        for section, indicator in sorted(measured):
            yield f"months-{section}-{indicator}", plot_months(settlement, section, indicator, language=language)


def plot_bytes(figure: Figure, kind: str, dots: int = DOTS) -> bytes:
    """A plot as the bytes of a file of a kind."""
    need_matplotlib()
    written = io.BytesIO()
    with plain_settings():
        figure.savefig(written, format=kind, dpi=dots, metadata=dict(UNTOLD[kind]))
    return written.getvalue()
