"""The corpus (协议库): every agreement that comes with the library, and how well each is known."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ecocomp.agreement.agreement import Agreement
from ecocomp.agreement.basis import STRENGTH
from ecocomp.agreement.load import corpus_folder, corpus_names, find_agreement, load_agreement


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

    @property
    def reproduced(self) -> tuple[int, int]:
        """How many of the published outcomes (公开的结果) the file gives, and how many there are."""
        outcomes = self.agreement.text.outcomes
        return sum(each.result == "reproduced" for each in outcomes), len(outcomes)


def corpus_entries() -> tuple[CorpusEntry, ...]:
    """All agreements of the corpus, by folder and name."""
    base = corpus_folder()
    found = [CorpusEntry(load_agreement(name), _folder(find_agreement(name), base)) for name in corpus_names()]
    return tuple(sorted(found, key=lambda each: (each.folder, each.agreement.id)))


def _folder(path: Path, base: Path) -> str:
    return path.parent.relative_to(base).as_posix()
