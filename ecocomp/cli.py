"""The command line ``ecocomp``: check, show, template, read, settle, explain, grade, schema.

Exit codes: 0 all went well; 1 the agreement, the readings or the settlement has errors, all of which are printed;
2 the command was called in a way that cannot be understood; 3 a result could not be written.

Whatever a command needs is imported inside it, so that ``ecocomp --help`` answers at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ecocomp.wording import LANGUAGES, language_in_use, say

if TYPE_CHECKING:
    from ecocomp.agreement import Agreement
    from ecocomp.settlement import Settlement

ERROR, WRONG_CALL, NOT_WRITTEN = 1, 2, 3

Command = TypeVar("Command", bound=Callable[..., Any])

language_option = click.option(
    "--lang", "language", type=click.Choice(LANGUAGES), default=None, help="语言 language: zh (默认 default), en"
)


def reporting(command: Command) -> Command:
    """Problems of the user's files are printed, one a line, on standard error; no traceback."""
    from ecocomp.errors import EcocompError, OutputError, RequestError

    @wraps(command)
    def guarded(*args: Any, **options: Any) -> Any:
        language = language_in_use(options.get("language"))
        try:
            return command(*args, **options)
        except EcocompError as trouble:
            click.echo(trouble.text(language), err=True)
            count = sum(each.severity == "error" for each in trouble.problems)
            if count > 1:
                click.echo(say("command.bad", language, count=count), err=True)
            code = NOT_WRITTEN if isinstance(trouble, OutputError) else ERROR
            sys.exit(WRONG_CALL if isinstance(trouble, RequestError) else code)

    return guarded  # type: ignore[return-value]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="ecocomp")
def cli() -> None:
    """流域横向生态保护补偿结算 · Settle river-basin eco-compensation agreements.

    AGREEMENT 是协议库中的名称(如 fuli-river)或协议文件的路径;READINGS 是监测数据文件或文件夹。
    AGREEMENT is a name in the corpus (such as fuli-river) or the path of an agreement file; READINGS are monitoring
    files or folders.

    退出码 exit codes: 0 成功 good; 1 文件或数据有误 errors in files or data; 2 命令用法有误 wrong call;
    3 无法写出结果 results could not be written.
    """


@cli.command()
@click.argument("files", nargs=-1, required=True, metavar="AGREEMENT...")
@language_option
def check(files: tuple[str, ...], language: str | None) -> None:
    """检查协议文件,列出全部错误 · Check agreement files and list all errors."""
    from ecocomp.agreement import load_agreement
    from ecocomp.errors import EcocompError, RequestError

    chosen = language_in_use(language)
    count, code = 0, WRONG_CALL
    for file in files:
        try:
            agreement = load_agreement(file)
        except EcocompError as trouble:
            count += len(trouble.problems)
            click.echo(trouble.text(chosen), err=True)
            code = code if isinstance(trouble, RequestError) else ERROR
            continue
        text = agreement.text
        counts = {"parties": len(text.parties), "sections": len(text.sections)}
        counts |= {"rules": len(text.rules), "transfers": len(text.transfers)}
        click.echo(say("command.ok", chosen, file=file, **counts))
        if agreement.unconfirmed:
            click.echo(say("command.ok_unconfirmed", chosen, file=file, count=len(agreement.unconfirmed)))
    if count:
        click.echo(say("command.bad", chosen, count=count), err=True)
        sys.exit(code)


@cli.command()
@click.argument("file", metavar="AGREEMENT")
@language_option
@reporting
def show(file: str, language: str | None) -> None:
    """用文字显示一份协议 · Show an agreement in words: parties, sections, formulas, unconfirmed terms."""
    from ecocomp.agreement import load_agreement
    from ecocomp.report.show import print_agreement

    print_agreement(load_agreement(file), language_in_use(language))


@cli.command()
@click.argument("file", metavar="AGREEMENT")
@click.option("--year", type=int, help="考核年度,缺省为今年 assessment year, by default this year")
@click.option("--out", type=click.Path(), help="写出的工作簿 the workbook to write (.xlsx)")
@click.option("--overwrite", is_flag=True, help="覆盖已有文件 replace a file that is there already")
@language_option
@reporting
def template(file: str, year: int | None, out: str | None, overwrite: bool, language: str | None) -> None:
    """写出监测数据填报表(xlsx) · Write the workbook that bureaus fill in with monitoring data."""
    import datetime

    from ecocomp.agreement import load_agreement
    from ecocomp.report.template import default_year, file_name, write_template

    chosen = language_in_use(language)
    agreement = load_agreement(file)
    if year is None:
        year = default_year(agreement, datetime.date.today())
        click.echo(say("template.year_taken", chosen, year=year), err=True)
    target = file_name(agreement, year, chosen) if out is None else out
    path = write_template(agreement, target, year=year, language=chosen, overwrite=overwrite)
    months = len(agreement.text.assessment.months or range(12))
    sections = len(agreement.sections)
    click.echo(say("template.written", chosen, path=path, rows=sections * months, sections=sections, months=months))


def reading_year(_context: click.Context, _option: click.Parameter, text: str | None) -> int | str | None:
    """A year, or a span of months as it is written."""
    if text is None or not text.isascii() or not text.isdigit():
        return text
    return int(text[:5])  # no year has more digits; the reader says what it expects


def with_options(command: Command, *options: Callable[[Command], Command]) -> Command:
    """A command with arguments and options, in the order in which help lists them."""
    for option in reversed(options):
        command = option(command)
    return command


def reading_options(command: Command) -> Command:
    """The options of how monitoring files are read, which all commands that read them share."""
    return with_options(
        command,
        click.option(
            "--reading-year",
            callback=reading_year,
            metavar="YEAR|SPAN",
            help="监测时间没有年份时的年份或起止月份 year of times without one: 2024 or 2023-10..2024-09",
        ),
        click.option(
            "--repeated",
            type=click.Choice(("refuse", "first", "last")),
            default="refuse",
            show_default=True,
            help="同一断面同一时间有不同值时 when a section-time has differing values",
        ),
        click.option(
            "--mapping",
            type=click.Path(),
            metavar="YAML",
            help="说明监测数据表式的映射文件 file that describes the layout",
        ),
        click.option(
            "--implausible",
            multiple=True,
            metavar="[CHECK=]WORD",
            help="可疑值 implausible values: flag (缺省 default), refuse, exclude; 如 e.g. jump=exclude",
        ),
    )


def how_to_read(options: dict[str, Any]) -> dict[str, Any]:
    """Those options, taken out of a command's, as the arguments of ``read_monitoring``."""
    from ecocomp.readings.plausibility import asked

    return {
        "year": options.pop("reading_year"),
        "repeated": options.pop("repeated"),
        "mapping": options.pop("mapping"),
        "implausible": asked(options.pop("implausible")),
    }


def settling_options(command: Command) -> Command:
    """The arguments and options that ``settle`` and ``explain`` share."""
    return with_options(
        command,
        click.argument("agreement"),
        click.argument("readings", nargs=-1, type=click.Path()),
        click.option("--year", type=int, required=True, help="考核年度 assessment year"),
        click.option("--from", "since", help="起始月份 first month: 1–12 or 2024-03"),
        click.option("--through", help="截止月份(预核算) last month, for a provisional settlement"),
        reading_options,
        click.option(
            "--gaps",
            type=click.Choice(("agreement", "skip")),
            default="agreement",
            show_default=True,
            help="缺数:按协议,或略去(预核算) missing data: by the agreement, or left out (provisional)",
        ),
        click.option("--input", "inputs", multiple=True, metavar="NAME=VALUE", help="申报事项 a declared input"),
        click.option("--inputs", "input_file", type=click.Path(), help="申报事项文件 YAML file of inputs"),
    )


def settled(language: str, options: dict[str, Any]) -> Settlement:
    """Load, read and settle as the options say; what was interpreted goes to standard error."""
    from ecocomp.agreement import load_agreement
    from ecocomp.settlement import settle as settle_agreement
    from ecocomp.settlement.input_file import inputs_given

    agreement = load_agreement(options["agreement"])
    inputs = inputs_given(options["inputs"], options["input_file"])
    return settle_agreement(
        agreement,
        readings_of(agreement, language, options),
        options["year"],
        since=options["since"],
        through=options["through"],
        inputs=inputs,
        gaps=options["gaps"],
    )


def year_settled(agreement: Agreement, year: int) -> int | str:
    """The year of times without one in an assessment year: itself, or the span of two calendar years' months."""
    from ecocomp.period import assessment_year
    from ecocomp.readings.times import FIRST_YEAR, LAST_YEAR

    starts = agreement.text.assessment.starts
    if starts == 1 or not FIRST_YEAR < year <= LAST_YEAR:
        return year
    period = assessment_year(year, starts)
    return f"{period.first.label}..{period.last.label}"


def readings_of(agreement: Agreement, language: str, options: dict[str, Any]) -> Any:
    """The readings that the command names; None where there are none and the agreement needs none."""
    from ecocomp.readings import read_monitoring

    how = how_to_read(options)
    if not options["readings"] and agreement.text.readings is None:
        return None
    given = how["year"] is not None
    if not given:
        how["year"] = year_settled(agreement, options["year"])
    readings = read_monitoring(list(options["readings"]), **how)
    taken = {each.code for each in readings.problems} & {"readings.year_given", "readings.year_of_span"}
    if taken and not given:
        code = "command.span_taken" if isinstance(how["year"], str) else "command.year_taken"
        click.echo(say(code, language, year=how["year"], span=how["year"]), err=True)
    return readings


@cli.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(), metavar="READINGS...")
@reading_options
@click.option("--out", type=click.Path(), help="写出监测值的 CSV 文件 CSV file of all readings")
@click.option("--all", "everything", is_flag=True, help="列出全部断面 list every section")
@language_option
@reporting
def read(files: tuple[str, ...], out: str | None, everything: bool, language: str | None, **options: Any) -> None:
    """读取监测数据,说明如何理解 · Read monitoring files and show what was understood, with every problem."""
    from pathlib import Path

    from ecocomp.errors import ReadingsError
    from ecocomp.readings.report import reading_report
    from ecocomp.report.reading_report import print_reading_report, save_readings

    chosen = language_in_use(language)
    report = reading_report(list(files), **how_to_read(options))
    print_reading_report(report, chosen, everything)
    if report.failed:
        # what could not be read would be missing from the file without a trace
        raise ReadingsError(each for each in report.problems if each.severity == "error")
    if out is not None:
        click.echo(say("command.saved", chosen, path=save_readings(report, Path(out))))


@cli.command()
@settling_options
@click.option("--out", type=click.Path(), help="写出 JSON 与 CSV 的文件夹 folder for JSON and CSV")
@click.option("--all", "everything", is_flag=True, help="列出全部明细与须知 print all lines and notices")
@language_option
@reporting
def settle(out: str | None, everything: bool, language: str | None, **options: Any) -> None:
    """结算:谁付给谁、多少、为什么 · Settle: who pays whom, how much, and why."""
    from ecocomp.report.terminal import print_settlement

    chosen = language_in_use(language)
    settlement = settled(chosen, options)
    print_settlement(settlement, chosen, everything)
    if out is not None:
        paths = settlement.save(out, language=chosen)
        click.echo(say("command.written", chosen, folder=out, files=", ".join(path.name for path in paths)))


@cli.command()
@settling_options
@click.option("--name", required=True, help="规则、划拨或参数的名称 name of a rule, transfer or parameter")
@click.option("--at", "coordinate", multiple=True, metavar="AXIS=LABEL", help="如 section=平林, month=3")
@click.option("--all", "everything", is_flag=True, help="列出全部监测值 list every reading")
@language_option
@reporting
def explain(name: str, coordinate: tuple[str, ...], everything: bool, language: str | None, **options: Any) -> None:
    """说明一个数的来历 · Explain how a value came about, down to file, sheet, cell and clause."""
    from ecocomp.settlement.coordinates import coordinate_of

    chosen = language_in_use(language)
    at = coordinate_of(coordinate)
    click.echo(settled(chosen, options).explain(name, **at).text(chosen, everything=everything))


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
@click.option(
    "--each",
    type=click.Choice(("time", "month")),
    default="time",
    show_default=True,
    help="逐时次,或按月均值 every time, or the mean of every month",
)
@click.option(
    "--decimals",
    type=click.Choice(("unrounded", "standard")),
    default="unrounded",
    show_default=True,
    help="比较前不修约,或按评价位数修约 compare unrounded, or rounded to evaluation decimals",
)
@click.option(
    "--below-detection",
    type=click.Choice(("half", "zero", "full", "exclude")),
    default="half",
    show_default=True,
    help="低于检出限的值 what stands for values below detection",
)
@click.option(
    "--dissolved-oxygen",
    type=click.Choice(("7.5", "saturation")),
    default="7.5",
    show_default=True,
    help="溶解氧Ⅰ类:7.5 mg/L,或饱和率 90% grade Ⅰ of oxygen",
)
@click.option(
    "--missing",
    type=click.Choice(("undetermined", "judge", "refuse")),
    default="undetermined",
    show_default=True,
    help="缺少指标而其余达标的:不判定,按已测指标判定,或报错 what lacks indicators and else meets the target",
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

    chosen = language_in_use(language)
    graded = grade_water(
        read_monitoring(list(readings), **how_to_read(options)),
        indicators=[each.strip() for each in indicators.replace("，", ",").split(",") if each.strip()],
        waters=dict.fromkeys(lakes, "lake"),
        target=targets_given(targets),
        **options,
    )
    path = None if out is None else save_grades(graded, Path(out), chosen, read=readings)
    print_grades(graded, chosen, everything=everything, river=river)
    if path is not None:
        click.echo(say("assessment.written", chosen, path=path, count=len(graded)))


@cli.command()
def schema() -> None:
    """输出协议文件的 JSON Schema · Print the JSON Schema of agreement files."""
    import json

    from ecocomp.agreement.model import json_schema

    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=1))


def main() -> None:
    """The command ``ecocomp``."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by the caller: nobody wants to read it
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        # a terminal that cannot show Chinese gets escapes instead of a failure
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        try:
            cli()
        finally:
            sys.stdout.flush()
    except OSError as trouble:
        if trouble.filename is not None:
            raise
        # what was printed could not be written: a full disk behind ``>``
        # what is still waiting to be written would fail once more on the way out
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        click.echo(say("command.print_failed", reason=trouble.strerror or ""), err=True)
        sys.exit(NOT_WRITTEN)
