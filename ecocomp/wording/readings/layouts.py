"""What reading says of unusual shapes of tables and of mapping files."""

SENTENCES: dict[str, tuple[str, str]] = {
    # -- unusual shapes -----------------------------------------------------------------------------------------------
    "heading_rows": (
        "表头有 {count} 行，已合并理解。",
        "The heading has {count:row|rows}, which were read together.",
    ),
    "headings_crossed": (
        "表头两行分别是“{found}”和“{indicators}”，其中“{odd}”不能确定是断面；请加一列“断面名称”，或用映射文件（--mapping）逐列说明，见 "
        "docs/reading-mappings.zh.md。",
        "The two heading rows say “{found}” and “{indicators}”, and it is not clear that “{odd}” are sections; add a column "
        "断面名称, or describe each column in a mapping file (--mapping): see docs/reading-mappings.md.",
    ),
    "lower_heading": (
        "表头下一行“{found}”像是第二行表头，其中“{odd}”不能识别；请改用已知的表头，或用映射文件（--mapping）说明各列，见 "
        "docs/reading-mappings.zh.md。",
        "The row below the heading, “{found}”, looks like its second row, and “{odd}” is not known; use headings that are, or "
        "describe the columns in a mapping file (--mapping): see docs/reading-mappings.md.",
    ),
    "section_unclear": (
        "指标在首列、断面横排的表中，列“{found}”可能是断面，也可能是限值、均值等：{why}。是断面的，请在各断面名称上方加一行“监测断面”"
        "，或把首列表头写作“指标\\断面”，仍不能确定的，名称以“断面”结尾，或改为每行一个断面的表；不是的，请用已知的表头（如 标准限值、均值、检出限），或删去该列。",
        "In a table of indicators down and sections across the column “{found}” may be a section or else a limit, a mean and "
        "the like: {why}. If it is a section, write 监测断面 in a row above the names of the sections, or 指标\\断面 over the "
        "first column; where that is not enough, end its name in 断面, or give each section a row; if not, use a heading that is known (标准限值, 均值, 检出限), or delete "
        "the column.",
    ),
    "sections_no_month": (
        "此表指标在首列、断面横排，但标题、工作表名和文件名都没有写明是哪一个月；请在标题中写明，如“2024年3月监测结果”。",
        "The table has indicators down and sections across, but neither a title nor the name of the sheet or file says of which "
        "month it is; write it into the title, such as 2024年3月监测结果.",
    ),
    "sections_again": (
        "表中另有断面的表头“{found}”，其下的值不能归到上面的断面；请分成不同的工作表或文件。",
        "Inside the table stands another heading of sections, “{found}”; the values below it are not of the sections above: split "
        "the table into several sheets or files.",
    ),
    "indicator_lacking": (
        "此行“{found}”有数值而没有指标名称；请写明是哪个指标，不需要的请删去该行。",
        "The row “{found}” has values and names no indicator; write the indicator, or delete the row.",
    ),
    "month_taken": (
        "表中没有监测时间，按{source}“{found}”取 {month}。",
        "The table has no times; taken as {month} by {source}, “{found}”.",
    ),
    "month_of_days": (
        "只写了日，按{source}“{found}”取 {month}。",
        "Only days are written; taken as of {month} by {source}, “{found}”.",
    ),
    "days_without_month": (
        "“{found}”等只写了日，标题、工作表名、文件名都没有写明是哪一个月（或写明的日期不是同一个月的）；请在标题中写明（如 2024年3月），或写作 3月1日。",
        "“{found}” and others are days alone, and neither a title nor the name of the sheet or file says of which one "
        "month; say it in a title (such as 2024年3月), or write 3月1日.",
    ),
    "heading_short_day": (
        "表头“{found}”等可能是 {year} 年 {month} 月，也可能是省略世纪的年月日；请写作 {year}-{month}。",
        "Headings such as “{found}” may be month {month} of {year}, or days whose year has two digits; write {year}-{month}.",
    ),
    "heading_numbers": (
        "表头“{found}”可能是日、月份，也可能是序号；请写作 1日、1月，或在左上角写明（断面\\日期、断面\\月份）。",
        "The headings “{found}” may be days, months or mere numbers; write 1日 or 1月, or say it in the corner (断面\\日期, "
        "断面\\月份).",
    ),
    "no_month": (
        "{source}“{found}”中的“{words}”{why}，而表中没有监测时间，不能按该月读取；请加一列监测时间，或在映射文件（--mapping）中以 fixed 的 time "
        "写明是哪一月。",
        "{source}, “{found}”, says “{words}”, which {why}, and the table has no times, so that it is not read as the month's; "
        "add a column 监测时间, or say in a mapping file (--mapping), by time under fixed, which month it is.",
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
    "years_contradict": (
        "{source}“{found}”与文件名“{other}”的年份不一致；没有年份的监测时间按{by}取 {year} 年（{why}）。如不是，请更正其一，或用 "
        "--reading-year（Python 中为 year=）给出年份。",
        "{source}, “{found}”, and the name of the file, “{other}”, say different years; times without one are taken as of "
        "{year}, by {by}, {why}. If that is wrong correct one of them, or give the year by "
        "--reading-year (year= in Python).",
    ),
    "years_contradict_given": (
        "{source}“{found}”与文件名“{other}”的年份不一致；没有年份的监测时间按给出的 {year} 读取。",
        "{source}, “{found}”, and the name of the file, “{other}”, say different years; times without one are taken as of "
        "{year}, which was given.",
    ),
    "indicator_taken": (
        "表中没有指标列，按{source}“{found}”取{indicator}。",
        "The table names no indicator; taken as {indicator} by {source}, “{found}”.",
    ),
    "indicator_outside": (
        "表中没有指标列，标题、工作表名和文件名也没有说明（或说明了不止一个）指标；请加一列“指标”，或在标题中写明，如 氨氮(mg/L)；不是监测值的工作表，"
        "请删去，或在映射文件（--mapping）中以 sheets 写明读取哪些工作表。",
        "The table names no indicator, and titles, sheet and file name none or several; add a column 指标 or write it into "
        "the title, such as 氨氮(mg/L). Delete a sheet that holds no readings, or name the sheets to be read under sheets of "
        "a mapping file (--mapping).",
    ),
    "mean_heading": (
        "列“{found}”按{indicator}的月值读取：监测时间都是月份。",
        "The column “{found}” is read as the values of {indicator}: all times are months.",
    ),
    "mean_beside_value": (
        "列“{found}”与列“{other}”在同一月份有不同的{indicator}值，不能判断哪一列是该月的值；请删去一列，或在映射文件（--mapping）中写明读取哪一列。",
        "The columns “{found}” and “{other}” have different values of {indicator} for the same month; which of them is the "
        "month's cannot be told. Delete one, or say in a mapping file (--mapping) which is to be read.",
    ),
    "means_beside": (
        "列“{found}”不是唯一的{indicator}均值列，不能判断哪一列是该月的值；请只保留一列，或在映射文件（--mapping）中写明读取哪一列。",
        "The column “{found}” is not the only one of means of {indicator}; which of them is the month's cannot be told. Keep "
        "one, or say in a mapping file (--mapping) which is to be read.",
    ),
    "no_values": (
        "{source}“{found}”中的“{words}”说明表中的数不是监测浓度，不能作为监测值读取；确是监测浓度的，请在标题中写明“监测结果”或在表头写明单位"
        "（如 mg/L）；不是的，请删去该表，或在映射文件（--mapping）中以 sheets 写明读取哪些工作表。",
        "{source}, “{found}”, says “{words}”, so that the numbers of the table are no concentrations and are not read as "
        "readings. If they are, write 监测结果 into the title or the unit (such as mg/L) into the heading; if not, delete the "
        "table, or name the sheets to be read under sheets of a mapping file (--mapping).",
    ),
    "values_above_heading": (
        "此行“{found}”像是监测值，却在第 {line} 行的表头之上，不会被读取；请把其上的表头改为已知的写法，或把各段分成不同的工作表或文件。",
        "The row “{found}” looks like values and stands above the heading in row {line}, so that it would not be read; "
        "write the heading above it as one that is known, or split the parts into several sheets or files.",
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
    "statistics_across": (
        "各列“{found}”是统计值（均值、合计等），没有以断面为表头的列；如这些列就是各断面要用的监测值，请把表头改为断面名称，或用映射文件"
        "（--mapping）说明。",
        "The columns “{found}” are statistics (means, sums), and no column is headed by a section alone; if they are the "
        "readings that count, head them by the sections, or describe them in a mapping file (--mapping).",
    ),
    "sections_across": (
        "{count} 列的表头按断面名称读取：{found}。",
        "{count:column is|columns are} read as sections, by their headings: {found}.",
    ),
    "total_row": (
        "{count} 行是“{found}”（{places}），不是监测值，已搁置。",
        "{count:row is|rows are} “{found}” ({places}), no readings; set aside.",
    ),
    "no_place_values": (
        "{count} 行是“{found}”（{places}），不是断面，但其中有数值；已搁置，请核对。",
        "{count} rows are “{found}” ({places}), which is no section, with values in them; set aside: check them.",
    ),
    "sample_row": (
        "{count} 行写明是“{found}”（{places}），同一断面同一时间另有一行；不是断面的监测值，已搁置。",
        "{count:row says|rows say} “{found}” ({places}) beside another row of the same section and time; no readings of the "
        "section, and set aside.",
    ),
    "unit_row": (
        "“{found}”一行像是各列的单位，但不能按单位读取：应紧接在表头之下，各格为可识别的单位（如 mg/L、μg/L、无量纲）；"
        "也可把单位写入各列表头。",
        "The row “{found}” looks like the units of the columns, but cannot be read so: it should stand right below the heading, "
        "with a unit that is known in each cell (mg/L, μg/L, 无量纲); or write the units into the headings.",
    ),
    "group_row": (
        "{count} 行是分组标题“{found}”（{places}），已搁置。",
        "{count} rows are the heading “{found}” of a group ({places}); set aside.",
    ),
    "group_inferred": (
        "{count} 行只有名称“{found}”（{places}），{why}，按分组标题搁置；如是断面，请在数值列填写 --。",
        "{count:row has|rows have} nothing but the name “{found}” ({places}); {why}, and so taken for the heading of a "
        "group and set aside. If it is a section, write -- for its values.",
    ),
    "limit_of_column": (
        "{indicator}未写明检出限的未检出值，检出限取“检出限”行中的 {found}（{count} 处：{places}）。",
        "For values of {indicator} below a detection limit that is not written, it is {found}, by the row of limits ({count}: "
        "{places}).",
    ),
    "statistic_row": (
        "{count} 行按统计列是“{found}”（{places}），不是月值，已搁置。",
        "{count} rows are “{found}” by their column of statistics ({places}), no values of a month; set aside.",
    ),
    "statistic_alone": (
        "{count} 行按统计列或备注是“{found}”（{places}），不是月值，也没有同一断面同一时间的均值；已搁置，请补上月值。",
        "{count} rows are “{found}” by their column of statistics or remarks ({places}), no values of a month, and there is no "
        "mean of their section and time; set aside: add the values of the month.",
    ),
    "mean_of_statistics": (
        "同一断面同一时间有几行统计值，取“{found}”为监测值（{count} 行：{places}）。",
        "Of several statistics of one section and time “{found}” was taken for the reading ({count} rows: {places}).",
    ),
    "remark_row": (
        "{count} 行是注释或签署（{places}），已搁置。",
        "{count:row is|rows are} remarks or signatures ({places}); set aside.",
    ),
    # -- mapping files -------------------------------------------------------------------------------------------------
    "mapping_type": (
        "映射文件（mapping）应给出路径，这里是 {found}。",
        "A mapping file is given by its path; this is {found}.",
    ),
    "mapping_more": ("另有 {count} 处错误，未逐一列出。", "There are {count} more errors, which are not listed."),
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
        "映射文件所说的表头第 {found} 行不存在。{hint}",
        "There is no row {found}, which the mapping says is the heading.{hint}",
    ),
    "mapping_no_column": (
        "找不到映射文件所说的列{found}；应为表头文字、列号或字母。{hint}",
        "There is no column {found}, which the mapping names by its heading, number or letter.{hint}",
    ),
    "mapping_name_sheets": (
        "如不应读取此工作表，请在 sheets 中写明要读取的。",
        " If this sheet is not to be read, name those that are under sheets.",
    ),
    "mapping_no_name": (
        "映射文件从{source}取 {role}，而此处没有工作表名或文件名；请改用 from: file 或 from: sheet，或直接写明。",
        "The mapping takes {role} from {source}, and there is none here; take it from the other one (file, sheet), or write "
        "it down.",
    ),
    "mapping_name_part": (
        "{source}“{found}”中没有“{part}”，不能按映射文件截取。",
        "There is no “{part}” in {source}, “{found}”, where the mapping cuts it.",
    ),
    "mapping_name_unfit": (
        "映射文件从{source}取 {role}，而“{found}”不是{expected}。",
        "The mapping takes {role} from {source}, and “{found}” is not {expected}.",
    ),
    "mapping_expects_section": (
        "断面名称；不应读取的工作表，请不要列入 sheets，名称中多余的文字可用 after、before 去掉",
        "the name of a section; name the sheets to read under sheets, and cut off other words with after and before",
    ),
    "mapping_expects_name": ("名称", "a name"),
    "mapping_expects_indicator": ("已知的指标", "a known indicator"),
    "mapping_expects_time": (
        "一个月份或日期（如 2024年3月、2024-03、202403、3月）",
        "one month or day (such as 2024年3月, 2024-03, 202403, 3月)",
    ),
    "mapping_expects_month": (
        "不带年份的一个月份（如 3月、03）；带年份的请写 time",
        "one month without a year (such as 3月, 03); where the year stands there, write time",
    ),
    "mapping_expects_year": ("一个年份（如 2024、2024年）", "one year (such as 2024, 2024年)"),
    "mapping_missing_key": (
        "缺少 {field}。",
        "{field} is missing.",
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
        "{count:row was|rows were} skipped, as the mapping says ({places}).",
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
}
