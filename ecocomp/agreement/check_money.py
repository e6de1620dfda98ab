"""Checking who pays whom: transfers, limits, funds, and how money is rounded."""

from __future__ import annotations

from collections.abc import Iterable

from ecocomp.agreement import model
from ecocomp.agreement.check_formulas import FormulaCheck
from ecocomp.agreement.check_names import SECTION_PARTY_ROLES
from ecocomp.agreement.scope import Formula, per_axes
from ecocomp.formula.axes import Axes
from ecocomp.formula.functions import TIME_AXES
from ecocomp.formula.problems import FormulaError
from ecocomp.money import to_fen
from ecocomp.period import Month
from ecocomp.strict_yaml import Path

#: A deadline is to exist every year, also in those without 29 February.
COMMON_YEAR = 2023


class MoneyCheck:
    """Checks the transfers, limits and funds of one agreement."""

    def __init__(self, formulas: FormulaCheck) -> None:
        self.formulas = formulas
        self.file = formulas.file
        self.findings = formulas.findings
        self.scope = formulas.scope
        self.suspects = formulas.scope.suspects

    def amount(self, at: int, transfer: model.Transfer) -> Formula | None:
        path: Path = ("transfers", at)
        per = self.per(transfer.per, path)
        for side in ("payer", "payee"):
            self.side(getattr(transfer, side), per, (*path, side))
        if transfer.payer == transfer.payee:
            self.findings.add("agreement.pays_itself", (*path, "payee"), found=str(transfer.payee))
        if transfer.deadline is not None:
            self.deadline(transfer, transfer.deadline, (*path, "deadline"))
        return self.formulas.money_formula(transfer.name, transfer.amount, (*path, "amount"), per)

    def deadline(self, transfer: model.Transfer, deadline: model.Deadline, path: Path) -> None:
        """A deadline is the day that the words of ``due`` mean, in whatever year."""
        if transfer.due is None:
            self.findings.add_at_key("agreement.deadline_without_due", path)
        days = Month(COMMON_YEAR, deadline.month).days
        if deadline.day is not None and deadline.day > days:
            found = f"{deadline.month}-{deadline.day}"
            self.findings.add("agreement.deadline_day", (*path, "day"), found=found, month=deadline.month, days=days)

    def per(self, named: Iterable[str], path: Path) -> Axes:
        """The axes that ``per`` names. Two axes of time would count each month more than once."""
        per = per_axes(named)
        times = [axis for axis in per if axis in TIME_AXES]
        try:
            self.scope.require_aligned(times)
        except FormulaError as trouble:
            self.findings.add(trouble.code, path, **trouble.details)
        if len(times) > 1:
            self.findings.add("agreement.per_times", (*path, "per"), axes=", ".join(times))
        return per

    def after_coarser(self, at: int, limit: model.Limit, path: Path) -> None:
        """What a limit cuts of a whole year cannot be counted among the months of a later limit."""
        for before in self.file.limits[:at]:
            finer = [axis for axis in per_axes(limit.per) if axis not in before.per]
            if finer and set(before.of) & set(limit.of):
                axes = ", ".join(finer)
                self.findings.add("agreement.limit_order", (*path, "per"), axes=axes, other=before.title)

    def side(self, side: str | model.Account, per: Axes, path: Path) -> None:
        """Whoever pays or is paid must be known, and known at every coordinate."""
        if isinstance(side, model.Account):
            fund = self.file.funds.get(side.fund)
            if fund is None:
                if not self.suspects.funds:
                    self.findings.unknown("agreement.unknown_fund", (*path, "fund"), side.fund, self.file.funds)
            elif not fund.accounts and not self.suspects.funds:
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
        if role is None and (self.suspects.axes & {"party", "section"} or self.suspects.funds):
            return  # whoever is meant may be among what is in doubt
        if role is None or role[0] != "section":
            known = [*self.file.parties, *self.file.funds, *SECTION_PARTY_ROLES, "party"]
            self.findings.unknown("agreement.unknown_side", path, name, known)
        elif "section" not in per:
            self.findings.add("agreement.role_axis", path, found=name, axis="section")
        else:
            without = [section.name for key, section in self.file.sections.items() if key not in role[2]]
            if len(without) == len(self.file.sections) and not (self.suspects.roles or "party" in self.suspects.axes):
                self.findings.add("agreement.role_missing", path, found=name, sections="、".join(without))

    def cap(self, at: int, limit: model.Limit) -> Formula | None:
        path: Path = ("limits", at)
        per = self.per(limit.per, path)
        self.after_coarser(at, limit, path)
        known = {each.name: each for each in self.file.transfers}
        for number, name in enumerate(limit.of):
            here = (*path, "of", number)
            if name in self.suspects.transfers or (name not in known and "" in self.suspects.transfers):
                continue
            if name not in known:
                self.findings.unknown("agreement.unknown_transfer", here, name, known)
            elif not set(per) <= set(known[name].per):
                self.findings.add("agreement.limit_axes", here, found=name, per=", ".join(per))
        if limit.by != "pair" and limit.direction != "both":
            self.findings.add("agreement.limit_direction", (*path, "direction"))
        elif limit.direction != "both":
            self.formulas.work.formula = limit.title
            try:
                pairs = {pair for name in limit.of if name in known for pair in self.pairs(known[name])}
            except FormulaError as trouble:
                self.formulas.told(trouble, (*path, "direction"))
                return None
            if any((payee, payer) in pairs for payer, payee in pairs):
                self.findings.add("agreement.limit_both_ways", (*path, "direction"))
        # the cap of a payer or payee may differ from party to party
        axes = per if limit.by == "pair" else (*per, "party")
        return self.formulas.money_formula(limit.title, limit.at_most, (*path, "at_most"), axes)

    def pairs(self, transfer: model.Transfer) -> set[tuple[str, str]]:
        """The pairs of payer and payee, as written, that a transfer can move money between.

        They count as work; FormulaError where that is too much.
        """
        sides = (transfer.payer, transfer.payee)
        words = {side.account if isinstance(side, model.Account) else side for side in sides}
        sections = self.file.sections if any(self.scope.role(word) for word in words) else [""]
        parties = self.file.parties if "party" in words else [""]
        self.formulas.work.add(len(sections) * len(parties))
        return {
            (self.holder(sides[0], section, party), self.holder(sides[1], section, party))
            for section in sections
            for party in parties
        }

    def holder(self, side: str | model.Account, section: str, party: str) -> str:
        """Who stands on a side for a section and a party; empty where the section has no such role."""
        if isinstance(side, model.Account):
            return f"{side.fund}:{self.holder(side.account, section, party)}"
        role = self.scope.role(side)
        if side == "party":
            return party
        return side if role is None else role[2].get(section, "")

    def opening(self, name: str, fund: model.Fund) -> Formula | None:
        per = ("party",) if fund.accounts else ()
        return self.formulas.money_formula(name, fund.opening or "", ("funds", name, "opening"), per)

    def money(self) -> None:
        money = self.file.money
        try:
            to_fen(0, money.rounding, money.decimals, money.unit)
        except ValueError:
            path: Path = ("money", "decimals")
            self.findings.add("agreement.finer_than_fen", path, decimals=money.decimals, unit=money.unit)
