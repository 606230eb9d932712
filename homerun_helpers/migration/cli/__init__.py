"""The command: a group of click, which another command line can take in as it is."""

import io
import sys
from typing import Any

import click

from homerun_helpers.migration.cli.convert import convert
from homerun_helpers.migration.cli.endpoints import endpoints
from homerun_helpers.migration.cli.journal import journal, resolve
from homerun_helpers.migration.cli.replay import replay
from homerun_helpers.migration.cli.scan import scan

__all__ = ["main"]


class _CommandGroup(click.Group):
    """A group that prints a replacement for a character that a stream cannot write, such as an arrow."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Prepare the streams before anything is printed, `--help` included; also within another command line."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")
        return super().make_context(*args, **kwargs)


@click.group(
    cls=_CommandGroup,
    name="migration",
    commands=[scan, endpoints, convert, replay, journal, resolve],
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
def main() -> None:
    """From V1 of Homerun's API to V2.

    V1 was switched off in December 2023. `scan` finds what still uses it in a code base, `endpoints` says what each
    call is in V2, `convert` turns stored data into V2's, and `replay` sends stored payloads to V2.
    """
