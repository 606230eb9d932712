"""The sandboxes of the fixture `homerun_sandbox`."""

import inspect
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest

from homerun_helpers.sandbox import Sandbox

# The plugin chooses the address, because tests may run in several processes. Each test starts with fresh data, so a
# database file would be emptied.
_NOT_ACCEPTED = ("host", "port", "db")


def merge(default: Mapping[str, Any], options: Mapping[str, Any], marks: Iterable[pytest.Mark]) -> dict[str, Any]:
    """The arguments of `Sandbox` for a test.

    Args:
        default: the arguments that the others may override.
        options: the value of the fixture `homerun_sandbox_options`.
        marks: the markers of the test, the nearest first; the nearest overrides the others.

    Raises:
        pytest.UsageError: an argument does not exist, or is positional.
    """
    __tracebackhide__ = True  # the message is enough in a report
    merged = {**default, **options}
    for mark in reversed([*marks]):
        if mark.args:
            raise pytest.UsageError(
                "@pytest.mark.homerun_sandbox accepts keyword arguments only, such as applications=500."
            )
        merged |= mark.kwargs
    accepted = [name for name in inspect.signature(Sandbox).parameters if name not in _NOT_ACCEPTED]
    if unknown := [name for name in merged if name not in accepted]:
        raise pytest.UsageError(
            f"A sandbox of a test has no argument {', '.join(unknown)}; it has {', '.join(accepted)}."
        )
    return merged


class Sandboxes:
    """Gives sandboxes to tests, one after the other, and keeps one running for all tests with the same arguments."""

    def __init__(self) -> None:
        self._kept: Sandbox | None = None
        self._arguments: Mapping[str, Any] = {}

    @contextmanager
    def lend(self, arguments: Mapping[str, Any], *, alone: bool) -> Iterator[Sandbox]:
        """A running sandbox in the state of its seed.

        Args:
            arguments: the arguments of `Sandbox`.
            alone: whether it is for this test only and stops after it.
        """
        if alone:
            with Sandbox(**arguments) as own:
                yield own
        else:
            yield self._keep(arguments)

    def close(self) -> None:
        """Stop the sandbox that is kept running."""
        if self._kept is not None:
            self._kept.stop()
            self._kept = None

    def _keep(self, arguments: Mapping[str, Any]) -> Sandbox:
        if self._kept is None or arguments != self._arguments:
            self.close()
            self._kept, self._arguments = Sandbox(**arguments), arguments
        # An earlier test may have stopped it.
        self._kept.start().reset()
        return self._kept
