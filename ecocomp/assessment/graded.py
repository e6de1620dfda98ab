"""The result of judging water: one row a section and time, as objects and as a DataFrame."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ecocomp.assessment.attainment import Attainment, attainment_by_section, attainment_of
from ecocomp.assessment.grading_options import grade_sign
from ecocomp.assessment.judged import (
    REFERENCE_GRADE,
    JudgedSection,
    colour_text,
    names_text,
    pollutants_text,
    status_text,
)
from ecocomp.assessment.means import mean_of_indicator
from ecocomp.assessment.rivers import RiverState, river_states
from ecocomp.errors import Problem, RequestError, problem
from ecocomp.readings.names import clean_name
from ecocomp.rounding import evaluation_value
from ecocomp.standards.indicators import INDICATORS
from ecocomp.standards.limits import ladder

if TYPE_CHECKING:
    import pandas

#: The first columns of :attr:`GradedWater.frame`, in order; those of the indicators follow.
FRAME_COLUMNS = (
    "section",
    "province",
    "basin",
    "time",
    "waters",
    "target",
    "grade",
    "class",
    "status",
    "colour",
    "limiting",
    "main_pollutants",
    "attained",
    "missing",
    "undecidable",
    "grade_unrounded",
    "grade_rounded",
    "published",
    "agrees",
)
#: The columns of each indicator, before ``_`` and its id.
INDICATOR_COLUMNS = ("value", "grade", "multiple")


@dataclass(frozen=True, slots=True)
class GradedWater:
    """Judged water (水质评价结果), as :func:`~ecocomp.assessment.grading.grade_water` returns it.

    ``rows`` are ordered by section, province, basin and time; ``problems`` say what a reader must know: what the
    files told when read, what was left out, where rounding would change a grade, where a published class differs.
    The other fields say how it was judged.
    """

    rows: tuple[JudgedSection, ...]
    problems: tuple[Problem, ...] = field(compare=False)
    indicators: tuple[str, ...]
    standard: str
    each: str
    decimals: str
    below_detection: str
    dissolved_oxygen: str
    missing: str

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[JudgedSection]:
        return iter(self.rows)

    def __repr__(self) -> str:
        return f"GradedWater({len(self.rows)} section-times, {len(self.problems)} notes)"

    @property
    def differing(self) -> tuple[JudgedSection, ...]:
        """The rows whose published class is another than theirs."""
        return tuple(row for row in self.rows if row.agrees is False)

    @property
    def attainment(self) -> tuple[Attainment, ...]:
        """How often each section met its target (各断面达标率), with how often it had each grade."""
        return attainment_by_section(self.rows)

    @property
    def overall_attainment(self) -> Attainment:
        """How often all sections together met their targets (总达标率)."""
        return attainment_of(self.rows)

    def river(self, *, sections: Collection[str] | None = None) -> tuple[RiverState, ...]:
        """The state of a river or basin at each time (河流、流域水质状况), from all sections or those named.

        With five sections or more that have a grade by their shares, else by the mean of each indicator over them:
        环办〔2011〕22号. Raises RequestError for sections that are not there, and where rivers and lakes would have to
        be averaged.
        """
        rows: Sequence[JudgedSection] = self.rows
        if sections is not None:
            wanted = {clean_name(each): each for each in ([sections] if isinstance(sections, str) else sections)}
            known = {row.section for row in rows}
            lacking = [each for name, each in wanted.items() if name not in known]
            if lacking:
                raise RequestError(
                    problem("assessment.unknown_section", name="sections", found=each) for each in lacking
                )
            rows = [row for row in rows if row.section in wanted]
        return river_states(rows, self._averaged)

    def _averaged(self, rows: Sequence[JudgedSection]) -> dict[str, tuple[int, Fraction | None]]:
        """The grade of the mean of each indicator over some sections, and by how many times it exceeds Ⅲ.

        Ⅰ of dissolved oxygen is at 7.5 mg/L; what is not better the less there is has no multiple.
        """
        found: dict[str, tuple[int, Fraction | None]] = {}
        for name in self.indicators:
            means = [each.mean for row in rows for each in row.indicators if each.indicator == name]
            limits = ladder(name, waters=rows[0].waters, edition=self.standard)
            if not means or limits is None:
                continue
            value = mean_of_indicator(name, means)
            places = INDICATORS[name].decimals
            if self.decimals == "standard" and places is not None:
                value = evaluation_value(value, places)
            limit = limits.limit(REFERENCE_GRADE) if limits.better == "low" else None
            multiple = Fraction(value) / limit - 1 if limit is not None and value > limit else None
            found[name] = limits.grade(value), multiple
        return found

    @property
    def frame(self) -> pandas.DataFrame:
        """One row a section and time, as a new pandas DataFrame; what is not there is None.

        Columns: ``section`` (断面), ``province``, ``basin``, ``time`` (text), ``waters`` (``"river"`` or ``"lake"``),
        ``target`` (目标类别, 1 to 5), ``grade`` (1 Ⅰ to 6 劣Ⅴ), ``class`` (its sign), ``status`` (水质状况),
        ``colour`` (表征颜色), ``limiting`` (定类指标), ``main_pollutants`` (主要污染指标: ``氨氮(1.2)、溶解氧不达标``),
        ``attained`` (whether the target is met; None where that cannot be said), ``missing`` (缺少的指标: those asked
        for that have a limit here and no value), ``undecidable`` (检出限高于限值,无法判定: indicators),
        ``grade_unrounded`` and ``grade_rounded`` (the grade by either comparison), ``published`` (the class of the
        file), ``agrees`` (whether it is ``grade``); then for each indicator ``value_nh3n`` (the exact value compared,
        in its canonical unit), ``grade_nh3n`` and ``multiple_nh3n`` (超标倍数), values and multiples as Fractions.
        Words are Chinese.
        """
        import pandas

        names = [*FRAME_COLUMNS, *(f"{kind}_{each}" for each in self.indicators for kind in INDICATOR_COLUMNS)]
        columns: dict[str, list[Any]] = {name: [] for name in names}
        for row in self.rows:
            for name, cell in zip(FRAME_COLUMNS, _cells(row), strict=True):
                columns[name].append(cell)
            judged = {each.indicator: each for each in row.indicators}
            for name in self.indicators:
                each = judged.get(name)
                columns[f"value_{name}"].append(None if each is None else Fraction(each.value))
                columns[f"grade_{name}"].append(None if each is None else each.grade)
                columns[f"multiple_{name}"].append(None if each is None else each.multiple)
        return pandas.DataFrame({name: pandas.Series(cells, dtype="object") for name, cells in columns.items()})


def _cells(row: JudgedSection) -> tuple[object, ...]:
    return (
        row.section,
        row.province,
        row.basin,
        row.time,
        row.waters,
        row.target,
        row.grade,
        grade_sign(row.grade),
        status_text(row.status, "zh"),
        colour_text(row.status, "zh"),
        names_text(row.limiting, "zh"),
        pollutants_text(row.main_pollutants, "zh"),
        row.attained,
        names_text(row.missing, "zh"),
        names_text(row.undecidable, "zh"),
        row.grade_unrounded,
        row.grade_rounded,
        row.published,
        row.agrees,
    )
