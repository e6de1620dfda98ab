"""What stands in a workbook, as a person who opens it would look: the formulas, their places, what can be changed."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import ecocomp as ec
from ecocomp.formula.axes import Space
from ecocomp.workbook.book import Book, Entry
from ecocomp.workbook.write import book_bytes as bytes_of
from tests.properties.worlds import World
from tests.settlement.support import HEAD, MONEY, read
from tests.workbook.support import book_bytes, cells_of, mismatches, nets, recomputed, with_wrong_caches

BODY = """\
parties: {shang: {name: 上游市}, xia: {name: 下游市}}
sections: {jia: {name: 甲, upstream: shang, downstream: xia, target: III}}
readings: {indicators: [nh3n], below_detection: half, decimals: standard, missing: refuse}
parameters:
  price: {title: 单价, unit: 万元, clause: 第六条, value: 10}
rules:
  - {name: level, title: 断面类别, clause: 第五条, formula: "worst(grade(C), indicator)"}
  - {name: good, title: 达标月数, formula: "count(level <= target, month)"}
transfers:
  - {name: pay, title: 补偿, clause: 第六条, per: [section, month], payer: downstream, payee: upstream, amount: price * (target - level)}
"""
#: Three readings in January, of which one is below detection; half of 0.04 counts.
TABLE = """\
断面,时间,氨氮(mg/L)
甲,2024-01-05,0.51
甲,2024-01-15,0.04L
甲,2024-01-25,1.20
甲,2024-02-05,1.8
"""


def settlement(table: str = TABLE, body: str = BODY, through: int = 2) -> ec.Settlement:
    return ec.settle(ec.read_agreement(HEAD + body + MONEY, file="a.yaml"), read(table), 2024, through=through)


def opened(made: ec.Settlement, language: str = "zh") -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(book_bytes(made, language)))


def below(rows: list[list[Any]], title: str) -> list[Any]:
    """The first row of figures of a block: below its title, formula, basis and the headings of columns."""
    at = next(at for at, row in enumerate(rows) if str(row[0]).split(" [")[0] == title)
    return next(row for row in rows[at + 1 :] if row[0] == "甲")


def test_every_step_can_be_followed_by_hand() -> None:
    """(0.51 + 0.02 + 1.20) / 3 = 0.5767 -> 0.58, class III, nothing to pay; 1.8 is class V, two steps, 20 万元."""
    made = settlement()
    found = recomputed(with_wrong_caches(book_bytes(made)))
    values = [row for row in found["月值与日值"] if row[0] == "甲"]
    assert [row[2:4] for row in values] == [pytest.approx([1.73 / 3, 1.8]), pytest.approx([0.58, 1.8])]
    assert below(found["月度计算"], "断面类别")[2:4] == [3, 5]
    assert [row[4:9] for row in found["划拨明细"][3:]] == [
        [0, 0, "下游市", "上游市", 0],
        [-200_000, -200_000, "上游市", "下游市", 200_000],
    ]
    assert nets(made, found) == {"上游市": -20_000_000, "下游市": 20_000_000}


def test_figures_are_formulas_down_to_the_readings() -> None:
    book = opened(settlement())
    pay = book["划拨明细"]["E5"].value
    assert pay.startswith("='月度计算'!")
    amount = book["月度计算"][pay.split("!")[1]].value
    assert "'参数与条款'!" in amount
    mean = next(row for row in book["月值与日值"].iter_rows() if row[0].value == "甲")[2].value
    assert mean == "=AVERAGE('监测数据'!E4,'监测数据'!J5,'监测数据'!E6)"
    assert book["监测数据"]["J5"].value == "=G5/2"


def test_readings_keep_where_they_are_from() -> None:
    made = ec.settle(ec.read_agreement(HEAD + BODY + MONEY, file="a.yaml"), read(TABLE), 2024, through=2)
    page = opened(made)["监测数据"]
    heading = [cell.value for cell in page[3]]
    row = dict(zip(heading, (cell.value for cell in page[5]), strict=True))
    assert (row["断面"], row["指标"], row["原始记载"], row["检出限"], row["数值"]) == (
        "甲",
        "氨氮",
        "0.04L",
        0.04,
        None,
    )
    assert row["单元格或行"] == "3"


def test_clause_formula_and_status_stand_above_each_rule() -> None:
    texts = [row[0] for row in cells_of(book_bytes(settlement()))["月度计算"]]
    at = texts.index("断面类别")
    assert texts[at + 1].startswith("公式：")
    assert "第五条" in texts[at + 2]
    assert "签署文本" in texts[at + 2]


def test_only_given_figures_can_be_changed() -> None:
    book = opened(settlement())
    for page in book.worksheets:
        assert page.protection.sheet, page.title
    assert not book["监测数据"]["E4"].protection.locked
    assert book["月度计算"]["C6"].protection.locked


def test_parameters_have_names() -> None:
    book = opened(settlement())
    assert book.defined_names["term_price"].attr_text.startswith("'参数与条款'!$")


def test_a_reading_that_becomes_none_is_told_in_red() -> None:
    made = settlement()
    book = opened(made)
    book["监测数据"]["E4"].value = None
    stream = io.BytesIO()
    book.save(stream)
    told = [row[0] for row in recomputed(stream.getvalue())["结算汇总"][:5]]
    assert any("重新结算" in str(text) for text in told)
    assert not any("重新结算" in str(row[0]) for row in recomputed(book_bytes(made))["结算汇总"][:5])


def test_a_month_without_readings_has_its_reason_in_a_note() -> None:
    made = ec.settle(ec.read_agreement(HEAD + BODY + MONEY, file="a.yaml"), read(TABLE), 2024, through=3, gaps="skip")
    page = opened(made)["月值与日值"]
    cell = next(row for row in page.iter_rows() if row[0].value == "甲")[4]
    assert cell.value == "—"
    assert list(mismatches(made, recomputed(with_wrong_caches(book_bytes(made))))) == []


def test_texts_are_texts() -> None:
    """What looks like a formula, a link or a number in a file stays what it is."""
    body = BODY.replace("甲", '=HYPERLINK("http://x")').replace("上游市", "+1").replace("补偿", "@SUM(A1)")
    made = settlement(
        TABLE.replace("甲", '"=HYPERLINK(""http://x"")"'),
        body.replace('{name: =HYPERLINK("http://x")', "{name: '=HYPERLINK(\"http://x\")'")
        .replace("{name: +1}", "{name: '+1'}")
        .replace("title: @SUM(A1)", "title: '@SUM(A1)'"),
    )
    content = book_bytes(made)
    found = recomputed(with_wrong_caches(content))
    assert list(mismatches(made, found)) == []
    assert nets(made, found)["+1"] == -20_000_000
    parts = zipfile.ZipFile(io.BytesIO(content))
    assert not any(
        "hyperlink" in parts.read(name).decode("utf-8", "replace").lower().replace("=hyperlink(", "")
        for name in parts.namelist()
        if "rels" in name
    )


def test_equal_remainders_of_amounts_of_different_sizes_go_in_order() -> None:
    """-28.333… and 5.666… fen leave the same remainder; the workbook gives the fen that is over as the settlement does."""
    data = {
        ("s0", name, month): "2" if name == "codmn" else "1.17" if month == 8 else "0.15"
        for name in ("nh3n", "codmn")
        for month in range(1, 13)
    }
    made = World("thirds", ("s0",), 12, "1", data, "{unit: 元, decimals: 2, rounding: half_up, round: total}").settle()
    assert list(mismatches(made, recomputed(with_wrong_caches(book_bytes(made))))) == []


def test_what_a_condition_leaves_out_comes_back_when_it_no_longer_holds() -> None:
    body = BODY.replace(
        "transfers:",
        '  - {name: kept, title: 计入, formula: "count(unless(level <= target, level > IV), month)"}\ntransfers:',
    ).replace("price * (target - level)", "price * (target - level) + 0 * price * kept")
    made = settlement(body=body)
    book = opened(made)
    assert below(recomputed(book_bytes(made))["年度计算"], "计入")[1] == 1
    book["监测数据"]["E7"].value = 1.2
    stream = io.BytesIO()
    book.save(stream)
    assert below(recomputed(stream.getvalue())["年度计算"], "计入")[1] == 1
    book["监测数据"]["E7"].value = 0.3
    stream = io.BytesIO()
    book.save(stream)
    assert below(recomputed(stream.getvalue())["年度计算"], "计入")[1] == 2


def test_the_same_settlement_has_the_same_bytes(tmp_path: Path) -> None:
    paths = [settlement().to_excel(tmp_path / name) for name in ("a.xlsx", "b.xlsx")]
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_english(tmp_path: Path) -> None:
    names = opened(settlement(), "en").sheetnames
    assert names[:2] == ["Summary", "Transfers"]
    assert all(name.isascii() for name in names)


def test_a_name_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ec.EcocompError, match="xlsx"):
        settlement().to_excel(tmp_path / "a.csv")


def test_a_file_that_cannot_be_written_is_left_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = settlement().to_excel(tmp_path / "a.xlsx")
    before = path.read_bytes()

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ecocomp.report.files.os.fsync", full)
    with pytest.raises(ec.EcocompError, match="No space left on device"):
        settlement(TABLE.replace("1.8", "0.3")).to_excel(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("formula", ["1" + "+1" * 5000, "(" * 70 + "1" + ")" * 70])
def test_a_formula_that_no_spreadsheet_takes_is_given_as_its_value_with_a_note(formula: str) -> None:
    """Excel refuses a whole file for one formula of more than 8,192 characters or 64 levels."""
    book = Book(Space({}), lambda axis, label: label)
    book.sheet("S").put(0, 0, Entry(7, formula, "number"))
    cell = openpyxl.load_workbook(io.BytesIO(bytes_of(book, "", "zh")))["S"]["A1"]
    assert cell.value == 7
    assert "公式过长" in cell.comment.text


def typed(page: Any, cell: str) -> Any:
    """What a cell tells when it is selected, and what may be typed into it."""
    return next(each for each in page.data_validations.dataValidation if cell in each.sqref)


def test_a_selected_figure_tells_its_formula_and_clause() -> None:
    book = opened(settlement())
    months = book["月度计算"]
    row = next(each[0].row for each in months.iter_rows() if each[0].value == "断面类别") + 4
    told = typed(months, f"C{row}")
    assert told.promptTitle == "断面类别"
    assert "公式：" in told.prompt
    assert "第五条" in told.prompt
    assert typed(book["划拨明细"], "I4").prompt == "依据：第六条; 签署文本"


def test_sums_of_the_summary_have_a_note_with_their_clauses() -> None:
    page = opened(settlement())["结算汇总"]
    notes = [cell.comment.text for row in page.iter_rows() for cell in row if cell.comment]
    assert notes == ["补偿: 第六条"] * 3


def test_only_numbers_can_be_typed() -> None:
    book = opened(settlement())
    assert typed(book["监测数据"], "E4").type == "decimal"
    assert "重新结算" in typed(book["监测数据"], "E4").error
    terms = book["参数与条款"]
    row = next(each[0].row for each in terms.iter_rows() if each[0].value == "水质目标") + 2
    rule = typed(terms, f"B{row}")
    assert (rule.type, rule.formula1, rule.formula2) == ("whole", "1", "6")
