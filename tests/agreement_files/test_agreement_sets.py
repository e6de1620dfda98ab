"""Named sets of indicators in agreement files."""

from __future__ import annotations

import pytest

import ecocomp as ec
from ecocomp.standards import INDICATORS
from tests.agreement_files.support import changed

TEXT = """
ecocomp: 1
id: with-a-set
extends: fuli-river
readings:
  indicators: [{}]
  decimals: standard
"""


@pytest.mark.parametrize(
    ("written", "members"),
    [
        ("five", ["ph", "do", "codmn", "nh3n", "tp"]),
        ("four, tp, cod", ["ph", "do", "codmn", "nh3n", "tp", "cod"]),
        ("five, tp", ["ph", "do", "codmn", "nh3n", "tp"]),
    ],
)
def test_a_set_stands_for_its_members(written, members):
    """5+X is the set five beside further ids; an agreement with the members written out is the same agreement."""
    by_set = ec.read_agreement(TEXT.format(written))
    by_hand = ec.read_agreement(TEXT.format(", ".join(members)))

    assert list(by_set.text.readings.indicators) == members
    assert by_set.digest == by_hand.digest


def test_an_indicator_written_twice_by_hand_is_still_an_error():
    """A set may repeat what stands beside it; a person who writes tp twice most likely meant something else."""
    with pytest.raises(ec.AgreementError) as refused:
        ec.read_agreement(TEXT.format("five, cod, cod"))

    assert "agreement.name_twice" in {each.code for each in refused.value.problems}


def test_the_sets_that_were_named_are_remembered():
    """What was written as a set can be shown as one; written out by hand it is no set."""
    assert ec.read_agreement(TEXT.format("five, cod")).indicator_sets == ("five",)
    assert ec.read_agreement(TEXT.format("ph, do, codmn, nh3n, tp")).indicator_sets == ()


@pytest.mark.parametrize("indicator", [*INDICATORS])
def test_every_indicator_can_be_measured_by_an_agreement(indicator):
    """Whatever its unit: what formulas have no unit for, such as ℃, is a plain number there."""
    text = changed("[codmn, nh3n]", f"[{indicator}]", changed("decimals: standard", f"decimals: {{{indicator}: 1}}"))
    text = changed("{codmn: 0.4, nh3n: 0.6}", f"{{{indicator}: 1}}", text)
    text = changed("formula: worst(grade(C), indicator)", "formula: worst(grade(C * weight), indicator)", text)

    assert ec.read_agreement(text).checked.rules["grade_of"]
