"""How far a replay is: a bar in a terminal, a line now and then elsewhere."""

import math
import sys
import threading
import time
from collections import Counter
from types import TracebackType
from typing import TYPE_CHECKING, Self

import click
from attrs import define, field

from homerun_helpers._runtime.clock import Clock
from homerun_helpers.migration.cli.command import option, say
from homerun_helpers.migration.replays.outcome import ReplayOutcome

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_LINE_EACH_PAYLOADS = 1_000
_LINE_EACH_S = 60.0
# Shorter waits are not noticed.
_MIN_WAIT_S = 1.0


@define
class ReplayProgress:
    """Shows how far a replay is, and when it waits for the rate limit.

    Args:
        verbose: print a line for each payload instead.
    """

    verbose: bool
    _printed_at: float = field(factory=time.monotonic, init=False)
    _done: int = field(default=0, init=False)
    _counts: Counter[str] = field(factory=Counter, init=False)
    _bar: "tuple[Progress, TaskID] | None" = field(default=None, init=False)

    def __enter__(self) -> Self:
        if sys.stderr.isatty() and not self.verbose:
            from rich.console import Console  # here: it takes a while to import
            from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (
                TextColumn("{task.fields[count]}"),
                BarColumn(),
                TimeRemainingColumn(),
                TextColumn("{task.description}"),
            )
            bar = Progress(*columns, console=Console(stderr=True))
            self._bar = bar, bar.add_task("", total=None, count="")
            bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def end(self) -> None:
        """Leave the bar as it is, and print below it. Twice is safe."""
        if self._bar is not None:
            self._bar[0].stop()
            self._bar = None

    def count(self, done: int, total: int | None) -> None:
        """Show how many payloads are done."""
        self._done = done
        text = f"{done:,}{f' of {total:,}' if total is not None else ''} payloads"
        if self._bar is not None:
            self._bar[0].update(self._bar[1], completed=done, total=total, count=text, description="")
        elif not self.verbose and (
            done % _LINE_EACH_PAYLOADS == 0 or time.monotonic() - self._printed_at > _LINE_EACH_S
        ):
            self._printed_at = time.monotonic()
            click.echo(text, err=True)

    def waiting(self, seconds: float) -> None:
        """Show that the client waits."""
        text = f"waiting {seconds:.0f} s for the rate limit"
        if self._bar is not None:
            self._bar[0].update(self._bar[1], description=text)
        else:
            click.echo(text, err=True)

    def outcome(self, outcome: ReplayOutcome) -> None:
        """Count an outcome."""
        self._counts[outcome.state] += 1
        if self.verbose:
            say(outcome.sentence(option), err=True)

    def so_far(self) -> str:
        """How many payloads there are in each state."""
        counts = "".join(f"\n{count:8,}  {state.replace('_', ' ')}" for state, count in self._counts.items())
        return f"{self._done:,} payloads{counts}"


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
