"""The form as a workbook: sheets, cells, protection, checks, print set-up, and the same bytes each time."""

from __future__ import annotations

import zipfile

import pytest

import ecocomp as ec
from ecocomp.readings.values import NO_VALUE, STATES, parse_value
from ecocomp.report.template import checks
from tests.agreements.support import changed
from tests.settlement.support import agreement
from tests.templates.support import CORPUS, SHEETS, book, data, everything, form, heading_row, headings

LONGEST_LIST = LONGEST_MESSAGE = 255


@pytest.mark.parametrize("language", SHEETS)
def test_the_sheets_stand_in_order_and_the_form_opens_first(tmp_path, language):
    workbook = book(form(tmp_path, language=language))

    assert workbook.sheetnames == SHEETS[language]
    assert workbook.active.title == SHEETS[language][1]


@pytest.mark.parametrize("language", SHEETS)
def test_columns_are_those_that_the_agreement_needs(tmp_path, language):
    """Headings are Chinese in both languages and carry their units; a volume is in 万m³."""
    plain = data(book(form(tmp_path, language=language, overwrite=True)))
    full = data(book(form(tmp_path, everything(), language=language, overwrite=True)))

    measured = ["高锰酸盐指数(mg/L)", "氨氮(mg/L)", "总磷(mg/L)"]
    assert headings(plain) == ["断面名称", "省份", "监测时间", *measured, "监测方式", "站点情况", "备注"]
    measured = ["pH值(无量纲)", "总氮(mg/L)", "氨氮(mg/L)", "流量(m³/s)", "水量(万m³)", "水质类别"]
    assert headings(full) == ["断面名称", "省份", "流域", "监测时间", *measured, "监测方式", "站点情况", "备注"]


def test_rows_are_sections_by_the_months_that_count_in_the_order_of_the_assessment_year(tmp_path):
    sheet = data(book(form(tmp_path, everything())))
    top = heading_row(sheet) + 1
    rows = [[each.value for each in row[:4]] for row in sheet.iter_rows(min_row=top)]

    months = ["2023-12", "2024-01", "2024-02"]
    assert rows == [
        *(["新华", "甲省", None, month] for month in months),
        *(["新华", "乙省", "某河", month] for month in months),
    ]


def test_only_the_cells_to_fill_in_are_open_and_hold_text(tmp_path):
    workbook = book(form(tmp_path, everything()))
    sheet = data(workbook)
    top, given = heading_row(sheet) + 1, 4

    for row in sheet.iter_rows(min_row=top):
        assert [each.protection.locked for each in row] == [True] * given + [False] * (len(row) - given)
        assert {each.number_format for each in row} == {"@"}
    assert all(each.protection.locked for each in sheet[top - 1])
    assert all(each.protection.sheet and not each.protection.password for each in workbook)


def test_every_cell_to_fill_in_is_checked_and_explained(tmp_path):
    sheet = data(book(form(tmp_path, everything())))
    found = {str(each.sqref): each for each in sheet.data_validations.dataValidation}
    top, last = heading_row(sheet) + 1, sheet.max_row
    kinds = {headings(sheet)[ord(area[0]) - ord("A")]: each for area, each in found.items()}

    assert set(found) == {f"{letter}{top}:{letter}{last}" for letter in "DEFGHIJKLM"}
    custom = {name for name, each in kinds.items() if each.type == "custom"}
    assert custom == {"pH值(无量纲)", "总氮(mg/L)", "氨氮(mg/L)", "流量(m³/s)", "水量(万m³)"}
    assert kinds["水质类别"].formula1 == '"Ⅰ,Ⅱ,Ⅲ,Ⅳ,Ⅴ,劣Ⅴ,--"'
    assert kinds["监测方式"].formula1 == '"自动,手工"'
    assert kinds["站点情况"].formula1 == '"正常,未监测,断流,结冰,停站,维护,施工,极值过滤"'
    assert kinds["监测时间"].formula1 == '"2023-12,2024-01,2024-02"'
    for name, each in kinds.items():
        assert len(each.formula1 or "") <= LONGEST_LIST
        assert each.error or name == "备注"
        assert each.prompt or name == "监测时间"
        assert max(len(each.error or ""), len(each.prompt or "")) <= LONGEST_MESSAGE


def test_a_value_may_be_negative_only_where_the_reader_takes_it(tmp_path):
    sheet = data(book(form(tmp_path, everything())))
    names = headings(sheet)
    signed = {
        names[ord(str(each.sqref)[0]) - ord("A")]
        for each in sheet.data_validations.dataValidation
        if each.type == "custom" and '="-"' in each.formula1
    }

    assert signed == {"流量(m³/s)", "水量(万m³)"}


def test_a_formula_of_validation_fits_into_the_widest_sheet_there_may_be():
    """Excel takes 255 characters; all 24 indicators of Table 1 and what stands beside them end before column AZ."""
    for signed in (True, False):
        assert len("=" + checks.is_notation("AZ9", signed)) <= checks.LONGEST_FORMULA


def test_formulas_use_functions_that_every_spreadsheet_program_has():
    text = checks.wrong_notation("E4") + checks.smaller("E4", "F4") + checks.outside("E4", 0, 14)
    used = {part.split("(")[0] for part in text.replace("=", "+").replace("-", "+").replace(",", "+").split("+")}
    known = {"AND", "OR", "NOT", "SUMPRODUCT", "EXACT", "UPPER", "LEN", "SUBSTITUTE", "ROW", "ISNUMBER", "FIND"}

    assert {name for name in used if name.isupper() and name.isalpha()} <= known | {"LEFT", "RIGHT", "VALUE"}
    assert "{" not in text


def test_the_words_that_a_cell_accepts_are_exactly_those_that_the_reader_knows(tmp_path):
    workbook = book(form(tmp_path))
    sheet, cells = workbook.defined_names[checks.WORDS].attr_text.split("!")
    listed = [row[0].value for row in workbook[sheet.strip("'")][cells]]

    assert set(listed) == (NO_VALUE - {""}) | set(STATES) | {"ND", "未检出"}
    assert [word for word in listed if parse_value(word).trouble or word != word.upper()] == []


def test_what_is_hardly_possible_is_coloured(tmp_path):
    """pH outside 0 to 14, total nitrogen below ammonia, and what was pasted and cannot be read."""
    sheet = data(book(form(tmp_path, everything())))
    rules = {
        str(area.sqref): [each.formula[0] for each in found]
        for area, found in sheet.conditional_formatting._cf_rules.items()
    }

    top, last = heading_row(sheet) + 1, sheet.max_row
    assert set(rules) == {f"{letter}{top}:{letter}{last}" for letter in "EFGHI"}
    assert checks.outside(f"E{top}", 0, 14) in rules[f"E{top}:E{last}"]
    less = checks.smaller(f"$F{top}", f"$G{top}")
    assert less in rules[f"F{top}:F{last}"]
    assert less in rules[f"G{top}:G{last}"]
    assert all(checks.is_notation("X").split("X")[0] in each[0] for each in rules.values())


def test_it_prints_on_a4_across_with_the_heading_on_each_page(tmp_path):
    sheet = data(book(form(tmp_path)))
    top = heading_row(sheet)

    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    # as wide as one page, which a file says by saying nothing, and as many pages as it takes
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
    assert sheet.print_title_rows == f"${top}:${top}"
    assert sheet.freeze_panes == f"D{top + 1}"
    assert "未确认" in sheet.oddHeader.center.text


@pytest.mark.parametrize("language", SHEETS)
def test_the_instructions_say_how_far_the_terms_are_confirmed(tmp_path, language):
    workbook = book(form(tmp_path, language=language))
    text = "\n".join(str(each.value) for row in workbook.worksheets[0] for each in row if each.value)

    agreement = ec.load_agreement("fuli-river")
    assert str(len(agreement.unconfirmed)) in text
    assert ("假设，非协议文本" if language == "zh" else "assumed, not from the text") in text
    assert "0.025L" in text
    assert "平林" in text


def test_the_instructions_ask_for_the_year_before_only_where_a_formula_looks_at_it(tmp_path):
    texts = []
    for which in ("fuli-river", everything()):
        guide = book(form(tmp_path, which, overwrite=True)).worksheets[0]
        texts.append([each.value for each in guide["A"]])

    assert ["上一年度" in each for each in texts] == [False, True]


@pytest.mark.parametrize(("language", "word"), [("zh", "通量"), ("en", "loads")])
def test_what_is_below_detection_is_said_of_means_and_of_loads(tmp_path, language, word):
    """Where the agreement treats loads otherwise than means, the instructions and the codes say both."""
    workbook = book(form(tmp_path, everything(), language=language))
    texts = [
        [str(each.value) for row in sheet for each in row if each.value]
        for sheet in (workbook.worksheets[0], workbook.worksheets[3])
    ]

    assert [any(word in text for text in some) for some in texts] == [True, True]


def test_the_example_says_that_it_is_constructed_in_bold(tmp_path):
    """It shows a value, one below detection, a missing one and a dry month."""
    sheet = book(form(tmp_path))["填写示例"]
    cells = [each.value for row in sheet for each in row]

    assert "构造" in sheet["A1"].value
    assert sheet["A1"].font.bold
    assert {"0.10", "0.025L", "--", "断流", "维护"} <= set(cells)
    assert "平林" not in cells


def test_a_text_of_the_agreement_never_becomes_a_formula(tmp_path):
    lines = '\nsections: {pinglin: {name: "=cmd|\' /C calc\'!A0", note: "+1+1"}, taipingsha: {name: "@SUM(1)"}}\ntitle: "=1+1&P"\n'
    path = form(tmp_path, changed("fuli-river", lines))
    with zipfile.ZipFile(path) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name]

    assert not any("<f>" in text for text in sheets)
    assert ec.read_monitoring(path).sections == ("=cmd|' /C calc'!A0", "@SUM(1)")


@pytest.mark.parametrize("language", SHEETS)
@pytest.mark.parametrize("name", CORPUS)
def test_the_same_agreement_gives_the_same_bytes(tmp_path, name, language):
    first = form(tmp_path, name, language=language).read_bytes()

    assert form(tmp_path, name, language=language, overwrite=True).read_bytes() == first


DAILY = """\
sections: {jia: {name: 甲, upstream: shang, downstream: xia, target: III}}
readings: {indicators: [nh3n], below_detection: half, decimals: standard, missing: refuse, quantities: [published_grade]}
parameters: {price: {title: 单价, unit: 元, value: 100}}
rules:
  - {name: ok, title: 当日达标, formula: "worst(grade(D), indicator) <= target"}
transfers:
  - {name: pay, title: 补偿, per: [section], payer: downstream, payee: upstream, amount: "price * count(ok, day)"}
"""


def test_an_agreement_that_is_settled_by_days_has_a_row_for_each_day(tmp_path):
    """2024 has 366 days: the form names each, is filled in by day, and is settled by what was filled in."""
    path = form(tmp_path, agreement(DAILY))
    sheet = book(path)["监测数据"]
    times = [sheet.cell(row, 2).value for row in range(4, sheet.max_row + 1)]

    assert [times[0], times[59], times[-1], len(times)] == ["2024-01-01", "2024-02-29", "2024-12-31", 366]
    readings = ec.read_monitoring(path)
    assert {each.when for each in readings} == set(times)
    guide = " ".join(str(cell.value) for row in book(path)["填写说明"].iter_rows() for cell in row)
    assert "一个断面一天一行" in guide
    assert "一个断面一个月一行" not in guide
    assert "公布的是月度类别的" in guide


def test_a_daily_form_that_is_filled_in_is_settled(tmp_path):
    """Ammonia of 0.5 on every day of the year attains III on all 366 of them."""
    path = form(tmp_path, agreement(DAILY))
    filled = book(path)
    sheet = filled["监测数据"]
    for row in range(4, sheet.max_row + 1):
        sheet.cell(row, 3).value = "0.5"
    filled.save(path)

    assert str(ec.settle(agreement(DAILY), ec.read_monitoring(path), 2024).net["shang"]) == "36600.00"
