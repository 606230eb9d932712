"""The outermost layer: writes the journal, and adds the rate limit's headers to the answer."""

import math

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request as HttpRequest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from homerun_helpers.sandbox._api.journal import Arrival
from homerun_helpers.sandbox._api.state import SandboxState

_SCOPE_KEY = "homerun_helpers.sandbox"
# Where a scope has the function that drops its connection; the server puts it there.
HANG_UP = "homerun_helpers.sandbox.hang_up"


class Recording:
    """The journal's entry of one request, and the headers to add to its answer.

    Args:
        state: Has the journal.
        arrival: The place of the entry.
        scope: The request.
    """

    def __init__(self, state: SandboxState, arrival: Arrival, scope: Scope) -> None:
        self._state = state
        self._arrival = arrival
        self._scope = scope
        self.headers: dict[str, str] = {}

    def answered(self, status: int) -> None:
        """Note the status of the answer."""
        self._state.journal.note(self._arrival, status=status)

    def authenticated(self, name: str) -> None:
        """Note the name of the request's key."""
        self._state.journal.note(self._arrival, key=name)

    def met(self, kind: str) -> None:
        """Note the fault that the request meets, and whose request it is: the fault comes before the key is checked."""
        secret = Headers(scope=self._scope).get("Authorization", "").partition(" ")[2].strip()
        key = self._state.store.keys.find(secret)
        self._state.journal.note(self._arrival, fault=kind, key=None if key is None else key.name)

    def failed(self, error: str) -> None:
        """Note what the fault raised."""
        self._state.journal.note(self._arrival, error=error)


def recording_of(request: HttpRequest) -> Recording:
    """The recording of a request that came through the recorder."""
    return recording_in(request.scope)


def recording_in(scope: Scope) -> Recording:
    """The same, of a bare scope."""
    recording: Recording = scope[_SCOPE_KEY]
    return recording


class Recorder:
    """Wraps the API and the downloads, so that also an internal error carries the headers."""

    def __init__(self, app: ASGIApp, state: SandboxState) -> None:
        self._app = app
        self._state = state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        arrival = self._state.journal.arrive(
            at=_time(self._state),
            method=scope["method"],
            path=scope["path"],
            query=scope["query_string"].decode("latin-1"),
        )
        recording = scope[_SCOPE_KEY] = Recording(self._state, arrival, scope)

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(recording.headers)
                # Before sending: a client that has the answer finds its status in the journal.
                recording.answered(message["status"])
            await send(message)

        await self._app(scope, receive, answer)


def note_refused(state: SandboxState) -> None:
    """Note a request that the server refused with 400, since it could not be parsed."""
    arrival = state.journal.arrive(at=_time(state), method="", path="", query="")
    state.journal.note(arrival, status=400)


def _time(state: SandboxState) -> float:
    try:
        return state.clock()
    except Exception:  # noqa: BLE001 - a test's clock; what is inside answers with a 500 of the API's shape
        return math.nan
