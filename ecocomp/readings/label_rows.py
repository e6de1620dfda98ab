"""Rows of labels above or below a table, such as 填报单位：随州站 beside 单位：mg/L, which are no part of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ecocomp.readings.headings import names_section
from ecocomp.readings.units import is_unit, tidy
from ecocomp.readings.values import parse_value
from ecocomp.standards.indicators import find_indicator

#: A label with what it says, or with that in the cell beside it.
LABELLED = re.compile(r"[(（]?\s*(?P<label>[^:：()（）\d]{1,12})[:：]\s*(?P<said>.*)", re.DOTALL)
#: Labels of signatures and offices that need no colon where what they say stands in the cell beside them.
SIGNED = re.compile(
    r"(?:填报|编制|制表|填表|监测|报送|上报|审核|检测|采样)(?:单位|部门|机构)|(?:填报|填表|制表|编制|报送|上报|报出|打印|审核|签发)(?:日期|时间)"
    r"|(?:审核|复核|校核|校对|批准|签发|编制|制表|填表|填报|负责|联系|采样|分析|检测)人员?|审核|复核|校核|校对|批准|签发|编制|制表|填表|填报"
    r"|单位负责人|站长|局长|主任|(?:分管|主管|单位)?领导|负责人?签[字名]|联系电话|电话|传真|数据来源|资料来源|报表编号|表号|制定机关|批准文号|批准机关"
)
#: A word before remarks, if it comes first, and one before what goes with a signature, if it comes behind.
NOTED = re.compile(r"说明|备注|注|结论|评价结论|填表说明|编制说明")
BEHIND_SIGNED = re.compile(r"日期|时间|签[字名]|职务|职称")
BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
#: So many cells of such a row may say something without a label: 2024年3月, 第1页.
WITHOUT_LABEL = 1


def is_label_row(texts: Sequence[str]) -> bool:
    """Whether the cells of a row are labels with what they say; 氨氮：mg/L is a heading, and values are data.

    >>> is_label_row(["填报单位：随州站", "", "单位：mg/L"]), is_label_row(["填报单位：", "随州站", "2024年3月"])
    (True, True)
    >>> is_label_row(["制表", "张三", "审核", "李四"]), is_label_row(["填报日期", "2024年4月2日"])
    (True, True)
    >>> is_label_row(["断面", "氨氮：mg/L"]), is_label_row(["断面", "时间", "备注：见附表"])
    (False, False)
    """
    filled = [text for text in texts if text]
    if names_section(texts):
        return False  # 采样人员 beside 断面 heads a column
    labels = without = 0
    awaited = False
    for at, text in enumerate(filled):
        bare = BRACKETS.sub("", "".join(text.split())).rstrip(":：")
        if SIGNED.fullmatch(bare) or (BEHIND_SIGNED if labels else NOTED if not at else SIGNED).fullmatch(bare):
            labels += 1
            awaited = True
            continue
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
