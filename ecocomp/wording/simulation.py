"""What simulating says."""

SENTENCES: dict[str, tuple[str, str]] = {
    "needs_numba": (
        '编译需要 numba，此环境没有安装。请安装 ecocomp 的可选部分 fast：pip install "ecocomp[fast]"。',
        'Compiling needs numba, which is not installed here. Install the extra `fast` of ecocomp: pip install "ecocomp[fast]".',
    ),
    "sets": ("条款组合有 {found} 组，应为 1 至 {most} 组", "there are {found} sets of terms; there may be 1 to {most}"),
    "terms_type": (
        "terms 应为 {{名称: [取值, …]}} 或若干组 {{名称: 取值}}，现为 {found}",
        "terms must be {{name: [values …]}} or a list of sets {{name: value}}, found {found}",
    ),
    "sets_uneven": (
        "每组条款应有相同的名称：{names}",
        "every set of terms must have the same names: {names}",
    ),
    "term_digits": (
        "取值位数过多，无法一起测算：{found}",
        "values with so many digits cannot be worked out together: {found}",
    ),
    "term_unknown": (
        "协议没有“{found}”这个可变的条款；有：{choices}",
        "the agreement has no term '{found}' that can be varied; there are: {choices}",
    ),
    "term_axes": (
        "“{found}”的标签数不对，该条款的轴为：{axes}",
        "'{found}' has another number of labels than the term has axes: {axes}",
    ),
    "term_label": ("“{found}”中没有“{label}”；有：{choices}", "'{found}': there is no '{label}'; there are: {choices}"),
    "term_number": ("{name} 的取值“{found}”不是数（单位：{unit}）", "{name}: '{found}' is no number (unit: {unit})"),
    "term_grade": ("{name} 的取值“{found}”不是水质类别", "{name}: '{found}' is no grade"),
    "term_truth": ("{name} 的取值“{found}”应为 True 或 False", "{name}: '{found}' should be True or False"),
    "scenarios_lack": (
        "情景中没有协议要读的：{names}",
        "the scenarios lack what the agreement reads: {names}",
    ),
    "too_large": (
        "结果需要 {size} MiB，最多 {most} MiB；请减少情景或条款组合",
        "the result would take {size} MiB of at most {most}; use fewer scenarios or sets of terms",
    ),
    "worker_lost": (
        "有一个工作进程意外退出（可能内存不足或被终止）；已完成的分块若已保存，再次运行即可接着测算",
        "a worker process ended by itself (out of memory, or killed); blocks that were kept are not lost: run it once more "
        "to go on",
    ),
    # blocks that are kept
    "kept_other": (
        "文件夹中已有另一次测算的分块，不同之处：{what}；请另取文件夹，或用 --overwrite（overwrite=True）舍弃原有分块重新测算",
        "the folder holds blocks of another simulation, with another: {what}. Choose another folder, or use --overwrite "
        "(overwrite=True) to drop these blocks and begin anew",
    ),
    "asked_versions": ("程序版本", "version of the program"),
    "asked_agreement": ("协议", "agreement"),
    "asked_period": ("考核期", "period"),
    "asked_inputs": ("申报事项", "declared inputs"),
    "asked_scenarios": ("情景", "scenarios"),
    "asked_seed": ("随机种子", "seed"),
    "asked_terms": ("条款取值", "terms"),
    "asked_history": ("监测数据", "readings"),
    "asked_exact": ("是否精确到分", "exactness"),
    # the command
    "scenarios_unknown": (
        "情景应为 resampled（历史重抽样）、lognormal（逐月对数正态）或自定情景表的文件，没有文件“{found}”",
        "scenarios are resampled, lognormal or a file with a table of one's own; there is no file '{found}'",
    ),
    "scenarios_sheets": (
        "自定情景表应在唯一的工作表中，现有：{found}",
        "a table of scenarios should be the only sheet of its workbook; there are: {found}",
    ),
    "scenarios_uneven": (
        "本行有 {found} 列，表头有 {expected} 列",
        "this row has {found:column|columns}, the heading {expected}",
    ),
    "own_not_drawn": (
        "自定情景不是抽取的，不能给 --rows 或 --seed",
        "scenarios of one's own are not drawn: --rows and --seed say nothing of them",
    ),
    "history_needed": (
        "情景 {kind} 由历史监测数据得出，请给出监测数据文件",
        "scenarios '{kind}' come from history: give files of readings",
    ),
    "terms_both_ways": ("--vary 与 --terms 只能用一种", "terms are given by --vary or by --terms, not both"),
    "vary_form": (
        "--vary 应写作 名称=取值,取值（半角逗号），现为“{found}”",
        "--vary is written NAME=VALUE,VALUE, found '{found}'",
    ),
    "vary_twice": ("--vary 两次给出“{name}”的取值", "--vary gives values of '{name}' twice"),
    "terms_form": (
        "条款文件应为 名称: [取值, …]，或若干组 名称: 取值 的列表",
        "a file of terms holds name: [values …], or a list of sets of name: value",
    ),
    "working": ("正在测算", "simulating"),
    "heading": ("{title} {period}情景模拟", "{title}: simulation of {period}"),
    "assumed": ("情景假设：{told}", "Scenarios: {told}"),
    "years": ("{rows} 个可能的年份，{sets} 组条款", "{rows} possible years, {sets:set|sets} of terms"),
    "unsettled": (
        "{of} 个结果中有 {count} 个按协议不能结算（如缺数），未计入下表",
        "{count:year|years} of {of} cannot be settled by the agreement (readings lack, for one); they are left out below",
    ),
    "nets": (
        "各方净额（万元；正为收取，负为支付）",
        "What each party is left with, in 10,000 yuan (negative: it pays)",
    ),
    "more_sets": ("其余 {count} 组条款见 --out 输出", "{count} more sets of terms: see --out"),
    "party": ("缔约方", "party"),
    "mean": ("平均", "mean"),
    "q05": ("5%分位", "5 %"),
    "q50": ("中位", "50 %"),
    "q95": ("95%分位", "95 %"),
    "worst": ("最差", "worst"),
    "pays": ("支付率", "pays"),
    "pays_in": ("支付概率", "part of the years in which it pays"),
    "mean_yuan": ("平均（元）", "mean (yuan)"),
    "sd_yuan": ("标准差（元）", "standard deviation (yuan)"),
    "q05_yuan": ("5%分位（元）", "5 % (yuan)"),
    "q25_yuan": ("25%分位（元）", "25 % (yuan)"),
    "q50_yuan": ("中位（元）", "50 % (yuan)"),
    "q75_yuan": ("75%分位（元）", "75 % (yuan)"),
    "q95_yuan": ("95%分位（元）", "95 % (yuan)"),
    "worst_yuan": ("最差（元）", "worst (yuan)"),
    "shortfall_yuan": ("最差5%年份平均（元）", "mean of the worst 5 % (yuan)"),
    "settled_years": ("已结算年份", "settled years"),
    "unsettled_years": ("不能结算的年份", "years that cannot be settled"),
}
