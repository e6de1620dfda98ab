"""What reading says of rows, of values, and of what is seen over all files together."""

SENTENCES: dict[str, tuple[str, str]] = {
    # -- rows ---------------------------------------------------------------------------------------------------------
    "heading_changes": (
        "表中另有 {count} 个不同的表头（{places}），其后各行按新表头读取。",
        "The table has {count} other headings further down ({places}); the rows below are read by them.",
    ),
    "heading_unclear": (
        "此行像表头，但没有可识别的指标或监测值列，其下各行不能读取；请更正表头，或分成不同的工作表或文件。",
        "The row looks like a heading, but names no indicator or value that is known, so that the rows below cannot be "
        "read; correct it, or split the table into several sheets or files.",
    ),
    "heading_again": (
        "表头重复出现 {count} 次（{places}），已略过。",
        "The heading is repeated {count:time|times} ({places}); skipped.",
    ),
    "title_again": (
        "标题或“续表”重复出现 {count} 次（{places}），已略过。",
        "A title is repeated, or the table said to go on, {count:time|times} ({places}); skipped.",
    ),
    "beyond_heading": (
        "表头以外另有 {count} 行有内容（{places}），未读取。",
        "{count:row has|rows have} content beyond the heading ({places}); not read.",
    ),
    "row_too_long": (
        "此行有 {cells} 列，表头只有 {columns} 列；可能是数值中的逗号或缺少引号。",
        "The row has {cells} cells, the heading {columns}; perhaps a comma inside a number, or missing quotes.",
    ),
    "row_too_short": (
        "{count} 行的列数少于表头（{places}），缺少的单元格按缺测处理。",
        "{count:row has|rows have} fewer cells than the heading ({places}); what is not there counts as missing.",
    ),
    "row_without_section": (
        "{count} 行没有断面名称也没有监测值（{places}），已搁置。",
        "{count:row has|rows have} neither a section nor a value ({places}); set aside.",
    ),
    "row_without_time": (
        "{count} 行没有监测时间也没有监测值（{places}），已搁置。",
        "{count:row has|rows have} neither a time nor a value ({places}); set aside.",
    ),
    "state_without_section": (
        "{count} 行写有断流、-- 等而没有断面名称（{places}），不知属于哪个断面，未计入；请补填断面名称，或删去这些行。",
        "{count:row says|rows say} 断流, -- or the like but name no section ({places}); they count for none: fill in the section or "
        "delete them.",
    ),
    "state_without_time": (
        "{count} 行写有断流、-- 等而没有监测时间（{places}），不知属于哪个月，未计入；请补填监测时间，或删去这些行。",
        "{count:row says|rows say} 断流, -- or the like but have no time ({places}); they count for no month: fill in the time or "
        "delete them.",
    ),
    "no_section": (
        "此行有监测值但没有断面名称（其后连续缺少断面名称的行不再逐一列出）。如为合并单元格，请取消合并并逐行填写。",
        "The row has values but no section; rows that follow and lack it too are not listed. If it is a merged cell, "
        "unmerge it and fill every row.",
    ),
    "no_time": ("此行有监测值但没有监测时间。", "The row has values but no time."),
    "no_indicator": ("此行有监测值但没有指标名称。", "The row has a value but names no indicator."),
    "indicator_unknown": (
        "不认识的指标“{found}”（{count} 行：{places}），未读取。",
        "Unknown indicator “{found}” ({count:row|rows}: {places}); not read.",
    ),
    "time_unknown": (
        "无法识别的监测时间“{found}”；应如 2024-03、2024-03-05 或 2024-03-05 08:00。",
        "“{found}” is no time; expected 2024-03, 2024-03-05 or 2024-03-05 08:00.",
    ),
    "time_no_month": (
        "监测时间“{found}”不存在：没有 {month} 月；应为 1 至 12 月。",
        "The time “{found}” does not exist: there is no month {month}; expected 1 to 12.",
    ),
    "time_no_day": (
        "监测时间“{found}”不存在：{year} 年 {month} 月有 {days} 天；应为 1 至 {days} 日。",
        "The time “{found}” does not exist: month {month} of {year} has {days} days; expected 1 to {days}.",
    ),
    "time_no_year": (
        "监测时间“{found}”的年份不可能；应为 {first} 至 {last}。",
        "The time “{found}” has an impossible year; expected {first} to {last}.",
    ),
    "time_no_clock": (
        "监测时间“{found}”没有这样的时刻；应为 00:00 至 23:59，24:00 请写作次日 00:00。",
        "The time “{found}” has a clock that no day shows; expected 00:00 to 23:59: write 24:00 as 00:00 of the next day.",
    ),
    "time_zone": (
        "监测时间“{found}”带有北京时间以外的时区；请换算为北京时间（如 2024-03-05 08:00）再填写。",
        "The time “{found}” is in another time zone than China's (+08:00); write it in Chinese time, such as 2024-03-05 08:00.",
    ),
    "time_part_unknown": (
        "“{found}”不是{part}。",
        "“{found}” is no {part}.",
    ),
    "time_ambiguous": (
        "监测时间“{found}”可能是 1 月，也可能是 10 月（{year}.10 作为数字时）；请写 {year}-01 或 {year}-10。",
        "The time “{found}” may be January, or October where {year}.10 was taken for a number; write {year}-01 or "
        "{year}-10.",
    ),
    "time_short_day": (
        "监测时间“{found}”可能是 {year} 年 {month} 月，也可能是省略世纪的年月日；请写 {year}-{month}，或把表头改为 年月。",
        "The time “{found}” may be month {month} of {year}, or a day whose year has two digits; write {year}-{month}, or head "
        "the column 年月.",
    ),
    "month_of_digits": (
        "{count} 行的监测时间是 6 位数字（{places}），按年月读取。",
        "{count:row has|rows have} six digits as time ({places}); read as year and month.",
    ),
    "time_contradicts": (
        "“{found}”与监测时间“{other}”不一致；请更正其一。",
        "“{found}” contradicts the time “{other}”; correct one of them.",
    ),
    "year_needed": (
        "监测时间“{found}”没有年份；请用 --reading-year（Python 中为 year=）给出，如 2024，跨年的给出起止月份，如 2023-10..2024-09。",
        "The time “{found}” has no year; give one by --reading-year (year= in Python), such as 2024, or a span of months, "
        "such as 2023-10..2024-09.",
    ),
    "year_not_shown": (
        "单元格显示的监测时间“{found}”没有年份（所存的是 {held}，电子表格会给手工输入的日期补上当年）；请把数字格式改为显示年份并核对，或用 "
        "--reading-year（Python 中为 year=）给出年份。",
        "The cell shows the time “{found}” without a year; it holds {held}, but a spreadsheet adds the current year to dates "
        "typed without one. Give it a number format with the year and check it, or give the year by --reading-year (year= in "
        "Python).",
    ),
    "year_not_shown_differs": (
        "单元格显示的监测时间“{found}”没有年份，应是 {year} 年，而所存的是 {held}；请核对并更正，把数字格式改为显示年份。",
        "The cell shows the time “{found}” without a year, which should be {year}, and holds {held}; check and correct it, with a "
        "number format that shows the year.",
    ),
    "month_shown": (
        "{count} 个监测时间按数字格式只显示到月（{places}），按月份读取。",
        "{count} times are dates that their number format shows as a month ({places}); read as the month.",
    ),
    "year_crosses": (
        "监测时间没有年份，都按 {year} 年读取，而 {before} 月之后是 {after} 月，可能跨年。请写明年份，或用 --reading-year（Python 中为 "
        "year=）给出起止月份：{earlier} 或 {later}；确属同一年的写 {same}。",
        "The times have no year and would all be of {year}, but month {after} follows month {before}: New Year may lie "
        "between. Write the years, or give a span by --reading-year (year= in Python): {earlier} or {later}; or {same} if "
        "all are of one year.",
    ),
    "year_given": (
        "{count} 行的监测时间没有年份，按 {year} 年读取（{places}）。",
        "{count:row has|rows have} times without a year, taken as of {year} ({places}).",
    ),
    "year_of_span": (
        "{count} 行的监测时间没有年份，按起止月份 {span} 确定（{places}）。",
        "{count:row has|rows have} times without a year, placed within {span} ({places}).",
    ),
    "outside_span": (
        "监测时间“{found}”没有年份，又不在 {span} 之内；请写明年份，或用 --reading-year（Python 中为 year=）给出别的起止月份。",
        "The time “{found}” has no year and does not lie within {span}; write its year, or give another span by "
        "--reading-year (year= in Python).",
    ),
    "year_from_snapshot": (
        "{count} 行的监测时间没有年份，按发布日期推定（{places}）。",
        "{count:row has|rows have} times without a year; it follows from the day of publication ({places}).",
    ),
    "serial_time": (
        "{count} 行的监测时间是日期序号，按 1900 日期系统读取（{places}）。",
        "{count:row has|rows have} a serial number as time, read by the 1900 date system ({places}).",
    ),
    "serial_from_1904": (
        "监测时间“{found}”是日期序号，而工作簿采用 1904 日期系统，不清楚按哪种系统计；请把该列的格式改为日期，或写成 2024-03-05。",
        "The time “{found}” is a serial number, and the workbook counts days from 1904, so that it is not clear which day is meant; "
        "give the column a format of dates, or write 2024-03-05.",
    ),
    "ph_range": (
        "{indicator}有 {count} 个值不在 0–14 之内（{places}），不合理。",
        "{count:value|values} of {indicator} outside 0 to 14 ({places}) are not possible.",
    ),
    "nitrogen": (
        "{indicator}有 {count} 个值与三氮关系不符（总氮应不小于氨氮、硝酸盐氮；不能判定哪一个有误，两个都存疑）：{places}。",
        "{count:value|values} of {indicator} do not fit: total nitrogen is the sum of ammonia, nitrate and more; which is wrong cannot be told, both are doubted ({places}).",
    ),
    "oxygen_demand": (
        "{indicator}有 {count} 个值与三氧关系不符（化学需氧量应大于高锰酸盐指数、五日生化需氧量；不能判定哪一个有误，两个都存疑）：{places}。",
        "{count:value|values} of {indicator} do not fit: COD is larger than the permanganate index and BOD5; which is wrong cannot be told, both are doubted ({places}).",
    ),
    "jump": (
        "{indicator}有 {count} 个值达到前一值的 3 倍以上或 1/3 以下（{places}），存疑。",
        "{count:value|values} of {indicator} are three times the one before or more, or a third or less ({places}): doubtful.",
    ),
    "unit_blunder": (
        "{indicator}有 {count} 个值达到该断面常见值（中位数）的 300 倍以上或 1/300 以下（{places}），可能写错单位（mg/L、μg/L）。",
        "{count:value|values} of {indicator} are 300 times what is usual at the section (the median) or more, or 1/300 or less ({places}): perhaps another unit (mg/L, μg/L).",
    ),
    # why a reading gives no value
    "excluded_ph_range": (
        "{value} 因不在 0–14 之内被剔除（一致性检查）",
        "{value}, excluded as outside 0 to 14 (plausibility check)",
    ),
    "excluded_nitrogen": (
        "{value} 因与三氮关系不符被剔除（一致性检查：总氮应不小于氨氮、硝酸盐氮；不能判定哪一个有误，两个都剔除）",
        "{value}, excluded with the value it does not fit (plausibility check: total nitrogen is not below ammonia or nitrate; which is wrong cannot be told)",
    ),
    "excluded_oxygen_demand": (
        "{value} 因与三氧关系不符被剔除（一致性检查：化学需氧量应大于高锰酸盐指数、五日生化需氧量；不能判定哪一个有误，两个都剔除）",
        "{value}, excluded with the value it does not fit (plausibility check: COD is above the permanganate index and BOD5; which is wrong cannot be told)",
    ),
    "excluded_jump": (
        "{value} 因突变被剔除（一致性检查：达到前一值的 3 倍以上或 1/3 以下）",
        "{value}, excluded as a jump (plausibility check: three times the value before or more, or a third or less)",
    ),
    "excluded_unit_blunder": (
        "{value} 因疑似单位错误被剔除（一致性检查：达到该断面常见值的 300 倍以上或 1/300 以下）",
        "{value}, excluded as a suspected error of unit (plausibility check: 300 times what is usual at the section or more, or 1/300 or less)",
    ),
    "value_in_state": ("{value}（{state}）", "{value} ({state})"),
    "value_no_limit": ("{value}（低于检出限，未给出检出限）", "{value} (below detection, limit not given)"),
    "value_no_measure": ("{value}（不能作为测得值，视为缺测）", "{value} (no measured value, taken for missing)"),
    "empty_cell": ("（空）", "(empty)"),
    "implausible_excluded": (
        "共有 {total} 个可疑值按要求剔除，视为缺测。",
        "{total} implausible values were excluded as asked and count as missing.",
    ),
    "unknown_treatment": (
        "可疑值的处理“{found}”不存在，可用：{allowed}。",
        "There is no treatment “{found}” of implausible values; there are: {allowed}.",
    ),
    "unknown_check": (
        "没有名为“{found}”的可疑值检查，可用：{allowed}。",
        "There is no plausibility check “{found}”; there are: {allowed}.",
    ),
    "method_unknown": (
        "不认识的监测方式“{found}”（{count} 行：{places}），应为自动或手工；按未注明处理。",
        "Unknown monitoring method “{found}” ({count:row|rows}: {places}); expected 自动 (automatic) or 手工 (manual); "
        "taken as not stated.",
    ),
    "state_unknown": (
        "不认识的站点情况“{found}”（{count} 行：{places}），记为其他。",
        "Unknown station state “{found}” ({count:row|rows}: {places}); taken as other.",
    ),
    "remark_beside_values": (
        "{count} 行备注为“{found}”却有监测值（{places}）：监测值已读取，并带有这一状态，是否采用由协议规定（unused）；请核对。",
        "{count:row has|rows have} the remark '{found}' and values as well ({places}); the values are read with this state, and the agreement says whether they are used (unused); please check.",
    ),
    "remark_told": (
        "{count} 行的“{heading}”写着“{found}”（{places}）；监测值不受影响。",
        "{count:row says|rows say} “{found}” under “{heading}” ({places}); their values are not affected.",
    ),
    "remarks_told": (
        "“{heading}”另有 {count} 行写着其他文字（{places}），未逐一列出；监测值不受影响。",
        "{count} more rows have other texts under “{heading}” ({places}), not listed; their values are not affected.",
    ),
    "remark_doubtful": (
        "{count} 行的“{heading}”写着“{found}”（{places}），而同一行的监测值仍按有效读取，没有剔除；如不应采用，请把监测值改为 --，"
        "更正后的值请写入或另附更正文件（repeated=last）。",
        "{count:row says|rows say} “{found}” under “{heading}” ({places}); the values beside are read as valid all the same: where "
        "they are not to be used, write -- instead, or the corrected value, or give corrections as a file of their own "
        "(repeated=last).",
    ),
    "remarks_doubtful": (
        "“{heading}”另有 {count} 行写着其他对监测值存疑的文字（{places}），未逐一列出；监测值仍按有效读取，请核对。",
        "{count} more rows have other texts under “{heading}” that doubt their values ({places}), not listed; the values "
        "are read as valid: please check.",
    ),
    # -- values -------------------------------------------------------------------------------------------------------
    "value_unknown": (
        "无法识别的监测值“{found}”；应为数字、低于检出限的写法（如 0.025L、<0.025、ND、未检出）或缺测标记（如 --）。",
        "“{found}” is no value; expected a number, a value below detection (such as 0.025L, <0.025, ND, 未检出) or a "
        "mark for a missing one (such as --).",
    ),
    "value_with_unit": (
        "监测值“{found}”带有单位，不能识别；单元格中只写数值，单位写入表头（如 氨氮(mg/L)）或“单位”列。",
        "The value “{found}” has a unit beside it; write the number alone, and the unit into the heading, such as 氨氮(mg/L), or "
        "a column 单位.",
    ),
    "value_above": (
        "“{found}”说的是超过测定上限，不是一个数值，不能参与计算；请写稀释后测得的数值，没有的写 -- 并在备注中说明。",
        "“{found}” says that the value is above what could be measured, which is no number to reckon with; write the value found "
        "after dilution, or -- where there is none, and say so in a column 备注.",
    ),
    "value_thousands": (
        "“{found}”的千位分隔符不能识别（也可能是小数点或两个数）；请写成不分节的数字，如 1200。",
        "The separator in “{found}” is not read: it may stand for thousands, for a decimal point or between two numbers; write "
        "the number without it, such as 1200.",
    ),
    "value_range": (
        "“{found}”是一个范围，不是一个数值；请逐次填写测得的数值，或写按技术规定算出的平均值。",
        "“{found}” is a range and no value; write the values of each time, or the mean that the method prescribes.",
    ),
    "value_nothing": (
        "“{found}”可能指没有监测（请写 --），也可能指没有检出（请写 未检出 或 检出限L）；请写明，或在映射文件的 marks 中说明。",
        "“{found}” (none) may mean that nothing was measured (write --) or that nothing was found (write 未检出 or the "
        "limit with L); write which, or say it under marks in a mapping file.",
    ),
    "error_cell": (
        "单元格是公式错误（如 #DIV/0!），不是监测值；请改正公式或写 --。",
        "The cell holds an error of a formula (such as #DIV/0!), no value; correct the formula or write --.",
    ),
    "uncalculated_cell": (
        "单元格的公式没有计算结果；请用电子表格软件打开并保存后再读取，或写入数值。",
        "The formula of the cell was never calculated; open and save the file in a spreadsheet program, or write the "
        "value.",
    ),
    "number_too_long": (
        "数值“{found}”位数过多：至多 30 位数字，指数在 ±20 以内。",
        "The number “{found}” is too long: at most 30 digits and an exponent within ±20.",
    ),
    "never_below": (
        "pH 没有检出限，不会低于检出限：“{found}”。",
        "pH has no detection limit and cannot be below one: “{found}”.",
    ),
    "limit_not_positive": (
        "“{found}”的检出限应大于 0。",
        "The detection limit of “{found}” must be greater than 0.",
    ),
    "limit_unknown": (
        "检出限“{found}”应为大于 0 的数字。",
        "The detection limit “{found}” must be a number greater than 0.",
    ),
    "limit_unit": (
        "检出限列的单位 {found} 与{indicator}监测值的单位不同，不能判断检出限按哪个单位计；请改成同一单位。",
        "The unit {found} of the column of detection limits is not that of the values of {indicator}, and by which the limits "
        "go cannot be told; write both in one unit.",
    ),
    "qualifier_unknown": (
        "不认识的标识“{found}”；低于检出限请写 L、<、ND 或 未检出。",
        "Unknown qualifier “{found}”; write L, <, ND or 未检出 for a value below detection.",
    ),
    "missing_with_value": (
        "标识为缺测，但有监测值“{found}”。",
        "The qualifier says missing, but there is the value “{found}”.",
    ),
    "grade_unknown": (
        "无法识别的水质类别“{found}”；应为 Ⅰ 至 Ⅴ 或 劣Ⅴ。",
        "“{found}” is no class; expected Ⅰ to Ⅴ or 劣Ⅴ.",
    ),
    "negative": (
        "{indicator}有 {count} 个负值（{places}），按缺测处理。",
        "{indicator} has {count} negative values ({places}); they count as missing.",
    ),
    "below_own_limit": (
        "{indicator}有 {count} 个值小于文件写明的检出限而没有标为低于检出限（{places}），仍按数值读取；如是未检出，请写 检出限L 或 未检出。",
        "{indicator} has {count:value|values} below the detection limit that the file states and not marked so ({places}); they were read "
        "as numbers: where nothing was detected write the limit with L, or 未检出.",
    ),
    "below_other_limit": (
        "{indicator}有 {count} 个值小于同一文件中同一断面未检出值的检出限，又没有标为低于检出限（{places}），仍按数值读取；请核对是否漏标。",
        "{indicator} has {count} values below the detection limit that the file gives elsewhere for the same section, and not "
        "marked so ({places}); they were read as numbers: check whether the mark was forgotten.",
    ),
    "limits_differ": (
        "{indicator}有 {count} 个低于检出限的值，所写的检出限与检出限列不同（{places}），按检出限列读取；请核对。",
        "{indicator} has {count:value|values} below detection written with another limit than the column of limits ({places}); the "
        "column's was taken: please check.",
    ),
    "zero": (
        "{indicator}有 {count} 个值恰为 0（{places}），多为占位而非实测；已保留，请核实。",
        "{indicator} is exactly 0 in {count:cell|cells} ({places}), mostly a placeholder; kept, please check.",
    ),
    # -- repeats and what is seen over all files ----------------------------------------------------------------------
    "repeated_equal": (
        "{count} 个监测值与同一断面、指标、时间的另一值相同（{places}），只保留一个。",
        "{count:reading equals|readings equal} another of the same section, indicator and time ({places}); one was kept.",
    ),
    "repeated_state": (
        "{count} 个监测值重复出现，数值相同而站点情况不同（{places}）；采用站点情况为{state}的一个。",
        "{count:reading stands|readings stand} there twice with the same value and different station states ({places}); the one in "
        "the state {state} was kept.",
    ),
    "repeated_differing": (
        "{section} {when} 重复出现且数值不同：{found}。{unused}请更正文件，或用 repeated 指定取先（first）或取后（last）；如一为自动监测、一为"
        "手工监测，请写明监测方式，以何者为准由协议的 readings.precedence 决定。",
        "{section} {when} stands there more than once with different values: {found}. {unused}Correct the file, or say by "
        "repeated which to take: first or last; where one is automatic and one manual, say so in a column 监测方式, and the "
        "agreement's readings.precedence decides.",
    ),
    "unused_beside": (
        "未使用的列“{found}”可能说明它们的区别：如是时刻，请写入监测时间。",
        "The columns that were not used, “{found}”, may tell them apart: where they are clocks, write them into the time. ",
    ),
    "repeated_unclear": (
        "{section} {when} 有自动与手工两种监测值，另有没有写明监测方式的：{found}。不知道它重复或更正的是哪一种：请在该文件中写明监测方式"
        "（自动、手工）；两种都有的，以何者为准由协议的 readings.precedence 决定。",
        "{section} {when} has an automatic and a manual value, and one that does not say its method: {found}. Which of them "
        "it repeats or corrects nobody can know: write its method (自动 automatic, 手工 manual) into that file; between "
        "the two the agreement's readings.precedence decides.",
    ),
    "method_adopted": (
        "{count} 个监测值没有写明监测方式，按它所重复或更正的{method}监测值计（{places}）。",
        "{count:reading does|readings do} not say their method and count as {method}, as those that they repeat or correct ({places}).",
    ),
    "repeated_chosen": (
        "{count} 个断面时间重复出现且数值不同（{places}），按 repeated={rule} 取值。",
        "{count:time of sections stands|times of sections stand} there more than once with different values ({places}); chosen by "
        "repeated={rule}.",
    ),
    "repeated_taken": (
        "{section} {when} {indicator}有不同的值，取 {taken}：{left}。",
        "{section} {when} {indicator} has differing values, taken is {taken}: {left}.",
    ),
    "month_of_first": (
        "{count} 行的月份写作当月 1 日（{places}），按月份读取。",
        "{count:row has|rows have} the first of the month under 月份 ({places}); read as the month.",
    ),
    "namesakes": (
        "断面“{section}”在多处同名：{found}；请按省份、流域区分。",
        "The name “{section}” stands for several sections: {found}; tell them apart by province and basin.",
    ),
    "mixed_times": (
        "断面“{section}”的同一月份（如 {month}）有精度不同的监测时间，可能同时含月均值与逐日值。",
        "The section “{section}” has times of different precision in one month ({month}, for one): perhaps a monthly "
        "mean beside daily values.",
    ),
    "no_readings": ("没有读到任何监测值。", "No reading was found."),
    "more_of_these": (
        "另有 {count} 处同类问题（{code}）未逐一列出。",
        "{count} more of this kind ({code}) are not listed.",
    ),
}
