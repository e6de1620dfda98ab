"""The record that the papers of a settlement name, so that a paper on a desk leads to the file that recomputes it."""

from __future__ import annotations

from ecocomp.differences.restatement import Restatement
from ecocomp.errors import RequestError, problem
from ecocomp.record.record import Record
from ecocomp.settlement import Settlement


def named_record(settlement: Settlement, restatement: Restatement | None = None) -> Record:
    """The record of a settlement, or of it as a restatement; RequestError for the restatement of another settlement."""
    if restatement is None:
        return settlement.record
    if restatement.differences.after != settlement.record:
        raise RequestError(problem("differences.restates_other"))
    return restatement.record
