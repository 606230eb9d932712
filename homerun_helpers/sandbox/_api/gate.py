"""Who may do what: the checks in front of every operation, in the order that Laravel has them."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from homerun_helpers.sandbox._api.errors import ApiError
from homerun_helpers.sandbox._api.recorder import exchange_of
from homerun_helpers.sandbox._api.world import World
from homerun_helpers.sandbox._store.keys import Key


@dataclass(frozen=True)
class Call:
    """A request that passed the gate."""

    world: World
    request: Request
    key: Key

    def need(self, scope: str) -> None:
        """Raise the 403 if the key lacks this scope."""
        _check_scope(self.key, scope)


@dataclass(frozen=True)
class Operation:
    """A handler and the scope that it requires."""

    handler: Callable[[Call], Awaitable[Response]]
    scope: str | None


def resource(world: World, path: str, operations: Mapping[str, Operation]) -> Route:
    """One route for a path with all its methods, also those that it does not have."""
    return Route(path, _Resource(world, operations))


class _Resource:
    """What answers at one path. An object, because a route lets only those see every method."""

    def __init__(self, world: World, operations: Mapping[str, Operation]) -> None:
        self._world = world
        self._operations = dict(operations)
        if "GET" in operations:
            self._operations["HEAD"] = operations["GET"]
        self._allow = {"Allow": ", ".join(sorted(self._operations))}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._answer(Request(scope, receive, send))
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        # Laravel answers both before it looks at the key: they are the router's, not the API's.
        if request.method == "OPTIONS":
            return Response(headers=self._allow)
        operation = self._operations.get(request.method)
        if operation is None:
            raise ApiError(405, "Method Not Allowed", headers=self._allow)
        return await operation.handler(_admit(self._world, request, operation.scope))


def _admit(world: World, request: Request, scope: str | None) -> Call:
    key = _authenticate(world, request)
    _throttle(world, request, key)
    if not key.plan:
        raise ApiError(402, "Your current plan does not include access to the API.")
    if scope is not None:
        _check_scope(key, scope)
    return Call(world, request, key)


def _authenticate(world: World, request: Request) -> Key:
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    key = world.store.keys.find(secret.strip()) if scheme.lower() == "bearer" else None
    if key is None:
        raise ApiError(401, "Unauthenticated")
    exchange_of(request).key = key.name
    return key


def _throttle(world: World, request: Request, key: Key) -> None:
    verdict = world.throttle.hit(key.digest)
    if verdict is None:
        return
    exchange_of(request).headers |= verdict.headers()
    if not verdict.allowed:
        raise ApiError(429, "Too Many Attempts.")


def _check_scope(key: Key, scope: str) -> None:
    if scope not in key.scopes:
        raise ApiError(403, f"This API key is missing the required scope: {scope}")
