"""A line of a file as it may be shown: nothing in it that could be a key or a person's data."""

import re

from homerun_helpers.migration._scan.source import Source
from homerun_helpers.migration._scan.tokens import Token

_LONGEST = 100
# So many tokens are shown before and after a place, at most.
_NEAR = 60
_HIDDEN = "…"
# Words that code uses, as opposed to what somebody entered: fields, header names, verbs, media types.
_WORD = re.compile(
    r"[a-z]+(?:_[a-z]+){0,4}(?:\[\w*\])*|[A-Z][a-z]+(?:-[A-Z][a-z]+)*|GET|POST|PUT|PATCH|DELETE|[a-z]+/[a-z.+-]+"
)
_ADDRESS = re.compile(r"((?:https?:)?//)(?:[^\s/@]*@)?([^\s?#]*)")
_PATH = re.compile(r"[{}$\w.()\[\]>'\"-]*(?:/[{}$\w.()\[\]>'\"-]*)+")
_SCHEME = re.compile(r"(?:Authorization: ?)?(?:Basic|Bearer)(?=\s|$)")
_QUOTES = re.compile(r"([rRbBuUfFtT]*)([\"'`])")
_SHELL_WORD = re.compile(r"-{1,2}[a-z-]+|\$\{?\w+\}?|curl|wget|http|echo|export|jq|GET|POST|PUT|PATCH|DELETE")
_SETTING = re.compile(r"[A-Za-z][\w.-]*:")
_SECRET = re.compile(r"(?i)key|token|secret|passw|pwd|auth")
# A long part with digits in it may be a key.
_RANDOM = re.compile(r"(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{16,}|[A-Za-z0-9+=]{24,}|\d{6,}")


def excerpt(source: Source, index: int) -> str:
    """The tokens of the line of a token, strings hidden unless they are words of code, addresses or paths."""
    line = source.lines[index]
    first = index
    while first > 0 and source.lines[first - 1] == line and index - first < _NEAR:
        first -= 1
    last = index
    while last + 1 < len(source.tokens) and source.lines[last + 1] == line and last - index < _NEAR:
        last += 1
    text, at = "", 0
    for one in range(first, last + 1):
        gap = " " if one > first and source.tokens[one].start > source.tokens[one - 1].end else ""
        if one == index:
            at = len(text)
        text += gap + _shown(source, one)
    return _cut(text, at)


def _cut(text: str, at: int) -> str:
    start = max(0, at - _LONGEST // 2) if len(text) > _LONGEST else 0
    shown = text[start : start + _LONGEST]
    return ("…" if start else "") + shown.strip() + ("…" if start + _LONGEST < len(text) else "")


def _shown(source: Source, index: int) -> str:
    token = source.tokens[index]
    if token.kind == "sign":
        return token.text
    if token.kind == "string":
        prefix, quote = _quotes(token)
        return prefix + quote + _inside(source, index) + quote
    if source.family == "shell":  # where every word may be a value
        setting = _begins_line(source, index) and _SETTING.fullmatch(token.text) is not None
        told = setting or source.text_at(index + 1) == "=" or _SHELL_WORD.fullmatch(token.text) is not None
        return token.text if told else _HIDDEN
    return _RANDOM.sub(_HIDDEN, token.text) if token.kind == "number" else token.text


def _begins_line(source: Source, index: int) -> bool:
    return index == 0 or source.lines[index - 1] != source.lines[index]


def _quotes(token: Token) -> tuple[str, str]:
    """What stands before the quotes of a string, such as `f`, and the quotes; a text without any gets none."""
    quoted = _QUOTES.match(token.text)
    return (quoted[1], quoted[2]) if quoted else ("", "")


def _inside(source: Source, index: int) -> str:
    value = source.tokens[index].value
    if not value:
        return ""
    if address := _ADDRESS.search(value):
        return _RANDOM.sub(_HIDDEN, f"{address[1]}{address[2]}"[:80]) + (_HIDDEN if address.end() < len(value) else "")
    if scheme := _SCHEME.match(value):
        return f"{scheme[0]} {_HIDDEN}" if len(value) > len(scheme[0]) else value
    if "\n" not in value and _PATH.fullmatch(value):
        return _RANDOM.sub(_HIDDEN, value[:80])
    named = source.text_at(index + 1) in (":", "=>", "]") or _is_field(source, index)
    safe = named and len(value) <= 40 and _WORD.fullmatch(value) is not None
    return value if safe and not _RANDOM.search(value) else _HIDDEN


def _is_field(source: Source, index: int) -> bool:
    """Whether a string names a field or a verb, rather than holding a value."""
    if source.family == "json":
        return source.text_at(index - 1) == ":" and source.tokens[index].value in (
            "basic",
            "urlencoded",
            "DELETE",
            "GET",
            "POST",
        )
    in_call = source.text_at(index - 1) in ("(", ",") and source.text_at(index + 1) in (",", ")")
    secret = source.text_at(index - 1) in ("=", ":", "=>") or bool(_SECRET.search(source.text_at(index - 2)))
    return in_call and not secret and source.text_at(index - 3) != "auth"
