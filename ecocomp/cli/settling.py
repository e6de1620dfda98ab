"""The commands that settle: settle and explain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ecocomp.cli.options import paths_read, settled, settling_options
from ecocomp.cli.reporting import cli, language_option, reporting, tell
from ecocomp.cli.working import stepping, working
from ecocomp.wording import language_in_use, say

if TYPE_CHECKING:
    from ecocomp.differences import Restatement
    from ecocomp.record import Record
    from ecocomp.settlement import Settlement


@cli.command()
@settling_options
@click.option(
    "--out",
    type=click.Path(),
    help="写出工作簿、网页、JSON 与 CSV 的文件夹 folder for the workbook, the page, JSON and CSV",
)
@click.option(
    "--supersedes",
    type=click.Path(),
    metavar="RECORD",
    help="更正此存证的结算,列出差额及原因 restate the settlement of this record: what is owed in addition, and why",
)
@click.option("--overwrite", is_flag=True, help="覆盖文件夹中另一份结算 write over another settlement in the folder")
@click.option("--all", "everything", is_flag=True, help="列出全部明细与须知 print all lines and notices")
@language_option
@reporting
def settle(
    out: str | None, supersedes: str | None, overwrite: bool, everything: bool, language: str | None, **options: Any
) -> None:
    """结算:谁付给谁、多少、为什么 · Settle: who pays whom, how much, and why."""
    from pathlib import Path

    from ecocomp.record import read_record
    from ecocomp.report.differences import print_restatement
    from ecocomp.report.settlement_files import files_of
    from ecocomp.report.targets import refuse_targets
    from ecocomp.report.terminal import print_settlement

    chosen = language_in_use(language)
    sources = paths_read(options["readings"], options)
    if out is not None:
        refuse_targets(files_of(Path(out)), sources)
    earlier = None if supersedes is None else read_record(supersedes)
    settlement = settled(chosen, options)
    restatement = None if earlier is None else restated_from(settlement, earlier, chosen)
    print_settlement(settlement, chosen, everything)
    if restatement is not None:
        print_restatement(restatement, chosen)
    if out is not None:
        with working("command.working_write", chosen):
            paths = settlement.save(out, language=chosen, read=sources, restatement=restatement, overwrite=overwrite)
        tell(say("command.written", chosen, folder=out, files=", ".join(path.name for path in paths)))


def restated_from(settlement: Settlement, earlier: Record, language: str) -> Restatement:
    """The settlement as the restatement of an earlier one."""
    from ecocomp.differences import restated

    with stepping("differences.working", language) as progress:
        return restated(settlement, earlier, progress=progress)


@cli.command()
@settling_options
@click.option("--name", required=True, help="规则、划拨、参数或封顶的名称 name of a rule, transfer, parameter or limit")
@click.option("--at", "coordinate", multiple=True, metavar="AXIS=LABEL", help="如 section=平林, month=3")
@click.option("--all", "everything", is_flag=True, help="列出全部监测值 list every reading")
@language_option
@reporting
def explain(name: str, coordinate: tuple[str, ...], everything: bool, language: str | None, **options: Any) -> None:
    """说明一个数的来历 · Explain how a value came about, down to file, sheet, cell and clause."""
    from ecocomp.settlement.coordinates import coordinate_of

    chosen = language_in_use(language)
    at = coordinate_of(coordinate)
    tell(settled(chosen, options).explain(name, **at).text(chosen, everything=everything))
