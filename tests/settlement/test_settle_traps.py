"""Traps: agreements and files that read one way and could be taken another are refused or told, never guessed."""

from __future__ import annotations

import decimal
import json
import os

import pytest

import ecocomp as ec
from ecocomp.settlement.input_file import inputs_given
from tests.settlement.support import STEPS, monthly, paid, settled

FLOW = """\
sections: {jia: {name: 甲, upstream: shang, downstream: xia}}
readings:
  indicators: [nh3n]
  quantities: [QUANTITY]
  below_detection: half
  decimals: unrounded
  missing: refuse
  excluded: [no_flow]
parameters: {price: {title: 水价, unit: UNIT, value: 1}}
rules: [{name: water, title: 水, formula: FORMULA}]
transfers: [{name: pays, title: 水费, per: [section], payer: xia, payee: shang, amount: water}]
"""


def by_volume() -> str:
    return FLOW.replace("QUANTITY", "volume").replace("UNIT", "元/m3").replace("FORMULA", "'price * sum(W, month)'")


def by_flow(flow: str = "Q") -> str:
    formula = f"'price * sum({flow} * duration, month)'"
    return FLOW.replace("QUANTITY", "flow").replace("UNIT", "元/m3").replace("FORMULA", formula)


def test_a_volume_with_a_part_missing_has_no_sum():
    """100, nothing and 100 cubic metres are not 200."""
    csv = "断面,时间,水量(m3)\n甲,2024-01-01,100\n甲,2024-01-02,--\n甲,2024-01-03,100\n"
    with pytest.raises(ec.SettlementError) as refused:
        settled(by_volume(), csv, through=1)

    assert "水量缺一部分" in refused.value.text("zh")


TWICE = {
    "a monthly mean beside a day": (
        "甲,2024-01,0.3\n{},2024-01-02,0.6",
        "全月的值 0.3 mg/L，又有 2024-01-02 的值 0.6 mg/L",
    ),
    "the day below detection": (
        "甲,2024-01,0.3\n{},2024-01-02,0.025L",
        "全月的值 0.3 mg/L，又有 2024-01-02 的值 0.025L",
    ),
    "a day beside its hours": (
        "甲,2024-01-02,0.3\n{},2024-01-02 08:00,0.6",
        "全日的值 0.3 mg/L，又有 2024-01-02 08:00",
    ),
}


@pytest.mark.parametrize(("rows", "told"), TWICE.values(), ids=TWICE)
@pytest.mark.parametrize("alias", ["甲", "甲(乙)"])
def test_a_mean_beside_what_it_may_be_the_mean_of_is_refused(rows, told, alias):
    """A monthly 0.3 beside a day's 0.6 is not 0.45, whichever name of the section each stands under."""
    body = STEPS.replace("name: 甲,", "name: 甲, aliases: [甲(乙)],")
    with pytest.raises(ec.SettlementError) as refused:
        settled(body, f"断面,时间,氨氮(mg/L)\n{rows.format(alias)}\n", through=1)

    assert told in refused.value.text("zh")


def test_hours_of_one_day_and_another_whole_day_are_both_used():
    """The values of 2 January by hour and of 3 January as a whole tell of different days: (0.2 + 0.4 + 0.6) / 3."""
    csv = "断面,时间,氨氮(mg/L)\n甲,2024-01-02 00:00,0.2\n甲,2024-01-02 04:00,0.4\n甲,2024-01-03,0.6\n"
    settlement = settled(STEPS, csv, through=1)

    assert "= 0.4 mg/L" in settlement.explain("monthly").text("zh")


def test_a_monthly_value_beside_a_day_without_value_is_the_value():
    """A day that could not be measured takes nothing from the month's own value."""
    settlement = settled(STEPS, "断面,时间,氨氮(mg/L)\n甲,2024-01,0.4\n甲,2024-01-02,--\n", through=1)

    assert paid(settlement) == ["xia→shang 100.00 jia 2024-01"]


def test_a_monthly_flow_beside_a_dry_day_is_refused():
    """Whether the month's mean of 2 m3/s counts the dry day is not known, so that it is no mean of 2 and 0."""
    csv = "断面,时间,流量(m3/s)\n甲,2024-01,2\n甲,2024-01-02,断流\n"
    with pytest.raises(ec.SettlementError) as refused:
        settled(by_flow(), csv, through=1)

    assert "既有全月的值 2 m3/s，又有 2024-01-02 的值 断流" in refused.value.text("zh")


def test_a_volume_given_by_month_and_by_day_has_no_sum():
    """A monthly total beside daily volumes would count the water twice."""
    csv = "断面,时间,水量(m3)\n甲,2024-01,3000\n甲,2024-01-02,100\n甲,2024-01-03,100\n"
    with pytest.raises(ec.SettlementError) as refused:
        settled(by_volume(), csv, through=1)

    assert "既有全月的值 3000 m3，又有 2024-01-02 的值 100 m3" in refused.value.text("zh")


def test_dry_days_among_wet_days_are_days_of_no_flow():
    """One day of 31 at 2 m3/s and 30 dry ones are 2/31 m3/s over the month, which is one day's water: 172,800 m3."""
    days = "".join(f"甲,2024-01-{day:02d},{2 if day == 1 else '断流'}\n" for day in range(1, 32))
    settlement = settled(by_flow(), f"断面,时间,流量(m3/s)\n{days}", through=1)

    assert settlement.value("water") == 2 * 86_400
    assert "settlement.partly_dry" in {each.code for each in settlement.problems}


def test_the_flow_of_a_month_is_the_mean_of_its_days_dry_ones_included():
    """Two days at 6 m3/s and one dry one are 4 m3/s, also day by day; no reading is called unusable for being dry."""
    csv = "断面,时间,流量(m3/s)\n甲,2024-01-01,6\n甲,2024-01-02,断流\n甲,2024-01-03,6\n"
    settlement = settled(by_flow("mean(Qd, day, by=month, where=present(Qd))"), csv, through=1)

    assert settlement.value("water") == 4 * 31 * 86_400
    assert settled(by_flow(), csv, through=1).value("water") == 4 * 31 * 86_400
    assert "settlement.set_aside" not in {each.code for each in settlement.problems}


def test_a_month_dry_throughout_has_no_flow_unless_the_agreement_leaves_it_out():
    """Nothing flowed, which is a figure; where the agreement excludes months without flow it takes no part."""
    csv = "断面,时间,流量(m3/s)\n甲,2024-01-01,断流\n甲,2024-01-02,断流\n"

    for flow in ("Q", "mean(Qd, day, by=month, where=present(Qd))"):
        agreed = by_flow(flow)
        assert settled(agreed.replace("excluded: [no_flow]", "excluded: []"), csv, through=1).value("water") == 0
    assert settled(by_flow(), csv, through=1).array("water").data[0].kind == "excluded"


@pytest.mark.parametrize("excluded", ["[no_flow]", "[]"])
@pytest.mark.parametrize("others", ["甲,2024-01-02,,--\n", "甲,2024-01-02,0.5,\n", "甲,2024-01-02,0.5,--\n"])
def test_a_dry_day_does_not_tell_the_flow_of_a_month_of_which_the_rest_lacks(excluded: str, others: str):
    """Neither nothing flowed in the month nor does it take no part: its flow is missing, and the day's is zero."""
    csv = f"断面,时间,氨氮(mg/L),流量(m3/s)\n甲,2024-01-01,断流,断流\n{others}"
    body = by_flow().replace("[no_flow]", excluded)
    with pytest.raises(ec.SettlementError) as refused:
        settled(body, csv, through=1)

    assert "没有可用的监测值：断流" in refused.value.text("zh")
    of_the_day = body.replace(
        "sum(Q * duration, month)", "sum(mean(Qd, day, by=month, where=present(Qd)) * duration, month)"
    )
    assert settled(of_the_day, csv, through=1).value("water") == 0


def test_readings_that_cannot_be_used_are_told():
    """未检出 without a limit and a gap beside a value enter no mean, and are named."""
    settlement = settled(
        STEPS, "断面,时间,氨氮(mg/L)\n甲,2024-01-01,1.2\n甲,2024-01-02,ND\n甲,2024-01-03,--\n", through=1
    )

    told = [each.message("zh") for each in settlement.problems if each.code == "settlement.set_aside"]
    assert len(told) == 1
    assert "2 个监测值" in told[0]
    assert "ND" in told[0]


@pytest.mark.parametrize("axis", ["quarter", "half_year"])
def test_calendar_quarters_need_an_assessment_year_of_whole_ones(axis):
    """A year from December has five calendar quarters and three half-years in part; both are refused."""
    text = STEPS.replace("per: [section, month]", f"per: [{axis}]")
    with pytest.raises(ec.AgreementError, match="12 月起"):
        settled(f"assessment: {{starts: 12}}\n{text}", monthly({"甲": "0.5"}))


def test_a_limit_not_to_fall_below_is_not_compared_as_one_not_to_exceed():
    """C > limit(target) would find clean water with much oxygen over its limit."""
    text = STEPS.replace("indicators: [nh3n]", "indicators: [nh3n, do]")
    bad = text.replace("target - worst(grade(C), indicator)", "1 if any(C > limit(target), indicator) else 0")
    with pytest.raises(ec.AgreementError, match="越高越好"):
        settled(bad, monthly({"甲": "0.5"}))


BOTH_WAYS = """\
sections:
  jia: {name: 甲, upstream: shang, downstream: xia}
  yi: {name: 乙, upstream: xia, downstream: shang}
parameters: {fee: {title: 定额, unit: 元, per: [section], value: {jia: 1, yi: 300}}, most: {title: 封顶, unit: 元, value: 100}}
transfers: [{name: pays, title: 付, per: [section], payer: downstream, payee: upstream, amount: fee}]
limits: [{title: 上限, of: [pays], at_most: most, direction: forward}]
"""


def test_a_direction_is_refused_where_a_pair_pays_both_ways():
    """What forward means would hang on which section happens to owe something first."""
    with pytest.raises(ec.AgreementError, match="双向支付"):
        settled(BOTH_WAYS, None)


def test_an_input_given_twice_is_refused():
    """The second does not win, on the command line or by id and name."""
    for pairs in (["x=1", "x=2"], ["x.jia=1", "x.jia=2"], ["x=1", "x.jia=2"]):
        with pytest.raises(ec.RequestError):
            inputs_given(pairs, None)


def test_the_mean_of_ph_does_not_hang_on_the_callers_decimals():
    """A caller who computes with two digits gets the same mean of 7 and 8: 7.26, which two decimals keep."""
    text = STEPS.replace("indicators: [nh3n]", "indicators: [ph]").replace("decimals: standard", "decimals: {ph: 2}")
    csv = "断面,时间,pH\n甲,2024-01-01,7\n甲,2024-01-02,8\n"
    with decimal.localcontext(decimal.Context(prec=2)):
        settlement = settled(text, csv, through=1)

    assert str(float(settlement.value("C", month=1))) == "7.26"


@pytest.mark.parametrize("call", ["agreement", "readings", "folder", "nul"])
def test_things_of_the_wrong_kind_are_requests_for_nothing(call, tmp_path):
    """A path instead of readings, a name instead of an agreement, no folder: all say what they should be."""
    settlement = settled(STEPS, monthly({"甲": "0.5"}))
    agreement, readings = settlement.agreement, settlement.readings
    with pytest.raises(ec.RequestError):
        {
            "agreement": lambda: ec.settle("fuli-river", readings, 2024),
            "readings": lambda: ec.settle(agreement, "监测.csv", 2024),
            "folder": lambda: settlement.save(""),
            "nul": lambda: settlement.save("a\0b"),
        }[call]()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_no_file_of_an_agreement_or_of_inputs(tmp_path):
    """A named pipe would be waited for without end; it is refused."""
    path = tmp_path / "pipe.yaml"
    os.mkfifo(path)
    with pytest.raises(ec.RequestError):
        ec.load_agreement(path)
    with pytest.raises(ec.RequestError):
        inputs_given([], path)


def test_measured_volumes_and_flows_stand_among_the_values(tmp_path):
    """What an amount rests on can be looked up: W and Q are in the values of the settlement and of its files."""
    csv = "断面,时间,水量(m3)\n甲,2024-01,3000\n"
    settlement = settled(by_volume(), csv, through=1)
    settlement.save(tmp_path)

    assert "W" in settlement.names
    assert settlement.table("W")["value"].tolist() == [3000]
    assert "3000" in (tmp_path / "values.csv").read_text(encoding="utf-8-sig")


YEARS = """\
sections: {jia: {name: 甲, upstream: shang, downstream: xia, target: III}}
readings: {indicators: [nh3n], below_detection: half, decimals: unrounded, missing: skip}
parameters: {price: {title: 单价, unit: 元, value: 1}}
tables:
  scale: {title: 分档, dated: {2024-01-01: [{range: "[0, inf)", value: 2}]}}
rules:
  - {name: ratio, title: 比, formula: "1 / (days - days)"}
  - {name: band, title: 档, formula: "bands(1, scale)"}
transfers:
  - {name: gone, title: 无, per: [month], payer: xia, payee: shang, amount: price * previous(ratio)}
  - {name: paid, title: 有, payer: xia, payee: shang, amount: "price * (band + otherwise(previous(band), 0))"}
"""


def test_what_last_year_lacked_is_told_of_last_year():
    """A division by zero in March 2023 is told of 2023-03, when 2024 is settled."""
    settlement = settled(YEARS, monthly({"甲": "0.5"}), since=3, through=3)

    told = [each.message("zh") for each in settlement.problems if each.code == "settlement.unpaid"]
    assert any("2023-03" in message for message in told)
    assert not any("2024-03" in message for message in told)


def test_a_table_before_its_first_date_is_absent_like_a_parameter():
    """Last year had no table: ``otherwise`` stands in for it, and this year's 2 is what is paid."""
    assert settled(YEARS, monthly({"甲": "0.5"}), through=1).value("paid") == 2


def test_amounts_of_a_transfer_can_be_listed_in_words():
    """The elements of a transfer are money, with their unit."""
    assert [text for *_, text in settled(STEPS, monthly({"甲": "0.5"}), through=1).elements("monthly")] == ["100 元"]


def test_inputs_in_the_files_are_those_of_the_period(tmp_path):
    """A provisional settlement of March and April writes what was declared for these two, with the months' labels."""
    text = STEPS.replace("price * steps", "price * steps * bonus")
    text += "inputs: {bonus: {title: 系数, per: [month]}}\n"
    settlement = settled(text, monthly({"甲": "0.5"}), since=3, through=4, inputs={"bonus": {3: 2, 4: 1}})
    settlement.save(tmp_path)
    data = json.loads((tmp_path / "settlement.json").read_text(encoding="utf-8"))

    assert data["inputs"]["bonus"] == [
        {"at": {"month": "2024-03"}, "value": "2", "source": "call"},
        {"at": {"month": "2024-04"}, "value": "1", "source": "call"},
    ]


@pytest.mark.parametrize("month", [10**5000, "9" * 5000, -1, list], ids=["huge", "long", "negative", "type"])
def test_a_month_beyond_all_measure_is_a_request_for_nothing(month):
    """Whatever is no month is told as such, however long it is."""
    with pytest.raises(ec.RequestError):
        settled(STEPS, monthly({"甲": "0.5"}), through=month)


def test_names_no_system_can_have_are_names_of_nothing():
    """A path of three hundred letters, or with a folder of them, is not there."""
    for name in ("./" + "x" * 300 + ".yaml", "x" * 300 + "/a.yaml"):
        with pytest.raises(ec.RequestError):
            ec.load_agreement(name)
    for text in (b"x", None, 3):
        with pytest.raises(ec.RequestError):
            ec.read_agreement(text)


def test_texts_of_a_file_cannot_steer_a_terminal():
    """An eight-bit control sequence in a cell is shown as unprintable, not obeyed."""
    with pytest.raises(ec.ReadingsError) as refused:
        settled(STEPS, "断面,时间,氨氮(mg/L)\n甲,2024-01,1\x9b31m\n", through=1)

    assert "\x9b" not in refused.value.text("zh")
