"""Tells a caller when a request really goes out: below the rate limit, whose wait can be long, and the retries."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

from homerun_helpers._runtime.concurrency import run_to_completion


class AttemptHooks(Protocol):
    """What wants to know. When one of these raises, the request is not sent, and the caller gets the exception."""

    def before_send(self) -> None:
        """An attempt is about to be sent: from now on it may have been done."""

    def not_sent(self) -> None:
        """It was not done for certain (never sent, or refused with 429) and waits to be sent again."""


_watch: ContextVar[AttemptHooks | None] = ContextVar("homerun_watch", default=None)


@contextmanager
def attempt_hooks(watch: AttemptHooks) -> Iterator[None]:
    """Tell `watch` of the requests that this task or thread makes in the block."""
    token = _watch.set(watch)
    try:
        yield
    finally:
        _watch.reset(token)


def tell_before_send() -> None:
    """An attempt is about to be sent."""
    watch = _watch.get()
    if watch is not None:
        watch.before_send()


def tell_not_sent() -> None:
    """An attempt was not done, and waits to be sent again."""
    watch = _watch.get()
    if watch is not None:
        watch.not_sent()


async def async_tell_before_send() -> None:
    """The same for tasks: the watch may block."""
    watch = _watch.get()
    if watch is None:
        return
    import asyncio  # here: who uses threads need not wait for it

    try:
        await run_to_completion(watch.before_send)
    except asyncio.CancelledError:  # told, but not sent
        await run_to_completion(watch.not_sent)
        raise


async def async_tell_not_sent() -> None:
    """The same for tasks."""
    watch = _watch.get()
    if watch is not None:
        await run_to_completion(watch.not_sent)
