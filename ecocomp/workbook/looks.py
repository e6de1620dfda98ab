"""How cells look by what they hold (单元格格式)."""

from __future__ import annotations

from ecocomp.formula.units import Kind
from ecocomp.quantity import MASS, MONEY, dimension_text

#: Number formats by look; those of grades and truths show words, the number stays what it is.
NUMBER_FORMATS = {
    "text": "@",
    "number": "General",
    "money": "#,##0.00####;[Red]-#,##0.00####",
    "fen": "#,##0.00;[Red]-#,##0.00",
    "wan": "#,##0.00####;[Red]-#,##0.00####",
    "mark": "0;;;",
    "percent": "0.00####%",
    "grade": '[=6]"劣Ⅴ";[=1]"Ⅰ";0"类"',
    "truth": '[=1]"是";[=0]"否";General',
}
GRADE_IN_ENGLISH = '[=6]"worse than V";[=1]"class I";"class "0'
TRUTH_IN_ENGLISH = '[=1]"yes";[=0]"no";General'


def look_of(kind: Kind, unit: str = "") -> str:
    """The look of a value of a kind, shown in a unit."""
    if kind.sort in ("grade", "truth"):
        return kind.sort
    if kind.dimension == MONEY:
        return "money"
    return "percent" if unit == "%" else "number"


def unit_text(kind: Kind) -> str:
    """The unit in which cells hold values of a kind: the base unit, which for a mass is the gram."""
    if kind.sort in ("grade", "truth"):
        return ""
    found = "g" if kind.dimension == MASS else dimension_text(kind.dimension)
    return "" if found == "1" else found
