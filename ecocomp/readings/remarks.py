"""Remarks beside values (备注): what they say is shown, and one that doubts its value is a warning.

A remark never takes a value away: whether 数据无效 means the row or a part of it is for a person to say.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ecocomp.readings.coded import Flags
from ecocomp.readings.headings import Column, Heading
from ecocomp.readings.told import Remark, Sayings
from ecocomp.readings.values import names_state, plain, says_nothing

if TYPE_CHECKING:
    from ecocomp.readings.table_reader import Batch

#: So many different remarks of a table are told one by one.
MOST_TOLD = 100
#: Words for no remark.
NO_REMARK = frozenset({"无", "正常", "没有", "NONE", "OK", "NORMAL"})
#: Words by which a remark says that a value is not valid, is not to be used, or was or will be another.
DOUBTS = re.compile(
    r"无效|失效|作废|废弃|弃用|弃样|剔除|扣除|不参[与加]|不计|不纳入|不采[用信纳]|不予|不作为|不用于|不可用|勿用"
    r"|异常|存疑|可疑|有疑|质疑|待[复审]?[核测查定]|需复核|复测|重测|重新[监采检]|更正|修正|订正|替换|修改|有误|错误|误差大|失真|不准"
    r"|(?:数据|天数|样本|频次|个数)[^，。；,;]{0,4}不足|超(?:出|过)?(?:保存|保质)期|仅供参考|估[计算]值|推[算测]值|插补"
    r"|\b(?:in-?valid|void(?:ed)?|exclu\w+|reject\w*|discard\w*|doubt\w*|suspect\w*|suspicious|questionable|unreliable|outlier"
    r"|not\s+(?:valid|used?|to\s+be\s+used|counted)|do\s+not\s+use|re-?test\w*|re-?sampl\w*|correct(?:ed|ion)|revised|wrong"
    r"|erroneous|errors?|estimated?|abnormal|to\s+be\s+(?:checked|verified|confirmed))\b",
    re.IGNORECASE,
)
#: Where such a word is denied: 未见异常, 无误.
DENIED = re.compile(
    r"(?:无|未见|未发现|未出现|没有|并无|排除|非)(?:任何|明显)?(?:异常|存疑|可疑|错误|差错|更正|修正|问题)(?!值|数据)"
    r"|\bno\s+(?:errors?|doubts?|corrections?|outliers?)\b|\bnot\s+(?:abnormal|suspicious|doubtful)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1 << 14)
def doubts_value(text: str) -> bool:
    """Whether a remark says that the value beside it is not valid, was corrected or is still to be checked.

    >>> doubts_value("数据无效"), doubts_value("待复核"), doubts_value("不参与评价"), doubts_value("retest")
    (True, True, True, True)
    >>> doubts_value("未见异常"), doubts_value("已复核"), doubts_value("上游施工一处"), doubts_value("")
    (False, False, False, False)
    """
    return DOUBTS.search(DENIED.sub(" ", " ".join(text.split()))) is not None


def tell_remarks(heading: Heading, batch: Batch, valued: Flags, sayings: Sayings) -> None:
    """Tells what stands in the column of remarks, and where a column that is not used doubts values of its row.

    ``valued`` are the rows with values.
    """
    remark = heading.columns.get("remark")
    for column in heading.ignored:
        if column.role == "unknown":
            _tell_column(column, batch.taken(valued), sayings, shows_all=False)
    if remark is not None:
        _tell_column(remark, batch.taken(valued), sayings, shows_all=True)
        _tell_column(remark, batch.taken(~valued), sayings, shows_all=True, beside_values=False)


def _tell_column(
    column: Column, batch: Batch, sayings: Sayings, *, shows_all: bool, beside_values: bool = True
) -> None:
    """Each distinct text of a column, in the order in which they come; those beyond many together."""
    if not len(batch):
        return
    classes = batch.classes([column.index])
    known: dict[str, tuple[Remark, ...]] = {}
    told = {"remark_doubtful": 0, "remark_told": 0}
    remarks = []
    for texts in batch.texts(classes, [column.index]):
        text = texts[column.index]
        if text not in known:
            code = _code_of(text, beside_values)
            if code in told:
                told[code] += 1
            tells = code is not None and (shows_all or code == "remark_doubtful")
            known[text] = (_as_told(code, column, text, told.get(code, 0) > MOST_TOLD),) if tells and code else ()
        remarks.append(known[text])
    sayings.add_classes(remarks, classes, batch.rows)


def _code_of(text: str, beside_values: bool) -> str | None:
    """What is to be told of a remark; None where it says nothing, or is the state of a row without values."""
    if says_nothing(text) or plain(text).upper() in NO_REMARK:
        return None
    if names_state(text):
        return "remark_beside_values" if beside_values else None
    return "remark_doubtful" if beside_values and doubts_value(text) else "remark_told"


def _as_told(code: str, column: Column, text: str, beyond: bool) -> Remark:
    if code == "remark_beside_values":
        return Remark(code, column.index, "warning", (("found", text),))
    severity = "warning" if code == "remark_doubtful" else "note"
    if beyond:
        more = "remarks_doubtful" if code == "remark_doubtful" else "remarks_told"
        return Remark(more, column.index, severity, (("heading", column.heading),))
    return Remark(code, column.index, severity, (("heading", column.heading), ("found", text)))
