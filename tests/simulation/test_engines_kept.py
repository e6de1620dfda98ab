"""What an engine was asked before leaves nothing behind in what it is asked later."""

from __future__ import annotations

import numpy as np
import pytest

import ecocomp as ec
from ecocomp.simulation.scenarios.block import MISSING, Scenarios
from tests.settlement.support import agreement
from tests.simulation.ways import by_kinds

BODY = """\
sections: {jia: {name: 甲, upstream: shang, downstream: xia, target: III}}
readings: {indicators: [nh3n], below_detection: half, decimals: unrounded, missing: refuse}
parameters:
  one: {title: 一毫克每升, unit: mg/L, value: 1}
  price: {title: 单价, unit: 元, value: 100}
transfers:
  - {name: pay, title: 补偿, per: PER, payer: downstream, payee: upstream, amount: "price * AMOUNT"}
"""
#: 100 元 parted among the months that attain: without any the agreement refuses.
PARTED = BODY.replace("PER", "[section]").replace("AMOUNT", "1 / count(at(C, nh3n) <= one, month)")
LINEAR = BODY.replace("PER", "[section, month]").replace("AMOUNT", "at(C, nh3n) / one")


def years(of: ec.Agreement, wholes: list[int], below: bool = False) -> Scenarios:
    """Years of like months, in hundredths of mg/L; ``below``: January of the first is below detection."""
    values = np.tile(np.array(wholes, dtype=np.int32), (12, 1))
    flags = np.zeros(values.shape, dtype=bool)
    flags[0, 0] = True
    key = ("nh3n", "jia")
    return ec.own_scenarios(of, {key: values}, decimals={"nh3n": 2}, below={key: flags} if below else None)


def test_what_quick_mode_made_of_a_kind_of_year_is_not_taken_for_exact() -> None:
    made = agreement(PARTED)
    with by_kinds():
        quick = ec.simulate(made, years(made, [200, 50]), year=2024, exact=False)
        exact = ec.simulate(made, years(made, [200, 50]), year=2024)

    assert exact.unsettled.tolist() == quick.unsettled.tolist() == [[True, False]]
    assert exact.net("上游市").tolist() == [833]


def test_quick_mode_leaves_out_what_the_agreement_refuses() -> None:
    made = agreement(PARTED)

    assert ec.simulate(made, years(made, [200, 50]), year=2024, exact=False).unsettled.tolist() == [[True, False]]


def test_quick_mode_works_out_what_is_too_large_for_floats() -> None:
    made = agreement(LINEAR.replace("value: 100", "value: 1000000000000"))
    each = [
        ec.simulate(made, years(made, [wholes, wholes]), year=2024, exact=exact).net("上游市").tolist()
        for wholes in (50, 400, 3200)
        for exact in (True, False)
    ]

    assert each == [[12 * 10**12 * wholes] * 2 for wholes in (50, 400, 3200) for _ in (True, False)]


def test_compiled_years_without_limits_of_detection_are_not_read_as_those_with_them() -> None:
    pytest.importorskip("numba", reason="compiling needs numba, which is not installed")
    made = agreement(LINEAR)
    with_limits = ec.simulate(made, years(made, [200, 100], below=True), year=2024, compiled=True)
    without = ec.simulate(made, years(made, [200, 100]), year=2024, compiled=True)

    assert with_limits.net("上游市").tolist() == [230_00 * 10, 120_00 * 10]
    assert without.net("上游市").tolist() == [240_00 * 10, 120_00 * 10]


def test_a_block_may_have_more_odd_years_than_numbers_of_16_bits() -> None:
    made = agreement(PARTED)
    values = np.full((12, 70_000), 50, dtype=np.int32)
    values[0, :65_000] = MISSING
    scenarios = ec.own_scenarios(made, {("nh3n", "jia"): values}, decimals={"nh3n": 2})
    with by_kinds():
        found = ec.simulate(made, scenarios, year=2024, exact=False)

    assert found.unsettled[0].tolist() == [True] * 65_000 + [False] * 5_000
    assert found.net("上游市").tolist() == [833] * 5_000
