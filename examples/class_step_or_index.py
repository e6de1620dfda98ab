# %% [markdown]
# # 算式：按类别付，还是按指数付 · By grade or by index
#
# 同样两个断面，同样的水，两种写法：按水质类别一级一级地付（类别），或者按浓度与限值之比连续地付（指数 P）。
# **问题：哪一种对谁更公平？**
#
# “公平”要先说好拿什么量。这里量五样：
#
# 1. **付得对不对**：水脏一点的年份，上游是不是就少得一点（名次相关）；
# 2. **运气**：河还是那条河，一年与一年之间金额差多少（标准差）；
# 3. **台阶**：限值上下差 0.01 mg/L，金额差多少；
# 4. **抵消**：一项超标，能不能被别的指标抵掉；
# 5. **劲头**：减一成污染，是不是年年都有回报。
#
# 水质数据是构造的，两份草案都是为比较写的，条款全是假设。
#
# *The same sections and the same water, paid by grade or by an index of concentrations: which is fairer to whom? Fair is measured
# by five things: whether the upstream city gets less in years of dirtier water; how much of an amount is luck; what 0.01 mg/L is
# worth at a limit; whether one indicator off target can be offset by others; and whether less pollution is rewarded every year. The
# water is constructed, both drafts are written for this comparison, all terms are assumed.*

# %%
import numpy as np
import pandas
from matplotlib import pyplot

import ecocomp as ec

pandas.options.display.float_format = "{:,.2f}".format

history = ec.read_monitoring("fuli-river-2019-2023-constructed.csv")
by_grade = ec.load_agreement("fuli-river")

# %% [markdown]
# ## 1 两份草案
#
# 类别草案就是协议库里的底稿：达标月 50 万元，每好一类加 10 万元，最多两类；不达标赔 50 万元，每差一类加 10 万元。
# 指数草案继承它，只换一条规则：三项指标各除以目标类别的限值，取平均，低于 1 武汉付，高于 1 上游赔。单价先写 100 万元，下一步再定。
#
# *The draft by grade is the one of the corpus. The draft by index extends it and changes one rule: each indicator divided by the limit
# of the target, averaged; below 1 Wuhan pays, above 1 it is paid.*

# %%
by_index = ec.read_agreement(
    """
ecocomp: 1
id: fuli-river-by-index
extends: fuli-river
title: 府澴河流域横向生态保护补偿协议（指数草案，只供比较）
title_en: Fu-Li River agreement (draft by index, for comparison only)
status: assumed
source: {document: 为比较写的草案, note: 假设，不是任何一方的方案}
parameters:
  index_price:
    title: 指数每低于 1 一个单位的月补偿
    title_en: compensation of a month for each unit of the index below 1
    unit: 万元
    value: 100
rules:
  - {name: P, title: 水质指数 P, title_en: index P, formula: "mean(C / limit(target), indicator)"}
  - {name: monthly_amount, formula: index_price * (1 - P)}
"""
)

# %% [markdown]
# ## 2 先让总额一样多
#
# 单价不同，谁多谁少就说明不了算式。所以先求一个单价，使武汉年均付的钱与类别草案一样：
#
# *First the price at which Wuhan pays as much on average as by grade, so that only the way of counting differs:*

# %%
years = ec.lognormal_scenarios(by_grade, history, rows=10_000, seed=4, year=2025)
of_grade = ec.simulate(by_grade, years, year=2025)
as_much = round(of_grade.net("武汉市").mean() / 100)  # 元


def even_price(draft):
    return ec.break_even(
        draft, years, "index_price", between=(20, 300), party="武汉市", level=as_much, step="0.01", year=2025
    ).below


price = even_price(by_index)
of_index = ec.simulate(by_index, years, [{"index_price": price}], year=2025)
print("单价（万元）price, 10,000 yuan:", float(price))

# %%
summaries = {"类别": of_grade.summary(), "指数": of_index.summary()}
pandas.concat(summaries, names=["草案"]).droplevel(1)[["party", "mean", "sd", "q05", "q95", "worst", "pays"]]

# %%
sd = {name: each.set_index("party")["sd"] for name, each in summaries.items()}
mean = {name: each.set_index("party")["mean"] for name, each in summaries.items()}
assert abs(mean["类别"]["wuhan"] - mean["指数"]["wuhan"]) < 1_000
assert all(abs(mean["类别"][city] - mean["指数"][city]) < 100_000 for city in ("suizhou", "xiaogan"))
assert all(sd["类别"][city] > 2.4 * sd["指数"][city] for city in ("suizhou", "xiaogan", "wuhan"))

# %% [markdown]
# 两市的均值也几乎没变（差不到 10 万元），所以换算式不是换人得利。变的是**运气**：河还是那条河，按类别，三家的金额一年与一年的起伏
# 都是按指数的两倍半左右。按指数，最差的年份也没有一市倒贴；按类别，孝感有倒贴的年份。
#
# *The means of the cities hardly change. What changes is luck: by grade amounts vary from year to year some two and a half times as
# much as by index, on one and the same river.*

# %%
worst = {name: each.set_index("party")["worst"] for name, each in summaries.items()}
assert worst["指数"]["suizhou"] > 0
assert worst["指数"]["xiaogan"] > 0
assert worst["类别"]["xiaogan"] < 0

# %% [markdown]
# ## 3 水脏的年份，是不是少得
#
# 拿什么量“水脏”？任何一把尺子都偏着一方：平均浓度比就是指数草案自己，不达标月数差不多就是类别草案自己。
# 所以四把尺子都用，外加各月最差一项的年平均，它不属于任何一方。表里是名次相关系数，越接近 −1 越“水脏则少得”：
#
# *How is dirty water measured? The mean ratio is what the index counts, the number of months off target nearly what grades count;
# between them stand the yearly mean of each month's worst indicator and the worst month. Rank correlations with what the city gets:*

# %%
LIMITS = {"codmn": 6, "nh3n": 1, "tp": 0.2}  # GB 3838-2002 Ⅲ类，mg/L
block = years.block(0)
assert block.rows == years.rows  # 一万年都在第一块里


def rulers(section):
    ratios = np.stack(
        [
            block.values[name, section] / 10 ** years.decimals[name] / limit
            for name, limit in LIMITS.items()  # 指标 × 月 × 年
        ]
    )
    return pandas.DataFrame(
        {
            "三项平均（指数的尺子）": ratios.mean(axis=(0, 1)),
            "不达标月数（类别的尺子）": (ratios.max(axis=0) > 1).sum(axis=0),
            "各月最差一项，年平均": ratios.max(axis=0).mean(axis=0),
            "最差的一个月": ratios.max(axis=(0, 1)),
        }
    )


correlations = pandas.DataFrame(
    {
        (city, name): rulers(section).corrwith(pandas.Series(each.net(city)), method="spearman")
        for city, section in (("随州市", "pinglin"), ("孝感市", "taipingsha"))
        for name, each in (("类别", of_grade), ("指数", of_index))
    }
)
correlations

# %%
for city in ("随州市", "孝感市"):
    grade, index = correlations[city]["类别"], correlations[city]["指数"]
    assert index["三项平均（指数的尺子）"] < -0.99
    assert grade["不达标月数（类别的尺子）"] < -0.9
    assert index["不达标月数（类别的尺子）"] > -0.7
    assert index["各月最差一项，年平均"] < -0.9 < grade["各月最差一项，年平均"]
    assert abs(index["最差的一个月"] - grade["最差的一个月"]) < 0.06

# %% [markdown]
# 各自的尺子量各自，都很准；用对方的尺子量，都差一截。用不偏的那把（各月最差一项），指数在 −0.9 以外，类别只有 −0.6、−0.7：
# **按指数，水脏的年份更靠得住地少得**。至于一年里最坏的那个月有多坏，两种写法都不大管。
#
# *Each is good by its own ruler. By the one between them the index follows pollution more closely. How bad the worst month was hardly
# matters to either.*
#
# ## 4 台阶在哪里
#
# 把 2024 年（构造）平林 3 月的氨氮从 0.50 到 2.50 mg/L 一个一个换上去，其余照旧，看随州这一年的净额：
#
# *The ammonia of March 2024 at Pinglin from 0.50 to 2.50 mg/L, all else as it was: what Suizhou gets in the year:*

# %%
readings = ec.read_monitoring("fuli-river-2024-constructed.csv")
months = ec.settle(by_grade, readings, 2024).table("C")[["section", "indicator", "month", "value"]]
months["value"] = [f"{float(value):.4f}" for value in months["value"]]
in_march = (months["section"] == "pinglin") & (months["indicator"] == "nh3n") & (months["month"] == "2024-03")
values = np.arange(50, 251)  # 百分之一 mg/L
swept = pandas.concat(
    [months.assign(scenario=each, value=months["value"].mask(in_march, f"{each / 100:.2f}")) for each in values]
)
own = ec.own_scenarios(by_grade, swept, name="March")

along = {
    "类别 by grade": ec.simulate(by_grade, own, year=2024).net("随州市") / 1e6,
    "指数 by index": ec.simulate(by_index, own, [{"index_price": price}], year=2024).net("随州市") / 1e6,
}

figure, axes = pyplot.subplots(figsize=(8, 3.2))
for name, amounts in along.items():
    axes.plot(values / 100, amounts, label=name.split(" ", 1)[1])
axes.set(
    title="assumed terms, constructed readings: no settlement",
    xlabel="NH3-N, March, mg/L",
    ylabel="Suizhou, 10 000 yuan a year",
)
axes.legend()
pyplot.show()

# %%
jumps = {name: np.abs(np.diff(amounts)).max() for name, amounts in along.items()}
pandas.Series(jumps).to_frame("0.01 mg/L 最多值多少万元")

# %%
assert jumps["类别 by grade"] == 110
assert jumps["指数 by index"] < 0.5
assert along["类别 by grade"][values == 201] == along["类别 by grade"][values == 250]
assert along["指数 by index"][values == 201] > along["指数 by index"][values == 250]

# %% [markdown]
# 按类别，1.00 与 1.01 mg/L 之间差 110 万元（少得 50，倒赔 60），比一次仪器误差贵得多；过了 2.0 mg/L，再脏也是同样的赔法。
# 按指数，0.01 mg/L 从来不到半万元，而且越脏赔得越多。**台阶招来争议**：谁在线边上，谁就有理由要求复测。
#
# *By grade 1.00 and 1.01 mg/L are 1.1 million yuan apart, and beyond 2.0 nothing more is paid however bad it gets. By index 0.01 mg/L is
# never worth 5,000 yuan, and worse water always costs more.*
#
# ## 5 一项超标，别的能不能抵
#
# 五年历史里，断面不达标的月份，两种写法各怎么算？
#
# *The months off target in five years of history, by both:*

# %%
rows = []
for year in range(2019, 2024):
    settled = ec.settle(by_index, history, year)
    one = settled.table("monthly_amount").merge(settled.table("section_grade"), on=["section", "month"])
    rows.append(one[one["value_y"] > 3])
off_target = pandas.concat(rows)
paid = pandas.DataFrame(
    {
        "断面": off_target["section"],
        "月份": off_target["month"],
        "类别": off_target["text_y"],
        "指数草案的月金额（万元）": [float(value * price / 100 / 10_000) for value in off_target["value_x"]],
    }
)
paid

# %%
assert len(paid) == 13
assert (paid["指数草案的月金额（万元）"] > 0).all()

# %% [markdown]
# **13 个不达标的月份，按指数草案武汉个个照付**：氨氮超了，高锰酸盐指数和总磷还低，一平均就到 1 以下。
# 下游很难接受“不达标还要付钱”。这是平均的毛病，不是指数的毛病。
#
# ## 6 折中：按最差的一项算指数
#
# 不取平均，取最差的一项。任何一项超标，当月就是上游赔；没有台阶；越脏赔得越多。单价照样先调到武汉年均付得一样多。
#
# *By index Wuhan pays for all of the 13 months off target, as other indicators offset the one that is. That comes from averaging. A third
# draft takes the worst indicator instead of the mean: no step, and no pay for a month off target.*

# %%
by_worst = ec.read_agreement(
    """
ecocomp: 1
id: fuli-river-by-worst
extends: fuli-river
title: 府澴河流域横向生态保护补偿协议（最差指标指数草案，只供比较）
title_en: Fu-Li River agreement (draft by index of the worst indicator, for comparison only)
status: assumed
source: {document: 为比较写的草案, note: 假设，不是任何一方的方案}
parameters:
  index_price: {title: 指数每低于 1 一个单位的月补偿, title_en: compensation for each unit below 1, unit: 万元, value: 100}
rules:
  - {name: P, title: 最差指标指数, title_en: index of the worst indicator, formula: "max(C / limit(target), indicator)"}
  - {name: monthly_amount, formula: index_price * (1 - P)}
"""
)
worst_price = even_price(by_worst)
of_worst = ec.simulate(by_worst, years, [{"index_price": worst_price}], year=2025)
drafts = {
    "类别": (by_grade, None, of_grade),
    "指数": (by_index, [{"index_price": price}], of_index),
    "最差指标指数": (by_worst, [{"index_price": worst_price}], of_worst),
}

# %% [markdown]
# ## 7 减一成污染，有没有回报
#
# 平林三项各减 10%，同样的随机数，随州每年多得多少？三种写法放在一起：
#
# *A tenth less of all three at Pinglin, the same random numbers: what does Suizhou gain, year by year, by each draft?*

# %%
measures = [ec.Measure(name, "0.9", section="平林") for name in LIMITS]
cleaner = ec.lognormal_scenarios(by_grade, history, rows=10_000, seed=4, year=2025, measures=measures)
rows = {}
for name, (draft, terms, simulation) in drafts.items():
    more = (ec.simulate(draft, cleaner, terms, year=2025).net("随州市") - simulation.net("随州市")) / 1e6
    nets = simulation.net("随州市") / 1e6
    rows[name] = {
        "年均（万元）": nets.mean(),
        "标准差": nets.std(),
        "与各月最差一项的相关": rulers("pinglin")["各月最差一项，年平均"].corr(pandas.Series(nets), method="spearman"),
        "减一成多得，均值": more.mean(),
        "减一成多得，标准差": more.std(),
        "白减的年份 %": 100 * (more == 0).mean(),
        "武汉净收的年份 %": 100 * (simulation.net("武汉市") > 0).mean(),
    }
together = pandas.DataFrame(rows)
together

# %%
assert together["类别"]["减一成多得，标准差"] > together["类别"]["减一成多得，均值"]
assert together["类别"]["白减的年份 %"] > 10
assert together["指数"]["白减的年份 %"] == together["最差指标指数"]["白减的年份 %"] == 0
assert together["最差指标指数"]["减一成多得，均值"] > 2 * together["类别"]["减一成多得，均值"]
assert 0.9 < together["最差指标指数"]["标准差"] / together["类别"]["标准差"] < 1
assert together["最差指标指数"]["年均（万元）"] - together["类别"]["年均（万元）"] > 30
assert of_worst.net("孝感市").mean() < min(of_grade.net("孝感市").mean(), of_index.net("孝感市").mean())
assert rulers("taipingsha")["各月最差一项，年平均"].mean() > rulers("pinglin")["各月最差一项，年平均"].mean()

signs = [
    (one["value_x"] < 0) == (one["value_y"] > 3)
    for settled in (ec.settle(by_worst, history, year) for year in range(2019, 2024))
    for one in [settled.table("monthly_amount").merge(settled.table("section_grade"), on=["section", "month"])]
]
assert all(each.all() for each in signs)

# %% [markdown]
# * **类别**：减一成，平均多得七十几万元，但每八年有一年白减，其余年份多寡不匀（标准差比均值还大）。
# * **指数**：年年有回报，几乎一样多，平均近 70 万元。
# * **最差指标指数**：年年有回报，而且多一倍以上；五年历史里，不达标的月份上游个个要赔，达标的月份个个有补。
#   代价有两条：起伏和类别差不多大；两市之间挪了三十多万元，随州多得，孝感少得，因为太平沙最差一项的平均比平林高。
#
# *By grade a tenth less brings some 760,000 yuan on average, but nothing in one year of eight, and unevenly otherwise. By index it brings
# nearly the same every year. By the worst indicator it brings more than twice as much every year, months off target are always
# charged and months on target always paid; but amounts swing as much as by grade, and some 300,000 a year move from
# Xiaogan to Suizhou.*
#
# ## 对谁更公平
#
# | | 类别 | 指数 | 最差指标指数 |
# | --- | --- | --- | --- |
# | 水脏少得 | 一般 | 靠得住 | 靠得住（尺子是它自己的） |
# | 运气 | 大 | 小 | 大，但跟着水走 |
# | 台阶 | 110 万元 | 没有 | 没有 |
# | 超标能抵消 | 不能 | 能，13 个月全抵 | 不能 |
# | 减排有回报 | 八年白减一年 | 年年 | 年年，加倍 |
#
# * **对上游**（随州、孝感），指数最稳：少担运气，减排年年算数。对孝感，最差指标指数最不利。
# * **对下游**（武汉），类别和最差指标指数站得住：不达标不付。指数草案要武汉为超标的月份付钱。
# * 谁也没有在五样上都占先。要减排的劲头又要不抵消，取最差指标指数；要各方预算平稳，取指数，另加一条“不达标月不付”。
#
# 这些都在构造的水上得来。真正的断面如果总是同一项超标，或者浓度起伏小得多，名次可能换；跑一遍就知道。
#
# *The index is steadiest for the upstream cities; grades and the worst indicator are what a downstream city can defend: no pay for a month
# off target. No draft is ahead in all five. All of this is found on constructed water; other sections may change the order.*
