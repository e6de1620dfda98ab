"""A row such as 单位：μg/L above a table, which gives the unit of all columns that name none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.stated_units import Stated, contradicts, units_stated
from ecocomp.readings.units import is_unit, tidy

#: 单位 with a colon; behind another word, as in 填报单位, it is an office and not a unit.
LABEL = re.compile(
    r"(?:^|[^\u4e00-\u9fff]|计量|浓度|数值)单\s*位\s*:\s*(?P<unit>.*)|\bunits?\s*:\s*(?P<english>.*)",
    re.IGNORECASE | re.DOTALL,
)
#: What a unit of measurement has and the name of an office has not.
LIKE_A_UNIT = re.compile(r"[a-z/%μ°]|毫克|微克|立方|[万亿]方", re.IGNORECASE)
LONGEST_LABEL = 200


def labelled_unit(texts: Sequence[str]) -> tuple[int, str] | None:
    """The column and the text of the unit that a row names; None for a row that names none.

    >>> labelled_unit(["2024年", "（单位：μg/L）"]), labelled_unit(["单位：某某监测站"])
    ((1, 'μg/L'), None)
    """
    for column, text in enumerate(texts):
        if "位" not in text and "unit" not in text.casefold():
            continue
        bare = unicodedata.normalize("NFKC", text[:LONGEST_LABEL])
        found = LABEL.search(bare)
        if not found:
            continue
        said = (found["unit"] or found["english"] or "").strip()
        if not said:
            said = next((each for each in texts[column + 1 :] if each), "")
        if said.endswith(")") and "(" not in said:
            said = said[:-1].strip()
        if is_unit(tidy(said)) or LIKE_A_UNIT.search(said):
            return column, said
    return None


def units_above(grid: Grid, heading_row: int, findings: Findings) -> Stated:
    """The units that the rows above a heading give for the whole table, and for indicators that they name.

    A label that states no unit we know, or contradicts another, is an error.
    """
    general = ""
    named: dict[str, str] = {}
    for row in range(heading_row):
        labelled = labelled_unit(grid.rows[row])
        if labelled is None:
            continue
        column, said = labelled
        stated = units_stated(said)
        if stated is None or contradicts(Stated(general, named), stated):
            findings.error("table_unit_unknown", grid.place(row, column), found=said)
        else:
            general = stated.general or general
            named |= stated.named
    return Stated(general, named)
