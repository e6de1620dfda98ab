"""What each indicator contributes (各指标的贡献) to a rule that is a sum over indicators, such as an index P.

In ``k0 * sum(k * annual / baseline, indicator)`` the contribution of an indicator is ``k0 * (k * annual / baseline)``:
what stands around the sum only multiplies or divides it, so that the contributions add up to the value of the rule.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from ecocomp.errors import RequestError, problem
from ecocomp.formula.absent import Absent
from ecocomp.formula.evaluator import Evaluator
from ecocomp.formula.exact import Exact
from ecocomp.formula.tree import Call, Name, Node, Operation
from ecocomp.quantity import unit
from ecocomp.rounding import Rational
from ecocomp.settlement.coordinates import label_on
from ecocomp.settlement.shown import default_unit

if TYPE_CHECKING:
    from ecocomp.settlement.result import Settlement

AXIS = "indicator"


@dataclass(frozen=True, slots=True)
class Contributions:
    """The parts of a rule's value at one coordinate, by indicator; indicators without one are left out.

    ``total`` is the value of the rule, None where it is absent, and ``text`` the same in words.
    """

    where: tuple[str, ...]
    parts: dict[str, Rational]
    total: Rational | None
    text: str


@dataclass(frozen=True, slots=True)
class ContributionsOfRule:
    """A rule's contributions at all coordinates, and the unit that they are in."""

    rule: str
    unit: str
    rows: tuple[Contributions, ...]


def rules_summed(settlement: Settlement) -> tuple[str, ...]:
    """The rules that are a sum over indicators, perhaps multiplied or divided, in the order of the agreement."""
    rules = settlement.agreement.checked.rules
    return tuple(
        name
        for name, formula in rules.items()
        if AXIS not in formula.axes
        and all(kind.sort == "number" for kind in formula.kinds)
        and summand(settlement, formula.tree) is not None
    )


def contributions(settlement: Settlement, rule: str | None, language: str, **where: str | int) -> ContributionsOfRule:
    """The contributions to a rule, by name or title, or to the first that is a sum; RequestError where none is.

    ``where`` leaves only the coordinates with these labels.
    """
    name = summed_rule(settlement, rule)
    tree = summand(settlement, settlement.agreement.checked.rules[name].tree)
    assert tree is not None
    axes, space = settlement.array(name).axes, settlement.scope.space
    wanted = {axis: label_on(settlement.agreement, space, axis, label) for axis, label in where.items() if axis in axes}
    wrong = [axis for axis in where if axis not in axes]
    if wrong:
        details = {"name": name, "found": ", ".join(wrong), "axes": ", ".join(axes) or "—"}
        raise RequestError(problem("settlement.axis_unknown", **details))
    # an evaluator of its own, so that nothing is noted down once more of what was left out
    parts = Evaluator(settlement.scope, Exact(lenient=settlement.scope.lenient)).evaluate(tree)
    elements = settlement.elements(name, language)
    shown_in = unit_of(settlement, name, [each for _, each, _ in elements if not isinstance(each, Absent)])
    factor = unit(shown_in).factor
    rows = []
    for labels, total, text in elements:
        here = dict(zip(axes, labels, strict=True))
        if wanted.items() - here.items():
            continue
        found: dict[str, Rational] = {}
        for indicator in space.labels[AXIS]:
            value = parts.data[space.position(parts.axes, {**here, AXIS: indicator})]
            if not isinstance(value, Absent):
                found[indicator] = Fraction(value) / factor
        rows.append(Contributions(labels, found, None if isinstance(total, Absent) else Fraction(total) / factor, text))
    return ContributionsOfRule(name, shown_in, tuple(rows))


def summed_rule(settlement: Settlement, rule: str | None) -> str:
    """The rule of a name or title, or the first, that is a sum over indicators; RequestError where it is none."""
    known = rules_summed(settlement)
    if not known:
        raise RequestError(problem("plots.no_sum"))
    if rule is None:
        return known[0]
    titles = {settlement.called(name): name for name in known}
    name = titles.get(rule, rule)
    if name not in known:
        settlement.array(name)  # a name that does not exist is told so
        raise RequestError(problem("plots.not_a_sum", found=name, choices=", ".join(known)))
    return name


def unit_of(settlement: Settlement, name: str, values: list[Rational]) -> str:
    """The unit that the rule is shown in, one for all its values."""
    stated = settlement._explainer.unit_of(name)
    if stated or not values:
        return stated
    return default_unit(settlement.agreement.checked.rules[name].kinds[0], max(*values, -min(values)))


def summand(settlement: Settlement, tree: Node) -> Node | None:
    """The formula with its sum over indicators taken away, so that it has an element for each; None if it is no sum."""
    if isinstance(tree, Name):
        rule = settlement.agreement.checked.rules.get(tree.id)
        return None if rule is None else summand(settlement, rule.tree)
    if isinstance(tree, Call):
        return tree.operands[0] if tree.function == "sum" and tree.words.get("axis") == AXIS else None
    if not isinstance(tree, Operation) or tree.operator not in ("neg", "*", "/"):
        return None
    for at, operand in enumerate(tree.operands):
        if tree.operator == "/" and at > 0:
            break
        inner = summand(settlement, operand)
        if inner is not None:
            others = (*tree.operands[:at], inner, *tree.operands[at + 1 :])
            return replace(tree, operands=others)
    return None
