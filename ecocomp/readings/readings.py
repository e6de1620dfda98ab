"""All readings of one or several monitoring files: immutable, in an order that does not depend on the files'."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from ecocomp.errors import Problem
from ecocomp.period import Month
from ecocomp.readings.cells import fraction_text
from ecocomp.readings.reading import GRADE, Reading
from ecocomp.standards import INDICATORS

if TYPE_CHECKING:
    import pandas

#: The columns of :attr:`Readings.frame`, in order.
FRAME_COLUMNS = (
    "section",
    "province",
    "basin",
    "when",
    "indicator",
    "text",
    "value",
    "qualifier",
    "detection_limit",
    "unit",
    "state",
    "file",
    "sheet",
    "line",
    "cell",
)


@dataclass(frozen=True, eq=False, repr=False)
class Readings:
    """Readings with what was interpreted on the way.

    ``items`` are ordered by section, province, basin, time and indicator, whatever the order of rows, columns and
    files was. ``problems`` are warnings and notes; ``files`` the names of the files read, sorted. Two are equal when
    their readings say the same, wherever they stand.
    """

    items: tuple[Reading, ...]
    problems: tuple[Problem, ...] = ()
    files: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Reading]:
        return iter(self.items)

    def __eq__(self, other: object) -> bool:
        return self.items == other.items if isinstance(other, Readings) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.items)

    def __repr__(self) -> str:
        return f"Readings({len(self.items)} readings, {len(self.sections)} sections, {len(self.files)} files)"

    def __reduce__(self) -> tuple[object, ...]:
        # What is only computed from the readings is not carried along; a mapping proxy cannot be.
        return (Readings, (self.items, self.problems, self.files))

    @cached_property
    def sections(self) -> tuple[str, ...]:
        """The names of the sections, each once, sorted."""
        return tuple(sorted({reading.section for reading in self.items}))

    @cached_property
    def by_cell(self) -> Mapping[tuple[str, str, Month], tuple[Reading, ...]]:
        """The readings of each section name, indicator id and month, in order of time."""
        cells: dict[tuple[str, str, Month], list[Reading]] = {}
        for reading in self.items:
            cells.setdefault((reading.section, reading.indicator, reading.month), []).append(reading)
        return MappingProxyType({key: tuple(found) for key, found in cells.items()})

    @property
    def frame(self) -> pandas.DataFrame:
        """One row a reading, as a new pandas DataFrame.

        Columns: ``section`` (断面), ``province`` (省份), ``basin`` (流域), ``when`` (监测时间, text), ``indicator``
        (id), ``text`` (as written), ``value`` (监测值: an exact Decimal in ``unit``; None where below detection or
        missing; a Fraction in the rare case that a unit's factor has no finite decimal), ``qualifier`` (``""``,
        ``"below"`` or ``"missing"``), ``detection_limit`` (检出限, like ``value``), ``unit`` (the indicator's
        canonical unit), ``state`` (站点情况), and the origin: ``file``, ``sheet``, ``line`` (or row), ``cell``.
        """
        import pandas

        columns = zip(*(_row(reading) for reading in self.items), strict=True) if self.items else [()] * 15
        return pandas.DataFrame(
            {
                name: pandas.Series(list(values), dtype="int64" if name == "line" else "object")
                for name, values in zip(FRAME_COLUMNS, columns, strict=True)
            }
        )


def in_order(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """The readings in canonical order."""
    ranks = {indicator: rank for rank, indicator in enumerate([GRADE, *INDICATORS])}
    return tuple(
        sorted(
            readings,
            key=lambda each: (each.section, each.province, each.basin, each.when, ranks[each.indicator], each.place),
        )
    )


def _row(reading: Reading) -> tuple[object, ...]:
    place = reading.place
    return (
        reading.section,
        reading.province,
        reading.basin,
        reading.when,
        reading.indicator,
        reading.text,
        _decimal(reading.value),
        reading.qualifier,
        _decimal(reading.detection_limit),
        "" if reading.indicator == GRADE else INDICATORS[reading.indicator].unit,
        reading.state,
        place.file,
        place.sheet,
        place.line,
        place.cell,
    )


def _decimal(value: Fraction | None) -> Decimal | Fraction | None:
    """The value as an exact decimal, or as it is where it has no end."""
    if value is None:
        return None
    text = fraction_text(value)
    return value if "/" in text else Decimal(text)
