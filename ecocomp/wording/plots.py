"""Titles, labels and errors of plots."""

SENTENCES: dict[str, tuple[str, str]] = {
    "needs_matplotlib": (
        '画图需要 matplotlib，此环境没有安装。请安装 ecocomp 的可选部分 plot：pip install "ecocomp[plot]"。',
        'Plots need matplotlib, which is not installed here. Install the extra `plot` of ecocomp: pip install "ecocomp[plot]".',
    ),
    "written": ("已写出 {count} 幅图到 {folder}：{files}", "{count} pictures written to {folder}: {files}"),
    "no_sum": (
        "本协议没有按指标求和的规则（如补偿指数 P = Σ k·C/C0），没有各指标的贡献可画。",
        "This agreement has no rule that is a sum over indicators (such as an index P = Σ k·C/C0), so there are no contributions to plot.",
    ),
    "not_a_sum": (
        "“{found}”不是按指标求和的规则，没有各指标的贡献。可画的有：{choices}。",
        "“{found}” is not a rule that is a sum over indicators and has no contributions. There are: {choices}.",
    ),
    "no_months": (
        "本协议不读取监测数据，没有月值可画。",
        "This agreement reads no monitoring data; there are no monthly values to plot.",
    ),
    # months
    "months": ("{section} {indicator}逐月值", "{section}: {indicator} by month"),
    "month": ("{month}月", "{month}"),
    "months_from": ("{first} 至 {last}", "{first} to {last}"),
    "value_in": ("{indicator}（{unit}）", "{indicator} ({unit})"),
    "value": ("月值", "monthly value"),
    "met": ("月值（达到目标）", "monthly value (on target)"),
    "worse": ("月值（劣于目标）", "monthly value (worse than the target)"),
    "absent": ("无月值", "no monthly value"),
    "no_values": ("没有月值", "There is no monthly value"),
    "target": ("目标 {grade}", "target {grade}"),
    # contributions
    "contributions": ("各指标对“{rule}”的贡献", "What each indicator contributes to “{rule}”"),
    "whole": ("合计", "all"),
    "sum_of_parts": ("合计（规则的值）", "sum (the value of the rule)"),
    "rows_left": (
        "另有 {count} 行未画出，可用断面、月份等缩小范围。",
        "{count:row more is|rows more are} not shown; a section or month narrows it down.",
    ),
    # flows
    "flows": ("资金流向（抵销后，元）", "Who pays whom (after setting off, yuan)"),
    "flows_left": ("另有 {count} 笔较小的未画出。", "{count:smaller payment is|smaller payments are} not shown."),
    # waterfall
    "waterfall": ("{party}：净额的构成（元）", "{party}: how the net amount comes about (yuan)"),
    "received": ("收：{what}", "received: {what}"),
    "paid": ("付：{what}", "paid: {what}"),
    "limit_gives": ("限额调整（收）：{what}", "limit, in its favour: {what}"),
    "limit_takes": ("限额调整（付）：{what}", "limit, at its cost: {what}"),
    "net_received": ("抵销后净额（净收）", "received net, after setting off"),
    "net_paid": ("抵销后净额（净付）", "paid net, after setting off"),
    "net_nothing": ("抵销后净额（收付相抵）", "nothing left after setting off"),
}
