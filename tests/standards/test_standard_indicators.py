"""The table of indicators and the recognition of their names."""

from __future__ import annotations

import keyword
import subprocess
import sys
from fractions import Fraction

import pytest

from ecocomp.rounding import evaluation_value
from ecocomp.standards import INDICATORS, find_indicator


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("高锰酸盐指数", "codmn"),
        ("CODMn", "codmn"),
        ("cod_mn", "codmn"),
        ("COD（Mn）", "codmn"),
        ("化学需氧量(COD)", "cod"),
        ("CODCr", "cod"),
        ("ＣＯＤ", "cod"),
        ("氨氮", "nh3n"),
        (" 氨 氮 ", "nh3n"),
        ("NH3-N", "nh3n"),
        ("NH₃-N", "nh3n"),
        ("nh3n", "nh3n"),
        ("w21003", "nh3n"),
        ("W21011", "tp"),
        ("TP", "tp"),
        ("总氮(湖、库，以N计)", "tn"),
        ("五日生化需氧量（BOD₅）", "bod5"),
        ("pH值", "ph"),
        ("叶绿素α", "chla"),
        ("铬(六价)", "cr6"),
        ("Cr⁶⁺", "cr6"),
        ("砷", "arsenic"),
        ("As", "arsenic"),
        ("dissolved oxygen", "do"),
        ("流量", "flow"),
        ("水量", "volume"),
        ("氨氮(上年同期)", None),
        ("氨氮标准值", None),
        ("", None),
        ("水" * 5000, None),
    ],
)
def test_find_indicator(text, expected):
    """Names are found whatever their case, width, spaces and subscripts; a name with more in it is not."""
    found = find_indicator(text)

    assert expected == (found.id if found else None)


def test_ids_are_names_of_a_formula():
    """Every id can stand as a name in an expression: an ASCII identifier that is no word of Python."""
    wrong = [name for name in INDICATORS if not name.isascii() or not name.isidentifier() or keyword.iskeyword(name)]

    assert wrong == []


def test_every_name_finds_its_indicator():
    """Each listed name of an indicator leads back to it, so no name is shared by two."""
    lost = [(each.id, name) for each in INDICATORS.values() for name in each.names if find_indicator(name) != each]

    assert lost == []


def test_better_is_one_of_four():
    """Every indicator says which way is better, oxygen and pH unlike the rest of table 1."""
    assert {"low", "high", "range", "none"} == {each.better for each in INDICATORS.values()}
    assert tuple(INDICATORS[name].better for name in ("do", "ph", "codmn")) == ("high", "range", "low")


@pytest.mark.parametrize(
    ("indicator", "value", "expected"),
    [
        ("codmn", "6.05", "6.0"),
        ("codmn", "6.15", "6.2"),
        ("ph", "9.5", "10"),
        ("ph", "5.5", "6"),
        ("tp", "0.0005", "0.0005"),
    ],
)
def test_evaluation_decimals(indicator, value, expected):
    """The decimals of 环办监测函〔2020〕82号 give the rounded values of the technical rule's examples."""
    decimals = INDICATORS[indicator].decimals

    assert decimals is not None
    assert Fraction(expected) == evaluation_value(Fraction(value), decimals)


def test_decimals_are_unknown_where_none_are_established():
    """No decimals are invented for what the rule does not list."""
    assert [INDICATORS[name].decimals for name in ("so4", "fe", "flow", "fc")] == [None] * 4


def test_import_reads_no_data_and_no_pandas():
    """Importing the package loads neither pandas nor the workbook reader."""
    code = (
        "import sys, ecocomp.standards, ecocomp.readings;"
        "print([m for m in ('pandas', 'python_calamine', 'pyarrow') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ran.stdout.strip() == "[]"
