"""What simulating says."""

SENTENCES: dict[str, tuple[str, str]] = {
    "needs_numba": (
        '编译需要 numba，此环境没有安装。请安装 ecocomp 的可选部分 fast：pip install "ecocomp[fast]"。',
        'Compiling needs numba, which is not installed here. Install the extra `fast` of ecocomp: pip install "ecocomp[fast]".',
    ),
    "sets": ("条款组合有 {found} 组，应为 1 至 {most} 组", "there are {found} sets of terms; there may be 1 to {most}"),
    "terms_type": (
        "terms 应为 {{名称: [取值, …]}} 或若干组 {{名称: 取值}}，现为 {found}",
        "terms must be {{name: [values …]}} or a list of sets {{name: value}}, found {found}",
    ),
    "sets_uneven": (
        "每组条款应有相同的名称：{names}",
        "every set of terms must have the same names: {names}",
    ),
    "term_digits": (
        "取值位数过多，无法一起测算：{found}",
        "values with so many digits cannot be worked out together: {found}",
    ),
    "term_unknown": (
        "协议没有“{found}”这个可变的条款；有：{choices}",
        "the agreement has no term '{found}' that can be varied; there are: {choices}",
    ),
    "term_axes": (
        "“{found}”的标签数不对，该条款的轴为：{axes}",
        "'{found}' has another number of labels than the term has axes: {axes}",
    ),
    "term_label": ("“{found}”中没有“{label}”；有：{choices}", "'{found}': there is no '{label}'; there are: {choices}"),
    "term_number": ("{name} 的取值“{found}”不是数（单位：{unit}）", "{name}: '{found}' is no number (unit: {unit})"),
    "term_grade": ("{name} 的取值“{found}”不是水质类别", "{name}: '{found}' is no grade"),
    "term_truth": ("{name} 的取值“{found}”应为 True 或 False", "{name}: '{found}' should be True or False"),
    "scenarios_lack": (
        "情景中没有协议要读的：{names}",
        "the scenarios lack what the agreement reads: {names}",
    ),
    "too_large": (
        "结果需要 {size} MiB，最多 {most} MiB；请减少情景或条款组合",
        "the result would take {size} MiB of at most {most}; use fewer scenarios or sets of terms",
    ),
}
