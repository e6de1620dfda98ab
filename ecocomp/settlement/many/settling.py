"""``settle_all``: many agreements and one body of readings, in as many processes as are asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from ecocomp.agreement.agreement import Agreement
from ecocomp.errors import RequestError, problem
from ecocomp.processes import Lost, each_done
from ecocomp.readings.readings import Readings
from ecocomp.settlement.many.files import agreement_files, input_files, is_folder
from ecocomp.settlement.many.one import Made, Outcome, Question, Task, settled_one
from ecocomp.settlement.many.result import Settlements
from ecocomp.settlement.result import Settlement
from ecocomp.settlement.settling import check_asked

FolderOrAgreements = str | os.PathLike[str] | Sequence[Agreement | str | os.PathLike[str]]
InputsOfEach = Mapping[str, Mapping[str, Any]] | str | os.PathLike[str] | None


def settle_all(
    agreements: FolderOrAgreements,
    readings: Readings | None,
    year: int,
    *,
    since: int | str | None = None,
    through: int | str | None = None,
    inputs: InputsOfEach = None,
    gaps: str = "agreement",
    workers: int = 1,
    progress: Callable[[int], object] | None = None,
) -> Settlements:
    """Settle many agreements (批量结算) for an assessment year; each as :func:`ecocomp.settle` does it alone.

    ``agreements`` is a folder, whose files ending in ``.yaml`` or ``.yml`` are the agreements, also those in folders
    inside (local standards, ``*.standard.yaml``, are none), or a sequence of agreements, names and files. Each is
    called by the name of its file without ending, or by its id. ``inputs`` are the declared inputs by these names, or a
    folder with a file ``NAME.yaml`` for each agreement that has any. ``since``, ``through`` and ``gaps`` are those of
    :func:`ecocomp.settle`, for all of them.

    Where more than one ``workers`` are asked for, so many processes share the agreements, to the same result; a script
    then needs ``if __name__ == "__main__":`` around its work. ``progress`` is told how many agreements are done.

    What stops one agreement (an error in its file, missing readings, a process that ends) is in the result and stops no
    other. Raises RequestError for a folder without agreements, two of the same name, inputs of none of them, or a year
    or option that does not exist.

    >>> settle_all("agreements", readings, 2024).failed                      # doctest: +SKIP
    ()
    """
    found = tasks(agreements, inputs)
    check_asked(readings, year, gaps)
    question = Question(year, since, through, gaps, itself)
    outcomes: dict[int, Outcome[Settlement]] = {}
    for number, outcome in each_settled(found, question, readings, workers):
        outcomes[number] = outcome
        if progress is not None:
            progress(len(outcomes))
    return Settlements((outcomes[number] for number in range(len(found))), readings)


def itself(settlement: Settlement) -> Settlement:
    """A settlement as it is."""
    return settlement


def each_settled(
    found: Sequence[Task], question: Question[Made], readings: Readings | None, workers: int
) -> Iterator[tuple[int, Outcome[Made]]]:
    """The number and the outcome of each task, as they are finished."""
    if type(workers) is not int or workers < 1:
        raise RequestError(problem("settlement.workers", found=workers))
    for number, result in each_done(partial(settled_one, question), found, readings, workers):
        if isinstance(result, Lost):
            task = found[number]
            code = "settlement.worker_died" if result.died else "settlement.worker_stumbled"
            yield number, Outcome(task.name, task.file, "", None, (problem(code, reason=result.reason),))
        else:
            yield number, result


def tasks(agreements: FolderOrAgreements, inputs: InputsOfEach) -> list[Task]:
    """The agreements with their inputs, in the order of the files or of the sequence."""
    given = named(agreements, Path(inputs) if isinstance(inputs, str | os.PathLike) else None)
    if inputs is None:
        return [Task(name, each, None) for name, each in given.items()]
    if isinstance(inputs, str | os.PathLike):
        files = input_files(inputs, given)
        return [Task(name, each, files.get(name)) for name, each in given.items()]
    if not isinstance(inputs, Mapping):
        raise RequestError(problem("settlement.many_inputs_type", found=type(inputs).__name__))
    unknown = [str(name) for name in inputs if name not in given]
    if unknown:
        raise RequestError(problem("settlement.many_inputs_unknown", found=", ".join(unknown)))
    return [Task(name, each, inputs.get(name)) for name, each in given.items()]


def named(agreements: FolderOrAgreements, aside: Path | None) -> Mapping[str, Agreement | str | Path]:
    """The agreements by their names."""
    if isinstance(agreements, str | os.PathLike):
        if not is_folder(agreements):
            raise RequestError(problem("settlement.many_no_folder", found=os.fspath(agreements)))
        return agreement_files(Path(agreements), aside)
    found: dict[str, Agreement | str | Path] = {}
    for each in agreements:
        if not isinstance(each, Agreement | str | os.PathLike):
            raise RequestError(problem("settlement.many_type", found=type(each).__name__))
        name = each.id if isinstance(each, Agreement) else Path(each).stem
        if name in found:
            raise RequestError(problem("settlement.many_same_name", name=name, other=name))
        found[name] = each if isinstance(each, Agreement | str) else Path(each)
    return found
