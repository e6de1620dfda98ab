"""From readings to monthly values by the agreement's rules: detection limits, states, gaps, how many there must be."""

from __future__ import annotations

from fractions import Fraction

import pytest

import ecocomp as ec
from tests.settlement.support import STEPS, agreement, codes, monthly, net, paid, read, settled


@pytest.mark.parametrize(
    ("policy", "value", "kind"),
    [
        ("half", Fraction("0.01"), ""),
        ("full", Fraction("0.02"), ""),
        ("zero", Fraction(0), ""),
        ("exclude", None, "excluded"),
    ],
)
def test_below_the_detection_limit(policy, value, kind):
    """What is below the detection limit enters as the agreement says, and the settlement says how often."""
    body = STEPS.replace("below_detection: half", f"below_detection: {policy}")
    settlement = settled(body, "断面,时间,氨氮(mg/L)\n甲,2024-01,0.02L\n", through=1)

    found = settlement.value("C")
    assert (found.kind if kind else found) == (kind or value)
    assert "detection" in codes(settlement.problems)
    assert paid(settlement) == ([] if kind else ["xia→shang 200.00 jia 2024-01"])


def test_a_value_below_the_limit_beside_one_above():
    """The mean of 0.02L and 0.05: (0.01 + 0.05) / 2 = 0.03 by half the limit, 0.05 where it is left out."""
    csv = "断面,时间,氨氮(mg/L)\n甲,2024-01-05,0.02L\n甲,2024-01-20,0.05\n"
    assert settled(STEPS, csv, through=1).value("C") == Fraction("0.03")
    assert settled(STEPS.replace("below_detection: half", "below_detection: exclude"), csv, through=1).value(
        "C"
    ) == Fraction("0.05")


def test_below_detection_without_a_limit():
    """未检出 without a limit has no half: the settlement is refused unless it enters as zero."""
    csv = "断面,时间,氨氮(mg/L)\n甲,2024-01,未检出\n"
    with pytest.raises(ec.SettlementError, match=r"监测\.csv:2:3"):
        settled(STEPS, csv, through=1)
    assert settled(STEPS.replace("below_detection: half", "below_detection: zero"), csv, through=1).value("C") == 0


def test_a_value_that_would_vanish_keeps_one_figure():
    """0.004 at two places is 0.004, not 0."""
    assert settled(STEPS, monthly({"甲": "0.004"}), through=1).value("C") == Fraction("0.004")


def test_no_flow_is_excluded_and_a_gap_is_missing():
    """A month without flow takes no part by the agreement; a month without a reading stops the settlement."""
    body = STEPS.replace("missing: refuse", "missing: refuse, excluded: [no_flow]")
    csv = monthly({"甲": ["0.5", "断流", "0.5"]})
    settlement = settled(body, csv, through=3)
    assert len(settlement.lines) == 2
    assert [(each.absent.kind, each.action) for each in settlement.unpaid] == [("excluded", "skip")]
    assert [each.severity for each in settlement.problems if each.code == "settlement.unpaid"] == ["note"]

    with pytest.raises(ec.SettlementError, match="2024-02"):
        settled(STEPS, csv, through=3)


def test_no_flow_and_frozen_are_conditions_of_formulas():
    """``no_flow`` and ``frozen`` say whether a month was without water; a measured value in the month denies it."""
    body = STEPS.replace("missing: refuse", "missing: skip, excluded: [no_flow, frozen]").replace(
        'formula: "price * steps"', 'formula: "price * (7 if no_flow else 9 if frozen else steps)"'
    )
    csv = "断面,时间,氨氮(mg/L)\n" + "".join(
        f"甲,{when},{text}\n"
        for when, text in (
            ("2024-01-05", "断流"), ("2024-02-05", "结冰"), ("2024-03-05", "断流"), ("2024-03-20", "0.02L"), ("2024-04-05", "断流"), ("2024-04-20", "0.5"),
        )
    )  # fmt: skip
    settlement = settled(body, csv, through=4)

    assert settlement.array("no_flow").data == [True, False, False, False]
    assert settlement.array("frozen").data == [False, True, False, False]
    assert [line.fen for line in settlement.lines] == [70000, 90000, 20000, 10000]


def test_values_reported_under_maintenance_are_not_used():
    """A state under ``unused`` keeps its readings out of the mean, and the settlement says how many."""
    body = STEPS.replace("missing: refuse", "missing: refuse, unused: [maintenance]")
    csv = "断面,时间,氨氮(mg/L),站点情况\n甲,2024-01-01,0.40,正常\n甲,2024-01-02,9.99,维护\n"
    settlement = settled(body, csv, through=1)

    assert settlement.value("C") == Fraction("0.4")
    assert "not_used" in codes(settlement.problems)
    assert settled(STEPS, csv, through=1).value("C") == Fraction("5.20")  # (0.40 + 9.99) / 2 = 5.195, half to even


def test_at_least_so_many_readings_a_month():
    """A month with fewer readings than ``at_least`` has no value, and says how many there were."""
    body = STEPS.replace("missing: refuse", "missing: skip, at_least: 3")
    csv = "断面,时间,氨氮(mg/L)\n" + "".join(
        f"甲,2024-0{month}-0{day},0.5\n" for month in (1, 2) for day in range(1, 4) if month + day < 5
    )
    settlement = settled(body, csv, through=2)

    assert paid(settlement) == ["xia→shang 100.00 jia 2024-01"]
    assert settlement.unpaid[0].absent.causes[0].message("en") == "there are only 2 readings, at least 3 are needed"


def test_all_gaps_are_listed_at_once():
    """A refused settlement names every gap with its section, indicator and month, and returns nothing."""
    csv = monthly({"甲": ["0.5", "--", "0.5", ""]})
    with pytest.raises(ec.SettlementError) as caught:
        settled(STEPS, csv, through=6)

    assert codes(caught.value.problems)[0].startswith("refused")
    text = caught.value.text("en")
    for month in ("2024-02", "2024-04", "2024-05", "2024-06"):
        assert month in text
    assert "2024-03" not in text
    assert "监测.csv:3:3" in text


def test_gaps_left_out_for_a_provisional_look():
    """``gaps="skip"`` settles what there is, is not final even for a whole year, and lists every gap."""
    settlement = settled(STEPS, monthly({"甲": ["0.5"] * 11 + ["--"]}), gaps="skip")

    assert len(settlement.lines) == 11
    assert not settlement.final
    assert "lenient" in codes(settlement.problems)
    assert "unpaid" in codes(settlement.problems)


def test_missing_by_the_agreement_and_by_the_transfer():
    """``missing: skip`` leaves gaps out; a transfer's own ``absent`` goes before it, both ways."""
    csv = monthly({"甲": ["0.5", "--"]})
    assert len(settled(STEPS.replace("missing: refuse", "missing: skip"), csv, through=2).lines) == 1
    assert len(settled(STEPS.replace("amount: amount}", "amount: amount, absent: skip}"), csv, through=2).lines) == 1
    both = STEPS.replace("missing: refuse", "missing: skip").replace(
        "amount: amount}", "amount: amount, absent: refuse}"
    )
    with pytest.raises(ec.SettlementError):
        settled(both, csv, through=2)


def test_a_mean_leaves_out_what_is_excluded_and_says_so():
    """An annual mean over eleven months is told to leave out the twelfth."""
    body = STEPS.replace("missing: refuse", "missing: refuse, excluded: [no_flow]").replace(
        'formula: "target - worst(grade(C), indicator)"', 'formula: "target - worst(grade(mean(C, month)), indicator)"'
    ).replace("per: [section, month]", "per: [section, year]")  # fmt: skip
    settlement = settled(body, monthly({"甲": ["0.5"] * 11 + ["断流"]}))

    assert paid(settlement) == ["xia→shang 100.00 jia"]
    assert "left_out" in codes(settlement.problems)


def test_at_least_in_a_formula():
    """``at_least=`` lets a mean do with fewer months, and refuses below that."""
    body = STEPS.replace("worst(grade(C), indicator)", "worst(grade(mean(C, month, at_least=10)), indicator)").replace(
        "per: [section, month]", "per: [section, year]"
    )
    assert paid(settled(body, monthly({"甲": ["0.5"] * 10 + ["--"] * 2}))) == ["xia→shang 100.00 jia"]
    with pytest.raises(ec.SettlementError, match="10"):
        settled(body, monthly({"甲": ["0.5"] * 9 + ["--"] * 3}))


def test_a_section_that_is_not_in_the_files():
    """A section that no file has is told with the name that looks like it."""
    settlement = settled(
        STEPS.replace("missing: refuse", "missing: skip").replace("name: 甲", "name: 平林大桥"),
        monthly({"平林桥": "0.5"}),
    )

    assert [each.message("en") for each in settlement.problems if each.code == "settlement.section_absent_close"] == [
        "the readings have no section '平林大桥', but '平林桥' looks like it; if it is the same, list it under aliases"
    ]
    found = settled(
        STEPS.replace("name: 甲", "name: 平林大桥, aliases: [平林桥]"), monthly({"平林桥": "0.5"}), through=1
    )
    assert len(found.lines) == 1


def test_no_readings_where_readings_are_needed():
    """An agreement on water quality cannot be settled without readings."""
    with pytest.raises(ec.RequestError):
        ec.settle(agreement(STEPS), None, 2024)


def test_ph_has_its_own_mean_and_oxygen_its_own_direction():
    """pH is averaged through the hydrogen ions; dissolved oxygen is better when it is higher."""
    body = STEPS.replace("[nh3n]", "[ph, do]")
    csv = "断面,时间,pH,溶解氧(mg/L)\n甲,2024-01-01,6,7.5\n甲,2024-01-20,8,7.5\n"
    settlement = settled(body, csv, through=1)
    assert settlement.value("C", indicator="ph") == 6  # -lg((10⁻⁶ + 10⁻⁸) / 2) = 6.297
    assert settlement.value("C", indicator="溶解氧") == Fraction("7.5")
    assert net(settlement) == {"shang": "200.00", "xia": "-200.00"}

    worse = settled(body, csv.replace("7.5", "1.9"), through=1)
    assert net(worse) == {"shang": "-300.00", "xia": "300.00"}


def test_extra_sections_and_years_in_the_files_are_no_matter():
    """Readings of other sections and years change nothing."""
    csv = monthly({"甲": "0.5"})
    more = csv + monthly({"乙": "2.00"}).split("\n", 1)[1] + monthly({"甲": "2.00"}, 2023).split("\n", 1)[1]

    assert settled(STEPS, csv).lines == settled(STEPS, more).lines


def test_readings_of_several_files_and_a_correction():
    """A corrected value gives the money of the corrected value, and the two settlements differ by just that line."""
    first = read(monthly({"甲": ["0.5", "0.5"]}))
    second = read(monthly({"甲": ["0.5", "2.0"]}))
    terms = agreement(STEPS)
    one, two = (ec.settle(terms, each, 2024, through=2) for each in (first, second))

    assert set(two.lines) - set(one.lines) == {two.lines[1]}
    assert [str(each.net["shang"]) for each in (one, two)] == ["200.00", "-100.00"]
