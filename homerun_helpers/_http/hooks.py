"""Tells a caller when a request really goes out: below the rate limit, whose wait can be long, and the retries."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

from homerun_helpers._runtime.concurrency import to_the_end


class Watch(Protocol):
    """What wants to know. When one of these raises, the request is not sent, and the caller gets the exception."""

    def goes_out(self) -> None:
        """An attempt is about to be sent: from now on it may have been done."""

    def is_held_back(self) -> None:
        """It was not done for certain (never sent, or refused with 429) and waits to be sent again."""


_watch: ContextVar[Watch | None] = ContextVar("homerun_watch", default=None)


@contextmanager
def watched(watch: Watch) -> Iterator[None]:
    """Tell `watch` of the requests that this task or thread makes in the block."""
    token = _watch.set(watch)
    try:
        yield
    finally:
        _watch.reset(token)


def going_out() -> None:
    """An attempt is about to be sent."""
    watch = _watch.get()
    if watch is not None:
        watch.goes_out()


def held_back() -> None:
    """An attempt was not done, and waits to be sent again."""
    watch = _watch.get()
    if watch is not None:
        watch.is_held_back()


async def async_going_out() -> None:
    """The same for tasks: the watch may block."""
    watch = _watch.get()
    if watch is None:
        return
    import asyncio  # here: who uses threads need not wait for it

    try:
        await to_the_end(watch.goes_out)
    except asyncio.CancelledError:  # told, but not sent
        await to_the_end(watch.is_held_back)
        raise


async def async_held_back() -> None:
    """The same for tasks."""
    watch = _watch.get()
    if watch is not None:
        await to_the_end(watch.is_held_back)
