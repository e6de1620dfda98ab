"""Reading a ledger of payments: files and frames, headings, amounts, names, and every problem at its cell."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pandas
import pytest
import xlwt

import ecocomp as ec
from ecocomp.money import yuan_text
from ecocomp.payments.amounts import parse_amount
from ecocomp.payments.kinds import WORDS, kind_named
from tests.payments.support import AGREEMENT, BODY, HEADING, file, paid, refused
from tests.settlement.support import agreement, agreement_text

ROW = "2025-01-10,下游市,上游市,100,预拨,2024,记-1,第一笔\n"


def test_a_row_is_a_payment_with_the_cell_of_its_amount():
    (payment,) = paid(ROW).payments

    assert payment.date == datetime.date(2025, 1, 10)
    assert (payment.payer.id, payment.payee.id, payment.fen) == ("xia", "shang", 10000)
    assert (payment.kind, payment.year, payment.voucher, payment.note) == ("advance", 2024, "记-1", "第一笔")
    assert str(payment.place) == "台账.csv:2:4"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_files_of_every_encoding_are_read_alike(encoding: str):
    payments = ec.read_payments(file(HEADING + ROW, encoding=encoding), AGREEMENT)

    assert payments.payments == paid(ROW).payments


def workbook(path: Path) -> Path:
    """A workbook with two payments below a title and a row of units, the second with a number of binary trouble."""
    rows = [
        ["收付台账"],
        ["单位：万元"],
        ["日期", "付款方", "收款方", "金额", "考核年度"],
        [datetime.date(2025, 1, 10), "下游市", "上游市", 0.1 + 0.2, 2024],
        ["2025年2月3日", "xia", "资金池", "1,234.50", "2024年度"],
    ]
    if path.suffix == ".xls":
        book = xlwt.Workbook()
        sheet = book.add_sheet("收付")
        date = xlwt.easyxf(num_format_str="yyyy-mm-dd")
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write(at, column, value, *([date] if isinstance(value, datetime.date) else []))
        book.save(path)
    else:
        book = openpyxl.Workbook()
        book.active.title = "收付"
        for row in rows:
            book.active.append(row)
        book.save(path)
    return path


@pytest.mark.parametrize("ending", ["xlsx", "xls"])
def test_workbooks_give_exact_fen_and_the_cells_they_stand_in(ending: str, tmp_path: Path):
    payments = ec.read_payments(workbook(tmp_path / f"台账.{ending}"), AGREEMENT).payments

    assert [each.fen for each in payments] == [300_000, 1_234_500_000]
    assert [str(each.place) for each in payments] == [f"台账.{ending} [收付] D4", f"台账.{ending} [收付] D5"]
    assert [each.date.isoformat() for each in payments] == ["2025-01-10", "2025-02-03"]
    assert [(each.payee.id, each.year) for each in payments] == [("shang", 2024), ("pool", 2024)]


def test_a_frame_is_read_like_a_file_whatever_its_columns_hold():
    frame = pandas.DataFrame(
        {
            "payee": ["shang", "上游市"],
            "Amount (yuan)": [Decimal("100.10"), 0.3],
            "payer": ["xia", "下游市"],
            "date": [datetime.date(2025, 1, 10), pandas.Timestamp("2025-01-11")],
            "year": [2024.0, None],
        }
    )
    payments = ec.read_payments(frame, AGREEMENT).payments

    assert [(each.fen, each.year, each.kind) for each in payments] == [(10010, 2024, "payment"), (30, None, "payment")]
    assert [each.place.line for each in payments] == [1, 2]


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("1,234.50", "元", "1,234.50"),
        ("１，２３４．５０", "元", "1,234.50"),
        ("¥1,234.5", "元", "1,234.50"),
        ("1234.500元", "", "1,234.50"),
        ("500万元", "万元", "5,000,000.00"),
        ("0.000001", "万元", "0.01"),
        ("1e-05", "万元", "0.10"),
        ("12345678901234567890.12", "元", "12,345,678,901,234,567,890.12"),
        ("1.5", "亿元", "150,000,000.00"),
        ("20", "10000yuan", "200,000.00"),
    ],
)
def test_amounts_are_exact_to_the_fen(text: str, unit: str, expected: str):
    amount = parse_amount(text, unit)

    assert (amount.trouble, yuan_text(amount.fen)) == ("", expected)


@pytest.mark.parametrize(
    ("text", "unit", "trouble"),
    [
        ("0.005", "元", "amount_finer"),
        ("1.0000005", "万元", "amount_finer"),
        ("-3", "元", "amount_negative"),
        ("(1,234.50)", "元", "amount_negative"),
        ("0.00", "元", "amount_zero"),
        ("500", "", "amount_no_unit"),
        ("500万元", "元", "amount_units"),
        ("1,23.00", "元", "amount_unknown"),
        ("1 234", "元", "amount_unknown"),
        ("约3万元", "元", "amount_unknown"),
        ("3吨", "元", "amount_unknown"),
        ("5²", "元", "amount_unknown"),
        ("(5", "元", "amount_unknown"),
        ("#ERROR!", "元", "amount_unknown"),
        ("nan", "元", "amount_unknown"),
    ],
)
def test_what_is_no_amount_to_the_fen_is_refused_and_never_rounded(text: str, unit: str, trouble: str):
    assert parse_amount(text, unit).trouble == trouble


@pytest.mark.parametrize(
    "heading",
    [
        "付款日期,支付方,收取方,金额(元)",
        "Date,From,To,Amount (yuan)",
        "到账日期,付款单位,收款单位,到账金额/元",
        "日期,付款方,收款方,金额（单位：元）",
        "单位：元,,,\n日期,付款方,收款方,金额",
    ],
)
def test_headings_may_be_in_either_language(heading: str):
    (payment,) = paid("2025-01-10,下游市,上游市,100\n", f"{heading}\n").payments

    assert payment.fen == 10000


def test_the_office_that_reports_is_no_unit():
    heading = "填报单位：元江县财政局,,,\n日期,付款方,收款方,金额\n"

    assert refused("2025-01-10,下游市,上游市,100\n", heading) == [("3:4", "amount_no_unit")]


@pytest.mark.parametrize(
    ("word", "kind"),
    [("预拨", "advance"), ("分期", "instalment"), ("补偿款", "payment"), ("退回", "refund"), ("Refund", "refund"), ("", "payment")],
)  # fmt: skip
def test_kinds_have_words_in_both_languages(word: str, kind: str):
    assert kind_named(word) == kind


def test_no_word_names_two_kinds():
    from ecocomp.payments.kinds import KINDS

    assert len(WORDS) == sum(len(words.split()) for words in KINDS.values())


@pytest.mark.parametrize(
    "written", ["保证金:下游市", "保证金：下游市", "保证金·下游市", "deposits:xia", "Deposits:下游市"]
)
def test_an_account_is_written_as_fund_and_party(written: str):
    (payment,) = paid(f"2025-01-10,下游市,{written},100,保证金,2024,,\n").payments

    assert payment.payee == ("deposits", "xia")


def test_all_problems_are_told_at_once_each_at_its_cell():
    rows = """\
    2025-02-30,下游市,上游,100,预拨,2024,1,
    2025-02,下游市,下游市,-5,捐赠,二,2,
    2025-03-01,,保证金,0.001,,,1,
    2025-03-02,下游市,上游市,100,保证金,2024,3,
    """

    assert refused(rows.strip()) == [
        ("2:1", "date_impossible"),
        ("2:3", "unknown_holder_close"),
        ("3:1", "date_unknown"),
        ("3:3", "pays_itself"),
        ("3:4", "amount_negative"),
        ("3:5", "kind_unknown"),
        ("3:6", "year_unknown"),
        ("4:2", "cell_empty"),
        ("4:3", "fund_needs_account"),
        ("4:4", "amount_finer"),
        ("5:5", "deposit_nowhere"),
        ("4:7", "voucher_twice"),
    ]


def test_errors_say_what_was_found_and_what_is_expected():
    with pytest.raises(ec.PaymentsError) as caught:
        paid("2025-01-10,下游,保证金,100.005,,2024,,\n")

    assert caught.value.text("zh").splitlines() == [
        "台账.csv:2:2: 协议中没有“下游”；是否为“下游市”？",
        "台账.csv:2:3: “保证金”按缔约方分户，须写明是哪一方的，如“保证金:上游市”。",
        "台账.csv:2:4: 金额“100.005”（元）小于一分；请写到分为止，这里不代为修约。",
    ]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("日期,付款方,金额（元）\n", [("1:0", "no_heading")]),
        ("日期,付款日期,付款方,收款方,金额（元）\n", [("1:2", "column_twice")]),
    ],
)
def test_a_heading_that_lacks_a_column_or_has_one_twice_is_refused(heading: str, expected: list[tuple[str, str]]):
    assert refused("", heading) == expected


def test_the_same_row_twice_counts_twice_with_a_warning():
    payments = paid("2025-01-10,下游市,上游市,100,,2024,1,\n2025-01-10,下游市,上游市,100,,2024,2,\n")

    assert len(payments) == 2
    assert [(each.code, each.severity, str(each.place)) for each in payments.problems] == [
        ("payments.row_twice", "warning", "台账.csv:3:4")
    ]


def test_rows_of_totals_and_remarks_are_no_payments_and_are_told():
    payments = paid(ROW + ",,,,,,,\n合计,,,100,,,,\n制表人：张三,,,,,,,\n")

    assert len(payments) == 1
    assert [(each.code, each.severity) for each in payments.problems] == [
        ("payments.total_row", "note"),
        ("payments.row_ignored", "warning"),
    ]


def sheet(tmp_path: Path, change: object) -> Path:
    book = openpyxl.Workbook()
    for row in (
        ["日期", "付款方", "收款方", "金额（元）"],
        ["2025-01-10", "下游市", "上游市", 100],
        ["2025-01-11", "下游市", "上游市", 50],
    ):
        book.active.append(row)
    change(book.active)
    book.save(tmp_path / "台账.xlsx")
    return tmp_path / "台账.xlsx"


def test_a_payment_that_is_struck_out_is_refused(tmp_path: Path):
    def strike(cells: object) -> None:
        cells["D3"].font = openpyxl.styles.Font(strike=True)

    with pytest.raises(ec.PaymentsError) as caught:
        ec.read_payments(sheet(tmp_path, strike), AGREEMENT)
    assert [(each.code, each.place.cell) for each in caught.value.problems] == [("payments.struck", "D3")]


def test_a_number_format_that_shows_another_unit_is_refused(tmp_path: Path):
    def shown(cells: object) -> None:
        cells["D2"].number_format = '0.00"万元"'
        cells["D3"].number_format = '#,##0.00"元"'

    with pytest.raises(ec.PaymentsError) as caught:
        ec.read_payments(sheet(tmp_path, shown), AGREEMENT)
    assert [(each.code, each.place.cell) for each in caught.value.problems] == [("payments.amount_units", "D2")]


def test_a_number_format_may_say_the_unit_where_the_heading_does_not(tmp_path: Path):
    def shown(cells: object) -> None:
        cells["D1"].value = "金额"
        cells["D2"].number_format = '0.00"万元"'
        cells["D3"].number_format = '"¥"#,##0.00"元"'
        cells["D3"].value = "50元"

    assert [each.fen for each in ec.read_payments(sheet(tmp_path, shown), AGREEMENT).payments] == [100_000_000, 5000]


def test_cells_merged_downwards_hold_for_all_their_rows_but_an_amount_is_paid_once(tmp_path: Path):
    def merge(cells: object) -> None:
        cells.merge_cells("B2:B3")
        cells.merge_cells("D2:D3")

    with pytest.raises(ec.PaymentsError) as caught:
        ec.read_payments(sheet(tmp_path, merge), AGREEMENT)
    assert [(each.code, each.place.cell) for each in caught.value.problems] == [("payments.cell_empty", "D3")]


def test_names_of_another_agreement_are_not_known():
    other = agreement(
        "parameters: {p: {title: 价, unit: 元, value: 1}}\n"
        "transfers: [{name: pay, title: 付, payer: jia, payee: yi, amount: p}]\n",
        parties="parties: {jia: {name: 甲县}, yi: {name: 乙县}}\n",
    )
    with pytest.raises(ec.PaymentsError) as caught:
        paid(ROW, agreement=other)
    assert [each.code for each in caught.value.problems] == ["payments.unknown_holder", "payments.unknown_holder"]


def test_a_name_with_a_dot_in_it_is_told_as_it_is():
    """An account is written with a colon; a dot within a party's own name stays one."""
    dotted = ec.read_agreement(agreement_text(BODY).replace("上游市", "阿坝·上游市"), file="trial.yaml")
    with pytest.raises(ec.PaymentsError) as caught:
        paid("2025-01-10,无此单位,保证金,100,,2024,,\n", agreement=dotted)
    assert [each.message("zh") for each in caught.value.problems] == [
        "协议中没有“无此单位”；应为下列之一：阿坝·上游市、下游市、资金池、保证金:阿坝·上游市、保证金:下游市。",
        "“保证金”按缔约方分户，须写明是哪一方的，如“保证金:阿坝·上游市”。",
    ]


@pytest.mark.parametrize(("text", "code"), [("", "payments.empty_file"), ("a\0b", "readings.no_text")])
def test_a_file_that_is_no_table_is_refused_in_words_for_payments(text: str, code: str):
    with pytest.raises(ec.PaymentsError) as caught:
        ec.read_payments(file(text), AGREEMENT)
    assert [each.code for each in caught.value.problems] == [code]
    assert "监测" not in caught.value.text("zh")
