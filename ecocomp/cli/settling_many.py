"""``settle`` of a folder of agreements."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ecocomp.cli.reporting import ERROR, NOT_WRITTEN, tell
from ecocomp.cli.working import progressing, working
from ecocomp.wording import say

if TYPE_CHECKING:
    from pathlib import Path

    from ecocomp.readings.readings import Readings
    from ecocomp.report.many_files import Form
    from ecocomp.settlement.many.one import Outcome, Question, Task
    from ecocomp.settlement.many.summary import Summary


def settle_folder(
    out: str | None, everything: bool, workers: int | None, overwrite: bool, language: str, options: dict[str, Any]
) -> None:
    """Settle all agreements of a folder, write and show them; the exit code is 1 where any of them failed."""
    from functools import partial
    from pathlib import Path

    from ecocomp.cli.options import paths_read
    from ecocomp.errors import RequestError, problem
    from ecocomp.report.many_files import form_of, print_overview, save_overview, written
    from ecocomp.settlement.many.one import Question
    from ecocomp.settlement.many.settling import tasks
    from ecocomp.settlement.settling import check_asked

    if options["inputs"]:
        raise RequestError(problem("settlement.many_input_option", found=options["inputs"][0]))
    folder = None if out is None else Path(out)
    found = tasks(options["agreement"], options["input_file"])
    sources = paths_read(options["readings"], options)
    if folder is not None:
        check_targets(folder, found, sources)
    check_asked(None, options["year"], options["gaps"])
    readings, read_as = readings_of(options, language)
    make = partial(form_of, language=language, written=folder is not None)
    question = Question(options["year"], options["since"], options["through"], options["gaps"], make, read_as)
    write = partial(written, folder=folder or Path(), read=sources, overwrite=overwrite)
    outcomes, unwritten = settled(found, question, readings, workers or processors(), write, language)
    if folder is not None:  # whoever reads only the first lines of what is printed still gets the files
        with working("command.working_write", language):
            paths = save_overview(outcomes, readings, folder, language, sources)
    print_overview(outcomes, language, everything)
    if folder is not None:
        tell(say("settlement.many_written", language, folder=out, files=", ".join(path.name for path in paths)))
    tell_failures(outcomes, readings, unwritten, everything, language)


def check_targets(folder: Path, found: Iterable[Task], sources: Iterable[str]) -> None:
    """Raises OutputError where a file that is read would be written over."""
    from pathlib import Path

    from ecocomp.report.many_files import targets_of
    from ecocomp.report.targets import refuse_targets

    own = [path for each in found for path in (each.file, each.inputs) if isinstance(path, str | Path)]
    refuse_targets(targets_of(folder, (each.name for each in found)), [*sources, *own])


def readings_of(options: dict[str, Any], language: str) -> tuple[Readings | None, int | None]:
    """The readings, read once for all agreements, and the year that times without one were taken to be of, if so."""
    from ecocomp.cli.options import how_to_read
    from ecocomp.readings import read_monitoring

    how = how_to_read(options)
    if not options["readings"]:
        return None, None
    given = how["year"] is not None
    with working("command.working_read", language):
        readings = read_monitoring(list(options["readings"]), **{**how, "year": how["year"] or options["year"]})
    if given or not any(each.code == "readings.year_given" for each in readings.problems):
        return readings, None
    tell(say("command.year_taken", language, year=options["year"]), err=True)
    return readings, options["year"]


def settled(
    found: Sequence[Task],
    question: Question[Form],
    readings: Readings | None,
    workers: int,
    write: Callable[[Outcome[Form]], tuple[Outcome[Summary], bool]],
    language: str,
) -> tuple[list[Outcome[Summary]], bool]:
    """What came of each agreement, its files written as soon as it is settled; and whether any could not be written."""
    from ecocomp.settlement.many.settling import each_settled

    outcomes: dict[int, Outcome[Summary]] = {}
    not_written = False
    with progressing("command.working_settle", language, len(found)) as progress:
        for number, outcome in each_settled(found, question, readings, workers):
            outcomes[number], unwritten = write(outcome)
            not_written |= unwritten
            progress(len(outcomes))
    return [outcomes[number] for number in range(len(found))], not_written


def tell_failures(
    outcomes: Sequence[Outcome[Summary]], readings: Readings | None, unwritten: bool, everything: bool, language: str
) -> None:
    """What stood in the way of agreements, and what reading warned of, on standard error; this ends the command."""
    from ecocomp.report.many_files import failure_lines, reading_warnings

    failures = failure_lines(outcomes, language, everything)
    if failures:
        for line in [*failures, *reading_warnings(readings, language)]:
            tell(line, err=True)
        sys.exit(NOT_WRITTEN if unwritten else ERROR)


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
