"""Agreement files: read strictly, checked whole, ready for settling."""

from ecocomp.agreement.agreement import Agreement
from ecocomp.agreement.corpus import CorpusEntry, corpus_entries
from ecocomp.agreement.load import corpus_names, load_agreement, read_agreement

__all__ = ["Agreement", "CorpusEntry", "corpus_entries", "corpus_names", "load_agreement", "read_agreement"]
