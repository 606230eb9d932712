"""The sandbox's clock: another clock, and the seconds by which it was advanced."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime

from homerun_helpers.errors import InvalidArgumentError
from homerun_helpers.sandbox._checks import check_seconds

_END = datetime(9999, 12, 31, tzinfo=UTC).timestamp()


class SandboxClock:
    """Seconds since 1970, by a base clock that can be advanced; safe to use from any thread.

    Args:
        base: Seconds since 1970.
    """

    def __init__(self, base: Callable[[], float]) -> None:
        self._base = base
        self._lock = threading.Lock()
        self._ahead = 0.0

    def __call__(self) -> float:
        """The time."""
        return self._base() + self._ahead

    def advance(self, seconds: float) -> None:
        """Move the clock forward.

        Raises:
            ValueError: `seconds` is not a number of at least 0, since time does not run backwards; or
                the year would be past 9999.
        """
        check_seconds("seconds", seconds)
        with self._lock:
            if self._base() + self._ahead + seconds > _END:
                raise InvalidArgumentError("seconds", "must not lead beyond the year 9999, where dates end.")
            self._ahead += seconds

    def reset(self) -> None:
        """Go back to the time of the base clock."""
        with self._lock:
            self._ahead = 0.0
