"""What all commands share: help texts, errors in one line, and output that fits the terminal."""

import inspect
import shutil
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from homerun_helpers.errors import HomerunError

COMMAND = "python -m homerun_helpers.migration"
INTERRUPTED_EXIT_CODE = 130
MIN_WIDTH_CHARS = 60
# What the command line has in place of these arguments is no parameter of a command.
_SPELLINGS = {"api_key": "HOMERUN_API_KEY", "resolve": f"{COMMAND} resolve"}


class Failure(click.ClickException):
    """An error that ends the command: a sentence, and exit code 2."""

    exit_code = 2


class Command(click.Command):
    """A command whose help keeps the lines of indented paragraphs, such as examples."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """Write the docstring."""
        text = inspect.cleandoc(self.help or "")
        # click does not wrap a paragraph that begins with this character.
        paragraphs = (f"\b\n{one}" if "\n  " in one else one for one in text.split("\n\n"))
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text("\n\n".join(paragraphs))


def option(name: str) -> str:
    """The spelling of an argument on this command line: `--stop-on-error` for `stop_on_error`."""
    if name in _SPELLINGS:
        return _SPELLINGS[name]
    context = click.get_current_context(silent=True)
    group = context.parent.command if context is not None and context.parent is not None else None
    commands = [
        *([context.command] if context else []),
        *(group.commands.values() if isinstance(group, click.Group) else []),
    ]
    for parameter in (one for command in commands for one in command.params if one.name == name):
        return max(parameter.opts, key=len) if isinstance(parameter, click.Option) else parameter.human_readable_name
    return name


@contextmanager
def failures(place: str = "") -> Iterator[None]:
    """Errors of the package become a `Failure`, after a place if there is one; arguments are spelled as options."""
    try:
        yield
    except HomerunError as error:
        sentence = getattr(error, "sentence", None)
        text = str(error) if sentence is None else sentence(option)
        notes = [f"\n{note}" for note in getattr(error, "__notes__", ())]
        raise Failure("".join([f"{place}: " if place else "", text, *notes])) from error


def fitted(text: str, *, hang: int = 4, err: bool = False) -> str:
    """A text in lines of the terminal's width. Elsewhere it stays one line, so that `grep` finds it whole.

    Args:
        text: the text.
        hang: how many columns the lines after the first are indented.
        err: whether it is for the standard error.
    """
    if not (sys.stderr if err else sys.stdout).isatty():
        return text
    width = max(shutil.get_terminal_size().columns - 1, MIN_WIDTH_CHARS)
    return textwrap.fill(text, width, subsequent_indent=" " * hang, break_long_words=False, break_on_hyphens=False)


def say(text: str, *, hang: int = 4, err: bool = False, **style: Any) -> None:
    """Print a text that fits the terminal, in a style of click."""
    click.secho(fitted(text, hang=hang, err=err), err=err, **style)
