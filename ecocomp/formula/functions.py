"""The functions of the formula language: one entry each, with its parameters, shape and meaning.

A parameter is a *value* (a formula of its own), an *axis*, or a *word* (a mode, a table, a role, a unit, an
integer). ``shape`` says how the evaluator treats the axes:

``elementwise``
    the operands are aligned by axis name and the function is applied to each element
``fold``
    the axis named goes away (or becomes the one of ``by=``)
``scan``
    works along the axis named and keeps it
``own``
    the evaluator has a rule of its own for it (``previous``, ``inflow``, ``at`` …)
"""

from __future__ import annotations

from dataclasses import dataclass, field

#: The axes of the language in their canonical order, which is the order of coordinates everywhere.
AXES = ("section", "indicator", "party", "day", "month", "quarter", "half_year")
TIME_AXES = ("day", "month", "quarter", "half_year")

#: Time axes that another time axis can be grouped into by ``by=``.
COARSER = {"day": ("month", "quarter", "half_year"), "month": ("quarter", "half_year")}

#: The indicator whose mean goes through the hydrogen ions.
PH = "ph"

FOLD_WORDS = ("sum", "mean", "min", "max", "worst", "best")
ROUNDING_WORDS = ("half_up", "half_even", "up", "down", "ceiling", "floor")
TIE_WORDS = ("min", "max", "mean")
ORDER_WORDS = ("ascending", "descending")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a function: its name and what may stand there."""

    name: str
    takes: str = "value"  # value | axis | word | table | role | integer | unit
    required: bool = True
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Function:
    """One function: how it is called, what it does to axes, what it means (Chinese, English)."""

    name: str
    shape: str
    parameters: tuple[Parameter, ...]
    meaning: tuple[str, str]
    options: tuple[Parameter, ...] = field(default=())
    variadic: bool = False

    @property
    def signature(self) -> str:
        """How it is written, for errors and documentation."""
        words = [each.name if each.required else f"[{each.name}]" for each in self.parameters]
        if self.variadic:
            words.append("…")
        words += [f"[{each.name}=]" for each in self.options]
        return f"{self.name}({', '.join(words)})"

    def takes(self, count: int) -> bool:
        """Whether it can be called with so many things in its brackets, options aside."""
        least = sum(each.required for each in self.parameters)
        return least <= count <= (count if self.variadic else len(self.parameters))


X = Parameter("x")
AXIS = Parameter("axis", "axis")
UNIT = Parameter("unit", "unit", required=False)
FOLD_OPTIONS = (
    Parameter("where", required=False),
    Parameter("by", "role", required=False),
    Parameter("at_least", required=False),
)


def _fold(name: str, chinese: str, english: str) -> Function:
    return Function(name, "fold", (X, AXIS), (chinese, english), FOLD_OPTIONS)


ENTRIES = (
    Function("abs", "elementwise", (X,), ("绝对值", "absolute value")),
    Function(
        "clip",
        "elementwise",
        (X, Parameter("low"), Parameter("high")),
        ("限制在 low 与 high 之间(含端点)", "x kept between low and high, both included"),
    ),
    Function("floor", "elementwise", (X,), ("向下取整", "the whole number at or below x"), (UNIT,)),
    Function("ceil", "elementwise", (X,), ("向上取整", "the whole number at or above x"), (UNIT,)),
    Function(
        "round",
        "elementwise",
        (X, Parameter("places"), Parameter("mode", "word", choices=ROUNDING_WORDS)),
        ("按指定方式修约到 places 位小数", "x rounded to so many decimal places by the mode named"),
        (UNIT,),
    ),
    Function("present", "elementwise", (X,), ("是否有值", "whether there is a value")),
    Function(
        "otherwise",
        "elementwise",
        (X, Parameter("fallback")),
        ("有值取 x,缺失取 fallback", "x, or the fallback where x is absent"),
    ),
    Function(
        "unless",
        "own",
        (X, Parameter("condition")),
        (
            "条件成立时不参加,结算结果列明是哪个条件;不成立时取 x",
            "x, which takes no part where the condition holds; the settlement says by which condition",
        ),
    ),
    Function("grade", "own", (X,), ("按标准评定的水质类别", "the grade of a concentration by the standard")),
    Function(
        "limit",
        "own",
        (Parameter("g"),),
        ("某类别的标准限值", "the concentration that bounds a grade, for each indicator"),
    ),
    Function("better", "elementwise", (Parameter("g"),), ("好一级的类别", "the grade one class better")),
    Function("worse", "elementwise", (Parameter("g"),), ("差一级的类别", "the grade one class worse")),
    Function(
        "evaluation",
        "own",
        (X,),
        (
            "评价值:按各指标评价位数修约,四舍六入五成双,修约为零的留一位有效数字",
            "x rounded to each indicator's evaluation decimals, half to even; one figure where zero would be left",
        ),
    ),
    Function("ln", "elementwise", (X,), ("自然对数,取到小数 50 位", "natural logarithm, correct to 50 decimals")),
    Function(
        "log10",
        "elementwise",
        (X,),
        ("常用对数,取到小数 50 位", "logarithm to base ten, correct to 50 decimals"),
    ),
    Function(
        "exceedance",
        "own",
        (X, Parameter("limit")),
        ("超标倍数 x/限值-1,类别的限值写作 limit(g)", "x / limit - 1; the limit of a grade is limit(g)"),
    ),
    Function(
        "bands",
        "own",
        (X, Parameter("table", "table")),
        ("按分档表取值", "the value of the band of a table that x falls in"),
    ),
    _fold("sum", "沿某轴求和", "sum along an axis"),
    _fold("mean", "沿某轴算术平均", "arithmetic mean along an axis"),
    _fold(
        "average",
        "期均值:浓度算术平均,pH 按氢离子浓度平均",
        "mean of a period; that of pH goes through the hydrogen ions",
    ),
    _fold("count", "满足条件的个数", "how many are true"),
    _fold("any", "是否至少一个满足", "whether at least one is true"),
    _fold("all", "是否全部满足", "whether all are true"),
    _fold("worst", "最差类别", "the worst grade"),
    _fold("best", "最好类别", "the best grade"),
    _fold("streak", "最长连续满足的个数", "the longest unbroken run of true along the axis"),
    Function(
        "rank",
        "scan",
        (X, AXIS),
        ("名次,1 为最小(order=descending 时为最大)", "place along the axis, 1 for the smallest"),
        (
            Parameter("then", required=False),
            Parameter("ties", "word", required=False, choices=TIE_WORDS),
            Parameter("order", "word", required=False, choices=ORDER_WORDS),
        ),
    ),
    Function("cumulative", "scan", (X, AXIS), ("累计", "running sum along the axis")),
    Function(
        "run_length",
        "scan",
        (X, AXIS),
        (
            "该项所在的连续满足的个数,不满足为 0",
            "how many are true without a break around each element; 0 where it is not",
        ),
    ),
    Function(
        "allocate",
        "scan",
        (Parameter("total"), Parameter("weight"), AXIS),
        (
            "按权重分配总额,精确到分(最大余数法),合计必等于总额",
            "the total shared out by weight to the last fen; the shares add up to it",
        ),
    ),
    Function(
        "before",
        "scan",
        (X, Parameter("axis", "axis", choices=TIME_AXES)),
        (
            "前一月(日、季、半年)的值,本期第一个取 first 所给的值",
            "the value of x one month (day, quarter, half-year) earlier; at the first of the period what first gives",
        ),
        (Parameter("first", required=False),),
    ),
    Function("share", "own", (X, AXIS), ("占合计的比例", "x divided by its sum along the axis")),
    Function("previous", "own", (X,), ("上一年度的值", "the value of x a year earlier")),
    Function(
        "inflow",
        "own",
        (X, Parameter("how", "word", required=False, choices=FOLD_WORDS)),
        ("入境(上游)断面的值,多个入境断面时须指明 how", "x at the section next upstream; with several, say how"),
    ),
    Function("control", "own", (X,), ("对照断面的值", "x at the control section")),
    Function(
        "at",
        "own",
        (X, Parameter("label", "role")),
        (
            "取某一断面、指标或缔约方的值,或按角色(upstream、quarter…)对应取值",
            "x at one label (a section, indicator or party), or at the label a role names (upstream, quarter …)",
        ),
    ),
    Function(
        "without",
        "own",
        (X, Parameter("label", "role")),
        (
            "所列断面、指标或缔约方不参加,其余不变",
            "x, in which the sections, indicators or parties named take no part",
        ),
        variadic=True,
    ),
)

FUNCTIONS: dict[str, Function] = {entry.name: entry for entry in ENTRIES}

#: ``min`` and ``max`` are written both ways: of several values, or along an axis.
EXTREMES = {
    name: (
        Function(name, "elementwise", (X, X), meaning, variadic=True),
        Function(name, "fold", (X, AXIS), meaning, FOLD_OPTIONS),
    )
    for name, meaning in {
        "min": ("最小值:几个值中,或沿某轴", "the smallest: of several values, or along an axis"),
        "max": ("最大值:几个值中,或沿某轴", "the largest: of several values, or along an axis"),
    }.items()
}

#: Names that stand for a grade. Python reads the Roman signs Ⅰ…Ⅴ as the letters I…V.
GRADE_NAMES = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "劣V": 6}

#: Words that a rule, parameter, section or party may not be called.
RESERVED = frozenset(
    {*AXES, *GRADE_NAMES, "year", "and", "or", "not", "if", "else", "True", "False", "None"}
    | {*ROUNDING_WORDS, *ORDER_WORDS}
)
