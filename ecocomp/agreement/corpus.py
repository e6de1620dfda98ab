"""The corpus (协议库): every agreement that comes with the library, and how well each is known."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import get_args

from ecocomp.agreement.agreement import Agreement
from ecocomp.agreement.basis import STRENGTH
from ecocomp.agreement.load import corpus_folder, corpus_names, find_agreement, load_agreement
from ecocomp.agreement.model import Result


@dataclass(frozen=True)
class CorpusEntry:
    """One agreement of the corpus: the agreement, and the folder it stands in (省份、跨省、国家)."""

    agreement: Agreement
    folder: str

    @cached_property
    def statuses(self) -> dict[str, int]:
        """How many terms are signed, published, reported and assumed, from strong to weak."""
        counted = Counter(self.agreement.status(term) for _, _, term in self.agreement.terms)
        return {status: counted[status] for status in reversed(STRENGTH)}

    @cached_property
    def outcomes(self) -> dict[str, int]:
        """How many published outcomes (公开的结果) there are of each result that occurs, what proves most first."""
        counted = Counter(each.result for each in self.agreement.text.outcomes)
        return {result: counted[result] for result in get_args(Result) if counted[result]}


def corpus_entries() -> tuple[CorpusEntry, ...]:
    """All agreements of the corpus, by folder and name."""
    base = corpus_folder()
    found = [CorpusEntry(load_agreement(name), _folder(find_agreement(name), base)) for name in corpus_names()]
    return tuple(sorted(found, key=lambda each: (each.folder, each.agreement.id)))


def _folder(path: Path, base: Path) -> str:
    return path.parent.relative_to(base).as_posix()
