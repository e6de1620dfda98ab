"""One value text."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ecocomp.readings.measures import interpret
from ecocomp.readings.reading import BELOW, MISSING
from ecocomp.readings.values import Value, parse_state, parse_value, says_nothing
from ecocomp.wording import catalogue
from tests.readings.support import codes, errors, read_text, short

ONE = Fraction(1)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0.025", "1/40"),
        ("12", "12"),
        ("０．０２５", "1/40"),
        ("4E-05", "1/25000"),
        ("1e+3", "1000"),
        (".03", "3/100"),
        ("-1.5", "-3/2"),
        ("−1", "-1"),
        ("0.70", "7/10"),
        ("0.1445", "289/2000"),
        ("1" * 30, "1" * 30),
    ],
)
def test_numbers_are_exact(text, number):
    """A plain decimal number in plain or full-width digits is read as the exact rational it says."""
    assert parse_value(text) == Value(number=Fraction(number))


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("0.025L", "1/40"),
        ("0.025l", "1/40"),
        ("0.025 L", "1/40"),
        ("0.025(L)", "1/40"),
        ("0.025（L）", "1/40"),
        ("０.025Ｌ", "1/40"),
        ("<0.025", "1/40"),
        ("＜0.025", "1/40"),
        ("〈0.025", "1/40"),
        ("< 0.025", "1/40"),
        ("<0.025L", "1/40"),
        ("ND", None),
        ("nd", None),
        ("N.D.", None),
        ("未检出", None),
        ("ND(0.01)", "1/100"),
        ("未检出(0.01)", "1/100"),
        ("未检出（<0.01）", "1/100"),
        ("4E-05L", "1/25000"),
    ],
)
def test_below_detection(text, limit):
    """All notations of a value below the detection limit are read, with the limit where they give it."""
    assert parse_value(text) == Value(qualifier="below", limit=None if limit is None else Fraction(limit))


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("", ""),
        ("--", ""),
        ("-", ""),
        ("—", ""),
        ("/", ""),
        ("N/A", ""),
        ("n/a", ""),
        ("*", "not_measured"),
        ("断流", "no_flow"),
        ("干涸", "no_flow"),
        ("无 水", "no_flow"),
        ("结冰", "frozen"),
        ("冰封", "frozen"),
        ("停站", "stopped"),
        ("维护", "maintenance"),
        ("施工", "construction"),
        ("极值过滤", "filtered"),
        ("未监测", "not_measured"),
    ],
)
def test_missing(text, state):
    """A mark for no value is a missing value, with the reason that it gives."""
    assert parse_value(text) == Value(qualifier="missing", state=state)


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("1,000", "value_thousands"),
        ("1，000", "value_thousands"),
        ("1 000", "value_unknown"),
        ("1'200.5", "value_thousands"),
        ("0,5", "value_unknown"),
        ("7.2～7.8", "value_range"),
        ("7.2至7.8", "value_range"),
        ("2024-03", "value_unknown"),
        (">24000", "value_above"),
        ("＞ 24000", "value_above"),
        ("0.025Lmg/L", "value_with_unit"),
        ("12℃", "value_with_unit"),
        ("3元", "value_unknown"),
        ("1.2.3", "value_unknown"),
        ("NaN", "value_unknown"),
        ("inf", "value_unknown"),
        ("1_0", "value_unknown"),
        ("0x1F", "value_unknown"),
        ("٣", "value_unknown"),
        ("2²", "value_unknown"),
        ("①", "value_unknown"),
        ("0.5~0.7", "value_range"),
        ("0.5mg/L", "value_with_unit"),
        ("16.50(*)", "value_unknown"),
        ("16.50+", "value_unknown"),
        ("0.025L(+)", "value_unknown"),
        ("=1+1", "value_unknown"),
        ("≤0.5", "value_unknown"),
        ("１e9999", "number_too_long"),
        ("1e21", "number_too_long"),
        ("1e-21", "number_too_long"),
        ("1" * 31, "number_too_long"),
        ("<1e99", "number_too_long"),
        ("0L", "limit_not_positive"),
        ("<-1", "limit_not_positive"),
        ("#ERROR!", "error_cell"),
    ],
)
def test_refused(text, trouble):
    """What is like a number but is none, or is out of bounds, is refused and not guessed at."""
    assert parse_value(text) == Value(trouble=trouble)


ALPHABET = st.sampled_from("0123456789.eE+-LlNDnd<＜()（）未检出断流*/—， ０９Ｌ\u3000②٣")


@given(st.one_of(st.text(), st.text(ALPHABET, max_size=40)))
@example("9" * 100_000)
@example("1e" + "9" * 5000)
def test_any_text_says_one_thing(text):
    """Any text whatever is a number, a qualifier or a named trouble, exactly one of them, and never an exception."""
    said = parse_value(text)

    assert (said.number is not None) + bool(said.qualifier) + bool(said.trouble) == 1
    assert not said.trouble or f"readings.{said.trouble}" in catalogue()


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9), max_value=10**9))
def test_a_decimal_reads_as_itself(number):
    """Writing any decimal and reading it gives the same number, to the last digit."""
    assert parse_value(f"{number:f}").number == Fraction(number)


@pytest.mark.parametrize(
    ("text", "indicator", "value", "doubt"),
    [
        ("-1", "nh3n", None, "negative"),
        ("-0.02", "tp", None, "negative"),
        ("-1", "flow", -1, ""),
        ("-0.3", "water_temp", "-3/10", ""),
        ("-999", "water_temp", None, "negative"),
        ("0", "codmn", 0, "zero"),
        ("0.00", "tn", 0, "zero"),
        ("0", "water_temp", 0, ""),
        ("0", "do", 0, ""),
    ],
)
def test_doubtful_numbers(text, indicator, value, doubt):
    """A negative concentration is missing and a zero nutrient kept, each with its warning; flows may run backwards."""
    found = interpret(text, indicator, ONE)

    assert found.value == (None if value is None else Fraction(value))
    assert found.doubt == doubt
    assert (found.qualifier == "missing") == (value is None)


@pytest.mark.parametrize(
    ("text", "value", "trouble"),
    [
        ("Ⅲ", 3, ""),
        ("劣V类", 6, ""),
        ("4", 4, ""),
        ("-1", None, ""),
        ("*", None, ""),
        ("", None, ""),
        ("优", None, "grade_unknown"),
    ],
)
def test_published_class(text, value, trouble):
    """A published class is its number from 1 to 6, a mark for none is missing, and other words are refused."""
    found = interpret(text, "grade", ONE)

    assert (found.value, found.trouble) == (value, trouble)


def test_value_and_limit_in_the_canonical_unit():
    """The factor of the unit is applied to the value and to the detection limit."""
    assert interpret("25", "chla", Fraction(1, 1000)).value == Fraction(1, 40)
    assert interpret("<25", "chla", Fraction(1, 1000)).limit == Fraction(1, 40)


@pytest.mark.parametrize(
    ("text", "state"), [("正常", ""), ("", ""), ("维护", "maintenance"), ("不具备运行条件", "stopped"), ("搬迁", None)]
)
def test_station_state(text, state):
    """The words of 站点情况 are read as states; a word that is not known is not taken for normal."""
    assert parse_state(text) == state


def test_says_nothing():
    """Marks for nothing are told from values and reasons."""
    assert [says_nothing(text) for text in ("--", "*", "", " ", "0", "断流")] == [True, True, True, True, False, False]


@pytest.mark.parametrize(
    "text",
    [
        "断面,时间,pH,氨氮(mg/L)\n平林,2024-01,{},0.5\n",
        "断面,时间,指标,监测值,单位\n平林,2024-01,pH,{},\n",
    ],
)
@pytest.mark.parametrize("value", ["0.5L", "<0.5", "ND", "未检出"])
def test_a_ph_is_never_below_detection(tmp_path, text, value):
    """pH has no detection limit: such a value is refused with its place, in whatever layout."""
    (problem,) = errors(tmp_path, text.format(value))

    assert (problem.code, problem.place.line) == ("readings.never_below", 2)
    assert value in problem.message("zh")


def test_a_ph_marked_as_below_beside_its_number_is_refused(tmp_path):
    """The mark may stand in a column of its own; NH3-N beside it is below 0.025 as before."""
    text = "断面,时间,指标,监测值,单位,标识\n平林,2024-01,{},mg/L,L\n"

    assert codes(errors(tmp_path, text.format("pH,7").replace("mg/L", ""))) == ["never_below"]
    assert [each.detection_limit for each in read_text(tmp_path, text.format("氨氮,0.025"))] == [Fraction("0.025")]


@pytest.mark.parametrize(
    "text",
    [
        "低于检出限",
        "小于检出限",
        "低于方法检出限",
        "<检出限",
        "＜检出限",
        "低于检测限",
        "BDL",
        "<MDL",
        "<DL",
        "低于检出限(0.025)",
    ],
)
def test_words_for_below_the_limit(text):
    """低于检出限 says what 未检出 says; a limit in brackets is the limit."""
    said = parse_value(text)

    assert (said.qualifier, said.trouble) == (BELOW, "")
    assert said.limit == (Fraction(1, 40) if "0.025" in text else None)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("断流（上游关闸）", "no_flow"),
        ("断流(干涸)", "no_flow"),
        ("结冰（冰厚 20 cm）", "frozen"),
        ("停站(至5月)", "stopped"),
        ("设备故障", "maintenance"),
        ("停电", "stopped"),
    ],
)
def test_a_state_may_be_explained_in_brackets(text, state):
    """Whatever words stand in brackets behind a state, it is that state."""
    said = parse_value(text)

    assert (said.qualifier, said.state, said.trouble) == (MISSING, state, "")


@pytest.mark.parametrize(
    ("text", "trouble"), [("维护(0.35)", "value_unknown"), ("断流(<0.025)", "value_unknown"), ("无", "value_nothing")]
)
def test_a_state_with_a_number_and_a_bare_none_are_refused(text, trouble):
    """A number in the brackets may be the value, and 无 may mean not measured or not found: neither is guessed."""
    assert parse_value(text).trouble == trouble


def test_signs_without_width_are_taken_out_of_all_cells(tmp_path):
    """They come along from web pages, into headings, times and values; a note says where."""
    readings = read_text(tmp_path, "断面\u200b,时间,氨\ufeff氮(mg/L)\n平林,2024-01\u200d,0.\u200b5\n")

    assert [short(each) for each in readings] == [("平林", "2024-01", "nh3n", "1/2")]
    (note,) = readings.problems
    assert (note.code, note.details["count"]) == ("readings.invisible", 4)
    torn = read_text(tmp_path, "断面,时间,氨氮\u200b(mg/L)\n平林,2024-01,0.5\n乙,2024-01\n")
    assert codes(torn.problems) == ["invisible", "row_too_short"]
