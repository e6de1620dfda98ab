"""The commands on records: verify and diff."""

from __future__ import annotations

import sys

import click

from ecocomp.cli.reporting import ERROR, cli, language_option, reporting, tell
from ecocomp.cli.working import stepping, working
from ecocomp.wording import language_in_use, say


@cli.command()
@click.argument("record", type=click.Path())
@click.option(
    "--earlier",
    type=click.Path(),
    metavar="RECORD",
    help="被更正的存证:重新得出差额及原因 the record that this one restates, to work out its differences anew",
)
@language_option
@reporting
def verify(record: str, earlier: str | None, language: str | None) -> None:
    """核验结算存证:仅凭存证重新计算,相符或指出第一处差异 · Verify a record by computing it anew from itself alone."""
    from ecocomp.differences.restatement import wrong_chain
    from ecocomp.record import read_record
    from ecocomp.record import verify as verified

    chosen = language_in_use(language)
    before = None if earlier is None else read_record(earlier)
    with working("record.working", chosen):
        found = verified(record, language=chosen)
        wrong = wrong_chain(found.record, before) if before is not None and found.equal else []
    tell(found.text(chosen))
    for each in wrong:
        tell(each.line(chosen))
    if before is not None and found.equal and not wrong:
        tell(say("differences.chain_equal", chosen))
    if wrong or not found.equal:
        sys.exit(ERROR)


@cli.command()
@click.argument("before", type=click.Path())
@click.argument("after", type=click.Path())
@click.option("--out", type=click.Path(), help="写出 CSV 的文件夹 folder for the tables as CSV")
@language_option
@reporting
def diff(before: str, after: str, out: str | None, language: str | None) -> None:
    """比较两份结算存证:什么不同,各使每笔划拨变动多少 · Compare two records: what differs, and what it does."""
    from ecocomp.differences import diff as differences_of
    from ecocomp.report.differences import print_differences, save

    chosen = language_in_use(language)
    with stepping("differences.working", chosen) as progress:
        found = differences_of(before, after, progress=progress)
    print_differences(found, chosen)
    if out is not None:
        paths = save(found, out, chosen)
        tell(say("command.written", chosen, folder=out, files=", ".join(path.name for path in paths)))
