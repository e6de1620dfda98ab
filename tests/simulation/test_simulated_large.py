"""Amounts near and beyond what 64 bits hold: exact, or refused."""

from __future__ import annotations

import pytest

import ecocomp as ec
from tests.simulation.questions import JANUARY, januaries, steps


@pytest.mark.parametrize("price", [10**30, 10**17, [10**17, 1]])
def test_amounts_that_are_too_large_are_refused_and_never_wrapped_round(price):
    """Two classes better than the target: twice the price."""
    made = steps()
    with pytest.raises(ec.RequestError, match=r"无法保存|位数过多"):
        ec.simulate(made, januaries(made, ["0.10"]), {"price": price}, **JANUARY)


def test_amounts_that_are_not_settled_make_no_year():
    """What ``settle`` refuses for its digits is no amount of a year: the year is told of with the reason."""
    made = steps()
    simulated = ec.simulate(made, januaries(made, ["0.10"]), {"price": "1e400"}, **JANUARY)
    assert "1 个年份中有 1 个不能结算" in str(simulated)
    assert "整数部分有 401 位，最多 40 位" in str(simulated)


@pytest.mark.parametrize("compiled", [False, True])
def test_large_amounts_are_exact(compiled):
    if compiled:
        pytest.importorskip("numba", reason="compiling needs numba, which is not installed")
    made = steps()
    prices = [10**12 + 1, 4 * 10**14]
    simulated = ec.simulate(made, januaries(made, ["0.10", "0.40"]), {"price": prices}, compiled=compiled, **JANUARY)

    assert simulated.nets[:, 0].tolist() == [[200 * price, 100 * price] for price in prices]
