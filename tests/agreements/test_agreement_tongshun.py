"""通顺河: three sections, every month, attained or not against class IV; the year is the sum of the months."""

from __future__ import annotations

import pandas
import pytest

import ecocomp as ec
from tests.agreements.support import WAN, agreement, lines, net, readings, refused, rows

SECTIONS = ("通顺河入汉断面一", "通顺河入汉断面二", "通顺河入汉断面三")
ON_LIMITS = {"化学需氧量": "30.0", "氨氮": "1.50", "总磷": "0.300"}


def pays(wan):
    return {"xiantao": wan * WAN, "wuhan_jingkai": -wan * WAN}


def test_a_year_by_hand():
    """Two of 36 section-months are over: 34 × 10 − 2 × 10 = 320."""
    over_twice = {**ON_LIMITS, "化学需氧量": ["30.1", "30.1"] + ["30.0"] * 10}
    data = readings(2023, {SECTIONS[0]: ON_LIMITS, SECTIONS[1]: over_twice, SECTIONS[2]: ON_LIMITS})

    settlement = ec.settle(agreement("tongshun-river"), data, 2023)

    assert net(settlement) == pays(320)
    months = lines(settlement, "monthly_quality")
    assert len(months) == 36
    assert [where for where, fen in months.items() if fen < 0] == [("inflow_2", "2023-01"), ("inflow_2", "2023-02")]


@pytest.mark.parametrize("indicator", list(ON_LIMITS))
def test_the_limit_itself_attains_and_the_next_digit_does_not(indicator):
    """A value on the limit of class IV attains; one digit more in any of the three loses the section its month."""
    more = {"化学需氧量": "30.1", "氨氮": "1.51", "总磷": "0.301"}
    sections = dict.fromkeys(SECTIONS, ON_LIMITS) | {SECTIONS[0]: {**ON_LIMITS, indicator: more[indicator]}}

    settlement = ec.settle(agreement("tongshun-river"), readings(2023, sections, months=[1]), 2023, through=1)

    assert lines(settlement, "monthly_quality") == {
        ("inflow_1", "2023-01"): -10 * WAN,
        ("inflow_2", "2023-01"): 10 * WAN,
        ("inflow_3", "2023-01"): 10 * WAN,
    }


def test_the_first_settlement_began_in_june():
    """June to December 2022, all attained, are 21 section-months, here of 10 each.

    The 300 that were paid for them cannot be reproduced: they do not make 21 equal amounts of whole fen, so either not
    every section-month attained or not every one had the same amount; neither is public.
    """
    data = readings(2022, dict.fromkeys(SECTIONS, ON_LIMITS), months=range(6, 13))

    settlement = ec.settle(agreement("tongshun-river"), data, 2022, since=6)

    assert net(settlement) == pays(210)


def test_what_is_missing_stops_the_settlement():
    """A section-month without one of its three values, the others attained, cannot be judged and is refused."""
    lacking = {**ON_LIMITS, "总磷": [""] + ["0.300"] * 11}
    data = readings(2023, dict.fromkeys(SECTIONS, ON_LIMITS) | {SECTIONS[0]: lacking})

    with pytest.raises(ec.SettlementError) as caught:
        ec.settle(agreement("tongshun-river"), data, 2023)

    assert refused(caught)
    assert "2023-01" in caught.value.text("zh")


def test_what_is_missing_may_not_matter():
    """Where another value is over the limit anyway, the month is lost whatever the missing one was."""
    lacking = {**ON_LIMITS, "总磷": [""] + ["0.300"] * 11, "氨氮": ["1.51"] + ["1.50"] * 11}
    data = readings(2023, dict.fromkeys(SECTIONS, ON_LIMITS) | {SECTIONS[0]: lacking})

    assert net(ec.settle(agreement("tongshun-river"), data, 2023)) == pays(340)


def test_a_gap_can_be_left_out_for_a_look():
    """With gaps="skip" the month with a missing indicator is not judged by the other two: it is left out and said so."""
    lacking = {**ON_LIMITS, "总磷": [""] + ["0.300"] * 11}
    data = readings(2023, dict.fromkeys(SECTIONS, ON_LIMITS) | {SECTIONS[0]: lacking})

    settlement = ec.settle(agreement("tongshun-river"), data, 2023, gaps="skip")

    assert net(settlement) == pays(350)
    assert not settlement.final
    assert "settlement.unpaid" in {each.code for each in settlement.problems}


def test_a_dry_section_takes_no_part():
    """A section-month without flow neither pays nor costs, and is listed."""
    dry = {name: ["断流"] for name in ON_LIMITS}
    table = rows(2023, dict.fromkeys(SECTIONS[1:], ON_LIMITS), [1]) + rows(2023, {SECTIONS[0]: dry}, [1])

    settlement = ec.settle(agreement("tongshun-river"), ec.read_monitoring(pandas.DataFrame(table)), 2023, through=1)

    assert net(settlement) == pays(20)
    assert [each.absent.kind for each in settlement.unpaid] == ["excluded"]
