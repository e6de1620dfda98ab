"""The commands of the settlement notice: notice, and notice-template for a bureau that wants one of its own."""

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
@click.option("--party", "parties", multiple=True, help="缔约方,可多次给出,缺省为全部 a party, by default all")
@click.option("--out", type=click.Path(), required=True, help="写出通知书的文件夹 folder for the notices")
@click.option("--notice-template", type=click.Path(), metavar="DOCX", help="自备的模板 a template of your own")
@supersedes_option
@click.option("--overwrite", is_flag=True, help="覆盖已有文件 replace files that are there already")
@language_option
@reporting
def notice(
    parties: tuple[str, ...],
    out: str,
    notice_template: str | None,
    supersedes: str | None,
    overwrite: bool,
    language: str | None,
    **options: Any,
) -> None:
    """写出各方的结算通知书(Word) · Write the settlement notice of each party as a Word file."""
    from pathlib import Path

    from ecocomp.report.notice.write import need_docx
    from ecocomp.report.targets import refuse_targets
    from ecocomp.settlement.headline import banner

    chosen = language_in_use(language)
    need_docx()
    sources = paths_read(options["readings"], options)
    refuse_targets([Path(out)], sources)
    earlier = superseded(supersedes)
    settlement = settled(chosen, options)
    restatement = restated_from(settlement, earlier, chosen)
    warning = banner(settlement.agreement, chosen)
    if warning:
        tell(warning, err=True)
    with working("command.working_write", chosen):
        paths = settlement.notices(
            out,
            parties=parties or None,
            language=chosen,
            template=notice_template,
            overwrite=overwrite,
            read=sources,
            restatement=restatement,
        )
    tell(say("command.written", chosen, folder=out, files=", ".join(path.name for path in paths)))


@cli.command("notice-template")
@click.option("--out", type=click.Path(), required=True, help="写出的模板 the template to write (.docx)")
@click.option("--overwrite", is_flag=True, help="覆盖已有文件 replace a file that is there already")
@language_option
@reporting
def notice_template(out: str, overwrite: bool, language: str | None) -> None:
    """写出通知书模板,供修改 · Write the template of the notice, to be changed in Word or WPS."""
    from ecocomp.report.notice import write_notice_template

    chosen = language_in_use(language)
    path = write_notice_template(out, language=chosen, overwrite=overwrite)
    tell(say("notice.template_written", chosen, path=path))
