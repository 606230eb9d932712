"""The one place that does HTTP policy: errors ← retries ← rate limit (per attempt) ← HTTP.

It sits below httpx' client, so that the generated endpoint functions have the policy as well.
"""

import os
import threading
import warnings
import weakref
from collections.abc import Callable
from contextlib import aclosing, closing
from typing import Any

import httpx

from homerun_helpers._http.addresses import check_path
from homerun_helpers._http.attempts import Answer, Exchange
from homerun_helpers._http.credentials import ApiKey
from homerun_helpers._http.hooks import async_tell_before_send, async_tell_not_sent, tell_before_send, tell_not_sent
from homerun_helpers._http.retries import RetryPolicy
from homerun_helpers._http.streaming import AsyncBody, SyncBody
from homerun_helpers._ratelimit.limit import UNLIMITED, RateLimit
from homerun_helpers._ratelimit.local import budget_of, name_of
from homerun_helpers._ratelimit.shared import SharedBudget
from homerun_helpers._runtime.clock import Clock
from homerun_helpers._runtime.steps import async_perform, perform
from homerun_helpers.errors import HomerunError, InvalidArgumentError

_transports: "weakref.WeakSet[PolicyTransport]" = weakref.WeakSet()


def _after_fork() -> None:
    for transport in list(_transports):
        transport.after_fork()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)


class PolicyTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Sends requests of one API under its rules, in sync and in async clients.

    Args:
        key: the API key; asked anew for every attempt, so that it can be rotated.
        base_url: requests to anywhere else are refused: the key stays with the API.
        retries: when to try again.
        rate_limit: the budget, or None for none.
        inner: what does the HTTP; a sync or an async transport of httpx, as the client needs.
        clock: the time.
    """

    def __init__(
        self,
        *,
        key: ApiKey,
        base_url: str,
        retries: RetryPolicy,
        rate_limit: RateLimit | None,
        inner: Callable[[], Any],
        clock: Clock,
    ) -> None:
        self._key = key
        self._base_url = httpx.URL(base_url)
        self.retries = retries
        self._limit = rate_limit
        self._make_inner = inner
        self._made_inner: Any = None
        self._home: tuple[int, object] = (0, None)  # the process and the event loop of the connections
        self._inherited: list[Any] = []
        self._shared: dict[str, SharedBudget] = {}
        self._closed = False
        self._lock = threading.Lock()
        self.clock = clock
        _transports.add(self)

    @property
    def inner(self) -> Any:
        """The transport that does the HTTP, for threads. Made late: a TLS context takes a while.

        Raises:
            HomerunError: the client is closed.
        """
        return self._inner_at(None)

    @property
    def async_inner(self) -> Any:
        """The same for tasks.

        Raises:
            HomerunError: the client is closed, or its connections belong to another event loop.
        """
        import asyncio  # here and below: who uses threads need not wait for it

        return self._inner_at(asyncio.get_running_loop())

    def _inner_at(self, loop: object) -> Any:
        with self._lock:  # two threads that begin at the same time would make two, and one would never be closed
            self._check_open()
            here = (os.getpid(), loop)
            if self._made_inner is not None and here != self._home:
                self._leave_home(here)
            if self._made_inner is None:
                self._made_inner, self._home = self._make_inner(), here
            return self._made_inner

    def _leave_home(self, here: tuple[int, object]) -> None:
        if here[0] == self._home[0]:
            raise HomerunError(
                "This AsyncHomerun was used in another event loop, where its connections are: make one per event loop."
            )
        # After a fork the connections are the parent's: they are kept here unused, since closing them could end
        # the parent's TLS sessions.
        self._inherited.append(self._made_inner)
        self._made_inner = None

    def current_key(self) -> str:
        """The key that goes out now."""
        return self._key.current()

    def slots(self) -> tuple[int, int]:
        """How many requests could go out at once, and how many the budget has in all."""
        if self._limit is None:
            return UNLIMITED
        return int(self._budget(self._key.current()).free(self._limit, self.clock)), self._limit.requests

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request, as often as it takes.

        Raises:
            HomerunError: for everything but a success.
        """
        exchange = self._exchange(request)
        while True:
            key = self._key.current()
            limit, budget = exchange.limit, self._budget(key)
            exchange.waits()
            slot, answer, headers, hold, delay = None, None, None, None, 0.0
            try:
                slot = perform(budget.acquire(limit, self.clock)) if limit else None
                tell_before_send()
                exchange.begin()
                answer = self._send(request, key)
                headers = answer.headers
                hold = exchange.hold(answer.status_code, headers)
            except httpx.RequestError as error:
                delay = exchange.failed(error)
            except HomerunError as error:  # no slot: what became of earlier attempts still counts
                error.outcome_unknown |= exchange.outcome_unknown
                raise
            finally:
                if limit and slot is not None:
                    perform(budget.release(limit, self.clock, slot, headers, hold))
            if answer is not None:
                again = exchange.answered(answer.status_code, answer.headers, answer.content)
                if again is None:
                    return exchange.success(answer)
                delay = 0.0 if hold else again  # the budget does the waiting
            if not exchange.outcome_unknown:
                tell_not_sent()
            self.clock.sleep(delay)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The same for an async client; the event loop is never held up."""
        exchange = self._exchange(request)
        while True:
            key = self._key.current()
            limit, budget = exchange.limit, self._budget(key)
            exchange.waits()
            slot, answer, headers, hold, delay = None, None, None, None, 0.0
            try:
                slot = await async_perform(budget.acquire(limit, self.clock)) if limit else None
                await async_tell_before_send()
                exchange.begin()
                answer = await self._async_send(request, key)
                headers = answer.headers
                hold = exchange.hold(answer.status_code, headers)
            except httpx.RequestError as error:
                delay = exchange.failed(error)
            except HomerunError as error:  # no slot: what became of earlier attempts still counts
                error.outcome_unknown |= exchange.outcome_unknown
                raise
            finally:
                if limit and slot is not None:
                    await async_perform(budget.release(limit, self.clock, slot, headers, hold))
            if answer is not None:
                again = exchange.answered(answer.status_code, answer.headers, answer.content)
                if again is None:
                    return exchange.success(answer)
                delay = 0.0 if hold else again  # the budget does the waiting
            if not exchange.outcome_unknown:
                await async_tell_not_sent()
            await self.clock.async_sleep(delay)

    def close(self) -> None:
        """Do nothing: copies of the low-level client share this transport, and closing one must not close all."""

    async def aclose(self) -> None:
        """Do nothing, as `close`."""

    def shut(self) -> None:
        """Close the connections, for good. Calling it twice is safe."""
        inner = self._take_inner()
        if inner is not None:
            inner.close()

    async def async_shut(self) -> None:
        """Close the connections, for good. Calling it twice is safe."""
        inner = self._take_inner()
        if inner is not None:
            await inner.aclose()

    def _take_inner(self) -> Any:
        with self._lock:
            self._closed, inner, self._made_inner = True, self._made_inner, None
            return inner

    def _check_open(self) -> None:
        if self._closed:
            raise HomerunError("This client is closed: make a new one.")

    def after_fork(self) -> None:
        """Make this usable in a child process: a thread of the parent may have held the lock."""
        self._lock = threading.Lock()
        self._shared = {}

    def __del__(self) -> None:
        inner = getattr(self, "_made_inner", None)
        if inner is None:
            return
        warnings.warn(
            "A Homerun client was not closed: use `with`, or close().", ResourceWarning, stacklevel=2, source=self
        )
        loop: Any = self._home[1]
        if loop is None:
            inner.close()
        elif loop.is_running():  # else it closes them itself when it ends
            loop.call_soon_threadsafe(lambda: loop.create_task(inner.aclose()))

    def _exchange(self, request: httpx.Request) -> Exchange:
        self._check_open()
        url, base = request.url, self._base_url
        here = url.path.startswith(base.path.rstrip("/") + "/")
        if (url.scheme, url.host, url.port) != (base.scheme, base.host, base.port) or not here:
            raise InvalidArgumentError(
                f"Requests go to {base} only, so that the API key stays there. Give a path below it, such as /ping."
            )
        # The path as it goes out, below the base URL.
        path = url.raw_path.decode("ascii").partition("?")[0][len(base.path.rstrip("/")) :]
        check_path(path)
        return Exchange(request, path, self.retries, self._limit, self.clock)

    def _budget(self, key: str) -> Any:
        limit = self._limit or RateLimit()
        local = budget_of(key, str(self._base_url), limit, self.clock)
        if limit.store is None:
            return local
        name = name_of(key, str(self._base_url))
        with self._lock:
            if name not in self._shared:
                self._shared[name] = SharedBudget(limit.store, name, local)
            return self._shared[name]

    def _send(self, request: httpx.Request, key: str) -> httpx.Response:
        attempt = _attempt(request, key, SyncBody)
        try:
            # Read to the end and closed here: an answer that breaks off is an attempt that failed, and a
            # connection that is not given back would starve the pool.
            with closing(self.inner.handle_request(attempt)) as response:
                return _whole(response, b"".join(response.stream), attempt)
        finally:
            attempt.headers.pop("authorization", None)  # an exception's request would show the key

    async def _async_send(self, request: httpx.Request, key: str) -> httpx.Response:
        attempt = _attempt(request, key, AsyncBody)
        try:
            async with aclosing(await self.async_inner.handle_async_request(attempt)) as response:
                return _whole(response, b"".join([chunk async for chunk in response.stream]), attempt)
        finally:
            attempt.headers.pop("authorization", None)


def _attempt(request: httpx.Request, key: str, body: Callable[[httpx.Request], Any]) -> httpx.Request:
    headers = request.headers.copy()
    headers["Authorization"] = f"Bearer {key}"
    stream = request.stream
    if not isinstance(stream, httpx.ByteStream):
        stream = body(request)
    # The extensions carry the time limits; `report` is our own.
    return httpx.Request(request.method, request.url, headers=headers, stream=stream, extensions=request.extensions)


def _whole(response: httpx.Response, raw: bytes, request: httpx.Request) -> httpx.Response:
    extensions = {name: value for name, value in response.extensions.items() if name != "network_stream"}
    headers = [(name, value) for name, value in response.headers.raw if name.lower() != b"transfer-encoding"]
    try:
        answer = Answer(response.status_code, headers=headers, content=raw, extensions=extensions)
    except httpx.DecodingError:
        # Compressed in a way that cannot be read: its status still counts, and its body is not JSON.
        headers = [(name, value) for name, value in headers if name.lower() != b"content-encoding"]
        answer = Answer(response.status_code, headers=headers, content=raw, extensions=extensions)
    answer.request = request
    return answer
