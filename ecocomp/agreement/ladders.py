"""The limits by which an agreement judges water (评价限值): its own, a local standard's, the national ones.

The national limits are those of ``readings.standard``. ``readings.limits`` and the local standard that
``readings.local_standard`` names put others in their place, indicator by indicator; an indicator without a national
limit, such as 总氮 in rivers, has one only so. What is graded and what ``limit()`` gives come from here alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from ecocomp.agreement import model
from ecocomp.agreement.findings import Findings
from ecocomp.agreement.local_standard import LocalStandard
from ecocomp.quantity import UnitError, unit
from ecocomp.standards.grades import grade_text
from ecocomp.standards.indicators import INDICATORS, Indicator, indicators
from ecocomp.standards.limits import CLASSES, EDITIONS, WATERS, Ladder, ladder
from ecocomp.strict_yaml import Path

ENDS_OF_RANGE = 2
#: The functions of the formula language that read limits.
JUDGING = frozenset({"grade", "limit"})
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class StatedLimits:
    """Limits that go before the national ones: the term that states them, its status filled in, and its path.

    ``standard`` is the local standard they are from, None for the agreement's own.
    """

    indicator: str
    path: str
    term: model.IndicatorLimits
    standard: model.LocalStandardFile | None = None

    @property
    def title(self) -> str:
        """What the term is called among the terms of the agreement."""
        name = INDICATORS[self.indicator].chinese
        return f"{name}限值" if self.standard is None else f"{self.standard.number} {name}限值"


@dataclass(frozen=True)
class Ladders:
    """The ladder of every indicator, by the kind of waters.

    ``edition`` is the national standard, ``stated`` what goes before it, by indicator and waters; ``judged`` are the
    measured indicators with the kinds of waters of the agreement's sections.
    """

    edition: str = ""
    stated: Mapping[Key, tuple[Ladder, StatedLimits]] = field(default_factory=dict)
    judged: tuple[Key, ...] = ()

    def ladder(self, indicator: str, waters: str) -> Ladder | None:
        """The ladder that holds; None where the indicator has no limit."""
        found = self.stated.get((indicator, waters))
        return found[0] if found else ladder(indicator, waters=waters, edition=self.edition)

    @property
    def in_use(self) -> tuple[StatedLimits, ...]:
        """The stated limits that some section is judged by, each once."""
        found = {id(each[1]): each[1] for key in self.judged if (each := self.stated.get(key))}
        return tuple(found.values())


def ready_ladders(file: model.AgreementFile, findings: Findings, local: LocalStandard | None) -> Ladders:
    """The ladders of an agreement; what is wrong with stated limits is found, in the file where it is written."""
    rules = file.readings
    if rules is None or rules.standard not in EDITIONS:
        return Ladders()
    used = tuple(dict.fromkeys(section.waters or rules.waters for section in file.sections.values())) or (rules.waters,)
    stated: dict[Key, tuple[Ladder, StatedLimits]] = {}
    ladders = Ladders(rules.standard, stated, tuple((it, at) for it in rules.indicators for at in used))
    if local is not None:
        reader = _LimitReader(local.findings, ladders, WATERS)
        for indicator, term in local.text.limits.items():
            whole = term.model_copy(update={"status": term.status or local.text.status})
            path = f"readings.local_standard.{indicator}"
            own = StatedLimits(indicator, path, whole, local.text)
            stated |= {
                (indicator, at): (found, own) for at, found in reader.read(indicator, term, ("limits", indicator))
            }
        findings.problems += [each for each in local.findings.problems if each not in findings.problems]
    reader = _LimitReader(findings, ladders, used)
    mine: dict[Key, tuple[Ladder, StatedLimits]] = {}
    for indicator, term in rules.limits.items():
        here: Path = ("readings", "limits", indicator)
        whole = term.model_copy(update={"status": term.status or rules.status or file.status})
        own = StatedLimits(indicator, ".".join(map(str, here)), whole)
        mine |= {(indicator, at): (found, own) for at, found in reader.read(indicator, term, here)}
        mark = findings.mark(here)
        if indicator in INDICATORS and indicator not in rules.indicators and mark and mark.file == findings.file:
            findings.add_at_key("agreement.limits_unmeasured", here, found=indicator)
    stated |= mine
    return ladders


class _LimitReader:
    """Reads stated limits; a limit left open (null) is that of ``below``, the ladders that hold without them."""

    def __init__(self, findings: Findings, below: Ladders, waters: Sequence[str]) -> None:
        self.findings = findings
        self.below = below
        self.waters = waters

    def read(self, indicator: str, term: model.IndicatorLimits, path: Path) -> Iterator[tuple[str, Ladder]]:
        """The ladder for each kind of waters that the term says something of."""
        if indicator not in INDICATORS:
            known = [each.id for each in indicators().values() if each.better != "none"]
            self.findings.unknown("agreement.unknown_indicator", path, indicator, known)
            return
        about = INDICATORS[indicator]
        if about.better == "none":
            self.findings.add_at_key("agreement.limits_not_judged", path, found=indicator)
            return
        factor = self.factor(about, term, path)
        if term.values is None and term.lake is None:
            self.findings.add_at_key("agreement.limits_empty", path, found=indicator)
        national = [ladder(indicator, waters=each, edition=self.below.edition) for each in WATERS]
        apart = national[0] != national[1]
        if term.values is not None and term.lake is None and apart and "lake" in self.waters:
            self.findings.add("agreement.limits_lake", (*path, "values"), found=indicator)
        told: set[str] = set()
        for waters in self.waters:
            key = "lake" if waters == "lake" and term.lake is not None else "values"
            values = term.lake if key == "lake" else term.values
            if values is None:
                continue
            # both kinds of waters may come from one list, whose faults are told once
            before = len(self.findings.problems)
            found = self.ladder(about, values, factor, waters, (*path, key))
            if found is None and key in told:
                del self.findings.problems[before:]
            elif found is None:
                told.add(key)
            elif factor is not None:
                yield waters, found

    def factor(self, about: Indicator, term: model.IndicatorLimits, path: Path) -> Fraction | None:
        """What the limits are to be multiplied by to be in the indicator's own unit."""
        if term.unit in (None, about.unit):
            return Fraction(1)
        own = unit(about.unit)
        try:
            found = unit(term.unit or "")
        except UnitError as trouble:
            self.findings.add("agreement.unit", (*path, "unit"), found=term.unit, part=trouble.args[0])
            return None
        if found.dimension != own.dimension:
            self.findings.add(
                "agreement.limits_unit", (*path, "unit"), found=term.unit, name=about.id, expected=about.unit or "1"
            )
            return None
        return found.factor / own.factor

    def ladder(
        self, about: Indicator, values: Sequence[Decimal | None], factor: Fraction | None, waters: str, path: Path
    ) -> Ladder | None:
        """The ladder that a list of limits makes, or None with findings."""
        before = len(self.findings.problems)
        expected = ENDS_OF_RANGE if about.better == "range" else len(CLASSES)
        if len(values) != expected:
            code = "agreement.limits_range" if about.better == "range" else "agreement.limits_count"
            self.findings.add(code, path, name=about.id, found=len(values))
            return None
        limits: list[Fraction] = []
        below = self.below.ladder(about.id, waters)
        for at, value in enumerate(values):
            if value is not None and value <= 0:
                self.findings.add("agreement.limits_positive", (*path, at), found=value)
            if value is None and below is None:
                self.findings.add("agreement.limits_no_other", (*path, at), name=about.id)
            elif value is None:
                limits.append(below.limits[at] if below is not None else Fraction(0))
            else:
                limits.append(Fraction(value) * (factor or 1))
        if len(self.findings.problems) > before or factor is None:
            return None
        for at, (first, second) in enumerate(pairwise(limits), 1):
            if about.better == "range" and first >= second:
                self.findings.add("agreement.limits_ends", path)
            elif about.better != "range" and (first < second if about.better == "high" else first > second):
                code = "agreement.limits_fall" if about.better == "high" else "agreement.limits_rise"
                self.findings.add(code, (*path, at), grade=grade_text(at + 1), better=grade_text(at))
        if len(self.findings.problems) > before:
            return None
        return Ladder(about.id, about.better, tuple(limits))
