"""Readings that differ are causes: one by one, told apart by method, of very many those of a month together."""

from __future__ import annotations

import ecocomp as ec
from tests.record.support import TEXTS, small
from tests.settlement.support import STEPS, monthly, read, settled


def test_readings_in_another_place_make_no_difference() -> None:
    rows = monthly({"甲": TEXTS}).splitlines()
    moved = "\n".join([rows[0], *reversed(rows[1:])]) + "\n"
    agreement = small().agreement
    assert ec.diff(small(), ec.settle(agreement, read(moved), 2024)).same


def test_very_many_readings_are_told_by_month_and_section() -> None:
    before = monthly({f"断面{at}": "0.40" for at in range(40)})
    after = monthly({f"断面{at}": "0.60" for at in range(40)})
    sections = ", ".join(
        f"s{at}: {{name: 断面{at}, upstream: shang, downstream: xia, target: III}}" for at in range(40)
    )
    body = STEPS.replace(
        "sections: {jia: {name: 甲, upstream: shang, downstream: xia, target: III}}", f"sections: {{{sections}}}"
    )
    found = ec.diff(settled(body, before), settled(body, after))
    assert len(found.effects) == 40
    assert found.effects[0].causes[0].what[1] == "12 readings of 断面0, 2024-01 … 2024-12"
    assert sum(line.fen for effect in found.effects for line in effect.lines.values()) == 40 * 12 * 10000


BOTH = "断面,时间,监测方式,氨氮(mg/L)\n" + "".join(
    f"甲,2024-{month:02d},{method},0.40\n" for month in range(1, 13) for method in ("自动", "手工")
)
#: The automatic station goes first where both say something.
RULED = STEPS.replace("missing: refuse}", "missing: refuse, precedence: automatic first, substitute: true}")


def test_readings_of_two_methods_are_told_apart() -> None:
    """March was of class IV by both; of the two values that are corrected the automatic one alone counts."""
    before = BOTH.replace("甲,2024-03,自动,0.40", "甲,2024-03,自动,1.20").replace(
        "甲,2024-03,手工,0.40", "甲,2024-03,手工,1.21"
    )
    found = ec.diff(settled(RULED, before), settled(RULED, BOTH))
    told = [(each.causes[0].what, each.causes[0].before[1][:4], len(each.lines)) for each in found.effects]
    assert told == [
        (("甲 2024-03 氨氮（自动）", "甲 2024-03 NH3-N (automatic)"), "1.20", 1),
        (("甲 2024-03 氨氮（手工）", "甲 2024-03 NH3-N (manual)"), "1.21", 0),
    ]
    assert [each.causes[0].key for each in found.effects] == [
        ("甲", "2024-03", "nh3n", "automatic"), ("甲", "2024-03", "nh3n", "manual"),
    ]  # fmt: skip


def test_readings_of_one_method_do_not_name_it() -> None:
    one = "\n".join(line for line in BOTH.splitlines() if "手工" not in line) + "\n"
    found = ec.diff(settled(STEPS, one.replace("03,自动,0.40", "03,自动,1.20")), settled(STEPS, one))
    assert [each.causes[0].what[1] for each in found.effects] == ["甲 2024-03 NH3-N"]
