"""What `transport=` takes, by its methods. Without httpx, so that importing the package does not import it."""

from typing import Any, Protocol


class SyncTransport(Protocol):
    """A transport that does the HTTP of a `Homerun`: any `httpx.BaseTransport`, or an object with its two methods.

    Example:
        ```python
        import httpx
        from homerun_helpers import Homerun

        answers = httpx.MockTransport(lambda request: httpx.Response(200, json={"pong": True}))
        with Homerun("key", transport=answers) as tested:
            assert tested.ping()
        ```
    """

    def handle_request(self, request: Any, /) -> Any:
        """Send an `httpx.Request`; returns the `httpx.Response`, whose body is still to be read."""

    def close(self) -> None:
        """Close the connections."""


class AsyncTransport(Protocol):
    """A transport that does the HTTP of an `AsyncHomerun`: any `httpx.AsyncBaseTransport`, or an object like one.

    Example:
        ```python
        import httpx
        from homerun_helpers import AsyncHomerun

        answers = httpx.MockTransport(lambda request: httpx.Response(200, json={"pong": True}))
        async with AsyncHomerun("key", transport=answers) as tested:
            assert await tested.ping()
        ```
    """

    async def handle_async_request(self, request: Any, /) -> Any:
        """Send an `httpx.Request`; returns the `httpx.Response`, whose body is still to be read."""

    async def aclose(self) -> None:
        """Close the connections."""
