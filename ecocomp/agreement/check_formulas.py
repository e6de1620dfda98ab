"""Parsing and unit-checking the formulas of an agreement, each rule after those that it reads."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import Any

from ecocomp.agreement import model
from ecocomp.agreement.findings import Findings
from ecocomp.agreement.scope import DAILY, Formula, KindScope
from ecocomp.formula.axes import Axes
from ecocomp.formula.evaluator import Evaluator
from ecocomp.formula.parse import parse
from ecocomp.formula.problems import FormulaError
from ecocomp.formula.tree import At, Call, Name, Node, names, walk
from ecocomp.formula.units import AMOUNT, Units
from ecocomp.formula.work import MOST_CHECKED, Work
from ecocomp.quantity import UnitError, unit
from ecocomp.strict_yaml import Path

#: What a formula reads and nothing in the agreement is called.
UNKNOWN = ("formula.unknown_name", "formula.unknown_name_close", "formula.unknown_table")
#: That the formulas together are too much work.
TOO_MUCH = ("formula.too_much_work", "formula.too_much_held")

#: What is told of labels and roles, which says nothing where the labels themselves are in doubt.
OF_LABELS = ("formula.unknown_label", "formula.no_label", "formula.unknown_role")


class FormulaCheck:
    """Checks formulas in the scope of one agreement, to which it adds its rules."""

    def __init__(self, file: model.AgreementFile, findings: Findings, scope: KindScope) -> None:
        self.file = file
        self.findings = findings
        self.scope = scope
        self.work = Work(MOST_CHECKED)
        #: Whether that is too much; of the formulas after the first one that is nobody knows.
        self.over = False
        #: For each rule that was checked the names and tables that it reads itself.
        self.read: dict[str, set[str]] = {}

    def rules(self) -> dict[str, Formula]:
        """All rules in an order in which each comes after those it reads."""
        places = {rule.name: at for at, rule in enumerate(self.file.rules)}
        trees: dict[str, Node] = {}
        for rule in self.file.rules:
            try:
                trees[rule.name] = parse(rule.formula)
            except FormulaError as trouble:
                self.told(trouble, ("rules", places[rule.name], "formula"))
                self.scope.broken.add(rule.name)
        reads = {name: names(tree) & trees.keys() for name, tree in trees.items()}
        done: dict[str, Formula] = {}
        waiting = dict(trees)
        while waiting:
            ready = [name for name in waiting if reads[name] <= done.keys() | self.scope.broken]
            if not ready:
                self.circle(waiting, reads, places)
                waiting = {name: tree for name, tree in waiting.items() if name not in self.scope.broken}
            for name in ready:
                tree = waiting.pop(name)
                rule = self.file.rules[places[name]]
                formula = self.formula(name, rule.formula, ("rules", places[name], "formula"), tree)
                if formula is None:
                    self.scope.broken.add(name)
                    continue
                done[name] = self.scope.formulas[name] = formula
                if names(tree) & (DAILY | self.scope.daily):
                    self.scope.daily.add(name)
                self.scope.declared[name] = self.scope.inputs_read(tree)
                self.display_unit(rule, formula, ("rules", places[name], "unit"))
        return done

    def circle(self, waiting: Container[str], reads: Mapping[str, Iterable[str]], places: dict[str, int]) -> None:
        """One circle among rules of which each waits for another, told at its first rule."""
        name = min((each for each in places if each in waiting), key=places.__getitem__)
        steps: list[str] = []
        while name not in steps:
            steps.append(name)
            name = min((each for each in reads[name] if each in waiting), key=places.__getitem__)
        found = steps[steps.index(name) :]
        first = found.index(min(found, key=places.__getitem__))
        found = found[first:] + found[:first]
        self.findings.add("formula.circle", ("rules", places[found[0]], "formula"), names=" → ".join(found))
        self.scope.broken.update(found)

    def formula(self, name: str, text: str, path: Path, tree: Node | None = None) -> Formula | None:
        """A formula parsed and unit-checked, or None with a finding."""
        try:
            tree = parse(text) if tree is None else tree
            unknown = self.unknown(tree)
            if unknown:
                unknown[0].others = unknown[1:]
                raise unknown[0]
            if self.over:
                return None
            self.work.formula = name
            value = Evaluator(self.scope, Units(), self.work).evaluate(tree)
        except FormulaError as trouble:
            self.told(trouble, path, self.reads(tree) if tree is not None else ())
            return None
        return Formula(name, text, tree, value.axes, tuple(value.data))

    def told(self, trouble: FormulaError, path: Path, reads: Iterable[str] = ()) -> None:
        """What is wrong with a formula, and whatever else it reads that is not there."""
        if self.scope.suspects.axes and trouble.code in OF_LABELS:
            return
        too_much = next((each for each in trouble.all if each.code in TOO_MUCH), None)
        if too_much is not None:
            self.over, too_much.others = True, []
            self.findings.add_formula(too_much, path)
            return
        if trouble.tree is not None:
            trouble.others += self.unknown(trouble.tree)
        self.findings.add_formula(trouble, path, sorted(reads))

    def reads(self, tree: Node) -> set[str]:
        """All that a formula reads, also by way of the rules that it reads."""
        found: set[str] = set()
        ahead = [read_in(tree)]
        while ahead:
            new = ahead.pop() - found
            for name in new & self.scope.formulas.keys():
                if name not in self.read:
                    self.read[name] = read_in(self.scope.formulas[name].tree)
                ahead.append(self.read[name])
            found |= new
        return found

    def unknown(self, tree: Node) -> list[FormulaError]:
        """Everything that a formula reads and that does not exist, in the order of its text."""
        found: dict[tuple[str, At], FormulaError] = {}
        rules = {rule.name for rule in self.file.rules}  # some of which may not have been checked yet
        for node in walk(tree):
            try:
                if isinstance(node, Name) and node.id not in rules:
                    self.scope.lookup(node.id, 0)
                elif isinstance(node, Call) and "table" in node.words:
                    self.scope.table(str(node.words["table"]), 0)
            except FormulaError as trouble:
                if trouble.code in UNKNOWN:
                    trouble.at = node.at
                    found.setdefault((trouble.code, node.at), trouble)
        return sorted(found.values(), key=lambda each: each.at or (0, 0))

    def display_unit(self, rule: model.Rule, formula: Formula, path: Path) -> None:
        if rule.unit is None:
            return
        try:
            dimension = unit(rule.unit).dimension
        except UnitError as trouble:
            self.findings.add("agreement.unit", path, found=rule.unit, part=trouble.args[0])
            return
        reads = sorted(self.reads(formula.tree))
        for kind in formula.kinds:
            if not (kind.free or kind.aside) and (kind.sort != "number" or kind.dimension != dimension):
                self.findings.add("agreement.unit_differs", path, reads, found=rule.unit, expected=kind.words())
                return

    def money_formula(self, name: str, text: str, path: Path, per: Axes) -> Formula | None:
        """A formula that must come out as money over no other axes than ``per``."""
        formula = self.formula(name, text, path)
        if formula is None:
            return None
        reads = sorted(self.reads(formula.tree))
        for kind in formula.kinds:
            if kind != AMOUNT and not (kind.free or kind.aside):
                self.findings.add("agreement.not_money", path, reads, found=kind.words())
                return None
        more = [axis for axis in formula.axes if axis not in per]
        if more:
            self.findings.add("agreement.amount_axes", path, reads, axes=", ".join(more), per=", ".join(per) or "—")
            return None
        return formula


def read_in(tree: Node) -> set[str]:
    """The names and tables that stand in a formula."""
    tables = {str(each.words["table"]) for each in walk(tree) if isinstance(each, Call) and "table" in each.words}
    return {*names(tree), *tables}


#: Where formulas stand in a file: the list and the key of each item.
FORMULA_FIELDS = (("rules", "formula"), ("transfers", "amount"), ("limits", "at_most"), ("funds", "opening"))


def read_formulas(data: Any, findings: Findings) -> None:
    """Parse all formulas of a file that cannot be checked further, so that their faults are told in the same go."""
    for group, key in FORMULA_FIELDS:
        items = data.get(group) if isinstance(data, dict) else None
        listed = enumerate(items) if isinstance(items, list) else items.items() if isinstance(items, dict) else ()
        for at, item in listed:
            text = item.get(key) if isinstance(item, dict) else None
            if isinstance(text, str):
                try:
                    parse(text)
                except FormulaError as trouble:
                    findings.add_formula(trouble, (group, at, key))
