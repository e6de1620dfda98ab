"""Sentences about judging water: columns of values that cannot be graded, and what a judgement says."""

SENTENCES: dict[str, tuple[str, str]] = {
    # grading columns
    "no_limits": (
        "{standard} 对“{found}”（{waters}）没有分类限值，不能评价",
        "{standard} has no limits of grades for '{found}' ({waters}), so it cannot be judged",
    ),
    "out_array": ("out 应为 {rows} 行的 int8 数组", "out must be an int8 array of {rows} rows"),
    "positive": ("{name} 应为正整数，这里是 {found}", "{name} must be a positive whole number; this is {found}"),
    "more_decimals": (
        "{found} 的小数多于 {decimals} 位，不能精确放入整数列",
        "{found} has more than {decimals} decimals and does not fit a column of whole numbers",
    ),
    "not_exact": (
        "整数列由整数、Decimal 或 Fraction 的精确值生成，这里是 {found}",
        "a column of whole numbers is made of exact values, int, Decimal or Fraction; this is {found}",
    ),
    "scaled_decimals": (
        "decimals 应为 0 至 {most} 的整数，这里是 {found}",
        "decimals must be a whole number from 0 to {most}; this is {found}",
    ),
    "too_large": (
        "数值过大，保留 {decimals} 位小数时超出 64 位整数：{found}",
        "a value is too large for 64 bits with {decimals} decimals: {found}",
    ),
    "column_shape": (
        "应给出至少一列，每列为一维 numpy 数组，按指标名称",
        "give at least one column, each a one-dimensional numpy array by the id of its indicator",
    ),
    "column_lengths": ("各列长度不同：{found}", "the columns differ in length: {found}"),
    "column_type": (
        "{name} 列的类型 {found} 不能评价；可用：{allowed}",
        "the column {name} is of type {found}, which cannot be graded; use one of {allowed}",
    ),
    "column_masked": (
        "{name} 列是带掩码的数组（numpy.ma），掩码不会被理会；请先用 filled() 填上缺失值的标记",
        "the column {name} is a masked array (numpy.ma), whose mask would be ignored; fill it with the mark of a missing value "
        "first (`filled`)",
    ),
    "column_decimals": (
        "整数列 {name} 须在 decimals 中写明小数位数（0 至 {most}）",
        "the column {name} of whole numbers needs its decimals (0 to {most}) in `decimals`",
    ),
    # judging sections
    "unknown_option": (
        "{name} 应为 {allowed} 之一，这里是“{found}”",
        "{name} must be one of {allowed}; this is '{found}'",
    ),
    "unknown_indicator": (
        "没有名为“{found}”的指标；可写指标名称、代号，或指标组 {sets}",
        "there is no indicator '{found}'; write names or ids of indicators, or one of the sets {sets}",
    ),
    "no_indicators": ("没有给出评价指标", "no indicators are given"),
    "unknown_target": (
        "水质目标应为 {allowed} 之一，这里是“{found}”",
        "a target must be one of {allowed}; this is '{found}'",
    ),
    "unknown_section": (
        "{name} 中的断面“{found}”没有监测数据（断面名称，或“省份/断面”）",
        "{name} names '{found}', of which there are no readings (the name of a section, or 'province/section')",
    ),
    "mixed_waters": (
        "{found}：不足 5 个断面，且既有河流又有湖库，不能求各断面均值",
        "{found}: fewer than 5 sections, some rivers and some lakes, cannot be averaged",
    ),
    "no_detection_limit": (
        "{count} 个断面时次有未检出而没有检出限的指标，未参加评价（首处见出处）",
        "at {count} section-times an indicator was below a detection limit that is not given; it was left out (the first is named)",
    ),
    "below_excluded": (
        "{count} 个断面时次有低于检出限的值，按要求剔除（首处见出处）",
        "at {count} section-times values below detection were left out as asked (the first is named)",
    ),
    "told_twice": ("{section} {month} {indicators}：{reason}", "{section} {month} {indicators}: {reason}"),
    "two_methods": (
        "{count} 个断面时次既有自动监测又有手工监测：pH、溶解氧、高锰酸盐指数、氨氮、总磷、总氮以自动为准，其他指标以手工为准（环办监测函〔2020〕82号）",
        "at {count} section-times there are automatic and manual readings: automatic ones count for pH, DO, CODMn, NH3-N, TP and TN, manual ones for all others (环办监测函〔2020〕82号)",
    ),
    "in_a_state": (
        "{count} 个断面时次的值测于维护等状态，照数评价（首处见出处）",
        "at {count} section-times values were measured in a state such as maintenance; they count as they stand (the first is named)",
    ),
    "no_temperature": (
        "{count} 个断面时次没有水温，溶解氧Ⅰ类按 7.5 mg/L 评价（首处见出处）",
        "at {count} section-times there is no water temperature; grade Ⅰ of dissolved oxygen is at 7.5 mg/L there (the first is named)",
    ),
    "published_twice": (
        "{count} 个断面时次公布了不同的类别，不作比较（首处见出处）",
        "at {count} section-times different classes are published; none was compared (the first is named)",
    ),
    "missing_undetermined": (
        "缺少评价指标的断面时次 {count} 个（首个为 {where}，见“缺少的指标”），其余指标未超目标的不算达标，记为未判定；不应要求的指标请从 indicators（--indicators）中去掉，只按已测指标评价用 missing（--missing）judge",
        "at {count} section-times, the first of them {where}, indicators are missing (see the column `missing`); where the others meet the target it is undetermined, not attained. Take out of `indicators` (--indicators) what is not to be asked for, or use `missing` (--missing) judge to judge by what was measured",
    ),
    "missing_graded": (
        "缺少评价指标的断面时次 {count} 个（首个为 {where}，见“缺少的指标”），类别只按已测指标评定",
        "at {count} section-times, the first of them {where}, indicators are missing (see the column `missing`); the grade goes by what was measured",
    ),
    "missing_judged": (
        "缺少评价指标的断面时次 {count} 个（首个为 {where}，见“缺少的指标”），按要求只按已测指标判定是否达标",
        "at {count} section-times, the first of them {where}, indicators are missing (see the column `missing`); as asked, attainment goes by what was measured",
    ),
    "missing_refused": (
        "{section}：{count} 个时次缺少“{found}”的值（{times}），按要求不评价",
        "{section}: {count:time has|times have} no value of {found} ({times}); refused as asked",
    ),
    "undetermined": ("未判定", "undetermined"),
    "not_measured": ("没有“{found}”的监测值，未参加评价", "there are no values of '{found}'; it took no part"),
    "rounding_matters": (
        "修约与不修约所得类别不同的断面时次 {count} 个，首个为 {where}",
        "rounding changes the grade of {count} section-times, the first of them {where}",
    ),
    "undecidable": (
        "检出限高于限值，无法判定的断面时次 {count} 个，首个为 {where}",
        "a detection limit is above the limit and leaves {count} section-times undecided, the first of them {where}",
    ),
    "published_differs": (
        "与公布类别不一致的断面时次 {count} 个，首个为 {where}",
        "the published class of {count} section-times differs, the first of them {where}",
    ),
    # words
    "status_excellent": ("优", "excellent"),
    "status_good": ("良好", "good"),
    "status_light": ("轻度污染", "lightly polluted"),
    "status_moderate": ("中度污染", "moderately polluted"),
    "status_heavy": ("重度污染", "heavily polluted"),
    "colour_excellent": ("蓝", "blue"),
    "colour_good": ("绿", "green"),
    "colour_light": ("黄", "yellow"),
    "colour_moderate": ("橙", "orange"),
    "colour_heavy": ("红", "red"),
    "joint": ("、", ", "),
    "exceeds": ("{name}({multiple})", "{name} ({multiple})"),
    "not_met": ("{name}不达标", "{name} not met"),
    # tables
    "title_sections": ("各断面水质", "Sections"),
    "title_rows": ("逐时次评价", "Every section and time"),
    "title_differing": ("与公布类别不一致", "Published classes that differ"),
    "title_river": ("河流（流域）水质状况", "The river or basin"),
    "head_section": ("断面", "section"),
    "head_province": ("省份", "province"),
    "head_basin": ("流域", "basin"),
    "head_time": ("监测时间", "time"),
    "head_times": ("时次", "times"),
    "head_all": ("合计", "all"),
    "head_none": ("无类别", "no grade"),
    "head_waters": ("水体", "waters"),
    "head_target": ("目标", "target"),
    "head_grade": ("类别", "grade"),
    "head_status": ("水质状况", "status"),
    "head_colour": ("颜色", "colour"),
    "head_limiting": ("定类指标", "limited by"),
    "head_pollutants": ("主要污染指标", "main pollutants"),
    "head_rate": ("达标率", "attainment"),
    "head_attained": ("达标", "attained"),
    "head_missing": ("缺少的指标", "missing"),
    "head_counts": ("达标/未达标/未判定", "attained/not/undetermined"),
    "head_undecidable": ("检出限高于限值，无法判定", "undecidable: detection limit above limit"),
    "head_unrounded": ("不修约类别", "grade unrounded"),
    "head_rounded": ("修约后类别", "grade rounded"),
    "head_published": ("公布类别", "published"),
    "head_agrees": ("一致", "agrees"),
    "head_multiple": ("超标倍数", "multiple"),
    "head_sections": ("断面数", "sections"),
    "head_good_share": ("Ⅰ–Ⅲ类", "Ⅰ–Ⅲ"),
    "head_worst_share": ("劣Ⅴ类", "worse than Ⅴ"),
    "waters_river": ("河流", "river"),
    "waters_lake": ("湖库", "lake"),
    "at_most": ("（最大 {multiple} 倍）", " (up to {multiple})"),
    "compared": (
        "与公布类别比较 {count} 个断面时次，一致 {agreeing} 个",
        "{count} section-times have a published class; {agreeing} agree",
    ),
    "more_rows": ("其余 {count} 个见 --out 输出或 --all", "{count} more: see --out, or use --all"),
    "written": ("已写入 {path}（{count} 行）", "written to {path} ({count:row|rows})"),
}
