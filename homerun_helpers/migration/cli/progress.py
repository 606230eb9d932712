"""How far a replay is: a bar in a terminal, a line now and then elsewhere."""

import math
import sys
import threading
import time

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from homerun_helpers._runtime.clock import Clock
from homerun_helpers.migration.cli.command import option, say
from homerun_helpers.migration.replays.outcome import ReplayOutcome

_LINE_EACH_PAYLOADS = 1_000
_LINE_EACH_S = 60.0
# Shorter waits are not noticed.
_MIN_WAIT_S = 1.0


class ReplayProgress(Progress):
    """Shows how far a replay is, and when it waits for the rate limit.

    Args:
        verbose: print a line for each payload instead.
    """

    def __init__(self, *, verbose: bool) -> None:
        columns = (
            TextColumn("{task.fields[count]}"),
            BarColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.description}"),
        )
        super().__init__(*columns, console=Console(stderr=True), disable=verbose or not sys.stderr.isatty())
        # An error before the first payload leaves no empty bar above it.
        self._bar = self.add_task("", total=None, count="", visible=False)
        self._verbose = verbose
        self._printed_at = time.monotonic()

    def stop(self) -> None:
        """Leave the bar as it is, and print below it. Twice is safe."""
        if not self.disable:  # older releases of rich print an empty line even then
            super().stop()

    def count(self, done: int, total: int | None) -> None:
        """Show how many payloads are done."""
        text = f"{done:,}{f' of {total:,}' if total is not None else ''} payloads"
        self.update(self._bar, completed=done, total=total, count=text, description="", visible=True)
        is_due = done % _LINE_EACH_PAYLOADS == 0 or time.monotonic() - self._printed_at > _LINE_EACH_S
        if self.disable and not self._verbose and is_due:
            self._printed_at = time.monotonic()
            click.echo(text, err=True)

    def waiting(self, seconds: float) -> None:
        """Show that the client waits."""
        text = f"waiting {seconds:.0f} s for the rate limit"
        self.update(self._bar, description=text, visible=True)
        if self.disable:
            click.echo(text, err=True)

    def outcome(self, outcome: ReplayOutcome) -> None:
        """Print what became of a payload, when lines are printed for each."""
        if self._verbose:
            say(outcome.sentence(option), err=True)


class ReportingClock(Clock):
    """The clock of a client, which tells a progress of the client's waits."""

    def __init__(self, progress: ReplayProgress) -> None:
        super().__init__()
        self._progress = progress

    def sleep(self, seconds: float) -> None:
        """Wait."""
        self._report(seconds)
        super().sleep(seconds)

    def wait(self, event: threading.Event, seconds: float | None) -> None:
        """Wait for an event."""
        self._report(seconds)
        super().wait(event, seconds)

    def _report(self, seconds: float | None) -> None:
        if seconds is not None and _MIN_WAIT_S < seconds < math.inf:
            self._progress.waiting(seconds)
