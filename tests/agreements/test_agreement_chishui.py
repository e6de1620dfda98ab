"""赤水河: three provinces pay into a pool, share it out, and lose of their share what their section fails."""

from __future__ import annotations

import pytest

import ecocomp as ec
from tests.agreements.support import WAN, agreement, changed, lines, net, readings, refused

ON_LIMITS = {"高锰酸盐指数": "4.0", "氨氮": "0.50", "总磷": "0.100"}
OVER = {"高锰酸盐指数": "4.1", "氨氮": "0.51", "总磷": "0.101"}


def settled(qingshuipu, lianyuxi, own=None):
    data = readings(2019, {"清水铺": qingshuipu, "鲢鱼溪": lianyuxi})
    return ec.settle(own or agreement("chishui-river"), data, 2019)


def wan(yunnan, guizhou, sichuan):
    amounts = {"yunnan": yunnan, "guizhou": guizhou, "sichuan": sichuan}
    return {party: amount * WAN for party, amount in amounts.items() if amount}


def test_a_year_that_attains():
    """2000, 10000 and 8000 go in, 6000, 8000 and 6000 come out; exactly on the limits of class II is attained."""
    settlement = settled(ON_LIMITS, ON_LIMITS)

    assert lines(settlement, "paying_in") == {
        ("yunnan",): 2000 * WAN,
        ("guizhou",): 10_000 * WAN,
        ("sichuan",): 8000 * WAN,
    }
    assert lines(settlement, "paying_out") == {
        ("yunnan",): 6000 * WAN,
        ("guizhou",): 8000 * WAN,
        ("sichuan",): 6000 * WAN,
    }


def test_what_was_published():
    """on_target, 新华社 2018-12-15: in the end Guizhou and Sichuan pay 2000 each to Yunnan."""
    assert net(settled(ON_LIMITS, ON_LIMITS)) == wan(4000, -2000, -2000)


@pytest.mark.parametrize(
    ("qingshuipu", "lianyuxi", "expected"),
    [
        # all fails: Yunnan's 6000 go half and half to Guizhou and Sichuan
        (OVER, ON_LIMITS, wan(-2000, 1000, 1000)),
        # one of three fails: a third of 6000 is 2000, half and half
        ({**ON_LIMITS, "总磷": "0.101"}, ON_LIMITS, wan(2000, -1000, -1000)),
        # Guizhou's 8000 go to Sichuan
        (ON_LIMITS, OVER, wan(4000, -10_000, 6000)),
        # both: Guizhou keeps the 3000 that came from Yunnan and loses its own 8000
        (OVER, OVER, wan(-2000, -7000, 9000)),
    ],
)
def test_what_a_failed_section_costs(qingshuipu, lianyuxi, expected):
    """A province loses its share by the part of the indicators that fail, to those who bear the water."""
    settlement = settled(qingshuipu, lianyuxi)

    assert net(settlement) == expected
    assert [each.closing for each in settlement.funds] == [0]


@pytest.mark.parametrize(("by_turns", "fails"), [(("0.099", "0.101"), False), (("0.101", "0.102"), True)])
def test_a_mean_on_the_limit(by_turns, fails):
    """A mean of exactly 0.100 attains; 0.1015 is rounded half to even to 0.102 and does not."""
    settlement = settled({**ON_LIMITS, "总磷": by_turns * 6}, ON_LIMITS)

    assert settlement.value("failing", section="清水铺", indicator="总磷") is fails


def test_a_pool_that_does_not_divide():
    """Shares and cuts are whole fen that add up: 1,000,005 fen by 3:4:3, then a third of 300,002 in two halves."""
    own = changed("chishui-river", "parameters:\n  pool_size:\n    value: 1.000005\n    status: signed\n")

    settlement = settled({**ON_LIMITS, "总磷": "0.101"}, ON_LIMITS, own)

    assert list(lines(settlement, "paying_in").values()) == [100_001, 500_002, 400_002]
    assert list(lines(settlement, "paying_out").values()) == [300_002, 400_002, 300_001]
    assert lines(settlement, "cutting") == {("qingshuipu",): 100_001}
    assert list(lines(settlement, "moving").values()) == [50_001, 50_000]
    assert [each.closing for each in settlement.funds] == [0]


def test_missing_months():
    """Ten months settle the year, nine do not, and nothing is paid for the part that could be worked out."""
    ten, nine = ["0.100"] * 10 + [""] * 2, ["0.100"] * 9 + [""] * 3

    assert net(settled({**ON_LIMITS, "总磷": ten}, ON_LIMITS)) == wan(4000, -2000, -2000)
    with pytest.raises(ec.SettlementError) as caught:
        settled({**ON_LIMITS, "总磷": nine}, ON_LIMITS)
    assert refused(caught)
