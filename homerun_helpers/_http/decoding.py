"""Bodies of answers, read as JSON and as typed values. Errors name the field."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar

from homerun_client.errors import DecodeError

from homerun_helpers._http.json_text import parse
from homerun_helpers._http.retries import SAFE
from homerun_helpers._http.status_errors import safe_path
from homerun_helpers.errors import ResponseDecodeError

T = TypeVar("T")


def parse_json(raw: bytes, *, method: str, path: str, status: int) -> Any:
    """The JSON in a body.

    Raises:
        ResponseDecodeError: it is not JSON; the error carries the body.
    """
    try:
        return parse(raw)
    except (ValueError, RecursionError) as error:
        raise _error("is not JSON", raw, None, method, path, status) from _without_body(error)


def decode(decoder: Callable[[Any], T], body: Any, raw: bytes, *, method: str, path: str, status: int) -> T:
    """The typed value that `decoder` makes of a body.

    Raises:
        ResponseDecodeError: a field is not what the API documents; the error names it and carries the body.
    """
    try:
        return decoder(body)
    except DecodeError as cause:
        error = _error("is not what the API documents", raw, body, method, path, status)
        error.problem = f"should be {cause.expected}, but is {cause.found}"
        match cause.path:
            case ("data", int(index), *inner):
                error.index = index
                error.field = DecodeError(tuple(inner), "", "").field or None
            case _:
                error.field = cause.field or None
        error.message = str(error)
        raise error from cause


def _error(what: str, raw: bytes, body: Any, method: str, path: str, status: int) -> ResponseDecodeError:
    summary = f"The answer to {method} {safe_path(path)} ({status}) {what}."
    # A success that cannot be read: the change was made, most likely, but that is not certain.
    changes = method not in SAFE
    error = ResponseDecodeError(summary, status=status, method=method, path=path, outcome_unknown=changes)
    error.raw, error.body = raw, body
    return error


def _without_body(error: Exception) -> Exception | None:
    # JSONDecodeError and UnicodeDecodeError carry the whole text, and a report of exceptions may print it.
    return None if isinstance(error, (json.JSONDecodeError, UnicodeDecodeError)) else error


def read_answer(decoder: Callable[[Any], T], response: Any, path: str | None = None) -> T:
    """Decodes an answer for the generated client; a failure is a `ResponseDecodeError`.

    Args:
        decoder: makes the typed value of the JSON.
        response: the answer, of httpx.
        path: the path of its request below the base URL; None: all of the path.

    Raises:
        ResponseDecodeError: the answer is not what the API documents.
    """
    body = response.json()
    request, status = response.request, response.status_code
    shown: str = request.url.path if path is None else path
    return decode(decoder, body, response.content, method=request.method, path=shown, status=status)
