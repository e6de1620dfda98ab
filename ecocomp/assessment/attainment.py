"""Attainment rates (达标率): the share of section-times that meet the target, by section and overall."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from ecocomp.assessment.judged import JudgedSection
from ecocomp.rounding import to_integer


@dataclass(frozen=True, slots=True)
class Attainment:
    """How often a section, or all (``section`` is then empty), met the target.

    ``times`` are all section-times; ``grades`` how many had each grade, Ⅰ first, with those without a grade last. Of
    those with a target ``met`` (达标) and ``missed`` (未达标) are those of which it is known, ``undecided`` (未判定)
    the others: nothing or not all was measured, or a detection limit is too high.
    """

    section: str
    province: str
    basin: str
    times: int
    grades: tuple[int, int, int, int, int, int, int]
    met: int
    missed: int
    undecided: int

    @property
    def rate(self) -> Fraction | None:
        """The share of the times that met the target among those of which it is known, exactly; None without any."""
        known = self.met + self.missed
        return Fraction(self.met, known) if known else None


def share_text(share: Fraction | None) -> str:
    """A share in percent with one decimal, half-even, or empty.

    One that is neither nothing nor all has as many more decimals as it takes not to be shown as such.

    >>> share_text(Fraction(11, 12)), share_text(Fraction(2561, 2562))
    ('91.7%', '99.96%')
    """
    if share is None:
        return ""
    decimals = 1
    while (rounded := to_integer(share * 100 * 10**decimals, "half_even")) in (0, 100 * 10**decimals):
        if share in (0, 1):
            break
        decimals += 1
    whole, part = divmod(rounded, 10**decimals)
    return f"{whole}.{part:0{decimals}}%"


def attainment_of(
    rows: Iterable[JudgedSection], *, section: str = "", province: str = "", basin: str = ""
) -> Attainment:
    """How often some rows met their targets."""
    judged = list(rows)
    grades = Counter(row.grade for row in judged)
    attained = Counter(row.attained for row in judged)
    undecided = sum(row.attained is None and row.target is not None for row in judged)
    counts = [grades[grade] for grade in (1, 2, 3, 4, 5, 6, None)]
    return Attainment(
        section, province, basin, len(judged), tuple(counts), attained[True], attained[False], undecided  # type: ignore[arg-type]
    )  # fmt: skip


def attainment_by_section(rows: Iterable[JudgedSection]) -> tuple[Attainment, ...]:
    """How often each section met its target, in order of the rows."""
    by_site: dict[tuple[str, str, str], list[JudgedSection]] = {}
    for row in rows:
        by_site.setdefault((row.section, row.province, row.basin), []).append(row)
    return tuple(
        attainment_of(of_site, section=site[0], province=site[1], basin=site[2]) for site, of_site in by_site.items()
    )
