"""What a mapping file says, as pydantic models."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, Strict, StringConstraints

from ecocomp.readings.grid import MOST_COLUMNS, MOST_ROWS


def whole(value: object) -> object:
    """A number as written, as an int where it is a whole one."""
    return int(value) if isinstance(value, Decimal) and value == value.to_integral_value() else value


def day_text(value: object) -> object:
    """A day, which YAML takes for more than a text where it is not quoted, as its text."""
    return value.isoformat() if type(value) is datetime.date else value


Text = Annotated[str, Strict(), StringConstraints(min_length=1, max_length=200)]
TimeText = Annotated[Text, BeforeValidator(day_text)]
Line = Annotated[int, Strict(), BeforeValidator(whole), Field(ge=1, le=MOST_ROWS)]
Year = Annotated[int, Strict(), BeforeValidator(whole), Field(ge=1900, le=2100)]
MonthNumber = Annotated[int, Strict(), BeforeValidator(whole), Field(ge=1, le=12)]
Part = Literal["value", "unit", "qualifier", "detection_limit"]
Shape = Literal["long", "wide", "months_across", "sections_across"]
Mark = Literal[
    "missing",
    "below",
    "no_flow",
    "frozen",
    "maintenance",
    "stopped",
    "construction",
    "filtered",
    "not_measured",
    "other",
]


class Model(BaseModel):
    """Unknown keys are errors; nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ColumnMapping(Model):
    """A column of values, or of what belongs to them."""

    indicator: Text | None = None
    part: Part = "value"
    unit: Text | None = None
    time: TimeText | None = None
    section: Text | None = None


class NameMapping(Model):
    """What the name of the sheet, or that of the file without its ending, says: all of it, or a part.

    The part is what stands behind the first ``after``, and of that what stands before the first ``before``.
    """

    source: Literal["sheet", "file"] = Field(alias="from")
    after: Text | None = None
    before: Text | None = None


class FixedMapping(Model):
    """What no column says because it is the same for the whole table."""

    section: Text | NameMapping | None = None
    province: Text | NameMapping | None = None
    basin: Text | NameMapping | None = None
    time: TimeText | NameMapping | None = None
    year: Year | NameMapping | None = None
    month: MonthNumber | NameMapping | None = None
    indicator: Text | NameMapping | None = None
    unit: Text | None = None
    method: Literal["automatic", "manual"] | None = None


class MappingFile(Model):
    """The whole file. Without ``columns`` tables are recognised as ever, and the rest applies to them."""

    sheets: list[Text] = Field(default_factory=list)
    heading: Line | Annotated[list[Line], Field(min_length=1, max_length=3)] | None = None
    first: Line | None = None
    last: Line | None = None
    shape: Shape | None = None
    columns: dict[str, Text | ColumnMapping] = Field(default_factory=dict, max_length=MOST_COLUMNS)
    fixed: FixedMapping = FixedMapping()
    sections: dict[str, Text] = Field(default_factory=dict)
    marks: dict[str, Mark] = Field(default_factory=dict)
    negative: Literal["missing", "below", "refuse"] | None = None
    skip: list[Text] = Field(default_factory=list)

    @property
    def headings(self) -> list[int]:
        """The lines of the heading; none where there is none."""
        given = [] if self.heading is None else [self.heading] if isinstance(self.heading, int) else self.heading
        return sorted(given)
