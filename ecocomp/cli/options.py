"""The options of reading and of settling that several commands share, and what they come to."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

from ecocomp.cli.reporting import Command, tell
from ecocomp.cli.working import working
from ecocomp.cli.wrong_call import WrongCall
from ecocomp.wording import say, say_both

if TYPE_CHECKING:
    from ecocomp.agreement import Agreement
    from ecocomp.settlement import Settlement


def reading_year(_context: click.Context, _option: click.Parameter, text: str | None) -> int | str | None:
    """A year, or a span of months as it is written."""
    if text is None or not text.isascii() or not text.isdigit():
        return text
    return int(text[:5])  # no year has more digits; the reader says what it expects


def one_mapping(context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> str | None:
    """The mapping file; several would each be of all readings, and the last one alone would count."""
    if len(given) > 1:
        raise WrongCall(say_both("command.mapping_twice", found=", ".join(given)), context)
    return given[0] if given else None


def with_options(command: Command, *options: Callable[[Command], Command]) -> Command:
    """A command with arguments and options, in the order in which help lists them."""
    for option in reversed(options):
        command = option(command)
    return command


def choice(name: str, words: tuple[str, ...], told: str) -> Callable[[Command], Command]:
    """An option that is one of some words, the first of them by default; ``told`` is what help says of it."""
    return click.option(name, type=click.Choice(words), default=words[0], show_default=True, help=told)


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
        choice(
            "--repeated",
            ("refuse", "first", "last"),
            "同一断面同一时间有不同值时 when a section-time has differing values",
        ),
        click.option(
            "--mapping",
            multiple=True,
            callback=one_mapping,
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


def paths_read(readings: Iterable[str], options: dict[str, Any]) -> list[str]:
    """Every path that a command reads, readings and all else; none of them may be written over by ``--out``."""
    others = (options.get(key) for key in ("mapping", "agreement", "input_file", "scenarios", "terms_file"))
    return [*readings, *(each for each in others if each is not None and os.path.isfile(each))]


def agreement_options(command: Command) -> Command:
    """The arguments and options of commands that apply an agreement to readings: which, when, and what is declared."""
    return with_options(
        command,
        click.argument("agreement"),
        click.argument("readings", nargs=-1, type=click.Path()),
        click.option("--year", type=int, required=True, help="考核年度 assessment year"),
        click.option("--from", "since", help="起始月份 first month: 1–12 or 2024-03"),
        click.option("--through", help="截止月份(预核算) last month, for a provisional settlement"),
        reading_options,
        click.option("--input", "inputs", multiple=True, metavar="NAME=VALUE", help="申报事项 a declared input"),
        click.option("--inputs", "input_file", type=click.Path(), help="申报事项文件 YAML file of inputs"),
    )


def settling_options(command: Command) -> Command:
    """The arguments and options that ``settle`` and ``explain`` share."""
    return with_options(
        command,
        agreement_options,
        choice(
            "--gaps",
            ("agreement", "skip"),
            "缺数:按协议,或略去(预核算) missing data: by the agreement, or left out (provisional)",
        ),
    )


def settled(language: str, options: dict[str, Any]) -> Settlement:
    """Load, read and settle as the options say; what was interpreted goes to standard error."""
    from ecocomp.agreement import load_agreement
    from ecocomp.errors import SettlementError
    from ecocomp.settlement import settle as settle_agreement
    from ecocomp.settlement.input_file import inputs_given

    agreement = load_agreement(options["agreement"])
    inputs = inputs_given(options["inputs"], options["input_file"])
    readings = readings_of(agreement, language, options)
    try:
        with working("command.working_settle", language):
            return settle_agreement(
                agreement,
                readings,
                options["year"],
                since=options["since"],
                through=options["through"],
                inputs=inputs,
                gaps=options["gaps"],
            )
    except SettlementError:
        # what reading warned of, such as a sheet that was not read, may well be why something is missing
        for each in readings.problems if readings is not None else ():
            if each.severity == "warning":
                tell(each.line(language), err=True)
        raise


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
    with working("command.working_read", language):
        readings = read_monitoring(list(options["readings"]), **how)
    taken = {each.code for each in readings.problems} & {"readings.year_given", "readings.year_of_span"}
    if taken and not given:
        code = "command.span_taken" if isinstance(how["year"], str) else "command.year_taken"
        tell(say(code, language, year=how["year"], span=how["year"]), err=True)
    return readings
