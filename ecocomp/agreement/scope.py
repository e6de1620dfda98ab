"""What the formulas of an agreement can see that does not depend on a period: labels, roles, references, ladders.

``KindScope`` is the scope of the unit check; the scope of a settlement builds on the same ``AgreementScope``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from ecocomp.agreement import model
from ecocomp.agreement.builtin_names import BUILTINS
from ecocomp.agreement.findings import MOST_SUGGESTED
from ecocomp.agreement.ladders import Ladders
from ecocomp.agreement.named_values import NamedTable, NamedValue
from ecocomp.agreement.suspects import Suspects
from ecocomp.agreement.titles import condition_text
from ecocomp.formula.axes import Axes, Space, Value, ordered
from ecocomp.formula.functions import COARSER, TIME_AXES
from ecocomp.formula.problems import FormulaError
from ecocomp.formula.tree import Node, names
from ecocomp.formula.units import GRADE, Kind, LadderKind, TableKind
from ecocomp.period import MONTHS_PER_HALF_YEAR, MONTHS_PER_QUARTER
from ecocomp.quantity import unit
from ecocomp.standards.indicators import indicators
from ecocomp.standards.limits import Ladder
from ecocomp.wording import LANGUAGES, Pair

#: The names that have the axis of days. Two years may not have the same days, so that none of them has a previous.
DAILY = frozenset(name for name, entry in BUILTINS.items() if "day" in entry.axes)

#: The one label that stands for all months where only kinds matter.
ANY_TIME = "*"


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of an agreement: its text and tree, the axes of its value, and the kind of each element.

    ``kinds`` stand in row-major order over ``axes``, time axes having a single label.
    """

    name: str
    text: str
    tree: Node
    axes: Axes
    kinds: tuple[Kind, ...]

    @property
    def kind(self) -> Kind:
        """The kind of the first element; all are alike but for values that differ by indicator."""
        return self.kinds[0]


def per_axes(per: Iterable[str]) -> Axes:
    """The axes that the ``per`` of a transfer or a limit names, in canonical order; ``year`` is no axis."""
    return ordered(set(per) - {"year"})


def indicator_kind(indicator: str) -> Kind:
    """The kind of an indicator's values."""
    return Kind("number", unit(indicators()[indicator].unit).dimension)


class AgreementScope:
    """The part of a scope that an agreement's own text decides."""

    def __init__(self, file: model.AgreementFile, time_labels: Mapping[str, Sequence[str]], limits: Ladders) -> None:
        self.file = file
        self.limits = limits
        measured = file.readings.indicators if file.readings else []
        self.space = Space(
            {"section": tuple(file.sections), "indicator": tuple(measured), "party": tuple(file.parties), **time_labels}
        )
        self._roles = section_roles(file)

    def role(self, name: str) -> tuple[str, str, Mapping[str, str]] | None:
        if name in COARSER["month"]:
            return "month", name, self.coarser(name)
        if name == "month":
            return "day", name, self.months_of_days()
        found = self._roles.get(name)
        return None if found is None else ("section", "party", found)

    def coarser(self, axis: str) -> Mapping[str, str]:
        """For each month, the quarter or half-year it lies in."""
        return dict.fromkeys(self.space.labels["month"], ANY_TIME)

    def months_of_days(self) -> Mapping[str, str]:
        """For each day the month it lies in."""
        return dict.fromkeys(self.space.labels["day"], ANY_TIME)

    def places(self) -> Sequence[int | None]:
        """The decimals of evaluation values: those that the agreement states, else those of the technical rule."""
        rules = self.file.readings
        if rules is None:
            raise FormulaError("no_data", found="evaluation")
        stated = rules.decimals if isinstance(rules.decimals, dict) else {}
        return [stated.get(each, indicators()[each].decimals) for each in rules.indicators]

    def called(self, node: Node) -> Pair:
        """What a condition is called, to tell why something takes no part."""
        return Pair(*(condition_text(self.file, node, language) for language in LANGUAGES))

    def references(self, kind: str) -> Mapping[str, Sequence[str]]:
        if kind == "inflow":
            found = {name: section.inflow for name, section in self.file.sections.items()}
        else:
            found = {name: [each.control] if each.control else [] for name, each in self.file.sections.items()}
        return {name: [each for each in others if each in found] for name, others in found.items()}

    def by_waters(self, make: Callable[[str, str], Any]) -> tuple[Axes, list[Any]]:
        """Something for each indicator, and for each section where some are lakes and some are rivers."""
        rules = self.file.readings
        if rules is None:
            raise FormulaError("no_data", found="C")
        kinds = [section.waters or rules.waters for section in self.file.sections.values()]
        if len(set(kinds)) <= 1:
            waters = kinds[0] if kinds else rules.waters
            return ("indicator",), [make(each, waters) for each in rules.indicators]
        return ("section", "indicator"), [make(each, waters) for waters in kinds for each in rules.indicators]

    def ladder_of(self, indicator: str, waters: str) -> Ladder | None:
        """The limits that hold: the agreement's own, the local standard's or the national ones, in this order."""
        return self.limits.ladder(indicator, waters)


def section_roles(file: model.AgreementFile) -> dict[str, dict[str, str]]:
    """For each role of sections, the party of each section that has it."""
    roles: dict[str, dict[str, str]] = {"upstream": {}, "downstream": {}}
    for name, section in file.sections.items():
        own = {"upstream": section.upstream, "downstream": section.downstream, **section.roles}
        for role, party in own.items():
            if party is not None:
                led = roles.setdefault(role, {})
                led.update({name: party} if party in file.parties else {})
    return roles


class KindScope(AgreementScope):
    """Kinds of all names, for the unit check. Rules are added as they are checked."""

    def __init__(
        self,
        file: model.AgreementFile,
        values: Mapping[str, NamedValue],
        tables: Mapping[str, NamedTable],
        target_axes: Axes,
        limits: Ladders,
        suspects: Suspects,
    ) -> None:
        super().__init__(file, dict.fromkeys(TIME_AXES, (ANY_TIME,)), limits)
        self.suspects = suspects
        self.values = values
        self.tables = tables
        self.target_axes = target_axes
        self.formulas: dict[str, Formula] = {}
        self.broken = set(suspects.names)
        #: Names that there are not.
        self.missed: set[str] = set()
        #: The rules that read days, directly or not.
        self.daily: set[str] = set()
        #: For each rule that was checked the inputs that it reads, through other rules too.
        self.declared: dict[str, frozenset[str]] = {}

    @property
    def sound(self) -> bool:
        """Whether all that formulas can read is in order."""
        return not (self.broken or self.suspects.any_name or self.suspects.axes or self.suspects.readings)

    def role(self, name: str) -> tuple[str, str, Mapping[str, str]] | None:
        self.require_aligned([name])
        return super().role(name)

    def require_aligned(self, axes: Iterable[str]) -> None:
        """Quarters and half-years are those of the calendar: an assessment year must consist of whole ones."""
        for axis in axes:
            months = {"quarter": MONTHS_PER_QUARTER, "half_year": MONTHS_PER_HALF_YEAR}.get(axis)
            if months and (self.file.assessment.starts - 1) % months:
                raise FormulaError("not_aligned", axis=axis, starts=self.file.assessment.starts)

    def inputs_read(self, tree: Node) -> frozenset[str]:
        """The inputs that a formula reads, itself or through rules that were checked before."""
        read = names(tree)
        return frozenset(read & set(self.file.inputs)).union(*(self.declared.get(each, ()) for each in read))

    def lookup(self, name: str, shift: int) -> Value:
        if name in self.broken:
            raise FormulaError("broken_reference", found=name)
        if shift and (name in self.daily or name in DAILY):
            raise FormulaError("previous_day", found=name)
        if shift and self.declared.get(name):
            raise FormulaError("previous_declared", found=name, inputs=", ".join(sorted(self.declared[name])))
        if name in self.formulas:
            formula = self.formulas[name]
            return Value(formula.axes, list(formula.kinds))
        if name in self.file.inputs and shift:
            raise FormulaError("previous_input", found=name)
        if name in self.values:
            named = self.values[name]
            self.require_aligned(named.axes)
            return self.filled(named.all_axes, named.kind)
        if name in BUILTINS:
            return self.builtin(name)
        if self.suspects.any_name:
            raise FormulaError("broken_reference", found=name)
        # looking for the nearest word takes time; a file with this many slips has another trouble than spelling
        self.missed.add(name)
        close = get_close_matches(name, self.names(), 1) if len(self.missed) <= MOST_SUGGESTED else []
        if close:
            raise FormulaError("unknown_name_close", found=name, close=close[0])
        raise FormulaError("unknown_name", found=name)

    def names(self) -> list[str]:
        """All names that a formula here can read."""
        return [*(rule.name for rule in self.file.rules), *self.values, *BUILTINS]

    def filled(self, axes: Axes, kind: Kind) -> Value:
        return Value(axes, [kind] * self.space.size(axes))

    def builtin(self, name: str) -> Value:
        entry = BUILTINS[name]
        rules = self.file.readings
        lacking = rules is None if entry.needs == "readings" else rules is None or entry.needs not in rules.quantities
        if entry.needs == "target":
            without = [section.name for section in self.file.sections.values() if section.target is None]
            if without:
                raise FormulaError("no_target", sections="、".join(without))
            return self.filled(self.target_axes, GRADE)
        if entry.needs:
            self.require_readings(name)
        if entry.needs == "load" and (rules is None or rules.load is None):
            raise FormulaError("no_load", found=name)
        if entry.needs and lacking and entry.needs != "load":
            raise FormulaError("no_data", found=name)
        if "indicator" in entry.axes and not self.space.labels["indicator"]:
            raise FormulaError("no_indicators", found=name)
        if entry.kind is not None:
            return self.filled(entry.axes, entry.kind)
        kinds = [indicator_kind(each) for each in self.space.labels["indicator"]]
        return Value(entry.axes, kinds * len(self.space.labels["section"]))

    def require_readings(self, name: str) -> None:
        """What is measured and how must be in order for anything to be said of values."""
        if self.suspects.readings:
            raise FormulaError("broken_reference", found=name)

    def places(self) -> Sequence[int | None]:
        self.require_readings("evaluation")
        return super().places()

    def ladders(self) -> tuple[Axes, Sequence[Any]]:
        self.require_readings("C")
        return self.by_waters(self.ladder_kind)

    def ladder_kind(self, indicator: str, waters: str) -> LadderKind:
        found = self.ladder_of(indicator, waters)
        # an indicator without limits takes no part when it comes to values; its limit would be of its own kind
        better = "low" if found is None else found.better
        return LadderKind(indicator, better, indicator_kind(indicator))

    def table(self, name: str, shift: int) -> tuple[Axes, Sequence[Any]]:
        if name in self.suspects.names or (name not in self.tables and self.suspects.any_name):
            raise FormulaError("broken_reference", found=name)
        if name not in self.tables:
            raise FormulaError("unknown_table", found=name)
        found = self.tables[name]
        return ("month",) if found.monthly else (), [TableKind(name, found.takes, found.gives)]
