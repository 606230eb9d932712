"""How many requests may go out, and when. Decisions only: nothing here waits."""

from __future__ import annotations

import math
from typing import Any

from attrs import field, frozen

from homerun_helpers._ratelimit.store import Store
from homerun_helpers.errors import InvalidArgumentError

# What a client without a budget has: slots that are free, and slots in all.
UNLIMITED = (1_000_000, 1_000_000)


def _whole(_instance: object, _attribute: object, value: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise InvalidArgumentError(f"requests must be a whole number, 1 or more; it is {value!r}.")


def _seconds(_instance: object, attribute: Any, value: float) -> None:
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not 0 < value < math.inf:
        raise InvalidArgumentError(f"{attribute.name} must be a number of seconds above 0; it is {value!r}.")


def _a_store(_instance: object, _attribute: object, value: Any) -> None:
    if value is not None and not (hasattr(value, "take") and hasattr(value, "finish")):
        raise InvalidArgumentError("store must be SQLiteStore(path), RedisStore(url) or None.")


@frozen
class RateLimit:
    """The budget of requests: at most `requests` in any window of `per` seconds.

    What is free goes out at once, as a burst; then requests wait, in turn, until the window has room again. They
    fail only when the wait would be longer than `max_wait`. The budget belongs to the key: all clients of one key
    and base URL in a process share it, in threads and in tasks.

    Args:
        requests: how many requests, 1 or more. Homerun allows 60.
        per: the length of the window in seconds. Homerun counts per minute.
        store: `SQLiteStore(path)` shares the budget between processes, `RedisStore(url)` between machines; None: it is
            shared within this process.
        max_wait: the longest that one request may wait for its turn, in seconds.

    Raises:
        InvalidArgumentError: a number is out of range.

    Example:
        ```python
        from homerun_helpers import Homerun, RateLimit

        careful = Homerun(rate_limit=RateLimit(30, max_wait=120))  # leaves half of the budget to others
        careful.close()
        ```
    """

    requests: int = field(default=60, validator=_whole)
    per: float = field(default=60.0, validator=_seconds)
    store: Store | None = field(default=None, kw_only=True, validator=_a_store)
    max_wait: float = field(default=300.0, kw_only=True, validator=_seconds)
