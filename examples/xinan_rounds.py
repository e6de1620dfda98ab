# %% [markdown]
# # 比较：新安江第三轮与第二轮，同样的水 · Xin'an River: round 3 against round 2 on the same water
#
# 新安江的补偿三年一轮。**问题：同样的水，按第三轮算，安徽比按第二轮多得还是少得？差在哪一条？**
#
# 先说清楚什么是真的，什么不是：签署文本没有公开。两省各方、考核断面（街口）、P 值的形式和期限见于报道；
# **系数、权重、分档是研究文献里的通行说法，基本限值是编造的，水质数据是构造的**（构造时就取在这些限值附近）。
# 所以下面的金额不是新安江的真实结果；能用的是比较的办法，以及“哪一条要紧”这类问题该怎么问。
#
# *Compensation on the Xin'an River is agreed for three years at a time. On the same water, does Anhui get more or less by round 3
# than by round 2, and because of which term? No signed text is public. Parties, section, the form of P and the terms of validity
# are reported; coefficients, weights and tiers are what the literature says; the baselines are invented and the water is
# constructed, near these baselines. No amount below is an outcome of the river; what can be used is the method.*

# %%
from fractions import Fraction

import pandas

import ecocomp as ec

pandas.options.display.float_format = "{:,.4f}".format

second, third = ec.load_agreement("xinan-river-2"), ec.load_agreement("xinan-river-3")
history = ec.read_monitoring("xinan-river-2012-2017-constructed.csv")
no_accident = {"major_accident": False}

# %% [markdown]
# ## 1 两轮有什么不同
#
# 指标都是高锰酸盐指数、氨氮、总氮、总磷四项，公式都是 P = k0 · Σ k·C/C0，分档也相同（P ≤ 0.95 浙江付 2 亿元，P ≤ 1 付 1 亿元，
# P > 1 安徽付 1 亿元）。不同的只有三样：
#
# *Indicators, formula and tiers are the same in both files. Three things differ:*

# %%
assert second.text.readings.indicators == third.text.readings.indicators
assert second.text.tables["tiers"].bands == third.text.tables["tiers"].bands

rows = []
for name, own in third.text.parameters.items():
    before = second.text.parameters[name]
    for label in own.value if isinstance(own.value, dict) else [None]:
        old, new = (each.value if label is None else each.value[label] for each in (before, own))
        if old != new:
            rows.append((name, own.title, label or "", old, new, third.status(own), own.note))
differing = pandas.DataFrame(rows, columns=["条款", "名称", "指标", "第二轮", "第三轮", "依据", "说明"]).astype(str)
differing[["名称", "指标", "第二轮", "第三轮", "依据"]]

# %%
for note in differing["说明"].unique():
    print(note)

# %%
assert set(differing["条款"]) == {"k0", "k", "baseline"}
assert set(differing["依据"]) == {"assumed"}

# %% [markdown]
# 三样全是假设，基本限值还是编造的。第三轮的方向是：系数略高，总氮、总磷的权重加大，基本限值除总氮以外都收紧了。
#
# *All three are assumed. Round 3 has a slightly higher k0, more weight on nitrogen and phosphorus, and lower baselines except that of
# nitrogen.*
#
# ## 2 六年构造的水，两轮各算一遍
#
# 协议有期限，这里不管期限，只问条款。
#
# *Six constructed years by both rounds, whatever their terms of validity:*

# %%
settled = {
    (year, name): ec.settle(agreement, history, year, inputs=no_accident)
    for year in range(2012, 2018)
    for name, agreement in (("第二轮", second), ("第三轮", third))
}
years_by_both = pandas.DataFrame(
    [
        (year, name, float(each.value("P", section="街口")), int(each.net["anhui"]) / 1e8)
        for (year, name), each in settled.items()
    ],
    columns=["年份", "轮次", "P", "安徽净额（亿元）"],
).pivot(index="年份", columns="轮次")
years_by_both

# %%
ec.plot_contributions(settled[2013, "第三轮"], "P")

# %%
P = years_by_both["P"]
nets = years_by_both["安徽净额（亿元）"]
assert (P["第三轮"] > P["第二轮"]).all()
assert list(nets.index[nets["第二轮"] != nets["第三轮"]]) == [2013, 2014]
assert nets["第二轮"][2013] == 1
assert nets["第三轮"][2013] == -1
assert 0 < P["第三轮"][2014] - P["第三轮"][2012] < 0.0005
assert nets["第三轮"][2012] - nets["第三轮"][2014] == 1

# %% [markdown]
# 同样的水，第三轮的 P 年年高出 0.05 左右。六年里有四年金额一样，因为两轮的 P 都落在同一档里；差的是 2013、2014 两年：
# 2013 年从浙江付 1 亿元变成安徽付 1 亿元，一来一去 2 亿元。再看第三轮的 2012 年和 2014 年：P 只差万分之三，
# 正好落在 0.95 的两边，金额差 1 亿元。六年的样本太小，看不出常态。
#
# *On the same water P is some 0.05 higher by round 3, every year. In four of six years the amount is the same; in 2013 it turns round,
# which is a difference of 200 million. And by round 3 the P of 2012 and of 2014 differ by 0.0003, and the amounts by 100 million.
# Six years are too few to tell how often.*
#
# ## 3 一万个相同的年份
#
# 拟合六年历史，抽一万年，两轮对同一年各算一次，再逐年相减（`ec.compare`），差的就只是条款，不是运气。
#
# *Ten thousand years fitted to these six, settled by both, and subtracted year by year, so that luck drops out:*

# %%
years = ec.lognormal_scenarios(second, history, rows=10_000, seed=3, year=2018)
compared = ec.compare(second, third, years, year=2018, inputs=no_accident, quantiles=[0.05, 0.5, 0.95], language="zh")
compared

# %%
ec.plot_comparison(compared)


# %%
def of_anhui(agreement, terms=None):
    return ec.simulate(agreement, years, terms, year=2018, inputs=no_accident).net("安徽省")


tiers = pandas.DataFrame(
    {
        name: pandas.Series(of_anhui(each) / 1e10).value_counts(normalize=True) * 100
        for name, each in (("第二轮", second), ("第三轮", third))
    }
)
tiers.rename_axis("安徽净额（亿元）").add_suffix("（% 的年份）")

# %%
row = compared.set_index("缔约方").loc["安徽省"]
assert row["更有利的概率"] == 0
assert 0.3 < row["更不利的概率"] < 0.35
assert -40_000_000 < row["均值（元）"] < -35_000_000
assert tiers["第二轮"][2] > 95
assert 65 < tiers["第三轮"][2] < 70
assert tiers["第三轮"][-1] > 20 * tiers["第二轮"][-1]

# %% [markdown]
# **同样的水，第三轮没有一年对安徽更有利**；三年里有一年更不利，平均每年少 3700 万元左右。拿满 2 亿元的年份从九成五以上降到不足七成，
# 倒付的年份从千分之一左右升到百分之四五。浙江正好相反，差额相加为零。
#
# *On the same water round 3 is in no year better for Anhui, in one of three worse, by some 37 million a year on average. The full 200
# million come in less than 70 % of the years instead of more than 95 %; Anhui pays in 4 to 5 % instead of one in a thousand.*
#
# ## 4 差在哪一条
#
# 从第二轮出发，每次只换上第三轮的一样：
#
# *Which term? From round 2, one difference of round 3 at a time:*

# %%
new = third.text.parameters
changes = {
    "系数 k0": {"k0": new["k0"].value},
    "权重 k": {f"k.{name}": value for name, value in new["k"].value.items()},
    "基本限值": {f"baseline.{name}": value for name, value in new["baseline"].value.items()},
}
changes["三样一起"] = {name: value for change in changes.values() for name, value in change.items()}
agreed = of_anhui(second)
effect = pandas.Series({name: (of_anhui(second, [terms]) - agreed).mean() / 1e6 for name, terms in changes.items()})
effect.to_frame("安徽年均净额变化（万元）")

# %%
assert (of_anhui(second, [changes["三样一起"]]) == of_anhui(third)).all()
assert effect["基本限值"] / effect["三样一起"] > 2 / 3
assert abs(effect["权重 k"]) < 100
assert effect["基本限值"] < 5 * effect["系数 k0"]

# %% [markdown]
# 三样一起换上，一万年逐年等于第三轮，说明没有漏掉什么。其中七成是**基本限值**一项，系数占一成，权重几乎没有影响：
# 总氮、总磷权重加大，总氮的限值却放宽了，两相抵消。剩下的是几样一起才有的。
#
# 道理是：限值取前三年的均值，水治得越好，下一轮的限值就越严。**上一轮的成绩是下一轮的门槛。**
# 注意这几个数是编造的；真限值是多少，结论就可能不同，问题还是这么问。
#
# *All three together give round 3, year by year. Some 70 % is due to the baselines, a tenth to k0, next to nothing to the weights. Where
# baselines are the means of the three years before, what was achieved becomes the next threshold. These baselines are invented;
# with the real ones the answer may be another, the question is the same.*
#
# ## 5 “不进不退”值多少
#
# 水如果同基准期完全一样，各项 C/C0 都是 1，权重之和是 1，P 就等于 k0。所以 k0 定的是：水可以变差多少，还拿得满。
#
# *If water stays exactly as in the base years, P equals k0. So k0 says how much worse it may get:*

# %%
room = pandas.DataFrame(
    [
        (name, float(k0), 100 * float(Fraction("0.95") / Fraction(k0) - 1), 100 * float(1 / Fraction(k0) - 1))
        for name, agreement in (("第二轮", second), ("第三轮", third))
        for k0 in [agreement.text.parameters["k0"].value]
    ],
    columns=["轮次", "原地踏步时的 P", "变差多少 % 仍拿 2 亿", "变差多少 % 起倒付"],
)
room

# %%
assert all(sum(each.text.parameters["k"].value.values()) == 1 for each in (second, third))
assert room["变差多少 % 仍拿 2 亿"].is_monotonic_decreasing
assert room["变差多少 % 仍拿 2 亿"].min() > 5

# %% [markdown]
# 第二轮容许变差 6% 多，第三轮 5% 多。也就是说，两轮都不要求继续变好，只要求不明显变差。
#
# *Round 2 allows for a little more than 6 %, round 3 for more than 5 %. Neither asks for better water, only for water not much worse.*
#
# ## 6 哪一年、哪一个数翻盘
#
# 2013 年按第二轮是浙江付，按第三轮是安徽付。总氮年均要是多少，才会翻过来？把总氮全年都换成同一个值，逐个试：
#
# *In 2013 Zhejiang pays by round 2 and Anhui by round 3. At which total nitrogen, the same all year, does it turn?*

# %%
turning = {
    name: ec.turning_points(settled[2013, name], section="街口", indicator="总氮", party="安徽省")
    for name in ("第二轮", "第三轮")
}
pandas.concat(turning).droplevel(1)

# %%
measured = float(settled[2013, "第三轮"].value("annual", section="街口", indicator="tn"))
print(f"2013 年总氮年均（构造）annual mean of total nitrogen in 2013, constructed: {measured:.3f} mg/L")
assert float(turning["第三轮"]["above"].iloc[0]) < measured < float(turning["第二轮"]["below"].iloc[0])

# %% [markdown]
# 第三轮的翻转点是 1.26 与 1.27 之间，第二轮是 1.55 与 1.56 之间；当年的总氮年均正好在两者之间。
# 差一成左右的浓度就是 2 亿元；离台阶近的年份（如第 2 步的 2012 年和 2014 年），监测误差、采样日期都够得着。**这样的台阶，最值得在下一轮改成按 P 连续计算。**
#
# *It turns between 1.26 and 1.27 by round 3, between 1.55 and 1.56 by round 2; what was measured lies between. About a tenth of a
# concentration is worth 200 million there, and near a step less than an error of measurement: that is what a next round might replace by an amount that follows P.*
#
# ## 7 结论靠的是哪几条假设
#
# 第三轮的条款都未经确认。哪一条若是记错了，影响最大？
#
# *None of the terms is confirmed. Which one, if wrong, would matter most?*

# %%
ranges = {
    "k0": ("0.85", "0.95"),
    "baseline.氨氮": ("0.12", "0.16"),
    "baseline.总磷": ("0.030", "0.038"),
    "baseline.总氮": ("1.20", "1.40"),
    "baseline.高锰酸盐指数": ("1.70", "2.00"),
}
swings = ec.sensitivity(third, years, ranges, year=2018, inputs=no_accident, language="zh")
ec.plot_sensitivity(swings, "安徽省")

# %%
swings = swings[swings["缔约方"] == "安徽省"]
assert swings["条款"].iloc[0].startswith("水质稳定系数")
assert swings["变幅（元）"].abs().min() > abs(row["均值（元）"])

# %% [markdown]
# k0 从 0.85 到 0.95，安徽年均差近 1.5 亿元；任何一项限值上下错一成左右，影响都比两轮之差（3700 万元）还大。
# 所以**在拿到签署文本之前，“第三轮对安徽更严”只能说是这组数下的结果**，不能引用。
#
# 还有一条没有放进概率里：安徽境内发生重大水污染事故，一票否决，不论水质，安徽付 1 亿元。它在申报里，不在水里：
#
# *Between 0.85 and 0.95 k0 is worth nearly 150 million a year, and an error of about a tenth in any baseline more than the difference between the
# rounds. Before the signed texts are at hand, "round 3 is stricter for Anhui" is true of these figures only and not to be quoted. And
# the veto is declared, not drawn: after a major accident Anhui pays whatever the water was.*

# %%
accident = ec.settle(third, history, 2017, inputs={"major_accident": True})
accident.net["anhui"], settled[2017, "第三轮"].net["anhui"]

# %%
assert accident.net["anhui"] == -100_000_000
assert settled[2017, "第三轮"].net["anhui"] == 200_000_000

# %% [markdown]
# 事故的概率不能从水质数据里来，要另外给：每百年出一次事故，安徽每年的期望就少大约 1% × 2.6 亿元，即 260 万元左右
# （出事的那一年，原来平均得 1.6 亿元，变成付 1 亿元）。
#
# *Its probability cannot come from the water: one accident in a hundred years costs Anhui some 2.6 million a year.*

# %%
assert 2.5e8 < of_anhui(third).mean() / 100 + 1e8 < 2.7e8
