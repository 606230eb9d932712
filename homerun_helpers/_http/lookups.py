"""What a client goes by, looked up in its transport."""

from collections.abc import Callable

from homerun_client import Client

from homerun_helpers._ratelimit.limit import UNLIMITED
from homerun_helpers._runtime.clock import Clock


def clock_of(client: Client) -> Clock:
    """The time that the client goes by."""
    return getattr(client.httpx_args.get("transport"), "clock", None) or Clock()


def slots_of(client: Client) -> tuple[int, int]:
    """How many requests may go out at once, and how many the client's budget has in all."""
    slots: Callable[[], tuple[int, int]] | None = getattr(client.httpx_args.get("transport"), "slots", None)
    return UNLIMITED if slots is None else slots()
