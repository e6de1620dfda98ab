"""A command that was called in a way that cannot be understood: told in both languages, of which none is chosen yet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import click

from ecocomp.cli.help_pages import Context, both
from ecocomp.cli.interrupted import stop
from ecocomp.wording import Pair, printable, say_both


class WrongCall(click.UsageError):
    """What is wrong with a call, in Chinese and below it in English."""

    def __init__(self, told: Pair, context: click.Context | None) -> None:
        super().__init__("\n".join(told), context)

    def show(self, file: IO[Any] | None = None) -> None:
        """Print how the command is called, how its help is shown, and what is wrong."""
        if self.ctx is not None:
            option = max(self.ctx.help_option_names, key=len)
            click.echo(self.ctx.get_usage(), file, err=True)
            click.echo(f"{both('command.help_for')}: {self.ctx.command_path} {option}\n", file, err=True)
        click.echo(printable(self.format_message(), lines=True), file, err=True)


class OneCommand(click.Command):
    """A command of the group."""

    context_class = Context

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Takes the arguments and options; what is wrong with them is told with how this command is called."""
        ctx.allow_extra_args = True  # they are refused here, in our words
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as trouble:
            trouble.ctx = trouble.ctx or ctx
            raise
        if rest:
            raise WrongCall(say_both("command.extra_arguments", found=" ".join(map(str, rest))), ctx)
        return rest


class Commands(click.Group):
    """A group of commands whose calls are told of in both languages."""

    context_class = Context
    command_class = OneCommand

    def make_context(self, *args: Any, **options: Any) -> click.Context:
        """The context of the group itself: its own options are read here."""
        with told_in_both_languages():
            return super().make_context(*args, **options)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """The command that is named; the names are told where there is no such command."""
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            names = ", ".join(self.list_commands(ctx))
            raise WrongCall(say_both("command.no_command", name=args[0], names=names), ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """The command that is named: its name, arguments and options are read here."""
        with told_in_both_languages():
            return super().invoke(ctx)


@contextmanager
def told_in_both_languages() -> Iterator[None]:
    """Raises WrongCall in place of click's own error, and tells an interruption before click does."""
    try:
        yield
    except KeyboardInterrupt:
        stop()
    except click.UsageError as trouble:
        # what shows something of its own, such as the help of a call without a command, is no wrong call
        if isinstance(trouble, WrongCall) or type(trouble).show is not click.UsageError.show:
            raise
        raise WrongCall(_told(trouble), trouble.ctx) from None


def _told(trouble: click.UsageError) -> Pair:
    if isinstance(trouble, click.NoSuchOption):
        near = ", ".join(trouble.possibilities or ())
        return say_both("command.near_option" if near else "command.no_option", name=trouble.option_name, near=near)
    if isinstance(trouble, click.BadOptionUsage):
        return _told_of_option(trouble)
    parameter = trouble.param if isinstance(trouble, click.BadParameter) else None
    if parameter is None and trouble.ctx is not None and isinstance(trouble.ctx.command, Commands):
        return say_both("command.missing_command", names=", ".join(trouble.ctx.command.list_commands(trouble.ctx)))
    if parameter is None:
        return say_both("command.wrong_call", reason=trouble.format_message())
    name = parameter.get_error_hint(trouble.ctx).replace("'", "")
    if isinstance(trouble, click.MissingParameter):
        meaning = getattr(parameter, "help", None)
        code = "missing_option" if meaning else "missing_argument"
        return say_both(f"command.{code}", name=name, meaning=meaning or "")
    expected: object = trouble.message
    if isinstance(parameter.type, click.Choice):
        expected = say_both("command.one_of", choices=", ".join(map(str, parameter.type.choices)))
    elif isinstance(parameter.type, click.IntRange):
        expected = say_both("command.whole_number_from", least=parameter.type.min)
    elif isinstance(parameter.type, click.types.IntParamType):
        expected = say_both("command.whole_number")
    return say_both("command.bad_value", name=name, expected=expected)


def _told_of_option(trouble: click.BadOptionUsage) -> Pair:
    """An option that has a value and takes none, or the other way round."""
    options = trouble.ctx.command.params if trouble.ctx is not None else ()
    known = next((each for each in options if trouble.option_name in (*each.opts, *each.secondary_opts)), None)
    if not isinstance(known, click.Option):
        return say_both("command.wrong_call", reason=trouble.format_message())
    code = "option_takes_none" if known.is_flag or known.count else "option_needs_value"
    return say_both(f"command.{code}", name=trouble.option_name, meaning=known.help or "")
