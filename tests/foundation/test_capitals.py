"""Amounts in Chinese capital figures: the examples of the rule, the places of 零, and a reader that reads them back."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ecocomp.capitals import capitals

YUAN = 100


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        # the examples of 《正确填写票据和结算凭证的基本规定》
        (1_409_50, "壹仟肆佰零玖元伍角"),
        (6_007_14, "陆仟零柒元壹角肆分"),
        (1_680_32, "壹仟陆佰捌拾元零叁角贰分"),
        (107_000_53, "壹拾万柒仟元零伍角叁分"),
        (16_409_02, "壹万陆仟肆佰零玖元零贰分"),
        (325_04, "叁佰贰拾伍元零肆分"),
        # nothing, and less than a yuan
        (0, "零元整"),
        (1, "壹分"),
        (10, "壹角"),
        (53, "伍角叁分"),
        # ten to nineteen begin with 壹
        (10 * YUAN, "壹拾元整"),
        (15 * YUAN, "壹拾伍元整"),
        (10_10, "壹拾元零壹角"),
        (10_01, "壹拾元零壹分"),
        (11_10, "壹拾壹元壹角"),
        # noughts inside and between the groups
        (1_001 * YUAN, "壹仟零壹元整"),
        (1_010 * YUAN, "壹仟零壹拾元整"),
        (1_000 * YUAN, "壹仟元整"),
        (10_001 * YUAN, "壹万零壹元整"),
        (10_100 * YUAN, "壹万零壹佰元整"),
        (100_500 * YUAN, "壹拾万零伍佰元整"),
        (5_800_000 * YUAN, "伍佰捌拾万元整"),
        (180_000_000 * YUAN, "壹亿捌仟万元整"),
        (100_050_000 * YUAN, "壹亿零伍万元整"),
        (100_005_000 * YUAN, "壹亿零伍仟元整"),
        (100_000_001 * YUAN, "壹亿零壹元整"),
        (1_000_050_000_000 * YUAN, "壹万亿零伍仟万元整"),
        (1_005_000_000_000 * YUAN, "壹万零伍拾亿元整"),
        (1_000_000_000_000 * YUAN, "壹万亿元整"),
        (1_000_000_000_000_01, "壹万亿元零壹分"),
        (10**15 * YUAN, "壹仟万亿元整"),
        (9_999_999_999_999_999_99, "玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ],
)  # fmt: skip
def test_examples(fen, text):
    assert capitals(fen) == f"人民币{text}"


@pytest.mark.parametrize("fen", [-1, -580_000_000, 10**18, 10**4000])
def test_what_has_no_name_is_refused(fen):
    with pytest.raises(ValueError, match="no amount"):
        capitals(fen)


DIGITS = {character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")}
UNITS = {"拾": 10, "佰": 100, "仟": 1000}


def number(text: str) -> int:
    """A reader of its own: the largest unit splits what is before it from what is behind it."""
    for unit, worth in (("亿", 10**8), ("万", 10**4)):
        if unit in text:
            before, behind = text.rsplit(unit, 1)
            assert before
            assert number(behind) < worth
            return number(before) * worth + number(behind)
    total, digit = 0, 0
    for character in text:
        if character in UNITS:
            assert digit, f"{character} without a digit"
            total, digit = total + digit * UNITS[character], 0
        else:
            digit = DIGITS[character]
    return total + digit


def fen_read(text: str) -> int:
    """The fen that a text in capital figures says."""
    rest = text.removeprefix("人民币").removesuffix("整")
    fen = 0
    if "元" in rest:
        yuan, rest = rest.split("元")
        fen = number(yuan) * YUAN
    for unit, worth in (("角", 10), ("分", 1)):
        if unit in rest:
            digit, rest = rest.split(unit)
            fen += DIGITS[digit[-1]] * worth
    assert not rest
    return fen


@given(st.one_of(st.integers(0, 10**17), st.integers(0, 10**12).map(lambda yuan: yuan * YUAN), st.integers(0, 10**7)))
@example(10**17)
@example(100_000_000_000_000_05)
def test_every_amount_is_read_back(fen):
    text = capitals(fen)

    assert fen_read(text) == fen
    assert text.startswith("人民币")
    assert "零零" not in text
    assert text.endswith("整") == (fen % YUAN == 0)
    assert not text.endswith(("零", "元"))
    assert fen < YUAN or "人民币零" not in text
