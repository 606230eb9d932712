"""What differs between tasks and threads: the sync client uses the second of each pair."""

from __future__ import annotations

import contextlib
import contextvars
import threading
from collections.abc import AsyncGenerator, AsyncIterable, Awaitable, Callable, Generator, Iterable
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar

if TYPE_CHECKING:
    import asyncio
    from concurrent.futures import Future


T = TypeVar("T")
P = ParamSpec("P")


async def run_in_thread(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call something that blocks, in a thread."""
    import asyncio  # here and below, so that the sync client works without it

    return await asyncio.to_thread(function, *args, **kwargs)


def call_directly(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call something that blocks."""
    return function(*args, **kwargs)


async def run_to_completion(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call something that blocks, in a thread. A task that is cancelled meanwhile ends after the call, not before."""
    import asyncio

    task = asyncio.ensure_future(asyncio.to_thread(function, *args, **kwargs))
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        while not task.done():
            with contextlib.suppress(asyncio.CancelledError):  # it is cancelled already
                await asyncio.wait([task])
        raise


async def aeach(values: AsyncIterable[T] | Iterable[T]) -> AsyncGenerator[T]:
    """The values, one by one, also of an async iterable."""
    if isinstance(values, AsyncIterable):
        async for value in values:
            yield value
    else:
        for value in values:
            yield value


def each(values: Iterable[T]) -> Generator[T]:
    """The values, one by one."""
    yield from values


class AsyncPrefetch(Generic[T]):
    """Fetches pages ahead, each in a task."""

    def __init__(self, fetch: Callable[[int], Awaitable[T]]) -> None:
        self._fetch = fetch
        self._tasks: dict[int, asyncio.Task[T]] = {}

    async def start(self, number: int) -> None:
        """Begin to fetch a page, unless that is under way."""
        import asyncio

        if number not in self._tasks:
            task = asyncio.ensure_future(self._fetch(number))
            # Otherwise asyncio would log the error of a page that is never asked for.
            task.add_done_callback(lambda done: done.cancelled() or done.exception())
            self._tasks[number] = task
            # Tasks that are started at once advance together: without this the first request would be sent when the
            # last one is ready.
            await asyncio.sleep(0)

    async def take(self, number: int) -> T:
        """The page, fetched ahead or now."""
        task = self._tasks.get(number)
        try:
            return await (self._fetch(number) if task is None else task)
        finally:
            self._tasks.pop(number, None)

    def clear(self) -> None:
        """Drop what was fetched ahead, and stop what is under way."""
        tasks, self._tasks = self._tasks, {}
        for task in tasks.values():
            with contextlib.suppress(RuntimeError):  # its event loop is gone
                task.cancel()


class Prefetch(Generic[T]):
    """Fetches pages ahead, each in a thread.

    The threads are daemons: a program that ends does not wait for a page that is not needed any more.
    """

    def __init__(self, fetch: Callable[[int], T]) -> None:
        self._fetch = fetch
        self._futures: dict[int, Future[T]] = {}

    def start(self, number: int) -> None:
        """Begin to fetch a page, unless that is under way."""
        from concurrent.futures import Future

        if number not in self._futures:
            future: Future[T] = Future()
            # With the caller's context: a key that is looked up there must be the same on every page.
            run = contextvars.copy_context().run
            thread = threading.Thread(target=run, args=(_run, future, self._fetch, number), daemon=True)
            with contextlib.suppress(RuntimeError):  # no more threads: then the page is fetched when it is needed
                thread.start()
                self._futures[number] = future

    def take(self, number: int) -> T:
        """The page, fetched ahead or now."""
        future = self._futures.get(number)
        try:
            return self._fetch(number) if future is None else future.result()
        finally:
            self._futures.pop(number, None)

    def clear(self) -> None:
        """Drop what was fetched ahead; what is under way ends by itself."""
        futures, self._futures = self._futures, {}
        for future in futures.values():
            future.cancel()


def _run(future: Future[T], fetch: Callable[[int], T], number: int) -> Any:
    if not future.set_running_or_notify_cancel():
        return
    try:
        future.set_result(fetch(number))
    except BaseException as error:  # noqa: BLE001 - raised where the page is taken
        future.set_exception(error)
