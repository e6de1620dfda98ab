"""Plots of simulated years say what was simulated, what it rests on, and where a party begins to pay."""

from __future__ import annotations

import pickle
import re
from pathlib import Path
from typing import Any

import numpy as np
import pandas
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

import ecocomp as ec
from ecocomp.report.plots import distribution
from ecocomp.report.plots.save import plot_bytes
from ecocomp.simulation.results.distribution import share_text
from tests.plots.support import svg, texts
from tests.settlement.support import MONEY, agreement
from tests.simulation.questions import GRADES, JANUARY, januaries, simulated, steps

each_language = pytest.mark.parametrize("language", ["zh", "en"])
MISSING = -(2**31)


def river(count: int, name: str = "第{}市") -> ec.Agreement:
    """As many parties along a river; each section is worth 1 - ammonia in yuan to its upstream party."""
    parties = "".join(f"  p{at}: {{name: '{name.format(at)}'}}\n" for at in range(count))
    sections = "".join(
        f"  s{at}: {{name: 断面{at}, upstream: p{at}, downstream: p{at + 1}, target: III}}\n" for at in range(count - 1)
    )
    body = (
        f"sections:\n{sections}readings: {{indicators: [nh3n], below_detection: half, decimals: unrounded, missing: refuse}}\n"
        "parameters:\n  base: {title: 基准, unit: mg/L, value: 1}\n"
        + "".join(f"  price{at}: {{title: 第{at}项条款的单价, unit: 元, value: 100}}\n" for at in range(20))
        + "rules:\n  - {name: m, title: 年均, formula: 'sum(mean(C, month) / base, indicator)'}\n"
        "transfers:\n  - {name: pay, title: 补偿, per: [section], payer: downstream, payee: upstream,\n"
        "     amount: '(" + " + ".join(f"price{at}" for at in range(20)) + ") * (1 - m)'}\n"
    )
    made = agreement(body, parties=f"parties:\n{parties}", money=MONEY)
    assert len(made.parties) == count
    return made


def waters(of: ec.Agreement, values: Any) -> Any:
    """Scenarios in which every month of a section has one of these values, in hundredths."""
    column = np.broadcast_to(np.asarray(values, dtype="int32"), (12, len(values)))
    return ec.own_scenarios(of, {("nh3n", section): column for section in of.sections}, decimals={"nh3n": 2})


def every_plot(simulation: ec.Simulation, language: str) -> list[Figure]:
    party = next(iter(simulation.agreement.parties))
    return [
        ec.plot_distribution(simulation, language=language),
        ec.plot_distribution(simulation, party, language=language),
        ec.plot_terms(simulation, language=language),
        ec.plot_terms(simulation, party, language=language),
        ec.plot_budget(simulation, 3, draws=50, language=language),
        ec.plot_budget(simulation, 30, party, draws=50, levels=[0.8, 0.99], language=language),
    ]


def joined(said: list[str]) -> str:
    """Texts without the blanks at which lines may be broken."""
    return re.sub(r"\s", "", "".join(said))


def outside(figure: Figure) -> list[str]:
    """The texts that reach over the edge of the picture."""
    width, height = figure.bbox.width, figure.bbox.height
    boxes = [(each.get_text(), each.get_window_extent()) for each in figure.findobj(Text) if each.get_text().strip()]
    return [text for text, box in boxes if box.x0 < 0 or box.y0 < 0 or box.x1 > width or box.y1 > height]


def drawn(figure: Figure, marker: str) -> list[tuple[float, float]]:
    """The places of all signs of a kind."""
    return [
        (float(x), float(y))
        for line in figure.axes[0].lines
        if line.get_marker() == marker
        for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)
    ]


@each_language
def test_every_picture_tells_all_that_the_result_rests_on(language: str):
    made = ec.load_agreement("fuli-river")
    history = ec.read_monitoring("examples/fuli-river-2019-2023-constructed.csv")
    scenarios = ec.lognormal_scenarios(made, history, rows=50, seed=1)
    simulation = ec.simulate(made, scenarios, {"annual_cap": [500, 1000]}, year=2024)
    swings = ec.sensitivity(made, scenarios, {"annual_cap": (500, 1000)}, year=2024, language=language)
    differences = ec.compare(made, made, scenarios, year=2024, language=language)
    figures = [
        *every_plot(simulation, language),
        ec.plot_sensitivity(swings, "武汉市", language=language),
        ec.plot_comparison(differences, language=language),
    ]

    for figure in figures:
        said = joined(texts(figure))
        assert joined([simulation.notes(language)[0]]) in said
        assert {"zh": "有24项条款未经", "en": "24termsarenotconfirmed"}[language] in said
        assert {"zh": "随机种子1", "en": "Seed1"}[language] in said
        assert not re.search(r"(plots|simulation)\.\w", said)
        assert plot_bytes(figure, "png", 40).startswith(b"\x89PNG")


def test_variants_have_their_name_in_pictures():
    made = river(2)
    several = ec.simulate(made, waters(made, [70, 130]), variants={"乙案": "title: 乙"}, year=2024)

    assert "各行取值：方案" in "".join(texts(ec.plot_distribution(several, "p0", language="zh")))
    assert "方案" in texts(ec.plot_terms(several, "p0", language="zh"))


def test_amounts_had_again_and_again_stand_alone_with_their_mean_and_median():
    """Six Januaries of 200, 100, 0, -100, -200, -300 yuan: mean -50, the third of six -100."""
    figure = ec.plot_distribution(simulated(), "shang")
    said = texts(figure)

    assert sorted({x for x, _ in drawn(figure, "o")}) == [-300, -200, -100, 0, 100, 200]
    assert [x for x, _ in drawn(figure, "D")] == [-50]
    assert [x for x, y in drawn(figure, "|") if y == drawn(figure, "D")[0][1]] == [-300, 200, -100]
    assert "50.0% 的年份净付" in said
    assert not figure.axes[0].patches


def test_other_amounts_are_put_together_in_classes_and_none_is_lost():
    """60 different values make 60 different amounts; the value 1.00 twice more is an amount of nothing three times."""
    made = river(2)
    figure = ec.plot_distribution(ec.simulate(made, waters(made, [*range(70, 130), 100, 100]), year=2024), "p0")
    heights = [bar.get_height() for bar in figure.axes[0].patches]
    tall = [y for _, y in drawn(figure, "o")]

    # one amount is had three times of 62; 59 others once
    assert [x for x, _ in drawn(figure, "o")] == [0]
    assert sum(heights) / tall[0] == pytest.approx(59 / 3)
    assert {bar.get_x() < 0 and bar.get_x() + bar.get_width() > 1e-9 for bar in figure.axes[0].patches} == {False}


def test_rare_is_not_never_and_nearly_always_not_always():
    assert [share_text(each) for each in (0, 1e-6, 0.3333, 1 - 1e-6, 1)] == ["0%", "<0.1%", "33.3%", ">99.9%", "100%"]


@each_language
def test_where_the_mean_passes_nothing_both_values_are_told(language: str):
    """At 300 yuan a class 上游 is left with 3 times -50; with -300 it is 150; at 0 all is nothing."""
    crossing = texts(ec.plot_terms(simulated(terms={"price": [300, -100]}), "shang", language=language))
    touching = texts(ec.plot_terms(simulated(terms={"price": [300, 0]}), "shang", language=language))

    assert {"zh": "均值在-100与300之间变号", "en": "themeanpasses0between-100and300"}[language] in joined(crossing)
    assert {"zh": "取0时均值为0", "en": "themeanis0at0"}[language] in joined(touching)


def test_a_line_goes_through_the_means_and_the_band_through_the_quantiles():
    figure = ec.plot_terms(simulated(terms={"price": [300, 100]}), "shang")
    lines = [list(line.get_ydata()) for line in figure.axes[0].lines]

    assert drawn(figure, "D") == [(100, -50), (300, -150)]
    assert [-300, -900] in lines
    assert [200, 600] in lines


def test_two_terms_make_cells_with_their_means():
    simulation = simulated(terms={"price": [300, 100], "target": ["II", "III"]})
    said = texts(ec.plot_terms(simulation, "shang"))
    means = simulation.summary().set_index(["party", "price", "target"])["mean"]["shang"]

    assert (means[100, "III"], means[300, "III"]) == (-50, -150)
    assert {"−50.0", "−150.0"} <= set(said)
    assert said.index("100") < said.index("300")


def test_what_cannot_be_shown_along_terms_is_told():
    for terms in (None, {"price": [1]}, [{"price": 1, "target": "II"}, {"price": 2, "target": "III"}]):
        with pytest.raises(ec.RequestError, match="一个变动的条款"):
            ec.plot_terms(simulated(terms=terms))


def test_each_row_says_which_set_of_terms_it_is_and_the_rest_is_counted():
    prices = [*range(100, 2500, 50)]
    said = texts(ec.plot_distribution(simulated(terms={"price": prices}), "shang", language="en"))

    assert len(prices) == 48
    assert "100" in said
    assert [each for each in said if "24 rows more are not shown" in each]


def test_terms_that_all_rows_have_stand_in_the_heading():
    said = texts(ec.plot_distribution(simulated(terms={"price": [250], "target": ["II"]}), language="en"))

    assert [each for each in said if "Terms: price (元) = 250, target = II" in each]


def test_a_swing_goes_from_the_mean_as_agreed_to_those_at_both_values():
    made = steps()
    frame = ec.sensitivity(made, januaries(made, GRADES), {"price": (0, 300)}, **JANUARY)
    bars = ec.plot_sensitivity(frame, "上游市").axes[0].patches

    assert [(bar.get_x() + min(bar.get_width(), 0), bar.get_x() + max(bar.get_width(), 0)) for bar in bars] == [
        (-50, 0),
        (-150, -50),
    ]
    assert len({bar.get_y() for bar in bars}) == 2


def test_differences_of_drafts_are_those_of_the_frame():
    made = steps()
    frame = ec.compare(made, steps(), januaries(made, GRADES), **JANUARY)
    said = texts(ec.plot_comparison(frame, language="en"))

    assert " ".join(said).count("the same in 100%") == 2


@pytest.mark.parametrize("question", ["sensitivity", "compare"])
def test_only_the_whole_answer_can_be_drawn(question: str):
    made = steps()
    scenarios = januaries(made, GRADES)
    swings = ec.sensitivity(made, scenarios, {"price": (0, 300)}, **JANUARY)
    differences = ec.compare(made, made, scenarios, **JANUARY)
    draw = {"sensitivity": lambda each: ec.plot_sensitivity(each, "shang"), "compare": ec.plot_comparison}[question]
    own, other = (swings, differences) if question == "sensitivity" else (differences, swings)

    assert svg(draw(pickle.loads(pickle.dumps(own)))) == svg(draw(own))
    for wrong in (other, own[own["party"] == "shang"], pandas.DataFrame()):
        with pytest.raises(ec.RequestError, match=f"ec.{question}"):
            draw(wrong)


def test_the_reserve_is_the_one_of_the_budget():
    simulation = simulated(GRADES)
    figure = ec.plot_budget(simulation, 4, "shang", draws=500, seed=3, levels=[0.8])
    row = simulation.budget(4, draws=500, seed=3, levels=[0.8]).set_index("party").loc["shang"]
    (sums,) = [list(line.get_ydata()) for line in figure.axes[0].lines if line.get_marker() == "D"]

    assert f"备付金（80%）：{row['reserve_80']:,.2f} 元" in texts(figure)
    assert sums[0] == 0
    assert sums[-1] == row["mean"]


def test_sets_and_levels_that_are_none_are_told():
    for options in ({"terms": 1}, {"levels": [0.5, 0.6, 0.7, 0.8]}, {"levels": [2]}, {"draws": 0}):
        with pytest.raises(ec.RequestError):
            ec.plot_budget(simulated(), 3, **options)


@each_language
@pytest.mark.parametrize(
    ("parties", "values"),
    [
        (2, [100] * 50),  # nobody pays
        (2, [50] * 50),  # all years equal
        (3, [70]),  # one year
        (9, range(20, 320)),
        (3, [MISSING] * 3),  # no year can be settled
    ],
)
def test_odd_outcomes_can_be_drawn(parties: int, values: Any, language: str):
    made = river(parties, "第{}个名字非常非常长的自治州人民政府$x_{{1}}$生态环境局水质监测断面管理中心")
    sets = [{f"price{at}": 100 * at for at in range(20)}, {f"price{at}": 7 for at in range(20)}]
    along = {"price0": list(range(-3000, 3000, 100))}
    for terms in (None, sets, along):
        simulation = ec.simulate(made, waters(made, values), terms, year=2024)
        figures = [ec.plot_distribution(simulation, language=language)]
        if terms is along:
            figures.append(ec.plot_terms(simulation, language=language))
        if not simulation.unsettled.all():
            figures.append(ec.plot_budget(simulation, 2, draws=20, language=language))
        for figure in figures:
            assert plot_bytes(figure, "png", 40).startswith(b"\x89PNG")
            assert outside(figure) == []


def test_where_no_year_is_settled_the_picture_says_so():
    made = river(2)
    simulation = ec.simulate(made, waters(made, [MISSING] * 3), {"price1": [1, 2]}, year=2024)

    for figure in (ec.plot_distribution(simulation), ec.plot_terms(simulation)):
        assert "没有能结算的年份" in " ".join(texts(figure))


def test_many_parties_are_counted_not_squeezed():
    made = river(12)
    simulation = ec.simulate(made, waters(made, [50, 150]), {"price1": [1, 2]}, year=2024)

    assert any("另有 4 方未画出" in each for each in texts(ec.plot_terms(simulation)))
    assert any("另有 4 方未画出" in each for each in texts(ec.plot_budget(simulation, 2, draws=9)))
    assert f"另有 {24 - distribution.MOST_ROWS} 行" not in " ".join(texts(ec.plot_distribution(simulation)))


def test_the_same_simulation_gives_the_same_bytes():
    first, second = (simulated(terms={"price": [100, 200]}) for _ in range(2))

    assert [svg(each) for each in every_plot(first, "zh")] == [svg(each) for each in every_plot(second, "zh")]


def test_where_only_how_often_was_kept_the_pictures_are_the_same():
    terms = {"price": [100, 200]}
    whole, counted = simulated(terms=terms), simulated(terms=terms, counted=True)

    for draw in (ec.plot_distribution, ec.plot_terms):
        assert svg(draw(counted)) == svg(draw(whole))
    with pytest.raises(ec.RequestError, match="counted"):
        ec.plot_budget(counted, 3)


def test_all_pictures_of_a_simulation(tmp_path: Path):
    one = ec.save_plots(simulated(), tmp_path / "一")
    several = ec.save_plots(simulated(terms={"price": [1, 2]}), tmp_path / "多")
    uneven = ec.save_plots(
        simulated(terms=[{"price": 1, "target": "I"}, {"price": 2, "target": "II"}]), tmp_path / "不"
    )

    assert [each.name for each in one] == ["distribution.png"]
    assert {each.name for each in several} == {
        f"{kind}-{party}.png" for kind in ("distribution", "terms") for party in ("shang", "xia")
    }
    assert [each.name for each in uneven] == ["distribution-shang.png", "distribution-xia.png"]
    assert all(each.read_bytes().startswith(b"\x89PNG") for each in (*one, *several))
