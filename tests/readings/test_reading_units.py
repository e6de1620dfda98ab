"""Units of readings and names of sections."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ecocomp.readings.headings import column_of
from ecocomp.readings.names import clean_name
from ecocomp.readings.units import factor, is_unit
from ecocomp.standards import INDICATORS
from tests.readings.support import read_text


@pytest.mark.parametrize(
    ("unit", "indicator", "expected"),
    [
        ("mg/L", "tp", 1),
        ("mg/l", "tp", 1),
        ("㎎/L", "tp", 1),
        ("ＭＧ/Ｌ", "tp", 1),
        ("毫克/升", "tp", 1),
        ("μg/L", "tp", "1/1000"),
        ("µg/L", "tp", "1/1000"),
        ("ug/l", "tp", "1/1000"),
        ("mg/m³", "chla", "1/1000"),
        ("g/m3", "tp", 1),
        ("m³/s", "flow", 1),
        ("立方米/秒", "flow", 1),
        ("m3/d", "flow", "1/86400"),
        ("万m³", "volume", 10_000),
        ("亿立方米", "volume", 100_000_000),
        ("℃", "water_temp", 1),
        ("无量纲", "ph", 1),
        ("μS/cm", "conductivity", 1),
        ("mS/m", "conductivity", 10),
        ("cells/L", "algae", 1),
        ("万个/L", "algae", 10_000),
        ("MPN/100mL", "fc", 10),
        ("cm", "transparency", "1/100"),
        ("mg/L", "ph", None),
        ("m3/s", "tp", None),
        ("t", "volume", None),
        ("吨吨", "tp", None),
        ("", "tp", None),
        ("m" * 999, "tp", None),
    ],
)
def test_factor(unit, indicator, expected):
    """A unit has its exact factor to the canonical one; a unit of another kind has none."""
    assert factor(unit, indicator) == (None if expected is None else Fraction(expected))


@pytest.mark.parametrize(
    ("heading", "unit", "indicator"),
    [
        ("氨氮μg/L", "μg/L", "nh3n"),
        ("氨氮mg/L", "mg/L", "nh3n"),
        ("氨氮浓度μg/L", "μg/L", "nh3n"),
        ("NH3-N监测值mg/L", "mg/L", "nh3n"),
        ("氨氮(mg／L)", "mg／L", "nh3n"),
        ("氨氮/mg/L", "mg/L", "nh3n"),
        ("总磷：mg/L", "mg/L", "tp"),
        ("CODMnmg/L", "mg/L", "codmn"),
        ("水温℃", "℃", "water_temp"),
        ("水量万m³", "万m³", "volume"),
        ("流量m3/s", "m3/s", "flow"),
        ("粪大肠菌群个/L", "个/L", "fc"),
    ],
)
def test_a_unit_joined_to_the_name(heading, unit, indicator):
    """A unit may stand behind the name without brackets or a space."""
    column = column_of(0, heading)

    assert (column.role, column.indicator, column.unit) == ("measure", indicator, unit)


@pytest.mark.parametrize("heading", ["流量m3", "Mnng/L", "Cug/L", "氨氮mgL", "平林mg/L", "氨氮上年mg/L"])
def test_a_unit_that_is_not_clear_is_not_taken_off(heading):
    """A unit of another kind, one that may be cut in two ways, and a name that is no indicator are left as they are."""
    assert column_of(0, heading).role == "unknown"


@pytest.mark.parametrize(
    ("name", "value"), [("氨氮μg/L", "0.002"), ("氨氮浓度μg/L", "0.002"), ("氨氮浓度", "2"), ("氨氮", "2")]
)
def test_a_unit_joined_to_the_indicator_of_a_row(tmp_path, name, value):
    """In a long table too, and it counts; 浓度 says nothing more."""
    (reading,) = read_text(tmp_path, f"断面名称,监测时间,指标,监测值\n平林,2024-02,{name},2\n")

    assert (reading.indicator, reading.value) == ("nh3n", Fraction(value))


def test_every_canonical_unit_is_known():
    """The canonical unit of every indicator has the factor 1."""
    assert {name: factor(each.unit, name) for name, each in INDICATORS.items()} == dict.fromkeys(INDICATORS, 1)


def test_symbols_are_no_units():
    """Symbols in brackets behind a name are not taken for units."""
    assert [is_unit(text) for text in ("mg/L", "NTU", "NH3-N", "TP", "以P计")] == [True, True, False, False, False]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (" 街口（鸠坑口） ", "街口(鸠坑口)"),
        ("街口 (鸠坑口)", "街口(鸠坑口)"),
        ("街 口", "街口"),
        ("平\u3000林", "平林"),
        ("\ufeff平林\u200b", "平林"),
        ("Black  Earth Creek", "Black Earth Creek"),
        ("湖心A(洪湖湖心A)", "湖心A(洪湖湖心A)"),
        ("*", ""),
        ("--", ""),
        ("", ""),
    ],
)
def test_names(text, name):
    """Names keep what they say and lose stray spaces, full-width brackets and signs without width."""
    assert clean_name(text) == name


@pytest.mark.parametrize(
    ("heading", "indicator", "value"),
    [
        ("氨氮(mg·L-1)", "nh3n", "1"),
        ("氨氮（mg·L⁻¹）", "nh3n", "1"),
        ("铜(μg·L^-1)", "cu", "1/1000"),
        ("流量(m³·s⁻¹)", "flow", "1"),
        ("氨氮（以N计）(mg/L)", "nh3n", "1"),
        ("氨氮(mg/L,实测)", "nh3n", "1"),
        ("总氮（以N计，μg/L）", "tn", "1/1000"),
        ("氨氮(NH3-N, mg/L)", "nh3n", "1"),
        ("镉（单位：μg/L）", "cd", "1/1000"),
    ],
)
def test_other_ways_to_write_a_unit_in_a_heading(tmp_path, heading, indicator, value):
    found = read_text(tmp_path, f'断面,时间,"{heading}"\n平林,2024-03,1\n')
    assert [(each.indicator, str(each.value)) for each in found] == [(indicator, value)]


@pytest.mark.parametrize(
    "heading", ["氨氮(mg/L,标准)", "氨氮(检出限，mg/L)", "硝酸盐(以NO3计,mg/L)", "氨氮(总磷,mg/L)", "氨氮(mg/L,μg/L)"]
)
def test_brackets_that_say_something_else(tmp_path, heading):
    """Such a column is not used, with a warning."""
    found = read_text(tmp_path, f'断面,时间,pH,"{heading}"\n平林,2024-03,7,1\n')
    assert [each.indicator for each in found] == ["ph"]
    assert [each.code for each in found.problems if each.severity == "warning"] == ["readings.column_resembles"]
