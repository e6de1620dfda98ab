"""The filled example (填写示例): constructed figures for two made-up sections, which no reader takes for data."""

from __future__ import annotations

from ecocomp.report.template.codes import METHODS, NORMAL, state_words
from ecocomp.report.template.form import Form
from ecocomp.wording import say

#: Constructed: per indicator a plausible value of a middling river, and a value below a common detection limit.
CONSTRUCTED = {
    "water_temp": ("18.6", "--"), "ph": ("7.8", "--"), "do": ("8.4", "--"), "codmn": ("3.2", "0.5L"),
    "cod": ("14", "4L"), "bod5": ("2.1", "0.5L"), "nh3n": ("0.10", "0.025L"), "tp": ("0.080", "0.01L"),
    "tn": ("1.62", "0.05L"), "cu": ("0.003", "0.001L"), "zn": ("0.02", "0.01L"), "f": ("0.31", "0.05L"),
    "se": ("0.0006", "0.0004L"), "arsenic": ("0.0012", "0.0003L"), "hg": ("0.00006", "0.00004L"),
    "cd": ("0.0002", "0.0001L"), "cr6": ("0.006", "0.004L"), "pb": ("0.002", "0.001L"), "cn": ("0.006", "0.004L"),
    "phenol": ("0.0006", "0.0003L"), "oil": ("0.02", "0.01L"), "las": ("0.08", "0.05L"), "sulfide": ("0.02", "0.01L"),
    "fc": ("2400", "20L"), "so4": ("42", "8L"), "cl": ("21", "10L"), "no3": ("0.92", "0.02L"), "fe": ("0.11", "0.03L"),
    "mn": ("0.04", "0.01L"), "conductivity": ("312.5", "--"), "turbidity": ("12.4", "--"),
    "transparency": ("0.85", "--"), "chla": ("0.004", "0.002L"), "algae": ("120000", "--"), "ss": ("18", "4L"),
    "flow": ("26.4", "--"), "volume": ("6912", "--"), "grade": ("Ⅱ", "--"),
}  # fmt: skip


def example_rows(form: Form, language: str) -> list[list[str]]:
    """The rows of the example, a cell for each column of the form."""
    states = state_words()
    automatic, manual = METHODS
    measured = [column.key for column in form.columns if column.key in CONSTRUCTED]
    full = {key: CONSTRUCTED[key][0] for key in measured}
    below = {key: CONSTRUCTED[key][1] for key in measured if CONSTRUCTED[key][1] != "--"}
    none = dict.fromkeys(measured, "--")
    upper, lower = say("template.example_upper", language), say("template.example_lower", language)
    rows = [
        (upper, full, automatic, NORMAL, say("template.example_all", language)),
        (upper, full | below, manual, NORMAL, say("template.example_below", language)),
        (upper, full | {measured[0]: "--"}, automatic, NORMAL, say("template.example_missing", language)),
        (lower, none, manual, states["no_flow"], say("template.example_dry", language)),
        (lower, none, automatic, states["maintenance"], say("template.example_station", language)),
    ]
    found = []
    for place, (section, values, method, state, remark) in enumerate(rows):
        time = form.times[place % len(form.times)]
        cells = {**values, "section": section, "time": time, "method": method, "state": state, "remark": remark}
        found.append([cells.get(column.key, "") for column in form.columns])
    return found
