"""How far a replay is: a line that counts in a terminal, a line now and then elsewhere."""

import logging
import sys
import time
from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import Self

import click

from homerun_helpers.migration.cli.spoken import spoken
from homerun_helpers.migration.replays.outcome import ReplayOutcome

_EACH = 1_000
_SECONDS = 60.0


class Progress:
    """Says how far a replay is, and when it waits for the rate limit.

    Args:
        verbose: a line for each payload instead.
    """

    def __init__(self, *, verbose: bool) -> None:
        self._verbose = verbose
        self._is_terminal = sys.stderr.isatty() and not verbose
        self._said, self._done = time.monotonic(), 0
        self._counts: Counter[str] = Counter()
        self._listener = _Waits()

    def count(self, done: int, total: int | None) -> None:
        """So many are dealt with."""
        text = f"{done:,}{f' of {total:,}' if total is not None else ''} payloads"
        self._done = done
        if self._is_terminal:
            click.echo(f"\r{text}", nl=False, err=True)
        elif not self._verbose and (done % _EACH == 0 or time.monotonic() - self._said > _SECONDS):
            self._said = time.monotonic()
            click.echo(text, err=True)

    def outcome(self, outcome: ReplayOutcome) -> None:
        """What became of one."""
        self._counts[outcome.state] += 1
        if self._verbose:
            click.echo(spoken(str(outcome)), err=True)

    def so_far(self) -> str:
        """How many payloads there are of each state."""
        found = "".join(f"\n{count:8,}  {state.replace('_', ' ')}" for state, count in self._counts.items())
        return f"{self._done:,} payloads{found}"

    def end(self) -> None:
        """Leave the line that counts."""
        if self._is_terminal:
            click.echo("", err=True)
            self._is_terminal = False

    def __enter__(self) -> Self:
        self._listener.begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listener.stop()
        self.end()


class _Waits(logging.Handler):
    """Passes on what the client logs of its waits."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self._logger = logging.getLogger("homerun_helpers")
        self._level = self._logger.level

    def begin(self) -> None:
        self._level = self._logger.level
        if not self._logger.isEnabledFor(logging.INFO):
            self._logger.setLevel(logging.INFO)
        self._logger.addHandler(self)

    def stop(self) -> None:
        self._logger.removeHandler(self)
        self._logger.setLevel(self._level)

    def emit(self, record: logging.LogRecord) -> None:
        # Where somebody set logging up, warnings are shown there; without this handler Python would show them itself.
        if record.levelno == logging.INFO or not logging.getLogger().handlers:
            click.echo(f"\n{record.getMessage()}" if sys.stderr.isatty() else record.getMessage(), err=True)


def count_lines(path: str) -> int | None:
    """How many records a file of JSON Lines has; None of what can be read only once."""
    file = Path(path)
    try:
        if path == "-" or not file.is_file():
            return None
        with file.open("rb") as lines:
            return sum(1 for line in lines if line.strip())
    except (OSError, ValueError):
        return None
