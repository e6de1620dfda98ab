"""Settlements that a person can check by hand: class steps, the P index, values on a limit, prices by load."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.settlement.support import PARTIES, READINGS, SECTION, STEPS, codes, monthly, net, paid, settled

P_INDEX = f"""\
{SECTION}{READINGS}\
parameters:
  base: {{title: 基准, unit: mg/L, value: 0.8}}
  reward: {{title: 补偿, unit: 万元, value: 300}}
  most: {{title: 达标上限, value: 1, clause: 第四条}}
  good: {{title: 优良上限, value: 0.95}}
rules:
  - {{name: P, title: 补偿指数, formula: "mean(at(C, nh3n), month) / base"}}
  - {{name: amount, title: 金额, formula: "reward * 2 if P <= good else reward if P <= most else -reward"}}
transfers:
  - {{name: annual, title: 年度补偿, per: [section, year], payer: downstream, payee: upstream, amount: amount}}
"""


def test_class_steps_both_ways():
    """Ⅱ is one class better than Ⅲ, Ⅴ two classes worse: 100 元 to the upstream city, 200 元 back, nothing for Ⅲ."""
    settlement = settled(STEPS, monthly({"甲": ["0.50", "2.00", "1.00"]}), through=3)

    assert paid(settlement) == ["xia→shang 100.00 jia 2024-01", "shang→xia 200.00 jia 2024-02"]
    assert [(line.turned, line.exact) for line in settlement.lines] == [(False, 100), (True, -200)]
    assert net(settlement) == {"shang": "-100.00", "xia": "100.00"}
    assert [each.fen for each in settlement.pairs] == [10000]
    assert (settlement.pairs[0].payer.id, settlement.pairs[0].payee.id) == ("shang", "xia")


@pytest.mark.parametrize(
    ("texts", "index", "amount"),
    [
        (["0.8"] * 12, Fraction(1), "3000000.00"),  # exactly 1 still meets the target
        (["0.76"] * 12, Fraction("0.95"), "6000000.00"),  # exactly 0.95 is in the better tier
        (["0.76"] * 11 + ["0.77"], Fraction(913, 960), "3000000.00"),
        (["0.8"] * 11 + ["0.81"], Fraction(961, 960), "-3000000.00"),
        (["0.7", "0.9"] * 6, Fraction(1), "3000000.00"),
        (["0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1.0", "1.1", "1.2"], Fraction("0.8125"), "6000000.00"),
        (["0.79", "0.81", "0.80"] * 4, Fraction(1), "3000000.00"),
    ],
)  # fmt: skip
def test_annual_index(texts, index, amount):
    """Tiers of the P index: which side exactly 1 and exactly 0.95 fall on is what the formula says."""
    settlement = settled(P_INDEX, monthly({"甲": texts}))

    assert settlement.value("P") == index
    assert settlement.net["shang"] == -settlement.net["xia"]
    assert str(settlement.net["shang"]) == amount


def test_a_mean_of_twelve_exactly_on_the_limit():
    """The mean of twelve tenths is 0.1 exactly, though a sum of floats is not: Ⅱ of total phosphorus, not Ⅲ."""
    body = f"""\
{SECTION.replace("target: III", "target: II")}\
readings: {{indicators: [tp], below_detection: half, decimals: unrounded, missing: refuse}}
parameters:
  price: {{title: 单价, unit: 元, value: 1}}
rules:
  - {{name: level, title: 年均值类别, formula: "worst(grade(mean(C, month)), indicator)"}}
transfers:
  - {{name: annual, title: 年度, per: [section, year], payer: downstream, payee: upstream, amount: price if level <= target else -price}}
"""
    texts = ["0.06", "0.12", "0.11", "0.05", "0.08", "0.17", "0.12", "0.10", "0.13", "0.12", "0.04", "0.10"]
    csv = monthly({"甲": texts}).replace("氨氮", "总磷")

    assert net(settled(body, csv)) == {"shang": "1.00", "xia": "-1.00"}
    over = monthly({"甲": [*texts[:-1], texts[-1] + "00000001"]}).replace("氨氮", "总磷")
    assert net(settled(body, over)) == {"shang": "-1.00", "xia": "1.00"}


def test_monthly_mean_is_rounded_once_before_it_is_judged():
    """0.505 is 0.50 by half to even, and Ⅱ; 0.515 is 0.52, and Ⅲ; unrounded both are Ⅲ."""
    csv = "断面,时间,氨氮(mg/L)\n甲,2024-01-03,0.50\n甲,2024-01-20,0.51\n甲,2024-02-03,0.51\n甲,2024-02-20,0.52\n"
    settlement = settled(STEPS, csv, through=2)
    assert [settlement.value("C", month=month) for month in (1, 2)] == [Fraction("0.5"), Fraction("0.52")]
    assert paid(settlement) == ["xia→shang 100.00 jia 2024-01"]

    exact = settled(STEPS.replace("decimals: standard", "decimals: unrounded"), csv, through=2)
    assert exact.value("C", month=1) == Fraction("0.505")
    assert paid(exact) == []


def test_two_payees_share_the_risk():
    """One party that pays two, each by its own section."""
    body = STEPS.replace(
        "xia, target: III}}", "xia, target: III}, yi: {name: 乙, upstream: zhong, downstream: xia, target: III}}"
    )
    parties = PARTIES + "  zhong: {name: 中游市}\n"
    settlement = settled(body, monthly({"甲": "0.5", "乙": "0.1"}), parties=parties, through=1)

    assert net(settlement) == {"shang": "100.00", "zhong": "200.00", "xia": "-300.00"}
    assert [(each.payer.id, each.payee.id, each.fen) for each in settlement.pairs] == [
        ("xia", "shang", 10000),
        ("xia", "zhong", 20000),
    ]


LOAD = f"""\
{SECTION}\
readings: {{indicators: [nh3n], quantities: [flow], below_detection: half, decimals: standard, missing: refuse}}
parameters:
  price: {{title: 单价, unit: 元/t, value: 1000}}
rules:
  - {{name: load, title: 通量, unit: t, formula: "at(C, nh3n) * Q * duration"}}
transfers:
  - {{name: load_fee, title: 通量补偿, per: [section, month], payer: upstream, payee: downstream, amount: load * price}}
"""


@pytest.mark.parametrize(("year", "days"), [(2024, 29), (2023, 28)])
def test_load_by_the_days_of_the_month(year, days):
    """1 mg/L at 10 m³/s is 0.864 t a day: 29 days in a leap February, 28 in another."""
    csv = f"断面,时间,氨氮(mg/L),流量(m3/s)\n甲,{year}-02,1.00,10\n"
    settlement = settled(LOAD, csv, year, since=2, through=2)

    assert settlement.value("load") == Fraction("0.864") * days * 10**6  # g
    assert settlement.value_texts("load") == [{29: "25.056 t", 28: "24.192 t"}[days]]
    assert str(settlement.net["xia"]) == f"{864 * days}.00"
    assert settlement.value("days") == days


def test_load_from_the_volume_of_water():
    """A volume in 万m³ under its unit: 1 mg/L in 100 万m³ is 1 t."""
    body = LOAD.replace("[flow]", "[volume]").replace("Q * duration", "W")
    settlement = settled(body, "断面,时间,氨氮(mg/L),水量(万m3)\n甲,2024-02,1.00,100\n", since=2, through=2)

    assert paid(settlement) == ["shang→xia 1000.00 jia 2024-02"]


def test_flow_is_the_mean_and_volume_the_sum_of_a_month():
    """Several readings of a month: flow by its mean, volume by its sum."""
    csv = "断面,时间,氨氮(mg/L),流量(m3/s)\n甲,2024-02-01,1.00,10\n甲,2024-02-15,1.00,20\n"
    assert settled(LOAD, csv, since=2, through=2).value("Q") == 15

    body = LOAD.replace("[flow]", "[volume]").replace("Q * duration", "W")
    csv = csv.replace("流量(m3/s)", "水量(m3)")
    assert settled(body, csv, since=2, through=2).value("W") == 30


def test_a_flow_reported_under_maintenance_is_not_used():
    """A state under ``unused`` holds for flows as for concentrations."""
    body = LOAD.replace("missing: refuse", "missing: skip, unused: [maintenance]")
    csv = "断面,时间,氨氮(mg/L),流量(m3/s),站点情况\n甲,2024-02-01,1.00,10,正常\n甲,2024-02-15,3.00,90,维护\n"
    settlement = settled(body, csv, since=2, through=2)

    assert (settlement.value("C"), settlement.value("Q")) == (1, 10)


PUBLISHED = f"""\
{SECTION}\
readings: {{indicators: [nh3n], quantities: [published_grade], below_detection: half, decimals: standard, missing: refuse}}
parameters:
  price: {{title: 单价, unit: 元, value: 100}}
transfers:
  - {{name: monthly, title: 月度, per: [section, month], payer: downstream, payee: upstream, amount: price * (target - G)}}
"""


def test_published_grade():
    """The class that was published decides, whatever the concentrations say."""
    csv = "断面,时间,水质类别\n甲,2024-01,Ⅱ\n甲,2024-02,劣Ⅴ类\n"

    assert paid(settled(PUBLISHED, csv, through=2)) == ["xia→shang 100.00 jia 2024-01", "shang→xia 300.00 jia 2024-02"]


def test_two_published_grades_in_one_month():
    """Two different classes in one month are no class, and the settlement says so."""
    csv = "断面,时间,水质类别\n甲,2024-01-01,Ⅱ\n甲,2024-01-15,Ⅲ\n"
    settlement = settled(PUBLISHED.replace("missing: refuse", "missing: skip"), csv, through=1)

    assert paid(settlement) == []
    assert settlement.unpaid[0].absent.causes[0].code == "settlement.several_grades"
    assert paid(settled(PUBLISHED, csv.replace("Ⅲ", "Ⅱ"), through=1)) == ["xia→shang 100.00 jia 2024-01"]


INFLOW = f"""\
sections:
  jia: {{name: 甲, upstream: shang, downstream: zhong, target: III}}
  yi: {{name: 乙, upstream: zhong, downstream: xia, target: III, inflow: [jia], control: jia}}
{READINGS}\
parameters:
  price: {{title: 单价, unit: 元, value: 100}}
rules:
  - {{name: level, title: 类别, formula: "worst(grade(C), indicator)"}}
  - {{name: came, title: 入境类别, formula: "otherwise(inflow(level), target)"}}
  - {{name: fault, title: 超标级数, formula: "0 if level <= target else level - (came if came > target else target)"}}
transfers:
  - {{name: monthly, title: 月度, per: [section, month], payer: upstream, payee: downstream, amount: price * fault}}
"""
THREE = "parties:\n  shang: {name: 上游市}\n  zhong: {name: 中游市}\n  xia: {name: 下游市}\n"


def test_inflow_relief():
    """Water that already came in worse than the target is not counted against who passed it on."""
    csv = monthly({"甲": ["2.00", "1.00", "2.00"], "乙": ["2.00", "2.00", "2.50"]})
    settlement = settled(INFLOW, csv, parties=THREE, through=3)

    # Ⅴ came in: 甲 pays two classes; 乙 is Ⅴ too and pays nothing; then 乙 pays its own two; then 劣Ⅴ pays one more
    assert paid(settlement) == [
        "shang→zhong 200.00 jia 2024-01",
        "shang→zhong 200.00 jia 2024-03",
        "zhong→xia 200.00 yi 2024-02",
        "zhong→xia 100.00 yi 2024-03",
    ]


def test_control_section():
    """A comparison with the control section counts only where there is one."""
    body = INFLOW.replace("otherwise(inflow(level), target)", "otherwise(control(level), target)")
    csv = monthly({"甲": "2.00", "乙": "2.00"})

    assert net(settled(body, csv, parties=THREE, through=1)) == {"shang": "-200.00", "zhong": "200.00"}


def test_a_section_without_a_downstream_party():
    """A section that lacks the role pays nothing as long as nothing is due, and stops the settlement when it is."""
    body = STEPS.replace("xia, target: III}}", "xia, target: III}, yi: {name: 乙, upstream: shang, target: III}}")

    assert net(settled(body, monthly({"甲": "0.5", "乙": "1.0"}), through=1)) == {"shang": "100.00", "xia": "-100.00"}
    with pytest.raises(ValueError, match="乙 2024-01"):
        settled(body, monthly({"甲": "0.5", "乙": "0.5"}), through=1)


def test_parties_that_are_not_neighbours():
    """Any two parties may pay each other, and a party may be named instead of a role."""
    body = STEPS.replace("payer: downstream", "payer: far")
    parties = PARTIES + "  far: {name: 远方市}\n"

    assert net(settled(body, monthly({"甲": "0.5"}), parties=parties, through=1)) == {
        "shang": "100.00",
        "far": "-100.00",
    }


def test_a_side_that_turns_out_to_be_the_other():
    """Payer and payee that are one party at some section stop the settlement there."""
    body = STEPS.replace("payer: downstream", "payer: shang")
    with pytest.raises(ValueError, match="甲 2024-01"):
        settled(body, monthly({"甲": "0.5"}), through=1)


def test_readings_in_another_unit():
    """A heading in μg/L is a thousandth of mg/L, exactly."""
    csv = monthly({"甲": "500"}).replace("mg/L", "μg/L")
    settlement = settled(STEPS, csv, through=1)

    assert settlement.value("C") == Fraction("0.5")
    assert paid(settlement) == ["xia→shang 100.00 jia 2024-01"]


def test_a_section_with_a_latin_name():
    """A name of several words is found as the file writes it."""
    body = STEPS.replace("name: 甲", "name: Black Earth Creek")
    assert paid(settled(body, monthly({"Black  Earth Creek": "0.5"}), through=1)) == ["xia→shang 100.00 jia 2024-01"]


def test_a_section_in_files_with_and_without_its_province():
    """A file that names no province is no second section of the same name; one that names another is."""
    body = STEPS.replace("name: 甲", "name: 甲, province: 湖北省")
    csv = "断面,省份,时间,氨氮(mg/L)\n甲,湖北省,2024-01,0.5\n甲,,2024-02,0.5\n"
    assert len(settled(body, csv, through=2).lines) == 2

    both = csv.replace("甲,,", "甲,湖南省,")
    assert [line.coordinate[1][1] for line in settled(body, both, through=1).lines] == ["2024-01"]
    with pytest.raises(ValueError, match="湖北省、湖南省"):
        settled(STEPS, both, through=2)


def test_two_sections_of_one_name_need_their_provinces_in_the_file():
    """Namesakes in two provinces are told apart by the file's provinces; a file without them is refused, not used twice."""
    body = STEPS.replace("{jia: {name: 甲, ", "{jia: {name: 新华, province: 湖北省, ").replace(
        "target: III}}",
        "target: III}, yi: {name: 新华, province: 湖南省, upstream: shang, downstream: xia, target: III}}",
    )
    csv = "断面,省份,时间,氨氮(mg/L)\n新华,湖北省,2024-01,0.5\n新华,湖南省,2024-01,2.0\n"
    assert paid(settled(body, csv, through=1)) == ["xia→shang 100.00 jia 2024-01", "shang→xia 200.00 yi 2024-01"]

    with pytest.raises(ValueError, match="省份"):
        settled(body, monthly({"新华": "0.5"}), through=1)


def test_one_section_under_two_names():
    """A section that changed its name is one section; both names with values at one time would count twice."""
    body = STEPS.replace("name: 甲", "name: 甲, aliases: [老甲]")
    renamed = "断面,时间,氨氮(mg/L)\n老甲,2024-01,0.5\n甲,2024-02,0.5\n"
    assert len(settled(body, renamed, through=2).lines) == 2

    with pytest.raises(ValueError, match="老甲"):
        settled(body, renamed + "甲,2024-01,2.0\n", through=2)


def test_an_agreement_without_readings():
    """An agreement on fixed sums needs no monitoring file and says nothing of one."""
    body = """\
    sections: {jia: {name: 甲}}
    parameters: {sum: {title: 定额, unit: 万元, value: 500}}
    transfers: [{name: fixed, title: 定额补偿, payer: xia, payee: shang, amount: sum}]
    """.replace("sum:", "fee:").replace("amount: sum", "amount: fee")
    settlement = settled(body, None)

    assert net(settlement) == {"shang": "5000000.00", "xia": "-5000000.00"}
    assert codes(settlement.problems) == []
