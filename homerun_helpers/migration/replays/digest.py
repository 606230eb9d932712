"""A payload's digest: the same for the same JSON, however it is written."""

import hashlib
import json
import os
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from homerun_helpers.errors import InvalidArgumentError

# Deeper than any payload, and far from Python's own limit.
_MAX_LEVELS = 300
# More than a float has.
_MAX_DIGITS = 400


def payload_digest(payload: Any) -> str:
    """The digest by which a journal knows a payload: 64 hexadecimal digits.

    The order of keys makes no difference, nor do letters with accents as one character or as two (NFC), 1 or
    1.0, a list or a tuple. Bytes, paths and dates count too, for payloads that were made in Python.

    Args:
        payload: the payload as it was made for V1.

    Raises:
        InvalidArgumentError: it holds what is no JSON, or is nested deeper than 300 levels.

    Example:
        ```python
        from homerun_helpers.migration import payload_digest

        payload = {"candidate": {"first_name": "Ada"}, "job": "job_1"}
        assert payload_digest(payload) == payload_digest({"job": "job_1", "candidate": {"first_name": "Ada"}})
        ```
    """
    try:
        text = json.dumps(_canonical(payload, 0), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    except InvalidArgumentError:
        raise
    except (ValueError, RecursionError):
        raise InvalidArgumentError(
            "payload", "holds a number of thousands of digits, or is nested too deeply."
        ) from None
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _canonical(value: Any, depth: int) -> Any:
    if depth > _MAX_LEVELS:
        raise InvalidArgumentError("payload", f"must not be nested deeper than {_MAX_LEVELS} levels.")
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, (int, float, Decimal)):
        return _number(value)
    if isinstance(value, Mapping):
        return {_key(name): _canonical(one, depth + 1) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_canonical(one, depth + 1) for one in value]
    return _of_python(value)


def _key(name: Any) -> str:
    if not isinstance(name, str):
        raise InvalidArgumentError("payload", f"must have strings as names; one is a {type(name).__name__}.")
    return unicodedata.normalize("NFC", name)


def _number(value: float | Decimal) -> Any:
    """A whole number, or else its digits in an object, so that they differ from a string of the same digits."""
    # JSON has one kind of number, Python three.
    if isinstance(value, int):
        return value
    exact = Decimal(repr(value)) if isinstance(value, float) else value
    if not exact.is_finite() or abs(exact.adjusted()) > _MAX_DIGITS:
        return {"": str(exact)}
    return int(exact) if exact == exact.to_integral_value() else {"": f"{exact:f}".rstrip("0")}


def _of_python(value: Any) -> Any:
    if isinstance(value, (bytes, bytearray, memoryview)):
        return {"": hashlib.sha256(value).hexdigest()}
    if isinstance(value, os.PathLike):
        return _canonical(os.fspath(value), 0)
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    raise InvalidArgumentError("payload", f"holds a {type(value).__name__}, which is no JSON.")
