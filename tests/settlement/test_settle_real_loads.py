"""Loads of real rivers: samples and daily flow of two stations of the US Geological Survey (EGRET, CC0).

Each method is worked out again here, from the text of the files by fractions, and month by month.
"""

from __future__ import annotations

from calendar import monthrange
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest

import ecocomp as ec
from tests.readings.support import SHARED_DATA
from tests.settlement.support import agreement

USGS = SHARED_DATA / "usgs"
pytestmark = pytest.mark.skipif(not USGS.is_dir(), reason="the USGS files are not beside this checkout")

METHODS = ("monthly mean times flow", "paired days", "paired days scaled")
#: Stations: the file, the indicator, its heading with the unit written, what a mg/L is in it, and a year.
NITRATE = ("choptank_nitrate", "no3", "硝酸盐氮(mg/L)", 1, 1990)
AMMONIA = ("arkansas_ammonia", "nh3n", "氨氮(μg/L)", 1000, 1992)
Station = tuple[str, str, str, int, int]


def tables(station: Station) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Samples and daily flows of the year, every cell as the file writes it."""
    name, *_, year = station
    both = [
        pd.read_csv(USGS / f"{name}_{which}.csv", dtype=str, keep_default_na=False) for which in ("samples", "daily")
    ]
    samples, flows = (each[each["date"].str.startswith(str(year))] for each in both)
    return samples, flows


def written(station: Station, folder: Path) -> Path:
    """One table with the library's headings; the concentration in the unit of the heading, converted in decimals."""
    samples, flows = tables(station)
    _, _, heading, factor, _ = station
    cells = [
        f"{remark}{Decimal(value) * factor:f}"
        for remark, value in zip(samples["remark"], samples["value_mg_l"], strict=True)
    ]
    measured = pd.DataFrame({"date": samples["date"], heading: cells})
    table = flows[["date", "q_m3s"]].merge(measured, on="date", how="outer").fillna("")
    table = table.rename(columns={"date": "监测时间", "q_m3s": "流量(m3/s)"})
    table.insert(0, "断面", "站")
    path = folder / "readings.csv"
    table.to_csv(path, index=False)
    return path


def settled(station: Station, folder: Path, method: str, below: str) -> ec.Settlement:
    _, indicator, _, _, year = station
    body = (
        "sections: {here: {name: 站, upstream: shang, downstream: xia}}\n"
        f"readings: {{indicators: [{indicator}], quantities: [flow], decimals: unrounded, missing: skip,\n"
        f"  below_detection: {{means: full, loads: {below}}}, load: {method}}}\n"
        "parameters: {price: {title: 单价, unit: 元/t, value: 100}}\n"
        "rules: [{name: load, title: 通量, unit: t, formula: 'sum(L, month, at_least=1)'}]\n"
        "transfers: [{name: pay, title: 付, per: [section, indicator], payer: shang, payee: xia, amount: load * price}]\n"
    )
    return ec.settle(agreement(body), ec.read_monitoring(written(station, folder)), year)


def expected(station: Station, method: str, below: str) -> dict[int, Fraction]:
    """Grams of each month that has samples, from the files alone."""
    samples, flows = tables(station)
    year = station[-1]
    weight = {"zero": Fraction(0), "half": Fraction(1, 2)}[below]
    flow = {date: Fraction(q) for date, q in zip(flows["date"], flows["q_m3s"], strict=True)}
    found: dict[int, Fraction] = {}
    for month in range(1, 13):
        days = monthrange(year, month)[1]
        here = samples[samples["date"].str.startswith(f"{year}-{month:02d}")]
        values = {
            date: Fraction(value) * (weight if remark == "<" else 1)
            for date, remark, value in zip(here["date"], here["remark"], here["value_mg_l"], strict=True)
        }
        if not values:
            continue
        if method == "monthly mean times flow":
            flows_here = [q for date, q in flow.items() if date.startswith(f"{year}-{month:02d}")]
            mean = sum(values.values()) / len(values)
            found[month] = mean * sum(flows_here) / len(flows_here) * days * 86_400
        else:
            parts = [value * flow[date] * 86_400 for date, value in values.items()]
            found[month] = sum(parts) * (Fraction(days, len(parts)) if method.endswith("scaled") else 1)
    return found


@pytest.mark.parametrize("below", ["zero", "half"])
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("station", [NITRATE, AMMONIA], ids=lambda each: each[0])
def test_each_method_gives_the_load_of_the_files(station: Station, method: str, below: str, tmp_path: Path):
    """Every month to the last digit, months without a sample missing, and the payment the year's load times the price."""
    settlement = settled(station, tmp_path, method, below)
    loads = expected(station, method, below)
    year = station[-1]
    section, indicator = "here", station[1]

    found = {
        int(labels[2][-2:]): value for labels, value, _ in settlement.elements("L") if not isinstance(value, ec.Absent)
    }
    assert loads == found
    assert len(loads) >= 10
    fen = round(sum(loads.values()) * 100 * 100 / 1_000_000)
    assert abs(fen - sum(line.fen for line in settlement.lines)) <= 1
    assert settlement.value("load", section=section, indicator=indicator) == sum(loads.values())
    assert str(year) in settlement.period.label


def test_values_below_the_limit_matter():
    """Of the ammonia samples of the year four in thirteen are below the limit: zero and half differ, nitrate does not."""
    for station, differs in ((AMMONIA, True), (NITRATE, False)):
        both = [sum(expected(station, "paired days", below).values()) for below in ("zero", "half")]
        assert (both[0] < both[1]) is differs


def test_the_load_is_near_that_of_a_model(tmp_path: Path):
    """Monthly mean × flow of nitrate lies within a third of the load that the WRTDS model of the same files has."""
    _, flows = tables(NITRATE)
    model = sum(Fraction(each) for each in flows["wrtds_flux_kg_day"]) * 1000
    load = settled(NITRATE, tmp_path, METHODS[0], "half").value("load", section="here", indicator="no3")

    assert Fraction(2, 3) < load / model < Fraction(4, 3)
