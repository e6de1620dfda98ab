# %% [markdown]
# # 治理：一座污水处理厂对随州值多少钱 · What a treatment plant is worth to Suizhou
#
# 随州打算给平林断面上游的污水厂提标。厂建好以后，氨氮、总磷下来，达标的月份多了，武汉付的补偿也就多了。
# **问题：多拿的补偿够不够养这座厂？不够的话，缺口从哪里来？**
#
# 水质数据是构造的，协议条款是假设的，厂的效果和造价也是假设的（见下）。算的只是协议里的钱，不是环境效益。
#
# *Suizhou thinks of upgrading the treatment plant above the section at Pinglin. Ammonia and phosphorus would fall, more months
# would be on target, and Wuhan would pay more. Does that pay for the plant, and if not, who else gains? The water is
# constructed; the terms, the effect of the plant and its cost are assumed. What is counted is the money of the agreement only.*

# %%
import numpy as np
import pandas

import ecocomp as ec

pandas.options.display.float_format = "{:,.1f}".format

agreement = ec.load_agreement("fuli-river")
history = ec.read_monitoring("fuli-river-2019-2023-constructed.csv")

# %% [markdown]
# ## 1 随州的钱丢在哪几个月
#
# 先看 2022 年：平林断面每个月、每项指标是几类，目标是Ⅲ类。
#
# *Where does Suizhou lose money? The grades of 2022 at Pinglin, month by month; the target is III.*

# %%
last = ec.settle(agreement, history, 2022)
grades = last.table("indicator_grade").query("section == 'pinglin'")
grades.pivot(index="indicator", columns="month", values="text")

# %%
ec.plot_months(last, "平林", "氨氮")

# %%
missed = grades[grades["value"] > 3]
assert set(missed["indicator"]) == {"nh3n"}
assert list(missed["month"]) == ["2022-02", "2022-03"]

# %% [markdown]
# 丢在二、三月，都是氨氮。其余月份都达标，多数是Ⅲ类。所以厂要管的首先是枯水期的氨氮。
#
# *In February and March, and to ammonia alone; all other months are on target.*
#
# ## 2 有厂和没有厂，水差在哪里
#
# 假设：提标以后平林的氨氮少 25%，总磷少 15%，2026 年起。其余指标和断面先不变。两组情景用同一个随机种子，
# 除了乘上去的系数，一个数也不差，所以两组净额逐年相减，差的就是厂。
#
# *Assumed: a quarter less ammonia and 15 % less phosphorus at Pinglin from 2026 on, nothing else for now. Both sets of scenarios
# have the same seed and differ by these factors alone, so that year by year the difference in money is that of the plant.*


# %%
def water(*measures):
    return ec.lognormal_scenarios(agreement, history, rows=10_000, seed=2026, year=2026, measures=measures)


plant = [ec.Measure("NH3-N", "0.75", section="平林", since=2026), ec.Measure("TP", "0.85", section="平林", since=2026)]
without, with_plant = (ec.simulate(agreement, each, year=2026) for each in (water(), water(*plant)))
with_plant

# %%
gain = (with_plant.net("随州市") - without.net("随州市")) / 1_000_000  # 分 → 万元
pandas.Series(
    {
        "均值": gain.mean(),
        "标准差": gain.std(),
        "最少": gain.min(),
        "最多": gain.max(),
        "没有得益的年份 %": 100 * (gain == 0).mean(),
    }
).to_frame("厂每年带来的补偿（万元）")

# %%
assert gain.min() >= 0
assert 120 < gain.mean() < 135
assert gain.std() > gain.mean() / 2
assert (gain == 0).mean() < 0.01

# %% [markdown]
# 平均一年 127 万元上下，而且很不均匀：水本来就好的年份，厂多挣的只有二三十万元。水不会因为有厂变差，所以没有一年是亏的。
#
# *Some 1.27 million yuan a year on average, and very uneven: where the water would have been good anyway, little is gained.*
#
# ## 3 减排一分有一分的钱吗
#
# 只减氨氮，从少 10% 到少 50%：
#
# *Ammonia alone, from 10 to 50 % less:*

# %%
ladder = []
for percent in (10, 20, 30, 40, 50):
    cut = ec.Measure("NH3-N", f"{(100 - percent) / 100}", section="平林", since=2026)
    net = ec.simulate(agreement, water(cut), year=2026).net("随州市")
    ladder.append((net - without.net("随州市")).mean() / 1_000_000)
steps = pandas.DataFrame(
    {"少排 %": (10, 20, 30, 40, 50), "年均多得（万元）": ladder, "比上一档多": np.diff([0, *ladder])}
)
steps

# %%
assert (steps["比上一档多"] > 0).all()
assert steps["比上一档多"].is_monotonic_decreasing
assert ladder[4] - ladder[2] < ladder[0] / 2

# %% [markdown]
# 头 10% 最值钱，越往后越不值：从 30% 减到 50%，加起来还不到头 10% 的一半。月份一旦达标，再干净也不加钱，除非总磷等也一起到Ⅱ类。
# **按类别付钱的协议，只买“过线”**；线内再好，它不出价。
#
# *The first tenth is worth most; from 30 to 50 % less there is not half of it to gain. An agreement that pays by grade buys the
# crossing of a line and nothing beyond.*
#
# ## 4 养得起厂吗
#
# 假设提标投资 2000 万元，用 20 年（不计利息），每年运行 80 万元，合每年 180 万元。十年一算：随机抽一万个十年，多得的补偿
# 够不够十年的费用？
#
# *Assumed: an investment of 20 million for 20 years without interest and 800,000 a year to run, 1.8 million a year in all. Ten
# years in a row, drawn ten thousand times:*

# %%
COST = 2000 / 20 + 80
decades = np.random.default_rng(10).choice(gain, size=(10_000, 10)).sum(axis=1)
pandas.Series(
    {
        "十年多得，均值": decades.mean(),
        "十年多得，九成把握至少": np.quantile(decades, 0.1),
        "十年费用": 10 * COST,
        "够用的概率 %": 100 * (decades >= 10 * COST).mean(),
        "养得起的年费用（均值）": gain.mean(),
        "养得起的投资（均值）": (gain.mean() - 80) * 20,
    }
).to_frame("万元")

# %%
assert 0.65 < gain.mean() / COST < 0.75
assert (decades >= 10 * COST).mean() < 0.02
assert 900 < (gain.mean() - 80) * 20 < 1000

# %% [markdown]
# 养不起。补偿只抵得上费用的七成，十年里够用的可能不到百分之二。**盈亏平衡点**：年费用 127 万元上下；运行费不变的话，投资九百多万元。
# 造价低于这个数，单凭协议就合算；高于这个数，就要问还有谁得益，或者改条款。
#
# *It does not pay: some 70 % of the cost is covered, and in fewer than 2 of 100 decades all of it. Break-even: 1.27 million a year,
# or an investment of a little more than 9 million with the same running cost.*
#
# ## 5 改哪一条，厂就合算
#
# 对每一条，有厂、没有厂各算一遍，相减。
#
# *Which term would make it pay? With and without the plant, for each value:*

# %%
tried = {
    "attained_amount": [30, 50, 70, 90, 110],
    "missed_amount": [50, 75, 100, 125, 150],
    "better_amount": [0, 10, 20, 30, 40],
    "annual_cap": [400, 500, 600, 800, 1000],
}
rows = []
for term, values in tried.items():
    before, after = (
        ec.simulate(agreement, each.scenarios, {term: values}, year=2026) for each in (without, with_plant)
    )
    rows += [
        (term, value, (after.net("随州市", at) - before.net("随州市", at)).mean() / 1_000_000)
        for at, value in enumerate(values)
    ]
worth = pandas.DataFrame(rows, columns=["条款", "万元", "厂带来的补偿（万元/年）"]).set_index(["条款", "万元"])
worth

# %%
by_term = worth["厂带来的补偿（万元/年）"]
assert by_term["attained_amount"].max() < COST
assert by_term["attained_amount"][110] < by_term["attained_amount"][30] / 5
assert by_term["missed_amount"][100] < COST < by_term["missed_amount"][125]
assert by_term["better_amount"][20] < COST < by_term["better_amount"][30]
assert by_term["annual_cap"][400] < by_term["annual_cap"][1000] / 5

# %% [markdown]
# * 提高达标月单价，到多少都不合算。涨到 90 万元以上，厂反而不值钱了：没有厂也常年顶着 1000 万元的封顶，
#   多达标一个月，一分钱也不多拿。
# * 罚得重有用：未达标月在 100 与 125 万元之间，厂就合算。
# * 给“好一类”加钱最有用：每类在 20 与 30 万元之间就够了。
# * 封顶低，厂就白建：封顶 400 万元时，厂带来的只有原来的一成多。
#
# 想要上游建厂，**封顶和单价要一起看**：封顶常常碰到的协议，付的是钱，买不来水。
#
# *A higher price for months on target never makes it pay; from 900,000 on the plant is worth less, as the cap is reached without it.
# A penalty between 1.00 and 1.25 million does, and so does 200,000 to 300,000 for each better class. With a cap of 4 million the
# plant brings little more than a tenth. A cap that is often reached pays without buying any water.*

# %%
penalties = {"missed_amount": range(100, 126)}
before, after = (ec.simulate(agreement, each.scenarios, penalties, year=2026) for each in (without, with_plant))
gains = [(after.net("随州市", at) - before.net("随州市", at)).mean() / 1_000_000 for at in range(26)]
enough = next(100 + at for at, found in enumerate(gains) if found >= COST)
print("未达标月赔付到", enough, "万元时合算 · pays from a penalty of", enough, "times 10,000 yuan on")

# %%
assert enough == 111

# %% [markdown]
# ## 6 还有谁得益
#
# 平林的水流到太平沙。假设减排的一半左右传到那里：氨氮少 12%，总磷少 7%。孝感什么也没做，也多达标几个月。
#
# *The water flows on to Taipingsha. Suppose about half of the reduction arrives there. Xiaogan, which has done nothing, gains too.*

# %%
downstream = [
    ec.Measure("NH3-N", "0.88", section="太平沙", since=2026),
    ec.Measure("TP", "0.93", section="太平沙", since=2026),
]
all_the_way = ec.simulate(agreement, water(*plant, *downstream), year=2026)
parts = pandas.Series(
    {
        agreement.name_of(party, "zh"): (all_the_way.net(party) - without.net(party)).mean() / 1_000_000
        for party in agreement.parties
    }
)
parts.to_frame("厂改变的年均净额（万元）")

# %%
assert abs(parts.sum()) < 1e-6
assert abs(parts["随州市"] - gain.mean()) < 1e-6
assert parts["随州市"] < COST < parts["随州市"] + parts["孝感市"]
assert parts["孝感市"] > 0.5 * parts["随州市"]

# %% [markdown]
# 随州一家不合算（127 万元，费用 180 万元），**随州和孝感合起来就合算**（203 万元）：孝感白得七十多万元，比随州的一半还多。
# 钱都是武汉出的，三家相加为零，协议本身不生钱；武汉多付的二百万元买到的是两个断面更好的水。
#
# *Alone it does not pay for Suizhou (1.27 million against 1.80); for both upper cities together it does (2.03). Wuhan pays all of it:
# the agreement makes no money, what Wuhan buys is better water at two sections.*
#
# ## 结论
#
# 1. 照现有条款，厂一年带来 127 万元上下，抵七成费用；造价压到九百多万元，随州自己就合算。
# 2. 要靠条款补上缺口，提罚款（111 万元）或给更好的类别加钱，不要提达标单价。
# 3. 更便宜的办法是让孝感分担：它得七十多万元，缺口只有五十多万元。
# 4. 这些数靠几条假设：构造的历史、减排比例、下游传到一半、各年互不相关。换成自己的监测数据和可研报告里的数，再跑一遍。
#
# *As the terms are, the plant brings 1.27 million a year, 70 % of its cost. Penalties or better classes can close the gap, the price
# of months on target cannot; cheapest is that Xiaogan shares the cost: it gains more than the gap. All of this rests on
# constructed history and the assumptions named above.*

# %%
assert parts["孝感市"] > COST - gain.mean() > 50
