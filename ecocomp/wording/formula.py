"""Sentences about formulas: what is not in the language, kinds and axes that do not fit, values that are absent."""

SENTENCES: dict[str, tuple[str, str]] = {
    # reading the text
    "empty": ("公式是空的", "the formula is empty"),
    "syntax": (
        "公式写法有误：{text}（检查括号、运算符和逗号）",
        "this is not a formula: {text} (look at brackets, operators and commas)",
    ),
    "too_long": (
        "公式长 {length} 个字符，最多 {most} 个",
        "the formula has {length} characters, at most {most} are allowed",
    ),
    "too_deep": ("公式嵌套过深，最多 {most} 层", "the formula is nested too deeply, at most {most} levels are allowed"),
    "too_many": ("公式过长，最多 {most} 个部分", "the formula has too many parts, at most {most} are allowed"),
    "look_alike": (
        "“{found}”不是公式的符号，请改写为“{instead}”",
        "'{found}' is no sign of a formula; write '{instead}'",
    ),
    "character": ("公式中不能用字符“{found}”（{name}）", "the character '{found}' ({name}) cannot stand in a formula"),
    "number": (
        "“{found}”不是可用的数字：只写 0 到 9 和一个小数点，如 0.85",
        "'{found}' is no number that can be used: write digits and one decimal point, as in 0.85",
    ),
    "digits": (
        "数字“{found}”过长，最多 {most} 位",
        "the number '{found}' is too long, at most {most} digits are allowed",
    ),
    "power": (
        "乘方的指数必须是 0 到 {most} 的整数",
        "the exponent of a power must be a whole number from 0 to {most}",
    ),
    "no_text": ("公式中不能有文字 {found}", "a formula has no texts: {found}"),
    "no_attribute": ("公式中不能用“.”取属性：{found}", "a formula has no attributes: {found}"),
    "no_subscript": (
        "公式中不能用方括号取值：{found}；请用 at(x, 名称)",
        "a formula has no subscripts: {found}; use at(x, name)",
    ),
    "no_comprehension": (
        "公式中不能写循环：{found}；请用 sum(x, 轴) 之类",
        "a formula has no loops: {found}; use sum(x, axis) and the like",
    ),
    "no_lambda": ("公式中不能定义函数：{found}", "a formula cannot define functions: {found}"),
    "no_assignment": ("公式中不能赋值：{found}", "a formula cannot assign: {found}"),
    "no_star": ("公式中不能用星号展开：{found}", "a formula has no starred arguments: {found}"),
    "no_list": ("公式中没有列表：{found}", "a formula has no lists: {found}"),
    "not_in_language": ("公式语言没有这种写法：{found}", "this is not in the formula language: {found}"),
    "unknown_function": ("没有名为“{found}”的函数", "there is no function '{found}'"),
    "unknown_function_close": (
        "没有名为“{found}”的函数，是否指“{close}”？",
        "there is no function '{found}'; did you mean '{close}'?",
    ),
    "arity": (
        "{name} 的写法是 {signature}，这里给了 {found} 个参数",
        "{name} is written {signature}; here are {found} arguments",
    ),
    "option": (
        "{name} 不接受“{found}=”或重复给出，写法是 {signature}",
        "{name} takes no (second) '{found}='; it is written {signature}",
    ),
    "word": (
        "{name} 的 {parameter} 必须是一个名称，而不是 {found}",
        "the {parameter} of {name} must be a single name, not {found}",
    ),
    "choice": (
        "{name} 的 {parameter} 不能是“{found}”，可选：{choices}",
        "the {parameter} of {name} cannot be '{found}'; choose from {choices}",
    ),
    # names
    "unknown_name": ("没有名为“{found}”的参数、规则或输入", "there is no parameter, rule or input '{found}'"),
    "unknown_name_close": (
        "没有名为“{found}”的参数、规则或输入，是否指“{close}”？",
        "there is no parameter, rule or input '{found}'; did you mean '{close}'?",
    ),
    "unknown_table": ("没有名为“{found}”的分档表", "there is no table '{found}'"),
    "unknown_role": (
        "没有名为“{found}”的角色；断面的角色有 upstream、downstream 等，月份的有 quarter、half_year",
        "there is no role '{found}'; sections have upstream, downstream and their own, months have quarter and half_year",
    ),
    "role_axis": (
        "角色“{name}”属于 {expected} 轴，不能用在 {axis} 轴上",
        "the role '{name}' belongs to the axis {expected}, not to {axis}",
    ),
    "unknown_label": (
        "“{found}”既不是角色，也不是 {axes} 轴上的名称",
        "'{found}' is neither a role nor a label of {axes}",
    ),
    "circle": ("规则互相引用，形成循环：{names}", "rules refer to each other in a circle: {names}"),
    "no_data": (
        "公式用到了“{found}”，但 readings 中没有声明需要它",
        "the formula reads '{found}', which the readings section does not ask for",
    ),
    "no_target": ("断面 {sections} 没有写 target", "there is no target for {sections}"),
    "broken_reference": ("“{found}”本身有错误，先改正它", "'{found}' has an error of its own; mend that first"),
    # axes
    "missing_axis": (
        "{name} 要沿 {axis} 轴计算，但该值的轴是 {axes}",
        "{name} works along {axis}, but this value has the axes {axes}",
    ),
    "at_least": (
        "at_least 必须是一个数，而它有轴 {axes}",
        "at_least must be a single number, but it has the axes {axes}",
    ),
    "allocate_axis": ("分配的总额不能有 {axis} 轴", "the total to allocate must not have the axis {axis}"),
    "several_inflows": (
        "断面 {section} 有多个上游断面，{name} 须指明如何合并，如 {name}(x, mean)",
        "section {section} has several sections upstream; say how {name} takes them together, as in {name}(x, mean)",
    ),
    "axis_size": (
        "{axis} 轴有 {found} 项，最多 {most} 项",
        "the axis {axis} has {found} labels, at most {most} are allowed",
    ),
    "array_size": (
        "{axes} 共 {found} 个值，最多 {most} 个",
        "{axes} makes {found} values, at most {most} are allowed",
    ),
    # kinds
    "kinds_differ": ("{name} 两边不一致：{left} 与 {right}", "{name} has unlike sides: {left} and {right}"),
    "wrong_kind": ("{name} 不能用于{found}，需要{expected}", "{name} cannot take {found}; it needs {expected}"),
    "not_plain": ("{name} 需要纯数，这里是{found}", "{name} needs a plain number; this is {found}"),
    "use_worst": ("类别请用 worst 或 best，不用 {name}", "for grades use worst or best, not {name}"),
    "unit_needed": (
        "{name} 对{found}取整须指明单位，如 unit=万元",
        "{name} of {found} must name the unit it counts in, as in unit=万元",
    ),
    "unit_wrong": ("{name} 的单位 {unit} 与{found}不符", "the unit {unit} of {name} does not fit {found}"),
    "unit_unknown": ("不认识单位“{found}”", "'{found}' is no unit"),
    "bands_kind": (
        "分档表“{table}”用于{expected}，这里是{found}",
        "the table '{table}' takes {expected}; this is {found}",
    ),
    "grade_kind": (
        "指标 {indicator} 评定类别需要{expected}，这里是{found}",
        "grading {indicator} needs {expected}; this is {found}",
    ),
    "no_exceedance": (
        "pH、溶解氧没有超标倍数（环办〔2011〕22号）：{indicators}；请用 at(C, 指标) 分别计算",
        "there is no exceedance multiple for pH and dissolved oxygen (环办〔2011〕22号): {indicators}; use at(C, indicator)",
    ),
    "allocate_kind": ("分配的总额必须是金额，这里是{found}", "the total to allocate must be money; this is {found}"),
    # evaluating
    "too_large": ("计算中的数超过 {bits} 位二进制", "a number grew past {bits} bits"),
    "places": ("小数位数“{found}”不是可用的整数", "'{found}' is no usable number of decimal places"),
    "tie": (
        "名次相同：{labels}；请用 ties= 或 then= 说明如何处理",
        "equal ranks: {labels}; say with ties= or then= what happens",
    ),
    "allocate_fen": (
        "分配的总额 {found} 元不是整分，请先用 round(总额, 2, half_up) 取整",
        "the total to allocate, {found} yuan, is no whole number of fen; round it first: round(total, 2, half_up)",
    ),
    "too_far_back": ("previous 最多回看 {most} 年", "previous looks back at most {most} years"),
    # why a value is absent
    "division_by_zero": ("除数为零", "division by zero"),
    "clip_order": ("clip 的下限高于上限", "the low end of clip lies above the high end"),
    "outside_bands": ("不在分档表“{table}”的任何一档内", "in no band of the table '{table}'"),
    "no_upper_limit": ("劣Ⅴ没有标准限值", "grade 劣Ⅴ has no limit"),
    "no_limit": (
        "标准对该指标没有限值，不参加评价",
        "the standard has no limit for this indicator, which takes no part",
    ),
    "no_reference": ("没有对应的断面或角色", "there is no such section or role here"),
    "mean_of_nothing": ("没有可平均的值", "a mean of nothing"),
    "extreme_of_nothing": ("没有可比较的值", "the extreme of nothing"),
    "allocate_weights": ("分配权重为负或合计为零", "the weights are negative or add up to zero"),
    "too_few": ("只有 {found} 个有效值，至少需要 {at_least} 个", "only {found} values, at least {at_least} are needed"),
    "not_dated": ("在 {date} 之前没有规定值", "there is no value before {date}"),
}
