"""Declared inputs between two settlements: told by their labels, with the party, month or term that they belong to."""

from __future__ import annotations

from typing import Any

import ecocomp as ec
from tests.record.support import TEXTS
from tests.settlement.support import PARTIES, STEPS, monthly, settled

READINGS = monthly({"甲": TEXTS})
THREE = PARTIES + "  zhong: {name: 中游市}\n"
OTHER_ORDER = "parties:\n  xia: {name: 下游市}\n  shang: {name: 上游市}\n"


def with_bonus(per: str, *, amount: str = "bonus", more: str = "") -> str:
    """下游市 pays 上游市 a declared bonus for each label of ``per``."""
    axes = f"per: [{per}], " if per else ""
    return STEPS.replace(
        "parameters:", f"inputs:\n  bonus: {{title: 奖励, {axes}unit: 元{more}}}\nparameters:"
    ).replace(
        "transfers:",
        f"transfers:\n  - {{name: bonus_paid, title: 奖励, {axes}payer: xia, payee: shang, amount: {amount}}}",
    )


def told(before: ec.Settlement, after: ec.Settlement) -> list[tuple[list[str], int]]:
    """The causes of each effect, and by how many fen more 下游市 then pays 上游市."""
    found = ec.diff(before, after)
    for pair in (found, ec.diff(after, before)):
        whole = sum(line.signed_fen for line in pair.lines)
        assert sum(line.signed_fen for effect in pair.effects for line in effect.lines.values()) == whole
    return [
        (
            [".".join(cause.key) for cause in effect.causes],
            sum(
                line.signed_fen if str(line.written[0]) == "xia" else -line.signed_fen for line in effect.lines.values()
            ),
        )
        for effect in found.effects
    ]


def bonus(given: Any, body: str | None = None, **options: Any) -> ec.Settlement:
    return settled(body or with_bonus("party"), READINGS, inputs={"bonus": given}, **options)


def test_what_is_declared_of_a_party_that_joins_comes_with_it() -> None:
    before, after = bonus({"shang": 5, "xia": 7}), bonus({"shang": 5, "xia": 7, "zhong": 9}, parties=THREE)
    assert told(before, after) == [(["parties.zhong"], 900)]
    assert told(after, before) == [(["parties.zhong"], -900)]


def test_a_joining_party_and_another_value_are_two_causes() -> None:
    before, after = bonus({"shang": 5, "xia": 7}), bonus({"shang": 6, "xia": 7, "zhong": 9}, parties=THREE)
    assert told(before, after) == [(["parties.zhong"], 900), (["bonus"], 100)]


def test_parties_in_another_order_declare_the_same() -> None:
    before, after = bonus({"shang": 5, "xia": 7}), bonus({"shang": 5, "xia": 7}, parties=OTHER_ORDER)
    assert told(before, after) == [(["parties."], 0)]


def test_a_section_that_is_added_has_its_own_input() -> None:
    body = with_bonus("section")
    two = body.replace("{jia:", "{yi: {name: 乙, upstream: shang, downstream: xia, target: III}, jia:")
    after = settled(two, monthly({"甲": TEXTS, "乙": TEXTS}), inputs={"bonus": {"甲": 3, "乙": 4}})
    found = told(bonus({"甲": 3}, body), after)
    assert [causes for causes, _ in found if causes[0] == "bonus"] == []
    assert sum(fen for _, fen in found) == 400 + 100000


def test_months_outside_the_period_are_no_other_declaration() -> None:
    """What is declared of July to December falls away with these months: 7 + … + 12 元, and 6 × 100 元."""
    body = with_bonus("month")
    whole = bonus({month: month for month in range(1, 13)}, body)
    half = bonus({month: month for month in range(1, 7)}, body, through=6)
    assert told(whole, half) == [(["months"], -5700 - 60000)]
    assert told(half, whole) == [(["months"], 5700 + 60000)]


def test_a_new_input_is_told_with_what_asks_for_it() -> None:
    before, after = settled(STEPS, READINGS), bonus({"shang": 5, "xia": 7})
    assert told(before, after) == [(["transfers.bonus_paid", "transfers.", "inputs.bonus", "bonus"], 1200)]
    assert sum(fen for _, fen in told(after, before)) == -1200


def test_an_input_by_other_axes_is_told_with_its_term() -> None:
    before, after = bonus({"shang": 5, "xia": 7}), bonus(4, with_bonus(""))
    (effect,) = told(before, after)
    assert effect == (["transfers.bonus_paid", "inputs.bonus", "bonus"], 400 - 1200)


def test_an_input_of_another_kind_is_told_with_its_term() -> None:
    """From 5 + 7 元 to 100 元 for a yes and 200 元 for a no."""
    truth = with_bonus("party", amount="price if bonus else 2 * price").replace(
        "unit: 元}\nparameters", "kind: truth}\nparameters"
    )
    (effect,) = told(bonus({"shang": 5, "xia": 7}), bonus({"shang": True, "xia": False}, truth))
    assert effect == (["transfers.bonus_paid", "inputs.bonus", "bonus"], 30000 - 1200)
