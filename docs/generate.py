"""Writes the parts of the documentation that the code knows best: run ``python docs/generate.py``.

Between ``<!-- generated: NAME -->`` and ``<!-- end -->`` a page holds what :data:`PARTS` makes for NAME. On the pages
of the formula language the tables of examples are answered: axes, value and message are what the formula gives in the
agreement on the page. The JSON Schema of agreement files is written whole. ``tests/docs/test_generated.py`` fails where
a page is not current.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import fields
from pathlib import Path
from typing import get_args

import ecocomp as ec
from ecocomp.agreement.builtin_names import BUILTINS
from ecocomp.agreement.model import Result, json_schema
from ecocomp.formula.functions import ENTRIES, EXTREMES, RESERVED, Function
from ecocomp.quantity import ATOMS, dimension_text
from ecocomp.readings.headings import GRADE_NAMES, ROLE_NAMES
from ecocomp.readings.readings import FRAME_COLUMNS
from ecocomp.readings.values import NO_VALUE, STATES
from ecocomp.report.corpus import corpus_table
from ecocomp.report.notice import Notice
from ecocomp.standards import INDICATORS
from ecocomp.wording import say

DOCS = Path(__file__).resolve().parent
SCHEMA = DOCS / "agreement.schema.json"
GENERATED = re.compile(r"(<!-- generated: ([\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
CHINESE, ENGLISH = 0, 1

#: For each function: what happens to the axes, and to kinds and units (Chinese, English). A function without an
#: entry stops the generator, so that none goes undocumented.
ELEMENTWISE = ("对齐", "aligned")
GONE = ("该轴消失，或换成 by 所指的轴", "the axis goes, or becomes that of `by`")
KEPT = ("该轴保留", "the axis stays")
SAME = ("不变", "unchanged")
RULES: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "abs": (ELEMENTWISE, ("数，单位不变", "number, unit kept")),
    "clip": (ELEMENTWISE, ("三者单位相同", "all three of one unit")),
    "floor": (ELEMENTWISE, ("数；有单位的须写 unit", "number; one with a unit needs `unit`")),
    "ceil": (ELEMENTWISE, ("数；有单位的须写 unit", "number; one with a unit needs `unit`")),
    "round": (
        ELEMENTWISE,
        (
            "数；浓度按 mg/L、金额按元，其他有单位的须写 unit",
            "number; mg/L and 元 are understood, any other unit is named",
        ),
    ),
    "better": (ELEMENTWISE, ("类别", "grade")),
    "worse": (ELEMENTWISE, ("类别", "grade")),
    "evaluation": (
        ("须有 indicator 轴，保留", "needs the axis indicator, which stays"),
        ("数，单位不变", "number, unit kept"),
    ),
    "ln": (ELEMENTWISE, ("纯数", "plain number")),
    "log10": (ELEMENTWISE, ("纯数", "plain number")),
    "average": (
        (
            "该轴消失，或换成 by 所指的轴；须有 indicator 轴，保留",
            "the axis goes, or becomes that of `by`; needs the axis indicator, which stays",
        ),
        ("数，单位不变", "number, unit kept"),
    ),
    "present": (ELEMENTWISE, ("任何 → 是/否", "anything → truth")),
    "otherwise": (ELEMENTWISE, ("两者同类", "both alike")),
    "unless": (ELEMENTWISE, ("任何、是/否 → 任何", "anything, truth → the same")),
    "grade": (
        ("须有 indicator 轴，保留", "needs the axis indicator, which stays"),
        ("浓度 → 类别", "concentration → grade"),
    ),
    "limit": (
        ("加上 indicator 轴", "the axis indicator is added"),
        ("类别 → 各指标的浓度", "grade → concentration of each indicator"),
    ),
    "exceedance": (ELEMENTWISE, ("两者单位相同 → 纯数", "both of one unit → plain number")),
    "bands": (ELEMENTWISE, ("按分档表的 of 与 gives", "by `of` and `gives` of the table")),
    "sum": (GONE, ("数，单位不变", "number, unit kept")),
    "mean": (GONE, ("数，单位不变", "number, unit kept")),
    "min": (GONE, ("数，单位不变", "number, unit kept")),
    "max": (GONE, ("数，单位不变", "number, unit kept")),
    "count": (GONE, ("是/否 → 纯数", "truth → plain number")),
    "any": (GONE, ("是/否", "truth")),
    "all": (GONE, ("是/否", "truth")),
    "worst": (GONE, ("类别", "grade")),
    "best": (GONE, ("类别", "grade")),
    "streak": (GONE, ("是/否 → 纯数", "truth → plain number")),
    "rank": (KEPT, ("数或类别 → 纯数", "number or grade → plain number")),
    "cumulative": (KEPT, ("数，单位不变", "number, unit kept")),
    "run_length": (KEPT, ("是/否 → 纯数", "truth → plain number")),
    "before": (
        ("该轴保留，须为时间轴；first 不能有该轴", "the axis, which is one of time, stays; first must not have it"),
        ("不变，first 与 x 同类", "unchanged; first is of the same kind"),
    ),
    "allocate": (
        ("weight 的轴；total 不能有该轴", "those of weight; total must not have the axis"),
        ("金额；权重任何单位", "money; weights of any one unit"),
    ),
    "share": (KEPT, ("数 → 纯数", "number → plain number")),
    "previous": (SAME, SAME),
    "inflow": (("须有 section 轴，保留", "needs the axis section, which stays"), SAME),
    "control": (("须有 section 轴，保留", "needs the axis section, which stays"), SAME),
    "at": (
        ("标签：该轴消失；角色：换成角色所属的轴", "a label: its axis goes; a role: its axis becomes the role's own"),
        SAME,
    ),
    "without": (("不变；所列的须是其轴上的名称", "unchanged; what is named must be labels of its axes"), SAME),
}

SHAPES = {"elementwise": ELEMENTWISE, "fold": GONE}


def table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    head = list(columns)
    lines = [head, ["---"] * len(head), *(list(row) for row in rows)]
    return "".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |\n" for line in lines)


def all_functions() -> list[Function]:
    """Every function of the language, those with two forms once for each."""
    folds = [form for forms in EXTREMES.values() for form in forms]
    return [*ENTRIES, *folds]


def functions(language: int) -> str:
    """The table of the functions."""
    columns = (("写法", "轴", "类型与单位", "含义"), ("Written", "Axes", "Kinds and units", "Meaning"))[language]
    rows = []
    for entry in all_functions():
        axes, kinds = RULES[entry.name]
        if entry.name in EXTREMES:
            axes = SHAPES[entry.shape]
        rows.append((f"`{entry.signature}`", axes[language], kinds[language], entry.meaning[language]))
    return table(columns, rows)


def names(language: int) -> str:
    """The table of the names of the language."""
    columns = (("名称", "轴", "类型与单位", "含义", "需要"), ("Name", "Axes", "Kind and unit", "Meaning", "Needs"))[
        language
    ]
    needs = {
        "": ("", ""),
        "readings": ("`readings`", "`readings`"),
        "target": ("每个断面写 `target`", "`target` of every section"),
    }
    rows = []
    for name, entry in BUILTINS.items():
        of_indicator = ("指标的单位", "the indicator's unit")[language]
        kind = of_indicator if entry.kind is None else entry.kind.words()[language]
        quantity = f"`readings.quantities: [{entry.needs}]`"
        need = needs[entry.needs][language] if entry.needs in needs else quantity
        rows.append((f"`{name}`", ", ".join(entry.axes) or "—", kind, entry.meaning[language], need))
    return table(columns, rows)


def units(language: int) -> str:
    """The units, those of one dimension in a row."""
    words = {
        "元": ("金额", "money"), "t": ("质量", "mass"), "m3": ("体积、水量", "volume"), "s": ("时间", "time"),
        "km2": ("面积", "area"), "1": ("纯数", "plain numbers"), "个": ("个数", "count"),
        "m": ("长度", "length"), "℃": ("水温", "temperature"), "NTU": ("浊度", "turbidity"),
        "μS": ("电导", "conductance"),
    }  # fmt: skip
    rows: dict[str, list[str]] = {}
    for text, (dimension, _) in ATOMS.items():
        rows.setdefault(dimension_text(dimension), []).append(f"`{text}`")
    return table(
        (("量", "单位"), ("Quantity", "Units"))[language],
        ((words[key][language], " ".join(found)) for key, found in rows.items()),
    )


def indicators(language: int) -> str:
    """The indicators with their units and decimals."""
    columns = (("标识", "名称", "单位", "保留位数"), ("Id", "Name", "Unit", "Decimals"))[language]
    rows = (
        (
            f"`{each.id}`",
            each.chinese if language == CHINESE else f"{each.chinese} {each.english}",
            each.unit or "—",
            "—" if each.decimals is None else str(each.decimals),
        )
        for each in INDICATORS.values()
    )
    return table(columns, rows)


def headings(language: int) -> str:
    """The headings that are known, by what the column holds."""
    rows = [(f"`{role}`", " ".join(found.split())) for role, found in ROLE_NAMES.items()]
    return table((("列", "表头"), ("Column", "Headings"))[language], [*rows, ("`grade`", GRADE_NAMES)])


def states(language: int) -> str:
    """The words for states, and the marks for no value."""
    words: dict[str, list[str]] = {}
    for word, state in STATES.items():
        words.setdefault(state, []).append(f"`{word}`")
    marks = " ".join(f"`{mark}`" for mark in sorted(NO_VALUE - {""}))
    rows = [(f"`{state}`", " ".join(found)) for state, found in words.items()]
    none = (("无", f"空单元格、{marks}"), ("none", f"an empty cell, {marks}"))[language]
    return table((("状态", "写法"), ("State", "Written"))[language], [*rows, none])


FRAME = {
    "section": (
        "断面名称，半角括号、去掉空格",
        "the section as read, with half-width brackets and without stray spaces",
    ),
    "province": ("省份，没有则为空", "the province, empty where the file gives none"),
    "basin": ("流域，没有则为空", "the basin, empty where the file gives none"),
    "when": (
        "监测时间：`2024-03`、`2024-03-05` 或 `2024-03-05 08:00`，精度同文件",
        "the time, as precise as the file: `2024-03`, `2024-03-05` or `2024-03-05 08:00`",
    ),
    "indicator": ("指标标识，公布的类别为 `grade`", "the indicator's id, `grade` for a published class"),
    "text": ("文件里的原文", "what the file says"),
    "value": (
        "监测值：精确的 `Decimal`，以 `unit` 计；低于检出限或缺测时为 `None`；类别为 1–6",
        "an exact `Decimal` in `unit`; `None` where below detection or missing; 1 to 6 for a class",
    ),
    "qualifier": ("空、`below`（低于检出限）或 `missing`（缺测）", "empty, `below` (the detection limit) or `missing`"),
    "detection_limit": (
        "检出限，以 `unit` 计，文件给出时才有",
        "the detection limit in `unit`, where the file gives it",
    ),
    "unit": ("该指标的单位，原单位已精确换算", "the indicator's unit, to which the written one was converted exactly"),
    "state": ("状态，正常为空", "the state of the station or section, empty for normal"),
    "method": ("`automatic`（自动）、`manual`（手工）或空", "`automatic`, `manual` or empty"),
    "lean": (
        "实验室修约的方向：1 舍去、-1 进位、0 未注明",
        "1: rounded down, -1: rounded up by the laboratory, 0: not said",
    ),
    "file": ("文件名", "the file"),
    "sheet": ("工作表，文本文件为空", "the sheet, empty for text files"),
    "line": ("行号，从 1 起", "the line or row, from 1"),
    "cell": ("单元格，如 `C5`，文本文件为空", "the cell, such as `C5`, empty for text files"),
}


def frame_columns(which: int) -> str:
    """The columns of the frame of readings, and what stands in each."""
    rows = [(f"`{name}`", FRAME[name][which]) for name in FRAME_COLUMNS]
    return table((("列", "内容"), ("Column", "Holds"))[which], rows)


def corpus(which: int) -> str:
    """The table of the agreements that come with the library, as ``ecocomp corpus`` prints it."""
    found = corpus_table(ec.corpus_entries(), ("zh", "en")[which])
    return table(found.columns, ((row[0], f"`{row[1]}`", *row[2:]) for row in found.rows))


def outcomes(which: int) -> str:
    """What was published of settlements: a heading and a table for each result, agreement by agreement."""
    columns = (("标识", "公开的结果", "出处", "说明"), ("Name", "Published", "Source", "Note"))[which]
    parts = []
    for result in get_args(Result):
        rows = [
            (f"`{entry.agreement.id}`", each.title, each.source, each.note or "")
            for entry in ec.corpus_entries()
            for each in entry.agreement.text.outcomes
            if each.result == result
        ]
        heading = say(f"command.outcome_{result.replace(' ', '_')}", ("zh", "en")[which])
        count = (f"（{len(rows)}）", f" ({len(rows)})")[which]
        parts.append(f"\n### {heading[0].upper()}{heading[1:]}{count}\n\n{table(columns, rows)}")
    return "".join(parts) + "\n"


def reserved(which: int) -> str:
    """The names that a parameter, input or rule may not have."""
    return ("、", ", ")[which].join(f"`{name}`" for name in sorted({*RESERVED, *BUILTINS})) + "\n"


#: What a field of the notice is, by its type.
NOTICE_SORTS = {
    "str": ("一行文字", "text"),
    "tuple[str, ...]": ("若干行文字", "several texts"),
    "Table": ("表格", "table"),
    "tuple[Table, ...]": ("若干表格", "several tables"),
    "tuple[Working, ...]": ("若干笔：head 一行，steps 若干行", "several: head is a text, steps are several"),
}
NOTICE_FIELDS = {
    "agreement": ("协议名称", "the agreement"),
    "title": ("通知书标题", "the title of the notice"),
    "number": ("文号空格", "blank for the document number"),
    "party": ("受文的缔约方", "the party addressed"),
    "period": ("结算期", "the period"),
    "kind": ("清算或预核算", "settlement or provisional settlement"),
    "mark": ("页眉中的提示，没有则为空", "what every page's head says; empty where nothing"),
    "standing": ("不能作为拨付依据的原因，没有则为空", "why it is no basis for payment; empty where it may be one"),
    "opening": ("依据与事由", "by what document and clauses"),
    "result": ("结论：净支付或净收取", "the result in a sentence"),
    "pays": ("应支付合计（元）", "what the party pays in all (yuan)"),
    "pays_capitals": ("应支付合计大写", "the same in capital figures"),
    "receives": ("应收取合计（元）", "what it receives in all (yuan)"),
    "receives_capitals": ("应收取合计大写", "the same in capital figures"),
    "net": ("相抵后的净额（元），不带正负号", "what is left after both are set off (yuan), without a sign"),
    "net_capitals": ("净额大写", "the same in capital figures"),
    "direction": ("净额的方向：支付、收取或相抵为零", "which way the net amount goes: pays, receives or even"),
    "payments": ("与各方往来：应支付、应收取、净额、大写", "by counterparty: to pay, to receive, net, capital figures"),
    "accounts": ("该方在资金（如保证金）中的分户", "the party's accounts in funds such as deposits"),
    "due": ("支付期限", "until when to pay"),
    "sections": ("考核断面：上下游方、目标、金额", "the sections: sides, target, amounts"),
    "budget": ("预算科目及其依据", "budget accounts, and how well they are known"),
    "objection": ("异议期", "the period of objection"),
    "warnings": ("注意事项", "warnings"),
    "sources": ("数据文件、协议文件校验码、存证摘要、程序版本", "files, digests of agreement and record, version"),
    "record_digest": ("存证摘要（SHA-256）", "the digest of the record (SHA-256)"),
    "attachments": ("附件名称", "the names of the annexes"),
    "issuer": ("发文单位空格", "blank for the issuing office"),
    "date": ("日期空格", "blank for the date"),
    "values": ("监测值和各规则的值", "measured values and those of all rules"),
    "lines": ("划拨明细，含代入数字的公式", "the payments with the formula filled in"),
    "formulas": ("计算公式，用文字表述", "the formulas in words"),
    "workings": ("逐笔计算过程", "how each payment was worked out"),
    "workings_left": ("计算过程从略的笔数，没有则为空", "how many payments are not explained; empty where none"),
    "inputs": ("申报事项", "declared inputs"),
    "terms": ("未经确认的条款", "unconfirmed terms"),
    "notes": ("说明", "notes"),
}


def notice_fields(which: int) -> str:
    """The fields of a template of the notice, what each is, and what it holds."""
    columns = (("字段", "形式", "内容"), ("Field", "Form", "Holds"))[which]
    rows = [
        (f"`{each.name}`", NOTICE_SORTS[str(each.type)][which], NOTICE_FIELDS[each.name][which])
        for each in fields(Notice)
    ]
    return table(columns, rows)


PARTS: dict[str, Callable[[int], str]] = {
    "functions": functions,
    "names": names,
    "units": units,
    "indicators": indicators,
    "headings": headings,
    "states": states,
    "frame-columns": frame_columns,
    "corpus": corpus,
    "outcomes": outcomes,
    "reserved": reserved,
    "notice-fields": notice_fields,
}


def schema_text() -> str:
    """The JSON Schema of agreement files."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n"


def renewed(page: Path) -> str:
    """The text of a page with its generated parts as they must be."""
    language = CHINESE if page.name.endswith(".zh.md") else ENGLISH

    def part(found: re.Match[str]) -> str:
        return f"{found[1]}{PARTS[found[2]](language)}{found[3]}"

    text = GENERATED.sub(part, page.read_text(encoding="utf-8"))
    if page.name.startswith("formula-language"):
        text = Laboratory(text, ("zh", "en")[language]).answered(text)
    return text


#: The headings of the tables of examples, and the words between a value and the labels it stands at.
EXAMPLES = {
    "zh": ("| 公式 | 轴 | 值 |", "| 公式 | 提示 |", "，"),
    "en": ("| Formula | Axes | Value |", "| Formula | Message |", " at "),
}
BLOCK = r"^```{}\n(.*?)^```$"
CODE = re.compile(r"`([^`]+)`")
PLACE = re.compile(r"^\S+:\d+(:\d+)?: ")


class Laboratory:
    """The agreement and readings of a page, in which its example formulas are answered."""

    def __init__(self, text: str, language: str) -> None:
        self.language = language
        agreement, readings = (
            re.search(BLOCK.format(info), text, re.MULTILINE | re.DOTALL)[1] for info in ("yaml", "csv")
        )
        self.agreement = agreement
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "readings.csv"
            file.write_text(readings, encoding="utf-8")
            self.readings = ec.read_monitoring(file)

    def settled(self, formula: str) -> ec.Settlement:
        """The agreement with one more rule, named ``example``, settled for January to March 2024."""
        rule = f"  - {{name: example, title: 示例, formula: {json.dumps(formula, ensure_ascii=False)}}}\n"
        text = self.agreement.replace("transfers:\n", f"{rule}transfers:\n")
        return ec.settle(ec.read_agreement(text), self.readings, 2024, through=3)

    def value(self, formula: str, labels: Iterable[str]) -> tuple[str, str]:
        """The axes of a formula, and its value at the labels in words."""
        settlement = self.settled(formula)
        axes = settlement.array("example").axes
        place = settlement.scope.space.position(axes, dict(zip(axes, labels, strict=True)))
        return ", ".join(axes) or "—", settlement.value_texts("example", self.language)[place]

    def message(self, formula: str) -> str:
        """What is said of a formula that cannot be used, without the place."""
        try:
            self.settled(formula)
        except ec.EcocompError as trouble:
            return PLACE.sub("", trouble.problems[0].line(self.language))
        raise ValueError(formula)

    def answered(self, text: str) -> str:
        """A page with the answers in its tables."""
        values, messages, at = EXAMPLES[self.language]
        heading = ""
        lines = []
        for line in text.split("\n"):
            heading = heading if line.startswith("|") and heading else line
            cells = line.strip("|").split(" | ")
            if line.startswith("| `") and heading == values:
                formula, labels = CODE.findall(cells[0])[0], CODE.findall(cells[-1])[1:]
                axes, value = self.value(formula, labels)
                where = at + " ".join(f"`{label}`" for label in labels) if labels else ""
                lines.append(f"| `{formula}` | {axes} | `{value}`{where} |")
            elif line.startswith("| `") and heading == messages:
                formula = CODE.findall(cells[0])[0]
                lines.append(f"| `{formula}` | {self.message(formula)} |")
            else:
                lines.append(line)
        return "\n".join(lines)


def main() -> None:
    """Write everything that is generated."""
    for page in sorted(DOCS.glob("*.md")):
        page.write_text(renewed(page), encoding="utf-8", newline="\n")
    SCHEMA.write_text(schema_text(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
