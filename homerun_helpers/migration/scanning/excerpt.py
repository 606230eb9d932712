"""A line of a file as it may be shown, without anything that could be a key or personal data."""

import re

from homerun_helpers.migration.scanning.masks import HIDDEN, masked
from homerun_helpers.migration.scanning.source import Source
from homerun_helpers.migration.scanning.tokens import Token
from homerun_helpers.migration.scanning.visible import visible

_MAX_CHARS = 100
# At most this many tokens before and after a place are shown.
_MAX_TOKENS_BESIDE = 60
_QUOTES = re.compile(r"([rRbBuUfFtT]*)([\"'`])")
_LONE_QUOTES = {'"', "'", "`"}
_SHELL_WORD = re.compile(
    r"-[A-Za-z]|-[fgiksSLvX]{2,5}|--[a-z]+(?:-[a-z]+){0,3}|\$\{?\w{1,40}\}?"
    r"|curl|wget|http|echo|export|jq|GET|POST|PUT|PATCH|DELETE"
)
# A switch with its value attached.
_SWITCH_AND_VALUE = re.compile(r"(-[udHF])\S+")
_SETTING = re.compile(r"[A-Za-z_][\w.-]{0,40}:?")
# A long part with digits in it may be a key, also as a name.
_RANDOM = re.compile(r"(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{16,}|[A-Za-z0-9+=]{40,}|\d{6,}")


def excerpt(source: Source, index: int) -> str:
    """The line of a token. Strings are hidden, except known fields, addresses and paths."""
    line = source.lines[index]
    first = last = index
    while first > 0 and source.lines[first - 1] == line and index - first < _MAX_TOKENS_BESIDE:
        first -= 1
    while last + 1 < len(source.tokens) and source.lines[last + 1] == line and last - index < _MAX_TOKENS_BESIDE:
        last += 1
    # After a quote that is never closed, the words may be part of a string.
    broken = any(source.text_at(one) in _LONE_QUOTES for one in range(first, last + 1))
    text, at = "", 0
    for one in range(first, last + 1):
        gap = " " if one > first and source.tokens[one].start > source.tokens[one - 1].end else ""
        if one == index:
            at = len(text)
        hide = broken and source.tokens[one].kind in ("name", "number")
        text += gap + (HIDDEN if hide else _shown(source, one))
    return _cut(visible(text), at)


def _cut(text: str, at: int) -> str:
    start = max(0, at - _MAX_CHARS // 2) if len(text) > _MAX_CHARS else 0
    shown = text[start : start + _MAX_CHARS]
    return ("…" if start else "") + shown.strip() + ("…" if start + _MAX_CHARS < len(text) else "")


def _shown(source: Source, index: int) -> str:
    token = source.tokens[index]
    if token.kind == "sign":
        return token.text
    if token.kind == "string":
        prefix, quote = _quotes(token)
        return prefix + quote + (masked(token.value) if token.value else "") + quote
    if source.family == "shell":  # where every word may be a value
        return _word(source, index)
    return _RANDOM.sub(HIDDEN, token.text[: 2 * _MAX_CHARS])


def _word(source: Source, index: int) -> str:
    text = source.text_at(index)
    if _SHELL_WORD.fullmatch(text) or (_is_name(source, index) and not _RANDOM.search(text)):
        return text
    joined = _SWITCH_AND_VALUE.fullmatch(text)
    return f"{joined[1]}{HIDDEN}" if joined else HIDDEN


def _is_name(source: Source, index: int) -> bool:
    """Whether a word is the name in `NAME=…` or `name: …`."""
    before = source.text_at(index - 1)
    begins = index == 0 or source.lines[index - 1] != source.lines[index]
    if not _SETTING.fullmatch(source.text_at(index)) or (begins and before == "\\"):
        return False
    given = source.text_at(index + 1) == "="
    return (begins and (given or source.text_at(index).endswith(":"))) or (given and before == "export")


def _quotes(token: Token) -> tuple[str, str]:
    """The prefix of a string, such as `f`, and its quotes; both are empty for a text without quotes."""
    quoted = _QUOTES.match(token.text)
    return (quoted[1], quoted[2]) if quoted else ("", "")
