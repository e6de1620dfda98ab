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
    "column_decimals": (
        "整数列 {name} 须在 decimals 中写明小数位数（0 至 {most}）",
        "the column {name} of whole numbers needs its decimals (0 to {most}) in `decimals`",
    ),
}
