"""The group of commands, the option of language, and how problems of the user's files are told."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click

from ecocomp.cli.wrong_call import Commands
from ecocomp.wording import LANGUAGES, language_in_use, printable, say

ERROR, WRONG_CALL, NOT_WRITTEN = 1, 2, 3

Command = TypeVar("Command", bound=Callable[..., Any])

language_option = click.option(
    "--lang", "language", type=click.Choice(LANGUAGES), default=None, help="语言 language: zh (默认 default), en"
)


def tell(text: str, *, err: bool = False) -> None:
    """Print a text on the terminal, none of it as something that the terminal obeys."""
    click.echo(printable(text, lines=True), err=err)


def reporting(command: Command) -> Command:
    """Problems of the user's files are printed, one a line, on standard error; no traceback."""
    from ecocomp.errors import EcocompError, OutputError, RequestError

    @wraps(command)
    def guarded(*args: Any, **options: Any) -> Any:
        language = language_in_use(options.get("language"))
        try:
            return command(*args, **options)
        except EcocompError as trouble:
            tell(trouble.text(language), err=True)
            count = sum(each.severity == "error" for each in trouble.problems)
            if count > 1:
                tell(say("command.bad", language, count=count), err=True)
            code = NOT_WRITTEN if isinstance(trouble, OutputError) else ERROR
            sys.exit(WRONG_CALL if isinstance(trouble, RequestError) else code)

    return guarded  # type: ignore[return-value]


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="ecocomp")
def cli() -> None:
    """流域横向生态保护补偿结算 · Settle river-basin eco-compensation agreements.

    AGREEMENT 是协议库中的名称(如 fuli-river)或协议文件的路径;READINGS 是监测数据文件或文件夹。
    AGREEMENT is a name in the corpus (such as fuli-river) or the path of an agreement file; READINGS are monitoring
    files or folders.

    退出码 exit codes: 0 成功 good; 1 文件或数据有误 errors in files or data; 2 命令用法有误 wrong call;
    3 无法写出结果 results could not be written; 130 被中断 interrupted.
    """
