"""Tells a caller when an attempt is really sent: after the wait for the rate limit, which can be long."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

from attrs import define

from homerun_helpers._runtime.concurrency import run_to_completion


class AttemptHooks(Protocol):
    """Is told of attempts. When one of these raises, the request is not sent, and the caller gets the exception."""

    def before_send(self) -> None:
        """An attempt is about to be sent: from now on it may have been done."""

    def not_sent(self) -> None:
        """It was certainly not done (never sent, or refused with 429) and waits to be sent again."""


_hooks: ContextVar[AttemptHooks | None] = ContextVar("homerun_hooks", default=None)


@contextmanager
def attempt_hooks(hooks: AttemptHooks) -> Iterator[None]:
    """Tell `hooks` of the requests that this task or thread makes in the block."""
    token = _hooks.set(hooks)
    try:
        yield
    finally:
        _hooks.reset(token)


def current_hooks() -> AttemptHooks | None:
    """The hooks of a request that begins now."""
    return _hooks.get()


@define(eq=False)
class BeforeSend:
    """A step: an attempt is about to be sent."""

    hooks: AttemptHooks

    def run(self) -> None:
        """Call the hook."""
        self.hooks.before_send()

    async def async_run(self) -> None:
        """Call the hook in a thread, since it may block."""
        import asyncio  # here, so that the sync client works without it

        try:
            await run_to_completion(self.hooks.before_send)
        except asyncio.CancelledError:  # told, but not sent
            await run_to_completion(self.hooks.not_sent)
            raise


@define(eq=False)
class NotSent:
    """A step: an attempt was not done, and waits to be sent again."""

    hooks: AttemptHooks

    def run(self) -> None:
        """Call the hook."""
        self.hooks.not_sent()

    async def async_run(self) -> None:
        """Call the hook in a thread, since it may block."""
        await run_to_completion(self.hooks.not_sent)
