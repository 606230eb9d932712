"""A slot of a budget, taken and given back as steps."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from homerun_helpers._ratelimit.limit import RateLimit
from homerun_helpers._runtime.clock import Clock
from homerun_helpers._runtime.steps import CallStep, Steps


def acquire(budget: Any, limit: RateLimit, clock: Clock) -> Steps[Any]:
    """Wait for a slot and take it; returns the slot.

    Raises:
        RateLimitError: the wait would be longer than `limit.max_wait`.
        StoreDownError: the budget is kept in a store that cannot be used.
    """
    return (yield CallStep(partial(budget.acquire, limit, clock), partial(budget.async_acquire, limit, clock)))


def release(
    budget: Any, limit: RateLimit, clock: Clock, slot: Any, headers: Mapping[str, str] | None, pause: float | None
) -> Steps[None]:
    """Give a slot back.

    Args:
        budget: where it was taken.
        limit: the limit that it was taken under.
        clock: the time.
        slot: what `acquire` returned.
        headers: what the server answered, if it did.
        pause: for how many seconds all users of the key wait, if the server refused the request.
    """
    arguments = (limit, clock, slot, headers, pause)
    yield CallStep(partial(budget.release, *arguments), partial(budget.async_release, *arguments))
