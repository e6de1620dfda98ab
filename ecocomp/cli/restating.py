"""The option of restating an earlier settlement, and what it comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ecocomp.cli.working import stepping

if TYPE_CHECKING:
    from ecocomp.differences import Restatement
    from ecocomp.record import Record
    from ecocomp.settlement import Settlement

supersedes_option = click.option(
    "--supersedes",
    type=click.Path(),
    metavar="RECORD",
    help="更正此存证的结算,列出差额及原因 restate the settlement of this record: what is owed in addition, and why",
)


def superseded(path: str | None) -> Record | None:
    """The record that the option names, if it is given."""
    from ecocomp.record import read_record

    return None if path is None else read_record(path)


def restated_from(settlement: Settlement, earlier: Record | None, language: str) -> Restatement | None:
    """The settlement as the restatement of an earlier one; None for none."""
    from ecocomp.differences import restated

    if earlier is None:
        return None
    with stepping("differences.working", language) as progress:
        return restated(settlement, earlier, progress=progress)
