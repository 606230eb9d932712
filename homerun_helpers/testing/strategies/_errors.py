"""Error answers: as the API documents them, and as gateways in front of it send them."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, NoReturn

from attrs import Factory, frozen
from hypothesis import strategies as st

from homerun_helpers.errors import InvalidArgumentError
from homerun_helpers.testing.strategies._catalog import Catalog, Schema, own_catalog
from homerun_helpers.testing.strategies._options import StrategyOptions, check_choice, check_count
from homerun_helpers.testing.strategies._records import json_of
from homerun_helpers.testing.strategies._uses import error_schema, headers_of, uses_of

_GATEWAY_STATUSES = (502, 500, 503, 504, 413, 408, 520, 521, 522, 524, 530)
_GATEWAY_BODIES = (
    b"",
    b"<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>",
    b"<!DOCTYPE html>\n<title>example.com | 520: Web server is returning an unknown error</title>\n<p>\xe9",
    b"error code: 1020",
    b"upstream connect error or disconnect/reset before headers",
    b'{"message": "Server Error"}',
    b'{"code": 503, "err',
    b'["Service Unavailable"]',
    b"null",
    b"\xff\xfe\x00",
)
_TYPES = {b"<": "text/html", b"{": "application/json", b"[": "application/json", b"n": "application/json"}


@frozen
class ErrorAnswer:
    """An error answer.

    Attributes:
        status: the HTTP status.
        body: the JSON, as the API documents it; None for a gateway's answer.
        content: the bytes of the body.
        headers: the headers, with names as they are documented.

    Example:
        ```python
        import httpx

        from homerun_helpers.testing.strategies import ErrorAnswer

        answer = ErrorAnswer(404, {"code": 404, "error": True, "message": "Not found"})
        assert httpx.Response(answer.status, headers=answer.headers, content=answer.content).json() == answer.body
        ```
    """

    status: int
    body: dict[str, Any] | None = None
    content: bytes = Factory(lambda answer: _content(answer.body), takes_self=True)
    headers: Mapping[str, str] = Factory(lambda answer: _headers(answer.body), takes_self=True)


def _content(body: dict[str, Any] | None) -> bytes:
    return b"" if body is None else json.dumps(body).encode()


def _headers(body: dict[str, Any] | None) -> Mapping[str, str]:
    return {} if body is None else {"Content-Type": "application/json"}


def api_errors(
    *,
    operation: str | None = None,
    status: int | None = None,
    gateway: bool | None = False,
    unknown_fields: bool | None = None,
    hostile: bool = False,
) -> st.SearchStrategy[ErrorAnswer]:
    """Error answers of the API and of gateways.

    The body of an API error is `{"code": …, "error": true, "message": …}`. As in the spec, a 400 also has `details`,
    and a 429 may have `Retry-After` and `X-RateLimit-…` headers.

    Args:
        operation: the name of an operation, such as `create_note`: only errors that it documents. None: those of all
            operations.
        status: the only status. None: all documented statuses, or common ones of gateways.
        gateway: True: answers of a gateway: HTML, text, an empty body, or JSON that is cut off or of another shape.
            False: answers that the API documents. None: both.
        unknown_fields: whether there are fields that the spec does not define; see `payloads`.
        hostile: whether texts are hostile; see `payloads`.

    Returns:
        A strategy of answers.

    Raises:
        InvalidArgumentError: the operation does not exist, it does not document the status, or an option has an invalid
            value.

    Example:
        ```python
        import httpx
        from hypothesis import given

        from homerun_helpers import APIStatusError, Homerun, RetryPolicy
        from homerun_helpers.testing import strategies as homerun

        once = RetryPolicy(max_attempts=1)

        @given(homerun.api_errors(gateway=None))
        def test_an_error_is_raised_as_one(answer):
            response = httpx.Response(answer.status, headers=answer.headers, content=answer.content)
            transport = httpx.MockTransport(lambda request: response)
            try:
                with Homerun("key", transport=transport, retries=once, rate_limit=None) as client:
                    client.ping()
            except APIStatusError as error:
                assert error.status == answer.status

        test_an_error_is_raised_as_one()
        ```
    """
    check_choice("gateway", gateway, (True, False))
    if status is not None:
        check_count("status", status, 400, 599)
    options = StrategyOptions(unknown_fields=unknown_fields, hostile=hostile)
    documented = _documented(own_catalog(), operation, status, options)
    if gateway is False:
        return st.one_of(*documented) if documented else _refuse(own_catalog(), operation, status)
    return st.one_of(*(() if gateway else documented), _gateways(status))


@cache
def _documented(
    catalog: Catalog, operation: str | None, status: int | None, options: StrategyOptions
) -> list[st.SearchStrategy[ErrorAnswer]]:
    answers = _errors_of(catalog, operation)
    chosen = [code for code in sorted(answers) if status in (None, code)]
    return [_answers(catalog, code, answers[code], options) for code in chosen]


def _errors_of(catalog: Catalog, operation: str | None) -> dict[int, Schema]:
    names = [use.name for use in uses_of(catalog)]
    if operation is not None and operation not in names:
        raise InvalidArgumentError("operation", f"must be one of {', '.join(names)}, or None; it is {operation!r}.")
    return {
        code: answer for use in uses_of(catalog) if operation in (None, use.name) for code, answer in use.errors.items()
    }


def _refuse(catalog: Catalog, operation: str | None, status: int | None) -> NoReturn:
    known, owner = ", ".join(map(str, sorted(_errors_of(catalog, operation)))), operation or "any operation"
    raise InvalidArgumentError("status", f"must be one that is documented for {owner}: {known}; it is {status}.")


def _answers(catalog: Catalog, status: int, answer: Schema, options: StrategyOptions) -> st.SearchStrategy[ErrorAnswer]:
    schema = error_schema(catalog, answer) or {}
    bodies = json_of(catalog.class_named(schema.get("x-name", "Error")), options)
    examples = answer.get("content", {}).get("application/json", {}).get("examples", {}).values()
    messages = [one["value"].get("message", "") for one in examples if "value" in one]
    headers = st.fixed_dictionaries(
        {"Content-Type": st.just("application/json")},
        optional={name: _header(one) for name, one in headers_of(catalog, answer).items()},
    )
    return st.builds(_answer, st.just(status), bodies, st.sampled_from(messages or ["Error"]), headers)


def _header(schema: Schema) -> st.SearchStrategy[str]:
    if schema.get("type") == "integer":
        return st.integers(schema.get("minimum", 0), schema.get("maximum", 120)).map(str)
    return st.just("1")


def _answer(status: int, body: dict[str, Any], message: str, headers: dict[str, str]) -> ErrorAnswer:
    """An error in the documented shape: with code and message, and with details only for invalid input."""
    details = [{"param": "email", "message": "", **detail} for detail in body.get("details") or []]
    whole = {**body, "code": status, "error": True, "message": body.get("message", message)}
    whole.pop("details", None)
    if status == 400:
        whole["details"] = details
    return ErrorAnswer(status, whole, headers=headers)


def _gateways(status: int | None) -> st.SearchStrategy[ErrorAnswer]:
    statuses = st.sampled_from(_GATEWAY_STATUSES) if status is None else st.just(status)
    return st.builds(_gateway, statuses, st.sampled_from(_GATEWAY_BODIES), st.sampled_from([None, "1", "30"]))


def _gateway(status: int, content: bytes, retry_after: str | None) -> ErrorAnswer:
    headers = {"Content-Type": _TYPES.get(content[:1], "text/plain")} if content else {}
    if retry_after is not None:
        headers["Retry-After"] = retry_after
    return ErrorAnswer(status, None, content, headers)
