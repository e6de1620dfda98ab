"""The commands of monitoring files alone: read and grade."""

from __future__ import annotations

from typing import Any

import click

from ecocomp.cli.options import choice, how_to_read, paths_read, reading_options
from ecocomp.cli.reporting import cli, language_option, reporting, tell
from ecocomp.cli.working import working
from ecocomp.wording import language_in_use, say


@cli.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(), metavar="READINGS...")
@reading_options
@click.option("--out", type=click.Path(), help="写出监测值的 CSV 文件 CSV file of all readings")
@click.option("--all", "everything", is_flag=True, help="列出全部断面与说明 list every section and note")
@language_option
@reporting
def read(files: tuple[str, ...], out: str | None, everything: bool, language: str | None, **options: Any) -> None:
    """读取监测数据,说明如何理解 · Read monitoring files and show what was understood, with every problem."""
    from pathlib import Path

    from ecocomp.errors import ReadingsError
    from ecocomp.readings.report import reading_report
    from ecocomp.report.reading_report import print_reading_report, save_readings
    from ecocomp.report.targets import refuse_targets

    chosen = language_in_use(language)
    sources = paths_read(files, options)
    if out is not None:
        refuse_targets([Path(out)], sources)
    with working("command.working_read", chosen):
        report = reading_report(list(files), **how_to_read(options))
    print_reading_report(report, chosen, everything)
    if report.failed:
        # what could not be read would be missing from the file without a trace
        raise ReadingsError(each for each in report.problems if each.severity == "error")
    if out is not None:
        tell(say("command.saved", chosen, path=save_readings(report, Path(out), read=sources)))


@cli.command()
@click.argument("readings", nargs=-1, required=True, type=click.Path())
@click.option(
    "--indicators",
    default="five",
    show_default=True,
    help="评价指标或指标组,逗号分隔 indicators or sets, by commas: five,cod",
)
@click.option("--lake", "lakes", multiple=True, metavar="SECTION", help="按湖库限值评价的断面 a section that is a lake")
@click.option(
    "--target",
    "targets",
    multiple=True,
    metavar="[SECTION=]GRADE",
    help="水质目标 the grade to be reached: III, 平林=II",
)
@choice("--each", ("time", "month"), "逐时次,或按月均值 every time, or the mean of every month")
@choice(
    "--decimals",
    ("unrounded", "standard"),
    "比较前不修约,或按评价位数修约 compare unrounded, or rounded to evaluation decimals",
)
@choice(
    "--below-detection", ("half", "zero", "full", "exclude"), "低于检出限的值 what stands for values below detection"
)
@choice("--dissolved-oxygen", ("7.5", "saturation"), "溶解氧Ⅰ类:7.5 mg/L,或饱和率 90% grade Ⅰ of oxygen")
@choice(
    "--missing",
    ("undetermined", "judge", "refuse"),
    "缺少指标而其余达标的:不判定,按已测指标判定,或报错 what lacks indicators and else meets the target",
)
@click.option("--standard", default="GB 3838-2002", show_default=True, help="标准 the edition of the standard")
@click.option("--river", is_flag=True, help="把各断面当作一条河流(流域)评价 judge the sections as one river or basin")
@reading_options
@click.option("--out", type=click.Path(), help="写出的 CSV the CSV file to write")
@click.option("--all", "everything", is_flag=True, help="列出每个断面时次 print every section and time")
@language_option
@reporting
def grade(
    readings: tuple[str, ...],
    lakes: tuple[str, ...],
    targets: tuple[str, ...],
    out: str | None,
    everything: bool,
    river: bool,
    language: str | None,
    indicators: str,
    **options: Any,
) -> None:
    """评价水质(不需要协议) · Judge water by the standard, without an agreement: grades, pollutants, attainment."""
    from pathlib import Path

    from ecocomp.assessment.grading import grade_water
    from ecocomp.assessment.grading_options import targets_given
    from ecocomp.readings import read_monitoring
    from ecocomp.report.grades import print_grades, save_grades
    from ecocomp.report.targets import refuse_targets

    chosen = language_in_use(language)
    sources = paths_read(readings, options)
    if out is not None:
        refuse_targets([Path(out)], sources)
    graded = grade_water(
        read_monitoring(list(readings), **how_to_read(options)),
        indicators=[each.strip() for each in indicators.replace("，", ",").split(",") if each.strip()],
        waters=dict.fromkeys(lakes, "lake"),
        target=targets_given(targets),
        **options,
    )
    path = None if out is None else save_grades(graded, Path(out), chosen, read=sources)
    print_grades(graded, chosen, everything=everything, river=river)
    if path is not None:
        tell(say("assessment.written", chosen, path=path, count=len(graded)))
