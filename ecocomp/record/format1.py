"""Format 1 of the record (结算存证): which parts it has and what stands in each.

What is written here, and what the library makes of it, stays as it is for ever: a change of meaning is a format with
another number, and this one is kept.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

KIND = "ecocomp-record"
FORMAT = 1
LONGEST_NUMBER = 10_000

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
#: Yuan with two decimals.
Yuan = Annotated[str, StringConstraints(pattern=r"^-?[0-9]{1,60}\.[0-9]{2}$")]
#: A whole number or a quotient of two.
Exact = Annotated[str, StringConstraints(pattern=r"^-?[0-9]+(/[1-9][0-9]*)?$", max_length=LONGEST_NUMBER)]
#: A decimal with an end, or a quotient.
Written = Annotated[str, StringConstraints(pattern=r"^-?[0-9]+(\.[0-9]+|/[1-9][0-9]*)?$", max_length=200)]
MonthLabel = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
Labels = dict[str, str]


class Part(BaseModel):
    """What all parts have in common: nothing else stands in them, and nothing is converted."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class TextFile(Part):
    """A file that belongs to the agreement (协议文本), whole."""

    file: str
    text: str


class AgreementPart(Part):
    """The agreement: its texts, each of which extends the next, and the local standard that it names."""

    id: str
    title: str
    digest: Sha256
    official: bool
    texts: Annotated[list[TextFile], Field(min_length=1, max_length=8)]
    local_standard: TextFile | None = None


class PeriodPart(Part):
    """The assessment year (考核年度), its months, whether they are all of it, and how gaps were treated."""

    year: Annotated[int, Field(ge=1900, le=2999)]
    months: Annotated[list[MonthLabel], Field(min_length=1, max_length=12)]
    complete: bool
    gaps: Literal["agreement", "skip"]


class InputSource(Part):
    """Where the value of a declared input (申报事项) is from."""

    kind: Literal["option", "file", "call", "default"]
    file: str = ""
    line: int = 0
    column: int = 0


class InputPart(Part):
    """A declared input: its axes, and for each element the exact value and the number of its source."""

    axes: list[str]
    elements: list[Exact | bool | None]
    sources: list[InputSource]
    source: list[int]


class DoubtRow(Part):
    """Why a reading was excluded as implausible: the checks, and the value."""

    checks: list[str]
    value: Exact


class ReadingRow(Part):
    """One reading (监测值); see :class:`ecocomp.readings.reading.Reading`."""

    section: str
    when: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])", max_length=40)]
    indicator: str
    text: str
    value: Written | None = None
    qualifier: Literal["", "below", "missing"] = ""
    detection_limit: Written | None = None
    state: str = ""
    method: str = ""
    lean: Literal[-1, 0, 1] = 0
    province: str = ""
    basin: str = ""
    doubt: DoubtRow | None = None


class ReadFile(Part):
    """A file of readings, with its SHA-256 where it was a file."""

    file: str
    sha256: Sha256 | None = None


class SheetRow(Part):
    """A sheet that readings stand in; the cells of a workbook have addresses such as C5."""

    file: str
    sheet: str
    workbook: bool


class OriginsPart(Part):
    """Where each reading stands: the number of its sheet, the line and the column, in the order of the readings."""

    files: list[ReadFile]
    sheets: list[SheetRow]
    cells: list[Annotated[list[int], Field(min_length=3, max_length=3)]]


class Reason(Part):
    """Why a value is absent, and the labels of where."""

    code: str
    at: list[str]


class AbsentElement(Part):
    """An absent value (缺数): ``excluded``, ``missing`` or ``undefined``."""

    absent: Literal["excluded", "missing", "undefined"]
    reasons: list[Reason]


class Values(Part):
    """The exact values of a name over its axes, the last axis running quickest."""

    axes: list[str]
    data: list[Exact | bool | AbsentElement]


class ExcludedReading(Part):
    """A reading that was excluded when it was read, and the checks that doubt it."""

    section: str
    when: str
    indicator: str
    checks: list[str]


class LeftOut(Part):
    """Absent values that a function of a formula left out."""

    name: str
    function: str
    absent: AbsentElement


class Unpaid(Part):
    """A transfer without an amount at a coordinate."""

    transfer: str
    at: Labels
    absent: AbsentElement


class ExclusionsPart(Part):
    """What took no part: readings, values that were left out, transfers without an amount."""

    readings: list[ExcludedReading]
    left_out: list[LeftOut]
    unpaid: list[Unpaid]


class Position(Part):
    """What a party paid and received."""

    party: str
    paid: Yuan
    received: Yuan
    net: Yuan


class Pair(Part):
    """What one pays another after all is set off."""

    payer: str
    payee: str
    amount: Yuan


class Transfer(Part):
    """One payment (划拨)."""

    transfer: str
    title: str
    payer: str
    payee: str
    amount: Yuan
    exact: Exact
    at: Labels
    clause: str
    status: str
    turned: bool
    limit: str


class Fund(Part):
    """The movement of a fund or account."""

    fund: str
    opening: Yuan
    in_: Annotated[Yuan, Field(alias="in")]
    out: Yuan
    closing: Yuan


class Limit(Part):
    """A limit that bit."""

    limit: str
    clause: str
    at: Labels
    before: Yuan
    after: Yuan


class ResultsPart(Part):
    """What came out: values of every name, payments, positions, funds."""

    labels: dict[str, list[str]]
    values: dict[str, Values]
    positions: list[Position]
    pairs: list[Pair]
    transfers: list[Transfer]
    funds: list[Fund]
    limits: list[Limit]


class Notice(Part):
    """What a reader must know, as it was told when the record was made."""

    code: str
    severity: Literal["error", "warning", "note"]
    place: str
    zh: str
    en: str


class VersionsPart(Part):
    """The library that made the record, and the SHA-256 of each of its tables of standards."""

    ecocomp: str
    standards: dict[str, Sha256]


class CausedAmount(Part):
    """What causes, by their place in the list of them, add to a payment."""

    cause: int
    amount: Yuan


class Cause(Part):
    """A term, declared input or reading that differs from the record before: what it was and what it is."""

    kind: str
    what: str
    before: str
    after: str


class Difference(Part):
    """What one pays another in addition, with its causes, which add up to it."""

    payer: str
    payee: str
    amount: Yuan
    causes: list[CausedAmount]


class RestatementPart(Part):
    """The restatement (更正结算): the records before this one, the oldest first, and what is owed in addition."""

    chain: Annotated[list[Sha256], Field(min_length=1)]
    before: list[Pair]
    causes: list[list[Cause]]
    differences: list[Difference]


class RecordFile(Part):
    """The whole record."""

    kind: Literal["ecocomp-record"]
    format: Literal[1]
    agreement: AgreementPart
    period: PeriodPart
    inputs: dict[str, InputPart]
    readings: list[ReadingRow]
    origins: OriginsPart
    parameters: dict[str, Values]
    exclusions: ExclusionsPart
    results: ResultsPart
    notices: list[Notice]
    versions: VersionsPart
    restatement: RestatementPart | None = None
    digests: dict[str, Sha256]
    digest: Sha256


#: The parts that have a digest of their own.
PARTS = (
    "agreement", "period", "inputs", "readings", "origins", "parameters", "exclusions", "results", "notices",
    "versions", "restatement",
)  # fmt: skip
