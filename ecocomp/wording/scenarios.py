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
}
