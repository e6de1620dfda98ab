"""What reading says of the call, of files, of sheets and of headings."""

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
    "leads_outside": (
        "是指向文件夹之外的链接，不予读取：请把文件本身放在文件夹中，或直接给出它的路径。",
        "A link that leads out of the folder, which is not read: put the file itself there, or give its own path.",
    ),
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
    "folders_inside": (
        "文件夹中的 {count} 个子文件夹未读取：{found}；其中有监测数据的，请一并列出。",
        "{count:folder inside the folder was|folders inside the folder were} not read: {found}; name them too if they hold monitoring data.",
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
    "separator": ("文件按{found}分列。", "The file was read with the separator {found}."),
    # -- sheets and headings ------------------------------------------------------------------------------------------
    "no_heading": (
        "前 20 行中没有可识别的表头：最接近的一行是“{found}”，缺少{lacking}。表头应有断面名称、监测时间，以及各指标列（如 氨氮(mg/L)）"
        "或“指标”与“监测值”两列；别的表式请用映射文件（--mapping）说明，见 docs/reading-mappings.zh.md。",
        "No heading was recognised in the first 20 rows: the likeliest row, “{found}”, lacks {lacking}. A heading names the "
        "section (断面名称), the time (监测时间) and either indicators, such as 氨氮(mg/L), or two columns 指标 and 监测值; "
        "describe any other layout in a mapping file (--mapping): see docs/reading-mappings.md.",
    ),
    "column_twice": (
        "列“{found}”与列“{other}”含义相同；请只保留一列。",
        "The column “{found}” means the same as the column “{other}”; keep one of them.",
    ),
    "clock_joined": (
        "列“{found}”的时刻与列“{other}”的日期合为监测时间。",
        "The clocks of the column “{found}” and the days of the column “{other}” were read as one time.",
    ),
    "column_of_which": (
        "有不止一个“{found}”列（另一列为“{other}”），不能确定各属于哪个指标；请写明，如 氨氮检出限、氨氮标识。",
        "There are several columns “{found}” (another is “{other}”), and it is not clear to which indicators they belong; "
        "say so, as in 氨氮检出限 and 氨氮标识.",
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
    "sheet_like_data": (
        "工作表像是监测数据，但表头缺少{lacking}，未读取；请补全表头，或把该表删去。",
        "The sheet looks like monitoring data, but its heading lacks {lacking}; it was not read. Complete the heading, or "
        "delete the sheet.",
    ),
    "sheet_ignored": ("工作表没有可识别的表头，未读取。", "The sheet has no recognisable heading and was not read."),
    "sheet_of_rates": (
        "工作表是达标率、次数等统计，没有各断面的监测浓度，未读取。",
        "The sheet holds rates or counts (达标率, 次数), no concentrations of sections; it was not read.",
    ),
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
    "hidden_rows": (
        "{count} 行是隐藏的（{places}），已读取。",
        "{count:row is|rows are} hidden ({places}); they were read.",
    ),
    "merged_filled": (
        "{count} 个单元格与上方合并（{places}），按合并的内容读取。",
        "{count:cell is|cells are} merged with those above ({places}); read as what stands there.",
    ),
    "merged_value": (
        "{count} 个监测值单元格与上方合并（{places}），按缺测处理；请取消合并后逐行填写。",
        "{count:cell of values is|cells of values are} merged with those above ({places}); they count as missing: unmerge and fill them.",
    ),
    "struck_values": (
        "{count} 个监测值带有删除线（{places}），仍按其内容读取；如已作废，请删除该值，并在 站点情况 或 备注 中写明原因。",
        "{count:value is|values are} struck out ({places}); they were read all the same: if they are withdrawn, delete them and say why "
        "in a column 站点情况 or 备注.",
    ),
    "invisible": (
        "{count} 个单元格含有不可见的零宽字符（{places}），已去掉。",
        "{count} cells have signs without width ({places}), which were taken out.",
    ),
    "comments": (
        "{count} 个单元格有批注，批注不读取：{found}；影响数据使用的情况，请写入 站点情况 或 备注 列。",
        "{count:cell has|cells have} comments, which are not read: {found}; put what matters for the data into a column 站点情况 or 备注.",
    ),
    "looks_unknown": (
        "无法读取单元格的数字格式和字体：显示的内容（如 0.025L、%、删除线）未能核对，只读取了存储的值；请用电子表格软件打开后另存为 xlsx。",
        "The number formats and fonts of the cells could not be read: what cells show (such as 0.025L, % or a strike) was not "
        "checked, only the values that they hold were read; open the file in a spreadsheet program and save it as xlsx.",
    ),
    "by_format": ("按数字格式 {format}", "the number format {format}"),
    "by_some_format": ("按数字格式", "their number format"),
    "shown_by_format": ("“{shown}”（数字格式 {format}）", "“{shown}” (number format {format})"),
    "shown_below": (
        "{count} 个单元格存储的只是数字，{found} 显示为未检出（{places}）；按显示的内容读取。",
        "{count:cell holds|cells hold} a bare number that {found} shows as below detection ({places}); they were read as shown.",
    ),
    "not_shown": (
        "{count} 个单元格有数值但因数字格式不显示（{places}），已读取。",
        "{count:cell holds|cells hold} a value that their number format does not show ({places}); they were read.",
    ),
    "shown_otherwise": (
        "单元格存储的是 {held}，显示的却是 {found}，以哪个为准不清楚；请把数字格式改为“常规”，并把应有的内容（如 0.025L）直接写入单元格。",
        "The cell holds {held} but shows {found}, and it is not clear which is meant; set its number format to General and "
        "write what is meant, such as 0.025L, into the cell.",
    ),
    "shown_unclear": (
        "单元格存储的是 {held}，按数字格式 {format} 显示的是别的内容，以哪个为准不清楚；请把数字格式改为“常规”，并把应有的内容（如 0.025L）"
        "直接写入单元格。",
        "The cell holds {held}, which the number format {format} shows as something else, and it is not clear which is meant; set "
        "its number format to General and write what is meant, such as 0.025L, into the cell.",
    ),
    "shown_unit": (
        "单元格显示为 {found}，单位为 {unit}，而{indicator}在此按 {other} 读取；请更正表头的单位或数字格式。",
        "The cell shows {found}, in {unit}, but {indicator} is read in {other} here; correct the unit of the heading or the number "
        "format.",
    ),
    "nitrate_ion": (
        "“{found}”是硝酸根离子，不是以氮计的硝酸盐氮（1 mg/L 的硝酸根折合 0.226 mg/L 的氮），未读取；应读取的，请换算后把名称写成 硝酸盐氮 或 "
        "硝酸盐(以N计)。",
        "“{found}” is the nitrate ion and not nitrate nitrogen (1 mg/L of the ion is 0.226 mg/L of nitrogen); it was not read. "
        "To have it read, convert it and name it 硝酸盐氮 or 硝酸盐(以N计).",
    ),
    "nitrate_ion_rows": (
        "{count} 行的指标“{found}”是硝酸根离子，不是以氮计的硝酸盐氮（1 mg/L 的硝酸根折合 0.226 mg/L 的氮），未读取（{places}）。",
        "{count} rows name “{found}”, which is the nitrate ion and not nitrate nitrogen (1 mg/L of the ion is 0.226 mg/L of "
        "nitrogen); they were not read ({places}).",
    ),
    "nitrate_as_nitrogen": (
        "“{found}”按 GB 3838 的硝酸盐(以N计)读取（{count} 处：{places}）；以 NO₃⁻ 计的，请换算成氮。",
        "“{found}” was read as nitrogen, as GB 3838 gives it ({count}: {places}); values given as NO₃⁻ must be converted.",
    ),
    "unrounded_taken": (
        "同时有原始值与显示值：采用未修约的原始值。",
        "There are unrounded (原始值) and displayed values (显示值): the unrounded ones were taken.",
    ),
    "unit_assumed": (
        "{indicator}未注明单位，按 {unit} 读取（{count} 处：{places}）。",
        "{indicator} has no unit; taken as {unit} ({count}: {places}).",
    ),
    "level_without_unit": (
        "{indicator}未注明单位，而 {all} 个值中有 {high} 个达到{level}以上，不像以 {unit} 计（可能是 μg/L）；"
        "请在列名、标题或映射文件中写明单位",
        "{indicator} has no unit, and {high} of {all} values are {level} or more, "
        "unlike {unit} (perhaps μg/L); write the unit into heading, title or a mapping file",
    ),
    "level_of_limit": ("Ⅴ类限值 {limit} {unit} 的 {times} 倍", "{times} times the limit of class V ({limit} {unit})"),
    "level_high": (
        "{indicator}的 {all} 个值中有 {high} 个达到{level}以上：请核对单位是否写对。",
        "{high} of {all} values of {indicator} are {level} or more: check whether the unit is right.",
    ),
    "unit_of_table": (
        "{indicator}未注明单位，按表外（标题、注释、名称）注明的 {unit} 读取（{count} 处：{places}）。",
        "{indicator} has no unit of its own; taken as {unit}, which stands in a title, a remark or a name ({count}: "
        "{places}).",
    ),
    "unit_around": (
        "未注明单位的监测值按{source}“{found}”中的 {unit} 读取。",
        "Values without a unit are taken as {unit}, by {source}, “{found}”.",
    ),
    "unit_around_unclear": (
        "{source}“{found}”写有单位，但不清楚是否为各监测值的单位（单位不止一种，或另有指标、限值）；请把单位写入各列表头或加一列单位，"
        "或用映射文件（mapping）说明。",
        "A unit stands in {source}, “{found}”, but it is not clear whether it is that of the values: there are several units, "
        "other indicators or a limit; write units into the headings or a column 单位, or say them in a mapping file.",
    ),
    "unit_contradicts": (
        "单位“{found}”与表头“{other}”不一致；请更正其一。",
        "The unit “{found}” contradicts the heading “{other}”; correct one of them.",
    ),
    "table_unit_unknown": (
        "“单位：{found}”不是一个可识别的单位；应如“单位：mg/L”或“单位：mg/L（pH无量纲、铜μg/L）”；不清楚的请把单位写入各列表头。如为填报单位，请写“填报单位：”。",
        "“单位：{found}” is no unit that is known, or it is not clear whose it is; expected 单位：mg/L or 单位：mg/L"
        "（pH无量纲、铜μg/L）, else units in the headings of the columns. If it names an office, write 填报单位.",
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
}
