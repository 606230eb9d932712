"""Which API a place in a file is about: the nearest mention of one decides.

A mention is an address, or a name that stands for one: `BASE = "https://api.homerun.co/v1"` makes `BASE` a mention of
V1, and `HOMERUN_API_KEY` is one of Homerun. So a file may also be about other APIs, and a word as common as `content`
only counts near a mention of Homerun.
"""

import re
from bisect import bisect_left
from typing import Literal

from attrs import define, frozen

from homerun_helpers.migration.scanning.source import Source
from homerun_helpers.migration.scanning.tokens import Token

Api = Literal["v1", "v2", "homerun", "other"]

_ADDRESS = re.compile(r"(?:https?:)?//(?:[^\s/@\"'`]*@)?([\w.${}\-]+)(:\d+)?(/[^\s\"'`]*)?", re.IGNORECASE)
_HOMERUN_HOST = re.compile(r"\bapi\.homerun\.co\b(/*v[12]\b)?", re.IGNORECASE)
# Homerun's pages, and careers pages there, are no API. Neither are addresses that only name a format.
_SAYS_NOTHING = re.compile(
    r"(?:^|\.)(?:homerun\.(?:co|com|hr)|w3\.org|schema\.org|json-schema\.org|schema\.getpostman\.com)$", re.IGNORECASE
)
# `homerun` as a word of a name, but not the home runs of baseball, nor HDHomeRun, a TV tuner.
_NAME = r"(?:(?<![A-Za-z])(?:homerun|HOMERUN|Homerun)|(?<=[a-z0-9])Homerun)(?![a-z]|S(?![a-z]))"
_HOMERUN_NAME = re.compile(_NAME)
_SURE_NAME = re.compile(
    rf"{_NAME}.*?(?i:api|key|token|url|uri|base|client|host|secret|auth|endpoint|service|password|v1)"
    rf"|(?i:api|client|service)s?[\\/._-]?{_NAME}"
)
_OURS = re.compile(r"^homerun_(?:helpers|client)$|^homerun-helpers$|^(?:Async)?Homerun$")
_INTERPOLATED = re.compile(r"\{\$?([\w.>\[\]'\"-]+)|\$(\w+)")
_WORD = re.compile(r"\w++")
_MAX_NAME_CHARS = 200
_IMPORTS = {"import", "from", "require", "require_once", "include", "use", "namespace"}
_OF_V1 = re.compile(r"^/?v1(?:/|$)")
_WORDS_OF_V1 = {"tmp_department", "tmp_location"}
_WORDS_OF_V2 = {"vacancy_id", "custom_data", "display_name", "personal_info", "is_sensitive", "perPage", "include[]"}
_PATH_OF_V2 = re.compile(r"/vacancies(?:[/?]|$)")


@frozen
class Mention:
    """A token that names an API; `sure` when it can mean nothing else."""

    token: int
    api: Api
    sure: bool = True


@define
class Mentions:
    """All mentions of a file.

    Attributes:
        about_homerun: whether the file surely uses Homerun's API.
    """

    source: Source
    found: list[Mention]
    indices: list[int]
    about_homerun: bool

    @classmethod
    def of(cls, source: Source) -> "Mentions":
        """The mentions of a file, each with the version that it is about, if that is known."""
        found = _settled(source, _found(source))
        about_homerun = any(mention.sure and mention.api != "other" for mention in found)
        return cls(source, found, [mention.token for mention in found], about_homerun)

    def api_at(self, index: int) -> Api | None:
        """The API that a place in the file is about."""
        for start, end in self.source.regions(index):
            if nearest := self._nearest(index, start, end):
                return nearest.api
        return None

    def api_near(self, index: int) -> Api | None:
        """The API that the statement of a place is about; None if it names none."""
        for start, end in self.source.expressions(index):
            if nearest := self._nearest(index, start, end):
                return nearest.api
        return None

    def is_homerun(self, name: str) -> bool:
        """Whether a name says that it is about Homerun."""
        return _HOMERUN_NAME.search(name) is not None

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions between two tokens."""
        return self.found[bisect_left(self.indices, start) : bisect_left(self.indices, end)]

    def _nearest(self, index: int, start: int, end: int) -> Mention | None:
        at, first, last = (bisect_left(self.indices, one) for one in (index, start, end))
        around = [self.found[one] for one in (at - 1, at) if first <= one < last]
        return min(around, key=lambda mention: abs(mention.token - index), default=None)


def address_of(value: str) -> tuple[Api | None, str]:
    """The API of an address in a string, and its path; None and the string when it has no address."""
    if homerun := _HOMERUN_HOST.search(value):
        version = (homerun[1] or "").strip("/").lower()
        return ("v1" if version == "v1" else "v2" if version == "v2" else "homerun"), value[homerun.end() :]
    if address := _ADDRESS.search(value):
        host, path = address[1], address[3] or ""
        if _SAYS_NOTHING.search(host):
            return None, ""
        if "." in host.strip(".") or host == "localhost":
            return ("other" if not host.startswith(("$", "{")) else None), path
    return None, value


def _found(source: Source) -> list[Mention]:
    bound: dict[str, Api] = {}
    found: list[Mention] = []
    waiting: list[tuple[int, str]] = []  # assignments: the token before which they end, and their name
    pending: Mention | None = None
    for index, token in enumerate(source.tokens):
        while waiting and index >= waiting[-1][0]:
            _, assigned = waiting.pop()
            if pending is not None:
                bound[assigned] = pending.api
            pending = None
        if (name := _assigned(source, index)) is not None:
            waiting = [(source.statement(index)[1], name)]
            pending = None
        mention = _mention(source, index, token, bound)
        if mention is not None:
            found.append(mention)
            pending = pending or mention
    return found


def _assigned(source: Source, index: int) -> str | None:
    """The name that the assignment with this sign gives a value to; None: it is no such sign."""
    sign = source.text_at(index)
    if sign != "=" and not (sign in ("in", "of", "as") and source.text_at(index - 2) in ("for", "const", "let", "(")):
        return None
    before = source.tokens[index - 1] if index else None
    if sign == "as":  # PHP's foreach names the value last
        return None
    return before.value.lstrip("$") if before is not None and before.kind == "name" else None


def _mention(source: Source, index: int, token: Token, bound: dict[str, Api]) -> Mention | None:
    if token.kind == "string":
        return _in_string(source, index, token, bound)
    if token.kind != "name" or source.text_at(index + 1) == "=":
        return None
    return _in_name(source, index, token.value, bound)


def _in_name(source: Source, index: int, name: str, bound: dict[str, Api]) -> Mention | None:
    if (api := bound.get(name.lstrip("$"))) is not None:
        return Mention(index, api, sure=api != "homerun" or bool(_SURE_NAME.search(name)))
    name = name[:_MAX_NAME_CHARS]
    if _OURS.search(name) and source.family == "python":
        return Mention(index, "v2")
    if not _HOMERUN_NAME.search(name):
        return None
    imported = {source.text_at(index - step) for step in (1, 2, 3, 4, 5)} & _IMPORTS
    return Mention(index, "homerun", sure=bool(_SURE_NAME.search(name) or imported))


def _in_string(source: Source, index: int, token: Token, bound: dict[str, Api]) -> Mention | None:
    if is_prose(source, index):
        return None
    api, _ = address_of(token.value)
    if api is not None:
        return Mention(index, api)
    if token.open:
        for match in _INTERPOLATED.finditer(token.value):
            words = _WORD.findall(match[1] or match[2] or "")
            if words and (inside := _in_name(source, index, words[-1], bound)):
                return inside
    if len(token.value) < 80 and " " not in token.value and _HOMERUN_NAME.search(token.value):
        imported = {source.text_at(index - step) for step in (1, 2)} & (_IMPORTS | {"from"})
        return Mention(index, "homerun", sure=bool(_SURE_NAME.search(token.value) or imported))
    return None


def is_prose(source: Source, index: int) -> bool:
    """Whether a string is a docstring, or another one that the code does not use."""
    if source.family != "python" or source.group_of[index] != 0:
        return False
    start, end = source.statement(index)
    return start == index and end == index + 1


def _settled(source: Source, found: list[Mention]) -> list[Mention]:
    """Mentions without a version get the version of the rest of the file."""
    apis = {mention.api for mention in found}
    values = {token.value for token in source.tokens if token.kind == "string"}
    first = "v1" in apis or bool(values & _WORDS_OF_V1) or any(_OF_V1.search(value) for value in values)
    second = "v2" in apis or (not first and _speaks_v2(source, values))
    if first == second:
        return found
    version: Api = "v1" if first else "v2"
    return [Mention(one.token, version, one.sure) if one.api == "homerun" else one for one in found]


def _speaks_v2(source: Source, values: set[str]) -> bool:
    if values & _WORDS_OF_V2 or any(_PATH_OF_V2.search(value) for value in values):
        return True
    return any(key.name in _WORDS_OF_V2 for key in source.keys)
