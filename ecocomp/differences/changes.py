"""What differs between what two settlements rest on, in the order in which it is put in place."""

from __future__ import annotations

from ecocomp.differences.change import Change
from ecocomp.differences.changed_inputs import of_inputs
from ecocomp.differences.changed_period import of_period
from ecocomp.differences.changed_readings import of_readings
from ecocomp.differences.changed_terms import of_terms
from ecocomp.differences.draft import Draft


def changes(before: Draft, after: Draft) -> list[Change]:
    """All differences, in the order of the agreement, the declared inputs, the period and the readings."""
    terms = list(of_terms(before, after))
    return [*terms, *of_inputs(before, after), *of_period(before, after), *of_readings(before, after)]
