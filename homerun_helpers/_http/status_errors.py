"""The error for an answer that is not a success."""

import json
import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from homerun_helpers._operations import find_operation, known_scopes
from homerun_helpers.errors import (
    APIStatusError,
    AuthenticationError,
    BadRequestError,
    ErrorDetail,
    NotFoundError,
    PayloadTooLargeError,
    PaymentRequiredError,
    PermissionDeniedError,
    RateLimitError,
    ServerError,
)

_BY_STATUS: dict[int, type[APIStatusError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    402: PaymentRequiredError,
    403: PermissionDeniedError,
    404: NotFoundError,
    413: PayloadTooLargeError,
    422: BadRequestError,
    429: RateLimitError,
}
_STANDARD = {status.value for status in HTTPStatus}


def from_response(method: str, path: str, status: int, headers: Mapping[str, str], body: bytes) -> APIStatusError:
    """The error for an answer that is not a success.

    Args:
        method: the request's method.
        path: the request's path below the base URL.
        status: the answer's status.
        headers: the answer's headers, names in lower case.
        body: the answer's body; anything, also HTML.
    """
    kind = _BY_STATUS.get(status)
    if kind is None:
        kind = ServerError if status >= 500 or status not in _STANDARD else APIStatusError
    content = _error_body(body)
    details = tuple(_details(content.get("details")))
    code, message = content.get("code"), content.get("message")
    error = kind(
        f"{status} on {method} {safe_path(path)}: {_explain(kind, path, details)}",
        status=status,
        code=code if isinstance(code, int) and not isinstance(code, bool) else None,
        message=message if isinstance(message, str) else None,
        details=details,
        headers=headers,
        method=method,
        path=path,
    )
    if isinstance(error, PermissionDeniedError):
        error.required_scope = _missing_scope(method, path, message)
    return error


def _explain(kind: type[APIStatusError], path: str, details: Sequence[ErrorDetail]) -> str:
    # Names of parameters are safe to show; what is written about them may repeat a value.
    if path == "/ping" and kind is NotFoundError:
        return "there is no Homerun API at this base URL. Is it right, and does it end in /v2?"
    names = [detail.param for detail in details if re.fullmatch(r"[a-z_]{1,40}(\[\])?", detail.param)]
    return kind.explanation + (f" Check {', '.join(dict.fromkeys(names))} (see .details)." if names else "")


def _missing_scope(method: str, path: str, message: object) -> str | None:
    """The scope that the key lacks; None when it is not known.

    Args:
        method: the request's method.
        path: the request's path below the base URL.
        message: the API's own words.
    """
    # The API's own word counts first: an operation can need a second scope, for an include.
    named = [scope for scope in known_scopes() if scope in message] if isinstance(message, str) else []
    operation = find_operation(method, path)
    scopes = named or list(operation.scopes if operation else ())
    return scopes[0] if scopes else None


def _error_body(body: bytes) -> dict[str, Any]:
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):  # HTML of a gateway, or nothing
        return {}
    return content if isinstance(content, dict) else {}


def _details(rows: object) -> list[ErrorDetail]:
    if not isinstance(rows, list):
        return []
    return [
        ErrorDetail(str(row.get("param", "")), str(row.get("message", ""))) for row in rows if isinstance(row, dict)
    ]


def safe_path(path: str) -> str:
    """A path to show: what does not look like an identifier is hidden, it could be an e-mail address."""
    steps = path.split("/")
    return "/".join(step if re.fullmatch(r"[A-Za-z0-9_.-]{0,64}", step) else "…" for step in steps)
