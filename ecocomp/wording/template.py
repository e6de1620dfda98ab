"""Sentences of the workbook that bureaus fill in (监测数据填报表), and of the command that writes it."""

SENTENCES: dict[str, tuple[str, str]] = {
    # -- the command --------------------------------------------------------------------------------------------------
    "written": (
        "已写入 {path}：{rows} 行待填（{sections} 个断面，{months} 个月）",
        "written {path}: {rows} rows to fill in ({sections} sections, {months} months)",
    ),
    "written_by_day": (
        "已写入 {path}：{rows} 行待填（{sections} 个断面，{months} 个月，协议按日值结算，逐日一行）",
        "written {path}: {rows} rows to fill in ({sections} sections, {months} months, a row for each day, since the agreement is settled by days)",
    ),
    "year_taken": ("未给出 --year，按 {year} 年", "--year was not given; the form is for {year}"),
    "outside_term": (
        "协议期限为 {start} 至 {end}，填报表中有 {count} 个月不在期限内：{months}；这些月份请先确认是否需要填报",
        "the agreement's term is {start} to {end}, and {count:month of the form lies|months of the form lie} outside it: {months}; make sure first that "
        "they are to be filled in",
    ),
    "no_readings": (
        "协议“{title}”不使用监测数据（没有断面或 readings），没有可填报的表。",
        "The agreement “{title}” uses no readings (it has no sections or no readings), so that there is no form to fill in.",
    ),
    "year": (
        "年度应为 {first} 至 {last} 之间的整数，现为“{found}”。",
        "The year must be a whole number from {first} to {last}, found “{found}”.",
    ),
    # -- sheets and titles --------------------------------------------------------------------------------------------
    "file_name": ("监测数据填报表-{agreement}-{year}.xlsx", "monitoring-form-{agreement}-{year}.xlsx"),
    "sheet_guide": ("填写说明", "Instructions"),
    "sheet_form": ("监测数据", "Data"),
    "sheet_example": ("填写示例", "Example"),
    "sheet_codes": ("代码", "Codes"),
    "term": ("协议期限", "Term"),
    "title": ("{title} {year} 年监测数据填报表", "{title}: monitoring data of {year}, form to fill in"),
    "guide_title": ("监测数据填报表 填写说明", "Monitoring data: how to fill in the form"),
    "example_title": (
        "示例：断面和数值全部为构造，只示范写法，不是监测数据；读取时本页自动略过。请填写“监测数据”页。",
        "EXAMPLE: sections and figures are constructed to show how to write; they are no monitoring data, and this sheet is passed over when the file is read. Fill in the sheet “Data”.",
    ),
    "office_line": (
        "填报单位（盖章）：＿＿＿＿＿＿＿＿  填表人：＿＿＿＿＿  审核人：＿＿＿＿＿  填报日期：＿＿＿＿＿",
        "Office (填报单位): ________________  Filled in by (填表人): __________  Checked by (审核人): __________  On (填报日期): __________",
    ),
    "header_year": ("{year} 年", "{year}"),
    "header_open": (
        "协议有 {count} 项条款未确认",
        "{count:term of the agreement is|terms of the agreement are} not confirmed",
    ),
    "footer": ("第 {page} 页，共 {pages} 页", "page {page} of {pages}"),
    # -- English names of the columns; the headings themselves are Chinese in both languages ---------------------------
    "name_section": ("断面名称", "name of the section"),
    "name_province": ("省份", "province of the section"),
    "name_basin": ("流域", "basin of the section"),
    "name_time": ("监测时间", "time measured"),
    "name_grade": ("水质类别", "published class"),
    "name_method": ("监测方式", "how it was measured"),
    "name_state": ("站点情况", "state of the station"),
    "name_remark": ("备注", "anything else"),
    # -- what Excel shows beside a cell (at most 255 characters, titles 32) ---------------------------------------------
    "value_prompt": (
        "填数值，如 0.10，按报出值原样填写。低于检出限填 0.025L（检出限加 L）；没有数值填 --；断流填 断流。",
        "The value as reported, such as 0.10. Below detection: 0.025L (the detection limit with L). No value: --. Dry: 断流.",
    ),
    "value_error_title": ("写法不对", "Not a known notation"),
    "value_error": (
        "应为不小于 0 的数，或 0.025L、<0.025、ND、--、断流 等写法（见“代码”页）。请用半角数字，不带单位、逗号和空格。",
        "Expected a number not below 0, or a notation such as 0.025L, <0.025, ND, -- or 断流 (see the sheet “Codes”). Plain digits, without unit, comma or space.",
    ),
    "signed_error": (
        "应为数（可以为负），或 --、断流 等写法（见“代码”页）。请用半角数字，不带单位、逗号和空格。",
        "Expected a number, which may be negative, or a notation such as -- or 断流 (see the sheet “Codes”). Plain digits, without unit, comma or space.",
    ),
    "list_error_title": ("请从列表中选择", "Choose from the list"),
    "grade_prompt": (
        "公布的水质类别：从列表中选；没有填 --。",
        "The class as published, from the list; -- where there is none.",
    ),
    "method_prompt": ("自动 或 手工；不清楚可不填。", "自动 automatic or 手工 manual; may be left empty."),
    "state_prompt": (
        "从列表中选；正常可不填。含义见“代码”页。",
        "From the list; empty means 正常 (normal). The meanings are on the sheet “Codes”.",
    ),
    "time_error": ("应为本考核年度的月份，如 2024-03。", "Expected a month of this assessment year, such as 2024-03."),
    "day_error": (
        "应为本考核年度的一天，写作 2024-03-05。",
        "Expected a day of this assessment year, written 2024-03-05.",
    ),
    "list_error": ("请从列表中选择一项。", "Choose one of the list."),
    "remark_prompt": (
        "说明没有数值的原因、补测等；不参与计算。",
        "Why there is no value, repeated samples and the like; takes no part in the settlement.",
    ),
    # -- how to fill in -------------------------------------------------------------------------------------------------
    "agreement": ("协议", "Agreement"),
    "year_covered": ("考核年度", "Assessment year"),
    "months_covered": (
        "{year} 年度：{first} 至 {last}，共 {count} 个月",
        "{year}: {first} to {last}, {count:month|months}",
    ),
    "standing": ("条款依据", "Basis of the terms"),
    "standing_open": (
        "注意：本协议有 {count} 项条款未经签署文本或公开文件确认（见下）。断面、指标如与签署文本不符，请先更正协议文件再生成本表。",
        "NOTE: {count:term of this agreement is|terms of this agreement are} not confirmed by a signed or published text (see below). Where sections or indicators differ from the signed text, correct the agreement file and write this form anew.",
    ),
    "standing_confirmed": ("全部条款见于签署文本或公开文件。", "All terms are from a signed or published text."),
    "part_filling": ("怎么填", "How to fill in"),
    "part_values": ("数值的写法", "How to write values"),
    "part_states": ("站点情况", "States of a station"),
    "part_assumed": ("本表按协议的以下约定生成", "What the agreement says, on which this form rests"),
    "column_item": ("项目", "item"),
    "column_content": ("内容", "content"),
    "column_basis": ("依据", "basis"),
    "fill_where": ("填在哪里", "Where"),
    "fill_where_month": (
        "只填“监测数据”页的浅黄色单元格：一个断面一个月一行，一个指标一列。灰色单元格（断面、月份、表头）已填好并锁定；如需改动，可撤销工作表保护，没有密码。请勿改动表头。",
        "Only the light yellow cells of the sheet “Data”: a row for each section and month, a column for each indicator. Grey cells (sections, months, headings) are filled in and locked; the sheet has no password. Leave the headings as they are: they are in Chinese, which is what bureaus use, with English above.",
    ),
    "fill_numbers": ("数值", "Numbers"),
    "fill_numbers_text": (
        "按监测报告的报出值原样填写，不修约、不补零、不换算；单元格是文本格式，填 0.10 就保存 0.10。单位以表头为准，单元格内不写单位。",
        "Exactly as the report gives them: not rounded, not converted. The cells hold text, so that 0.10 stays 0.10. The unit is that of the heading; write none into cells.",
    ),
    "frequency_month": ("一月多次监测", "Several samples a month"),
    "fill_frequency_month": (
        "本表一个断面一个月只有一行，填该月的监测值。逐日、逐时或一月多次的数据不要自行平均：直接提供原始数据文件即可，结算程序可读。",
        "This form has one row for each section and month. Do not average hourly, daily or repeated values yourself: hand in the original file instead, which can be read as it is.",
    ),
    "fill_where_day": (
        "只填“监测数据”页的浅黄色单元格：本协议按日值结算，一个断面一天一行，一个指标一列。灰色单元格（断面、日期、表头）已填好并锁定；如需改动，可撤销工作表保护，没有密码。请勿改动表头。",
        "Only the light yellow cells of the sheet “Data”: this agreement is settled by daily values, with a row for each section and day, a column for each indicator. Grey cells (sections, days, headings) are filled in and locked; the sheet has no password. Leave the headings as they are: they are in Chinese, which is what bureaus use, with English above.",
    ),
    "frequency_day": ("一日多次监测", "Several samples a day"),
    "fill_frequency_day": (
        "本表一个断面一天只有一行，填当日的监测值。逐时或一日多次的数据不要自行平均：直接提供原始数据文件即可，结算程序可读。只有月值的，不能代替日值。",
        "This form has one row for each section and day. Do not average hourly or repeated values yourself: hand in the original file instead, which can be read as it is. A monthly value does not stand for days.",
    ),
    "fill_volume_day": ("单位为万m³，是当日水量。", "In 万m³ (10,000 m³), that of the day."),
    "fill_grade_day": (
        "公布的是月度类别的，每月只填在一天的行里，其余各天填 --。",
        "Where classes are published by month, write that of each month into the row of one day and -- into the others.",
    ),
    "fill_empty": ("空行", "Empty rows"),
    "fill_empty_text": (
        "空着的单元格就是缺测，结算时逐一列出，不会略去；还没有监测的可以暂时空着。",
        "An empty cell is a missing value and will be listed as one, never passed over; what is still to come may be left empty.",
    ),
    "fill_volume": ("水量", "Volume"),
    "fill_volume_month": ("单位为万m³，是当月累计水量。", "In 万m³ (10,000 m³), the total of the month."),
    "fill_previous": ("上一年度", "The year before"),
    "fill_previous_text": (
        "本协议的公式还要用到上一年度的值，本表不含；请另备上一年度的监测数据。",
        "The formulas of this agreement also use values of the year before, which are not in this form; their readings are needed too.",
    ),
    "fill_return": ("填好之后", "When it is filled in"),
    "fill_return_text": (
        "交财政部门结算：ecocomp settle 协议 本文件 --year {year}。说明页、示例页和代码页不影响读取。",
        "Hand it in to be settled: ecocomp settle AGREEMENT THIS-FILE --year {year}. The other sheets do no harm.",
    ),
    "write_number": ("数值", "a value"),
    "write_below": (
        "低于检出限：检出限加大写 L，也可写 <0.025",
        "below detection: the detection limit with a capital L, or <0.025",
    ),
    "write_not_found": (
        "未检出但不知道检出限；如协议须用检出限，将无法计算，尽量写成 0.025L",
        "not detected, limit not known; cannot be settled where the agreement needs the limit: write 0.025L wherever possible",
    ),
    "write_missing": ("没有数值（缺测）", "no value (missing)"),
    "write_dry": (
        "断流，河道无水；也可在“站点情况”栏选 断流，数值填 --",
        "no water in the river; or choose 断流 in the column 站点情况 and write -- as value",
    ),
    "write_zero": (
        "零值：只在确实测得零时填；没有数值不要填 0 或 -1",
        "zero: only where zero was measured; never write 0 or -1 for a missing value",
    ),
    # -- what the agreement does with states -----------------------------------------------------------------------------
    "state_word": ("写法", "word"),
    "state_meaning": ("含义", "meaning"),
    "state_treatment": ("按本协议", "under this agreement"),
    "state_missing_mark": ("没有数值，未说明原因", "no value, for no stated reason"),
    "state_below_mark": ("低于检出限，检出限未注明", "below detection, limit not stated"),
    "treat_normal": ("数值照常采用", "values are used"),
    "treat_excluded": ("当月没有可用数值时，不参加考核", "without a usable value, the month takes no part"),
    "treat_unused": ("所报数值不采用", "values reported in this state are not used"),
    "treat_excluded_unused": ("所报数值不采用，当月不参加考核", "values are not used, and the month takes no part"),
    "treat_missing": ("没有数值即为缺测；所报数值照常采用", "missing without a value; values are used"),
    # -- the agreement's terms -------------------------------------------------------------------------------------------
    "rules_of_readings": (
        "{standard}；考核指标：{indicators}；低于检出限取{below}；缺数：{missing}",
        "{standard}; indicators: {indicators}; below detection counts as {below}; missing values: {missing}",
    ),
    "rules_at_least": (
        "；构成月值至少 {count} 个数据",
        "; at least {count:reading makes|readings make} a monthly value",
    ),
    "rules_quantities": ("；另需：{names}", "; also needed: {names}"),
    "more_sections": ("另有 {count} 个断面，见“监测数据”页", "{count} more sections: see the sheet “Data”"),
    # -- the example -----------------------------------------------------------------------------------------------------
    "example_upper": ("示例断面甲", "示例断面甲"),
    "example_lower": ("示例断面乙", "示例断面乙"),
    "example_all": ("全部测得", "everything measured"),
    "example_below": ("低于检出限的写法", "below detection"),
    "example_missing": ("一项缺测：仪器故障", "one value missing: the instrument failed"),
    "example_dry": ("断流：河道无水", "dry: no water in the river"),
    "example_station": ("全月维护，没有数值", "maintenance all month, no values"),
}
