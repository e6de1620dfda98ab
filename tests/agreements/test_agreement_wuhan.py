"""武汉: the index of a section against that of its bank's control section, in odd months, between city and district."""

from __future__ import annotations

from fractions import Fraction

import pytest

import ecocomp as ec
from tests.agreements.support import WAN, agreement, changed, lines, net, readings, refused

LEFT, RIGHT = "水洪中心", "王家湾"
ASSESSED = (
    *("老关村", "王家巷", "武汉关", "滠水入江口", "窑头", "喻家塆"),
    *("杨泗村", "武金堤渡口", "东兴洲村", "东港村", "牛家村"),
)
INDICATORS = ("化学需氧量", "高锰酸盐指数", "氨氮", "总磷")


def values(cod, codmn, nh3n, tp):
    return dict(zip(INDICATORS, (cod, codmn, nh3n, tp), strict=True))


#: Half of each limit of class III (20, 6, 1.0, 0.2): an index of 0.5.
HALF = values("10.0", "3.0", "0.50", "0.100")


def january(changes, own=None):
    """January 2018 with all sections at an index of 0.5 but those in ``changes``."""
    data = readings(2018, dict.fromkeys((LEFT, RIGHT, *ASSESSED), HALF) | changes, months=[1])
    return ec.settle(own or agreement("wuhan-interdistrict"), data, 2018, through=1)


@pytest.mark.parametrize(
    ("measured", "change", "wan"),
    [
        # the published rule (楚天都市报 2018-01-03): -12 %, -5 %, 0, +5 %, +12 %
        (values("8.8", "3.0", "0.41", "0.082"), "-0.12", 100),  # (0.44 + 0.50 + 0.41 + 0.41)/4 = 0.44
        (values("9.0", "3.0", "0.47", "0.096"), "-0.05", 50),  # (0.45 + 0.50 + 0.47 + 0.48)/4 = 0.475
        (HALF, "0", 50),
        (values("11.0", "3.0", "0.52", "0.106"), "0.05", -100),  # (0.55 + 0.50 + 0.52 + 0.53)/4 = 0.525
        (values("11.2", "3.3", "0.56", "0.114"), "0.12", -200),  # (0.56 + 0.55 + 0.56 + 0.57)/4 = 0.56
        # exactly on the boundaries, and one digit of phosphorus beyond: 0.001/0.2/4/0.5 = 0.0025
        (values("9.0", "2.7", "0.45", "0.090"), "-0.1", 50),
        (values("9.0", "2.7", "0.45", "0.089"), "-0.1025", 100),
        (values("10.0", "3.0", "0.50", "0.101"), "0.0025", -100),
        (values("11.0", "3.3", "0.55", "0.110"), "0.1", -100),
        (values("11.0", "3.3", "0.55", "0.111"), "0.1025", -200),
    ],
)
def test_the_published_tiers_and_their_boundaries(measured, change, wan):
    """tiers: up to 10 % includes 10 %, no change counts as better, and the amounts are those published."""
    settlement = january({"滠水入江口": measured})

    assert settlement.value("change", section="滠水入江口", month=1) == Fraction(change)
    assert lines(settlement, "index_settlement")["sheshui", "2018-01"] == wan * WAN
    assert net(settlement)["jiangan"] == wan * WAN


def test_each_bank_has_its_own_control():
    """A right-bank section at 0.5 is better than a right control at 0.55, whatever the left control is."""
    settlement = january({RIGHT: values("11.0", "3.3", "0.55", "0.110"), LEFT: values("9.0", "2.7", "0.45", "0.090")})

    # 0.05/0.55 = 9.09 % down on the right bank; 0.05/0.45 = 11.1 % up on the left bank
    assert settlement.value("change", section="牛家村", month=1) == Fraction(-1, 11)
    assert settlement.value("change", section="喻家塆", month=1) == Fraction(1, 9)
    assert net(settlement) == {
        "wuhan_city": (6 * 200 - 5 * 50) * WAN,
        **dict.fromkeys(("jingkai", "hanyang", "jianghan", "jiangan", "huangpi", "xinzhou"), -200 * WAN),
        **dict.fromkeys(("jiangxia", "hongshan", "wuchang", "qingshan", "donghu_gaoxin"), 50 * WAN),
    }


def test_only_odd_months_count():
    """Of twelve months of readings six are settled: 11 sections × 6 × 50, even if February was terrible."""
    twelve = {**HALF, "氨氮": ["0.50", "9.99"] * 6}
    data = readings(2018, dict.fromkeys((LEFT, RIGHT, *ASSESSED), HALF) | {"窑头": twelve})

    settlement = ec.settle(agreement("wuhan-interdistrict"), data, 2018)

    assert settlement.final
    assert net(settlement)["wuhan_city"] == -3300 * WAN
    assert {line.coordinate[1][1][-2:] for line in settlement.lines} == {"01", "03", "05", "07", "09", "11"}


def test_the_control_sections_neither_pay_nor_receive():
    """Eleven lines for thirteen sections: a control section is compared with nothing."""
    settlement = january({})

    assert len(settlement.lines) == 11
    assert settlement.unpaid == ()


def test_a_lost_class_costs_what_the_bureau_puts_in():
    """Against a control of class II a section of class IV has dropped two; the amount is unknown, so 0 until given.

    COD of 30.0 alone is class IV: the index is (1.5 + 0.5 + 0.5 + 0.5)/4 = 0.75, up by half.
    """
    dropped = {"滠水入江口": values("30.0", "3.0", "0.50", "0.100")}
    own = changed("wuhan-interdistrict", "parameters:\n  class_drop_amount:\n    value: 40\n    status: signed\n")

    assert net(january(dropped))["jiangan"] == -200 * WAN
    assert net(january(dropped, own))["jiangan"] == -280 * WAN
    assert january(dropped, own).value("class_drop", section="滠水入江口", month=1) == 2


def test_a_better_class_than_the_control_is_no_drop():
    """A section that is better than the control by a class is not charged for it the other way round."""
    own = changed("wuhan-interdistrict", "parameters:\n  class_drop_amount:\n    value: 40\n    status: signed\n")
    worse_control = {LEFT: values("20.0", "3.0", "0.50", "0.100")}

    settlement = january(worse_control, own)

    assert settlement.value("class_drop", section="喻家塆", month=1) == 0
    assert lines(settlement, "class_drop_deduction") == {}


def test_without_the_control_nothing_on_its_bank_is_settled():
    """A missing value at a control section stops the settlement and is named."""
    with pytest.raises(ec.SettlementError) as caught:
        january({LEFT: {**HALF, "总磷": ""}})

    assert refused(caught)
    assert "水洪中心" in caught.value.text("zh")


def test_the_sections_are_found_under_the_names_of_the_bulletins():
    """Bulletins write 老官村 and 滠水入长江口 for what the rule calls 老关村 and 滠水入江口."""
    other = {"老关村": "老官村", "王家巷": "王家巷码头", "武汉关": "武汉关码头", "滠水入江口": "滠水入长江口"}
    sections = {other.get(name, name): HALF for name in (LEFT, RIGHT, *ASSESSED)}

    settlement = ec.settle(agreement("wuhan-interdistrict"), readings(2018, sections, [1]), 2018, through=1)

    assert net(settlement)["wuhan_city"] == -550 * WAN
