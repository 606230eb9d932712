"""What a store does, whatever it keeps its budgets in."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Protocol

from attrs import frozen

from homerun_helpers.errors import InvalidArgumentError

if TYPE_CHECKING:
    from homerun_helpers._ratelimit.limit import RateLimit


WhenDown = Literal["error", "local"]
# A process that dies while a request is under way never says how it ended. After so many seconds the request counts
# as ended, and its slot is free a window later.
LEASE = 600.0


@frozen
class Taken:
    """What became of the wish for a slot.

    Attributes:
        ticket: names the slot that was taken; None: there was none.
        delay: in how many seconds to ask again; infinity: nobody can say, it depends on a request that is under way.
        least: how many seconds it takes at least.
        free: how many more slots are free.

    Example:
        ```python
        from homerun_helpers import Taken

        Taken("ticket-1", free=59)  # a slot was free, and 59 more are
        Taken(None, delay=12.5, least=12.5)  # no slot is free before 12.5 seconds have passed
        ```
    """

    ticket: str | None
    delay: float = math.inf
    least: float = 0.0
    free: int = 0


class Store(Protocol):
    """Keeps budgets. Every method is atomic among all who use the store, and may block for a moment.

    Example:
        ```python
        from homerun_helpers import RateLimit, SQLiteStore, Store

        def half_of_the_budget(store: Store) -> RateLimit:
            return RateLimit(30, store=store)

        half_of_the_budget(SQLiteStore(folder / "homerun-budget.db"))
        ```
    """

    when_down: WhenDown

    def take(self, name: str, limit: RateLimit, rank: int) -> Taken:
        """Take a slot of a budget if one is free for somebody with so many others before him.

        Raises:
            StoreDownError: the store cannot be reached.
        """
        ...

    def finish(
        self, name: str, limit: RateLimit, ticket: str, headers: Mapping[str, str] | None, hold: float | None
    ) -> None:
        """Note that the request with this ticket is over, with what the server said of the budget.

        Raises:
            StoreDownError: the store cannot be reached.
        """

    def give_back(self, name: str, limit: RateLimit, ticket: str) -> None:
        """Free a slot whose request was never sent.

        Raises:
            StoreDownError: the store cannot be reached.
        """


def check_when_down(value: Any) -> WhenDown:
    """What to do while the store is down.

    Raises:
        InvalidArgumentError: neither of the two.
    """
    if value not in ("error", "local"):
        raise InvalidArgumentError(f"when_down must be 'error' or 'local'; it is {value!r}.")
    kind: WhenDown = value
    return kind
