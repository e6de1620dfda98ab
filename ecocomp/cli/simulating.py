"""The command of possible years: simulate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from ecocomp.cli.options import agreement_options, how_to_read, paths_read
from ecocomp.cli.reporting import cli, language_option, reporting, tell
from ecocomp.cli.scenario_options import scenario_options, scenarios_of
from ecocomp.cli.working import progressing, working
from ecocomp.wording import language_in_use, say

if TYPE_CHECKING:
    from ecocomp.agreement import Agreement
    from ecocomp.readings import Readings


@cli.command()
@agreement_options
@scenario_options
@click.option(
    "--vary",
    "pairs",
    multiple=True,
    metavar="NAME=V1,V2",
    help="条款的各种取值,可多次给出 values of a term; several terms are taken all with all",
)
@click.option("--terms", "terms_file", type=click.Path(), help="各组条款取值的文件 YAML or JSON file of sets of terms")
@click.option(
    "--draw",
    "draws",
    multiple=True,
    metavar="NAME=KIND,V1,V2",
    help="由分布抽取条款(uniform、triangular、normal、weighted),可多次给出 "
    "a term drawn from a distribution: annual_cap=uniform,500,1000",
)
@click.option("--sets", type=int, help="抽取几组条款,缺省 100 how many sets of terms are drawn, by default 100")
@click.option("--draw-seed", type=int, help="抽取条款的随机种子,缺省 1 seed of drawing terms, by default 1")
@click.option(
    "--variant",
    "variants",
    multiple=True,
    metavar="FILE",
    help="并列测算的其他方案(协议文件),可多次给出 another text of the agreement, simulated beside it",
)
@click.option(
    "--detail",
    type=click.Choice(["pairs", "sections"]),
    help="另列两两之间,或再加各断面各事项 what passes between each two, or of each transfer and section as well",
)
@click.option("--quick", is_flag=True, help="不逐分精确,更快 not exact to the fen, and quicker")
@click.option(
    "--compiled/--no-compiled",
    default=None,
    help="先编译(可选部分 fast)或不编译,缺省视规模而定 compile first (extra fast) or not; by default where it pays",
)
@click.option(
    "--out", type=click.Path(), help="写出结果的文件夹,中断后可接着测算 folder for results; goes on if broken off"
)
@click.option("--overwrite", is_flag=True, help="舍弃文件夹中另一次测算的分块 drop blocks of another simulation there")
@click.option(
    "--counted",
    is_flag=True,
    help="只留各金额出现的次数,不留各年金额 keep how often each amount comes about, not in which year",
)
@click.option(
    "--budget",
    "budget_years",
    type=click.IntRange(min=1, max=100),
    metavar="YEARS",
    help="另算连续几年的合计与备付金 sums of so many years in a row as well, and the reserve that they need",
)
@click.option("--plots", is_flag=True, help="在文件夹中另写图件(PNG) pictures into the folder too (extra plot)")
@click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True, help="进程数 how many processes")
@language_option
@reporting
def simulate(
    pairs: tuple[str, ...],
    terms_file: str | None,
    draws: tuple[str, ...],
    sets: int | None,
    draw_seed: int | None,
    variants: tuple[str, ...],
    detail: str | None,
    quick: bool,
    compiled: bool | None,
    out: str | None,
    overwrite: bool,
    counted: bool,
    budget_years: int | None,
    plots: bool,
    workers: int,
    language: str | None,
    **options: Any,
) -> None:
    """情景模拟:条款在许多可能年份的收支 · Simulate: what terms would cost in many possible years, from history."""
    from pathlib import Path

    from ecocomp.agreement import load_agreement
    from ecocomp.errors import RequestError, problem
    from ecocomp.report.plots.canvas import need_matplotlib
    from ecocomp.report.plots.save import pictures
    from ecocomp.report.simulation_files import BLOCKS, files_of, print_simulation, records_of, save_simulation
    from ecocomp.report.targets import refuse_targets
    from ecocomp.settlement.input_file import inputs_given
    from ecocomp.simulation.draws_given import draws_given
    from ecocomp.simulation.results.unsettled import none_settled
    from ecocomp.simulation.simulate import simulate as simulate_agreement
    from ecocomp.simulation.terms_given import terms_given

    chosen = language_in_use(language)
    sources = paths_read(options["readings"], {**options, "scenarios": options["kind"], "terms_file": terms_file})
    sources += list(variants)
    if plots:
        need_matplotlib()
        if out is None:
            raise RequestError(problem("simulation.plots_where"))
    if out is not None:
        refuse_targets(files_of(Path(out), detail or "", budget=budget_years is not None), sources)
    if budget_years is not None and counted:
        raise RequestError(problem("simulation.budget_counted"))
    agreement = load_agreement(options["agreement"])
    drafts = drafts_of(variants)
    inputs = inputs_given(options["inputs"], options["input_file"])
    if draws and (pairs or terms_file is not None):
        raise RequestError(problem("simulation.terms_both_ways"))
    terms = draws_given(draws, sets, draw_seed) or terms_given(pairs, terms_file)
    history = history_of(chosen, options)
    scenarios = scenarios_of(agreement, history, options["year"], options)
    with processes(workers) as executor, progressing("simulation.working", chosen, scenarios.rows) as progress:
        simulation = simulate_agreement(
            agreement,
            scenarios,
            terms,
            variants=drafts,
            year=options["year"],
            since=options["since"],
            through=options["through"],
            inputs=inputs,
            history=history,
            exact=not quick,
            compiled=compiled,
            detail=detail or "",
            executor=executor,
            kept_in=None if out is None else Path(out) / BLOCKS,
            overwrite=overwrite,
            counted=counted,
            progress=progress,
        )
    if simulation.unsettled_years == simulation.years:
        raise none_settled(simulation)
    records = records_of(simulation)
    budget = None if budget_years is None else simulation.budget(budget_years)
    if out is not None:  # whoever reads only the first lines of what is printed still gets the files
        with working("command.working_write", chosen):
            drawn = pictures(simulation, chosen) if plots else {}
            paths = save_simulation(simulation, records, Path(out), chosen, drawn, budget, read=sources)
    print_simulation(simulation, records, chosen, budget)
    if out is not None:
        tell(say("command.written", chosen, folder=out, files=", ".join(path.name for path in paths)))


def history_of(language: str, options: dict[str, Any]) -> Readings | None:
    """The readings of the years behind, None where none are given; what reading warns of goes to standard error."""
    from ecocomp.readings import read_monitoring
    from ecocomp.report.tables import problem_lines

    how = how_to_read(options)
    if not options["readings"]:
        return None
    with working("command.working_read", language):
        readings = read_monitoring(list(options["readings"]), **how)
    for line in problem_lines((each for each in readings.problems if each.severity == "warning"), language):
        tell(line, err=True)
    return readings


def drafts_of(files: Sequence[str]) -> dict[str, Agreement]:
    """Other texts of the agreement, named as their files. Raises RequestError where two have the same name."""
    from pathlib import Path

    from ecocomp.agreement import load_agreement
    from ecocomp.errors import RequestError, problem

    names = [Path(file).stem for file in files]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise RequestError(problem("simulation.variant_twice", name=twice))
    return {name: load_agreement(file) for name, file in zip(names, files, strict=True)}


@contextmanager
def processes(count: int) -> Iterator[Executor | None]:
    """So many processes; none where one is enough, which is this one."""
    if count == 1:
        yield None
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    from ecocomp.processes import as_worker

    # begun anew instead of forked: a copy of a process with threads, as numpy has, may wait for ever
    executor = ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=as_worker)
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)
