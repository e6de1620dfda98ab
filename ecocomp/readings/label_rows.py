"""Rows of labels above a table, such as 填报单位：随州站 beside 单位：mg/L, which are no part of its heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ecocomp.readings.units import is_unit, tidy
from ecocomp.readings.values import parse_value
from ecocomp.standards.indicators import find_indicator

#: A label with what it says, or with that in the cell beside it.
LABELLED = re.compile(r"[(（]?\s*(?P<label>[^:：()（）\d]{1,12})[:：]\s*(?P<said>.*)", re.DOTALL)
#: So many cells of such a row may say something without a label: 2024年3月, 第1页.
WITHOUT_LABEL = 1


def is_label_row(texts: Sequence[str]) -> bool:
    """Whether the cells of a row are labels with what they say; 氨氮：mg/L is a heading, and values are data.

    >>> is_label_row(["填报单位：随州站", "", "单位：mg/L"]), is_label_row(["填报单位：", "随州站", "2024年3月"])
    (True, True)
    >>> is_label_row(["断面", "氨氮：mg/L"]), is_label_row(["断面", "时间", "备注：见附表"])
    (False, False)
    """
    filled = [text for text in texts if text]
    labels = without = 0
    awaited = False
    for text in filled:
        found = LABELLED.fullmatch(text)
        if found is None or _is_heading(found["label"], found["said"]):
            if not awaited and not parse_value(text).trouble:
                return False  # a value
            without += not awaited
            awaited = False
        else:
            labels += 1
            awaited = not found["said"].strip()
    return labels > 0 and without <= min(WITHOUT_LABEL, labels)


def _is_heading(label: str, said: str) -> bool:
    """Whether the label is an indicator with its unit."""
    return find_indicator(label) is not None and is_unit(tidy(said))
