"""What all commands share: help texts, exit codes, errors in one line, and output that fits the terminal."""

import inspect
import shutil
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import click

from homerun_helpers.errors import HomerunError

COMMAND = "python -m homerun_helpers.migration"
FOUND = 1
FAILED = 2
INTERRUPTED = 130
# What the command line has in place of these arguments is no parameter of a command.
_SPELLINGS = {"api_key": "HOMERUN_API_KEY", "resolve": f"{COMMAND} resolve"}


class Failure(click.ClickException):
    """An error that ends the command: a sentence, and exit code 2."""

    exit_code = FAILED

    def show(self, file: IO[Any] | None = None) -> None:  # noqa: ARG002 - click's signature
        """Print it on the standard error."""
        for line in f"Error: {self.message}".splitlines():
            say(line, err=True)


class Command(click.Command):
    """A command whose function returns the exit code, and whose help keeps the lines of indented paragraphs."""

    def invoke(self, ctx: click.Context) -> None:
        """Run the function. Errors of the package and Ctrl-C have exit codes of their own."""
        try:
            with failures():
                code: int = super().invoke(ctx)
        except KeyboardInterrupt:  # click would end with 1, which means that something was found
            click.echo("Interrupted.", err=True)
            code = INTERRUPTED
        ctx.exit(code)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """Write the docstring."""
        paragraphs = inspect.cleandoc(self.help or "").split("\n\n")
        formatter.write_paragraph()
        with formatter.indentation():
            # click does not wrap a paragraph that begins with this character, such as examples.
            formatter.write_text("\n\n".join(f"\b\n{one}" if "\n  " in one else one for one in paragraphs))


def option(name: str) -> str:
    """The spelling of an argument on this command line: `--stop-on-error` for `stop_on_error`."""
    context = click.get_current_context()
    group = context.parent.command if context.parent is not None else None
    others = group.commands.values() if isinstance(group, click.Group) else ()
    for one in (one for command in (context.command, *others) for one in command.params if one.name == name):
        return max(one.opts, key=len) if isinstance(one, click.Option) else one.human_readable_name
    return _SPELLINGS.get(name, name)


@contextmanager
def failures(place: str = "") -> Iterator[None]:
    """Errors of the package become a `Failure`, after a place if there is one; arguments are spelled as options."""
    try:
        yield
    except HomerunError as error:
        sentence = getattr(error, "sentence", None)
        lines = [str(error) if sentence is None else sentence(option), *getattr(error, "__notes__", ())]
        raise Failure((f"{place}: " if place else "") + "\n".join(lines)) from error


def fitted(text: str, *, hang: int = 4, err: bool = False) -> str:
    """A text in lines of the terminal's width. Elsewhere it stays one line, so that `grep` finds it whole.

    Args:
        text: the text.
        hang: how many columns the lines after the first are indented.
        err: whether it is for the standard error.
    """
    if not (sys.stderr if err else sys.stdout).isatty():
        return text
    width = shutil.get_terminal_size().columns
    return textwrap.fill(text, width, subsequent_indent=" " * hang, break_long_words=False, break_on_hyphens=False)


def say(text: str, *, hang: int = 4, err: bool = False, fg: str | None = None) -> None:
    """Print a text that fits the terminal, in a colour if there is one."""
    click.secho(fitted(text, hang=hang, err=err), err=err, fg=fg)
