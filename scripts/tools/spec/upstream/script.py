"""Reads the JSON that stands in JavaScript: `const __redoc_state = {…};`, `Redoc.init({…})`, `JSON.parse("…")`.

The script is cut into tokens, so that comments, strings and regular expressions are not taken for code; where an object
may begin, the JSON decoder reads it, which also finds its end.
"""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tools.spec.upstream.json_text import JsonError, read_json, read_json_at

# Possessive (`*+`): strings may be megabytes long, and there is nothing to step back to.
_TOKEN = re.compile(
    r"""
      (?P<blank>\s++ | //[^\n\r\u2028\u2029]*+ | <!--[^\n\r]*+ | /\*.*?(?:\*/|\Z))
    | (?P<string>"(?:[^"\\\n\r]++|\\.)*+" | '(?:[^'\\\n\r]++|\\.)*+' | `(?:[^`\\]++|\\.)*+`)
    | (?P<word>[\w$]++(?:\s*+\.\s*+[\w$]++)*+)
    | (?P<mark>[=!]==?|=>|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_REGEX = re.compile(r"/(?:[^/\\\[\n\r]++|\\.|\[(?:[^\]\\\n\r]++|\\.)*+\])++/\w*+")
_BEFORE_REGEX = {"return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "else", "do", "instanceof"}
_JSON_OBJECT = re.compile(r'\{\s*+["}]')
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|.))", re.DOTALL)
_SHORT = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": "", "\r\n": "", "\r": ""}
_LONGEST_ADDRESS = 4000  # characters


@dataclass(frozen=True)
class Literal:
    """A JSON object in a script, and what it is given to: a variable, a property or a function."""

    name: str
    value: Any


@dataclass(frozen=True)
class Text:
    """A short string in a script, and what it is given to."""

    name: str
    value: str


@dataclass(frozen=True)
class Broken:
    """An object that is not JSON, what it is given to, and why it is none."""

    name: str
    fault: JsonError


Found = Literal | Text | Broken


def scan(script: str) -> Iterator[Found]:
    """What JSON objects and strings a script gives to names, in order."""
    return _Scan(script).run()


class _Scan:
    """One pass over a script."""

    def __init__(self, script: str) -> None:
        self._script = script
        self._before: deque[str] = deque(maxlen=8)  # the last tokens, comments aside

    def run(self) -> Iterator[Found]:
        position = 0
        while (match := _TOKEN.match(self._script, position)) is not None:
            start, position = match.span()
            if match["blank"] is not None:
                continue
            if match[0] == "/" and self._may_be_regex():
                regex = _REGEX.match(self._script, start)
                position = position if regex is None else regex.end()
            elif match[0] == "{" and self._previous() in ("=", "(", ",", ":"):
                found, position = self._object(start)
                yield found
            elif match["string"] is not None and len(match[0]) < _LONGEST_ADDRESS:
                yield self._string(match[0])
            elif match["string"] is not None and self._name().endswith("JSON.parse"):
                yield self._parsed(match[0])
            self._before.append(match[0] if position == match.end() else "}")

    def _object(self, start: int) -> tuple[Literal | Broken, int]:
        name = self._name()
        try:
            if not _JSON_OBJECT.match(self._script, start):
                raise JsonError("its keys have no double quotes", self._script, start)  # noqa: TRY301 - as the decoder does
            value, end = read_json_at(self._script, start)
        except JsonError as fault:
            return Broken(name, fault), start + 1
        return Literal(name, value), end

    def _string(self, token: str) -> Found:
        name = self._name()
        return self._parsed(token) if name.endswith("JSON.parse") else Text(name, unquote(token))

    def _parsed(self, token: str) -> Literal | Broken:
        name = self._name(skip=2)  # what `JSON.parse(` is given to
        try:
            return Literal(name, read_json(unquote(token)))
        except JsonError as fault:
            return Broken(name, fault)

    def _previous(self) -> str:
        return self._before[-1] if self._before else ""

    def _may_be_regex(self) -> bool:
        """Whether a slash begins a regular expression; after a value it divides."""
        previous = self._previous()
        is_value = previous.endswith((")", "]", "}", "_", "$", '"', "'", "`")) or previous[-1:].isalnum()
        return not is_value or previous in _BEFORE_REGEX

    def _name(self, *, skip: int = 0) -> str:
        """What the coming value is given to: the name before `=`, `:` or `(`, as in `window["name"] =`."""
        tokens = list(self._before)[: len(self._before) - skip]
        if len(tokens) < 2 or tokens[-1] not in ("=", ":", "("):
            return ""
        name = tokens[-3] if tokens[-2] == "]" and len(tokens) > 2 else tokens[-2]
        return re.sub(r"\s", "", name.strip("\"'`"))


def unquote(token: str) -> str:
    """The value of a JavaScript string, of which quotes and escapes are as they stand in the script."""
    value = _ESCAPE.sub(_unescape, token[1:-1])
    # Halves of a character, each written as \uXXXX, belong together.
    return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def _unescape(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    if code is not None:
        return chr(min(int(code, 16), 0x10FFFF))
    return _SHORT.get(match[4], match[4])
