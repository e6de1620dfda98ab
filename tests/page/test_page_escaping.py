"""Whatever stands in files, on the page it is text: never markup, a formula, a control character or a turn of direction."""

from __future__ import annotations

import pytest

import ecocomp as ec
from ecocomp.markup import LONGEST_TEXT, Html, element, escaped, table
from ecocomp.readings.guarded import FORMULA_SIGNS, guarded
from ecocomp.report.page.parts import cell_text
from tests.page.support import Page, settled
from tests.settlement.support import STEPS, agreement, monthly, read
from tests.settlement.support import settled as settle_text

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title></style></details>",
    "&lt;b&gt;&#60;",
    "javascript:alert(1)",
)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_names_are_text(text, language):
    """A name of a party, section and file that is markup adds no tag, and is read as it stands."""
    written = text.replace("'", "''")
    names = {"name": written + "{}"}
    if ";" not in text:  # which would part the columns of the readings
        names["section"] = written + "{}"
    plain = Page(settled(3).to_html(language=language))
    page = Page(settled(3, **names).to_html(language=language))

    assert page.wrong == []
    assert page.outside == []
    drawn = {"text", "tspan", "title"}  # how a long name is set in the picture
    assert [each.name for each in page.tags if each.name not in drawn] == [
        each.name for each in plain.tags if each.name not in drawn
    ]
    assert f"{text}0" in page.text


@pytest.mark.parametrize("text", ['=HYPERLINK("x")', "@SUM(A1)", "+1+cmd", "-1+cmd|' /C calc'!A0"])
def test_a_cell_that_a_spreadsheet_would_run_is_guarded(text):
    """People paste tables into spreadsheets; there the text stays a text."""
    settlement = settle_text(
        STEPS.replace("title: 单价", f"title: '{text.replace(chr(39), chr(39) * 2)}'"), monthly({"甲": "0.5"})
    )
    cells = Page(settlement.to_html()).cells

    assert f"'{text}" in cells
    assert [each for each in cells if each[:1] in FORMULA_SIGNS and guarded(each) != each] == []


def test_dashes_that_mean_no_value_stay():
    assert [cell_text(each) for each in ("--", "--（维护）", "-", "--1", "=1")] == [
        "--",
        "--（维护）",
        "-",
        "'--1",
        "'=1",
    ]


def test_control_characters_are_shown_and_not_obeyed():
    assert escaped("a\x1b[31m\u202eb\u2028\x00\ud800") == "a�[31m�b���"
    found = read(monthly({"甲": "0.5"}), "监测\u202e\x1b.csv")
    page = ec.settle(agreement(STEPS), found, 2024).to_html()

    assert "监测��.csv" in page
    assert not [char for char in page if not char.isprintable() and char not in "\n\u3000\u00a0"]


def test_long_names_are_cut_in_the_picture_and_wrapped_elsewhere():
    long = "很" * 300
    text = settled(3, name=long + "{}").to_html()
    page = Page(text)

    assert f"{long}0" in page.text
    assert "overflow-wrap:anywhere" in text
    assert page.texts.count("…") == 3


def test_very_long_texts_are_cut():
    body = STEPS.replace("title: 单价", f"title: 单价, note: '{'说' * 1900}'")
    text = settle_text(body, monthly({"甲": "0.5"})).to_html()

    assert "说" * LONGEST_TEXT + "…" in text
    assert "说" * (LONGEST_TEXT + 1) not in text


def test_markup_escapes_all_but_markup():
    """Text in elements, attributes and tables is escaped once; what is markup already is left."""
    assert element("p", "<b>", element("b", "&"), title='"<') == '<p title="&quot;&lt;">&lt;b&gt;<b>&amp;</b></p>'
    assert element("br") == "<br>"
    assert element("details", open=True, class_=None) == "<details open></details>"
    found = table(("a<",), [("<td>",), (Html("<b>x</b>"),)], {0}, caption="<c>")
    assert "<caption>&lt;c&gt;</caption>" in found
    assert '<td class="number" data-label="a&lt;">&lt;td&gt;</td>' in found
    assert "<b>x</b></td>" in found
