"""What an agreement file says, as pydantic models: parties, sections, parameters, rules, transfers, limits.

Every term may carry its clause (条款), source (出处) and status (依据状态). A number is a ``Decimal`` made from its
own digits. The JSON Schema under ``docs/`` is generated from these models.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, Strict, StringConstraints, WithJsonSchema

from ecocomp.period import Month

Number = Annotated[Decimal, Strict(), Field(allow_inf_nan=False), WithJsonSchema({"type": "number"})]
Truth = Annotated[bool, Strict()]
Text = Annotated[str, Strict(), StringConstraints(min_length=1, max_length=2000)]
Identifier = Annotated[str, Strict(), StringConstraints(pattern=r"^[A-Za-z_㐀-鿿][A-Za-z0-9_㐀-鿿]{0,59}$")]
FILE_NAME = r"^[a-z0-9][a-z0-9-]{0,79}$"
FileName = Annotated[str, Strict(), StringConstraints(pattern=FILE_NAME)]
Day = Annotated[datetime.date, Strict()]


def whole(value: object) -> object:
    """A number as written, as an int where it is a whole one; quoted numbers and ``true`` stay what they are."""
    return int(value) if isinstance(value, Decimal) and value == value.to_integral_value() else value


Integer = Annotated[int, Strict(), BeforeValidator(whole)]
Whole = Annotated[Integer, Field(ge=0)]
Places = Annotated[Integer, Field(ge=0, le=12)]
MonthNumber = Annotated[Integer, Field(ge=1, le=12)]

Status = Literal["signed", "published", "reported", "assumed"]
Axis = Literal["section", "indicator", "party", "month", "quarter", "half_year"]
PerAxis = Literal["section", "indicator", "party", "month", "quarter", "half_year", "year"]
State = Literal[
    "no_flow", "frozen", "maintenance", "stopped", "construction", "filtered", "not_measured", "implausible", "other"
]

#: One value of a parameter: a number, a grade such as III, or true/false.
Scalar = Number | Truth | Text
#: A scalar, or scalars by the labels of an axis, or of two axes one inside the other.
#: ``null`` says that the label takes no part.
Nested = Scalar | dict[str, Scalar | dict[str, Scalar | None] | None]


class Model(BaseModel):
    """Unknown keys are errors; nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Term(Model):
    """What every term may say about where it comes from."""

    clause: Text | None = Field(None, title="条款")
    source: Text | None = Field(None, title="出处:文号、机关、报纸与日期")
    status: Status | None = Field(None, title="依据状态:签署、公开、报道、假设")
    note: Text | None = Field(None, title="说明")


class Document(Model):
    """The document that the agreement is (出处)."""

    document: Text = Field(title="文件名称")
    number: Text | None = Field(None, title="文号")
    issuer: Text | None = Field(None, title="发文机关")
    date: Text | Day | None = Field(None, title="日期")
    note: Text | None = Field(None, title="说明")


class Validity(Term):
    """From when to when the agreement holds (期限); an open end is left out."""

    from_: Day | None = Field(None, alias="from", title="起")
    to: Day | None = Field(None, title="止")


class Assessment(Term):
    """The assessment year (考核年度): the month it starts in, and the months that count."""

    starts: MonthNumber = Field(1, title="起始月")
    months: list[MonthNumber] | None = Field(None, min_length=1, title="计入考核的月份")


class Party(Term):
    """A government that pays or is paid (缔约方)."""

    name: Text = Field(title="名称")
    name_en: Text | None = Field(None, title="英文名称")
    code: Text | None = Field(None, title="行政区划代码 GB/T 2260")


class DatedGrade(Model):
    """A grade that changes from a date on."""

    dated: dict[str, Text] = Field(min_length=1, title="自某日起的值")


class Section(Term):
    """A place on a river where water is judged (断面), and the parties it lies between."""

    name: Text = Field(title="断面名称,与监测文件一致")
    name_en: Text | None = Field(None, title="英文名称")
    aliases: list[Text] = Field([], title="其他写法")
    river: Text | None = Field(None, title="河流")
    province: Text | None = Field(None, title="监测文件中的省份,同名断面时须写")
    basin: Text | None = Field(None, title="监测文件中的流域")
    waters: Literal["river", "lake"] | None = Field(None, title="河流或湖库限值")
    upstream: Identifier | None = Field(None, title="上游方")
    downstream: Identifier | None = Field(None, title="下游方")
    roles: dict[Identifier, Identifier] = Field({}, title="其他角色:角色名 → 缔约方")
    target: Text | DatedGrade | None = Field(None, title="水质目标")
    inflow: list[Identifier] = Field([], title="入境(上游)断面")
    control: Identifier | None = Field(None, title="对照断面")


BelowPolicy = Literal["half", "zero", "full", "exclude"]


class BelowDetection(Model):
    """What a value below the detection limit enters means and loads as; the two may differ (SL 219-2013)."""

    means: BelowPolicy = Field(title="求均值时:取检出限的一半、零、检出限或剔除")
    loads: BelowPolicy = Field(title="求通量时:取检出限的一半、零、检出限或剔除")


class IndicatorLimits(Term):
    """The limits of one indicator (标准限值): Ⅰ to Ⅴ, or the two ends of the range of pH.

    A limit left open (``null``) is the one that holds without these.
    """

    values: list[Number | None] | None = Field(None, title="Ⅰ 至 Ⅴ 类限值,null 为不另行规定;pH 为 [下限, 上限]")
    lake: list[Number | None] | None = Field(None, title="湖库另有限值的")
    unit: Text | None = Field(None, title="限值的单位,不写为该指标的单位")


class Readings(Term):
    """Which readings count and how monthly values come from them (监测数据规则)."""

    standard: Text = Field("GB 3838-2002", title="水质标准")
    local_standard: FileName | None = Field(None, title="地方标准:同一文件夹下或随库提供的 名称.standard.yaml")
    limits: dict[Identifier, IndicatorLimits] = Field({}, title="协议自定的限值:指标 → 限值,优先于地方标准和国家标准")
    waters: Literal["river", "lake"] = Field("river", title="河流或湖库限值")
    indicators: list[Identifier] = Field([], title="考核指标;只用水量、流量或公布类别的可以不写")
    quantities: list[Literal["flow", "volume", "published_grade"]] = Field(
        [], title="除浓度外还需要:flow 流量 Q、volume 水量 W、published_grade 公布类别 G"
    )
    statistic: Literal["monthly mean"] = Field("monthly mean", title="月值统计方法")
    below_detection: BelowPolicy | BelowDetection = Field(title="低于检出限:取一半、零、检出限或剔除")
    load: Literal["monthly mean times flow", "paired days", "paired days scaled"] | None = Field(
        None, title="月通量 L 的算法:月均浓度×月均流量×时长、有浓度又有流量各日之和、其日均值×全月"
    )
    decimals: Literal["standard", "unrounded"] | dict[Identifier, Places] = Field(
        title="月值保留位数:standard 按监测统计技术规定、unrounded 不修约、或逐指标指定"
    )
    missing: Literal["refuse", "skip"] = Field(title="缺数使某项金额无法计算时:refuse 拒绝结算、skip 该项不计并列明")
    at_least: Whole | None = Field(None, title="构成月值至少需要的数据个数")
    at_least_days: Whole | None = Field(None, title="构成月值至少需要的有效天数")
    at_least_per_day: Whole | None = Field(None, title="构成日值、算作有效天至少需要的当日数据个数")
    precedence: Literal["automatic first", "manual first"] | None = Field(
        None, title="同月既有自动又有手工监测时以何者为准"
    )
    substitute: Truth | None = Field(None, title="为准的一种数据不足时是否用另一种代替")
    excluded: list[State] = Field([], title="处于这些状态的断面当月不参加考核")
    unused: list[State] = Field([], title="在这些状态下报出的数值不采用")

    @property
    def below_in_means(self) -> str:
        """What a value below the detection limit enters means as."""
        return self.below_detection if isinstance(self.below_detection, str) else self.below_detection.means

    @property
    def below_in_loads(self) -> str:
        """What a value below the detection limit enters loads as; an agreement with loads says so."""
        return self.below_detection if isinstance(self.below_detection, str) else self.below_detection.loads


class Dated(Term):
    """A term whose value may change from a date on."""

    title: Text = Field(title="名称")
    title_en: Text | None = Field(None, title="英文名称")
    on: Literal["start", "end"] | None = Field(None, title="按年使用时取考核期初(start)或期末(end)的值")


class Parameter(Dated):
    """A named value of the agreement (参数): one value, values by axis, or values from dates on."""

    unit: Text | None = Field(None, title="单位")
    per: list[Axis] = Field([], title="按哪些轴给值")
    value: Nested | None = Field(None, title="值")
    dated: dict[str, Nested] | None = Field(None, min_length=1, title="自某日起的值")


class Band(Model):
    """One band of a table: an interval with stated ends, and its value."""

    range: Text = Field(title="区间,如 (0.1, 0.5],方括号含端点")
    value: Scalar = Field(title="取值")


class Table(Dated):
    """A table of bands (分档表)."""

    of: Text | None = Field(None, title="区间的单位,grade 表示类别")
    gives: Text | None = Field(None, title="取值的单位,grade 表示类别")
    bands: list[Band] | None = Field(None, min_length=1, title="分档,由低到高")
    dated: dict[str, list[Band]] | None = Field(None, min_length=1, title="自某日起的分档")


class Input(Term):
    """A fact that no monitoring file holds (申报事项): an accident, a score, a balance carried over."""

    title: Text = Field(title="名称")
    title_en: Text | None = Field(None, title="英文名称")
    kind: Literal["number", "truth", "grade"] = Field("number", title="类型")
    unit: Text | None = Field(None, title="单位")
    per: list[Axis] = Field([], title="按哪些轴给值")
    default: Scalar | None = Field(None, title="未申报时的值;不写则必须申报")


class Rule(Term):
    """A named formula (计算规则)."""

    name: Identifier = Field(title="名称")
    title: Text = Field(title="中文名称")
    title_en: Text | None = Field(None, title="英文名称")
    formula: Text = Field(title="公式")
    unit: Text | None = Field(None, title="显示单位")


class Fund(Term):
    """Money put together and shared out (资金池), or held for each party in an account of its own (保证金)."""

    name: Text = Field(title="名称")
    name_en: Text | None = Field(None, title="英文名称")
    accounts: Truth = Field(False, title="是否按缔约方分户")
    opening: Text | None = Field(None, title="期初余额公式")


class Account(Model):
    """A party's own account in a fund."""

    fund: Identifier = Field(title="资金")
    account: Identifier = Field(title="分户:缔约方或角色")


class Deadline(Term):
    """The last day on which a payment is in time, counted from the assessment year.

    Without a status of its own it has its transfer's.
    """

    years_after: Annotated[Integer, Field(ge=0, le=10)] = Field(0, title="考核年度之后第几年:0 当年、1 次年")
    month: MonthNumber = Field(title="月")
    day: Annotated[Integer, Field(ge=1, le=31)] | None = Field(None, title="日;不写为该月最后一日")

    def date(self, year: int) -> datetime.date:
        """The day for the assessment year ``year``."""
        month = Month(year + self.years_after, self.month)
        return month.last_day if self.day is None else datetime.date(month.year, month.month, self.day)


class Transfer(Term):
    """Who pays whom how much (补偿资金划拨). A negative amount goes the other way round."""

    name: Identifier = Field(title="名称")
    title: Text = Field(title="中文名称")
    title_en: Text | None = Field(None, title="英文名称")
    per: list[PerAxis] = Field([], title="逐项计算的轴")
    payer: Identifier | Account = Field(title="支付方:缔约方、资金、角色(upstream…)或 party")
    payee: Identifier | Account = Field(title="收取方")
    amount: Text = Field(title="金额公式")
    absent: Literal["refuse", "skip"] | None = Field(None, title="缺数无法计算时,优先于 readings.missing")
    due: Text | None = Field(None, title="支付期限")
    deadline: Deadline | None = Field(None, title="支付期限是哪一天,写在 due 之外")


class Limit(Term):
    """A cap on what transfers add up to (封顶)."""

    title: Text = Field(title="名称")
    title_en: Text | None = Field(None, title="英文名称")
    of: list[Identifier] = Field(min_length=1, title="哪些划拨")
    per: list[PerAxis] = Field([], title="按哪些轴合计")
    at_most: Text = Field(title="最高金额公式")
    by: Literal["pair", "payer", "payee"] = Field("pair", title="按付款双方、按支付方或按收取方合计")
    direction: Literal["both", "forward", "reverse"] = Field("both", title="适用方向:双向、正向、反向")


class Money(Term):
    """How amounts become whole fen (金额修约)."""

    unit: Literal["元", "万元"] = Field(title="单位")
    decimals: Annotated[Integer, Field(ge=0, le=6)] = Field(title="保留小数位数")
    rounding: Literal["half_up", "half_even", "up", "down"] = Field(title="修约方式")
    round: Literal["line", "total"] = Field(title="逐笔修约或按付款双方合计修约")


class Provision(Term):
    """Something the agreement says in words (约定事项), which no figure follows from."""

    text: Text = Field(title="内容")


class Provisions(Model):
    """What an agreement says beside its figures, by the items of Article 17 of Order 779 (生态保护补偿条例第十七条)."""

    scope: Provision | None = Field(None, title="补偿的具体范围")
    target: Provision | None = Field(None, title="预期保护目标及其监测、评判指标")
    duties: Provision | None = Field(None, title="生态保护地区的保护责任")
    form: Provision | None = Field(None, title="补偿方式以及落实补偿的相关安排")
    breach: Provision | None = Field(None, title="违反协议的处理")
    other: Provision | None = Field(None, title="其他事项")


#: Only ``reproduced`` proves a rule: it was known before, from elsewhere than the figure. Of ``inferred`` ones the
#: rule was worked out from the figure itself, of ``restated`` ones the rule is all that was published.
Result = Literal["reproduced", "inferred", "restated", "partly", "differs", "inputs unknown"]


class Outcome(Model):
    """A published outcome of the agreement (公开的结果) and whether the file gives it."""

    name: Identifier = Field(title="标识")
    title: Text = Field(title="公开的结果")
    source: Text = Field(title="出处:文号、机关、报纸与日期")
    result: Result = Field(
        title="reproduced 独立算得出、inferred 规则由它推断、restated 公布的就是规则、partly 部分算得出、"
        "differs 与自身公式不符、inputs unknown 数据未公开"
    )
    note: Text | None = Field(None, title="说明")


class AgreementFile(Model):
    """A whole agreement file (协议文件), after ``extends`` has been resolved."""

    ecocomp: Annotated[Integer, Field(ge=1, le=1)] = Field(title="文件格式版本")
    id: FileName = Field(title="标识")
    title: Text = Field(title="协议名称")
    title_en: Text | None = Field(None, title="英文名称")
    aliases: list[Text] = Field([], title="其他名称")
    status: Status = Field(title="未单独注明的条款的依据状态")
    source: Document = Field(title="依据文件")
    note: Text | None = Field(None, title="说明")
    summary: Text | None = Field(None, title="一句话:谁在什么条件下付给谁多少")
    summary_en: Text | None = Field(None, title="英文的一句话")
    provisions: Provisions = Field(default_factory=Provisions, title="约定事项")
    outcomes: list[Outcome] = Field([], title="公开的结果")
    term: Validity | None = Field(None, title="协议期限")
    assessment: Assessment = Field(default_factory=Assessment, title="考核年度")
    parties: dict[Identifier, Party] = Field(min_length=1, title="缔约方")
    sections: dict[Identifier, Section] = Field({}, title="断面")
    readings: Readings | None = Field(None, title="监测数据规则")
    parameters: dict[Identifier, Parameter] = Field({}, title="参数")
    tables: dict[Identifier, Table] = Field({}, title="分档表")
    inputs: dict[Identifier, Input] = Field({}, title="申报事项")
    rules: list[Rule] = Field([], title="计算规则")
    funds: dict[Identifier, Fund] = Field({}, title="资金")
    transfers: list[Transfer] = Field(min_length=1, title="划拨")
    limits: list[Limit] = Field([], title="封顶")
    money: Money = Field(title="金额修约")


class LocalStandardFile(Model):
    """A local standard (地方标准) as a file: limits that go before the national ones where an agreement names it."""

    ecocomp_standard: Annotated[Integer, Field(ge=1, le=1)] = Field(title="文件格式版本")
    id: FileName = Field(title="标识")
    title: Text = Field(title="标准名称")
    number: Text = Field(title="标准编号")
    issuer: Text = Field(title="发布机关")
    in_force: Day = Field(title="实施日期")
    status: Status = Field(title="未单独注明的限值的依据状态")
    note: Text | None = Field(None, title="说明")
    limits: dict[Identifier, IndicatorLimits] = Field(min_length=1, title="限值:指标 → 限值")


def json_schema() -> dict[str, Any]:
    """The JSON Schema of an agreement file as a person writes it.

    A file that ``extends`` another may say any part of a term and take keys away with ``null``; nothing is required
    of it but its format, id and what it extends.
    """
    whole = AgreementFile.model_json_schema(by_alias=True)
    strict: dict[str, Any] = whole.pop("$defs")
    strict["AgreementFile"] = whole
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "ecocomp agreement",
        "type": "object",
        "if": {"required": ["extends"]},
        "then": {"$ref": "#/$defs/PartOfAgreementFile"},
        "else": {"$ref": "#/$defs/AgreementFile"},
        "$defs": strict | {f"PartOf{name}": _part_of(each) for name, each in strict.items()},
    }
    part = schema["$defs"]["PartOfAgreementFile"]
    part["properties"]["extends"] = {"type": "string", "title": "继承的协议：同一文件夹下或协议库中的名称"}
    part["required"] = ["ecocomp", "id", "extends"]
    for name in ("Rule", "Transfer", "Limit"):
        schema["$defs"][f"PartOf{name}"]["properties"]["remove"] = {"const": True, "title": "删去基础协议中的这一项"}
    return schema


def _part_of(schema: Any) -> Any:
    """A schema with nothing required, ``null`` allowed everywhere, and references to parts."""
    if isinstance(schema, list):
        return [_part_of(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    loose = {
        key: _part_of(each) for key, each in schema.items() if key not in ("required", "minItems", "minProperties")
    }
    if "$ref" in loose:
        loose["$ref"] = loose["$ref"].replace("#/$defs/", "#/$defs/PartOf")
    for group in ("properties", "patternProperties"):
        if group in loose:
            loose[group] = {
                name: {"anyOf": [each, {"type": "null"}], "title": each.get("title", name)}
                for name, each in loose[group].items()
            }
    if isinstance(loose.get("additionalProperties"), dict):
        loose["additionalProperties"] = {"anyOf": [loose["additionalProperties"], {"type": "null"}]}
    return loose
