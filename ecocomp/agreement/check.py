"""Checking what a file says and making it ready: names, values, formulas and their units, who pays whom.

Everything wrong is found in one go; nothing half-checked leaves this module.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from ecocomp.agreement import model
from ecocomp.agreement.check_formulas import FormulaCheck, read_formulas
from ecocomp.agreement.check_lists import check_counts, check_lists
from ecocomp.agreement.check_money import MoneyCheck
from ecocomp.agreement.check_names import check_names, too_many
from ecocomp.agreement.findings import MOST_SUGGESTED, Findings
from ecocomp.agreement.ladders import JUDGING, Ladders, ready_ladders
from ecocomp.agreement.local_standard import LocalStandard
from ecocomp.agreement.named_values import NamedTable, NamedValue
from ecocomp.agreement.ready_values import ready_values
from ecocomp.agreement.scope import Formula, KindScope
from ecocomp.agreement.suspects import Suspects
from ecocomp.formula.tree import Call, functions, names, walk

__all__ = ["Checked", "check", "read_formulas"]


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
    ladders: Ladders = field(default_factory=Ladders)

    @property
    def formulas(self) -> tuple[Formula, ...]:
        """All formulas: of rules, amounts, caps and opening balances."""
        return (*self.rules.values(), *self.paid)

    @property
    def paid(self) -> tuple[Formula, ...]:
        """The formulas that come out as money: of amounts, caps and opening balances."""
        return (*self.amounts.values(), *self.caps, *self.openings.values())


def check(
    file: model.AgreementFile,
    findings: Findings,
    local: LocalStandard | None = None,
    suspects: Suspects | None = None,
) -> Checked | None:
    """The file made ready, or None where there are findings; ``local`` is the local standard that it names.

    ``suspects`` is what is wrong with the file already, as far as something else stands in for it here.
    """
    suspects = Suspects() if suspects is None else suspects
    check_lists(file, findings)
    check_names(file, findings, suspects)
    ladders = ready_ladders(file, findings, local)
    if too_many(file) or not check_counts(file, findings):
        return None
    values = ready_values(file, findings, suspects)
    target_axes = values.targets.all_axes if values.targets is not None else ("section",)
    scope = KindScope(file, {**values.parameters, **values.inputs}, values.tables, target_axes, ladders, suspects)
    formulas = FormulaCheck(file, findings, scope)
    rules = formulas.rules()
    money = MoneyCheck(formulas)
    amounts = {each.name: money.amount(place, each) for place, each in enumerate(file.transfers)}
    caps = [money.cap(place, each) for place, each in enumerate(file.limits)]
    openings = {name: money.opening(name, fund) for name, fund in file.funds.items() if fund.opening}
    money.money()
    found = [*rules.values(), *amounts.values(), *caps, *openings.values()]
    if scope.sound and not findings.muted and all(each is not None for each in found):
        _unused(file, findings, [each for each in found if each is not None])
        _limits_unused(file, findings, [each for each in found if each is not None])
    if findings.problems:
        return None
    return Checked(
        values.parameters,
        values.inputs,
        values.tables,
        values.targets,
        rules,
        {name: each for name, each in amounts.items() if each is not None},
        tuple(each for each in caps if each is not None),
        {name: each for name, each in openings.items() if each is not None},
        ladders,
    )


def _unused(file: model.AgreementFile, findings: Findings, formulas: Iterable[Formula]) -> None:
    """A parameter, table or input that no formula reads is most likely a misspelt override: it changes nothing.

    What an extended file has may fall out of use; only what stands in the file itself is asked about.
    """
    trees = [each.tree for each in formulas]
    read = {name for tree in trees for name in names(tree)}
    calls = [node for tree in trees for node in walk(tree) if isinstance(node, Call)]
    read |= {str(node.words["table"]) for node in calls if "table" in node.words}
    groups: dict[str, Iterable[str]] = {"parameters": file.parameters, "tables": file.tables, "inputs": file.inputs}
    for group, terms in groups.items():
        for name in terms:
            mark = findings.mark((group, name))
            if name not in read and mark is not None and mark.file == findings.file:
                suggested = len(findings.problems) < MOST_SUGGESTED
                close = get_close_matches(name, read.intersection(terms), 1) if suggested else []
                more = {"close": close[0]} if close else {}
                code = "agreement.unused_close" if close else "agreement.unused"
                findings.add_at_key(code, (group, name), found=name, **more)


def _limits_unused(file: model.AgreementFile, findings: Findings, formulas: Iterable[Formula]) -> None:
    """Limits are read by ``grade()`` and ``limit()`` only; without these they change nothing."""
    if file.readings is None or any(functions(each.tree) & JUDGING for each in formulas):
        return
    for key, stated in (("limits", file.readings.limits), ("local_standard", file.readings.local_standard)):
        mark = findings.mark(("readings", key))
        if stated and mark is not None and mark.file == findings.file:
            findings.add_at_key("agreement.limits_unused", ("readings", key), found=f"readings.{key}")
