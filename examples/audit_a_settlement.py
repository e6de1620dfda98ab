# %% [markdown]
# # 审计：一笔结算经不经得起查 · Auditing a settlement
#
# 审计员收到一包材料：监测数据工作簿、协议文件、结算结果、拨款表。**问题：算得对不对？数从哪里来？有没有被改过？**
#
# 本页的材料是构造的：协议是示例签署文本（金额、条款号都是编造的），监测数据是构造的，两处错误是这里故意放进去的。
#
# *An auditor is given a workbook of readings, the agreement, the settlement and a list of payments. Is it worked out correctly, where do
# the figures come from, and was anything altered? All of it is constructed, also the signed text; two errors are put in on purpose.*

# %%
import json
import tempfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pandas

import ecocomp as ec

pandas.options.display.float_format = "{:,.2f}".format
folder = Path(tempfile.mkdtemp())

# %% [markdown]
# ## 0 准备材料（审计员看不到这一步）
#
# 省站的原始数据是 CSV。财政局收到的是两张表的工作簿，有人在里面把平林 3 月六天的氨氮首位的 1 改成了 0（如 1.284 改成 0.284）；
# 财政局按改过的数老老实实结算。拨款时，付孝感的 4 450 000 元又被抄成 4 540 000 元。
#
# *What the auditor does not see: in the workbook the first digit of ammonia is changed from 1 to 0 on six days of March; the bureau settles
# what it was given. In the list of payments two digits are transposed.*

# %%
raw = pandas.read_csv("fuli-river-2024-constructed.csv", skiprows=1, dtype=str)
days = [f"03-{day:02d} 08:00" for day in (2, 6, 11, 16, 20, 29)]
changed = raw["断面名称"].eq("平林") & raw["监测时间"].isin(days)
sent = raw.copy()
sent.loc[changed, "氨氮(mg/L)"] = "0" + sent.loc[changed, "氨氮(mg/L)"].str.removeprefix("1")
workbook = folder / "监测数据（构造）.xlsx"
with pandas.ExcelWriter(workbook) as book:
    for section, rows in sent.groupby("断面名称", sort=False):
        rows.to_excel(book, sheet_name=section, index=False)

agreement = ec.load_agreement("fuli-river-signed-example.yaml")
ec.settle(agreement, ec.read_monitoring(workbook, year=2024), 2024).save(folder / "结算")
payments = pandas.DataFrame(
    [("武汉市", "随州市", Decimal("5500000.00")), ("武汉市", "孝感市", Decimal("4540000.00"))],
    columns=["付款方", "收款方", "金额"],
)

# %% [markdown]
# ## 1 照样再算一遍
#
# 从这里起是审计员。同样的文件，同样的协议，重算；与送来的 `settlement.json` 逐项比。
#
# *From here on it is the auditor. The same files, the same agreement, settled again and compared with what was sent:*

# %%
given = json.loads((folder / "结算" / "settlement.json").read_text(encoding="utf-8"))
readings = ec.read_monitoring(workbook, year=2024)
again = ec.settle(ec.load_agreement("fuli-river-signed-example.yaml"), readings, 2024)
again

# %%
assert given["agreement"]["digest"] == again.agreement.digest
assert {each["party"]: Decimal(each["net"]) for each in given["positions"]} == dict(again.net)
same = [
    (100 * Decimal(one["amount"]), one["payer"], one["payee"]) == (line.fen, line.payer.id, line.payee.id)
    for one, line in zip(given["transfers"], again.lines, strict=True)
]
assert all(same)
assert given["unconfirmed_terms"] == []
print(len(same), "笔划拨逐笔相同 payments are the same one by one")

# %% [markdown]
# 算得没有错：协议文件的校验码相同，24 笔划拨逐笔相同，条款都有签署文本（示例）。**重算只能证明算术，不能证明数据。**
#
# *The arithmetic is right, all 24 payments are the same. That says nothing of the data yet.*
#
# ## 2 钱有没有多出来、少下去
#
# 付出的每一分都要有人收到；两两相抵以后，还要等于各方净额；拨款表要等于结算。
#
# *Every fen paid must be received; what is left after setting off must be the net amounts; and payments must be what was settled:*

# %%
assert sum(each.net for each in again.positions) == 0
assert sum(each.paid for each in again.positions) == sum(each.received for each in again.positions)

owed = {(each.payer.id, each.payee.id): Decimal(each.fen) / 100 for each in again.pairs}
checked = payments.assign(
    应付=[owed[payer, payee] for payer, payee in (("wuhan", "suizhou"), ("wuhan", "xiaogan"))],
)
checked["差额"] = checked["金额"] - checked["应付"]
checked

# %%
off = checked[checked["差额"] != 0]
assert list(off["收款方"]) == ["孝感市"]
assert off["差额"].iloc[0] == 90_000
assert off["差额"].iloc[0] % 9 == 0

# %% [markdown]
# 结算守恒。拨款表付孝感多了 90 000 元：4 450 000 抄成了 4 540 000。差额能被 9 整除，是相邻两位数字颠倒的老记号。这是**第一处错误**。
#
# *The settlement balances. The list pays Xiaogan 90,000 yuan too much: 4,450,000 copied as 4,540,000, and a difference that nine divides is the
# old sign of transposed digits. That is the first error.*
#
# ## 3 抽一笔，追到底
#
# 先抽哪一笔？抽离限值最近的：差一点就翻盘的月份，改起来最省力。每个断面月，各项浓度与目标限值之比取最大的：
#
# *Which payment to follow? Those nearest to a limit, where little effort changes much. For each section and month the largest ratio of
# a concentration to the limit of the target:*

# %%
LIMITS = {"codmn": 6, "nh3n": 1, "tp": Decimal("0.2")}  # GB 3838-2002 Ⅲ类，mg/L
months = again.table("C")
months["与限值之比"] = [
    float(value) / float(LIMITS[name]) for value, name in zip(months["value"], months["indicator"], strict=True)
]
closest = months.loc[months.groupby(["section", "month"])["与限值之比"].idxmax()]
closest[closest["与限值之比"].between(0.9, 1.1)].sort_values("与限值之比", ascending=False)

# %%
first = closest[closest["与限值之比"] <= 1].sort_values("与限值之比").iloc[-1]
assert (first["section"], first["indicator"], first["month"]) == ("pinglin", "nh3n", "2024-03")
assert first["text"] == "0.99 mg/L"

# %% [markdown]
# 达标的月份里贴得最紧的是平林 3 月，氨氮 0.99 mg/L，限值 1。这一笔从金额一直追到条款和单元格：
#
# *The closest month on target is March at Pinglin: 0.99 mg/L of ammonia, the limit is 1. From the amount to the clause and the cells:*

# %%
line = next(each for each in again.lines if dict(each.coordinate) == {"section": "pinglin", "month": "2024-03"})
again.explain(line)

# %%
derivation = again.explain("C", section="平林", indicator="氨氮", month=3)
print(derivation.text("zh", everything=True))

# %% [markdown]
# 这里写的单元格，在工作簿里真是这个数吗？不经过本库，另用 openpyxl 打开看：
#
# *Is that what stands in the workbook? Opened by another library:*

# %%
sheet = openpyxl.load_workbook(workbook)["平林"]
[(cell, sheet[f"D{cell[1:]}"].value, sheet[cell].value) for cell in ("L62", "L63", "L67")]

# %%
assert sheet["L67"].value == "0.284"
assert "L67" in derivation.text("zh", everything=True)
assert line.clause == "第五条、第六条"

# %% [markdown]
# 单元格、公式、条款都对得上。可是三十一个数里，有六个在 0.1 至 0.3 之间，其余都在 1 以上。
#
# *Cells, formulas and clauses agree. But six of the 31 values lie between 0.1 and 0.3, and all others above 1.*

# %%
ammonia = readings.frame.query("section == '平林' and indicator == 'nh3n'")
ammonia = ammonia[ammonia["when"].str.startswith("2024-03")]
low = ammonia[ammonia["value"].astype(float) < 1]
low[["when", "text", "sheet", "cell"]]

# %%
others = ammonia[ammonia["value"].astype(float) >= 1]["value"].astype(float)
assert len(low) == 6
assert low["value"].astype(float).max() < 0.3
assert others.min() > 1

# %% [markdown]
# ## 4 不看原始数据，能不能看出被改
#
# 能。站点上报的每一行另有一列“水质类别”，是按当时的全部指标判的。用同一行的数再判一次，两者应当一致：
#
# *Without the original: each row carries a class that the station gave. Graded again from the values of the row, it should agree:*

# %%
graded = ec.grade_water(readings)
contradicting = graded.frame[graded.frame["agrees"].eq(False)]
contradicting[["section", "time", "grade", "published", "value_nh3n"]]

# %%
assert len(graded.frame) == 732
assert set(contradicting["published"]) == {4}
assert set(contradicting["grade"]) == {2, 3}
assert list(contradicting["time"]) == list(low["when"])

# %% [markdown]
# 732 行里只有六行矛盾，正是那六天：表上写Ⅳ类，照行内的数却只是Ⅱ类或Ⅲ类。改数的人忘了改类别。
# 要是他改的是 3 月 9 日，文件读都读不进来：那天的数在表里有两行，只改一行，就成了“重复出现且数值不同”。
#
# *Of 732 rows six contradict themselves, and these are the six days: class IV in the table, II or III by its own values.*
#
# ## 5 与省站原始数据逐格比
#
# *Cell by cell against the original of the provincial station:*

# %%
original = ec.read_monitoring("fuli-river-2024-constructed.csv", year=2024)
keys = ["section", "indicator", "when"]
both = original.frame.merge(readings.frame, on=keys, suffixes=("_原始", "_送审"))
different = both[both["text_原始"] != both["text_送审"]]
different[["section", "when", "indicator", "text_原始", "line_原始", "text_送审", "sheet_送审", "cell_送审"]]

# %%
assert len(both) == len(original.frame) == len(readings.frame)
assert list(different["when"]) == list(low["when"])

# %% [markdown]
# ## 6 改这六格，值多少钱
#
# 用原始数据更正清算，逐笔比：
#
# *Settled by the original, payment by payment:*

# %%
corrected = ec.settle(agreement, original, 2024)
one, other = (
    pandas.Series({(*dict(line.coordinate).values(),): line.signed_fen / 1_000_000 for line in each.lines})
    for each in (again, corrected)
)
lines = pandas.DataFrame({"送审（万元，武汉付为正）": one, "更正": other})
lines[one != other]

# %%
difference = corrected.net - again.net
difference

# %%
assert (one != other).sum() == 1
assert difference["suizhou"] == -1_050_000
assert difference["xiaogan"] == 0
assert difference["wuhan"] == 1_050_000

# %% [markdown]
# 只有一笔变了：武汉付 45 万元变成随州付 60 万元，一来一去 **105 万元**。这是第二处错误，也是要紧的一处。
#
# ## 7 翻盘点：改多少就够
#
# 只看 3 月这一个月（预核算），平林的氨氮月值在哪里翻盘：
#
# *One payment changes: 450,000 from Wuhan becomes 600,000 from Suizhou, 1.05 million in all. That is the second error. At which monthly value does
# March turn round?*

# %%
march = ec.settle(agreement, original, 2024, since=3, through=3)
turn = ec.turning_points(march, section="平林", indicator="氨氮", month=3, party="随州市", language="zh")
turn

# %%
below, above = turn.iloc[0, 1], turn.iloc[0, 2]
true, sent_in = (each.value("C", section="平林", indicator="氨氮", month=3) for each in (corrected, again))
print(
    f"真值 {float(true)}，翻盘点 {below} 与 {above} 之间，送审值 {again.value('C', section='平林', indicator='氨氮', month=3)}"
)

# %%
assert (below, above) == (Decimal("1.00"), Decimal("1.01"))
assert float(sent_in) == 0.99 < below < float(true) == 1.18

# %% [markdown]
# 月值从 1.18 压到 1.00 就够了，送审值是 0.99，刚好过线。改动的大小与翻盘的距离这样合得上，本身就是线索。
#
# *From 1.18 to 1.00 is enough, and what was sent is 0.99.*

# %%
ec.plot_months(again, "平林", "氨氮")

# %%
ec.plot_months(corrected, "平林", "氨氮")

# %% [markdown]
# ## 审计意见
#
# 1. **算术**：重算 24 笔，逐笔相同；收支守恒。
# 2. **拨款**：付孝感多 90 000 元，数字抄颠倒，应追回。
# 3. **数据**：监测数据工作簿“平林”表六个单元格与省站原始数据不符，也与本行“水质类别”矛盾；更正以后武汉少付随州 105 万元。
# 4. **控制**：每次结算都跑第 4、5 两步，只要几秒钟；结算结果里最好连同原始文件的校验码一起存。
#
# *The arithmetic is right and balances; 90,000 yuan were paid too much to Xiaogan; six cells of the readings differ from the original and
# contradict their own row, and without them Wuhan pays Suizhou 1.05 million less. Steps 4 and 5 take seconds and should be taken each time.*
