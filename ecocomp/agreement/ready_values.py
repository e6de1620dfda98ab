"""Making the values of an agreement ready: target grades, parameters, inputs and tables."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ecocomp.agreement import model
from ecocomp.agreement.findings import Findings
from ecocomp.agreement.named_values import ALWAYS, NamedTable, NamedValue, ValueReader
from ecocomp.agreement.suspects import Suspects
from ecocomp.formula.axes import ordered
from ecocomp.formula.units import GRADE, TRUTH, Kind
from ecocomp.quantity import UnitError, unit
from ecocomp.standards.grades import parse_grade
from ecocomp.strict_yaml import Path


@dataclass(frozen=True)
class Values:
    """The values of an agreement, ready for formulas."""

    targets: NamedValue | None
    parameters: dict[str, NamedValue]
    inputs: dict[str, NamedValue]
    tables: dict[str, NamedTable]


def ready_values(file: model.AgreementFile, findings: Findings, suspects: Suspects) -> Values:
    """The values of a file; what cannot be made ready is a finding and left out, and its name is suspect."""
    check = _ValueCheck(file, findings, suspects)
    targets = check.targets()
    parameters, inputs = check.named_values()
    tables = {}
    for name, term in file.tables.items():
        with check.doubting(name):
            table = check.reader.bands(name, term, ("tables", name))
        if table is not None:
            tables[name] = table
    return Values(targets, parameters, inputs, tables)


class _ValueCheck:
    def __init__(self, file: model.AgreementFile, findings: Findings, suspects: Suspects) -> None:
        self.file = file
        self.findings = findings
        self.suspects = suspects
        measured = file.readings.indicators if file.readings else []
        labels = {"section": tuple(file.sections), "indicator": tuple(measured), "party": tuple(file.parties)}
        self.reader = ValueReader(findings, labels, suspects.axes)

    @contextmanager
    def doubting(self, name: str) -> Iterator[None]:
        """Whatever has findings here is suspect: formulas that read it are not told of as well."""
        before = len(self.findings.problems)
        yield
        if len(self.findings.problems) > before:
            self.suspects.names.add(name)

    def targets(self) -> NamedValue | None:
        """The target grades of all sections as one named value."""
        with self.doubting("target"):
            return self.read_targets()

    def read_targets(self) -> NamedValue | None:
        per_section: list[list[tuple[datetime.date, object]]] = []
        for name, section in self.file.sections.items():
            path: Path = ("sections", name, "target")
            if section.target is None:
                continue
            if isinstance(section.target, str):
                dated: list[tuple[datetime.date, str, Path]] = [(ALWAYS, section.target, path)]
            else:
                dated = self.reader.versions(section.target.dated, (*path, "dated"), True)
            grades: list[tuple[datetime.date, object]] = []
            for date, text, here in dated:
                grade = parse_grade(text, digits=False)
                if grade is None:
                    self.findings.add("agreement.grade", here, found=text)
                grades.append((date, grade))
            per_section.append(grades)
        if len(per_section) < len(self.file.sections):
            return None
        starts = sorted({date for grades in per_section for date, _ in grades})
        versions = []
        for start in starts:
            current = [[grade for date, grade in grades if date <= start] for grades in per_section]
            versions.append((start, tuple(found[-1] if found else None for found in current)))
        complete = tuple((start, grades) for start, grades in versions if None not in grades)
        return NamedValue("target", GRADE, "", ("section",), complete, None) if complete else None

    def named_values(self) -> tuple[dict[str, NamedValue], dict[str, NamedValue]]:
        values: dict[str, NamedValue] = {}
        for name, term in self.file.parameters.items():
            with self.doubting(name):
                value = self.reader.parameter(name, term, ("parameters", name))
            if value is not None:
                values[name] = value
        inputs: dict[str, NamedValue] = {}
        for name, declared in self.file.inputs.items():
            with self.doubting(name):
                value = self.input(name, declared)
            if value is not None:
                inputs[name] = value
        return values, inputs

    def input(self, name: str, term: model.Input) -> NamedValue | None:
        kind = self.input_kind(name, term)
        if kind is None:
            return None
        default: tuple[object, ...] = ()
        if term.default is not None:
            factor = unit(term.unit or "").factor
            default = (self.reader.element(term.default, kind, factor, ("inputs", name, "default")),)
        versions = ((ALWAYS, default),) if default else ()
        return NamedValue(name, kind, term.unit or "", ordered(term.per), versions, None)

    def input_kind(self, name: str, term: model.Input) -> Kind | None:
        if term.kind != "number":
            return TRUTH if term.kind == "truth" else GRADE
        try:
            return Kind("number", unit(term.unit or "").dimension)
        except UnitError as trouble:
            path: Path = ("inputs", name, "unit")
            self.findings.add("agreement.unit", path, found=term.unit, part=trouble.args[0])
            return None
