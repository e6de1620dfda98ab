"""Checking what a file says and making it ready: names, references, formulas, units, who pays whom.

Everything wrong is found in one go; nothing half-checked leaves this module.
"""

from __future__ import annotations

import datetime
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from keyword import iskeyword
from typing import Any

from ecocomp.agreement import model
from ecocomp.agreement.builtin_names import BUILTINS
from ecocomp.agreement.findings import Findings
from ecocomp.agreement.named_values import ALWAYS, NamedTable, NamedValue, ValueReader
from ecocomp.agreement.scope import Formula, KindScope
from ecocomp.agreement.strict_yaml import Path
from ecocomp.formula.axes import Axes
from ecocomp.formula.evaluator import Evaluator
from ecocomp.formula.functions import AXES, RESERVED, TIME_AXES
from ecocomp.formula.parse import parse
from ecocomp.formula.problems import FormulaError
from ecocomp.formula.tree import Call, Node, names, walk
from ecocomp.formula.units import AMOUNT, GRADE, TRUTH, Kind, Units
from ecocomp.money import to_fen
from ecocomp.quantity import UnitError, unit
from ecocomp.standards.grades import parse_grade
from ecocomp.standards.indicators import indicators
from ecocomp.standards.limits import EDITIONS

MOST_RULES = 300
SECTION_PARTY_ROLES = ("upstream", "downstream")


@dataclass(frozen=True)
class Checked:
    """What a file says, made ready for settling."""

    values: dict[str, NamedValue]
    inputs: dict[str, NamedValue]
    tables: dict[str, NamedTable]
    targets: NamedValue | None
    rules: dict[str, Formula]
    amounts: dict[str, Formula]
    caps: tuple[Formula, ...]
    openings: dict[str, Formula] = field(default_factory=dict)


def check(file: model.AgreementFile, findings: Findings) -> Checked | None:
    """The file made ready, or None where there are findings."""
    return _Check(file, findings).run()


class _Check:
    def __init__(self, file: model.AgreementFile, findings: Findings) -> None:
        self.file = file
        self.findings = findings
        measured = file.readings.indicators if file.readings else []
        labels = {"section": tuple(file.sections), "indicator": tuple(measured), "party": tuple(file.parties)}
        self.reader = ValueReader(findings, labels)

    def run(self) -> Checked | None:
        before = len(self.findings.problems)
        self.names()
        self.term()
        self.sections()
        self.readings()
        if len(self.findings.problems) > before:
            # units would only repeat what is wrong with the names; what is no formula at all can be said already
            read_formulas(self.file.model_dump(), self.findings)
            return None
        targets = self.targets()
        values, inputs = self.named_values()
        tables = {
            name: table
            for name, term in self.file.tables.items()
            if (table := self.reader.bands(name, term, ("tables", name))) is not None
        }
        if len(self.findings.problems) > before:
            read_formulas(self.file.model_dump(), self.findings)
            return None
        self.scope = KindScope(
            self.file, {**values, **inputs}, tables, targets.all_axes if targets is not None else ("section",)
        )
        rules = self.rules()
        amounts = {each.name: self.amount(place, each) for place, each in enumerate(self.file.transfers)}
        caps = [self.cap(place, each) for place, each in enumerate(self.file.limits)]
        openings = {name: self.opening(name, fund) for name, fund in self.file.funds.items() if fund.opening}
        self.unused([*rules.values(), *amounts.values(), *caps, *openings.values()])
        self.money()
        if self.findings.problems:
            return None
        return Checked(
            values,
            inputs,
            tables,
            targets,
            rules,
            {name: each for name, each in amounts.items() if each is not None},
            tuple(each for each in caps if each is not None),
            {name: each for name, each in openings.items() if each is not None},
        )

    # -- names ------------------------------------------------------------------------------------------------------

    def names(self) -> None:
        """Every name is used once and for one thing."""
        readings = self.file.readings.indicators if self.file.readings else []
        places: list[tuple[str, Path]] = [(name, ("parties", name)) for name in self.file.parties]
        places += [(name, ("sections", name)) for name in self.file.sections]
        places += [(name, ("funds", name)) for name in self.file.funds]
        places += [(name, ("readings", "indicators", at)) for at, name in enumerate(readings)]
        self.once(places, SECTION_PARTY_ROLES)
        self.called("parties", self.file.parties)
        self.called("funds", self.file.funds)
        named: list[tuple[str, Path]] = [(name, ("parameters", name)) for name in self.file.parameters]
        named += [(name, ("inputs", name)) for name in self.file.inputs]
        named += [(rule.name, ("rules", at, "name")) for at, rule in enumerate(self.file.rules)]
        self.once(named, BUILTINS)
        read = [name for name, _ in named]
        self.once(((each.name, ("transfers", at, "name")) for at, each in enumerate(self.file.transfers)), read)
        self.once((each.title, ("limits", at, "title")) for at, each in enumerate(self.file.limits))
        for name in self.file.tables:
            if name in RESERVED:
                self.findings.add_at_key("agreement.reserved", ("tables", name), found=name)
        if len(self.file.rules) > MOST_RULES:
            self.findings.add("agreement.too_many_rules", ("rules",), found=len(self.file.rules), most=MOST_RULES)

    def called(self, group: str, named: Mapping[str, model.Party | model.Fund]) -> None:
        """Two that have the same name could not be told apart in any table."""
        first: dict[str, str] = {}
        for key, each in named.items():
            if first.setdefault(each.name, key) != key:
                self.findings.add("agreement.name_twice", (group, key, "name"), found=each.name)

    def once(self, places: Iterable[tuple[str, Path]], taken: Container[str] = ()) -> None:
        seen: set[str] = set()
        for name, path in places:
            if name in RESERVED or iskeyword(name) or name in taken:
                self.findings.add_at_key("agreement.reserved", path, found=name)
            elif name in seen:
                self.findings.add_at_key("agreement.name_twice", path, found=name)
            seen.add(name)

    def term(self) -> None:
        """An agreement ends after it begins."""
        term = self.file.term
        if term is not None and term.from_ is not None and term.to is not None and term.to < term.from_:
            self.findings.add("agreement.term_order", ("term", "to"), start=term.from_, end=term.to)

    # -- sections and readings --------------------------------------------------------------------------------------

    def sections(self) -> None:
        spelled: dict[str, str] = {}
        for name, section in self.file.sections.items():
            path: Path = ("sections", name)
            own = {"upstream": section.upstream, "downstream": section.downstream}
            for role, party in own.items():
                if party is not None:
                    self.known_party(party, (*path, role))
            for role, party in section.roles.items():
                here = (*path, "roles", role)
                self.known_party(party, here)
                if role in (*RESERVED, *SECTION_PARTY_ROLES, *self.file.parties, *self.file.funds, "party"):
                    self.findings.add_at_key("agreement.reserved", here, found=role)
            for at, other in enumerate(section.inflow):
                self.known_section(other, name, (*path, "inflow", at))
            if section.control is not None:
                self.known_section(section.control, name, (*path, "control"))
            for spelling in (section.name, *section.aliases):
                key = f"{section.province or ''} {spelling}"
                if spelled.setdefault(key, name) != name:
                    self.findings.add("agreement.section_name_twice", path, found=spelling, other=spelled[key])

    def known_party(self, party: str, path: Path) -> None:
        if party not in self.file.parties:
            self.findings.unknown("agreement.unknown_party", path, party, self.file.parties)

    def known_section(self, other: str, own: str, path: Path) -> None:
        if other not in self.file.sections:
            self.findings.unknown("agreement.unknown_section", path, other, self.file.sections)
        elif other == own:
            self.findings.add("agreement.own_inflow", path, found=other)

    def readings(self) -> None:
        rules = self.file.readings
        if rules is None:
            return
        for at, indicator in enumerate(rules.indicators):
            if indicator not in indicators():
                path: Path = ("readings", "indicators", at)
                self.findings.unknown("agreement.unknown_indicator", path, indicator, indicators())
        if isinstance(rules.decimals, dict):
            lacking = [each for each in rules.indicators if each not in rules.decimals]
            if lacking:
                path = ("readings", "decimals")
                self.findings.add("agreement.labels_missing", path, axis="indicator", labels=", ".join(lacking))
        elif rules.decimals == "unrounded":
            if "ph" in rules.indicators:
                self.findings.add("agreement.ph_decimals", ("readings", "decimals"))
        else:
            for at, indicator in enumerate(rules.indicators):
                if indicator in indicators() and indicators()[indicator].decimals is None:
                    self.findings.add("agreement.no_decimals", ("readings", "indicators", at), found=indicator)
        if rules.standard not in EDITIONS:
            self.findings.unknown("agreement.unknown_standard", ("readings", "standard"), rules.standard, EDITIONS)
        if not self.file.sections:
            self.findings.add("agreement.no_sections", ("readings",))

    def targets(self) -> NamedValue | None:
        """The target grades of all sections as one named value."""
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

    # -- parameters and inputs --------------------------------------------------------------------------------------

    def named_values(self) -> tuple[dict[str, NamedValue], dict[str, NamedValue]]:
        values = {
            name: value
            for name, term in self.file.parameters.items()
            if (value := self.reader.parameter(name, term, ("parameters", name))) is not None
        }
        inputs: dict[str, NamedValue] = {}
        for name, term in self.file.inputs.items():
            kind = self.input_kind(name, term)
            if kind is None:
                continue
            path: Path = ("inputs", name)
            default: tuple[object, ...] = ()
            if term.default is not None:
                factor = unit(term.unit or "").factor
                default = (self.reader.element(term.default, kind, factor, (*path, "default")),)
            axes = tuple(axis for axis in AXES if axis in term.per)
            versions = ((ALWAYS, default),) if default else ()
            inputs[name] = NamedValue(name, kind, term.unit or "", axes, versions, None)
        return values, inputs

    def input_kind(self, name: str, term: model.Input) -> Kind | None:
        if term.kind != "number":
            return TRUTH if term.kind == "truth" else GRADE
        try:
            return Kind("number", unit(term.unit or "").dimension)
        except UnitError as trouble:
            path: Path = ("inputs", name, "unit")
            self.findings.add("agreement.unit", path, found=term.unit, part=trouble.args[0])
            return None

    # -- formulas ---------------------------------------------------------------------------------------------------

    def rules(self) -> dict[str, Formula]:
        """All rules in an order in which each comes after those it reads."""
        places = {rule.name: at for at, rule in enumerate(self.file.rules)}
        trees: dict[str, Node] = {}
        for rule in self.file.rules:
            try:
                trees[rule.name] = parse(rule.formula)
            except FormulaError as trouble:
                self.findings.add_formula(trouble, ("rules", places[rule.name], "formula"))
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
            value = Evaluator(self.scope, Units()).evaluate(tree)
        except FormulaError as trouble:
            if trouble.code != "formula.broken_reference":  # the rule it reads has a finding of its own
                self.findings.add_formula(trouble, path)
            return None
        return Formula(name, text, tree, value.axes, tuple(value.data))

    def display_unit(self, rule: model.Rule, formula: Formula, path: Path) -> None:
        if rule.unit is None:
            return
        try:
            dimension = unit(rule.unit).dimension
        except UnitError as trouble:
            self.findings.add("agreement.unit", path, found=rule.unit, part=trouble.args[0])
            return
        for kind in formula.kinds:
            if not kind.free and (kind.sort != "number" or kind.dimension != dimension):
                self.findings.add("agreement.unit_differs", path, found=rule.unit, expected=kind.words())
                return

    def money_formula(self, name: str, text: str, path: Path, per: Axes) -> Formula | None:
        """A formula that must come out as money over no other axes than ``per``."""
        formula = self.formula(name, text, path)
        if formula is None:
            return None
        for kind in formula.kinds:
            if kind != AMOUNT and not kind.free:
                self.findings.add("agreement.not_money", path, found=kind.words())
                return None
        more = [axis for axis in formula.axes if axis not in per]
        if more:
            self.findings.add("agreement.amount_axes", path, axes=", ".join(more), per=", ".join(per) or "—")
            return None
        return formula

    # -- transfers, limits, funds -----------------------------------------------------------------------------------

    def amount(self, at: int, transfer: model.Transfer) -> Formula | None:
        path: Path = ("transfers", at)
        per = self.per(transfer.per, path)
        for side in ("payer", "payee"):
            self.side(getattr(transfer, side), per, (*path, side))
        if transfer.payer == transfer.payee:
            self.findings.add("agreement.pays_itself", (*path, "payee"), found=str(transfer.payee))
        return self.money_formula(transfer.name, transfer.amount, (*path, "amount"), per)

    def per(self, named: Iterable[str], path: Path) -> Axes:
        """The axes that ``per`` names. Two axes of time would count each month more than once."""
        per = tuple(axis for axis in AXES if axis in named)
        times = [axis for axis in per if axis in TIME_AXES]
        if len(times) > 1:
            self.findings.add("agreement.per_times", (*path, "per"), axes=", ".join(times))
        return per

    def after_coarser(self, at: int, limit: model.Limit, path: Path) -> None:
        """What a limit cuts of a whole year cannot be counted among the months of a later limit."""
        for before in self.file.limits[:at]:
            finer = [axis for axis in AXES if axis in limit.per and axis not in before.per]
            if finer and set(before.of) & set(limit.of):
                axes = ", ".join(finer)
                self.findings.add("agreement.limit_order", (*path, "per"), axes=axes, other=before.title)

    def side(self, side: str | model.Account, per: Axes, path: Path) -> None:
        """Whoever pays or is paid must be known, and known at every coordinate."""
        if isinstance(side, model.Account):
            fund = self.file.funds.get(side.fund)
            if fund is None:
                self.findings.unknown("agreement.unknown_fund", (*path, "fund"), side.fund, self.file.funds)
            elif not fund.accounts:
                self.findings.add("agreement.fund_without_accounts", (*path, "fund"), found=side.fund)
            self.who(side.account, per, (*path, "account"))
        elif side in self.file.funds:
            if self.file.funds[side].accounts:
                self.findings.add("agreement.fund_needs_account", path, found=side)
        else:
            self.who(side, per, path)

    def who(self, name: str, per: Axes, path: Path) -> None:
        if name in self.file.parties:
            return
        if name == "party":
            if "party" not in per:
                self.findings.add("agreement.role_axis", path, found=name, axis="party")
            return
        role = self.scope.role(name)
        if role is None or role[0] != "section":
            known = [*self.file.parties, *self.file.funds, *SECTION_PARTY_ROLES, "party"]
            self.findings.unknown("agreement.unknown_side", path, name, known)
        elif "section" not in per:
            self.findings.add("agreement.role_axis", path, found=name, axis="section")
        else:
            without = [section.name for key, section in self.file.sections.items() if key not in role[2]]
            if len(without) == len(self.file.sections):
                self.findings.add("agreement.role_missing", path, found=name, sections="、".join(without))

    def cap(self, at: int, limit: model.Limit) -> Formula | None:
        path: Path = ("limits", at)
        per = self.per(limit.per, path)
        self.after_coarser(at, limit, path)
        known = {each.name: each for each in self.file.transfers}
        for number, name in enumerate(limit.of):
            here = (*path, "of", number)
            if name not in known:
                self.findings.unknown("agreement.unknown_transfer", here, name, known)
            elif not set(per) <= set(known[name].per):
                self.findings.add("agreement.limit_axes", here, found=name, per=", ".join(per))
        if limit.by != "pair" and limit.direction != "both":
            self.findings.add("agreement.limit_direction", (*path, "direction"))
        # the cap of a payer or payee may differ from party to party
        axes = per if limit.by == "pair" else (*per, "party")
        return self.money_formula(limit.title, limit.at_most, (*path, "at_most"), axes)

    def opening(self, name: str, fund: model.Fund) -> Formula | None:
        per = ("party",) if fund.accounts else ()
        return self.money_formula(name, fund.opening or "", ("funds", name, "opening"), per)

    def unused(self, formulas: Iterable[Formula | None]) -> None:
        """A parameter, table or input that no formula reads is most likely a misspelt override: it changes nothing.

        What an extended file has may fall out of use; only what stands in the file itself is asked about.
        """
        found = list(formulas)
        trees = [each.tree for each in found if each is not None]
        if self.scope.broken or any(each is None for each in found):
            return  # a formula that could not be read may be the one that reads it
        read = {name for tree in trees for name in names(tree)}
        read |= {
            str(node.words["table"])
            for tree in trees
            for node in walk(tree)
            if isinstance(node, Call) and "table" in node.words
        }
        groups: dict[str, Iterable[str]] = {
            "parameters": self.file.parameters,
            "tables": self.file.tables,
            "inputs": self.file.inputs,
        }
        for group, terms in groups.items():
            for name in terms:
                mark = self.findings.mark((group, name))
                if name not in read and mark is not None and mark.file == self.findings.file:
                    close = get_close_matches(name, read.intersection(terms), 1)
                    more = {"close": close[0]} if close else {}
                    code = "agreement.unused_close" if close else "agreement.unused"
                    self.findings.add_at_key(code, (group, name), found=name, **more)

    def money(self) -> None:
        money = self.file.money
        try:
            to_fen(0, money.rounding, money.decimals, money.unit)
        except ValueError:
            path: Path = ("money", "decimals")
            self.findings.add("agreement.finer_than_fen", path, decimals=money.decimals, unit=money.unit)


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
