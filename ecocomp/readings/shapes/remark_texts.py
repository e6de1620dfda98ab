"""What remarks and signatures look like: 注：…, 审核, 2、检出限见附表, and what stands alone in a row below a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

#: A signature whose name stands in the cell beside it, the number of a page, the end of a report.
SIGNED = re.compile(
    r"(?:审核|复核|校核|校对|批准|签发|编制|制表|填表|填报)人?|页码|第\s*\d+\s*页.*|共\s*\d+\s*页.*|[(（]?以下空白[)）]?",
    re.DOTALL,
)
#: How a remark or a signature below a table begins.
REMARKS = re.compile(
    r"(?:备注|注\d*|说明|制表人?|制表单位|审核人?|填表人?|填报人|填报单位|填报日期|复核人?|校核人?|校对人?|批准人?|签发人?|"
    r"编制人?|编制单位|监测单位|数据来源|来源|联系人|联系电话|报送单位|负责人|note|notes|source)\s*[:：].*",
    re.DOTALL | re.IGNORECASE,
)
#: A date, an office, a seal, an empty rest, a sign, what is said of this table.
LONE = re.compile(
    r"(?:19|20)\d{2}\s*[年/.-]\s*\d{1,2}\s*[月/.-]\s*\d{1,2}\s*日?(?:报送|发布)?"
    r"|.*(?:生态环境局|生态环境厅|环境保护局|环保局|监测站|监测中心站?|监测总站)(?:[(（].*[)）])?"
    r"|.*[(（]\s*(?:盖章|公章|签章|签字)\s*[)）]|盖章|\d{1,2}\s*[.、．)）]\s*[^\d\s].*[:：，,。；;].*"
    r"|(?:评价|结论|检出限|执行标准|超标|达标)[^:：]{0,6}[:：].*|[-—–\s]*以下空白[-—–\s]*|续表.*|[△▲*＊※☆★●◎].*|[本上下该]表.*"
    r"|[^,，。;；]{0,12}累计[^,，。;；]{0,12}\d+\s*(?:个|次|天|家|组|期|批|条|处|项|份).*"
    r"|以上(?:浓度|数据|指标|监测|结果|各).*|(?:编制|报送|填报|制表|监测)单位.*|(?:数据来源|资料来源|备注|注|说明)\s.*",
    re.DOTALL,
)
#: One line of a remark of several: 2、检出限见附表, 本月监测两次，取平均。
LINE = re.compile(r"[(（]?\d{1,2}[)）.、．]\s*[^\d\s].*|[^,，。;；]+[,，。;；].*", re.DOTALL)


@lru_cache(maxsize=1 << 14)
def is_remark(text: str) -> bool:
    """Whether the text is a remark or signature: 注：…, 审核人：…"""
    return (REMARKS.fullmatch(text.strip()) or SIGNED.fullmatch(text.strip())) is not None


def is_lone(text: str) -> bool:
    """Whether a text that stands alone among the last rows is of the kind that is below tables."""
    return LONE.fullmatch(text.strip()) is not None


def goes_on(texts: Sequence[str]) -> bool:
    """Whether a row may be one more line of the remark above it: a sentence, or a number and words, in one cell."""
    filled = [text for text in texts if text]
    return len(filled) == 1 and LINE.fullmatch(filled[0]) is not None
