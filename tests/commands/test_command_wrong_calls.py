"""Calls that cannot be understood: code 2, and what is wrong in Chinese and in English."""

from __future__ import annotations

import pytest

from tests.commands.support import run


@pytest.mark.parametrize(
    ("call", "chinese", "english"),
    [
        (["settle", "a", "b"], "缺少选项 --year（考核年度", "The option --year is missing (考核年度 assessment year)."),
        (["explain", "a", "--year", "2024"], "缺少选项 --name（", "The option --name is missing"),
        (["settle", "--year", "2024"], "缺少参数 AGREEMENT。", "The argument AGREEMENT is missing."),
        (["settle", "a", "--year", "x"], "--year 的值不能用：应为整数。", "expected a whole number."),
        (["grade", "a", "--each", "day"], "应为 time, month 之一。", "expected one of time, month."),
        (["settle", "--frob"], "没有选项 --frob；相近的有：--from。", "There is no option --frob; near to it: --from."),
        (
            ["read", "a", "--mapping", "甲.yaml", "--mapping", "乙.yaml"],
            "--mapping 只能给一次：甲.yaml, 乙.yaml；",
            "--mapping can be given once, not 甲.yaml, 乙.yaml",
        ),
        (["--frob"], "没有选项 --frob。", "There is no option --frob."),
        (["frob"], "没有命令 frob；可用：check, ", "There is no command frob; there are: check, "),
        (["template"], "缺少参数 AGREEMENT。", "The argument AGREEMENT is missing."),
    ],
)
def test_what_is_wrong_is_told_in_both_languages(call, chinese, english):
    """The language may not be known yet, so both are printed, on standard error, below how the command is called."""
    result = run(*call)

    assert (result.exit_code, result.stdout) == (2, "")
    assert "Usage: " in result.stderr
    assert chinese in result.stderr
    assert english in result.stderr


def test_what_has_no_words_of_its_own():
    """What click alone knows is told as it says it."""
    result = run("settle", "a", "--year")

    assert result.exit_code == 2
    assert "命令用法有误：Option '--year' requires an argument.\nThe call cannot be understood: Option" in result.stderr


def test_no_command_at_all():
    """The name alone still shows the help."""
    assert "流域横向生态保护补偿结算" in run().output
