"""The picture of where the money goes: parties in the order of the river, an arrow for each two, or else a list."""

from __future__ import annotations

import re

import pytest

import ecocomp as ec
from ecocomp.report.drawn_text import cut, width_of
from ecocomp.report.page import flow
from ecocomp.report.river import along_river
from tests.page.support import Page, settled
from tests.settlement.support import HEAD, MONEY


def numbers(page: Page, name: str, attribute: str) -> list[int]:
    return [int(each.attributes[attribute]) for each in page.named(name) if attribute in each.attributes]


def picture(settlement: ec.Settlement, language: str = "zh") -> Page:
    return Page(flow.flow(settlement, language))


def river(sections: str, parties: str = "a b c d e") -> list[str]:
    """The order of the parties of some sections."""
    listed = "".join(f"  {each}: {{name: {each}市}}\n" for each in parties.split())
    agreement = ec.read_agreement(
        f"{HEAD}parties:\n{listed}sections:\n{sections}parameters: {{p: {{title: 单价, unit: 元, value: 1}}}}\n"
        f"transfers: [{{name: pay, title: 划拨, payer: a, payee: b, amount: p}}]\n{MONEY}",
        file="river.yaml",
    )
    return along_river(agreement)


def test_upstream_comes_first_however_the_sections_are_listed():
    lower = "  s2: {name: 乙, upstream: b, downstream: a}\n"
    upper = "  s1: {name: 甲, upstream: c, downstream: b}\n"

    assert river(lower + upper) == river(upper + lower) == ["c", "b", "a"]


def test_inflow_sections_lie_above():
    """Sections without parties on both sides are in order by the sections that flow into them, by whatever role."""
    sections = "  s1: {name: 甲, roles: {district: d}, inflow: [s2]}\n  s2: {name: 乙, roles: {district: e}}\n"

    assert river(sections) == ["e", "d"]


def test_two_banks_are_in_the_order_of_the_file():
    """Parties that lie upstream of each other stop nothing."""
    sections = (
        "  s1: {name: 甲, upstream: a, downstream: b}\n  s2: {name: 乙, upstream: b, downstream: a}\n"
        "  s3: {name: 丙, upstream: b, downstream: c}\n"
    )

    assert river(sections) == ["a", "b", "c"]


@pytest.mark.parametrize("count", [2, 3, 5, 12, 20])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_everything_drawn_lies_inside_the_picture(count, language):
    """Names, dots and amounts, their estimated width included, from two parties to twenty."""
    settlement = settled(count, english="Longer name of town {}")
    page = picture(settlement, language)
    (box,) = page.named("svg")
    width, height = map(int, box.attributes["viewbox"].split()[2:])

    assert page.wrong == page.outside == []
    for axis, size in (("x", width), ("cx", width), ("x1", width), ("y", height), ("cy", height), ("y2", height)):
        for name in ("text", "tspan", "circle", "line"):
            assert all(0 <= each <= size for each in numbers(page, name, axis))
    amounts = [each for each in page.named("text") if each.attributes.get("paint-order")]
    texts = re.findall(r'paint-order="stroke">([^<]+)<', flow.flow(settlement, language))
    assert len(amounts) == len(texts) == count - 1
    for each, text in zip(amounts, texts, strict=True):
        half = width_of(text) * flow.LETTER // 20
        assert half <= int(each.attributes["x"]) <= width - half


def test_parties_stand_as_along_the_river_and_arrows_point_at_who_receives():
    """Three towns, each paid by the one below it: arrows lead to the left, from the dot of the payer."""
    settlement = settled(3)
    page = picture(settlement)
    dots = numbers(page, "circle", "cx")[:3]
    tips = [
        int(re.match(r"M(\d+)", each.attributes["d"])[1]) for each in page.named("path") if "z" in each.attributes["d"]
    ]
    starts = numbers(page, "circle", "cx")[3:]

    assert dots == sorted(dots)
    pairs = [(pair.payer.id, pair.payee.id) for pair in settlement.pairs]
    assert list(zip(starts, tips, strict=True)) == [(dots[int(a[1])], dots[int(b[1])]) for a, b in pairs]


def test_who_is_not_along_the_river_stands_apart():
    parties = "parties:\n  a: {name: 甲市}\n  b: {name: 乙市}\n  z: {name: 省财政}\n"
    agreement = ec.read_agreement(
        f"{HEAD}{parties}sections: {{s: {{name: 甲, upstream: a, downstream: b}}}}\n"
        "parameters: {p: {title: 单价, unit: 元, value: 1}}\n"
        f"transfers: [{{name: pay, title: 划拨, payer: z, payee: a, amount: p}}]\n{MONEY}",
        file="river.yaml",
    )
    settlement = ec.settle(agreement, None, 2024)
    page = picture(settlement)

    assert "长虚线右侧的不在河流沿线。" in page.text
    assert "长虚线右侧" not in picture(settled(3)).text
    assert len([each for each in page.named("line") if each.attributes.get("stroke-dasharray") == "3 3"]) == 1


def test_more_than_twenty_are_listed():
    settlement = settled(30)
    page = picture(settlement)

    assert page.named("svg") == []
    assert len(page.named("li")) == len([pair for pair in settlement.pairs if pair.fen]) == 29
    assert "付给" in page.text


def test_names_go_across_where_they_fit_and_downward_where_they_do_not():
    """Chinese ones sign below sign, their numbers side by side; others turned."""
    across, downward = (flow.flow(settled(count, name="第{}高新区"), "zh") for count in (3, 16))
    turned = flow.flow(settled(16, name="Town {}"), "zh")

    assert "第0高新区</tspan>" in across
    assert [each for each in ("第", "10", "高", "新", "区") if f">{each}</tspan>" not in downward] == []
    assert "rotate(90" in turned
    assert "rotate(90" not in across + downward


def test_a_name_is_broken_at_blanks_and_in_chinese_anywhere():
    assert flow.wrapped("武汉经济技术开发区", 50) == ["武汉经济技", "术开发区"]
    assert flow.wrapped("East Lake Zone", 60) == ["East Lake", "Zone"]
    assert flow.wrapped("Development", 30) == []
    assert flow.wrapped("第10 高新区", 200) == ["第10 高新区"]


def test_long_names_keep_beginning_and_end():
    """Accounts of one fund, which begin alike, can be told apart."""
    assert cut("武汉经济技术开发区", 50) == "武汉…发区"
    assert cut("Water quality deposits·Zengdu", 100) == "Water qu…·Zengdu"
    assert cut("随州市", 50) == "随州市"
    assert "".join(flow.cells("水质保证金·随州高新技术产业开发区")) == "水质保证金·…术产业开发区"
    assert flow.cells("A123 区") == ["A", "1", "2", "3", "区"]


def test_the_ends_of_a_short_river_do_not_overlap():
    far, near = flow.river_ends(20, 300, 100, "en"), flow.river_ends(20, 60, 100, "en")

    assert [Page(each).text for each in far] == ["upstream", "downstream"]
    assert [Page(each).text for each in near] == ["upstream → downstream"]


def test_without_a_river_nothing_is_said_of_one():
    agreement = ec.read_agreement(
        f"{HEAD}parties: {{a: {{name: 甲市}}, b: {{name: 乙市}}}}\n"
        "parameters: {p: {title: 单价, unit: 元, value: 1}}\n"
        f"transfers: [{{name: pay, title: 划拨, payer: a, payee: b, amount: p}}]\n{MONEY}",
        file="no-river.yaml",
    )
    page = picture(ec.settle(agreement, None, 2024))

    assert len(page.named("svg")) == 1
    assert not [word for word in ("河流", "上游", "下游", "虚线") if word in page.text]
