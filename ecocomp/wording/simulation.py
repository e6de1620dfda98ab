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
    "term_choice": ("{name}（{title}）", "{name} ({title})"),
    "term_double": (
        "“{name}”与“{other}”改的是同一项条款，只能给出一个",
        "'{name}' and '{other}' vary the same term; give one of them",
    ),
    "term_band": (
        "“{found}”不是分档表 {table} 中可变的；各档为：{bands}。{table}.2 是第 2 档的取值，{table}.1.to 是第 1 档与第 2 档的分界",
        "'{found}' is nothing that can be varied of the table {table}, whose bands are: {bands}. {table}.2 is the value of the second "
        "band, {table}.1.to where the first ends and the second begins",
    ),
    "band_all": ("任何值", "any value"),
    "band_below": ("低于 {end}", "below {end}"),
    "band_at_most": ("不高于 {end}", "at most {end}"),
    "band_above": ("高于 {end}", "above {end}"),
    "band_at_least": ("不低于 {end}", "at least {end}"),
    "term_ends": (
        "有的条款组合使分档表 {table} 第 {place} 档的上限不大于下限",
        "in some set of terms band {place} of the table {table} would not end above where it begins",
    ),
    "term_axes": (
        "“{found}”的标签数不对，该条款的轴为：{axes}",
        "'{found}' has another number of labels than the term has axes: {axes}",
    ),
    "term_label": ("“{found}”中没有“{label}”；有：{choices}", "'{found}': there is no '{label}'; there are: {choices}"),
    "term_number": ("{name} 的取值“{found}”不是数（单位：{unit}）", "{name}: '{found}' is no number (unit: {unit})"),
    "term_grade": (
        "{name} 的取值“{found}”不是水质类别；应如 II、Ⅲ、劣V",
        "{name}: '{found}' is no grade such as II, Ⅲ, inferior V",
    ),
    "term_truth": ("{name} 的取值“{found}”应为 True 或 False", "{name}: '{found}' should be True or False"),
    "variants_type": (
        "variants 应为 {{名称: 协议或改动文本}} 或协议的列表，现有 {found}",
        "variants must be {{name: agreement or text of what differs}} or a list of agreements, found {found}",
    ),
    "variant_twice": (
        "有两个方案都叫“{name}”（协议本身以其 id 为名）；请写成 {{名称: 协议}}，名称各不相同",
        "two variants are called '{name}' (the agreement itself goes by its id); give {{name: agreement}}, each with a name of its own",
    ),
    "variant_lacks_parties": (
        "方案的缔约方应与协议相同，缺少：{names}",
        "a variant must have the parties of the agreement; it lacks {names}",
    ),
    "variant_more_parties": (
        "方案的缔约方应与协议相同，多出：{names}",
        "a variant must have the parties of the agreement; it has {names} besides",
    ),
    "variant_starts": (
        "考核年度从 {found} 月开始，协议的从 {expected} 月开始，不能用同一批情景",
        "its assessment year starts in month {found}, that of the agreement in month {expected}: no scenario is a year of both",
    ),
    "variant_term": (
        "有方案时，条款不能叫“{name}”；请给该参数另取名称",
        "beside variants no term can be called '{name}'; give the parameter another name",
    ),
    "detail": ("detail 应为 {choices} 之一，现为“{found}”", "detail must be one of {choices}, found '{found}'"),
    "amount_large": (
        "有的净额大到无法保存（约 9 亿亿元以上）；请检查条款的取值和单位",
        "some net amount is too large to be kept (beyond some 90,000,000,000,000,000 yuan); look at the values and units of the terms",
    ),
    "scenarios_lack": (
        "情景中没有协议要读的：{names}",
        "the scenarios lack what the agreement reads: {names}",
    ),
    "too_large": (
        "结果需要 {size} MiB，最多 {most} MiB；请减少情景或条款组合，或用 counted 只保留各金额出现的次数",
        "the result would take {size} MiB of at most {most}; use fewer scenarios or sets of terms, or keep with counted "
        "only how often each amount comes about",
    ),
    "too_large_counted": (
        "不同的金额太多：需要 {size} MiB，最多 {most} MiB；请减少情景或条款组合",
        "there are too many different amounts: {size} MiB of at most {most}; use fewer scenarios or sets of terms",
    ),
    "only_counted": (
        "这次模拟只保留了各金额出现的次数（counted），没有保留各年的金额；请不用 counted 再模拟一次",
        "this simulation kept only how often each amount comes about (counted), not the amounts of each year; simulate "
        "once more without counted",
    ),
    # results
    "share": ("“{found}”不是大于 0、小于 1 的比例（如 0.05）", "'{found}' is no part between 0 and 1 such as 0.05"),
    "count": (
        "{name} 应为 {least} 至 {most} 的整数，现为“{found}”",
        "{name} must be a whole number from {least} to {most}, found '{found}'",
    ),
    "none_settled": (
        "没有一个情景能结算，无从统计",
        "no scenario could be settled, so that there is nothing to be said of them",
    ),
    "none_settled_why": ("{told}", "{told}"),
    "no_detail": (
        "模拟时没有要求明细；请用 simulate(…, detail={choices})",
        "the simulation was made without this detail; use simulate(…, detail={choices})",
    ),
    "needs_xarray": (
        '转为 xarray 需要 xarray，此环境没有安装。请安装 ecocomp 的可选部分 xarray：pip install "ecocomp[xarray]"。',
        'This needs xarray, which is not installed here. Install the extra `xarray` of ecocomp: pip install "ecocomp[xarray]".',
    ),
    "heading": ("情景模拟：{title}，{period}", "Simulation: {title}, {period}"),
    "note_scenarios": ("情景“{name}”，{rows} 个。{assumes}", "Scenarios '{name}', {rows} of them. {assumes}"),
    "note_seed": ("随机种子 {seed}。", " Seed {seed}."),
    "note_unconfirmed": (
        "《{title}》有 {count} 项条款未经签署文本或公开文件确认；本结果是测算，不是结算。",
        "{title}: {count:term is|terms are} not confirmed by a signed or published text; this is an estimate, no settlement.",
    ),
    "note_confirmed": (
        "《{title}》的条款都有签署文本或公开文件为据；本结果是测算，不是结算。",
        "{title}: all terms are confirmed by a signed or published text; this is an estimate, no settlement.",
    ),
    "note_term": ("《{title}》：{told}。", "{title}: {told}."),
    "note_unsettled": (
        "按协议不能结算的：{years} 个年份（情景 × 条款组合）中有 {count} 个，统计时不计入。",
        "{count} of {years} years (scenarios × sets of terms) could not be settled by the agreement and are left out.",
    ),
    "note_refused": (
        "{terms}：{years} 个年份中有 {count} 个不能结算。{why}",
        "{terms}: {count} of {years:year|years} cannot be settled. {why}",
    ),
    "note_refused_more": (
        "另有 {count} 组条款也有不能结算的年份。",
        "{count:set|sets} of terms more leave years unsettled.",
    ),
    "as_agreed": ("按协议条款", "Terms as agreed"),
    "and_sets": ("{first}，另 {count} 组条款相同", "{first}, and {count:set|sets} of terms more alike"),
    "refused_year": ("如情景 {scenario}（从 0 编号）：{reason}。", "Scenario {scenario} (the first is 0): {reason}."),
    "refused_quick": (
        "如情景 {scenario}（从 0 编号）：须逐年单独结算，快速模式不做。",
        "Scenario {scenario} (the first is 0) would have to be settled by itself, which quick mode does not do.",
    ),
    "refused_unknown": (
        "只保留了各金额出现的次数，没有找到是哪些年份；请不用 counted 再模拟一次。",
        "Which years these are was not kept and none of them was found; simulate once more without counted.",
    ),
    "note_inexact": (
        "快速模式：个别金额可能因浮点数与结算相差。",
        "Quick mode: some amounts may differ from the settlement by the last digit of a float.",
    ),
    "note_drawn": (
        "条款由分布抽取 {sets} 组（拉丁超立方抽样，随机种子 {seed}），各条款互不相关：{terms}。",
        "{sets:set|sets} of terms drawn by a Latin hypercube (seed {seed}), independently of one another: {terms}.",
    ),
    "uniform": ("在 {low} 与 {high} 之间均匀", "uniform from {low} to {high}"),
    "triangular": ("三角分布 {low}、{mode}、{high}", "triangular {low}, {mode}, {high}"),
    "normal": (
        "正态分布，均值 {mean}、标准差 {sd}，截断于 {low} 与 {high}",
        "normal, mean {mean}, standard deviation {sd}, from {low} to {high}",
    ),
    "weighted": ("取值（权重）{values}", "values (weights) {values}"),
    "drawn_type": (
        "应为 {{名称: 分布}}，且不为空，现为 {found}",
        "expected {{name: distribution}}, not empty, found {found}",
    ),
    "no_distribution": (
        "{name}：应为 Uniform、Triangular、Normal 或 Weighted，现为 {found}",
        "{name}: expected Uniform, Triangular, Normal or Weighted, found {found}",
    ),
    "mode": ("最可能值“{found}”不在低值与高值之间", "the mode '{found}' is not between low and high"),
    "sd": ("标准差应大于 0，现为“{found}”", "the standard deviation must be above 0, found '{found}'"),
    "far_from_mean": (
        "{low} 至 {high} 离均值 {mean} 太远，几乎没有概率",
        "from {low} to {high} is so far from the mean {mean} that nothing is likely there",
    ),
    "weights": (
        "应为 {{取值: 权重}}，权重不小于 0 且不全为 0，现为 {found}",
        "expected {{value: weight}}, weights not below 0 and not all 0, found {found}",
    ),
    "note_budget": (
        "连续 {years} 年：从能结算的情景中独立抽取 {draws} 次（随机种子 {seed}），即假设各年互不影响、条款不变。",
        "{years:year|years} in a row, drawn independently {draws} times from the settled scenarios (seed {seed}): the years are assumed "
        "not to depend on one another, and the terms to stay as they are.",
    ),
    # titles of columns
    "column_party": ("缔约方", "Party"),
    "column_variant": ("方案", "Variant"),
    "column_payer": ("支付方", "Payer"),
    "column_payee": ("收取方", "Payee"),
    "column_transfer": ("划拨事项", "Transfer"),
    "column_limit": ("封顶", "Limit"),
    "column_section": ("断面", "Section"),
    "column_scenario": ("情景", "Scenario"),
    "column_term": ("条款", "Term"),
    "column_target": ("水质目标", "target"),
    "band_value": ("{title} 第{place}档", "{title}, band {place}"),
    "band_end": ("{title} 第{place}档上限", "{title}, end of band {place}"),
    "column_mean": ("均值（元）", "Mean (yuan)"),
    "column_sd": ("标准差（元）", "Standard deviation (yuan)"),
    "column_quantile": ("{share}%分位数（元）", "{share} % quantile (yuan)"),
    "column_worst": ("最差年份（元）", "Worst year (yuan)"),
    "column_shortfall": ("最差{tail}%年份均值（元）", "Mean of the worst {tail} % (yuan)"),
    "column_pays": ("付款概率", "Probability of paying"),
    "column_is_paid": ("收款概率", "Probability of being paid"),
    "column_years": ("年数", "Years"),
    "column_unsettled": ("未能结算", "Not settled"),
    "column_draws": ("抽取次数", "Draws"),
    "column_reserve": ("{level}%保证的备付金（元）", "Reserve at {level} % (yuan)"),
    "column_fen": ("{party}（分）", "{party} (fen)"),
    "in_unit": ("（{unit}）", " ({unit})"),
    "column_mean_a": ("甲案均值（元）", "Mean of a (yuan)"),
    "column_mean_b": ("乙案均值（元）", "Mean of b (yuan)"),
    "column_better": ("更有利的概率", "Probability of being better off"),
    "column_worse": ("更不利的概率", "Probability of being worse off"),
    "column_same": ("相同的概率", "Probability of no difference"),
    "column_low": ("低值", "Low"),
    "column_high": ("高值", "High"),
    "column_agreed": ("按协议（元）", "As agreed (yuan)"),
    "column_at_low": ("取低值时（元）", "At the low value (yuan)"),
    "column_at_high": ("取高值时（元）", "At the high value (yuan)"),
    "column_swing": ("变幅（元）", "Swing (yuan)"),
    "column_first": ("一阶指数", "First-order index"),
    "column_total": ("总指数", "Total index"),
    "column_below": ("转向前的值", "Value below"),
    "column_above": ("转向后的值", "Value above"),
    "column_net_below": ("转向前净额（元）", "Net below (yuan)"),
    "column_net_above": ("转向后净额（元）", "Net above (yuan)"),
    # questions
    "number": ("{name} 中的“{found}”不是数", "{name}: '{found}' is no number"),
    "span": (
        "{name} 应为（低值，高值），低值在前且小于高值，现为“{found}”",
        "{name} must be (low, high), the low one first and smaller, found '{found}'",
    ),
    "two_values": (
        "{name} 应有低、高两个取值，现为“{found}”",
        "{name} must have two values, a low and a high one, found '{found}'",
    ),
    "ranges": (
        "terms 应为 {{名称: (低值, 高值)}}，且不为空，现为 {found}",
        "terms must be {{name: (low, high)}} and not empty, found {found}",
    ),
    "step": (
        "step 应大于 0，且两端之间至多 {most} 步，现为“{found}”",
        "step must be above 0, with at most {most} steps between the ends, found '{found}'",
    ),
    "measure": (
        "of 应为 mean（均值）、pays（付款概率）或 q05 这样的分位数，现为“{found}”",
        "of must be mean, pays or a quantile such as q05, found '{found}'",
    ),
    "no_crossing": (
        "{name} 在两端之间没有越过 {level}：低端为 {low}，高端为 {high}；请放宽 between，或换一个 level",
        "{name} does not pass {level} between the ends: {low} at the low one, {high} at the high one; widen between, or choose "
        "another level",
    ),
    "break_even": (
        "{party}的{of}在“{term}”由 {below} 到 {above} 之间越过 {level}：{below} 时为 {at_below}，{above} 时为 {at_above}。",
        "{party}: the {of} passes {level} between {below} and {above} of '{term}': {at_below} at {below}, {at_above} at {above}.",
    ),
    "of_mean": ("净额均值", "mean net amount"),
    "of_pays": ("付款概率", "probability of paying"),
    "of_quantile": ("净额{share}%分位数", "{share} % quantile of the net amount"),
    "yuan": ("{amount} 元", "{amount} yuan"),
    "nothing_read": (
        "协议不读取“{found}”；读取的指标：{choices}",
        "the agreement does not read '{found}'; indicators: {choices}",
    ),
    "values": (
        "{low} 至 {high}（每 {step} 一个）应有 2 至 {most} 个能精确保存的值",
        "from {low} to {high} by {step} there must be 2 to {most} values that can be kept exactly",
    ),
    "values_large": (
        "该指标的月值太大，不能与这么多位小数一并精确保存",
        "the monthly values of this indicator are too large to be kept exactly with so many decimals",
    ),
    "not_by_months": (
        "这一结算不能只由月值得出（用到逐日值，或跳过了缺数），无法逐值重算",
        "this settlement does not follow from monthly values alone (values of days, or gaps left out); it cannot be worked out value "
        "by value",
    ),
    "assumes_values": (
        "{where} {months} 的报出值依次取 {low} 至 {high}（每 {step} 一个），其余与结算相同。",
        "The reported value of {where} in {months} goes from {low} to {high} by {step}; all else is as settled.",
    ),
    "note_values": ("共重算 {rows} 次。{assumes}", "Settled {rows} times. {assumes}"),
    "note_no_turn": ("在此范围内净额没有变号。", "No net amount changes its sign in this range."),
    "note_compare": (
        "差额为“{b}”减“{a}”，逐情景相减；正数表示“{b}”对该方更有利。",
        "Differences are {b} less {a}, scenario by scenario; above zero {b} is better for the party.",
    ),
    "note_only_in": (
        "只有“{draft}”有的缔约方：{names}；在另一案中净额按 0 计。",
        "Parties of {draft} only: {names}; in the other draft they are left with nothing.",
    ),
    "note_sobol": (
        "Sobol 指数由 {samples} 个样本、{sets} 组条款估计（随机种子 {seed}）；假设各条款在其范围内均匀分布、互不相关。",
        "Sobol indices estimated from {samples} samples, {sets} sets of terms (seed {seed}); terms are assumed uniform over their "
        "ranges and independent.",
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
    "asked_detail": ("明细", "the detail"),
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
        "自定情景不是抽取的，不能给 {options}",
        "scenarios of one's own are not drawn: {options} says nothing of them",
    ),
    "option_of_other": (
        "{options} 不适用于情景 {kind}",
        "{options} says nothing of scenarios '{kind}'",
    ),
    "measures_form": (
        "--measure 应写作 指标=倍数、指标@断面=倍数 或 指标=倍数,起始年份，现为“{found}”",
        "--measure is written NAME=FACTOR, NAME@SECTION=FACTOR or NAME=FACTOR,YEAR, found '{found}'",
    ),
    "trends_form": (
        "--trend 应写作 指标=倍数,年份 或 指标@断面=倍数,年份，现为“{found}”",
        "--trend is written NAME=FACTOR,YEAR or NAME@SECTION=FACTOR,YEAR, found '{found}'",
    ),
    "flow_years_form": (
        "--wet、--normal、--dry 应一并给出，各为 权重,流量倍数,浓度倍数，现为 {found}",
        "--wet, --normal and --dry are given together, each as WEIGHT,FLOW,CONCENTRATION, found {found}",
    ),
    "history_needed": (
        "情景 {kind} 由历史监测数据得出，请给出监测数据文件",
        "scenarios '{kind}' come from history: give files of readings",
    ),
    "plots_where": (
        "--plots 要有 --out：图件写在哪个文件夹",
        "--plots needs --out: the folder that the pictures go to",
    ),
    "terms_both_ways": (
        "--vary、--terms 与 --draw 只能用一种",
        "terms are given by --vary, --terms or --draw, by one of them only",
    ),
    "draw_form": (
        "--draw 应写作 名称=uniform,低,高、名称=triangular,低,最可能,高、名称=normal,均值,标准差,低,高 "
        "或 名称=weighted,取值:权重,…（半角标点），现为“{found}”",
        "--draw is written NAME=uniform,LOW,HIGH, NAME=triangular,LOW,MODE,HIGH, NAME=normal,MEAN,SD,LOW,HIGH or "
        "NAME=weighted,VALUE:WEIGHT,…, found '{found}'",
    ),
    "draw_twice": ("--draw 两次给出“{name}”", "--draw gives '{name}' twice"),
    "draw_options": (
        "--sets 和 --draw-seed 说的是如何抽取条款，要与 --draw 一同给出",
        "--sets and --draw-seed say how terms are drawn: give --draw as well",
    ),
    "budget_counted": (
        "--budget 要用各年的金额，不能与 --counted 同用",
        "--budget needs the amounts of each year, which --counted does not keep",
    ),
    "budget": ("连续 {years} 年合计（元）", "Sums of {years:year|years} in a row, in yuan"),
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
    "assumed": ("情景假设：{told}", "Scenarios: {told}"),
    "years": ("{rows} 个可能的年份，{sets} 组条款", "{rows} possible years, {sets:set|sets} of terms"),
    "unsettled": (
        "{of} 个结果中有 {count} 个按协议不能结算，未计入下表",
        "{count:year|years} of {of} cannot be settled by the agreement and are left out below",
    ),
    "of_variant": ("{name}：{told}", "{name}: {told}"),
    "nets": (
        "各方净额（万元；正为收取，负为支付）",
        "What each party is left with, in 10,000 yuan (negative: it pays)",
    ),
    "more_sets": ("其余 {count} 组条款见 --out 输出", "{count} more sets of terms: see --out"),
    "mean": ("均值", "Mean"),
    "q05": ("5%分位数", "5 %"),
    "q50": ("中位数", "50 %"),
    "q95": ("95%分位数", "95 %"),
    "worst": ("最差年份", "Worst year"),
}
