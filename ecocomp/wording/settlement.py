"""Sentences about settling: what stands in the way, what a reader must know, and how a figure came about."""

SENTENCES: dict[str, tuple[str, str]] = {
    # the request
    "year": (
        "考核年度 {found} 不可用，应为 {first} 到 {last} 的整数",
        "the year {found} cannot be used; give a whole number from {first} to {last}",
    ),
    "month": (
        "“{found}”不是本考核年度的月份，应为 1 到 12 或 2024-03",
        "'{found}' is no month of this assessment year; write 1 to 12, or 2024-03",
    ),
    "period": (
        "起止月份 {since} 至 {through} 不可用（先后颠倒或超过 {most} 个月）",
        "the months {since} to {through} cannot be used (in the wrong order, or more than {most})",
    ),
    "before_start": (
        "协议用到前一月的值（before），不能从 {since} 开始结算；请从考核年度的第一个月（{first} 月）开始",
        "the agreement takes values of the month before (before), so that no part can begin in {since}; begin with the first "
        "month of the assessment year (month {first})",
    ),
    "no_month_counts": (
        "{since} 至 {through} 没有计入考核的月份",
        "no month from {since} to {through} counts in this agreement",
    ),
    "agreement_type": (
        "协议应由 load_agreement 读入，这里是 {found}",
        "an agreement comes from load_agreement(...), this is {found}",
    ),
    "readings_type": (
        "监测数据应由 read_monitoring 读入，这里是 {found}",
        "readings come from read_monitoring(...), this is {found}",
    ),
    "folder": ("“{found}”不能作文件夹", "'{found}' cannot be a folder"),
    "gaps_option": ("gaps 不能是“{found}”，可选：{choices}", "gaps cannot be '{found}'; choose from {choices}"),
    "no_readings": ("该协议需要监测数据", "this agreement needs readings"),
    "name_unknown": (
        "没有名为“{found}”的规则、参数、划拨、封顶或名称；现有：{choices}",
        "there is no rule, parameter, transfer, limit or name '{found}'; there are {choices}",
    ),
    "name_unknown_close": (
        "没有名为“{found}”的规则、参数、划拨、封顶或名称，是否指“{close}”？",
        "there is no rule, parameter, transfer, limit or name '{found}'; did you mean '{close}'?",
    ),
    "axis_unknown": ("{name} 没有 {found} 轴；它的轴是 {axes}", "{name} has no axis {found}; its axes are {axes}"),
    "axis_missing": ("{name} 还须指明 {missing}", "say also which {missing} of {name}"),
    "label_unknown": ("没有{axis}“{found}”；可用：{choices}", "there is no {axis} '{found}'; there are {choices}"),
    "coordinate_form": (
        "“{found}”应写成 轴=名称，每个轴一次，轴可为 {axes}",
        "write '{found}' as axis=label, each axis once, with one of {axes}",
    ),
    # inputs
    "inputs_type": (
        "申报事项（inputs）应按名称给出，如 {{'flood': False}}，这里是 {found}",
        "inputs are a mapping from names to values, such as {{'flood': False}}; this is {found}",
    ),
    "inputs_too_many": (
        "到申报事项“{found}”为止，各申报事项合计已超过 {most} 个值；请减少申报事项或其 per 的轴",
        "up to the input '{found}' all inputs together have more than {most} values; use fewer inputs, or fewer axes in "
        "their per",
    ),
    "input_unknown": (
        "该协议没有申报事项“{found}”；现有：{choices}",
        "this agreement has no input '{found}'; there are {choices}",
    ),
    "input_missing": (
        "须申报 {name}（{title}），协议没有规定缺省值；如 --input {name}={example}，Python 中用 inputs=",
        "{name} ({title}) must be declared, for the agreement has no default: --input {name}={example}, in Python inputs=",
    ),
    "input_default": (
        "未申报 {name}（{title}），按协议缺省为 {default}",
        "{name} ({title}) was not declared; by default it is {default}",
    ),
    "input_default_labels": (
        "未申报 {name}（{title}）中的 {labels}，按协议缺省为 {default}",
        "{labels} of {name} ({title}) were not declared; by default they are {default}",
    ),
    "input_idle": (
        "申报事项 {name} 中 {found} 的值不起作用：本次结算不含这些时段",
        "the values of {name} for {found} have no effect: they are not settled",
    ),
    "inputs_form": (
        "申报事项文件应由“名称: 值”组成，每行一项",
        "a file of inputs consists of lines 'name: value'",
    ),
    "input_twice": ("申报事项 {name} 中 {found} 给了两次", "the input {name} gives {found} twice"),
    "input_lacks": (
        "申报事项 {name} 按{axis}给值，协议没有规定缺省值，缺少：{missing}",
        "the input {name} takes a value for each {axis} and has no default; missing: {missing}",
    ),
    "input_label": (
        "申报事项 {name} 按{axis}给值，没有“{found}”；可用：{choices}",
        "the input {name} takes a value for each {axis}, and there is no '{found}'; there are {choices}",
    ),
    "input_times": ("{dated}（或序号 1 至 {last}）", "{dated} (or the numbers 1 to {last})"),
    "input_every_year": (
        "申报事项 {name} 的“{found}”不能单独给值：本期有 {alike}，它们共用一个值，请写 {number}",
        "the input {name} cannot give '{found}' a value of its own: the period has {alike}, which share one; write {number}",
    ),
    "input_no_axis": (
        "申报事项 {name} 在这里只有一个值，不再分别给值，多写了：{found}",
        "the input {name} has a single value here and none for each of {found}",
    ),
    "input_part": (
        "申报事项 {name} 在文件中是一个适用于全部的值，--input 不能只改其中的 {label}；请在文件中逐项写明",
        "the file gives the input {name} one value for all, of which --input cannot change {label} alone; write them one by one",
    ),
    "input_null": (
        "申报事项 {name} 没有写值（null）；应写{write}，没有可申报的请删去这一项",
        "the input {name} has no value (null); write {write}, or leave it out where there is nothing to declare",
    ),
    "input_kind": (
        "申报事项 {name} 应为{expected}，这里是“{found}”；请写{write}",
        "the input {name} must be {expected}, this is '{found}'; write {write}",
    ),
    "input_float": (
        "申报事项 {name} 是二进制浮点数 {found}，不是准确的十进制数；请写成整数、Decimal 或文字，如 '0.1'",
        "the input {name} is the binary float {found}, which is no exact decimal; give an int, a Decimal or text such as '0.1'",
    ),
    "number_in": ("以 {unit} 计的数", "a number in {unit}"),
    "write_number": ("数字，如 12.5", "a number such as 12.5"),
    "write_truth": ("是或否（true、false）", "true or false"),
    "write_grade": ("类别，如 III 或 劣V", "a grade such as III or 劣V"),
    "a_list": ("一个列表", "a list"),
    "from_option": ("命令行 --input", "command line, --input"),
    "from_file": ("文件 {place}", "file {place}"),
    "from_call": ("调用时申报（inputs=）", "given by the caller (inputs=)"),
    "from_default": ("未申报，按协议缺省", "not declared: the agreement's default"),
    "input_form": (
        "“{found}”应写成 名称=值；分别给值的写成 名称.标签=值",
        "write '{found}' as name=value, or name.label=value for one label",
    ),
    # sections
    "section_absent": (
        "监测数据中没有断面“{section}”；数据中有：{choices}",
        "the readings have no section '{section}'; they have {choices}",
    ),
    "section_absent_close": (
        "监测数据中没有断面“{section}”，其中“{close}”写法相近；若是同一断面，请写入 aliases",
        "the readings have no section '{section}', but '{close}' looks like it; if it is the same, list it under aliases",
    ),
    "section_ambiguous": (
        "监测数据中有多个名为“{section}”的断面（{places}），请在协议中写明 province 或 basin",
        "the readings have several sections named '{section}' ({places}); give its province or basin in the agreement",
    ),
    "section_two_names": (
        "断面“{section}”在监测数据中有两种写法（{names}），且同一时间都有数值，请只保留一种",
        "the section '{section}' stands in the readings under two names ({names}) with values at the same time; keep one",
    ),
    "section_shared": (
        "协议中有多个断面（如 {key}）与监测数据中的“{other}”相符，无法区分；请在监测数据中写明省份或流域",
        "several sections of the agreement (such as {key}) fit '{other}' of the readings, which name no province or basin",
    ),
    # why there is no monthly value
    "none_in_month": ("没有监测值", "there is no reading"),
    "nothing_usable": ("没有可用的监测值：{found}", "there is no usable reading: {found}"),
    "all_below": ("全部低于检出限，按协议剔除", "all are below the detection limit and left out by the agreement"),
    "no_detection_limit": ("低于检出限但没有给出检出限", "it is below the detection limit, but no limit is given"),
    "month_too_few": (
        "只有 {found} 个监测值，至少需要 {at_least} 个",
        "there are only {found} readings, at least {at_least} are needed",
    ),
    "month_days_few": (
        "只有 {found} 个有效天，至少需要 {at_least} 天",
        "there are only {found} valid days, at least {at_least} are needed",
    ),
    "day_too_few": (
        "当日只有 {found} 个监测值，至少需要 {at_least} 个",
        "the day has only {found} readings, at least {at_least} are needed",
    ),
    "none_on_day": ("当日没有监测值", "there is no reading on the day"),
    "no_day": ("监测值只到月，没有日值", "the reading is of the whole month and names no day"),
    "two_methods": (
        "既有自动监测（{automatic} 个）又有手工监测（{manual} 个），协议没有写明以何者为准、不足时是否代替（readings.precedence、readings.substitute）",
        "there are automatic ({automatic}) and manual readings ({manual}), and the agreement does not say which go first, nor whether the others stand in (readings.precedence, readings.substitute)",
    ),
    "method_unsaid": (
        "有的监测值写明了自动或手工，有的没有写，无法按协议的 readings.precedence 取舍：请写明监测方式",
        "some readings say that they are automatic or manual and some do not, so that readings.precedence cannot choose: write their method",
    ),
    "no_mass": ("该指标不以质量浓度计，没有通量", "this indicator is no mass per volume and has no load"),
    "no_pair": ("没有一天既有浓度又有流量", "no day has concentration and flow"),
    "load_days_few": (
        "只有 {found} 天既有浓度又有流量，至少需要 {at_least} 天",
        "only {found} days have concentration and flow, at least {at_least} are needed",
    ),
    "volume_lacks": (
        "水量缺一部分（{found}），不能合计",
        "a part of the volume is missing ({found}), so that it has no sum",
    ),
    "month_twice": (
        "既有全月的值 {whole}，又有 {when} 的值 {part}（{other}）；前者可能就是后者的均值或合计，不能一并计算，请只保留一种",
        "there is {whole} for the whole month and {part} for {when} ({other}); the one may be the mean or sum of the others, "
        "so keep one kind",
    ),
    "day_twice": (
        "既有全日的值 {whole}，又有 {when} 的值 {part}（{other}）；前者可能就是后者的均值，不能一并计算，请只保留一种",
        "there is {whole} for the whole day and {part} for {when} ({other}); the one may be the mean of the others, so keep "
        "one kind",
    ),
    "several_grades": ("公布的类别不一致（{found}）", "several grades were published ({found})"),
    "no_decimals": ("没有规定保留位数", "no decimals are stated"),
    "excluded_state": ("{state}，按协议不参加考核", "{state}; by the agreement it takes no part"),
    # what stands in the way
    "refused": (
        "{where}：{reason}；因此无法计算 {transfers}",
        "{where}: {reason}; so {transfers} cannot be worked out",
    ),
    "refused_alone": ("{reason}；因此无法计算 {transfers}", "{reason}; so {transfers} cannot be worked out"),
    "refused_sections": (
        "监测数据中没有协议的断面，无法结算",
        "the readings have none of the sections that are needed",
    ),
    "refused_hint": (
        '协议规定缺数不结算：请补齐数据；只看已有数据的预核算用 --gaps skip（Python：gaps="skip"）',
        'the agreement refuses to settle with gaps: complete the data, or look at what there is with --gaps skip (Python: gaps="skip")',
    ),
    "refused_formula": (
        "协议规定金额无法计算时不结算。这里不缺数据，是公式对这些数值没有结果：请查公式、参数和申报事项；"
        '只看其余各项用 --gaps skip（Python：gaps="skip"）',
        "the agreement refuses to settle what cannot be worked out. No data are missing: the formula has no value for these "
        'figures; look at the formula, the parameters and the inputs, or at the rest with --gaps skip (Python: gaps="skip")',
    ),
    "side_missing": ("{transfer} 在 {where} 没有支付方或收取方", "{transfer} has no payer or payee at {where}"),
    "side_same": ("{transfer} 在 {where} 的支付方与收取方相同", "{transfer} has the same payer and payee at {where}"),
    "too_large": (
        "{of}（{where}）的金额整数部分有 {found} 位，最多 {most} 位；请核对公式和单位",
        "{of} ({where}) comes to {found} digits of yuan, at most {most} are settled; check its formula and units",
    ),
    "cap_absent": ("封顶“{limit}”的金额无法计算：{reason}", "the limit '{limit}' cannot be worked out: {reason}"),
    "opening_absent": (
        "“{fund}”的期初余额无法计算：{reason}",
        "the opening balance of '{fund}' cannot be worked out: {reason}",
    ),
    "cap_party": (
        "封顶“{limit}”按缔约方规定，而 {found} 不是缔约方",
        "the limit '{limit}' is set per party, and {found} is none",
    ),
    "caps_contradict": (
        "封顶“{limit}”在其他封顶之后不再成立：几项封顶互相矛盾，请调整顺序或合并",
        "the limit '{limit}' no longer holds once the others have cut: they contradict each other; reorder or join them",
    ),
    "cap_negative": ("封顶“{limit}”的金额为负", "the limit '{limit}' is negative"),
    # what a reader must know
    "days_needed": (
        "{section}：协议的公式用到{names}，需要逐日的监测值，而 {indicators} 的监测值只到月（{count} 个，如 {found}）；请提供逐日监测数据",
        "{section}: the formulas use {names}, which need a reading a day, but those of {indicators} are of whole months ({count}, such as {found}); give daily readings",
    ),
    "year_text": ("{year}年度", "{year}"),
    "month_alone": ("{year}年{month}月", "{year}-{month:02d}"),
    "month_next": ("{month}月", "{month:02d}"),
    "span": ("{year}年{first}月至{last}月", "{year}-{first:02d} to {year}-{last:02d}"),
    "span_of_years": ("{year}年{first}月至{until}年{last}月", "{year}-{first:02d} to {until}-{last:02d}"),
    "provisional": ("预核算：只含{period}，不是全年清算", "provisional: {period} only, not the whole year"),
    "lenient": (
        "预核算（{period}）：缺测的数据已略去，不能作为清算依据",
        "provisional ({period}): missing data were left out; not a basis for payment",
    ),
    "outside_term": (
        "{period}不在协议期限内（{term}）",
        "{period} lies outside the agreement's term ({term})",
    ),
    "partly_outside_term": (
        "{period}有一部分时间在协议期限（{term}）之外：{months}",
        "a part of {period} lies outside the agreement's term ({term}): {months}",
    ),
    "terms_assumed": (
        "有 {count} 项条款为假设，不是协议文本：{titles}。结果不能作为正式结算",
        "{count:term is|terms are} assumed, not from the agreement's text: {titles}. The result is no official settlement",
    ),
    "terms_reported": (
        "有 {count} 项条款仅见于媒体报道，未经文本确认：{titles}",
        "{count:term is|terms are} known from press reports only: {titles}",
    ),
    "unpaid": ("未计算“{title}”：{where}，{reason}", "'{title}' was not worked out: {where}, {reason}"),
    "left_out": ("{title} 略去 {where}：{reason}", "{title} leaves out {where}: {reason}"),
    "left_out_in": ("{title}（{function}）", "{title} ({function})"),
    "unpaid_alone": ("未计算“{title}”：{reason}", "'{title}' was not worked out: {reason}"),
    "left_out_alone": ("{title}：{reason}", "{title}: {reason}"),
    "overdrawn": (
        "{fund}透支 {amount} 元，须补足",
        "{fund} is overdrawn by {amount} yuan, which must be made up",
    ),
    "paid_beyond": (
        "{fund}仅“{title}”一项就付出 {amount} 元，而期初余额与转入合计只有 {there} 元，余下的要等其他划拨退回；"
        '请核对金额（如百分数是否漏写 unit: "%"）和付款先后',
        "{fund} pays {amount} yuan by '{title}' alone, with {there} yuan of opening balance and payments in; the rest is what "
        'other transfers take back: look at the amounts (a percentage without unit: "%"?) and the order of payment',
    ),
    "negative_total": (
        "“{title}”分配的总额为 {amount} 元，是负数：应收款的各方反而付款",
        "'{title}' shares out {amount} yuan, less than nothing: those who should be paid pay",
    ),
    "bit": (
        "封顶“{limit}”生效：{where}，{payer} 付给 {payee} 的 {before} 元减为 {after} 元",
        "the limit '{limit}' bit: {where}, the {before} yuan that {payer} pays {payee} became {after} yuan",
    ),
    "detection": (
        "{count} 个监测值低于检出限，按协议取{policy}",
        "{count:reading is|readings are} below the detection limit and enter as {policy}",
    ),
    "detection_loads": (
        "求通量时，{count} 个低于检出限的监测值按协议取{policy}",
        "in loads, the {count:reading below the detection limit enters|readings below the detection limit enter} as {policy}",
    ),
    "grade_differs": (
        "{where} 修约前后类别不同：全数值 {full} 为 {full_grade}，修约值 {rounded} 为 {rounded_grade}（GB/T 8170 全数值比较法、修约值比较法）",
        "{where}: rounding changes the grade: the full value {full} is {full_grade}, the rounded value {rounded} is {rounded_grade}",
    ),
    "day_grades_differ": (
        "{where} 有 {count} 天修约前后类别不同（全数值→修约值）：{days}",
        "{where}: rounding changes the grade on {count:day|days} (full value → rounded value): {days}",
    ),
    "day_differs": (
        "{day} {full} {full_grade} → {rounded} {rounded_grade}",
        "{day} {full} {full_grade} → {rounded} {rounded_grade}",
    ),
    "amounts_differ": (
        "{how}，{count} 笔金额不同（{lines}）；{nets}（GB/T 8170 全数值比较法、修约值比较法）",
        "{how}, {count:amount is another|amounts are other ones} ({lines}); {nets}",
    ),
    "values_unrounded": ("如以未修约的监测值计算", "with values that are not rounded"),
    "values_standard": ("如监测值按监测统计技术规定修约", "with values rounded as the technical rules say"),
    "line_otherwise": ("{where} 由 {now} 元变为 {other} 元", "{where}: {now} yuan become {other}"),
    "net_otherwise": ("{party}净额由 {now} 元变为 {other} 元", "the net of {party}, {now} yuan, becomes {other}"),
    "nets_alike": ("各方净额不变", "the net of all parties stays as it is"),
    "days_joint": ("；", "; "),
    "months_preferred": (
        "{where} 同月另一种监测方式的数据按协议不用：{months}",
        "{where}: readings of the other method are left aside, by the agreement: {months}",
    ),
    "months_substituted": (
        "{where} 为准的监测方式数据不足，按协议以另一种代替：{months}",
        "{where}: the method that goes first has too few readings, and the other stands in by the agreement: {months}",
    ),
    "partly_dry": (
        "{section} 部分时间断流：{months}；浓度按有水时的监测值，流量按断流为零计",
        "{section} was dry part of the time: {months}; concentrations are those while there was water, dry flow counts as zero",
    ),
    "load_days": (
        "{where}：月通量只含同时有浓度和流量的日子（有数据天数/当月天数）：{days}",
        "{where}: loads are of the days with both concentration and flow alone (days/days of the month): {days}",
    ),
    "coverage": ("{section} 有数据的天数少于全月：{days}", "{section} has data on some days only: {days}"),
    "set_aside": (
        "{section} 有 {count} 个监测值无法使用，未计入月值：{texts}",
        "{section}: {count:reading cannot be used and is|readings cannot be used and are} in no monthly value: {texts}",
    ),
    "not_used": (
        "{section} 有 {count} 个监测值报出时站点处于特殊状态，按协议不采用：{texts}",
        "{section}: by the agreement {count:reading|readings} reported in a state of the station, not used: {texts}",
    ),
    # derivations
    "pays": ("{payer} 支付 {payee} {amount} 元", "{payer} pays {payee} {amount} yuan"),
    "rounded_line": (
        "逐笔修约：{unit}保留 {decimals} 位小数，{mode}，得 {fen} 元",
        "rounded line by line: {decimals} decimals of {unit}, {mode}, gives {fen} yuan",
    ),
    "rounded_total": (
        "按付款双方合计修约：{unit}保留 {decimals} 位小数，{mode}，本笔得 {fen} 元",
        "rounded on the total of the pair: {decimals} decimals of {unit}, {mode}; this line gives {fen} yuan",
    ),
    "declared": (
        "结算时申报的值（{source}），协议只规定须申报：",
        "declared when settling ({source}); the agreement only asks for it:",
    ),
    "not_declared": ("没有申报，按协议规定的缺省值：", "not declared; the agreement's default:"),
    "turned": ("金额为负，支付方向相反", "the amount is negative: it is paid the other way round"),
    "cut": (
        "{transfers} 合计超过封顶，减去 {fen} 元",
        "{transfers} add up to more than the limit; {fen} yuan are taken off",
    ),
    "judged_by": ("评价限值：{standard}（{waters}）", "limits of {standard} ({waters})"),
    "judged_by_stated": (
        "{name}（{waters}）限值：{limits}（{source}）",
        "limits of {name} ({waters}): {limits} ({source})",
    ),
    "limits_of_agreement": ("协议自定", "the agreement's own"),
    "judged_set": ("指标组 {found}", "set of indicators {found}"),
    "indicator_set": ("{name}（{source}）：{members}", "{name} ({source}): {members}"),
    "standard_later": (
        "{standard} 自 {date} 起实施，晚于本期开始",
        "{standard} came into force on {date}, after the period began",
    ),
    "mean_of": ("{count} 个监测值的算术平均 = {mean}", "mean of {count:reading|readings} = {mean}"),
    "mean_ph": (
        "{count} 个 pH 值按氢离子浓度平均 = {mean}",
        "mean of {count} pH values through the hydrogen ions = {mean}",
    ),
    "below": (
        "其中 {count} 个低于检出限，取{policy}",
        "{count} of them are below the detection limit and enter as {policy}",
    ),
    "rounded_month": ("{mean} 修约到 {places} 位小数（GB/T 8170）", "{mean} rounded to {places} decimals (GB/T 8170)"),
    "leaning": (
        "报出值带 ({mark})，恰为五时按 GB/T 8170-2008 3.3.2 {mark} 向取舍",
        "reported with ({mark}); an exact five is rounded that way (GB/T 8170-2008, 3.3.2)",
    ),
    "grades_of_month": (
        "全数值 {full} 为 {full_grade}，修约值 {rounded} 为 {rounded_grade}",
        "the full value {full} is {full_grade}, the rounded value {rounded} is {rounded_grade}",
    ),
    "method_preferred": (
        "另一种监测方式的 {count} 个值按协议不用",
        "{count:reading of the other method is|readings of the other method are} left aside by the agreement",
    ),
    "method_substituted": (
        "为准的监测方式只有 {count} 行，数据不足，按协议以另一种代替",
        "the method that goes first has {count:row|rows}, too few; by the agreement the other stands in",
    ),
    "load_of_no_flow": (
        "月均流量为零，通量为零，不论浓度",
        "the mean flow of the month is zero, and so is the load, whatever the concentration",
    ),
    "load_of_means": (
        "月均浓度 {concentration} mg/L × 月均流量 {flow} m3/s × {days} 天",
        "mean concentration {concentration} mg/L × mean flow {flow} m3/s × {days} days",
    ),
    "load_of_days": (
        "{days} 天中 {count} 天有浓度又有流量，逐日相乘合计，其余各天不计",
        "{count} of {days} days have concentration and flow; the sum of their products, nothing for the other days",
    ),
    "load_scaled": (
        "{days} 天中 {count} 天有浓度又有流量，逐日相乘取均值，再乘 {days} 天",
        "{count} of {days} days have concentration and flow; the mean of their products × {days} days",
    ),
    "other_method": (
        "{value}：另一种监测方式的值，按协议不用",
        "{value}: of the other method, left aside by the agreement",
    ),
    "aside": ("{count} 个未采用：{texts}", "{count} were not used: {texts}"),
    "explained_alone": (
        "所涉数值过多，由何而来从略；可单独说明这一项",
        "what it came from is left out, there being too many values; have it explained by itself",
    ),
    "more_inputs": ("其余 {count} 个数值从略", "{count} more values are not listed"),
    "more_readings": (
        "其余 {count} 个监测值从略（ecocomp explain --all 全部列出）",
        "{count} more readings are not listed (ecocomp explain --all lists them)",
    ),
    "ledger_digest": ("协议文本 SHA-256：{digest}", "SHA-256 of the agreement: {digest}"),
    # many agreements at once
    "many_overview": ("批量结算一览", "All agreements"),
    "many_parties": ("各方合计（各协议相加）", "What each party pays and receives by all agreements"),
    "many_column_name": ("名称", "name"),
    "many_column_file": ("文件", "file"),
    "many_column_id": ("标识", "id"),
    "many_column_title": ("协议", "agreement"),
    "many_column_period": ("考核期", "period"),
    "many_column_status": ("结果", "status"),
    "many_column_pairs": ("划拨净额（元）", "who pays whom, set off (yuan)"),
    "many_column_unconfirmed": ("未确认条款数", "unconfirmed terms"),
    "many_column_warnings": ("注意事项数", "warnings"),
    "many_column_errors": ("错误数", "errors"),
    "many_column_note": ("第一个错误等", "first error and the like"),
    "many_column_amount": ("划拨净额合计（元）", "sum (yuan)"),
    "many_settled": ("已清算", "settled"),
    "many_provisional": ("预核算", "provisional"),
    "many_failed": ("未能结算", "failed"),
    "many_same_id": ("标识 {id} 与 {others} 相同", "the id {id} is also that of {others}"),
    "many_count": (
        "共 {total} 份协议：{settled} 份已清算，{provisional} 份预核算，{failed} 份未能结算；划拨净额合计 {amount} 元",
        "{total:agreement|agreements}: {settled} settled, {provisional} provisional, {failed} failed; {amount} yuan are paid in all, set off",
    ),
    "many_unconfirmed": (
        "注意：{count} 份协议的结果含未经签署文本或公开文件确认的条款，不是正式结算",
        "NOTE: {count:result rests|results rest} on terms that are not confirmed by a signed or published text; these are no official settlements",
    ),
    "many_no_failure": ("全部协议均已结算。", "All agreements were settled."),
    "many_old": (
        "文件夹 {folder} 中的文件是以前结算写出的，不属于本次",
        "what stands in the folder {folder} was written by an earlier settlement, not by this one",
    ),
    "many_reading": ("读取监测数据时的注意事项：", "What reading the monitoring files warned of:"),
    "many_more": (
        "其余 {count} 个错误见 --out 输出的 failures.txt 或 --all",
        "{count:error more|errors more}: see failures.txt of --out, or use --all",
    ),
    "many_written": (
        "每份协议的结果已写入 {folder} 中同名文件夹；一览：{files}",
        "written to {folder}, a folder for each agreement; of all: {files}",
    ),
    "many_same_name": (
        "两份协议同名（{name}；另一份：{other}），结果会写到同一处；请改名",
        "two agreements are named {name} (the other: {other}), and their results would be written to one place; rename one",
    ),
    "many_no_file": (
        "文件夹中没有协议文件；应为 .yaml 或 .yml 文件（{local} 是地方标准，不是协议）",
        "there is no agreement file in the folder; expected files ending in .yaml or .yml ({local} are local standards, no agreements)",
    ),
    "many_no_folder": (
        "“{found}”不是文件夹；应为协议文件夹，或由协议、名称、文件组成的序列",
        "'{found}' is no folder; expected a folder of agreements, or a sequence of agreements, names and files",
    ),
    "many_type": (
        "{found} 不是协议；应为协议、协议库中的名称或文件路径",
        "{found} is no agreement; expected an agreement, a name in the corpus or the path of a file",
    ),
    "many_inputs_folder": (
        "不是文件夹；批量结算的申报事项应为文件夹，每份协议一个“名称.yaml”",
        "no folder; for many agreements the declared inputs are a folder with a file NAME.yaml for each agreement",
    ),
    "many_inputs_type": (
        "申报事项不能是 {found}；应为按协议名称的字典，或文件夹的路径",
        "the inputs cannot be {found}; expected a mapping by the names of the agreements, or the path of a folder",
    ),
    "many_inputs_unknown": (
        "申报事项 {found} 没有同名的协议",
        "the declared inputs {found} have no agreement of that name",
    ),
    "many_input_option": (
        "--input {found}：多份协议时不知道属于哪一份；请用 --inputs 文件夹，每份协议一个“名称.yaml”",
        "--input {found}: of many agreements it is not known for which; use --inputs with a folder that has a file NAME.yaml for each agreement",
    ),
    "many_of_one": (
        "{option} 只用于一份协议，不用于文件夹",
        "{option} is for one agreement, not for a folder",
    ),
    "many_other_year": (
        "监测时间没有年份，已按 {year} 年读取，而本协议的考核年度是 {span}；请在监测数据中写明年份、给出 --reading-year，或单独结算本协议",
        "times without a year were read as of {year}, but the assessment year of this agreement is {span}; write the year in the monitoring files, give --reading-year, or settle this agreement alone",
    ),
    "workers": (
        "进程数应为不小于 1 的整数，不能是 {found}",
        "workers must be a whole number of 1 or more, not {found}",
    ),
    "worker_start": (
        "结算的进程未能启动；在脚本中请把调用放在 if __name__ == '__main__': 之下，或用一个进程",
        "the processes could not be started; in a script put the call under if __name__ == '__main__':, or use one worker",
    ),
    "worker_died": (
        "结算本协议的进程中途结束（{reason}），可能内存不足；可减少进程数再试",
        "the process that settled this agreement ended ({reason}), perhaps for want of memory; try again with fewer workers",
    ),
    "worker_stumbled": (
        "结算本协议时出现意外错误，属于程序缺陷：{reason}",
        "something that nobody expected happened while this agreement was settled, which is a defect of the program: {reason}",
    ),
}
