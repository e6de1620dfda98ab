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
        (["frob"], "没有命令 frob；可用：balance, check, ", "There is no command frob; there are: balance, check, "),
        (["template"], "缺少参数 AGREEMENT。", "The argument AGREEMENT is missing."),
        (["settle", "a", "--year"], "选项 --year 后缺少值（考核年度", "The option --year needs a value (考核年度"),
        (["read", "a", "--all=3"], "选项 --all 不带值（", "The option --all takes no value ("),
        (["template", "a", "b", "c"], "多出的参数：b c。", "There are more arguments than the command takes: b c."),
        (["--"], "缺少命令；可用：balance, check, ", "A command is missing; there are: balance, check, "),
    ],
)
def test_what_is_wrong_is_told_in_both_languages(call, chinese, english):
    """The language may not be known yet, so both are printed, on standard error, below how the command is called."""
    result = run(*call)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("用法 usage: ")
    assert "帮助 help: " in result.stderr
    assert chinese in result.stderr
    assert english in result.stderr


@pytest.mark.parametrize("call", [["frob"], ["--frob"], ["read"], ["read", "a", "--year"], ["schema", "x"], ["--"]])
def test_no_word_is_clicks_own(call):
    """Its words would be in English alone."""
    told = run(*call).stderr

    assert not any(word in told for word in ("Usage", "Try", "Error", "No such", "Missing", "Got", "requires"))


def test_help_has_headings_in_both_languages():
    """Also what click says of its own options, and behind those that have a default or must be given."""
    told = run("settle", "--help").stdout

    for words in (
        "用法 usage: ",
        "选项 options:",
        "显示本说明 show this message",
        "[必填 required]",
        "[缺省 default: refuse]",
    ):
        assert words in told
    assert "命令 commands:" in run("--help").stdout
    assert "显示版本 show the version" in run("--help").stdout


def test_no_command_at_all():
    """The name alone still shows the help."""
    assert "流域横向生态保护补偿结算" in run().output
