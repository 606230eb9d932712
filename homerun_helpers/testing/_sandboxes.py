"""The sandboxes that tests get."""

import inspect
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest

from homerun_helpers.sandbox import Sandbox

# The plugin chooses the address, since tests run in several processes at once. And each test begins
# anew: a file to keep data in would be emptied.
_NOT_TAKEN = ("host", "port", "db")


def merge(default: Mapping[str, Any], options: Mapping[str, Any], marks: Iterable[pytest.Mark]) -> dict[str, Any]:
    """The arguments of `Sandbox` for a test.

    Args:
        default: What holds when nothing else is said.
        options: What the fixture `homerun_sandbox_options` gave.
        marks: The markers of the test, the nearest first.

    Raises:
        pytest.UsageError: An argument that does not exist, or one without a name.
    """
    __tracebackhide__ = True  # in a report the message is enough
    merged = {**default, **options}
    for mark in reversed([*marks]):
        if mark.args:
            raise pytest.UsageError(
                "@pytest.mark.homerun_sandbox takes keyword arguments only, such as applications=500."
            )
        merged |= mark.kwargs
    taken = [name for name in inspect.signature(Sandbox).parameters if name not in _NOT_TAKEN]
    if unknown := [name for name in merged if name not in taken]:
        raise pytest.UsageError(f"A sandbox of a test has no argument {', '.join(unknown)}; it has {', '.join(taken)}.")
    return merged


class Sandboxes:
    """Lends sandboxes to tests, one after the other; one of them is kept for all tests that ask for the same."""

    def __init__(self) -> None:
        self._kept: Sandbox | None = None
        self._arguments: Mapping[str, Any] = {}

    @contextmanager
    def lend(self, arguments: Mapping[str, Any], *, alone: bool) -> Iterator[Sandbox]:
        """A running sandbox in its seed's state.

        Args:
            arguments: Those of `Sandbox`.
            alone: Whether it is for this test only, and stops after it.
        """
        if alone:
            with Sandbox(**arguments) as own:
                yield own
        else:
            yield self._keep(arguments)

    def close(self) -> None:
        """Stop the one that is kept."""
        if self._kept is not None:
            self._kept.stop()
            self._kept = None

    def _keep(self, arguments: Mapping[str, Any]) -> Sandbox:
        if self._kept is None or arguments != self._arguments:
            self.close()
            self._kept, self._arguments = Sandbox(**arguments), arguments
        # The test before may have stopped it.
        self._kept.start().reset()
        return self._kept
