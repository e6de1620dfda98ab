"""What scenarios assume, and what is wrong with those that cannot be used."""

SENTENCES: dict[str, tuple[str, str]] = {
    "reads_nothing": (
        "“{title}”不读取监测数据，没有情景可言。",
        "“{title}” reads no monitoring data; it has no scenarios.",
    ),
    # one's own
    "assumes_own": (
        "使用者自定的 {rows} 个情景，程序不作任何假设。",
        "{rows:scenario|scenarios} of the user's own; nothing is assumed by the program.",
    ),
    "own_type": (
        "自定情景应为 pandas 的 DataFrame，或以（指标，断面）为键的整数数组，而不是 {found}。",
        "Scenarios of one's own are a pandas DataFrame or arrays of whole numbers by (indicator, section), not {found}.",
    ),
    "own_empty": ("没有任何情景：数据是空的。", "There is no scenario: the data are empty."),
    "table_options": (
        "decimals 与 below 只用于数组；表格中的小数位数与低于检出限写在数值里（如 0.02L）。",
        "decimals and below go with arrays; in a table the values themselves say both (such as 0.02L).",
    ),
    "column_absent": ("表格缺少列：{missing}。", "The table lacks the columns {missing}."),
    "column_unknown": (
        "无法识别的列“{found}”；应为：{choices}。",
        "The column “{found}” is not known; expected {choices}.",
    ),
    "column_twice": (
        "列“{found}”重复；应各有一列：{choices}。",
        "The column “{found}” stands there twice; expected one each of {choices}.",
    ),
    "indicator_unknown": (
        "“{found}”不是协议读取的指标或水量；有：{choices}。",
        "“{found}” is no indicator or quantity that the agreement reads; there are {choices}.",
    ),
    "named": ("{title}（{name}）", "{title} ({name})"),
    "section_unknown": (
        "协议没有断面“{found}”；有：{choices}。",
        "The agreement has no section “{found}”; there are {choices}.",
    ),
    "month_unknown": (
        "“{found}”不是月份；应为 1 至 12，或 2024-03 这样的月份。",
        "“{found}” is no month; expected 1 to 12, or a month such as 2024-03.",
    ),
    "scenario_unnamed": (
        "没有写明是哪一个情景；应为编号或名称。",
        "The scenario is not named; expected its number or name.",
    ),
    "row_twice": (
        "情景“{scenario}”{section} {indicator} {month}月已在第 {other} 行给出；这样重复的共 {more} 行，每个值只应有一行。",
        "Scenario “{scenario}”, {section}, {indicator}, month {month} stands in row {other} already; {more:row repeats|rows repeat} "
        "others so. Expected one row a value.",
    ),
    "below_unsaid": (
        "“{found}”没有写明检出限；应写成 0.02L 或 <0.02。",
        "“{found}” does not say the detection limit; expected 0.02L or <0.02.",
    ),
    "negative": ("“{found}”小于 0；该指标的值应不小于 0。", "“{found}” is below 0; expected a value of 0 or more."),
    "grade": (
        "“{found}”不是水质类别；应为 Ⅰ 至 Ⅴ、劣Ⅴ，或 1 至 6。",
        "“{found}” is no grade; expected Ⅰ to Ⅴ, 劣Ⅴ, or 1 to 6.",
    ),
    "not_whole": (
        "{indicator} 的数值不能一并精确保存：位数最多的是 {finest}，最大的是 {largest}；去掉小数点后应在 {most} 以内，小数至多 9 位。",
        "The values of {indicator} cannot be kept exactly together: {finest} has the most decimals and {largest} is the largest; "
        "expected whole numbers up to {most} without the decimal point, and at most 9 decimals.",
    ),
    "array_key": (
        "数组的键“{found}”应为（指标，断面）。",
        "The key “{found}” of an array should be a pair (indicator, section).",
    ),
    "array_twice": ("{key} 给了不止一个数组。", "There is more than one array for {key}."),
    "array_shape": (
        "{key} 的数组应为整数，形状（12，{rows}），而不是 {found}。",
        "The array of {key} should be whole numbers of shape (12, {rows}), not {found}.",
    ),
    "array_large": ("{key} 的数组中有超过 ±{most} 的数。", "The array of {key} has numbers beyond ±{most}."),
    "array_decimals": (
        "decimals 应给出 {key} 的小数位数（{fewest} 至 {most}），而不是 {found}。",
        "decimals should say the decimals of {key}, {fewest} to {most}, not {found}.",
    ),
    "below_shape": (
        "{key} 的 below 应为布尔数组，形状（12，{rows}），而不是 {found}。",
        "below of {key} should be an array of truths of shape (12, {rows}), not {found}.",
    ),
    "below_limit": (
        "{key} 低于检出限处的数应为检出限（大于 0）。",
        "Where {key} is below detection, its number should be the detection limit, above 0.",
    ),
    # from history
    "count": (
        "{name} 应为不小于 {least} 的整数，而不是 {found}。",
        "{name} should be a whole number of {least} or more, not {found}.",
    ),
    "readings_type": (
        "历史数据应为 read_monitoring 读出的监测数据，而不是 {found}。",
        "The history should be readings of read_monitoring, not {found}.",
    ),
    "no_history": (
        "历史数据中没有“{title}”各断面所读指标、水量的任何值。",
        "The history has no value of what “{title}” reads at its sections.",
    ),
    "months": ("months 不能是 {found}；可为：{choices}。", "months cannot be {found}; choose from {choices}."),
    "no_whole_year": (
        "{months} 月：自 {first} 年起没有一个考核年度的这些月份月月有数据，无从抽取；请给更长的历史数据，或把 months 取短。",
        "Months {months}: since {first} there is no assessment year in which there are readings of each of them, to be drawn; give a "
        "longer history, or take shorter parts by months.",
    ),
    "assumes_years": (
        "历史重抽样：每个情景是考核年度 {years} 中随机抽取的一整年，各断面、各指标和水量一并取用，数值如实取报出值（含低于检出限、缺测）。"
        "即假设来年与其中一年相同，各年机会相等。",
        "Resampled history: each scenario is one whole year of {years}, drawn at random with all sections, indicators and "
        "quantities together, values as reported (also below detection and missing). It assumes that the year to come is like "
        "one of these, each as likely as the others.",
    ),
    "assumes_parts": (
        "历史重抽样：每个情景由每段 {months} 个月拼成，各段分别从考核年度 {years} 中随机抽取同月数据，段内各断面、各指标和水量一并取用，"
        "数值如实取报出值（含低于检出限、缺测）。即假设各段之间互不相关，各年机会相等。",
        "Resampled history: each scenario is put together from parts of {months:month|months}, each drawn at random from "
        "the same calendar months of {years} with all sections, indicators and quantities together, values as reported (also "
        "below detection and missing). It assumes that parts do not depend on each other and that each year is as likely as the "
        "others.",
    ),
    "assumes_absent": (
        "历史上从未报出、各情景都缺的：{listed}。",
        "Never reported, and missing in every scenario: {listed}.",
    ),
    # log-normal
    "no_distribution": (
        "公布的断面类别没有可拟合的分布；读取公布类别的协议请用历史重抽样（resampled_scenarios）。",
        "Published grades have no distribution to be fitted; use resampled_scenarios for an agreement that reads them.",
    ),
    "too_short": (
        "历史太短，无法估计离散程度：{keys}；每一项至少要有一个月份有两年的值。",
        "The history is too short for a spread of {keys}; expected values of two years in some month of each.",
    ),
    "change_type": (
        "measures 中应为 Measure 或 Trend，而不是 {found}。",
        "measures should hold Measure and Trend, not {found}.",
    ),
    "not_scaled": (
        "“{found}”不能乘以系数（如 pH、水温）。",
        "“{found}” cannot be multiplied by a factor (such as pH and water temperature).",
    ),
    "factor": (
        '系数与权重应为大于 0 的数，如 "0.8"，而不是 {found}。',
        'Factors and weights are numbers above 0 such as "0.8", not {found}.',
    ),
    "since": (
        "考核年度应为整数，如 2026，而不是 {found}。",
        "An assessment year is a whole number such as 2026, not {found}.",
    ),
    "year_unsaid": (
        "有自 {found} 年起的措施或趋势，请用 year 说明情景是哪一考核年度。",
        "A measure or trend holds since {found}; say by year which assessment year the scenarios are of.",
    ),
    "flow_years_type": ("flow_years 应为 FlowYears，而不是 {found}。", "flow_years should be FlowYears, not {found}."),
    "assumes_lognormal": (
        "逐月对数正态：各断面、各指标和水量逐月拟合 {first} 至 {last} 年的月值，月值的对数服从正态分布；pH、溶解氧、水温直接取正态分布。"
        "同月各断面、各指标和水量按历史相关系数一并抽取，按历史报出的小数位数四舍六入五成双。历史上各年都缺的月份仍缺，其余月份不缺。",
        "Log-normal by month: at each section each indicator and quantity is fitted month by month to the monthly values of {first} "
        "to {last}, whose logarithms are taken to be normal; pH, dissolved oxygen and water temperature are themselves normal. All "
        "that is of one month is drawn together, correlated as in history, and rounded half-even to the decimals reported. Months "
        "that lack in every year lack; no others do.",
    ),
    "assumes_spread": (
        "离散程度：{series} 个序列（断面 × 指标）中，各月都有 {least} 个以上的值、逐月估计的有 {own} 个；其余的各月共用一个。",
        "Spread: of {series} series (section × indicator) {own} have {least} values or more in each month and one of their own for "
        "each; the others have one for all months.",
    ),
    "assumes_neighbours": (
        "相邻月份的相关系数为 {found}（由 {years} 年历史估计，所有序列共用）。",
        "Neighbouring months are correlated by {found}, one number for all series, from {years} years of history.",
    ),
    "assumes_no_neighbours": (
        "各月之间互不相关：{years} 年历史中相邻月份没有正相关。",
        "Months do not depend on each other: in {years} years of history neighbours are not correlated.",
    ),
    "assumes_few_years": (
        "各月之间互不相关：历史只有 {years} 年，满 {least} 年才估计相邻月份的相关。",
        "Months do not depend on each other: history has {years:year|years} and {least} are needed to tell.",
    ),
    "assumes_below": (
        "低于检出限的值以最大似然法（Tobit）参与拟合；抽得的值低于最近一次报出的检出限时，记为低于检出限。",
        "Values below detection take part in the fit by maximum likelihood (Tobit); draws below the limit last reported are "
        "below detection.",
    ),
    "everywhere": ("各断面", "all sections"),
    "measure": ("措施：{where}{what}乘以 {factor}。", "Measure: {what} at {where} times {factor}."),
    "measure_since": (
        "措施：{where}{what}自 {since} 年起乘以 {factor}（情景为 {year} 年，已实行）。",
        "Measure: {what} at {where} times {factor} since {since} (the scenarios are of {year}: it applies).",
    ),
    "measure_not_yet": (
        "措施：{where}{what}自 {since} 年起乘以 {factor}（情景为 {year} 年，尚未实行）。",
        "Measure: {what} at {where} times {factor} since {since} (the scenarios are of {year}: it does not apply yet).",
    ),
    "trend": (
        "趋势：{where}{what}自 {since} 年以后逐年乘以 {factor}，至 {year} 年。",
        "Trend: {what} at {where} times {factor} for each year after {since}, until {year}.",
    ),
    "assumes_flow_years": (
        "丰水年、平水年、枯水年的权重为 {wet_weight}、{normal_weight}、{dry_weight}，流量和水量乘以 {wet_flow}、{normal_flow}、{dry_flow}，"
        "浓度（稀释）乘以 {wet_concentration}、{normal_concentration}、{dry_concentration}；pH、溶解氧、水温不变。",
        "Wet, normal and dry years weigh {wet_weight}, {normal_weight} and {dry_weight}; flow and volume are multiplied by "
        "{wet_flow}, {normal_flow} and {dry_flow}, concentrations (dilution) by {wet_concentration}, {normal_concentration} and "
        "{dry_concentration}; pH, dissolved oxygen and water temperature are not.",
    ),
    "assumes_unchanged": (
        "没有趋势和措施：来年的水质分布与历史相同。",
        "There are no trends or measures: water is distributed as in history.",
    ),
}
