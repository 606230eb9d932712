"""JSON text to Python's values: by msgspec where it is installed (the extra `fast`), otherwise by the standard library.

Both give the same values. What msgspec refuses is read again by the standard library: half a surrogate pair or a number
beyond all floats is JSON that PHP writes. So the errors are those of one parser, too.
"""

import json
from collections.abc import Callable
from functools import cache
from typing import Any, NoReturn


def parse(raw: bytes) -> Any:
    """The value of a JSON text in UTF-8.

    Raises:
        ValueError: it is not JSON.
        RecursionError: it is nested too deeply.
    """
    fast = fast_parser()
    return parse_slowly(raw) if fast is None else fast(raw)


def parse_slowly(raw: bytes) -> Any:
    """The same without msgspec."""
    return json.loads(raw.decode("utf-8"), parse_constant=_refuse)


@cache
def fast_parser() -> Callable[[bytes], Any] | None:
    """The parser that uses msgspec; None when it is not installed."""
    try:
        import msgspec  # here, since it takes a while
    except ImportError:
        return None

    decode = msgspec.json.Decoder().decode
    refused = (msgspec.MsgspecError, ValueError, RecursionError)

    def parse_fast(raw: bytes) -> Any:
        try:
            return decode(raw)
        except refused:
            return parse_slowly(raw)

    return parse_fast


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
