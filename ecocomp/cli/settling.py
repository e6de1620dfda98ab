"""The commands that settle: settle and explain."""

from __future__ import annotations

from typing import Any

import click

from ecocomp.cli.options import paths_read, settled, settling_options
from ecocomp.cli.reporting import cli, language_option, reporting, tell
from ecocomp.cli.restating import restated_from, superseded, supersedes_option
from ecocomp.cli.working import working
from ecocomp.wording import language_in_use, say


@cli.command()
@settling_options
@click.option(
    "--out",
    type=click.Path(),
    help="写出工作簿、网页、JSON 与 CSV 的文件夹 folder for the workbook, the page, JSON and CSV",
)
@supersedes_option
@click.option("--overwrite", is_flag=True, help="覆盖文件夹中另一份结算 write over another settlement in the folder")
@click.option("--beancount", type=click.Path(), help="另写 Beancount 账簿 the ledger for bean-check too")
@click.option("--all", "everything", is_flag=True, help="列出全部明细与须知 print all lines and notices")
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    help="文件夹中的协议分几个进程结算,缺省为处理器数 processes for a folder of agreements, by default one a processor",
)
@language_option
@reporting
def settle(
    out: str | None,
    supersedes: str | None,
    overwrite: bool,
    beancount: str | None,
    everything: bool,
    workers: int | None,
    language: str | None,
    **options: Any,
) -> None:
    """结算:谁付给谁、多少、为什么;可为协议文件夹 · Settle: who pays whom, how much, and why; also a folder."""
    from pathlib import Path

    from ecocomp.cli.settling_many import settle_folder
    from ecocomp.errors import RequestError, problem
    from ecocomp.report.beancount import ENDINGS
    from ecocomp.report.differences import print_restatement
    from ecocomp.report.settlement_files import files_of
    from ecocomp.report.targets import named_file, refuse_targets
    from ecocomp.report.terminal import print_settlement
    from ecocomp.settlement.many.files import is_folder

    chosen = language_in_use(language)
    if is_folder(options["agreement"]):
        for option, given in (("--beancount", beancount), ("--supersedes", supersedes)):
            if given is not None:
                raise RequestError(problem("settlement.many_of_one", option=option))
        settle_folder(out, everything, workers, overwrite, chosen, options)
        return
    sources = paths_read(options["readings"], options)
    if out is not None:
        refuse_targets(files_of(Path(out)), sources)
    earlier = superseded(supersedes)
    if beancount is not None:
        refuse_targets([named_file(beancount, *ENDINGS)], sources)
    settlement = settled(chosen, options)
    restatement = restated_from(settlement, earlier, chosen)
    print_settlement(settlement, chosen, everything)
    if restatement is not None:
        print_restatement(restatement, chosen, everything)
    if beancount is not None:
        settlement.to_beancount(beancount, chosen)
    if out is not None:
        with working("command.working_write", chosen):
            paths = settlement.save(out, language=chosen, read=sources, restatement=restatement, overwrite=overwrite)
        tell(say("command.written", chosen, folder=out, files=", ".join(path.name for path in paths)))


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
