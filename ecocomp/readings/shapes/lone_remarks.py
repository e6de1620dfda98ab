"""What stands alone in a row below a table: who signed it and when, what its signs mean, that nothing follows."""

from __future__ import annotations

import re

from ecocomp.readings.grid import Grid

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
#: So many rows at the end of a sheet are looked at.
FOOT = 12


def lone_remarks(grid: Grid, first: int) -> list[int]:
    """The last rows of a table in which nothing stands but one text of the kind that is below tables."""
    found = []
    for row in range(max(first, len(grid.rows) - FOOT), len(grid.rows)):
        filled = [text for text in grid.rows[row] if text]
        if len(filled) == 1 and LONE.fullmatch(filled[0].strip()):
            found.append(row)
    return found
