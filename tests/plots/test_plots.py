"""Plots say what the settlement says, in both languages, without a warning (warnings are errors here)."""

from __future__ import annotations

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import matplotlib
import pytest
from matplotlib.figure import Figure

import ecocomp as ec
from ecocomp.money import yuan_text
from ecocomp.report.plots.canvas import broken, lines_of
from ecocomp.report.plots.contributions import number_text
from ecocomp.report.plots.save import plot_bytes
from ecocomp.settlement import Settlement
from ecocomp.settlement.contributions import contributions, rules_summed
from ecocomp.settlement.steps import steps_to_net
from ecocomp.wording import say
from tests.commands.support import run
from tests.contracts.source import ROOT
from tests.page.support import settled as river
from tests.plots.support import EXAMPLE, every_plot, svg, texts
from tests.settlement.support import STEPS, monthly, settled
from tests.workbook.support import random_settlement

each_language = pytest.mark.parametrize("language", ["zh", "en"])
#: Of each kind: an index, deposits and a pool, a published grade, loads, rules of many indicators, no readings at all.
CORPUS = ("xinan-river-3", "suizhou-counties", "dianchi", "henan-2014", "jiangsu-sections-2021")
#: Months without a value are left out.
LENIENT = STEPS.replace("missing: refuse", "missing: skip")


@pytest.fixture(scope="module")
def example() -> Settlement:
    return ec.settle(ec.load_agreement("fuli-river"), ec.read_monitoring(EXAMPLE), 2024)


@each_language
@pytest.mark.parametrize("name", CORPUS)
def test_everything_of_an_agreement_can_be_drawn(name: str, language: str):
    settlement, _ = random_settlement(name, 3)
    figures = list(every_plot(settlement, language))

    assert len(figures) > len(settlement.agreement.parties)
    for figure in figures:
        assert plot_bytes(figure, "png", 40).startswith(b"\x89PNG")
        assert not re.search(r"plots\.\w", " ".join(texts(figure)))


@each_language
def test_months_show_each_value_the_limits_and_the_target(example: Settlement, language: str):
    figure = ec.plot_months(example, "平林", "总磷", language=language)
    (axes,) = figure.axes
    drawn = {float(y) for line in axes.lines for y in line.get_ydata()}
    values = {float(each) for labels, each, _ in example.elements("C") if labels[:2] == ("pinglin", "tp")}

    assert values <= drawn
    assert 0.2 in drawn
    assert {"zh": "平林 总磷逐月值", "en": "Pinglin: TP by month"}[language] in texts(figure)
    assert {"Ⅱ", "Ⅲ", "Ⅳ"} <= set(texts(figure))
    assert {"zh": "目标 Ⅲ", "en": "target Ⅲ"}[language] in texts(figure)


def test_a_month_worse_than_the_target_is_marked(example: Settlement):
    figure = ec.plot_months(example, "pinglin", "nh3n")
    marked = {
        example.scope.space.labels["month"][int(x)]
        for line in figure.axes[0].lines
        if line.get_marker() == "s"
        for x in line.get_xdata()
    }
    grades = {
        labels[2]: each for labels, each, _ in example.elements("indicator_grade") if labels[:2] == ("pinglin", "nh3n")
    }

    assert marked == {month for month, grade in grades.items() if grade > 3} != set()
    assert "月值（劣于目标）" in texts(figure)


def test_months_without_a_value_are_shown_as_such():
    settlement = settled(LENIENT, monthly({"甲": ["0.3", "--", *["0.5"] * 10]}), gaps="skip")
    figure = ec.plot_months(settlement, "甲", "氨氮")

    assert [list(line.get_xdata()) for line in figure.axes[0].lines if line.get_marker() == "x"] == [[1]]
    assert "无月值" in texts(figure)


def test_no_value_at_all_is_said():
    settlement = settled(LENIENT, monthly({"甲": "--"}), gaps="skip")

    assert "没有月值" in texts(ec.plot_months(settlement, "甲", "氨氮"))
    for figure in every_plot(settlement, "zh"):
        assert plot_bytes(figure, "png", 40)


@each_language
def test_flows_show_each_amount_and_all_parties(example: Settlement, language: str):
    said = texts(ec.plot_flows(example, language=language))

    assert [yuan_text(pair.fen) for pair in example.pairs] == [each for each in said if each.endswith(".00")]
    assert {each[language] for each in ({"zh": "随州市", "en": "Suizhou"}, {"zh": "武汉市", "en": "Wuhan"})} <= set(
        said
    )


def test_where_nobody_pays_the_picture_says_so():
    settlement = settled(STEPS, monthly({"甲": "0.9"}))

    assert say("command.nothing_to_pay", "zh") in texts(ec.plot_flows(settlement))
    nothing = texts(ec.plot_waterfall(settlement, "上游市"))
    assert any("抵销后净额（收付相抵）" in each for each in nothing)
    assert not [each for each in nothing if each.startswith("0.0") and each.strip() != "0.00"]


@pytest.mark.parametrize("name", CORPUS)
def test_the_steps_of_a_party_add_up_to_its_net_amount(name: str):
    settlement, _ = random_settlement(name, 5)

    assert settlement.lines
    for position in settlement.positions:
        assert sum(step.fen for step in steps_to_net(settlement.lines, position.party)) == position.net


def test_the_waterfall_tells_receipts_payments_limits_and_the_rest():
    capped = "limits:\n  - {title: 年度封顶, title_en: Yearly cap, of: [monthly], per: [section, year], at_most: 2 * price}\n"
    settlement = settled(STEPS + capped, monthly({"甲": [*["0.1"] * 3, "1.4", *["0.9"] * 8]}))
    found = [(step.name, step.limit, step.fen) for step in steps_to_net(settlement.lines, "shang")]
    said = texts(ec.plot_waterfall(settlement, "shang", language="zh"))

    assert found == [("monthly", "", 60000), ("monthly", "", -10000), ("", "年度封顶", -30000)]
    assert {"收：月度补偿", "付：月度补偿", "限额调整（付）：年度封顶", "抵销后净额（净收）"} <= set(said)
    assert {"+600.00", "−100.00", "−300.00", "+200.00"} <= set(said)


@pytest.mark.parametrize("name", [*CORPUS, "dabie-mountains", "mainstem-2025", "heze-2014", "henan-2010"])
def test_contributions_add_up_to_the_rule_to_the_last_digit(name: str):
    settlement, _ = random_settlement(name, 2)
    checked = 0
    for rule in rules_summed(settlement):
        for row in contributions(settlement, rule, "zh").rows:
            if row.total is not None:
                assert sum(row.parts.values()) == row.total
                checked += 1

    assert checked or name == "suizhou-counties"


def test_contributions_can_be_narrowed_down():
    settlement, _ = random_settlement("dianchi", 2)
    whole = contributions(settlement, "charge", "zh")
    axes = settlement.array("charge").axes
    first = dict(zip(axes, whole.rows[0].where, strict=True))
    narrowed = contributions(settlement, "charge", "zh", **first)

    assert len(whole.rows) > 1
    assert narrowed.rows == whole.rows[:1]


def test_sums_of_money_are_not_shown_as_powers_of_ten():
    assert number_text(4.2686963762) == "4.2687"
    assert number_text(-6.8333333) == "−6.83333"
    assert number_text(1024610000.125) == "1,024,610,000.12"


def test_drawing_contributions_leaves_the_settlement_as_it_was():
    settlement, _ = random_settlement("xinan-river-3", 2)
    before = (settlement.skips, dict(settlement.scope.skips), settlement.problems)
    ec.plot_contributions(settlement, "P")

    assert (settlement.skips, dict(settlement.scope.skips), settlement.problems) == before


def test_what_cannot_be_drawn_is_told(example: Settlement):
    index, _ = random_settlement("xinan-river-3", 2)
    calls = {
        "没有按指标求和的规则": lambda: ec.plot_contributions(example),
        "不是按指标求和的规则": lambda: ec.plot_contributions(index, "annual"),
        "nosuchrule": lambda: ec.plot_contributions(index, "nosuchrule"),
        "month": lambda: ec.plot_contributions(index, "P", month=1),
        "某断面": lambda: ec.plot_months(example, "某断面", "总磷"),
        "cod": lambda: ec.plot_months(example, "平林", "cod"),
        "某市": lambda: ec.plot_waterfall(example, "某市"),
    }
    for expected, call in calls.items():
        with pytest.raises(ec.RequestError) as caught:
            call()
        assert expected in caught.value.text("zh")
        assert re.search("[a-z]{3}", caught.value.text("en"))


def test_an_agreement_without_readings_has_no_months():
    body = (
        "transfers:\n  - {name: fixed, title: 定额, payer: shang, payee: xia, amount: 100 * price}\n"
        "parameters:\n  price: {title: 单价, unit: 元, value: 100}\n"
    )
    settlement = settled(body, None)

    with pytest.raises(ec.RequestError, match="月值"):
        ec.plot_months(settlement, "甲", "氨氮")
    assert len(list(every_plot(settlement, "zh"))) == 3


@each_language
def test_without_matplotlib_the_extra_is_named(example: Settlement, language: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    for call in (
        ec.plot_flows,
        lambda each: ec.plot_months(each, "平林", "总磷"),
        lambda each: ec.save_plot(Figure(), "a.png"),
    ):
        with pytest.raises(ec.RequestError) as caught:
            call(example)
        assert 'pip install "ecocomp[plot]"' in caught.value.text(language)


def test_long_and_odd_names_are_drawn_as_they_are():
    odd = river(
        3,
        name="第{}个名字非常非常长的自治州人民政府$x_{{1}}$生态环境局水质监测断面管理中心",
        section="_断面{}$\\alpha$某某河某某桥下游五百米处",
    )
    for figure in every_plot(odd, "zh"):
        assert plot_bytes(figure, "png", 40)
    said = texts(ec.plot_flows(odd))
    title = texts(ec.plot_months(odd, "s0", "nh3n"))

    assert any("$" in each for each in title)
    assert all(len(each) < 60 for each in said)


def test_one_party_and_very_many_can_be_drawn():
    few, many = river(2), river(60)
    flows = ec.plot_flows(many)

    assert any("较小的未画出" in each for each in texts(flows))
    assert plot_bytes(flows, "png", 40)
    assert not any("未画出" in each for each in texts(ec.plot_flows(few)))


@each_language
def test_the_same_settlement_gives_the_same_bytes(example: Settlement, language: str):
    again = ec.settle(ec.load_agreement("fuli-river"), ec.read_monitoring(EXAMPLE), 2024)
    first, second = (list(every_plot(each, language)) for each in (example, again))

    assert [svg(each) for each in first] == [svg(each) for each in second]
    for kind in ("png", "pdf"):
        assert plot_bytes(first[0], kind) == plot_bytes(second[0], kind) == plot_bytes(first[0], kind)


def test_a_drawing_for_the_web_needs_no_font_and_tells_no_day(example: Settlement):
    text = svg(ec.plot_flows(example))

    assert "<text" not in text
    assert "font-family" not in text
    assert "<dc:date>" not in text
    assert "http" not in re.sub(r'(xmlns(:\w+)?|rdf:resource|"-//W3C)[^>]*', "", text)


def test_settings_of_matplotlib_neither_matter_nor_change(example: Settlement):
    plain = svg(ec.plot_months(example, "平林", "总磷"))
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "red", "svg.fonttype": "none"}):
        before = matplotlib.rcParams.copy()
        other = svg(ec.plot_months(example, "平林", "总磷"))

        assert matplotlib.rcParams.copy() == before
    assert other == plain


def test_threads_do_not_disturb_each_other(example: Settlement):
    before = matplotlib.rcParams.copy()
    with ThreadPoolExecutor(4) as pool:
        drawn = list(pool.map(lambda at: svg(ec.plot_waterfall(example, ("suizhou", "wuhan")[at % 2])), range(8)))

    assert len(set(drawn)) == 2
    assert matplotlib.rcParams.copy() == before


def test_pyplot_is_not_needed():
    program = f"""
import sys, ecocomp as ec
settlement = ec.settle(ec.load_agreement("fuli-river"), ec.read_monitoring({EXAMPLE!r}), 2024)
ec.plot_flows(settlement)._repr_png_()
print("matplotlib" in sys.modules, "matplotlib.pyplot" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.stdout.split() == ["True", "False"], done.stderr


def test_a_plot_is_written_whole_by_its_ending(example: Settlement, tmp_path: Path):
    figure = ec.plot_flows(example)
    for ending, start in ((".png", b"\x89PNG"), (".svg", b"<?xml"), (".pdf", b"%PDF")):
        path = ec.save_plot(figure, tmp_path / f"往来{ending}")
        assert path.read_bytes().startswith(start)
    for wrong, told in (("往来.jpg", r"\.png"), ("往来", r"\.png"), ("", "文件")):
        with pytest.raises(ec.RequestError, match=told):
            ec.save_plot(figure, wrong)

    assert sorted(each.suffix for each in tmp_path.iterdir()) == [".pdf", ".png", ".svg"]


def test_notebooks_show_a_plot(example: Settlement):
    assert ec.plot_flows(example)._repr_png_().startswith(b"\x89PNG")


def test_lines_keep_all_of_a_text_that_has_room():
    assert broken("Suizhou High-tech Zone", 80) == ["Suizhou High-", "tech Zone"]
    assert broken("入省断面 2017-01", 60) == ["入省断面", "2017-01"]
    assert broken("各项、流量（Tobit）", 55) == ["各项、流量", "（Tobit）"]
    assert broken("一二三，四五", 30) == ["一二", "三，四", "五"]
    assert "".join(broken("随州市人民政府", 30)) == "随州市人民政府"
    assert max(map(len, broken("x" * 50, 60))) == 10
    assert len(lines_of("很长" * 100, 2, 10)) <= 2
    assert "…" in "".join(lines_of("很长" * 100, 2, 10))


def test_all_pictures_of_a_settlement(example: Settlement, tmp_path: Path):
    paths = ec.save_plots(example, tmp_path / "图")
    assert {"flows.png", "net-wuhan.png", "months-pinglin-nh3n.png"} < {path.name for path in paths}
    assert sorted(paths) == sorted((tmp_path / "图").iterdir())
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in paths)


def test_the_command_draws_them_all(tmp_path: Path):
    done = run("plots", "fuli-river", EXAMPLE, "--year", "2024", "--out", tmp_path / "图")
    assert done.exit_code == 0
    assert "flows.png" in done.output
    assert len(list((tmp_path / "图").iterdir())) == 10
