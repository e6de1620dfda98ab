"""Scenarios of one's own from a file: a table as :func:`ecocomp.own_scenarios` takes it, in a CSV file or workbook."""

from __future__ import annotations

import os
from dataclasses import replace

from ecocomp.agreement.agreement import Agreement
from ecocomp.errors import Place, Problem, ReadingsError, RequestError, problem
from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.sources import FilePath, grids_of
from ecocomp.simulation.scenarios.own import OwnScenarios, own_scenarios


def own_scenarios_of(agreement: Agreement, path: FilePath) -> OwnScenarios:
    """The scenarios of a file (csv, xlsx, xls, ods) with a table in its first rows.

    Raises ReadingsError with everything that is wrong, each with its line or cell's row, RequestError for no file.
    """
    import pandas

    name = os.fspath(path)
    if not os.path.isfile(path):
        raise RequestError(problem("simulation.scenarios_unknown", found=name))
    findings = Findings()
    grids, _ = grids_of(path, findings)
    if findings.failed:
        raise ReadingsError(each for each in findings.problems() if each.severity == "error")
    if len(grids) > 1:
        sheets = ", ".join(each.sheet for each in grids)
        raise ReadingsError(problem("simulation.scenarios_sheets", Place(name), found=sheets))
    heading, *rows = [list(each) for each in grids[0].rows]
    uneven = [at for at, row in enumerate(rows, 1) if len(row) != len(heading)]
    if uneven:
        raise ReadingsError(
            problem(
                "simulation.scenarios_uneven", grids[0].place(at), found=len(grids[0].rows[at]), expected=len(heading)
            )
            for at in uneven
        )
    try:
        return own_scenarios(agreement, pandas.DataFrame(rows, columns=heading), name=os.path.basename(name))
    except RequestError as trouble:
        raise ReadingsError(standing_in(each, grids[0]) for each in trouble.problems) from None


def standing_in(found: Problem, grid: Grid) -> Problem:
    """A problem of a row of the table at the place of that row in the file; the heading is before the first of them."""
    if not found.place.line:
        return replace(found, place=Place(grid.file, grid.sheet))
    # another row that it speaks of
    other = found.details.get("other")
    details = {**found.details, "other": grid.lines[other]} if isinstance(other, int) else found.details
    return replace(found, place=grid.place(found.place.line), details=details)
