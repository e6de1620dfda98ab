"""Gaps told together: the same reason at the same place in several months is one sentence, not twelve."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from ecocomp.agreement.agreement import Agreement
from ecocomp.errors import Place
from ecocomp.formula.absent import Cause
from ecocomp.period import DAY_LABEL, TIME_LABEL, Month
from ecocomp.settlement.wheres import where_text
from ecocomp.wording import LANGUAGES, Pair, say


@dataclass(frozen=True, slots=True)
class Gap:
    """One reason for absent values: where (without months), in which months, and what it holds up."""

    cause: Cause
    labels: tuple[str, ...]
    months: tuple[str, ...]
    titles: tuple[Pair, ...]

    @property
    def place(self) -> Place:
        """Where the first of it stands."""
        return self.cause.place

    def where(self, agreement: Agreement) -> Pair:
        """Section, indicator and months in words."""
        texts = []
        for language in LANGUAGES:
            parts = [where_text(agreement, self.labels, language), months_text(self.months, language)]
            texts.append(" ".join(part for part in parts if part))
        return Pair(*texts)

    def reason(self) -> Pair:
        """Why, in words."""
        return self.cause.words()

    def title(self) -> Pair:
        """The titles of all that it holds up."""
        return Pair(*("、".join(each[which] for each in self.titles) for which in range(len(LANGUAGES))))


def together(causes: Iterable[tuple[Cause, tuple[str, ...], Pair]]) -> list[Gap]:
    """Causes with their coordinate and the title of what they hold up, those that differ only in the month as one."""
    found: dict[tuple[object, ...], tuple[Cause, tuple[str, ...], dict[str, None], dict[Pair, None]]] = {}
    for cause, coordinate, title in causes:
        months = [label for label in coordinate if TIME_LABEL.fullmatch(label) or DAY_LABEL.fullmatch(label)]
        labels = tuple(label for label in coordinate if label not in months)
        key = (cause.code, cause.details, labels)
        _, _, all_months, titles = found.setdefault(key, (cause, labels, {}, {}))
        all_months.update(dict.fromkeys(months))
        titles[title] = None
    return [Gap(cause, labels, tuple(months), tuple(titles)) for cause, labels, months, titles in found.values()]


def next_label(label: str) -> str:
    """The label of the next month or day; quarters and half-years are told one by one."""
    if DAY_LABEL.fullmatch(label):
        return (datetime.date.fromisoformat(label) + datetime.timedelta(days=1)).isoformat()
    return "" if "Q" in label or "H" in label else Month.parse(label).plus(1).label


def months_text(labels: Iterable[str], language: str) -> str:
    """Months or days in words, three and more that follow each other as a range; other labels of time as they are."""
    runs: list[list[str]] = []
    for label in sorted(labels):
        follows = runs and label == next_label(runs[-1][-1])
        if follows:
            runs[-1].append(label)
        else:
            runs.append([label])
    shown = []
    for run in runs:
        if len(run) > 2:  # noqa: PLR2004 - two months are named, three are a range
            shown.append(say("terms.from_to", language, first=run[0], last=run[-1]))
        else:
            shown += run
    return ("、" if language == "zh" else ", ").join(shown)
