"""The command of the pictures of a settlement: plots."""

from __future__ import annotations

from typing import Any

import click

from ecocomp.cli.options import paths_read, settled, settling_options
from ecocomp.cli.reporting import cli, language_option, reporting, tell
from ecocomp.cli.working import working
from ecocomp.wording import language_in_use, say


@cli.command()
@settling_options
@click.option("--out", type=click.Path(), required=True, help="写出图件的文件夹 folder for the pictures")
@language_option
@reporting
def plots(out: str, language: str | None, **options: Any) -> None:
    """画图:资金流向、净额构成、指标贡献、逐月值(PNG) · Draw flows, net amounts, contributions and months as PNG."""
    from pathlib import Path

    from ecocomp.report.plots.canvas import need_matplotlib
    from ecocomp.report.plots.save import save_plots
    from ecocomp.report.targets import refuse_targets

    chosen = language_in_use(language)
    need_matplotlib()
    sources = paths_read(options["readings"], options)
    refuse_targets([Path(out)], sources)
    settlement = settled(chosen, options)
    with working("command.working_write", chosen):
        paths = save_plots(settlement, out, language=chosen, read=sources)
    tell(say("plots.written", chosen, folder=out, count=len(paths), files=", ".join(path.name for path in paths)))
