"""The routes of the control path."""

import re
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from itertools import count

from attrs import asdict
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from homerun_helpers.errors import InvalidArgumentError
from homerun_helpers.sandbox._api.errors import ApiError, invalid, not_found
from homerun_helpers.sandbox._checks import check_seconds
from homerun_helpers.sandbox._control.additions import ApplicationFields
from homerun_helpers.sandbox._control.bodies import check_names, parse_fault, read
from homerun_helpers.sandbox._control.controls import Controls, Snapshot
from homerun_helpers.sandbox._control.views import describe, fault_view, journal_view

PREFIX = "/_sandbox"
_Handler = Callable[[Request], Awaitable[object]]


def routes(controls: Controls) -> list[Route]:
    """The routes for one sandbox; they carry no key, since they are outside of the API."""
    control = _Control(controls)
    table: dict[str, dict[str, _Handler]] = {
        "": {"GET": control.describe},
        "/": {"GET": control.describe},
        "/reset": {"POST": control.reset},
        "/keys": {"POST": control.add_key},
        "/journal": {"GET": control.journal, "DELETE": control.clear_journal},
        "/budget": {"GET": control.budget, "DELETE": control.reset_budget},
        "/clock": {"GET": control.clock, "POST": control.advance},
        "/links": {"DELETE": control.expire_links},
        "/latency": {"PUT": control.set_latency},
        "/faults": {"GET": control.faults, "POST": control.inject, "DELETE": control.clear_faults},
        "/faults/{id}": {"DELETE": control.remove_fault},
        "/applications": {"POST": control.add_application},
        "/applications/{id}": {"DELETE": control.delete_application},
        "/snapshots": {"POST": control.snapshot},
        "/snapshots/{id}": {"DELETE": control.forget_snapshot},
        "/snapshots/{id}/restore": {"POST": control.restore},
    }
    return [_route(f"{PREFIX}{path}", handlers) for path, handlers in table.items()]


def _route(path: str, handlers: Mapping[str, _Handler]) -> Route:
    async def endpoint(request: Request) -> Response:
        try:
            answer = await handlers["GET" if request.method == "HEAD" else request.method](request)
        except (TypeError, ValueError) as error:
            # In code a wrong argument raises these.
            if isinstance(error.__cause__, ApiError):
                raise error.__cause__ from None
            name = error.argument if isinstance(error, InvalidArgumentError) else "body"
            raise invalid({"param": name, "message": str(error)}) from error
        return Response(status_code=204) if answer is None else JSONResponse(answer)

    return Route(path, endpoint, methods=list(handlers))


def _number(request: Request) -> int:
    """The number in the path; 0, which is never used, for anything else."""
    text: str = request.path_params["id"]
    return int(text) if re.fullmatch(r"[0-9]{1,18}", text) else 0


class _Control:
    """One handler for each method of each path; None is answered with 204."""

    def __init__(self, controls: Controls) -> None:
        self._controls = controls
        self._state = controls.state
        self._snapshots: dict[int, Snapshot] = {}
        self._numbers = count(1)

    async def describe(self, _: Request) -> object:
        return describe(self._controls)

    async def reset(self, request: Request) -> None:
        await read(request)
        self._controls.reset()

    async def add_key(self, request: Request) -> object:
        body = await read(request, "scopes", "plan", "name")
        scopes, plan, name = body.get("scopes"), body.get("plan", True), body.get("name")
        if scopes is not None and not (isinstance(scopes, list) and all(isinstance(scope, str) for scope in scopes)):
            raise InvalidArgumentError("scopes", "must be an array of strings, or null for all.")
        if not isinstance(plan, bool):
            raise InvalidArgumentError("plan", "must be true or false.")
        if not isinstance(name, str | None):
            raise InvalidArgumentError("name", "must be a string.")
        return {"key": self._controls.key(scopes, plan=plan, name=name)}

    async def journal(self, request: Request) -> object:
        after = request.query_params.get("after", "0")
        if not (after.isascii() and after.isdigit() and len(after) < 19):
            raise InvalidArgumentError("after", "must be the number of a request.")
        return {"requests": [journal_view(entry) for entry in self._state.journal.copy() if entry.number > int(after)]}

    async def clear_journal(self, _: Request) -> None:
        self._state.journal.clear()

    async def budget(self, _: Request) -> object:
        throttle = self._state.throttle
        names = {key.digest: key.name for key in self._state.store.keys.all()}
        keys = [asdict(usage) | {"key": names.get(usage.digest)} for usage in throttle.usage()]
        for key in keys:
            del key["digest"]
        return {"keys": keys, "most_in_window": throttle.most_in_window(), "violations": throttle.violations()}

    async def reset_budget(self, _: Request) -> None:
        self._state.throttle.reset()

    async def clock(self, _: Request) -> object:
        now = self._state.clock()
        return {"now": now, "iso": datetime.fromtimestamp(now, tz=UTC).isoformat(timespec="milliseconds")}

    async def advance(self, request: Request) -> object:
        body = await read(request, "advance")
        check_seconds("advance", body.get("advance"))
        try:
            self._controls.clock.advance(body["advance"])
        except InvalidArgumentError as error:  # in code the argument has another name
            raise InvalidArgumentError("advance", error.problem) from error
        return await self.clock(request)

    async def expire_links(self, _: Request) -> None:
        self._controls.expire_links()

    async def set_latency(self, request: Request) -> None:
        body = await read(request, "seconds")
        check_seconds("seconds", body.get("seconds"))
        self._state.faults.set_latency(body["seconds"])

    async def faults(self, _: Request) -> object:
        return {"faults": [fault_view(injected) for injected in self._state.faults.all()]}

    async def inject(self, request: Request) -> object:
        fault, matching = parse_fault(await read(request, any_name=True))
        return fault_view(self._state.faults.inject(fault, **matching))

    async def clear_faults(self, _: Request) -> None:
        self._state.faults.clear()

    async def remove_fault(self, request: Request) -> None:
        if not self._state.faults.remove(_number(request)):
            raise not_found()

    async def add_application(self, request: Request) -> object:
        body = await read(request, any_name=True)
        check_names(body, tuple(ApplicationFields.__annotations__))
        return {"id": self._controls.add_application(body)}

    async def delete_application(self, request: Request) -> None:
        try:
            self._controls.delete_application(request.path_params["id"])
        except KeyError as error:
            raise not_found() from error

    async def snapshot(self, request: Request) -> object:
        await read(request)
        number = next(self._numbers)
        self._snapshots[number] = self._controls.snapshot()
        return {"id": number}

    async def restore(self, request: Request) -> None:
        self._controls.restore(self._the_snapshot(request))

    async def forget_snapshot(self, request: Request) -> None:
        self._the_snapshot(request)
        del self._snapshots[_number(request)]

    def _the_snapshot(self, request: Request) -> Snapshot:
        try:
            return self._snapshots[_number(request)]
        except KeyError as error:
            raise not_found() from error
