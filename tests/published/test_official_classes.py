"""The worst grade of five indicators is the class that the national stations publish; every difference is explained."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.published import official
from tests.readings.support import needs_shared_data

DIFFERENCES = Path(__file__).with_name("explained-differences.md")
LEAST = 0.999


@needs_shared_data
def test_official_classes_follow_from_unrounded_values():
    """At least 99.9 % of the published classes are the worst grade of the unrounded values."""
    lakes = official.lakes()
    rows = official.unrounded()
    agreeing = sum(official.computed(row, lakes) == row.published for row in rows)

    assert len(rows) > 14_000
    assert agreeing >= LEAST * len(rows)


@needs_shared_data
def test_every_difference_is_listed_and_every_listed_one_is_found():
    """The file of explained differences holds the misses, each with its explanation, and nothing else."""
    lakes = official.lakes()
    found = {
        official.line(row, ours)
        for row in [*official.unrounded(), *official.four_hourly()]
        if (ours := official.computed(row, lakes)) != row.published
    }
    text = DIFFERENCES.read_text(encoding="utf-8").splitlines()
    listed = [each.rsplit("|", 2) for each in text if each.startswith("| ") and "---" not in each][1:]

    assert {before + "|" for before, _, _ in listed} == found
    assert all(explanation.strip() for _, explanation, _ in listed)


@pytest.mark.parametrize(
    ("section", "values", "published"),
    [
        ("黑龙江肇源", {"ph": "6.97", "do": "5.85", "codmn": "6.3", "nh3n": "0.32"}, 4),
        ("同江", {"ph": "7.66", "do": "6.03", "codmn": "13.3", "nh3n": "1.77"}, 5),
    ],
)
def test_rows_of_the_national_weekly_table(section, values, published):
    """全国主要流域重点断面水质自动监测周报, week 2 of 2007 (国家环境保护总局): the four give the printed class."""
    row = official.Row("", section, "2007", "", published, values)

    assert official.computed(row, frozenset()) == published
