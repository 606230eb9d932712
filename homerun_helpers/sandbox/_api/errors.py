"""Errors as answers, all of one shape: code, error, message and for a 400 also details."""

from collections.abc import Mapping
from http import HTTPStatus

from attrs import define, field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse

Detail = dict[str, str]


class ApiError(Exception):
    """An error that becomes the answer; raised anywhere below a handler.

    Args:
        status: The HTTP status.
        message: The text of the answer.
        details: What is wrong with each parameter, for a 400.
        headers: Headers of the answer.
        missing: What a 404 is about, if it is not what the path names: "vacancy" or "stage".
    """

    def __init__(
        self,
        status: int,
        message: str,
        *,
        details: list[Detail] | None = None,
        headers: Mapping[str, str] | None = None,
        missing: str | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.details = details
        self.headers = headers
        self.missing = missing


@define
class Problems:
    """The problems of a request, collected so that the answer names all of them."""

    details: list[Detail] = field(factory=list)

    def add(self, param: str, message: str) -> None:
        """Note a problem with this parameter."""
        self.details.append({"param": param, "message": message})

    def check(self) -> None:
        """Raise the 400 if there is any problem."""
        if self.details:
            raise invalid(*self.details)


def invalid(*details: Detail) -> ApiError:
    """A 400 for input that does not pass validation."""
    return ApiError(400, "The given data was invalid.", details=list(details))


def not_found(missing: str | None = None) -> ApiError:
    """A 404: for what the path names, or for the "vacancy" or "stage" that a body names."""
    return ApiError(404, "Not found" if missing is None else f"{missing.capitalize()} not found", missing=missing)


def unsupported_media_type() -> ApiError:
    """A 415 for a body of a kind that the operation does not take."""
    return ApiError(415, "Unsupported Media Type")


def too_large() -> ApiError:
    """A 413, as a gateway gives it without reading the body."""
    return ApiError(413, "Payload Too Large")


def answer(error: ApiError) -> JSONResponse:
    """The response for an error."""
    body: dict[str, object] = {"code": error.status, "error": True, "message": error.message}
    if error.details is not None:
        body["details"] = error.details
    headers = dict(error.headers) if error.headers is not None else None
    return JSONResponse(body, error.status, headers)


async def on_api_error(_: Request, error: Exception) -> JSONResponse:
    """Answer an `ApiError`."""
    if not isinstance(error, ApiError):
        raise error
    return answer(error)


async def on_http_error(_: Request, error: Exception) -> JSONResponse:
    """Answer what the router or the form parser refuses."""
    if not isinstance(error, HTTPException):
        raise error
    message = "Not found" if error.status_code == 404 else error.detail
    headers = dict(error.headers) if error.headers is not None else {}
    if "Allow" in headers:
        # The router joins a set: without sorting, the order would change from run to run.
        headers["Allow"] = ", ".join(sorted(headers["Allow"].split(", ")))
    # Among these a 400 means a form that cannot be parsed.
    details = [{"param": "body", "message": message}] if error.status_code == 400 else None
    return answer(ApiError(error.status_code, message, details=details, headers=headers))


async def on_hang_up(_: Request, __: Exception) -> JSONResponse:
    """Answer a client that went away before its request was complete: only the journal has the status."""
    return answer(ApiError(499, "Client Closed Request"))


async def on_crash(_: Request, __: Exception) -> JSONResponse:
    """Answer for a bug in the sandbox, or for a clock that fails."""
    return answer(ApiError(500, HTTPStatus.INTERNAL_SERVER_ERROR.phrase))
