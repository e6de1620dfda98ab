"""Sentences of this part of the library: code → (Chinese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {
    # -- what the caller asked for ------------------------------------------------------------------------------------
    "unknown_waters": (
        "没有“{found}”这种水体类型；可用：{allowed}。",
        "There is no kind of waters “{found}”; use one of: {allowed}.",
    ),
    "unknown_edition": (
        "没有标准“{found}”；可用：{allowed}。",
        "There is no standard “{found}”; use one of: {allowed}.",
    ),
    "unknown_repeated": (
        "repeated 不能为“{found}”；可用：{allowed}。",
        "repeated cannot be “{found}”; use one of: {allowed}.",
    ),
    "year_unknown": (
        "year 应为 {first} 至 {last} 之间的整数年份，现为“{found}”。",
        "year must be a whole year from {first} to {last}, found “{found}”.",
    ),
    "span_unknown": (
        "“{found}”不是至多 12 个月的起止月份；应如 2023-10..2024-09。",
        "“{found}” is no span of at most twelve months; expected one such as 2023-10..2024-09.",
    ),
    "source_unknown": (
        "监测数据应以文件路径、路径列表、文件夹或 pandas DataFrame 给出，现为 {found}。",
        "Give monitoring data as a file path, a list of paths, a folder or a pandas DataFrame; found {found}.",
    ),
    "path_empty": (
        "文件路径为空或不是文字：“{found}”；读取当前文件夹请写 “.”。",
        "The path of the file is empty or no text: “{found}”; write “.” for the current folder.",
    ),
    # -- files --------------------------------------------------------------------------------------------------------
    "no_files": ("未给出任何监测数据文件。", "No monitoring file was given."),
    "no_file": ("找不到文件：{path}。请检查路径。", "There is no such file: {path}. Check the path."),
    "unreadable": ("无法读取：{reason}。", "Cannot be read: {reason}."),
    "no_regular_file": (
        "不是普通文件（如管道或设备），不能读取。",
        "Not a regular file but a pipe or a device, which cannot be read.",
    ),
    "empty_file": (
        "文件为空；应有表头及监测数据。",
        "The file is empty; expected a heading and readings below it.",
    ),
    "empty_folder": (
        "文件夹中没有监测数据文件（{endings}）。",
        "The folder has no monitoring files ({endings}).",
    ),
    "other_files": (
        "文件夹中另有 {count} 个文件未读取：{found}。",
        "{count} other files of the folder were not read: {found}.",
    ),
    "file_too_large": (
        "文件超过 {most} MiB；请拆分后再读取。",
        "The file is larger than {most} MiB; split it.",
    ),
    "workbook_too_large": (
        "工作簿展开后过大（可能有单元格远离数据区）；请删除多余的行列或拆分后再读取。",
        "The workbook is too large once unpacked (perhaps a cell far away from the data); delete what is not data, "
        "or split it.",
    ),
    "too_large": (
        "表格超过 {rows} 行或 {columns} 列；请拆分后再读取。",
        "The table has more than {rows} rows or {columns} columns; split it.",
    ),
    "cell_too_long": (
        "单元格文字超过 {longest} 个字符，不是监测数据。",
        "The text of the cell is longer than {longest} characters, which is no reading.",
    ),
    "broken_workbook": (
        "不是可读的工作簿，或文件已损坏；应为 xlsx、xls 或 ods 格式。请用电子表格软件打开后另存为 xlsx。",
        "Not a readable workbook, or damaged; expected xlsx, xls or ods. Open it in a spreadsheet program and save it "
        "as xlsx.",
    ),
    "password": (
        "工作簿有密码保护；请取消密码后再读取。",
        "The workbook is protected by a password; remove it first.",
    ),
    "web_page": (
        "文件内容是网页或 XML，不是工作簿或 CSV；请用电子表格软件打开后另存为 xlsx。",
        "The file holds a web page or XML, not a workbook or CSV; open it in a spreadsheet program and save it as xlsx.",
    ),
    "no_text": (
        "不是文本文件：既非 UTF-8，也非 GB 18030 编码；应为 CSV 或工作簿。",
        "Not a text file, neither in UTF-8 nor in GB 18030; expected CSV or a workbook.",
    ),
    "quotes": (
        "从此行起引号不成对，无法分列；请检查双引号。",
        "From this line on the quotation marks do not match; check the double quotes.",
    ),
    "text_named_workbook": (
        "文件名为工作簿，内容为文本；已按 CSV 读取。",
        "The name is that of a workbook, the content is text; read as CSV.",
    ),
    "encoding": ("文件按 {found} 编码读取。", "The file was read in the encoding {found}."),
    "separator": ("文件按分隔符 {found} 分列。", "The file was read with the separator {found}."),
    # -- sheets and headings ------------------------------------------------------------------------------------------
    "no_heading": (
        "前 20 行中没有可识别的表头：最接近的一行缺少{lacking}。表头应有断面名称、监测时间，以及各指标列（如 氨氮(mg/L)）"
        "或“指标”与“监测值”两列。",
        "No heading was recognised in the first 20 rows: the likeliest row lacks {lacking}. A heading names the section "
        "(断面名称), the time (监测时间) and either indicators, such as 氨氮(mg/L), or two columns 指标 and 监测值.",
    ),
    "column_twice": (
        "列“{found}”与列“{other}”含义相同；请只保留一列。",
        "The column “{found}” means the same as the column “{other}”; keep one of them.",
    ),
    "column_untitled": (
        "{found} 列没有表头但有内容，未使用。",
        "Column {found} has content but no heading; it was not used.",
    ),
    "column_unclear": (
        "列“{found}”有内容，但表中不止一个指标列，无法确定属于哪一个；请写入各指标的表头或数值中（如 氨氮(μg/L)、0.025L），"
        "或删去该列。",
        "The column “{found}” has content, but beside several columns of indicators nobody can know to which it belongs; "
        "write it into their headings or values, such as 氨氮(μg/L) or 0.025L, or delete the column.",
    ),
    "column_ignored": ("列“{found}”未使用。", "The column “{found}” was not used."),
    "column_resembles": (
        "列“{found}”未使用；它近似指标“{like}”，如应读取请改为标准名称。",
        "The column “{found}” was not used; it resembles the indicator {like}: rename it if it is to be read.",
    ),
    "sheet_ignored": ("工作表没有可识别的表头，未读取。", "The sheet has no recognisable heading and was not read."),
    "example_sheet": (
        "工作表是填写示例，不是监测数据，未读取。",
        "The sheet is a filled example, no monitoring data; it was not read.",
    ),
    "example_only": (
        "文件中只有示例工作表，没有监测数据；如其中是监测数据，请改工作表名称（如 监测数据）。",
        "The file has nothing but a sheet that is titled as an example; if it holds monitoring data, give the sheet another title, such as 监测数据.",
    ),
    "hidden_sheet": ("隐藏的工作表，已读取。", "The sheet is hidden; it was read."),
    "hidden_column": ("{found} 列是隐藏的，已读取。", "Column {found} is hidden; it was read."),
    "hidden_rows": ("{count} 行是隐藏的（{places}），已读取。", "{count} rows are hidden ({places}); they were read."),
    "merged_filled": (
        "{count} 个单元格与上方合并（{places}），按合并的内容读取。",
        "{count} cells are merged with those above ({places}); read as what stands there.",
    ),
    "merged_value": (
        "{count} 个监测值单元格与上方合并（{places}），按缺测处理；请取消合并后逐行填写。",
        "{count} cells of values are merged with those above ({places}); they count as missing: unmerge and fill them.",
    ),
    "unrounded_taken": (
        "同时有原始值与显示值：采用未修约的原始值。",
        "There are unrounded (原始值) and displayed values (显示值): the unrounded ones were taken.",
    ),
    "unit_assumed": (
        "{indicator}未注明单位，按 {unit} 读取（{count} 处：{places}）。",
        "{indicator} has no unit; taken as {unit} ({count}: {places}).",
    ),
    "unit_of_table": (
        "{indicator}未注明单位，按表头上方注明的 {unit} 读取（{count} 处：{places}）。",
        "{indicator} has no unit of its own; taken as {unit}, which stands above the heading ({count}: {places}).",
    ),
    "unit_contradicts": (
        "单位“{found}”与表头“{other}”不一致；请更正其一。",
        "The unit “{found}” contradicts the heading “{other}”; correct one of them.",
    ),
    "table_unit_unknown": (
        "“单位：{found}”不是一个可识别的单位；应如“单位：mg/L”，各指标单位不同时请写入各列表头。如为填报单位，请写“填报单位：”。",
        "“单位：{found}” is no one unit that is known; expected 单位：mg/L, or units in the headings of the columns where "
        "they differ. If it names an office, write 填报单位.",
    ),
    "table_unit_inside": (
        "表中出现“单位：{found}”，不清楚适用于哪些行；请写入表头，或写在表头上方。",
        "“单位：{found}” stands inside the table, and it is not clear for which rows; write it into the heading or above.",
    ),
    "unit_needed": (
        "“{found}”未注明单位；m³、万m³、亿m³ 均可能，请注明。",
        "“{found}” has no unit; it could be m³, 万m³ or 亿m³: write which.",
    ),
    "unit_unknown": (
        "{indicator}的单位“{found}”不能换算为 {unit}。",
        "The unit “{found}” of {indicator} cannot be converted to {unit}.",
    ),
    # -- unusual shapes -----------------------------------------------------------------------------------------------
    "heading_rows": (
        "表头有 {count} 行，已合并理解。",
        "The heading has {count} rows, which were read together.",
    ),
    "part_ignored": (
        "“{found}”下的 {count} 列不是监测值、单位、检出限或标识（{places}），未使用。",
        "{count} columns under “{found}” are no value, unit, detection limit or qualifier ({places}); not used.",
    ),
    "month_taken": (
        "表中没有监测时间，按{source}“{found}”取 {month}。",
        "The table has no times; taken as {month} by {source}, “{found}”.",
    ),
    "months_contradict": (
        "“{found}”与{source}“{other}”所说的月份不一致，表中又没有监测时间；请更正其一，或加一列监测时间。",
        "“{found}” and {source}, “{other}”, name different months, and the table has no times; correct one of them or add "
        "a column 监测时间.",
    ),
    "time_not_of_table": (
        "监测时间“{found}”不在{source}“{other}”所说的月份内；请更正其一。",
        "The time “{found}” is not in the month that {source} names, “{other}”; correct one of them.",
    ),
    "year_taken": (
        "监测时间没有年份，按{source}“{found}”取 {year} 年。",
        "Times have no year; taken as of {year} by {source}, “{found}”.",
    ),
    "indicator_taken": (
        "表中没有指标列，按{source}“{found}”取{indicator}。",
        "The table names no indicator; taken as {indicator} by {source}, “{found}”.",
    ),
    "indicator_outside": (
        "表中没有指标列，标题、工作表名和文件名也没有说明（或说明了不止一个）指标；请加一列“指标”，或在标题中写明，如 氨氮(mg/L)。",
        "The table names no indicator, and titles, sheet and file name none or several; add a column 指标 or write it into "
        "the title, such as 氨氮(mg/L).",
    ),
    "title_inside": (
        "表内另有标题“{found}”，而整张表按{source}“{other}”理解，其下各行可能属于另一年月或指标；请分成不同的工作表或文件，或在表中加列说明。",
        "Inside the table stands another title, “{found}”, while the whole table is understood by {source}, “{other}”; the "
        "rows below may be of another month, year or indicator: split the table into several sheets or files, or add a column.",
    ),
    "statistics_heading": (
        "表头下一行是“{found}”，同一指标有多列统计值，不能判断应取哪一列；请只保留一列，或在表头写明。",
        "The row below the heading says “{found}”: there are several columns of one indicator, and which is meant cannot be "
        "told; keep one of them.",
    ),
    "quarters_across": (
        "列“{found}”是季度或半年值；监测值应属于某一个月，不能由季度值推出，请提供月值。",
        "The column “{found}” holds quarters or half-years; a reading belongs to a month, which cannot be told from them: "
        "give monthly values.",
    ),
    "days_are_months": (
        "时间列的表头均为某月 1 日（如 {found}），按月份读取。",
        "All columns of times are headed by the first day of a month (such as {found}); read as months.",
    ),
    "sections_across": (
        "{count} 列的表头按断面名称读取：{found}。",
        "{count} columns are read as sections, by their headings: {found}.",
    ),
    "total_row": (
        "{count} 行是“{found}”（{places}），不是监测值，已搁置。",
        "{count} rows are “{found}” ({places}), no readings; set aside.",
    ),
    "remark_row": (
        "{count} 行是注释或签署（{places}），已搁置。",
        "{count} rows are remarks or signatures ({places}); set aside.",
    ),
    # -- mapping files -------------------------------------------------------------------------------------------------
    "mapping_unreadable": ("映射文件无法读取：{reason}。", "The mapping file cannot be read: {reason}."),
    "mapping_no_text": ("映射文件不是 UTF-8 文本。", "The mapping file is not text in UTF-8."),
    "mapping_empty": (
        "映射文件应由“键: 值”组成，如 columns、fixed。",
        "A mapping file is made of “key: value”, such as columns and fixed.",
    ),
    "mapping_unknown_key": (
        "映射文件没有 {field} 这一项；可用：{choices}。",
        "There is no {field} in a mapping file; use: {choices}.",
    ),
    "mapping_value": (
        "{field} 不能是“{found}”；应为：{expected}。",
        "{field} cannot be “{found}”; expected: {expected}.",
    ),
    "mapping_role": (
        "列的内容“{found}”不认识；应为指标，或：{choices}。",
        "A column cannot hold “{found}”; write an indicator, or one of: {choices}.",
    ),
    "mapping_indicator": ("不认识的指标“{found}”。", "Unknown indicator “{found}”."),
    "mapping_time": (
        "“{found}”不是时间；应如 2024-03 或 3月。",
        "“{found}” is no time; expected 2024-03 or 3月.",
    ),
    "mapping_time_twice": (
        "time 与 year、month 不能同时写。",
        "Write either time, or year and month.",
    ),
    "mapping_headings": ("表头各行应相连。", "The heading rows must follow one another."),
    "mapping_first": (
        "first（{found}）应在表头之下。",
        "first ({found}) must lie below the heading.",
    ),
    "mapping_last": ("last（{found}）在 first 之前。", "last ({found}) lies before first."),
    "mapping_without_columns": (
        "写了表头、起止行、shape 或 fixed，就应写 columns。",
        "With heading, first, last, shape or fixed, columns must be given too.",
    ),
    "mapping_lacks": (
        "没有一列、也没有 fixed 说明 {found}。",
        "No column gives {found}, nor does fixed.",
    ),
    "mapping_across": (
        "months_across 与 sections_across 需要 heading，或在 columns 中逐列写明。",
        "months_across and sections_across need heading, or each column listed under columns.",
    ),
    "mapping_no_sheet": (
        "没有映射文件所说的工作表“{found}”。",
        "There is no sheet “{found}”, which the mapping names.",
    ),
    "sheet_not_mapped": (
        "映射文件没有提到此工作表，未读取。",
        "The mapping does not name this sheet; it was not read.",
    ),
    "mapping_beyond": (
        "映射文件所说的表头第 {found} 行不存在。",
        "There is no row {found}, which the mapping says is the heading.",
    ),
    "mapping_no_column": (
        "找不到映射文件所说的列“{found}”；应为表头文字、列号或字母。",
        "There is no column “{found}”, which the mapping names by its heading, number or letter.",
    ),
    "mapping_column_twice": (
        "映射文件两次说明同一列（“{found}”）。",
        "The mapping describes one column twice (“{found}”).",
    ),
    "mapping_no_values": (
        "按映射文件没有任何监测值列。",
        "By the mapping there is no column of values.",
    ),
    "row_skipped": (
        "按映射文件略过 {count} 行（{places}）。",
        "{count} rows were skipped, as the mapping says ({places}).",
    ),
    "sections_renamed": (
        "断面按映射文件改名。",
        "Sections were renamed as the mapping says.",
    ),
    "negative_refused": (
        "负值“{found}”不能读取（映射文件 negative: refuse）。",
        "The negative value “{found}” is refused (negative: refuse in the mapping).",
    ),
    "minus_one": (
        "“{found}”可能表示未评价，也可能表示低于检出限 1；请在映射文件的 marks 中写明。",
        "“{found}” may mean not evaluated or below the limit 1; say which under marks in the mapping.",
    ),
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
        "The heading is repeated {count} times ({places}); skipped.",
    ),
    "beyond_heading": (
        "表头以外另有 {count} 行有内容（{places}），未读取。",
        "{count} rows have content beyond the heading ({places}); not read.",
    ),
    "row_too_long": (
        "此行有 {cells} 列，表头只有 {columns} 列；可能是数值中的逗号或缺少引号。",
        "The row has {cells} cells, the heading {columns}; perhaps a comma inside a number, or missing quotes.",
    ),
    "row_too_short": (
        "{count} 行的列数少于表头（{places}），缺少的单元格按缺测处理。",
        "{count} rows have fewer cells than the heading ({places}); what is not there counts as missing.",
    ),
    "row_without_section": (
        "{count} 行没有断面名称也没有监测值（{places}），已搁置。",
        "{count} rows have neither a section nor a value ({places}); set aside.",
    ),
    "row_without_time": (
        "{count} 行没有监测时间也没有监测值（{places}），已搁置。",
        "{count} rows have neither a time nor a value ({places}); set aside.",
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
        "Unknown indicator “{found}” ({count} rows: {places}); not read.",
    ),
    "time_unknown": (
        "无法识别的监测时间“{found}”；应如 2024-03、2024-03-05 或 2024-03-05 08:00。",
        "“{found}” is no time; expected 2024-03, 2024-03-05 or 2024-03-05 08:00.",
    ),
    "time_ambiguous": (
        "监测时间“{found}”可能是 1 月，也可能是 10 月（{year}.10 作为数字时）；请写 {year}-01 或 {year}-10。",
        "The time “{found}” may be January, or October where {year}.10 was taken for a number; write {year}-01 or "
        "{year}-10.",
    ),
    "time_contradicts": (
        "“{found}”与监测时间“{other}”不一致；请更正其一。",
        "“{found}” contradicts the time “{other}”; correct one of them.",
    ),
    "year_needed": (
        "监测时间“{found}”没有年份；请给出 year。",
        "The time “{found}” has no year; give year.",
    ),
    "year_given": (
        "{count} 行的监测时间没有年份，按 {year} 年读取（{places}）。",
        "{count} rows have times without a year, taken as of {year} ({places}).",
    ),
    "year_of_span": (
        "{count} 行的监测时间没有年份，按起止月份 {span} 确定（{places}）。",
        "{count} rows have times without a year, placed within {span} ({places}).",
    ),
    "outside_span": (
        "监测时间“{found}”没有年份，又不在 {span} 之内。",
        "The time “{found}” has no year and does not lie within {span}.",
    ),
    "year_from_snapshot": (
        "{count} 行的监测时间没有年份，按发布日期推定（{places}）。",
        "{count} rows have times without a year; it follows from the day of publication ({places}).",
    ),
    "serial_time": (
        "{count} 行的监测时间是日期序号，按 1900 日期系统读取（{places}）。",
        "{count} rows have a serial number as time, read by the 1900 date system ({places}).",
    ),
    "ph_range": (
        "{indicator}有 {count} 个值大于 14（{places}），不合理。",
        "{count} values of {indicator} above 14 ({places}) are not possible.",
    ),
    "nitrogen": (
        "{indicator}有 {count} 个值与三氮关系不符（总氮应不小于氨氮、硝酸盐氮）：{places}。",
        "{count} values of {indicator} do not fit: total nitrogen is the sum of ammonia, nitrate and more ({places}).",
    ),
    "oxygen_demand": (
        "{indicator}有 {count} 个值与三氧关系不符（化学需氧量应大于高锰酸盐指数、五日生化需氧量）：{places}。",
        "{count} values of {indicator} do not fit: COD is larger than the permanganate index and BOD5 ({places}).",
    ),
    "jump": (
        "{indicator}有 {count} 个值达到前一值的 3 倍以上或 1/3 以下（{places}），存疑。",
        "{count} values of {indicator} are three times the one before or more, or a third or less ({places}): doubtful.",
    ),
    "unit_blunder": (
        "{indicator}有 {count} 个值约为该断面常见值的 1000 倍或 1/1000（{places}），可能写错单位（mg/L、μg/L）。",
        "{count} values of {indicator} are about 1000 times, or a thousandth of, what is usual at the section ({places}): "
        "perhaps another unit (mg/L, μg/L).",
    ),
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
        "Unknown monitoring method “{found}” ({count} rows: {places}); expected 自动 (automatic) or 手工 (manual); "
        "taken as not stated.",
    ),
    "state_unknown": (
        "不认识的站点情况“{found}”（{count} 行：{places}），记为其他。",
        "Unknown station state “{found}” ({count} rows: {places}); taken as other.",
    ),
    "remark_ignored": (
        "{count} 行有备注（{places}），未使用。",
        "{count} rows have a remark ({places}); not used.",
    ),
    # -- values -------------------------------------------------------------------------------------------------------
    "value_unknown": (
        "无法识别的监测值“{found}”；应为数字、低于检出限的写法（如 0.025L、<0.025、ND、未检出）或缺测标记（如 --）。",
        "“{found}” is no value; expected a number, a value below detection (such as 0.025L, <0.025, ND, 未检出) or a "
        "mark for a missing one (such as --).",
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
    "zero": (
        "{indicator}有 {count} 个值恰为 0（{places}），多为占位而非实测；已保留，请核实。",
        "{indicator} is exactly 0 in {count} cells ({places}), mostly a placeholder; kept, please check.",
    ),
    # -- repeats and what is seen over all files ----------------------------------------------------------------------
    "repeated_equal": (
        "{count} 个监测值与同一断面、指标、时间的另一值相同（{places}），只保留一个。",
        "{count} readings equal another of the same section, indicator and time ({places}); one was kept.",
    ),
    "repeated_state": (
        "{count} 个监测值重复出现，数值相同而站点情况不同（{places}）；采用站点情况为 {state} 的一个。",
        "{count} readings stand there twice with the same value and different station states ({places}); the one in "
        "the state {state} was kept.",
    ),
    "repeated_differing": (
        "{section} {when} 重复出现且数值不同：{found}。请更正文件，或用 repeated 指定取先（first）或取后（last）。",
        "{section} {when} stands there more than once with different values: {found}. Correct the file, or say by "
        "repeated which to take: first or last.",
    ),
    "repeated_chosen": (
        "{count} 个断面时间重复出现且数值不同（{places}），按 repeated={rule} 取值。",
        "{count} times of sections stand there more than once with different values ({places}); chosen by "
        "repeated={rule}.",
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
