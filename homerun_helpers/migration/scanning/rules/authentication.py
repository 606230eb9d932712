"""The rule about Basic authentication."""

import re
from collections.abc import Callable, Iterator

from homerun_helpers.migration.scanning.hits import Hit
from homerun_helpers.migration.scanning.mentions import Mentions, is_prose
from homerun_helpers.migration.scanning.rule import Rule
from homerun_helpers.migration.scanning.source import Source
from homerun_helpers.migration.scanning.tokens import Family

RULES = (
    Rule(
        id="basic-auth",
        what="Basic authentication",
        instead='send "Authorization: Bearer <key>", or let Homerun() do it with HOMERUN_API_KEY',
        once_in_data=False,
    ),
)

# Followed by nothing, by something put in, or by user and password in base64; not by other words.
_BASIC = re.compile(r"^(?:Authorization:\s*)?Basic(?:\s*$|\s+[{$%<]|\s+[A-Za-z0-9+/=]{8,}$)")
_NAMES = {
    "HTTPBasicAuth", "BasicAuth", "withBasicAuth", "setBasicAuth", "CURLOPT_USERPWD", "CURLOPT_USERNAME",
    "CURLAUTH_BASIC",
}  # fmt: skip
_KEYS = ("auth", "auth_basic")
# A value has at most this many tokens.
_MAX_TOKENS = 60
# `-uKEY:`, with what belongs to it right behind it.
_JOINED = re.compile(r"-u[\w$]")
_SWITCHES = ("-u", "--user")


def find(source: Source, mentions: Mentions) -> Iterator[Hit]:
    """The places where a request to Homerun uses it, in any version: V2 refuses it."""
    if not mentions.about_homerun:
        return
    is_basic = _BY_FAMILY.get(source.family, _in_code)
    for index in range(len(source.tokens)):
        if is_basic(source, index):
            api = mentions.api_at(index)
            # In a file that also calls V2, the statement itself must name Homerun.
            if api in ("v1", "homerun") or (api == "v2" and mentions.api_near(index) == "v2"):
                yield Hit(index, "basic-auth", certain=api != "homerun")


def _in_code(source: Source, index: int) -> bool:
    token = source.tokens[index]
    if token.value in _KEYS:
        return _has_user(source, index)
    if token.kind == "string":
        compared = source.text_at(index - 1) in ("==", "!=", "===", "!==")
        return _BASIC.search(token.value) is not None and not compared and not is_prose(source, index)
    used = source.text_at(index + 1) in ("(", "=", ",", "=>")
    return token.value in _NAMES and used and not _is_import(source, index)


def _has_user(source: Source, index: int) -> bool:
    """Whether `auth` gets user and password: a tuple, an array, two arguments, or an object with a user name."""
    sign, opener = source.text_at(index + 1), source.text_at(index + 2)
    if sign == "(" and source.text_at(index - 1) == ".":  # superagent's .auth(key, "")
        return any(source.text_at(at) == "," for at in range(index + 2, index + 8))
    if sign not in ("=", ":", "=>"):
        return False
    if opener in ("(", "[") or _ends_with_colon(source, index + 2):
        return True
    inside = source.keys_by_group.get(source.group_of[index + 2], []) if opener == "{" else []
    return any(key.name in ("username", "user", "login") for key in inside)


def _ends_with_colon(source: Source, index: int) -> bool:
    """Whether a value is put together of a user and a colon, as Node's `auth: key + ":"`."""
    group, at = source.group_of[index], index
    last = min(len(source.tokens) - 1, index + _MAX_TOKENS)
    while at < last and source.text_at(at + 1) not in (",", ";") and source.group_of[at + 1] == group:
        at += 1
    at -= at == source.groups[group].end
    return source.tokens[at].kind == "string" and source.tokens[at].value.endswith(":")


def _is_import(source: Source, index: int) -> bool:
    start, _ = source.statement(index)
    return source.text_at(start) in ("import", "from", "use")


def _in_json(source: Source, index: int) -> bool:
    token = source.tokens[index]
    named = source.text_at(index - 1) == ":" and source.value_at(index - 2) in ("type", "authType", "mode")
    return token.kind == "string" and ((named and token.value == "basic") or token.value.startswith("Basic "))


def _in_shell(source: Source, index: int) -> bool:
    text = source.text_at(index)
    joined = _JOINED.match(text) is not None and source.text_at(source.statement(index)[0]) == "curl"
    return text in _SWITCHES or text.startswith(f"{_SWITCHES[1]}=") or joined


_BY_FAMILY: dict[Family, Callable[[Source, int], bool]] = {"json": _in_json, "shell": _in_shell}
