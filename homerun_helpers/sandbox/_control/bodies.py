"""What control requests may carry, checked as strictly as arguments in code."""

import inspect
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request

from homerun_helpers.sandbox import faults
from homerun_helpers.sandbox._api.bodies import decode, limited
from homerun_helpers.sandbox._api.errors import invalid

# Every built-in fault, found in its module: a new one needs no second list.
KINDS: dict[str, type[faults.Fault]] = {
    found.kind: found
    for found in vars(faults).values()
    if isinstance(found, type) and issubclass(found, faults.Fault) and found is not faults.Fault
}
_MAX_BODY_BYTES = 1024 * 1024
_MATCHING = ("times", "method", "path", "skip")


async def read(request: Request, *known: str, any_name: bool = False) -> dict[str, Any]:
    """The JSON object in a request's body; no body is an empty one.

    Args:
        request: The request.
        known: The fields that it may have.
        any_name: Whether it may have others: they are checked elsewhere.

    Raises:
        ApiError: 400 for anything else, and for fields that are not known; 413 for one over 1 MiB.
    """
    text = await limited(request, _MAX_BODY_BYTES).body()
    try:
        body = decode(text) if text else {}
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise invalid({"param": "body", "message": "The body must be a JSON object."})
    if not any_name:
        check_names(body, known)
    return body


def check_names(body: Mapping[str, object], known: tuple[str, ...]) -> None:
    """Refuse fields that are not known: a misspelt one would do something else than was meant.

    Raises:
        ApiError: 400, naming them.
    """
    listed = ", ".join(known) or "none"
    unknown = [{"param": name, "message": f"Unknown field. Known are: {listed}."} for name in body if name not in known]
    if unknown:
        raise invalid(*unknown)


def parse_fault(body: Mapping[str, Any]) -> tuple[faults.Fault, dict[str, Any]]:
    """The fault that a body describes, and the arguments that say which requests meet it.

    Raises:
        ApiError: 400 for a kind that does not exist, and for fields that it does not have.
        TypeError: A field is missing.
        ValueError: A field has a wrong value.
    """
    kind = KINDS.get(body["kind"]) if isinstance(body.get("kind"), str) else None
    if kind is None:
        raise invalid({"param": "kind", "message": f"The kind must be one of: {', '.join(KINDS)}."})
    own = tuple(inspect.signature(kind).parameters)
    check_names(body, ("kind", *own, *_MATCHING))
    for name, parameter in inspect.signature(kind).parameters.items():
        if parameter.default is parameter.empty and name not in body:
            raise invalid({"param": name, "message": f"The {name} field is required."})
    matching = {"times": 1, "method": None, "path": None, "skip": 0}
    matching |= {name: body[name] for name in _MATCHING if name in body}
    return kind(**{name: body[name] for name in own if name in body}), matching
