"""Tables of readings whose headings stand with their units, for agreements that need flows, volumes or pH as well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas

import ecocomp as ec

#: The items of 环办〔2011〕22号, each within class Ⅰ.
TWENTY_ONE = {
    "pH": "7",
    "溶解氧(mg/L)": "8.0",
    "高锰酸盐指数(mg/L)": "1.5",
    "五日生化需氧量(mg/L)": "1.0",
    "氨氮(mg/L)": "0.10",
    "石油类(mg/L)": "0.01",
    "挥发酚(mg/L)": "0.0005",
    "汞(mg/L)": "0.00001",
    "铅(mg/L)": "0.001",
    "化学需氧量(mg/L)": "10.0",
    "总磷(mg/L)": "0.010",
    "铜(mg/L)": "0.001",
    "锌(mg/L)": "0.01",
    "氟化物(mg/L)": "0.20",
    "硒(mg/L)": "0.001",
    "砷(mg/L)": "0.001",
    "镉(mg/L)": "0.0001",
    "六价铬(mg/L)": "0.001",
    "氰化物(mg/L)": "0.001",
    "阴离子表面活性剂(mg/L)": "0.05",
    "硫化物(mg/L)": "0.01",
}


def headed(times: Sequence[str], sections: Mapping[str, Mapping[str, str | Sequence[str]]]) -> ec.Readings:
    """A row for each section and time; each heading has one text for all times, or one for each."""
    return ec.read_monitoring(
        pandas.DataFrame(
            [
                {"断面名称": name, "监测时间": time}
                | {key: text if isinstance(text, str) else text[place] for key, text in values.items()}
                for name, values in sections.items()
                for place, time in enumerate(times)
            ]
        )
    )


def months(year: int, through: int = 12) -> list[str]:
    """The months of a year as texts."""
    return [f"{year}-{month:02d}" for month in range(1, through + 1)]
