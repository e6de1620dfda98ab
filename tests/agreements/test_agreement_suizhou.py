"""随州: deposits and deductions, relief by the inflow section, rewards shared out, and nothing left at the year's end."""

from __future__ import annotations

import pandas
import pytest

import ecocomp as ec
from tests.agreements.support import WAN, agreement, changed, lines, net, refused, rows

LISHAN, BRIDGE, GAOXIN, PINGLIN, TRIBUTARY = (
    "厉山", "涢水大桥", "高新区出境断面（占位）", "平林", "广水支流出境断面（占位）",
)  # fmt: skip
SECTIONS = (LISHAN, BRIDGE, GAOXIN, PINGLIN, TRIBUTARY)
#: Exactly on the limits of class III, and of class II.
THREE = {"化学需氧量": "20.0", "氨氮": "1.00", "总磷": "0.200"}
TWO = {"化学需氧量": "15.0", "氨氮": "0.50", "总磷": "0.100"}


def ammonia(text):
    return {**THREE, "氨氮": text}


def settled(changes, own=None, before=THREE, **options):
    """2024 with all sections at class III but those in ``changes``, after a year in which all were ``before``."""
    now = dict.fromkeys(SECTIONS, THREE) | changes
    table = rows(2023, dict.fromkeys(SECTIONS, before)) + rows(2024, now)
    return ec.settle(own or agreement("suizhou-counties"), ec.read_monitoring(pandas.DataFrame(table)), 2024, **options)


def wan(**amounts):
    return {party: amount * WAN for party, amount in amounts.items()}


def test_a_year_by_hand():
    """One county improves, one is over by 0.15, one is relieved, one loses its whole deposit.

    厉山 attains 12 months and improves from III to II: 12 + 6 = 18 points for 随县. 涢水大桥 is over by 0.15, worse
    than 厉山: 12 × 10 = 120 off 曾都's deposit. 高新区 is as bad, but no worse than what flows in: 12 points. 平林 is
    over by 1.01, worse than its inflow: 12 × 40 = 480, of which the deposit bears 300. The tributary is over by
    exactly 0.1: nothing is deducted, and no month counts as attained. 300 + 120 + 300 = 720 go 18 : 12.
    """
    settlement = settled(
        {
            LISHAN: TWO,
            BRIDGE: ammonia("1.15"),
            GAOXIN: ammonia("1.15"),
            PINGLIN: ammonia("2.01"),
            TRIBUTARY: ammonia("1.10"),
        }
    )

    assert lines(settlement, "deducting") == {("zengdu",): 120 * WAN, ("guangshui",): 300 * WAN}
    assert lines(settlement, "rewarding") == {("suixian",): 432 * WAN, ("gaoxin",): 288 * WAN}
    assert lines(settlement, "refunding") == {
        ("zengdu",): 180 * WAN,
        ("suixian",): 300 * WAN,
        ("gaoxin",): 300 * WAN,
    }
    assert net(settlement) == wan(suizhou_city=-300, zengdu=-120, suixian=432, guangshui=-300, gaoxin=288)


@pytest.mark.parametrize(
    ("text", "wan_a_month"),
    [
        ("1.00", 0),
        ("1.10", 0),
        ("1.11", 10),
        ("1.15", 10),  # 孝感, 湖北日报 2019: 0.15 over the limit costs 10
        ("1.50", 10),
        ("1.51", 20),
        ("2.00", 20),
        ("2.01", 40),
    ],
)
def test_the_steps_and_their_boundaries(text, wan_a_month):
    """Each step includes its upper end: a multiple of exactly 0.1, 0.5 or 1 belongs to the lower step."""
    settlement = settled({TRIBUTARY: ammonia(text)})

    assert settlement.value("deduction", section=TRIBUTARY, month=1) == wan_a_month * 10_000


def test_the_worst_indicator_counts_once():
    """Two indicators over by 0.15 and 0.6 cost what 0.6 costs, not the sum."""
    settlement = settled({TRIBUTARY: {"化学需氧量": "23.0", "氨氮": "1.60", "总磷": "0.200"}})

    assert settlement.value("deduction", section=TRIBUTARY, month=1) == 20 * 10_000


@pytest.mark.parametrize(
    ("inflow", "own", "relieved"),
    [
        (ammonia("1.20"), ammonia("1.20"), True),  # the same is no worse
        (ammonia("1.20"), ammonia("1.21"), False),
        (ammonia("1.20"), {**ammonia("1.15"), "总磷": "0.201"}, False),  # better in one, worse in another
    ],
)
def test_relief_by_the_inflow_section(inflow, own, relieved):
    """十堰's rule: over the target but in every indicator no worse than at the inflow section counts as attained."""
    settlement = settled({LISHAN: inflow, BRIDGE: own})

    assert settlement.value("relieved", section=BRIDGE, month=5) is relieved
    assert settlement.value("counted", section=BRIDGE, month=5) is relieved


def test_no_inflow_section_no_relief():
    """十堰's rule: without an inflow section to compare with, a section over its target has failed."""
    settlement = settled({LISHAN: ammonia("1.20")})

    assert settlement.value("has_inflow", section=LISHAN) is False
    assert settlement.value("counted", section=LISHAN, month=5) is False


def test_a_year_in_which_nobody_attains():
    """If no section-month counts, the deductions and the city's own money go back to the city.

    Each section is over by 0.11 to 0.14 and a little worse than the one above: 5 × 12 × 10 = 600, of which the two
    sections of 广水 together cost 240.
    """
    settlement = settled(
        {
            LISHAN: ammonia("1.11"),
            BRIDGE: ammonia("1.12"),
            GAOXIN: ammonia("1.13"),
            PINGLIN: ammonia("1.14"),
            TRIBUTARY: ammonia("1.11"),
        }
    )

    assert lines(settlement, "rewarding") == {("suizhou_city",): 900 * WAN}
    assert net(settlement) == wan(suizhou_city=600, zengdu=-120, suixian=-120, guangshui=-240, gaoxin=-120)


def test_everything_is_paid_out_to_the_last_fen():
    """A pool that the points do not divide is shared out whole, and all accounts close at nothing."""
    own = changed("suizhou-counties", "parameters:\n  city_contribution:\n    value: 100.000001\n    status: signed\n")
    settlement = settled({PINGLIN: ammonia("1.30"), TRIBUTARY: TWO}, own)

    # 100,000,001 + 12 × 1,000 × 10,000 fen; points 12, 12, 12 and 12 + 6 for a tributary that improved
    assert lines(settlement, "deducting") == {("guangshui",): 120 * WAN}
    assert list(lines(settlement, "rewarding").values()) == [48_888_889, 48_888_889, 73_333_334, 48_888_889]
    assert {each.closing for each in settlement.funds} == {0}
    assert sum(each.net for each in settlement.positions) == 0


def test_a_dry_month_neither_counts_nor_costs():
    """A section that was dry in a month has no point for it and no deduction."""
    dry = {name: ["断流"] + [text] * 11 for name, text in THREE.items()}

    settlement = settled({TRIBUTARY: dry})

    assert settlement.value("deduction", section=TRIBUTARY, month=1) == 0
    assert settlement.value("points", section=TRIBUTARY) == 11


def test_a_missing_value_stops_the_settlement():
    """A month without a value that should be there is refused, and so is a year without the year before."""
    lacking = {**THREE, "总磷": [""] + ["0.200"] * 11}
    with pytest.raises(ec.SettlementError) as caught:
        settled({TRIBUTARY: lacking})
    assert refused(caught)

    table = pandas.DataFrame(rows(2024, dict.fromkeys(SECTIONS, THREE)))
    with pytest.raises(ec.SettlementError) as caught:
        ec.settle(agreement("suizhou-counties"), ec.read_monitoring(table), 2024)
    assert "2023-01" in caught.value.text("zh")


def test_a_bureau_takes_a_placeholder_away():
    """An own file removes a placeholder section with null and says what flows in instead."""
    own = changed("suizhou-counties", "sections:\n  guangshui_tributary: null\n  pinglin: {inflow: [yunshui_bridge]}\n")

    assert "guangshui_tributary" not in own.sections
    assert own.sections["pinglin"].inflow == ["yunshui_bridge"]
    assert net(settled({}, own))["suixian"] == 75 * WAN
