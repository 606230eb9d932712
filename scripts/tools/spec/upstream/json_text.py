"""JSON as browsers read it, from anywhere in a text; what is wrong is told with its place."""

import json
from typing import Any, NoReturn


class JsonError(ValueError):
    """What is not JSON; as text it says what is wrong, and where in the text."""

    def __init__(self, problem: str, text: str, position: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self._text = text
        self._position = position

    def __str__(self) -> str:
        # Counted only when it is asked for: a script has thousands of objects that are not JSON.
        line = self._text.count("\n", 0, self._position) + 1
        column = self._position - self._text.rfind("\n", 0, self._position)
        near = self._text[self._position : self._position + 30]
        return f"{self.problem}, at line {line}, column {column}: {near!r}"


def read_json(text: str) -> Any:
    """The value in a text that is JSON as a whole; JsonError where it is not."""
    value, end = read_json_at(text, len(text) - len(text.lstrip()))
    if text[end:].strip():
        raise JsonError("more follows after its end", text, end)
    return value


def read_json_at(text: str, start: int) -> tuple[Any, int]:
    """The JSON value that begins at an offset, and the offset of its end; JsonError where there is none."""
    try:
        return _DECODER.raw_decode(text, start)
    except json.JSONDecodeError as error:
        raise JsonError(error.msg, text, error.pos) from error
    except ValueError as error:  # a number that is none, or has too many digits
        raise JsonError(str(error), text, start) from error


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


_DECODER = json.JSONDecoder(parse_constant=_refuse_constant)
