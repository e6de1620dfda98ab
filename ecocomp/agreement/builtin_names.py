"""The names that every agreement's formulas can use without declaring them."""

from __future__ import annotations

from dataclasses import dataclass

from ecocomp.formula.units import GRADE, PLAIN, TRUTH, Kind
from ecocomp.quantity import FLOW, MASS, TIME, VOLUME


@dataclass(frozen=True, slots=True)
class Builtin:
    """A name of the language: its axes, its kind (None: that of each indicator), what the readings must ask for."""

    axes: tuple[str, ...]
    kind: Kind | None
    meaning: tuple[str, str]
    needs: str = ""


BUILTINS: dict[str, Builtin] = {
    "C": Builtin(("section", "indicator", "month"), None, ("月浓度", "monthly concentration"), "readings"),
    "Q": Builtin(("section", "month"), Kind("number", FLOW), ("月平均流量", "monthly mean flow"), "flow"),
    # W as in W = C·Q·t; V is the grade Ⅴ
    "W": Builtin(("section", "month"), Kind("number", VOLUME), ("月水量", "monthly volume of water"), "volume"),
    "L": Builtin(("section", "indicator", "month"), Kind("number", MASS), ("月通量", "monthly load"), "load"),
    "D": Builtin(("section", "indicator", "day"), None, ("日浓度", "daily concentration"), "readings"),
    "Qd": Builtin(("section", "day"), Kind("number", FLOW), ("日平均流量", "daily mean flow"), "flow"),
    "G": Builtin(("section", "month"), GRADE, ("公布的断面类别", "published grade of the section"), "published_grade"),
    "no_flow": Builtin(("section", "month"), TRUTH, ("断流", "no flow"), "readings"),
    "frozen": Builtin(("section", "month"), TRUTH, ("结冰", "frozen"), "readings"),
    "target": Builtin(("section",), GRADE, ("水质目标", "target grade"), "target"),
    "decimals": Builtin(("indicator",), PLAIN, ("评价保留小数位数", "decimals kept in evaluation"), "readings"),
    "months": Builtin((), PLAIN, ("本期月数", "number of months in the period")),
    "days": Builtin(("month",), PLAIN, ("当月天数", "days of the month")),
    "duration": Builtin(("month",), Kind("number", TIME), ("当月时长", "length of the month")),
    "year": Builtin((), PLAIN, ("考核年度", "assessment year")),
}
