"""``settle`` of a folder of agreements."""

from __future__ import annotations

import os
import sys
from typing import Any

from ecocomp.cli.reporting import ERROR, NOT_WRITTEN, tell
from ecocomp.cli.working import progressing, working
from ecocomp.wording import say


def settle_folder(
    out: str | None, everything: bool, workers: int | None, overwrite: bool, language: str, options: dict[str, Any]
) -> None:
    """Settle all agreements of a folder, write and show them; the exit code is 1 where any of them failed."""
    from functools import partial
    from pathlib import Path

    from ecocomp.cli.options import how_to_read, paths_read
    from ecocomp.errors import RequestError, problem
    from ecocomp.report.many_files import (
        failure_lines,
        form_of,
        print_overview,
        reading_warnings,
        save_overview,
        targets_of,
        written,
    )
    from ecocomp.report.targets import refuse_targets
    from ecocomp.settlement.many.one import Question
    from ecocomp.settlement.many.settling import each_settled, tasks
    from ecocomp.settlement.settling import check_asked

    if options["inputs"]:
        raise RequestError(problem("settlement.many_input_option", found=options["inputs"][0]))
    found = tasks(options["agreement"], options["input_file"])
    sources = paths_read(options["readings"], options)
    if out is not None:
        own = [path for each in found for path in (each.file, each.inputs) if isinstance(path, str | Path)]
        refuse_targets(targets_of(Path(out), (each.name for each in found)), [*sources, *own])
    how = how_to_read(options)
    check_asked(None, options["year"], options["gaps"])
    read_as = options["year"] if how["year"] is None else None
    readings = None
    if options["readings"]:
        readings = readings_of(options["readings"], {**how, "year": how["year"] or options["year"]}, language)
    if readings is None or not any(each.code == "readings.year_given" for each in readings.problems):
        read_as = None
    if read_as is not None:
        tell(say("command.year_taken", language, year=read_as), err=True)
    make = partial(form_of, language=language, written=out is not None)
    question = Question(options["year"], options["since"], options["through"], options["gaps"], make, read_as)
    outcomes: dict[int, Any] = {}
    not_written = False
    with progressing("command.working_settle", language, len(found)) as progress:
        for number, outcome in each_settled(found, question, readings, workers or processors()):
            outcomes[number], unwritten = written(outcome, Path(out or ""), sources, overwrite)
            not_written |= unwritten
            progress(len(outcomes))
    ordered = [outcomes[number] for number in range(len(found))]
    if out is not None:  # whoever reads only the first lines of what is printed still gets the files
        with working("command.working_write", language):
            paths = save_overview(ordered, readings, Path(out), language, sources)
    print_overview(ordered, language, everything)
    if out is not None:
        tell(say("settlement.many_written", language, folder=out, files=", ".join(path.name for path in paths)))
    failures = failure_lines(ordered, language, everything)
    if failures:
        for line in [*failures, *reading_warnings(readings, language)]:
            tell(line, err=True)
        sys.exit(NOT_WRITTEN if not_written else ERROR)


def readings_of(files: Any, how: dict[str, Any], language: str) -> Any:
    """The readings, read once for all agreements."""
    from ecocomp.readings import read_monitoring

    with working("command.working_read", language):
        return read_monitoring(list(files), **how)


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
