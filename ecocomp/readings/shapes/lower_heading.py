"""A row right below a heading that looks like a second heading row and is none that is understood."""

from __future__ import annotations

from ecocomp.readings.findings import Findings
from ecocomp.readings.shapes.heads import TITLE_PAIR, continues
from ecocomp.readings.shapes.remark_texts import is_remark
from ecocomp.readings.shapes.set_aside import is_total
from ecocomp.readings.shapes.table import Table
from ecocomp.readings.table_unit import labelled_unit
from ecocomp.readings.values import UNREADABLE, parse_value

#: The codes of texts that are no value of any kind.
NO_VALUE = frozenset({"value_unknown", "value_nothing", "value_with_unit", *UNREADABLE})


def refuse_lower_heading(table: Table, findings: Findings) -> bool:
    """An error where words stand below the heading and nothing else: no section, no time and no value.

    Read as data they would be one unreadable value after the other, told without what is the matter.
    """
    grid, row = table.grid, table.last + 1
    texts = grid.rows[row] if row < len(grid.rows) else []
    said = {index: text for index, text in enumerate(texts) if text}
    keys = {each for each in table.at(("section", "time", "month")).values() if isinstance(each, int)}
    values = {column.index for column in table.columns if column.role in ("measure", "value")}
    if (
        len(set(said.values())) < TITLE_PAIR
        or said.keys() & keys
        or not said.keys() & values
        or any(parse_value(text).trouble not in NO_VALUE or is_remark(text) for text in said.values())
        or all(map(is_total, said.values()))  # columns of 最大值 and 最小值 have an error of their own
        or labelled_unit(texts) is not None
    ):
        return False
    unknown = [text for text in said.values() if not continues(text)]
    found, odd = ("、".join(dict.fromkeys(each)) for each in (said.values(), unknown))
    findings.error("lower_heading", grid.place(row), found=found, odd=odd or found)
    return True
