"""Periods: years and parts of them, quarters, last year's values, values that change during a year."""

from __future__ import annotations

import pytest

import ecocomp as ec
from tests.settlement.support import MONTHS, SECTION, STEPS, agreement, codes, monthly, net, paid, read, settled


def labels(settlement: ec.Settlement) -> list[str]:
    return [month.label for month in settlement.period.months]


@pytest.mark.parametrize(
    ("since", "through", "first", "last", "final"),
    [
        (None, None, "2024-01", "2024-12", True),
        (1, 12, "2024-01", "2024-12", True),
        (None, 9, "2024-01", "2024-09", False),
        ("3", "2024-3", "2024-03", "2024-03", False),
        ("2020-05", "2021-04", "2020-05", "2021-04", False),
        ("2023-12", "2024-11", "2023-12", "2024-11", False),
    ],
)
def test_periods(since, through, first, last, final):
    """A period is a whole year, a part of one, or any run of months; only the whole year is final."""
    settlement = settled(
        STEPS, monthly({"甲": "0.5"}), gaps="agreement" if final else "skip", since=since, through=through
    )

    assert (labels(settlement)[0], labels(settlement)[-1], settlement.final) == (first, last, final)


def test_a_period_across_years_by_the_agreements_own_gaps():
    """May 2020 to April 2021 is settled month by month with the readings of both years."""
    csv = monthly({"甲": "0.5"}, 2020) + monthly({"甲": "2.0"}, 2021).split("\n", 1)[1]
    settlement = settled(STEPS, csv, 2021, since="2020-05", through="2021-04")

    assert net(settlement) == {}  # eight months of +100 and four of -200
    assert len(settlement.lines) == 12
    assert "provisional" in codes(settlement.problems)


@pytest.mark.parametrize(
    ("year", "options"),
    [
        (24, {}), (3000, {}), (-1, {}), (True, {}), ("2024", {}), (2024.0, {}),
        (2024, {"through": 13}), (2024, {"through": 0}), (2024, {"since": "x"}), (2024, {"since": 5, "through": 4}),
        (2024, {"since": "2020-01", "through": "2024-12"}), (2024, {"since": True}), (2024, {"through": 1.5}), (2024, {"since": "２"}),
        (2024, {"since": "0001-01", "through": "0001-12"}), (2024, {"since": "9999-12", "through": "9999-12"}), (2024, {"since": "2024-00"}),
        (2024, {"gaps": "ignore"}),
    ],
)  # fmt: skip
def test_periods_that_do_not_exist(year, options):
    """Nonsense for a year, a month or an option is a request that is refused."""
    with pytest.raises(ec.RequestError):
        ec.settle(agreement(STEPS), read(monthly({"甲": "0.5"})), year, **options)


def test_a_year_that_starts_in_december():
    """With ``starts: 12`` the year 2024 runs from December 2023 to November 2024."""
    csv = monthly({"甲": "0.5"}) + "甲,2023-12,2.0\n"
    settlement = settled(STEPS + "assessment: {starts: 12}\n", csv)

    assert (labels(settlement)[0], labels(settlement)[-1]) == ("2023-12", "2024-11")
    assert settlement.final
    assert net(settlement) == {"shang": "900.00", "xia": "-900.00"}


def test_only_some_months_count():
    """Months that the agreement does not count need no readings."""
    csv = monthly({"甲": "0.5"}, months=(4, 5, 6))
    settlement = settled(STEPS + "assessment: {months: [4, 5, 6]}\n", csv)

    assert labels(settlement) == ["2024-04", "2024-05", "2024-06"]
    assert settlement.final
    with pytest.raises(ec.RequestError):
        settled(STEPS + "assessment: {months: [4, 5, 6]}\n", csv, through=3)


def test_outside_the_term():
    """Months before or after the term are settled with a warning, and those within without one."""
    body = STEPS + "term: {from: 2024-02-01, to: 2024-12-31}\n"
    csv = monthly({"甲": "0.5"})

    assert "partly_outside_term" in codes(settled(body, csv).problems)
    assert not {"outside_term", "partly_outside_term"} & set(codes(settled(body, csv, since=2).problems))
    assert "partly_outside_term" in codes(settled(body.replace("2024-12-31", "2024-12-30"), csv, since=2).problems)


@pytest.mark.parametrize(
    ("term", "warning"),
    [
        ("from: 2025-01-01, to: 2026-12-31", "2024年度不在协议期限内（2025-01-01 至 2026-12-31）"),
        ("from: 2025-01-01", "2024年度不在协议期限内（自 2025-01-01 起，没有写明止期）"),
        ("to: 2023-12-31", "2024年度不在协议期限内（至 2023-12-31 止，没有写明起期）"),
        (
            "from: 2024-11-16",
            "2024年度有一部分时间在协议期限（自 2024-11-16 起，没有写明止期）之外：2024-01 至 2024-11",
        ),
        (
            "from: 2024-06-01, to: 2024-09-15",
            "2024年度有一部分时间在协议期限（2024-06-01 至 2024-09-15）之外：2024-01 至 2024-05、2024-09 至 2024-12",
        ),
        ("from: 2024-01-01", None),
        ("to: 2024-12-31", None),
    ],
)
def test_the_term_in_words(term, warning):
    """A year wholly outside the term, one with a part outside, terms open at one end, terms shorter than the year."""
    told = [
        each.line("zh")
        for each in settled(f"{STEPS}term: {{{term}}}\n", monthly({"甲": "0.5"})).problems
        if "outside_term" in each.code
    ]

    assert told == ([] if warning is None else [warning])


def test_a_settlement_that_is_refused_tells_that_it_is_outside_the_term():
    """Readings of the wrong year are most often the year's fault: the warning stands with the errors."""
    with pytest.raises(ec.SettlementError) as caught:
        settled(f"{STEPS}term: {{from: 2023-01-01}}\n", monthly({"甲": "0.5"}, 2023), 2022)

    assert caught.value.text("en").splitlines()[0] == (
        "2022 lies outside the agreement's term (from 2023-01-01, without a stated end)"
    )


PREVIOUS = f"""\
{SECTION}
readings: {{indicators: [nh3n], below_detection: half, decimals: standard, missing: skip}}
parameters:
  price: {{title: 单价, unit: 元, value: 100}}
rules:
  - {{name: better, title: 同比改善, formula: "at(C, nh3n) < previous(at(C, nh3n))"}}
transfers:
  - {{name: monthly, title: 月度, per: [section, month], payer: downstream, payee: upstream, amount: price if better else -price}}
"""


def test_the_same_month_a_year_earlier():
    """Each month is compared with its own month of the year before; without that there is no amount."""
    csv = monthly({"甲": ["0.5", "0.6", "0.5"]}) + monthly({"甲": ["0.6", "0.5"]}, 2023).split("\n", 1)[1]
    settlement = settled(PREVIOUS, csv, through=3)

    assert paid(settlement) == ["xia→shang 100.00 jia 2024-01", "shang→xia 100.00 jia 2024-02"]
    assert [each.coordinate[1][1] for each in settlement.unpaid] == ["2024-03"]
    with pytest.raises(ec.SettlementError, match="2023-03"):
        settled(PREVIOUS.replace("missing: skip", "missing: refuse"), csv, through=3)


def test_no_more_than_five_years_back():
    """``previous`` inside ``previous`` looks back a few years; further is refused at its place."""
    deep = PREVIOUS.replace(
        "previous(at(C, nh3n))", "previous(previous(previous(previous(previous(previous(at(C, nh3n)))))))"
    )
    with pytest.raises(ec.SettlementError, match=r"trial\.yaml:15:"):
        settled(deep, monthly({"甲": "0.5"}))


QUARTERS = f"""\
{SECTION}
readings: {{indicators: [nh3n], below_detection: half, decimals: standard, missing: refuse}}
parameters:
  price: {{title: 单价, unit: 元, value: 100}}
  weight: {{title: 季度系数, per: [quarter], value: {{"1": 1, "2": 2, "3": 3, "4": 4}}}}
rules:
  - {{name: level, title: 季度类别, formula: "worst(grade(mean(C, month, by=quarter)), indicator)"}}
transfers:
  - {{name: quarterly, title: 季度, per: [section, quarter], payer: downstream, payee: upstream, amount: "price * (target - level) * weight"}}
"""


def test_quarters():
    """Means by quarter, and values given by quarter."""
    csv = monthly({"甲": ["0.4", "0.5", "0.6"] + ["1.0"] * 6 + ["2.0"] * 3})

    # Q1 0.50 is Ⅱ: 100 × 1; Q2 and Q3 are Ⅲ; Q4 is Ⅴ: -200 × 4
    assert paid(settled(QUARTERS, csv)) == ["xia→shang 100.00 jia 2024-Q1", "shang→xia 800.00 jia 2024-Q4"]
    assert paid(settled(QUARTERS, csv, since=12, through=12)) == ["shang→xia 800.00 jia 2024-Q4"]


def test_half_years():
    """The same by half-years."""
    body = QUARTERS.replace("quarter", "half_year").replace('"2": 2, "3": 3, "4": 4', '"2": 2')
    csv = monthly({"甲": ["0.5"] * 6 + ["2.0"] * 6})

    assert paid(settled(body, csv)) == ["xia→shang 100.00 jia 2024-H1", "shang→xia 400.00 jia 2024-H2"]


DATED = STEPS.replace("value: 100}", "dated: {2024-01-01: 100, 2024-07-01: 300}}")


def test_a_value_that_changes_during_the_year():
    """Each month uses its own value, also in a period that straddles the change."""
    csv = monthly({"甲": "0.5"})
    assert net(settled(DATED, csv))["shang"] == "2400.00"  # 6 × 100 + 6 × 300
    assert paid(settled(DATED, csv, since=6, through=7)) == [
        "xia→shang 100.00 jia 2024-06",
        "xia→shang 300.00 jia 2024-07",
    ]


@pytest.mark.parametrize(("on", "amount"), [("start", "1200.00"), ("end", "3600.00")])
def test_a_dated_value_used_by_the_year(on, amount):
    """``on: start`` takes the value at the beginning of the period, ``on: end`` that at its end, for all months."""
    body = DATED.replace("dated:", f"on: {on}, dated:")

    assert net(settled(body, monthly({"甲": "0.5"})))["shang"] == amount


def test_a_dated_value_that_changes_within_a_month():
    """By the year, a change in the middle of the last month counts at the end and not at the start of it."""
    body = DATED.replace("2024-07-01", "2024-12-15").replace("dated:", "on: end, dated:")
    csv = monthly({"甲": "0.5"})

    assert net(settled(body, csv))["shang"] == "3600.00"
    assert net(settled(body, csv, through=11))["shang"] == "1100.00"


def test_before_the_first_date_there_is_no_value():
    """Months before a dated value begins have none, and say since when there is one."""
    body = DATED.replace("2024-01-01: 100", "2024-03-01: 100")
    with pytest.raises(ec.SettlementError, match="2024-03-01"):
        settled(body, monthly({"甲": "0.5"}))
    assert len(settled(body, monthly({"甲": "0.5"}), since=3).lines) == 10


def test_the_order_of_dates_in_the_file_is_no_matter():
    """Dated values apply by their dates, however they are listed."""
    body = STEPS.replace("value: 100}", "dated: {2024-07-01: 300, 2024-01-01: 100}}")

    assert net(settled(body, monthly({"甲": "0.5"})))["shang"] == "2400.00"


def test_a_target_that_changes():
    """A section's target may change from a date on."""
    body = STEPS.replace("target: III", "target: {dated: {2020-01-01: III, 2024-07-01: II}}")

    assert net(settled(body, monthly({"甲": "0.5"})))["shang"] == "600.00"


def test_values_by_calendar_month():
    """A parameter may be given by calendar month."""
    each = ", ".join(f'"{month}": {month}' for month in MONTHS)
    body = STEPS.replace("unit: 元, value: 100}", f"unit: 元, per: [month], value: {{{each}}}}}")

    assert net(settled(body, monthly({"甲": "0.5"})))["shang"] == "78.00"
    assert paid(settled(body, monthly({"甲": "0.5"}), since=9, through=9)) == ["xia→shang 9.00 jia 2024-09"]


def test_bands_that_change():
    """A dated table of bands is that of each month."""
    body = (
        STEPS.replace('formula: "price * steps"', 'formula: "price * bands(steps, scale)"')
        + """\
tables:
  scale:
    title: 分档
    dated:
      2020-01-01: [{range: "(-inf, inf)", value: 1}]
      2024-12-01: [{range: "(-inf, 1)", value: 5}, {range: "[1, inf)", value: 7}]
"""
    )
    assert net(settled(body, monthly({"甲": "0.5"})))["shang"] == "1800.00"  # 11 × 100 + 700


def test_the_year_is_a_name():
    """``year`` is the assessment year, also where it begins in the year before."""
    body = STEPS.replace('"price * steps"', '"price * (year - 2000)"') + "assessment: {starts: 12}\n"
    body = body.replace('  - {name: steps, title: 级差, formula: "target - worst(grade(C), indicator)"}\n', "")

    assert settled(body, monthly({"甲": "0.5"}), gaps="skip").value("year") == 2024


BEFORE = STEPS.replace('"price * steps"', '"price * (steps - before(steps, month, first=0))"')


def test_a_part_that_begins_within_the_year_does_not_know_the_month_before():
    """What stands before January is not taken for what stands before May."""
    csv = monthly({"甲": "0.5"})

    assert settled(BEFORE, csv, through=3).lines
    with pytest.raises(ec.RequestError) as refused:
        settled(BEFORE, csv, since=5)
    assert "2024-05" in refused.value.text("zh")
    assert "第一个月（1 月）" in refused.value.text("zh")


def test_more_than_twelve_months_are_no_period():
    """A yearly amount would be paid once for two years."""
    with pytest.raises(ec.RequestError, match="超过 12 个月"):
        settled(STEPS, monthly({"甲": "0.5"}), since="2024-01", through="2025-01")
