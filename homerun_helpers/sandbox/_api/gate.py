"""The checks in front of every operation, in Laravel's order: method, key, rate limit, plan, scope."""

from collections.abc import Awaitable, Callable, Mapping

from attrs import frozen
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from homerun_helpers.sandbox._api.errors import ApiError
from homerun_helpers.sandbox._api.recorder import recording_of
from homerun_helpers.sandbox._api.state import SandboxState
from homerun_helpers.sandbox._store.keys import StoredKey


@frozen
class Call:
    """A request that passed the gate."""

    state: SandboxState
    request: Request
    key: StoredKey

    def need(self, scope: str) -> None:
        """Raise the 403 if the key lacks this scope."""
        _check_scope(self.key, scope)


@frozen
class Operation:
    """A handler and the scope that it requires."""

    handler: Callable[[Call], Awaitable[Response]]
    scope: str | None


def resource(state: SandboxState, path: str, operations: Mapping[str, Operation]) -> Route:
    """One route for a path with all its methods, also those that it does not have."""
    return Route(path, _Resource(state, operations))


class _Resource:
    """Answers at one path. It is an object, because a route passes every method only to those."""

    def __init__(self, state: SandboxState, operations: Mapping[str, Operation]) -> None:
        self._state = state
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
        return await operation.handler(_admit(self._state, request, operation.scope))


def _admit(state: SandboxState, request: Request, scope: str | None) -> Call:
    key = _authenticate(state, request)
    _throttle(state, request, key)
    if not key.plan:
        raise ApiError(402, "Your current plan does not include access to the API.")
    if scope is not None:
        _check_scope(key, scope)
    return Call(state, request, key)


def _authenticate(state: SandboxState, request: Request) -> StoredKey:
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    key = state.store.keys.find(secret.strip()) if scheme.lower() == "bearer" else None
    if key is None:
        raise ApiError(401, "Unauthenticated")
    recording_of(request).authenticated(key.name)
    return key


def _throttle(state: SandboxState, request: Request, key: StoredKey) -> None:
    verdict = state.throttle.hit(key.digest)
    if verdict is None:
        return
    recording_of(request).headers |= verdict.headers()
    if not verdict.allowed:
        raise ApiError(429, "Too Many Attempts.")


def _check_scope(key: StoredKey, scope: str) -> None:
    if scope not in key.scopes:
        raise ApiError(403, f"This API key is missing the required scope: {scope}")
