"""The options of how possible years are drawn, and the scenarios that they come to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ecocomp.cli.options import with_options
from ecocomp.cli.reporting import Command

if TYPE_CHECKING:
    from ecocomp.agreement import Agreement
    from ecocomp.errors import Problem
    from ecocomp.readings import Readings
    from ecocomp.simulation.scenarios import FlowYears, Measure, Scenarios, Trend

RESAMPLED, LOGNORMAL = "resampled", "lognormal"
ROWS, SEED = 10_000, 1
#: Which options say something of which scenarios.
OF_KIND = {
    RESAMPLED: ("rows", "seed", "months"),
    LOGNORMAL: ("rows", "seed", "measures", "trends", "wet", "normal", "dry"),
}
OPTIONS = {"measures": "--measure", "trends": "--trend"}
#: Weight, flow and concentration of a kind of year.
PARTS_OF_YEAR = 3


def scenario_options(command: Command) -> Command:
    """Which scenarios, how many, and what is changed against history."""
    return with_options(
        command,
        click.option(
            "--scenarios",
            "kind",
            default=RESAMPLED,
            show_default=True,
            metavar="resampled|lognormal|FILE",
            help="情景:历史重抽样、逐月对数正态,或自定情景表 "
            "years of history, log-normal by month, or a table of one's own",
        ),
        click.option("--rows", type=int, help=f"情景数,缺省 {ROWS} how many scenarios, by default {ROWS}"),
        click.option("--seed", type=int, help=f"随机种子,缺省 {SEED} seed of the random numbers, by default {SEED}"),
        click.option(
            "--months",
            type=int,
            help="历史重抽样:每次取几个月,缺省 12 years of history in parts of so many months: 1, 2, 3, 4, 6 or 12",
        ),
        click.option(
            "--measure",
            "measures",
            multiple=True,
            metavar="NAME[@SECTION]=FACTOR[,YEAR]",
            help="对数正态:治理措施的倍数(自某年起) a measure, from a year on: 氨氮@平林=0.8,2026",
        ),
        click.option(
            "--trend",
            "trends",
            multiple=True,
            metavar="NAME[@SECTION]=FACTOR,YEAR",
            help="对数正态:某年之后每年的倍数 a factor for each year after: TP=0.97,2023",
        ),
        *(
            click.option(
                f"--{name}",
                metavar="WEIGHT,FLOW,CONCENTRATION",
                help=f"对数正态:{chinese}的权重及流量、浓度倍数 weight and factors of {name} years; all three or none",
            )
            for name, chinese in (("wet", "丰水年"), ("normal", "平水年"), ("dry", "枯水年"))
        ),
    )


def scenarios_of(agreement: Agreement, history: Readings | None, year: int, given: dict[str, Any]) -> Scenarios:
    """The scenarios that the options, taken out of ``given``, ask for; ``year`` is the assessment year."""
    from ecocomp.errors import RequestError, problem
    from ecocomp.simulation.scenarios import lognormal_scenarios, resampled_scenarios
    from ecocomp.simulation.scenarios.own_file import own_scenarios_of

    kind = given.pop("kind")
    names = dict.fromkeys(name for each in OF_KIND.values() for name in each)
    asked = {name: value for name in names if (value := given.pop(name)) not in (None, ())}
    wrong = [OPTIONS.get(name, f"--{name}") for name in asked if name not in OF_KIND.get(kind, ())]
    if wrong and kind not in OF_KIND:
        raise RequestError(problem("simulation.own_not_drawn", options=", ".join(wrong)))
    if wrong:
        raise RequestError(problem("simulation.option_of_other", options=", ".join(wrong), kind=kind))
    if kind not in OF_KIND:
        return own_scenarios_of(agreement, kind)
    if history is None:
        raise RequestError(problem("simulation.history_needed", kind=kind))
    drawn = {"rows": ROWS, "seed": SEED} | {name: asked[name] for name in ("rows", "seed") if name in asked}
    if kind == RESAMPLED:
        return resampled_scenarios(agreement, history, **drawn, months=asked.get("months", 12))
    problems: list[Problem] = []
    measures = changes_of(asked, problems)
    flow_years = flow_years_of(asked, problems)
    if problems:
        raise RequestError(problems)
    return lognormal_scenarios(agreement, history, **drawn, year=year, measures=measures, flow_years=flow_years)


def changes_of(asked: dict[str, Any], problems: list[Problem]) -> list[Measure | Trend]:
    """Measures and trends as they were written; what is written otherwise is added to ``problems``."""
    from ecocomp.errors import problem
    from ecocomp.simulation.scenarios import Measure, Trend

    found: list[Measure | Trend] = []
    for name, text in [(kind, text) for kind in ("measures", "trends") for text in asked.get(kind, ())]:
        what, sign, said = text.partition("=")
        indicator, at, section = (each.strip() for each in what.partition("@"))
        factor, comma, since = (each.strip() for each in said.partition(","))
        whole = bool(sign and indicator and factor) and bool(section) is bool(at)
        year = int(since) if since.isascii() and since.isdigit() and len(since) <= len("2026") else None
        if not whole or (comma and year is None) or (name == "trends" and year is None):
            problems.append(problem(f"simulation.{name}_form", found=text))
        elif name == "trends" and year is not None:
            found.append(Trend(indicator, factor, year, section or None))
        else:
            found.append(Measure(indicator, factor, section or None, year))
    return found


def flow_years_of(asked: dict[str, Any], problems: list[Problem]) -> FlowYears | None:
    """Wet, normal and dry years as they were written; None where none are."""
    from ecocomp.errors import problem
    from ecocomp.simulation.scenarios import FlowYear, FlowYears

    names = ("wet", "normal", "dry")
    written = {name: [each.strip() for each in asked[name].split(",")] for name in names if name in asked}
    if not written:
        return None
    odd = [f"--{name} {asked[name]}" for name, parts in written.items() if len(parts) != PARTS_OF_YEAR]
    if odd or len(written) < len(names):
        problems.append(
            problem("simulation.flow_years_form", found=", ".join(odd) or ", ".join(f"--{name}" for name in written))
        )
        return None
    return FlowYears(*(FlowYear(*written[name]) for name in names))
