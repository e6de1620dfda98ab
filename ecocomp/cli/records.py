"""The commands on records: verify."""

from __future__ import annotations

import sys

import click

from ecocomp.cli.reporting import ERROR, cli, language_option, reporting, tell
from ecocomp.cli.working import working
from ecocomp.wording import language_in_use


@cli.command()
@click.argument("record", type=click.Path())
@language_option
@reporting
def verify(record: str, language: str | None) -> None:
    """核验结算存证:仅凭存证重新计算,相符或指出第一处差异 · Verify a record by computing it anew from itself alone."""
    from ecocomp.record import verify as verified

    chosen = language_in_use(language)
    with working("record.working", chosen):
        found = verified(record, language=chosen)
    tell(found.text(chosen))
    if not found.equal:
        sys.exit(ERROR)
