"""Boundaries: on which side an equal value falls is written in every table of the corpus, and is where it falls."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest

import ecocomp as ec
from tests.agreements.support import agreement

TABLES = [(name, table) for name in ec.corpus_names() for table in agreement(name).text.tables]
LITTLE = Fraction(1, 10**9)


@pytest.mark.parametrize(("name", "table"), TABLES)
def test_an_equal_value_falls_where_the_bracket_says(name, table):
    """At each end that two bands share the one with the square bracket has it; a little beside it, each has its own."""
    own = agreement(name)
    found = own.checked.tables[table]
    term = own.text.tables[table]
    written = [term.bands] if term.bands else list(term.dated.values())

    for bands, (_, version) in zip(written, found.versions, strict=True):
        for (low, high), (below, above) in zip(pairwise(bands), pairwise(version.bands), strict=True):
            assert low.range.rstrip().endswith("]") != high.range.lstrip().startswith("[")
            takes_it = below if low.range.rstrip().endswith("]") else above
            assert version.find(below.high) is takes_it
            assert version.find(below.high - LITTLE) is below or below.low == below.high
            assert version.find(below.high + LITTLE) is above or above.low == above.high
