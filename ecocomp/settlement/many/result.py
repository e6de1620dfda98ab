"""The settlements of many agreements, in the order in which the agreements were given."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, overload

from ecocomp.errors import Problem
from ecocomp.money import yuan
from ecocomp.readings.readings import Readings
from ecocomp.settlement.many.one import Outcome
from ecocomp.settlement.many.overview import COLUMNS, overview_rows
from ecocomp.settlement.many.summary import Summary, summary_of
from ecocomp.settlement.result import Settlement, named_path
from ecocomp.wording import language_in_use

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True, slots=True)
class OneOfMany:
    """One agreement: its ``settlement``, or where that is None the ``problems`` that stood in the way.

    ``name`` is that of its file without ending, ``file`` the file, empty for an agreement that was given itself. ``id``
    is empty where it could not be loaded.
    """

    name: str
    file: str
    id: str
    settlement: Settlement | None
    problems: tuple[Problem, ...]


class Settlements(Sequence[OneOfMany]):
    """What came of each agreement, in their order. Made by :func:`ecocomp.settle_all`; it never changes."""

    def __init__(self, outcomes: Iterable[Outcome[Settlement]], readings: Readings | None) -> None:
        #: The readings that all of them were settled with.
        self.readings = readings
        self._outcomes = tuple(outcomes)
        self._all = tuple(OneOfMany(each.name, each.file, each.id, each.made, each.problems) for each in self._outcomes)

    def __repr__(self) -> str:
        return f"<Settlements: {len(self)} agreements, {len(self.failed)} failed>"

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[OneOfMany]:
        return iter(self._all)

    @overload
    def __getitem__(self, at: int) -> OneOfMany: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[OneOfMany]: ...
    def __getitem__(self, at: int | slice) -> OneOfMany | Sequence[OneOfMany]:
        return self._all[at]

    @property
    def failed(self) -> tuple[OneOfMany, ...]:
        """The agreements that could not be settled."""
        return tuple(each for each in self._all if each.settlement is None)

    @property
    def settlements(self) -> tuple[Settlement, ...]:
        """The settlements of all others."""
        return tuple(each.settlement for each in self._all if each.settlement is not None)

    @cached_property
    def summaries(self) -> tuple[Outcome[Summary], ...]:
        """What the overview tells of each."""
        return tuple(each.with_made(None if each.made is None else summary_of(each.made)) for each in self._outcomes)

    def overview(self, language: str | None = None) -> pandas.DataFrame:
        """One row an agreement, as a new DataFrame: its status, who pays whom, how much that is, what stood in the way.

        ``amount`` is the sum of what is paid after setting off, as Decimal yuan, None where there is no settlement.
        """
        import pandas

        rows = [
            (*row[:-1], None if row[-1] is None else yuan(row[-1]))
            for row in overview_rows(self.summaries, language_in_use(language))
        ]
        return pandas.DataFrame(rows, columns=list(COLUMNS), dtype=object)

    def save(
        self,
        folder: str | os.PathLike[str],
        *,
        language: str | None = None,
        read: Iterable[str | os.PathLike[str]] = (),
        overwrite: bool = False,
    ) -> list[Path]:
        """Write the files of each settlement into a folder of its agreement's name, and the overview; the paths.

        See :meth:`ecocomp.Settlement.save`. Raises OutputError where a file cannot be written; folders before it stay.
        """
        from ecocomp.report.many_files import save_settlements

        return save_settlements(self, named_path(folder), language_in_use(language), read, overwrite)
