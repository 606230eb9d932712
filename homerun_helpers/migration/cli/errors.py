"""What goes wrong, in a line for a person."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from homerun_helpers.errors import HomerunError, InvalidArgumentError


class Failure(click.ClickException):
    """An error that ends the command: a sentence, and exit code 2."""

    exit_code = 2


@contextmanager
def failures(place: str = "") -> Iterator[None]:
    """Errors of the package become a `Failure`; with a place before it, if there is one."""
    try:
        yield
    except (HomerunError, InvalidArgumentError) as error:
        notes = "".join(f"\n{note}" for note in getattr(error, "__notes__", ()))
        raise Failure(f"{place}{': ' if place else ''}{error}{notes}") from error
