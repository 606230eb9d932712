"""The layer that lets requests meet faults, around everything that handles them."""

import asyncio
import json
import logging
from collections.abc import Coroutine
from typing import TypeVar

from starlette.types import ASGIApp, Receive, Scope, Send

from homerun_helpers.sandbox._api.recorder import HANG_UP, recording_in
from homerun_helpers.sandbox._api.state import SandboxState
from homerun_helpers.sandbox._control.additions import shift
from homerun_helpers.sandbox._faults.call import NOTICE_S, FaultCall
from homerun_helpers.sandbox.faults import Fault

logger = logging.getLogger("homerun_helpers.sandbox")

T = TypeVar("T")
# How long a fault may go on when the sandbox stops.
_GRACE_S = 0.5


class _EndedError(Exception):
    """The sandbox was reset or stopped while a fault was at work."""


class FaultLayer:
    """Wraps the application: requests that meet no fault pass through untouched."""

    def __init__(self, app: ASGIApp, state: SandboxState) -> None:
        self._app = app
        self._state = state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._state.faults.is_idle:
            await self._app(scope, receive, send)
            return
        faults, resets = self._state.faults, self._state.faults.resets
        call = FaultCall(
            self._app,
            scope,
            receive,
            send,
            extra_headers=recording_in(scope).headers,
            hang_up=scope[HANG_UP],
            change=lambda insert, delete: shift(self._state, insert=insert, delete=delete),
            is_stopping=self._state.stopping.is_set,
            is_outdated=lambda: faults.resets != resets,
        )
        try:
            await self._meet(call, scope)
        except _EndedError:
            await call.drop()
            return
        if not call.has_begun:
            await self._app(scope, receive, send)

    async def _meet(self, call: FaultCall, scope: Scope) -> None:
        """Let the request wait for the latency, then meet its fault, if there is one."""
        if self._state.faults.latency:
            await self._run(call.pause(self._state.faults.latency))
        fault = self._state.faults.pick(call.method, call.path)
        if fault is None:
            return
        recording_in(scope).met(fault.kind)
        error = await self._run(_apply(fault, call))
        if error is not None:
            logger.error("The fault %s failed.", type(fault).__name__, exc_info=error)
            # Half a surrogate pair could be sent neither here nor by the control path.
            text = f"{type(error).__name__}: {error}".encode(errors="replace").decode()
            recording_in(scope).failed(text)
            await _answer_failure(call, f"The fault {type(fault).__name__} failed: {text}")

    async def _run(self, work: Coroutine[object, object, T]) -> T:
        """What the work of a fault returns, unless the sandbox is reset or stopped meanwhile.

        Raises:
            _EndedError: It was.
        """
        resets, task = self._state.faults.resets, asyncio.ensure_future(work)
        try:
            while not task.done():
                await asyncio.wait({task}, timeout=NOTICE_S)
                if self._state.faults.resets != resets:
                    raise _EndedError
                if self._state.stopping.is_set() and not (await asyncio.wait({task}, timeout=_GRACE_S))[0]:
                    raise _EndedError
            if task.cancelled() or self._state.faults.resets != resets:
                raise _EndedError
            return task.result()
        finally:
            task.cancel()


async def _apply(fault: Fault, call: FaultCall) -> BaseException | None:
    """What the fault raises; None when it ends well."""
    try:
        await fault.apply(call)
        await call.finish()
    except (asyncio.CancelledError, KeyboardInterrupt):
        raise
    except BaseException as error:  # noqa: BLE001 - a bug in a user's fault, or pytest.fail(): the client needs an answer
        return error
    return None


async def _answer_failure(call: FaultCall, message: str) -> None:
    """A 500 with this message; a dropped connection where an answer was begun already."""
    if call.has_begun:
        await call.drop()
        return
    body = json.dumps({"code": 500, "error": True, "message": message})
    await call.respond(500, body, {"content-type": "application/json"})
