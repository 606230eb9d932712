"""How many requests may be sent, and what a store of that count does. Values and types only: nothing here waits."""

# Without `from __future__ import annotations`: attrs copies the annotations into an `__init__` that belongs to no
# module, where `typing.get_type_hints` could not look up names that stand there as text.

import math
from collections.abc import Mapping
from typing import Any, Literal, Protocol

from attrs import field, frozen

from homerun_helpers.errors import InvalidArgumentError

# The slots of a client without a rate limit: those that are free, and all of them.
UNLIMITED = (1_000_000, 1_000_000)
# A process that dies during a request never reports the end of it. After this time a store counts the request as
# ended; its slot is free one window later. Longer than any request takes.
LEASE_S = 600.0

WhenDown = Literal["error", "local"]


@frozen
class Taken:
    """What a store answers when it is asked for a slot.

    Attributes:
        ticket: names the slot that was taken; None: no slot was free.
        delay: in how many seconds to ask again; infinity: that depends on a request that is under way.
        least: for how many seconds at least no slot will be free.
        free: how many more slots are free.

    Example:
        ```python
        from homerun_helpers import Taken

        Taken("ticket-1", delay=0.0, free=59)  # a slot was free, and 59 more are
        Taken(None, delay=12.5, least=12.5)  # no slot is free before 12.5 seconds have passed
        ```
    """

    ticket: str | None
    delay: float = math.inf
    least: float = 0.0
    free: int = 0


class Store(Protocol):
    """Keeps the count of requests for several processes; `SQLiteStore` and `RedisStore` do.

    Each method is atomic among all users of the store. It may block for a moment: async clients call it in a thread.

    Example:
        ```python
        from homerun_helpers import RateLimit, SQLiteStore, Store


        def half_of_the_budget(store: Store) -> RateLimit:
            return RateLimit(30, store=store)


        half_of_the_budget(SQLiteStore(folder / "homerun-budget.db"))
        ```
    """

    # A property, so that a class may have it as an attribute of any kind: read-only, of a narrower type, or plain.
    @property
    def when_down(self) -> WhenDown:
        """What clients do while the store cannot be reached: "error" raises, "local" counts in each process alone.

        Example:
            ```python
            from homerun_helpers import SQLiteStore

            assert SQLiteStore(folder / "homerun-budget.db").when_down == "error"
            ```
        """
        ...

    # Positional-only, so that a class may give the parameters other names.
    def take(self, name: str, limit: "RateLimit", position: int, /) -> Taken:
        """Take a slot if one is free.

        Args:
            name: the name of the budget: a digest of the API key and the base URL.
            limit: the limit that must not be exceeded.
            position: how many requests of the same process wait in front of this one.

        Returns:
            The slot, or when to ask again.

        Raises:
            StoreDownError: the store cannot be reached.
        """
        ...

    def finish(
        self, name: str, limit: "RateLimit", ticket: str, headers: Mapping[str, str] | None, pause: float | None, /
    ) -> None:
        """Note that a request is over. Its slot is free one window from now.

        Args:
            name: the name of the budget.
            limit: the limit that the request was sent under.
            ticket: the slot of the request, as `take` named it.
            headers: the headers of the answer, names in lower case; None: there was no answer.
            pause: for how many seconds no request of this budget may be sent; None: there is no pause.

        Raises:
            StoreDownError: the store cannot be reached.
        """

    def give_back(self, name: str, limit: "RateLimit", ticket: str, /) -> None:
        """Free a slot at once: its request was never sent.

        Args:
            name: the name of the budget.
            limit: the limit that the slot was taken under.
            ticket: the slot, as `take` named it.

        Raises:
            StoreDownError: the store cannot be reached.
        """


def check_when_down(value: Any) -> WhenDown:
    """What clients do while a store is down.

    Raises:
        InvalidArgumentError: it is neither "error" nor "local".
    """
    if value not in ("error", "local"):
        raise InvalidArgumentError("when_down", f"must be 'error' or 'local'; it is {value!r}.")
    checked: WhenDown = value
    return checked


def _check_requests(_instance: object, _attribute: object, value: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise InvalidArgumentError("requests", f"must be a whole number, 1 or more; it is {value!r}.")


def _check_seconds(_instance: object, attribute: Any, value: float) -> None:
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not 0 < value < math.inf:
        raise InvalidArgumentError(attribute.name, f"must be a number of seconds above 0; it is {value!r}.")


def _check_store(_instance: object, _attribute: object, value: Any) -> None:
    if value is None:
        return
    methods = ("take", "finish", "give_back")
    missing = [f"{name}()" for name in methods if not callable(getattr(value, name, None))]
    if not hasattr(value, "when_down"):
        missing.append("when_down")
    if missing:
        raise InvalidArgumentError(
            "store",
            "must be SQLiteStore(path), RedisStore(url), another object with the members of Store, or None; "
            f"{type(value).__name__} lacks {', '.join(missing)}.",
        )


@frozen
class RateLimit:
    """The limit of a key: at most `requests` in any window of `per` seconds.

    Requests are sent at once while slots are free. Then they wait in line until the window has room again. A request
    fails only when it would wait longer than `max_wait`. The count belongs to the key: all clients of one key and base
    URL in a process share it, in threads and in tasks.

    Args:
        requests: how many requests, 1 or more. Homerun allows 60.
        per: the length of the window in seconds. Homerun counts per minute.
        store: where the count is kept. `SQLiteStore(path)` shares it between processes, `RedisStore(url)` between
            machines, as does any object with the members of `Store`. None: it is shared within this process.
        max_wait: the longest time that one request may wait for its slot, in seconds.

    Raises:
        InvalidArgumentError: a number is out of range, or the store lacks a method.

    Example:
        ```python
        from homerun_helpers import Homerun, RateLimit

        careful = Homerun(rate_limit=RateLimit(30, max_wait=120))  # leaves half of the budget to other programs
        careful.close()
        ```
    """

    requests: int = field(default=60, validator=_check_requests)
    per: float = field(default=60.0, validator=_check_seconds)
    store: Store | None = field(default=None, kw_only=True, validator=_check_store)
    max_wait: float = field(default=300.0, kw_only=True, validator=_check_seconds)
