"""The application: which path and method leads to which operation."""

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from homerun_helpers.sandbox._api import applications, files, notes, vacancies
from homerun_helpers.sandbox._api.errors import (
    ApiError,
    on_api_error,
    on_crash,
    on_hang_up,
    on_http_error,
)
from homerun_helpers.sandbox._api.gate import Call, Operation, resource
from homerun_helpers.sandbox._api.guard import Guard
from homerun_helpers.sandbox._api.recorder import Recorder
from homerun_helpers.sandbox._api.state import SandboxState
from homerun_helpers.sandbox._faults.layer import FaultLayer

_ONE = "/v2/job-applications/{job_application_id}"


async def ping(_: Call) -> Response:
    """GET /ping."""
    return JSONResponse({"pong": True})


OPERATIONS: dict[str, dict[str, Operation]] = {
    "/v2/ping": {"GET": Operation(ping, None)},
    "/v2/vacancies": {"GET": Operation(vacancies.list_all, "vacancies:read")},
    "/v2/vacancies/{vacancy_id}": {"GET": Operation(vacancies.get, "vacancies:read")},
    "/v2/job-applications": {
        "GET": Operation(applications.list_all, "job-applications:read"),
        "POST": Operation(applications.create, "job-applications:write"),
    },
    _ONE: {
        "GET": Operation(applications.get, "job-applications:read"),
        "PATCH": Operation(applications.update, "job-applications:write"),
        "DELETE": Operation(applications.delete, "job-applications:write"),
    },
    f"{_ONE}/notes": {"POST": Operation(notes.create, "job-application-notes:write")},
    f"{_ONE}/files": {"POST": Operation(files.upload_file, "job-application-files:write")},
    f"{_ONE}/photo": {"POST": Operation(files.upload_photo, "job-application-files:write")},
}


def build(state: SandboxState, outside: Sequence[Route], nowhere: ASGIApp) -> ASGIApp:
    """The ASGI application of a sandbox.

    Args:
        state: What requests work on.
        outside: Routes beside the API: they are neither recorded nor meet faults.
        nowhere: Answers a browser at any other address.
    """

    async def download(request: Request) -> Response:
        return await files.download(state, request)

    routes = [resource(state, path, operations) for path, operations in OPERATIONS.items()]
    routes.append(Route("/files/{token}/{name}", download, methods=["GET"]))
    api = Recorder(FaultLayer(_starlette(routes), state), state)
    beside, lost = Guard(_starlette(outside), state), Guard(nowhere, state)
    # The first segment decides, so that requests to the API do not try all other routes.
    own, others = ({_segment(route.path) for route in group} for group in (routes, outside))

    async def switch(scope: Scope, receive: Receive, send: Send) -> None:
        segment = _segment(scope["path"])
        if segment in others:
            app: ASGIApp = beside
        else:
            app = lost if segment not in own and _is_browser(scope) else api
        await app(scope, receive, send)

    return switch


def _segment(path: str) -> str:
    return path.removeprefix("/").partition("/")[0].partition("{")[0]


def _is_browser(scope: Scope) -> bool:
    """Whether the client is a browser that wants a page: other programs do not ask for HTML."""
    return scope["method"] in {"GET", "HEAD"} and "text/html" in Headers(scope=scope).get("Accept", "")


def _starlette(routes: Sequence[Route]) -> Starlette:
    app = Starlette(
        routes=list(routes),
        exception_handlers={
            ApiError: on_api_error,
            HTTPException: on_http_error,
            ClientDisconnect: on_hang_up,
            Exception: on_crash,
        },
    )
    app.router.redirect_slashes = False
    return app
