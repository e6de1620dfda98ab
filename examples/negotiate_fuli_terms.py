# %% [markdown]
# # 谈判：府澴河的条款怎么定 · Negotiating the Fu-Li terms
#
# 随州在上游，孝感居中，武汉在下游（府澴河，又称府澧河）。三市要定的是：断面达标一个月武汉付多少，不达标一个月上游赔多少，
# 目标定几类，封顶多少。**问题：有没有一组数，三家都能接受？最该先谈的是哪一条？**
#
# 本页的水质数据是构造的，协议条款是假设的，各方的底线也是为了演示而设的；算出来的是方法，不是结论。
# 每一步的结论都写成了 `assert`：数一变，结论不成立，本页就跑不通。
#
# *Suizhou lies upstream, Xiaogan in the middle, Wuhan downstream. They must agree on what Wuhan pays for a month on target,
# what is paid back for a month off it, on the target grade, and on a cap. Is there a set of figures that all three can
# accept, and which term should be settled first? The water is constructed, the terms and the red lines of the parties are
# assumed: what can be taken from this page is the method. Each conclusion is an `assert`.*

# %%
import pandas

import ecocomp as ec

pandas.options.display.float_format = "{:,.2f}".format

agreement = ec.load_agreement("fuli-river")
history = ec.read_monitoring("fuli-river-2019-2023-constructed.csv")
agreement.text.parameters["attained_amount"].value, agreement.text.parameters["missed_amount"].value

# %% [markdown]
# ## 1 从已知的出发
#
# 协议库里的文件是草案的底稿：达标月 50 万元，未达标月 50 万元，每好一类、每差一类加 10 万元，每断面每年封顶 1000 万元。
# 签署文本没有公开，这些都是假设。公开报道里只有三笔已付的金额：
#
# *The file in the corpus is the draft to start from: 500,000 yuan either way, 100,000 for each class, a cap of 10 million for
# each section. All of it is assumed; what is reported are three payments:*

# %%
[(outcome.title, outcome.source) for outcome in agreement.text.outcomes]

# %%
print(len(agreement.unconfirmed), "项条款未经签署文本或公开文件确认 terms are not confirmed")

# %% [markdown]
# ## 2 一万个可能的年份
#
# 五年历史里没有真正的坏年份，而谈判怕的正是坏年份。所以先按月拟合对数正态分布，再抽一万年。
# 这样做假设了什么，写在 `years.assumes` 里，也写在下面第一张表的下方。
#
# *Five years of history hold no really bad year, and bad years are what matters. Log-normal distributions are fitted month by
# month, and 10,000 years drawn. What that assumes is told in `years.assumes` and below the first table.*

# %%
years = ec.lognormal_scenarios(agreement, history, rows=10_000, seed=2025, year=2025)

# %% [markdown]
# ## 3 照底稿签，一年要多少钱
#
# *What a year costs by the draft as it stands:*

# %%
draft = ec.simulate(agreement, years, year=2025, detail="sections")
draft.summary(quantiles=[0.05, 0.5, 0.95], language="zh")

# %%
ec.plot_distribution(draft)

# %%
wuhan = draft.net("武汉市") / 1_000_000  # 分 → 万元
assert -900 < wuhan.mean() < -800
assert 1 / 6 < (wuhan < -1000).mean() < 1 / 5
assert all((draft.net(party) < 0).mean() < 0.01 for party in ("随州市", "孝感市"))

# %% [markdown]
# 武汉平均每年付八百多万元，五六年里就有一年要付一千万元以上；上游两市一百年里也难得有一年倒贴。
# 照底稿，风险几乎都在武汉一边，而且是“水太好”的风险：水越好，付得越多。
#
# 底稿里的封顶又管不管用？看被它削去的金额：
#
# *Wuhan pays more than 8 million yuan on average, and more than 10 million in one year of five or six; in
# less than one year of a hundred one of the upper cities pays more than it gets. Does the cap help? What it cuts:*

# %%
cuts = draft.sections()
cuts[cuts["limit"] != ""][["limit", "section", "mean"]]

# %%
best_year, worst_year = 12 * (50 + 2 * 10), 12 * (50 + 3 * 10)  # 全年Ⅰ类；全年劣Ⅴ类
assert max(best_year, worst_year) < 1000
assert (cuts[cuts["limit"] != ""]["mean"] == 0).all()

# %% [markdown]
# 一分钱也没有削。不用模拟也看得出来：全年Ⅰ类才 840 万元，全年劣Ⅴ类才 960 万元，都到不了 1000 万元。
# **底稿的封顶是摆设**；武汉如果指望它，要改的是数字。
#
# *Nothing at all: twelve months of grade I come to 8.4 million, twelve months of inferior V to 9.6 million. The cap of the
# draft can never bite.*
#
# ## 4 先谈哪一条
#
# 每次只动一条，其余照底稿，看各方年均净额变多少。
#
# *One term at a time, all others as in the draft:*

# %%
ranges = {
    "target.平林": ("III", "II"),
    "target.太平沙": ("III", "II"),
    "attained_amount": (40, 60),
    "missed_amount": (50, 150),
    "better_amount": (0, 20),
    "worse_amount": (0, 20),
    "annual_cap": (400, 1000),
}
swings = ec.sensitivity(agreement, years, ranges, year=2025, language="zh")
ec.plot_sensitivity(swings, "武汉市")

# %%
of_wuhan = swings[swings["缔约方"] == "武汉市"].set_index("条款")["变幅（元）"].abs()
targets = of_wuhan[[each for each in of_wuhan.index if each.startswith("水质目标")]]
prices = of_wuhan.drop(targets.index)
assert targets.min() > 2 * prices.max()
assert targets.min() > prices.sum()

# %% [markdown]
# 一个断面的目标从Ⅲ类改成Ⅱ类，武汉的年均净额就改变一千万元上下，超过其他任何一条的两倍，方向也倒过来：武汉从付钱变成收钱。
# **先把目标类别定死，再谈单价**；目标没有定，单价谈得再细也没有用。下面都按Ⅲ类。
#
# *A target of II instead of III at one section moves some 10 million yuan a year, more than twice what any other term does,
# and turns the payment round. The target comes first; below it is III.*
#
# ## 5 各方的底线
#
# 假设三家各有一条底线：
#
# * 武汉：二十年里有十九年，付出不超过 900 万元；
# * 孝感：倒贴的年份不超过 5%；
# * 随州：平均每年收到不少于 300 万元。
#
# 达标月单价多高，武汉就到了底线？罚得多重，孝感就到了底线？求出来的是相邻的两个值，各自都是逐年精确结算的。
#
# *Red lines, assumed: Wuhan pays no more than 9 million in 19 years of 20; Xiaogan pays in no more than 5 % of the years;
# Suizhou gets 3 million a year on average. Where does a single term reach them?*

# %%
ec.break_even(
    agreement, years, "attained_amount", between=(20, 80), party="武汉市", of="q05", level=-9_000_000, year=2025
).text("zh")

# %%
ec.break_even(
    agreement, years, "missed_amount", between=(50, 300), party="孝感市", of="pays", level="0.05", year=2025
).text("zh")

# %% [markdown]
# 单看一条：武汉只肯付到四十万元上下；罚款到 90 万元，孝感就要叫停。第二句还有一处值得留意：90 万元时概率是 2% 多，多一分钱就跳到 5% 以上，
# 因为金额只有几种组合，概率是一级一级跳的。底线写成概率，谈的其实是这些台阶。
#
# *Alone, Wuhan stops at about 400,000 a month, Xiaogan at a penalty of 900,000. The probability jumps there: amounts come
# in a few combinations only, so it has steps.*
#
# 一万年是抽出来的，换一个种子，底线会挪多少？
#
# *The years are drawn: how far does another seed move the line?*

# %%
lines = []
for seed in (1, 2, 3):
    drawn = ec.lognormal_scenarios(agreement, history, rows=10_000, seed=seed, year=2025)
    even = ec.break_even(
        agreement, drawn, "attained_amount", between=(20, 80), party="武汉市", of="q05", level=-9_000_000, year=2025
    )
    lines.append(float(even.below))
lines

# %%
assert all(40 < line < 41 for line in lines)
assert max(lines) - min(lines) < 0.5

# %% [markdown]
# 不到半万元。下面的数读到万元为止。
#
# *Less than 5,000 yuan. What follows is to be read to the nearest 10,000.*
#
# ## 6 三条底线之间还剩下什么
#
# 两个单价一起动：31 × 11 组条款，每组一万年。
#
# *Both prices together, 341 sets of terms, 10,000 years each:*

# %%
grid = {"attained_amount": range(30, 61), "missed_amount": range(50, 151, 10)}
both = ec.simulate(agreement, years, grid, year=2025)
table = both.summary(quantiles=["0.05"]).set_index([*grid, "party"])
figures = pandas.DataFrame(
    {
        "武汉 5% 分位（万元）": table["q05"].xs("wuhan", level="party") / 10_000,
        "孝感付款概率": table["pays"].xs("xiaogan", level="party"),
        "随州均值（万元）": table["mean"].xs("suizhou", level="party") / 10_000,
    }
)
figures["都能接受"] = (
    (figures["武汉 5% 分位（万元）"] >= -900) & (figures["孝感付款概率"] <= 0.05) & (figures["随州均值（万元）"] >= 300)
)
accepted = figures[figures["都能接受"]]
accepted.reset_index().groupby("attained_amount")["missed_amount"].agg(["min", "max"])

# %%
slack = pandas.concat([figures["武汉 5% 分位（万元）"] + 900, figures["随州均值（万元）"] - 300], axis=1).min(axis=1)
middle = slack[figures["都能接受"]].idxmax()
limits = {
    line: int((figures["都能接受"] & (figures["武汉 5% 分位（万元）"] >= -line)).sum()) for line in (900, 850, 800, 750)
}
print("离武汉、随州底线都最远 farthest from both lines:", *middle)
print("武汉底线（万元）与可行的组数 sets left by the line of Wuhan:", limits)

# %%
assert len(accepted) == 12
assert middle == (38, 50)
assert accepted.index.get_level_values("attained_amount").max() == 41
assert accepted.index.get_level_values("missed_amount").max() == 70
assert limits[800] == 2
assert limits[750] == 0

# %% [markdown]
# 341 组里只剩 12 组：达标月 35 至 41 万元，未达标月 50 至 70 万元。离武汉、随州两条底线都最远的是 38 万元、50 万元。
# **底稿的 50 万元、50 万元不在其中**。武汉的底线再收紧 100 万元，就只剩 2 组；收紧 150 万元，一组也没有了，谈判只能从头换条款。
#
# *12 sets of 341 are left: 350,000 to 410,000 yuan for a month on target, 500,000 to 700,000 for one off it; farthest from the
# lines of Wuhan and Suizhou are 380,000 and 500,000. The draft's own figures are not among them. If Wuhan's line is a million
# tighter, two sets are left; at 7.5 million there is none.*
#
# ## 7 三种出价
#
# 能谈拢的范围里，取三个点：最合武汉的，居中的，罚得最重的。同样的一万年。
#
# *Three offers within what is left, over the same years: Wuhan's best, the middle one, the one with the highest penalty.*

# %%
offers = [
    {"attained_amount": 35, "missed_amount": 50},
    {"attained_amount": 38, "missed_amount": 50},
    {"attained_amount": 41, "missed_amount": 70},
]
offered = ec.simulate(agreement, years, offers, year=2025)
found = offered.summary(quantiles=[0.05, 0.95])
found[["attained_amount", "missed_amount", "party", "mean", "sd", "q05", "q95", "pays"]]

# %%
by_offer = found.set_index(["attained_amount", "party"])
assert by_offer["mean"][38, "xiaogan"] > by_offer["mean"][41, "xiaogan"]
assert all(by_offer["sd"][38, party] < by_offer["sd"][41, party] for party in agreement.parties)
assert by_offer["mean"][38, "wuhan"] < by_offer["mean"][41, "wuhan"]
assert by_offer["mean"][41, "wuhan"] - by_offer["mean"][38, "wuhan"] < 100_000
assert by_offer["q05"][38, "wuhan"] - by_offer["q05"][41, "wuhan"] > 400_000

# %% [markdown]
# 第三种出价与居中的相比，看上去是“多给一点、多罚一点”，其实三家的起伏都更大，孝感平均拿得更少；武汉平均少付几万元，
# 最贵的年份却要多付几十万元。孝感有理由要居中的那一种，武汉也没有理由反对。
#
# *Beside the middle one the third offer looks like a little more for a little more. But everybody's amounts
# swing more, Xiaogan gets less on average, and what Wuhan saves on average is little beside what it adds in dear years.*
#
# ## 8 三年要备多少钱
#
# 协议三年一签。按居中的出价，把三年连起来抽一万次：武汉年初手里有多少钱，才能以九成、九成五的把握三年都够付？
#
# *Three years in a row by the middle offer: how much must be at hand to be enough with 90 % and 95 %?*

# %%
three_years = offered.budget(3, levels=[0.9, 0.95], quantiles=[0.05, 0.5]).query("attained_amount == 38")
three_years[["party", "mean", "q05", "reserve_90", "reserve_95"]]

# %%
ec.plot_budget(offered, 3, "武汉市", terms=1)

# %%
reserve = three_years.set_index("party")["reserve_95"]
assert reserve["suizhou"] == reserve["xiaogan"] == 0
assert 3 * 700 * 10_000 < reserve["wuhan"] < 3 * 750 * 10_000

# %% [markdown]
# 武汉要备两千二百多万元，合每年不到 750 万元，比“每年 900 万元”的底线乘三少得多：好年份和坏年份互相抵掉了一些。
# 上游两市三年合计不必备钱。
#
# *Some 22 million for Wuhan, less than 7.5 million a year: good and bad years offset one another in part. The upper cities need
# none over three years.*
#
# ## 9 换一种假设，还站得住吗
#
# 上面假设来年的水和五年历史一样分布，各月互不相关。真正的枯水年是十二个月一起坏。设丰、平、枯三种年份，权重 1:2:1，
# 浓度分别乘 0.85、1、1.2（假设），其余不变，随机数也不变：
#
# *So far years are like history, and months come independently. In a dry year all twelve are bad. With wet, normal and dry years
# (weights 1:2:1, concentrations times 0.85, 1 and 1.2, assumed), all else the same, also the random numbers:*

# %%
flow_years = ec.FlowYears(
    wet=ec.FlowYear(weight=1, flow=1, concentration="0.85"),
    normal=ec.FlowYear(weight=2, flow=1, concentration=1),
    dry=ec.FlowYear(weight=1, flow=1, concentration="1.2"),
)
rougher = ec.lognormal_scenarios(agreement, history, rows=10_000, seed=2025, year=2025, flow_years=flow_years)
shaken = ec.simulate(agreement, rougher, offers, year=2025).summary(quantiles=[0.05])
shaken[["attained_amount", "missed_amount", "party", "mean", "q05", "pays"]]

# %%
shaken = shaken.set_index(["attained_amount", "party"])
assert all(shaken["pays"][attained, "xiaogan"] > 0.15 for attained in (35, 38, 41))
assert shaken["q05"][38, "wuhan"] < -9_000_000
assert all(0.8 < shaken["mean"][38, party] / by_offer["mean"][38, party] < 1 for party in agreement.parties)

# %% [markdown]
# 站不住。三种出价下孝感倒贴的年份都超过 15%，不是 5%；居中的出价，武汉最贵的那二十分之一年份也超过了 900 万元。
# 居中的出价，各方均值变了不到两成，变得厉害的是两头：丰水年武汉付得更多，枯水年孝感赔得更多。
#
# *They do not stand. Xiaogan pays in more than 15 % of the years whatever the offer, and Wuhan's line is passed by the middle
# one. Its means change by less than a fifth; both ends change more.*
#
# ## 带到谈判桌上去的
#
# 1. 先定目标类别，它比所有单价加起来还要紧。
# 2. 1000 万元的封顶是摆设；真要封顶，数字要在 840 万元以下。
# 3. 按历史的水，三条底线之间还有余地，达标月 38 万元、未达标月 50 万元左右；武汉底线收到 750 万元就没有余地了。
# 4. 这点余地经不起枯水年。与其多谈几万元单价，不如谈枯水年怎么算（例如按来水丰枯调整，或封住一年的赔付）。
#
# *To take to the table: the target first; a cap of 10 million does nothing, one that is to bite must be below 8.4 million; by the
# water of history there is room around 380,000 and 500,000 yuan a month, and none once Wuhan's line is 7.5 million; and that
# room does not survive dry years, so that a clause on these is worth more than some ten thousand yuan a month.*
