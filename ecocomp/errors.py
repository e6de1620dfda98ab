"""Problems a person can act on, and the few exceptions that carry them.

Whatever a user's file can cause is data, a :class:`Problem` with its place, and all problems of a file are
reported together; an exception only wraps the list at the edge of the library. The words stand in
:mod:`ecocomp.wording`, in Chinese and English, keyed by the problem's code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from types import MappingProxyType
from typing import Any

from ecocomp import wording

#: A file of a million characters can have as many problems.
MOST_LISTED = 500
MOST_CHOICES = 200
LONGEST_DETAIL = 4_000

NO_DETAILS: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in a user's file something stands: file, sheet and cell, or file, line and column (from 1)."""

    file: str = ""
    sheet: str = ""
    line: int = 0
    column: int = 0
    cell: str = ""

    @property
    def label(self) -> str:
        """Where in its file or sheet, as short as it can be said: the cell, or else the line."""
        return self.cell or str(self.line)

    def __str__(self) -> str:
        if self.cell:
            return f"{self.file} [{self.sheet}] {self.cell}" if self.sheet else f"{self.file} {self.cell}"
        if self.sheet:
            return f"{self.file} [{self.sheet}]"
        parts = [self.file]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing a reader must know: what, where, and how grave it is.

    ``code`` is a key of the wording catalogue; ``details`` fill its blanks; ``severity`` is ``"error"``,
    ``"warning"`` or ``"note"``. ``because`` is the place in another file that most likely brought it about.
    """

    code: str
    place: Place = NOWHERE
    details: Mapping[str, object] = field(default_factory=lambda: NO_DETAILS)
    severity: str = "error"
    because: Place | None = None

    def message(self, language: str | None = None) -> str:
        """What was found, what was expected and what to do, without the place."""
        return wording.say(self.code, language, **{name: shortened(each) for name, each in self.details.items()})

    def line(self, language: str | None = None) -> str:
        """The place and the message, as printed."""
        place = wording.printable(str(self.place))
        text = f"{place}: {self.message(language)}" if place else self.message(language)
        return text if self.because is None else text + wording.say("agreement.because", language, place=self.because)

    def __str__(self) -> str:
        return self.line()

    def __reduce__(self) -> tuple[object, ...]:
        # MappingProxyType cannot be pickled; problems travel between processes.
        return (Problem, (self.code, self.place, dict(self.details), self.severity, self.because))


def problem(code: str, place: Place = NOWHERE, /, *, severity: str = "error", **details: Any) -> Problem:
    """A problem, its blanks given as keywords."""
    return Problem(code, place, details, severity)


def shortened(detail: object) -> object:
    """A detail of a message; of a text that nobody would read to its end only the beginning."""
    if isinstance(detail, wording.Pair):
        return wording.Pair(*(str(shortened(each)) for each in detail))
    return f"{detail[:LONGEST_DETAIL]}…" if isinstance(detail, str) and len(detail) > LONGEST_DETAIL else detail


def choices_text(choices: Iterable[str]) -> str:
    """What there is to choose from, for a message; of very many only the first.

    >>> choices_text(["a", "b"]), choices_text([])
    ('a, b', '—')
    """
    first = list(islice(choices, MOST_CHOICES + 1))
    return ", ".join([*first[:MOST_CHOICES], "…"] if len(first) > MOST_CHOICES else first) or "—"


class EcocompError(Exception):
    """The base of everything ecocomp raises for a user's input. ``problems`` holds all of them."""

    def __init__(self, problems: Iterable[Problem] | Problem) -> None:
        given = (problems,) if isinstance(problems, Problem) else tuple(problems)
        self.problems: tuple[Problem, ...] = given
        super().__init__(given)

    def text(self, language: str | None = None) -> str:
        """All problems, one a line; of very many the first, and how many more there are."""
        lines = [each.line(language) for each in self.problems[:MOST_LISTED]]
        left = len(self.problems) - len(lines)
        return "\n".join([*lines, wording.say("command.not_listed", language, count=left)] if left else lines)

    def __str__(self) -> str:
        return self.text()


class AgreementError(EcocompError, ValueError):
    """An agreement file cannot be used as it stands."""


class ReadingsError(EcocompError, ValueError):
    """A monitoring file cannot be read as it stands."""


class SettlementError(EcocompError, ValueError):
    """Agreement and readings do not give a settlement."""


class RecordError(EcocompError, ValueError):
    """A record cannot be read as one."""


class SigningError(EcocompError, ValueError):
    """A record cannot be signed, or a key cannot be used."""


class NoticeError(EcocompError, ValueError):
    """A settlement notice cannot be made: its template cannot be used, or an amount has no name in capitals."""


class PaymentsError(EcocompError, ValueError):
    """A table of payments cannot be read as it stands."""


class RequestError(EcocompError, ValueError):
    """The caller asked for something that does not exist: a name, a section, a year, an option."""


class OutputError(EcocompError, OSError):
    """A result could not be written; what stood there before is untouched."""


def not_written(path: object, trouble: OSError) -> OutputError:
    """The error for a file that could not be written, with what the system says of it."""
    reason = trouble.strerror or str(trouble)
    return OutputError(problem("command.out_failed", Place(str(path)), path=str(path), reason=reason))
