"""天津: the monthly ranks and money that the city publishes follow from the three places it publishes beside them."""

from __future__ import annotations

import pytest

import ecocomp as ec
from ecocomp.settlement.ledger import cleared
from tests.agreements.support import WAN, agreement, net

#: Money by place, 万元: 20 for each place above the eighth, less 20 for each below the ninth.
MONEY = (140, 120, 100, 80, 60, 40, 20, 0, 0, -20, -40, -60, -80, -100, -120, -140)
#: The districts in their published order, with their places by index, change against the year before, and ratio of
#: outflow to inflow. 天津市生态环境局, 天津市及各区地表水环境质量状况及经济奖惩情况.
PUBLISHED = {
    "2021-08": """滨海 2,4,1; 静海 1,2,7; 蓟州 3,5,5; 宁河 6,1,10; 宝坻 4,10,4; 北辰 9,6,3; 津南 7,7,9; 西青 5,3,16;
        河东 12,11,2; 武清 8,8,13; 和平 10,12,8; 东丽 11,9,12; 河西 13,15,6; 南开 15,14,11; 河北 14,13,14; 红桥 16,16,15""",
    "2021-09": """静海 1,4,8; 蓟州 2,11,1; 津南 4,5,6; 河东 9,2,4; 宁河 7,7,2; 和平 10,1,5; 滨海 5,8,7; 东丽 8,3,12;
        宝坻 3,16,11; 河西 12,10,9; 北辰 14,14,3; 西青 6,12,14; 南开 16,6,10; 武清 11,13,13; 河北 13,9,16; 红桥 15,15,15""",
    "2021-11": """宝坻 4,1,3; 滨海 2,5,2; 宁河 5,4,1; 静海 1,3,7; 蓟州 3,2,6; 武清 7,6,10; 东丽 8,7,8; 北辰 12,10,5;
        红桥 6,9,14; 和平 9,11,9; 西青 10,8,16; 河东 15,15,4; 南开 11,13,12; 津南 13,12,13; 河西 14,14,11; 河北 16,16,15""",
}
#: 2023年8月: the places overall only.
OVERALL = [
    *("静海", "武清", "西青", "北辰", "河西", "宝坻", "和平", "津南", "宁河", "河东", "滨海", "东丽", "蓟州", "南开"),
    *("红桥", "河北"),
]


def district(short: str) -> str:
    return "滨海新区" if short == "滨海" else f"{short}区"


def declared(places: dict[str, tuple[str, str, str]], month: int) -> dict[str, dict[str, dict[int, str]]]:
    """The inputs of a month from the three places of each district."""
    names = ("pollution_index", "change", "ratio")
    return {name: {own: {month: three[index]} for own, three in places.items()} for index, name in enumerate(names)}


def settled(name: str, places: dict[str, tuple[str, str, str]], year: int, month: int) -> ec.Settlement:
    return ec.settle(agreement(name), None, year, since=month, through=month, inputs=declared(places, month))


def money(name: str, order: list[str]) -> dict[str, int]:
    ids = {party.name: key for key, party in agreement(name).parties.items()}
    return {ids[own]: wan * WAN for own, wan in zip(order, MONEY, strict=True) if wan}


@pytest.mark.parametrize("month", sorted(PUBLISHED))
def test_the_published_places_and_money(month):
    """august_2021, september_2021, november_2021: all 16 rows of each month, equal sums by the place of the index."""
    rows = [each.split() for each in PUBLISHED[month].split(";")]
    places = {district(short): tuple(three.split(",")) for short, three in rows}

    settlement = settled("tianjin-districts-2018", places, int(month[:4]), int(month[5:]))

    order = list(places)
    assert [settlement.value("place", party=own, month=month) for own in order] == list(range(1, 17))
    assert net(settlement) == money("tianjin-districts-2018", order)
    assert [each.closing for each in settlement.funds] == [0]


def test_the_money_of_august_2023():
    """august_2023: of that month only the place overall was published; the money of each place is that of the rule."""
    order = [district(short) for short in OVERALL]
    places = {own: (str(place),) * 3 for place, own in enumerate(order, 1)}

    settlement = settled("tianjin-districts-2023", places, 2023, 8)

    assert net(settlement) == money("tianjin-districts-2023", order)


def test_three_published_months_of_sixteen_districts_are_netted():
    """All flows go through the city's pool; netted, districts pay districts, each what its three months come to."""
    lines = []
    expected: dict[str, int] = {}
    for month, rows in sorted(PUBLISHED.items()):
        places = {district(short): tuple(three.split(",")) for short, three in map(str.split, rows.split(";"))}
        settlement = settled("tianjin-districts-2018", places, int(month[:4]), int(month[5:]))
        lines += settlement.lines
        for party, fen in money("tianjin-districts-2018", list(places)).items():
            expected[party] = expected.get(party, 0) + fen
    payments = cleared(lines)

    found: dict[str, int] = {}
    for each in payments:
        found[str(each.payer)] = found.get(str(each.payer), 0) - each.fen
        found[str(each.payee)] = found.get(str(each.payee), 0) + each.fen
    assert found == {party: fen for party, fen in expected.items() if fen}
    assert sum(each.fen for each in payments) == sum(fen for fen in expected.values() if fen > 0)
    assert len(payments) < len(found) < 16 < len(lines)
