"""Sentences about agreement files: what YAML they may use, which fields, names, values and references."""

SENTENCES: dict[str, tuple[str, str]] = {
    # files
    "no_file": ("没有这个文件", "there is no such file"),
    "not_regular": ("不是普通文件", "this is no regular file"),
    "text_type": ("协议文本应为文字，这里是 {found}", "the text of an agreement is a str, this is {found}"),
    "name_type": (
        "协议应给出名称或文件路径，这里是 {found}",
        "an agreement is given by its name or path, this is {found}",
    ),
    "not_in_corpus": (
        "没有名为“{found}”的协议；现有：{choices}",
        "there is no agreement '{found}'; there are {choices}",
    ),
    "not_in_corpus_close": (
        "没有名为“{found}”的协议，是否指“{close}”？自己的文件请写路径，如 ./{found}.yaml",
        "there is no agreement '{found}'; did you mean '{close}'? For a file of your own write its path, as in ./{found}.yaml",
    ),
    "file_too_large": (
        "文件有 {found} 个字符，最多 {most}",
        "the file has {found} characters, at most {most} are allowed",
    ),
    "not_utf8": ("文件不是 UTF-8 编码，请另存为 UTF-8", "the file is not UTF-8; save it as UTF-8"),
    "unreadable": ("文件无法读取：{reason}", "the file cannot be read: {reason}"),
    "not_a_mapping": (
        "协议文件应由“键: 值”组成，这里不是",
        "an agreement file is made of 'key: value' lines; this is not",
    ),
    "extends_name": (
        "extends 应为同一文件夹下或协议库中的文件名（不带路径和 .yaml），这里是“{found}”",
        "extends takes a file name beside this file or in the corpus, without folder and .yaml; this is '{found}'",
    ),
    "unit_alone": (
        "把单位由“{before}”改为“{found}”，须同时写明全部数值：沿用的数值是按“{before}”写的",
        "a change of unit from '{before}' to '{found}' needs all figures written anew: those taken over are in '{before}'",
    ),
    "extends_missing": (
        "找不到要继承的协议“{found}”：既没有文件 {beside}，协议库中也没有这个名称（extends 写名称，不写路径和 .yaml）",
        "the agreement '{found}' to extend does not exist: there is no file {beside}, nor is there one of that name in the "
        "corpus (extends takes a name, no path and no .yaml)",
    ),
    "extends_missing_close": (
        "找不到要继承的协议“{found}”：既没有文件 {beside}，协议库中也没有这个名称，是否指“{close}”？",
        "the agreement '{found}' to extend does not exist: there is no file {beside}, nor is there one of that name in the "
        "corpus; did you mean '{close}'?",
    ),
    "extends_not_given": (
        "要继承的协议“{found}”的文本没有一并给出",
        "the text of the agreement '{found}' that is extended is not given",
    ),
    "because": ("（见 {place} 的改动）", " (see what {place} changes)"),
    "extends_circle": (
        "继承形成循环或过长，到“{found}”为止",
        "extends goes round in a circle or too far, at '{found}'",
    ),
    # YAML
    "yaml": ("不是有效的 YAML：{found}", "this is not valid YAML: {found}"),
    "several_documents": ("一个文件只能有一份协议（多余的 ---）", "a file holds one agreement only (a second ---)"),
    "anchor": ("不能使用锚点、别名或合并键：{found}", "anchors, aliases and merge keys are not allowed: {found}"),
    "tag": ("不能使用标签：{found}", "tags are not allowed: {found}"),
    "too_deep": ("嵌套超过 {most} 层", "this is nested more than {most} levels deep"),
    "key_not_text": ("键必须是文字", "a key must be text"),
    "hidden_character": (
        "文字中有看不见的控制字符（{found}），请删除",
        "the text holds a control character that nobody sees ({found}); take it out",
    ),
    "duplicate_key": ("“{found}”重复，前一处在第 {before} 行", "'{found}' stands here twice, first in line {before}"),
    "date": ("“{found}”不是日期，应写成 2024-01-31", "'{found}' is no date; write it as 2024-01-31"),
    "no_value": (
        "“{found}”后面没有值：空值写 null；数字不写千分位（1000，不写 1,000）；花括号内冒号后要有空格",
        "'{found}' has no value: write null for nothing, numbers without separators (1000, not 1,000), and a blank after each colon inside braces",
    ),
    "like_truth": (
        "“{found}”含义不明：是/否写 true/false，空值写 null，文字请加引号",
        "'{found}' is unclear: write true or false, null for nothing, and put texts in quotes",
    ),
    "like_number": (
        '“{found}”不是可用的数字：只写半角数字和小数点，不写千分位、百分号（百分数写 unit: "%"）、指数；日期写 2024-01-31；文字请加引号',
        "'{found}' is no number that can be used: plain digits and one point, no thousands separators, per cent (write unit: \"%\") or exponents; dates are written 2024-01-31; put texts in quotes",
    ),
    "full_width_colon": ("“{found}”用了全角冒号，请改为半角“: ”", "'{found}' has a full-width colon; write ': '"),
    "full_width_comma": ("这里用了全角逗号“{found}”，请改为半角“, ”", "'{found}' is a full-width comma; write ', '"),
    "full_width_quote": ("“{found}”用了全角引号，请改为半角", "'{found}' has full-width quotes; write plain ones"),
    "full_width_comment": ("“{found}”用了全角井号，请改为“#”", "'{found}' has a full-width number sign; write '#'"),
    # fields
    "field_missing": ("缺少 {field}", "{field} is missing"),
    "field_unknown": ("没有 {field} 这个字段；可用：{choices}", "there is no field {field}; there are {choices}"),
    "field_unknown_close": (
        "没有 {field} 这个字段，是否指“{close}”？",
        "there is no field {field}; did you mean '{close}'?",
    ),
    "field_text": (
        "{field} 应为文字，这里是 {found}；数字作文字用请加引号",
        "{field} must be text, this is {found}; put digits in quotes",
    ),
    "field_number": ("{field} 应为数字，这里是 {found}", "{field} must be a number, this is {found}"),
    "field_truth": ("{field} 应为 true 或 false，这里是 {found}", "{field} must be true or false, this is {found}"),
    "field_choice": ("{field} 不能是 {found}，可选：{choices}", "{field} cannot be {found}; choose from {choices}"),
    "field_pattern": (
        "{field} 的名称“{found}”不可用：以字母、汉字或下划线开头，只含字母、数字、汉字、下划线（文件标识用小写字母、数字和连字符）",
        "{field} cannot be named '{found}': begin with a letter or Chinese character, then letters, digits, underscores (a file id: small letters, digits, hyphens)",
    ),
    "field_mapping": ("{field} 应为“键: 值”，这里是 {found}", "{field} must be made of 'key: value', this is {found}"),
    "field_list": ("{field} 应为列表，这里是 {found}", "{field} must be a list, this is {found}"),
    "field_date": (
        "{field} 应为日期如 2024-01-31，这里是 {found}",
        "{field} must be a date such as 2024-01-31, this is {found}",
    ),
    "field_whole": ("{field} 应为整数，这里是 {found}", "{field} must be a whole number, this is {found}"),
    "field_empty": ("{field} 不能是空的 {found}", "{field} must not be empty {found}"),
    "field_grade": (
        "{field} 应为水质类别如 III，这里是 {found}",
        "{field} must be a grade such as III, this is {found}",
    ),
    "field_formula": (
        "{field} 应为公式，这里是 {found}；固定的数写成 parameters 中的参数，公式引用它的名称",
        "{field} must be a formula, this is {found}; make a fixed number a parameter and name that here",
    ),
    "field_range": (
        "{field} 应在 {least} 至 {most} 之间，这里是 {found}",
        "{field} must lie from {least} to {most}, this is {found}",
    ),
    "value_quoted": (
        "“{found}”加了引号，是文字；这里应为数字，请去掉引号",
        "'{found}' is in quotes and so a text; this must be a number, without quotes",
    ),
    "field_other": ("{field} 的值 {found} 不可用：{reason}", "{field} cannot be {found}: {reason}"),
    # limits of the water's grades
    "is_standard": (
        "这是标准文件，不是协议；协议用 readings.local_standard 引用它",
        "this is the file of a standard, not an agreement; an agreement names it under readings.local_standard",
    ),
    "no_standard": (
        "这不是标准文件：缺少 ecocomp_standard: 1",
        "this is not the file of a standard: ecocomp_standard: 1 is missing",
    ),
    "leads_outside": (
        "{found} 是指向文件夹之外的链接，不予读取：请把文件本身放在同一文件夹",
        "{found} is a link that leads out of its folder and is not read: put the file itself there",
    ),
    "standard_missing": (
        "找不到地方标准 {found}：应与写它的协议文件在同一文件夹，或随库提供",
        "there is no local standard {found}: it stands beside the agreement file that names it, or comes with the library",
    ),
    "limits_not_judged": ("指标“{found}”不评价类别，没有限值", "'{found}' is not graded and has no limits"),
    "limits_empty": (
        "没有写“{found}”的限值：values 为各类水体的限值，lake 为湖库的限值",
        "no limits of '{found}' are stated: values are those of all waters, lake those of lakes and reservoirs",
    ),
    "limits_lake": (
        "国家标准对“{found}”分河流和湖库规定，请另写 lake（不另行规定的逐类写 null）",
        "the national standard has other limits of '{found}' for lakes than for rivers; state lake too (null for each that is to stay)",
    ),
    "limits_unmeasured": (
        "“{found}”不是考核指标，它的限值不起作用",
        "'{found}' is not among the indicators, so its limits change nothing",
    ),
    "limits_unused": (
        "没有公式用 grade() 或 limit()，{found} 不起作用",
        "no formula uses grade() or limit(), so {found} changes nothing",
    ),
    "limits_unit": (
        "{name} 的限值不能以 {found} 计，应为 {expected} 或可换算的单位",
        "limits of {name} cannot be in {found}; use {expected} or a unit that can be converted to it",
    ),
    "limits_count": (
        "{name} 应有 Ⅰ 到 Ⅴ 共 5 个限值，这里有 {found} 个（不另行规定的写 null）",
        "{name} takes five limits, Ⅰ to Ⅴ, this has {found} (null for one that is to stay)",
    ),
    "limits_range": (
        "{name} 的限值是一个范围，写 [下限, 上限]，这里有 {found} 个",
        "the limits of {name} are a range, [low, high]; this has {found}",
    ),
    "limits_positive": ("限值应大于零，这里是 {found}", "a limit must be above zero, this is {found}"),
    "limits_no_other": (
        "{name} 这一类没有其他限值可用，不能写 null",
        "{name} has no other limit of this grade that could stay; null cannot be written here",
    ),
    "limits_ends": ("范围的下限应小于上限", "the low end of a range must be below the high end"),
    "limits_rise": (
        "{grade} 类的限值不应小于 {better} 类的",
        "the limit of {grade} must not be below that of {better}",
    ),
    "limits_fall": (
        "{grade} 类的限值不应大于 {better} 类的（数值越高水质越好）",
        "the limit of {grade} must not be above that of {better}, for more of it is better",
    ),
    # names
    "no_patch": (
        "改动文本只写与协议不同的部分（如 parameters 一块），不写 extends；整份协议请先用 ec.load_agreement 读入",
        "a text of what differs holds blocks of an agreement file (such as parameters) and no extends; a whole agreement is read by "
        "ec.load_agreement first",
    ),
    "nothing_to_remove": (
        "基础协议没有 {found}，无从删除",
        "there is no {found} to take away in the agreement extended",
    ),
    "nothing_to_remove_close": (
        "基础协议没有 {found}，无从删除；是否指“{close}”？",
        "there is no {found} to take away in the agreement extended; did you mean '{close}'?",
    ),
    "field_missing_close": (
        "缺少 {field}；若要修改基础协议中的条款，是否指“{close}”？",
        "{field} is missing; if a term of the agreement extended was meant, was it '{close}'?",
    ),
    "reserved": ("“{found}”是保留的名称，请换一个", "'{found}' is a word of the language; choose another name"),
    "nothing_measured": (
        "readings 既没有 indicators（考核指标）也没有 quantities（流量、水量、公布类别），没有什么可监测的",
        "readings has neither indicators nor quantities (flow, volume, published_grade), so nothing is measured",
    ),
    "role_named": (
        "“{found}”是缔约方或资金的名称，不能又作角色名；roles 写“角色名: 缔约方”",
        "'{found}' is a party or a fund, so no role can be called that; roles says 'role: party'",
    ),
    "name_twice": (
        "“{found}”已用于别处，请换一个名称",
        "'{found}' is used for something else already; choose another name",
    ),
    "unused": ("没有公式用到“{found}”，它不起作用", "no formula reads '{found}', so it changes nothing"),
    "unused_close": (
        "没有公式用到“{found}”，它不起作用；是否指“{close}”？",
        "no formula reads '{found}', so it changes nothing; did you mean '{close}'?",
    ),
    "too_many_labels": ("共 {found} 项，最多 {most} 项", "these are {found}, at most {most} are allowed"),
    "too_many_rules": ("规则有 {found} 条，最多 {most} 条", "there are {found} rules, at most {most} are allowed"),
    "too_many_transfers": (
        "划拨有 {found} 项，最多 {most} 项；各断面、各方同一算法的，用 per 写成一项",
        "there are {found} transfers, at most {most} are allowed; those that differ by section or party alone are one "
        "with per",
    ),
    "too_many_limits": ("封顶有 {found} 项，最多 {most} 项", "there are {found} limits, at most {most} are allowed"),
    "unknown_party": ("没有缔约方“{found}”；现有：{choices}", "there is no party '{found}'; there are {choices}"),
    "unknown_party_close": (
        "没有缔约方“{found}”，是否指“{close}”？",
        "there is no party '{found}'; did you mean '{close}'?",
    ),
    "unknown_section": ("没有断面“{found}”；现有：{choices}", "there is no section '{found}'; there are {choices}"),
    "unknown_section_close": (
        "没有断面“{found}”，是否指“{close}”？",
        "there is no section '{found}'; did you mean '{close}'?",
    ),
    "listed_twice": ("“{found}”写了两次", "'{found}' is listed twice"),
    "inflow_circle": (
        "断面互为上游，水流成了一圈：{found}",
        "the sections are upstream of each other in a circle: {found}",
    ),
    "own_inflow": (
        "断面“{found}”不能是自己的上游或对照断面",
        "section '{found}' cannot be its own inflow or control section",
    ),
    "section_name_twice": (
        "断面名称“{found}”与断面“{other}”相同；同名断面请写 province",
        "the section name '{found}' is also that of '{other}'; give the province of each",
    ),
    "unknown_indicator": ("没有指标“{found}”；现有：{choices}", "there is no indicator '{found}'; there are {choices}"),
    "unknown_indicator_close": (
        "没有指标“{found}”，是否指“{close}”？",
        "there is no indicator '{found}'; did you mean '{close}'?",
    ),
    "unknown_standard": ("没有标准“{found}”；现有：{choices}", "there is no standard '{found}'; there are {choices}"),
    "unknown_standard_close": (
        "没有标准“{found}”，是否指“{close}”？",
        "there is no standard '{found}'; did you mean '{close}'?",
    ),
    "unknown_fund": ("没有资金“{found}”；现有：{choices}", "there is no fund '{found}'; there are {choices}"),
    "unknown_fund_close": (
        "没有资金“{found}”，是否指“{close}”？",
        "there is no fund '{found}'; did you mean '{close}'?",
    ),
    "unknown_side": (
        "“{found}”不是缔约方、资金或角色；现有：{choices}",
        "'{found}' is no party, fund or role; there are {choices}",
    ),
    "unknown_side_close": (
        "“{found}”不是缔约方、资金或角色，是否指“{close}”？",
        "'{found}' is no party, fund or role; did you mean '{close}'?",
    ),
    "unknown_transfer": ("没有划拨“{found}”；现有：{choices}", "there is no transfer '{found}'; there are {choices}"),
    "unknown_transfer_close": (
        "没有划拨“{found}”，是否指“{close}”？",
        "there is no transfer '{found}'; did you mean '{close}'?",
    ),
    "no_sections": ("声明了监测数据却没有断面", "there are readings but no sections"),
    "no_decimals": (
        "技术规定没有给出指标“{found}”的保留位数，请在 readings.decimals 中逐指标写明",
        "the technical rule gives no decimals for '{found}'; state them in readings.decimals",
    ),
    "ph_decimals": (
        "pH 的月均值按氢离子浓度计算，必须写明保留位数（decimals）",
        "a mean of pH goes through the hydrogen ions and needs decimals to be stated",
    ),
    # values
    "unit": ("“{found}”不是可用的单位（不认识“{part}”）", "'{found}' is no unit that is known (because of '{part}')"),
    "unit_differs": (
        "显示单位 {found} 与公式不符:公式得到{expected}",
        "the unit {found} does not fit; the formula gives {expected}",
    ),
    "grade": ("“{found}”不是水质类别，应为 Ⅰ 到 Ⅴ 或 劣Ⅴ", "'{found}' is no grade; write Ⅰ to Ⅴ or 劣Ⅴ"),
    "value_kind": ("这里应为{expected}，写的是 {found}", "this must be {expected}, but it is {found}"),
    "value_or_dated": ("value 与 dated 必须且只能写一个", "write exactly one of value and dated"),
    "bands_or_dated": ("bands 与 dated 必须且只能写一个", "write exactly one of bands and dated"),
    "value_null": ("协议写明不参加（null）", "the agreement says that it takes no part (null)"),
    "per_axes": ("per 最多两个不同的轴，这里是 {found}", "per takes at most two different axes, this is {found}"),
    "per_missing": ("给了多个值，但没有写 per", "there are several values but no per"),
    "per_values": ("应按 {axis} 逐项给值：{labels}", "give a value for each {axis}: {labels}"),
    "label": ("{axis} 轴上没有“{found}”；现有：{choices}", "the axis {axis} has no '{found}'; it has {choices}"),
    "label_close": (
        "{axis} 轴上没有“{found}”，是否指“{close}”？",
        "the axis {axis} has no '{found}'; did you mean '{close}'?",
    ),
    "labels_missing": (
        "缺少 {axis} 轴上的值：{labels}（不参加的写 null）",
        "values along {axis} are missing: {labels} (write null for what takes no part)",
    ),
    "date_in_month": (
        "按月适用的值须从某月 1 日起，这里是 {found}；按年使用的请写 on: start 或 on: end",
        "a value used by months begins on the first of a month, this is {found}; for yearly use say on: start or on: end",
    ),
    "interval": (
        '“{found}”不是区间，应写成 "(0.1, 0.5]"，无穷大写 inf',
        "'{found}' is no interval; write \"(0.1, 0.5]\", and inf for infinity",
    ),
    "infinite_closed": ("“{found}”的无穷端不能用方括号", "an infinite end of '{found}' cannot be closed"),
    "interval_empty": ("区间“{found}”是空的", "the interval '{found}' is empty"),
    "bands_overlap": ("“{first}”与“{second}”重叠，或没有由低到高", "'{first}' and '{second}' overlap or do not ascend"),
    "bands_gap": ("“{first}”与“{second}”之间有空缺", "there is a gap between '{first}' and '{second}'"),
    # money and transfers
    "not_money": (
        "金额公式应得到金额，这里得到{found}（带单位的数写成参数）",
        "an amount must come out as money; this gives {found} (a figure with a unit is a parameter)",
    ),
    "amount_axes": (
        "金额公式有 {axes} 轴，而 per 只写了 {per}",
        "the amount has the axes {axes}, but per names only {per}",
    ),
    "pays_itself": ("支付方与收取方相同：{found}", "payer and payee are the same: {found}"),
    "deadline_without_due": (
        "deadline 是 due 所写期限的日期，这里没有 due；请写上协议中支付期限的原文，如 due: 次年3月31日前",
        "deadline is the day that due means in words, but there is no due; write the agreement's own words, such as "
        "due: by 31 March of the next year",
    ),
    "deadline_day": (
        "没有“{found}”这一天：{month} 月最多写到 {days} 日；该月最后一日可以不写 day",
        "there is no day '{found}' in every year: month {month} has {days} days; leave day out for the last of them",
    ),
    "role_axis": ("“{found}”需要 per 中有 {axis}", "'{found}' needs {axis} in per"),
    "role_missing": ("没有断面有角色“{found}”：{sections}", "no section has the role '{found}': {sections}"),
    "fund_without_accounts": (
        "资金“{found}”没有分户（accounts: true）",
        "the fund '{found}' has no accounts (accounts: true)",
    ),
    "fund_needs_account": (
        "资金“{found}”按缔约方分户，请写 {{fund: {found}, account: …}}",
        "the fund '{found}' is kept by accounts; write {{fund: {found}, account: …}}",
    ),
    "per_times": ("per 中的时间轴只能有一个，这里是 {axes}", "per takes one axis of time only, this has {axes}"),
    "limit_order": (
        "封顶“{other}”已按较粗的口径核减，其后的封顶不能再按 {axes} 细分；请把较细的封顶写在前面",
        "the limit '{other}' before it cuts without {axes}; write the limit that is finer first",
    ),
    "load_needs_flow": (
        "月通量需要流量：请在 quantities 中写 flow",
        "a load needs the flow: put flow under quantities",
    ),
    "load_below": (
        "通量与均值对低于检出限的处理可以不同（SL 219-2013 通量按零计，HJ/T 92-2002 不计入），请分别写明：{{means: {found}, loads: …}}",
        "values below the detection limit may enter loads otherwise than means (SL 219-2013: as zero; HJ/T 92-2002: not at all); say both: {{means: {found}, loads: …}}",
    ),
    "substitute_needed": (
        "写了 precedence，还须写 substitute：为准的一种数据不足时是否用另一种代替（true 或 false）",
        "with precedence say substitute too: whether the other method stands in where the preferred one has too few (true or false)",
    ),
    "days_too_many": (
        "二月只有 28 天，不可能有 {found} 个有效天；at_least_days 最多 28",
        "a February of 28 days cannot have {found} valid days; at_least_days is 28 at most",
    ),
    "substitute_alone": (
        "substitute 须与 precedence 同用：先写明以自动监测还是手工监测为准",
        "substitute goes with precedence: say first whether automatic or manual readings go first",
    ),
    "term_order": ("协议期限的止日 {end} 早于起日 {start}", "the term ends on {end}, before it begins on {start}"),
    "limit_both_ways": (
        "这些划拨中同一对付款方会双向支付，direction 无从判断；请改为 both，或分别封顶",
        "between some two these transfers pay both ways, so that a direction says nothing; use both, or cap each on its own",
    ),
    "limit_direction": (
        "按支付方或收取方合计的封顶没有方向：双方先互相抵销，direction 只用于 by: pair",
        "a cap per payer or payee has no direction, for each pair is set off first; direction goes with by: pair",
    ),
    "limit_axes": ("划拨“{found}”没有按 {per} 逐项计算", "the transfer '{found}' is not worked out per {per}"),
    "finer_than_fen": ("{unit}保留 {decimals} 位小数小于一分", "{decimals} decimals of {unit} are finer than a fen"),
}
