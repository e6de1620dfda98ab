"""Formulas in words: what stands in the place of signs, in both languages, so that a lawyer can read it."""

from __future__ import annotations

import pytest

from ecocomp.formula.in_words import InWords
from ecocomp.formula.parse import parse

TITLES = {
    "quarter": "季",
    "C": "浓度",
    "ok": "是否达标",
    "price": "单价",
    "target": "目标",
    "rank_of": "得分",
    "over": "入境是否超标",
}


def in_words(text: str, language: str) -> str:
    words = InWords(lambda name: TITLES.get(name, name) if language == "zh" else name, str, language)
    return words.text(parse(text))


@pytest.mark.parametrize(
    ("formula", "chinese", "english"),
    [
        # a condition called 是否… is one; a name alone stays as it is called
        ("price if ok else 0", "若 达标，则 单价；否则 0", "if ok: price; otherwise 0"),
        ("ok", "是否达标", "ok"),
        (
            "count(ok and not over, month)",
            "符合【达标 且 非 入境超标】的月数",
            "number of months with [ok and not over]",
        ),
        # an if inside another needs brackets, but where it goes on to the end
        (
            "(price if over else 1) if ok else 0",
            "若 达标，则 (若 入境超标，则 单价；否则 1)；否则 0",
            "if ok: (if over: price; otherwise 1); otherwise 0",
        ),
        (
            "price if ok else 1 if over else 0",
            "若 达标，则 单价；否则 若 入境超标，则 1；否则 0",
            "if ok: price; otherwise if over: 1; otherwise 0",
        ),
        ("limit(target)", "目标的标准限值", "limit of target"),
        (
            "exceedance(C, limit(target))",
            "浓度对目标的标准限值的超标倍数",
            "exceedance multiple of C over limit of target",
        ),
        ("round(C / 3, 2, half_up)", "【浓度 / 3】（保留 2 位小数，四舍五入）", "[C / 3] (to 2 decimals, half up)"),
        (
            "round(C, places, half_even)",
            "【浓度】（按places修约，四舍六入五成双）",
            "[C] (rounded by places, half to even)",
        ),
        (
            "mean(C, month, at_least=8)",
            "各月【浓度】的平均值（至少 8 个有效值）",
            "mean of [C] over every month (from at least 8 values)",
        ),
        (
            "mean(C, month, at_least=price)",
            "各月【浓度】的平均值（有效值个数不少于单价）",
            "mean of [C] over every month (from at least price values)",
        ),
        ("grade(C)", "浓度的水质类别", "grade of C"),
        ("grade(C + 0)", "【浓度 + 0】的水质类别", "grade of [C + 0]"),
        ("at(C, quarter)", "所在季的浓度", "C of its quarter"),
        ("at(C, tp)", "tp的浓度", "C of tp"),
        (
            "ceil(price, unit=万元)",
            "向上取整（单价）（以万元计）",
            "rounded up to a whole number (price) (counted in 万元)",
        ),
        ("clip(C, 0, 1)", "【浓度】（不低于 0、不高于 1）", "[C] (kept between 0 and 1)"),
        (
            "otherwise(inflow(C), 0 * C)",
            "【入境断面【浓度】】（没有值时取 0）",
            "[[C] at the inflow section] (or 0 where there is none)",
        ),
        ("inflow(C, max)", "入境断面【浓度】（最大）", "[C] at the inflow section (largest)"),
        (
            "rank(rank_of, party, ties=min)",
            "【得分】在各缔约方中的名次（名次并列的取靠前的名次）",
            "rank of [rank_of] among every party (of equal ranks the better)",
        ),
        ("max(C, 0)", "取大（浓度，0）", "the larger of (C, 0)"),
        ("max(C, month)", "各月【浓度】中最大的", "largest of [C] over every month"),
        ("min(C, month)", "各月【浓度】中最小的", "smallest of [C] over every month"),
    ],
)
def test_by_hand(formula, chinese, english):
    assert (in_words(formula, "zh"), in_words(formula, "en")) == (chinese, english)


def test_limits_of_a_grade():
    """A grade stands right before its limit."""
    words = InWords(str, lambda grade: "ⅠⅡⅢⅣⅤ"[grade - 1], "zh")

    assert words.text(parse("limit(Ⅲ)")) == "Ⅲ类标准限值"
