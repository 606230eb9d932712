"""The outermost layer: numbers a request, adds headers to its answer, writes the journal."""

import math
from dataclasses import dataclass, field

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request as HttpRequest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from homerun_helpers.sandbox._api.journal import Request
from homerun_helpers.sandbox._api.world import World

_SLOT = "homerun_helpers.sandbox"
# Where a scope has the function that drops its connection; the server puts it there.
HANG_UP = "homerun_helpers.sandbox.hang_up"
# The status of a request whose connection was dropped before it was answered.
DROPPED = 0


@dataclass
class Exchange:
    """What becomes known about a request while it is worked on."""

    key: str | None = None
    fault: str | None = None
    headers: dict[str, str] = field(default_factory=dict)


def exchange_of(request: HttpRequest) -> Exchange:
    """The exchange of a request that came through the recorder."""
    return exchange_in(request.scope)


def exchange_in(scope: Scope) -> Exchange:
    """The same, of a bare scope."""
    exchange: Exchange = scope[_SLOT]
    return exchange


class Recorder:
    """Wraps the API and the downloads, so that also an internal error carries the headers."""

    def __init__(self, app: ASGIApp, world: World) -> None:
        self._app = app
        self._world = world

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        arrival, at, exchange = self._world.journal.arrive(), self._time(), Exchange()
        scope[_SLOT] = exchange
        answered = False

        def record(status: int) -> None:
            query = scope["query_string"].decode("latin-1")
            key, method, path = exchange.key or self._key_of(scope, exchange), scope["method"], scope["path"]
            entry = Request(arrival.number, at, key, method, path, query, status, exchange.fault)
            self._world.journal.add(arrival, entry)

        async def answer(message: Message) -> None:
            nonlocal answered
            if message["type"] == "http.response.start":
                answered = True
                MutableHeaders(scope=message).update(exchange.headers)
                # Before sending: who has the answer finds the request in the journal.
                record(message["status"])
            await send(message)

        hang_up = scope[HANG_UP]

        def drop() -> None:
            if not answered:
                record(DROPPED)
            hang_up()

        scope[HANG_UP] = drop
        await self._app(scope, receive, answer)

    def _key_of(self, scope: Scope, exchange: Exchange) -> str | None:
        """The key's name where a fault came before anybody looked at the key."""
        if exchange.fault is None:
            return None
        secret = Headers(scope=scope).get("Authorization", "").partition(" ")[2].strip()
        key = self._world.store.keys.find(secret)
        return None if key is None else key.name

    def _time(self) -> float:
        try:
            return self._world.clock()
        except Exception:  # noqa: BLE001 - a test's clock; what is inside answers with a 500 of the API's shape
            return math.nan
