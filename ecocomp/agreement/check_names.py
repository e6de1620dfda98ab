"""Checking the names of an agreement: each used once and for one thing, each reference to something that is there."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from keyword import iskeyword

from ecocomp.agreement import model
from ecocomp.agreement.builtin_names import BUILTINS
from ecocomp.agreement.findings import Findings
from ecocomp.agreement.suspects import Suspects
from ecocomp.formula.functions import RESERVED
from ecocomp.standards.indicators import indicators
from ecocomp.standards.limits import EDITIONS
from ecocomp.strict_yaml import Path

#: So many rules, transfers and limits there may be of each.
MOST_RULES = 300
WITH_FORMULAS = ("rules", "transfers", "limits")
SHORTEST_MONTH = 28
SECTION_PARTY_ROLES = ("upstream", "downstream")


def too_many(file: model.AgreementFile) -> bool:
    """Whether there are more formulas than are looked at."""
    return any(len(getattr(file, group)) > MOST_RULES for group in WITH_FORMULAS)


def check_names(file: model.AgreementFile, findings: Findings, suspects: Suspects) -> None:
    """Find names used twice, words of the language used as names, and references to nothing.

    What may no longer be relied upon then is added to ``suspects``.
    """
    check = _NameCheck(file, findings, suspects)
    check.names()
    check.term()
    check.sections()
    check.readings()


class _NameCheck:
    def __init__(self, file: model.AgreementFile, findings: Findings, suspects: Suspects) -> None:
        self.file = file
        self.findings = findings
        self.suspects = suspects

    def names(self) -> None:
        """Every name is used once and for one thing."""
        readings = self.file.readings.indicators if self.file.readings else []
        places: list[tuple[str, Path]] = [(name, ("parties", name)) for name in self.file.parties]
        places += [(name, ("sections", name)) for name in self.file.sections]
        places += [(name, ("funds", name)) for name in self.file.funds]
        places += [(name, ("readings", "indicators", at)) for at, name in enumerate(readings)]
        self.once(places, SECTION_PARTY_ROLES)
        self.called()
        named: list[tuple[str, Path]] = [(name, ("parameters", name)) for name in self.file.parameters]
        named += [(name, ("inputs", name)) for name in self.file.inputs]
        named += [(rule.name, ("rules", at, "name")) for at, rule in enumerate(self.file.rules)]
        # what is misnamed is most likely read by its right name
        self.suspects.any_name |= self.once(named, BUILTINS)
        read = {name for name, _ in named}
        paying: list[tuple[str, Path]] = [
            (each.name, ("transfers", at, "name")) for at, each in enumerate(self.file.transfers)
        ]
        if self.once(paying, BUILTINS):
            self.suspects.transfers |= {""}
        for name, path in paying:  # an explanation asked for by name must mean one thing
            if name in read:
                self.findings.add_at_key("agreement.name_twice", path, found=name)
        self.once((each.title, ("limits", at, "title")) for at, each in enumerate(self.file.limits))
        told_by_name = {*read, *(name for name, _ in paying)}
        for at, each in enumerate(self.file.limits):  # cuts are told by the title of their limit
            if each.title in told_by_name:
                self.findings.add_at_key("agreement.name_twice", ("limits", at, "title"), found=each.title)
        for name in self.file.tables:
            if name in RESERVED:
                self.findings.add_at_key("agreement.reserved", ("tables", name), found=name)
        for group in WITH_FORMULAS:
            found = len(getattr(self.file, group))
            if found > MOST_RULES:
                self.findings.add(f"agreement.too_many_{group}", (group,), found=found, most=MOST_RULES)

    def called(self) -> None:
        """Two parties or funds that have the same name could not be told apart in any table."""
        first: dict[str, str] = {}
        groups: tuple[tuple[str, Mapping[str, model.Party | model.Fund]], ...] = (
            ("parties", self.file.parties),
            ("funds", self.file.funds),
        )
        for group, named in groups:
            for key, each in named.items():
                if first.setdefault(each.name, key) != key:
                    self.findings.add("agreement.name_twice", (group, key, "name"), found=each.name)

    def once(self, places: Iterable[tuple[str, Path]], taken: Container[str] = ()) -> bool:
        """Whether something is misnamed."""
        seen: set[str] = set()
        before = len(self.findings.problems)
        for name, path in places:
            if name in RESERVED or iskeyword(name) or name in taken:
                self.findings.add_at_key("agreement.reserved", path, found=name)
            elif name in seen:
                self.findings.add_at_key("agreement.name_twice", path, found=name)
            else:
                seen.add(name)
                continue
            self.suspects.names |= {name}
        return len(self.findings.problems) > before

    def term(self) -> None:
        """An agreement ends after it begins."""
        term = self.file.term
        if term is not None and term.from_ is not None and term.to is not None and term.to < term.from_:
            self.findings.add("agreement.term_order", ("term", "to"), start=term.from_, end=term.to)

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
                if role in (*self.file.parties, *self.file.funds):
                    self.findings.add_at_key("agreement.role_named", here, found=role)
                elif role in (*RESERVED, *SECTION_PARTY_ROLES, "party"):
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
        if party not in self.file.parties and "party" not in self.suspects.axes:
            self.suspects.roles = True
            self.findings.unknown("agreement.unknown_party", path, party, self.file.parties)

    def known_section(self, other: str, own: str, path: Path) -> None:
        if other not in self.file.sections:
            if "section" in self.suspects.axes:
                return
            self.findings.unknown("agreement.unknown_section", path, other, self.file.sections)
        elif other == own:
            self.findings.add("agreement.own_inflow", path, found=other)

    def choices_needed(self, rules: model.Readings) -> None:
        """What no standard settles has no default: an agreement that comes upon it must choose."""
        path: Path = ("readings",)
        if rules.load is not None:
            if "flow" not in rules.quantities:
                self.findings.add("agreement.load_needs_flow", (*path, "load"))
            if isinstance(rules.below_detection, str):
                self.findings.add("agreement.load_below", (*path, "below_detection"), found=rules.below_detection)
        check_methods(rules.precedence, rules.substitute, self.findings)
        if rules.at_least_days is not None and rules.at_least_days > SHORTEST_MONTH:
            self.findings.add("agreement.days_too_many", (*path, "at_least_days"), found=rules.at_least_days)

    def readings(self) -> None:
        rules = self.file.readings
        if rules is None:
            return
        for at, indicator in enumerate(rules.indicators):
            if indicator not in indicators():
                path: Path = ("readings", "indicators", at)
                self.findings.unknown("agreement.unknown_indicator", path, indicator, indicators())
                self.suspects.readings = True
                self.suspects.axes |= {"indicator"}
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
        if not rules.indicators and not rules.quantities:
            self.findings.add("agreement.nothing_measured", ("readings",))
            self.suspects.readings = True
        self.choices_needed(rules)
        if rules.standard not in EDITIONS:
            self.findings.unknown("agreement.unknown_standard", ("readings", "standard"), rules.standard, EDITIONS)
            self.suspects.readings = True
        if not self.file.sections:
            self.suspects.readings = True
            if "section" not in self.suspects.axes:
                self.findings.add("agreement.no_sections", ("readings",))


def check_methods(precedence: object, substitute: object, findings: Findings) -> None:
    """Which of automatic and manual readings go first, and whether the other stands in: one is not said without the
    other. Looked at also where either is not what it should be, so that both are put right in one go."""
    if precedence is not None and substitute is None:
        findings.add("agreement.substitute_needed", ("readings", "precedence"))
    if substitute is not None and precedence is None:
        findings.add("agreement.substitute_alone", ("readings", "substitute"))
