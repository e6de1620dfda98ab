"""What ``ecocomp grade`` prints and writes: sections, differences from published classes, every row, rivers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from pathlib import Path

from ecocomp.assessment.attainment import Attainment, share_text
from ecocomp.assessment.graded import GradedWater
from ecocomp.assessment.grading_options import grade_sign
from ecocomp.assessment.judged import (
    JudgedSection,
    colour_text,
    indicator_text,
    multiple_text,
    names_text,
    pollutants_text,
    status_text,
    value_text,
)
from ecocomp.assessment.rivers import RiverState
from ecocomp.report.files import csv_text, write_all
from ecocomp.report.tables import Table, problem_lines
from ecocomp.report.terminal import MOST_LINES, MOST_PROBLEMS, console, print_table
from ecocomp.standards.grades import GRADES
from ecocomp.wording import say

MOST_NAMED = 3


def heads(language: str, codes: Iterable[str]) -> tuple[str, ...]:
    """Column headings by their codes."""
    return tuple(say(f"assessment.head_{code}", language) for code in codes)


def section_table(graded: GradedWater, language: str) -> Table:
    """For each section: how often it had each grade, what held it there, its main pollutants, its attainment."""
    columns = (
        *heads(language, ("section", "province", "times")),
        *GRADES,
        *heads(language, ("none", "limiting", "pollutants", "counts", "rate")),
    )
    by_site: dict[tuple[str, str, str], list[JudgedSection]] = {}
    for row in graded.rows:
        by_site.setdefault((row.section, row.province, row.basin), []).append(row)
    found = [
        section_row(each, by_site[each.section, each.province, each.basin], language) for each in graded.attainment
    ]
    if len(found) > 1:
        whole = section_row(graded.overall_attainment, graded.rows, language)
        found.append((say("assessment.head_all", language), *whole[1:]))
    numbers = frozenset({*range(2, 4 + len(GRADES)), len(columns) - 2, len(columns) - 1})
    return Table(say("assessment.title_sections", language), columns, tuple(found), numbers)


def section_row(each: Attainment, rows: Sequence[JudgedSection], language: str) -> tuple[str, ...]:
    """One section or all of them: times, times of a grade, limiting indicators, main pollutants, attainment rate."""
    limiting = Counter(name for row in rows for name in row.limiting)
    return (
        each.section,
        each.province,
        str(each.times),
        *(str(count) for count in each.grades),
        counted(limiting, language, lambda name: ""),
        pollutants_counted(rows, language),
        f"{each.met}/{each.missed}/{each.undecided}" if each.met + each.missed + each.undecided else "",
        share_text(each.rate),
    )


def pollutants_counted(rows: Sequence[JudgedSection], language: str) -> str:
    """The main pollutants with how often they were, and the largest multiple."""
    counts: Counter[str] = Counter()
    largest: dict[str, Fraction] = {}
    for row in rows:
        for each in row.main_pollutants:
            counts[each.indicator] += 1
            if each.multiple is not None:
                largest[each.indicator] = max(largest.get(each.indicator, each.multiple), each.multiple)

    def most(name: str) -> str:
        return say("assessment.at_most", language, multiple=multiple_text(largest[name])) if name in largest else ""

    return counted(counts, language, most)


def counted(counts: Counter[str], language: str, behind: Callable[[str], str]) -> str:
    """The most frequent indicators with their counts."""
    named = (
        f"{indicator_text(name, language)} {count}{behind(name)}" for name, count in counts.most_common(MOST_NAMED)
    )
    return say("assessment.joint", language).join(named)


def row_table(graded: GradedWater, language: str, rows: Sequence[JudgedSection] | None = None) -> Table:
    """Every section and time, with the value, grade and multiple of each indicator."""
    columns = [
        *heads(language, ("section", "province", "basin", "time", "waters", "target", "grade", "status", "colour"))
    ]
    columns += heads(language, ("limiting", "pollutants", "attained", "missing", "undecidable", "unrounded"))
    columns += heads(language, ("rounded", "published", "agrees"))
    first = len(columns)
    for name in graded.indicators:
        known = indicator_text(name, language)
        columns += [known, *(f"{known} {each}" for each in heads(language, ("grade", "multiple")))]
    numbers = frozenset(at for at in range(first, len(columns)) if (at - first) % 3 == 0)
    judged = graded.rows if rows is None else rows
    found = tuple(row_cells(row, graded.indicators, language) for row in judged)
    return Table(say("assessment.title_rows", language), tuple(columns), found, numbers)


def row_cells(row: JudgedSection, indicators: Sequence[str], language: str) -> tuple[str, ...]:
    """One section and time as cells; an indicator that was not judged leaves its three empty."""
    cells = [
        row.section,
        row.province,
        row.basin,
        row.time,
        say(f"assessment.waters_{row.waters}", language),
        grade_sign(row.target),
        grade_sign(row.grade),
        status_text(row.status, language),
        colour_text(row.status, language),
        names_text(row.limiting, language),
        pollutants_text(row.main_pollutants, language),
        attained_text(row, language),
        names_text(row.missing, language),
        names_text(row.undecidable, language),
        grade_sign(row.grade_unrounded),
        grade_sign(row.grade_rounded),
        grade_sign(row.published),
        truth(row.agrees, language),
    ]
    judged = {each.indicator: each for each in row.indicators}
    for name in indicators:
        each = judged.get(name)
        if each is None:
            cells += ["", "", ""]
        else:
            multiple = "" if each.multiple is None else multiple_text(each.multiple)
            cells += [value_text(each), grade_sign(each.grade), multiple]
    return tuple(cells)


def attained_text(row: JudgedSection, language: str) -> str:
    """Whether the target is met, 未判定 where that cannot be said; empty where there is no target."""
    if row.target is not None and row.attained is None:
        return say("assessment.undetermined", language)
    return truth(row.attained, language)


def truth(value: bool | None, language: str) -> str:
    """A truth value in words, nothing where it is not known."""
    return "" if value is None else say("terms.yes" if value else "terms.no", language)


def short_table(rows: Sequence[JudgedSection], language: str, title: str) -> Table:
    """Rows without the values: for the terminal."""
    columns = heads(
        language, ("section", "province", "time", "grade", "published", "limiting", "pollutants", "missing")
    )
    found = tuple(
        (
            row.section,
            row.province,
            row.time,
            grade_sign(row.grade),
            grade_sign(row.published),
            names_text(row.limiting, language),
            pollutants_text(row.main_pollutants, language),
            names_text(row.missing, language),
        )
        for row in rows
    )
    return Table(title, columns, found)


def river_table(states: Sequence[RiverState], language: str) -> Table:
    """The river or basin at each time."""
    columns = (
        *heads(language, ("time", "sections")),
        *GRADES,
        *heads(language, ("good_share", "worst_share", "grade", "status", "pollutants")),
    )
    found = tuple(
        (
            state.time,
            str(state.sections),
            *(str(count) for count in state.grades),
            share_text(state.good_share),
            share_text(state.worst_share),
            grade_sign(state.grade),
            status_text(state.status, language),
            names_text(state.main_pollutants, language),
        )
        for state in states
    )
    return Table(say("assessment.title_river", language), columns, found, frozenset(range(1, 4 + len(GRADES))))


def print_grades(graded: GradedWater, language: str, *, everything: bool = False, river: bool = False) -> None:
    """Judged water on the terminal."""
    states = graded.river() if river else ()
    out = console()
    print_table(out, section_table(graded, language))
    if river:
        print_table(out, river_table(states if everything else states[:MOST_LINES], language))
        if len(states) > MOST_LINES and not everything:
            out.print(say("assessment.more_rows", language, count=len(states) - MOST_LINES))
    if everything:
        print_table(out, short_table(graded.rows, language, say("assessment.title_rows", language)))
    differing = graded.differing
    compared = sum(row.agrees is not None for row in graded.rows)
    if compared:
        out.print(say("assessment.compared", language, count=compared, agreeing=compared - len(differing)))
    shown = differing if everything else differing[:MOST_LINES]
    print_table(out, short_table(shown, language, say("assessment.title_differing", language)))
    if len(shown) < len(differing):
        out.print(say("assessment.more_rows", language, count=len(differing) - len(shown)))
    lines = problem_lines(graded.problems, language, everything)
    if lines:
        out.print(say("command.problems", language), style="bold")
    for line in lines[: None if everything else MOST_PROBLEMS]:
        out.print(line, soft_wrap=True)


def save_grades(graded: GradedWater, path: Path, language: str, *, read: Iterable[str] = ()) -> Path:
    """Write every row as CSV; ``read`` are the paths of the readings, which are never written over.

    Raises OutputError where that fails, with nothing changed, and RequestError for a path of the readings.
    """
    return write_all(path.parent, {path.name: csv_text(row_table(graded, language))}, read=read)[0]
