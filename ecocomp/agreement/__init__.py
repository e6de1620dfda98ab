"""Agreement files: read strictly, checked whole, ready for settling."""

from ecocomp.agreement.agreement import Agreement
from ecocomp.agreement.load import corpus_names, load_agreement, read_agreement

__all__ = ["Agreement", "corpus_names", "load_agreement", "read_agreement"]
