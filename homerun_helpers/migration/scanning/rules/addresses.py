"""Rules about where requests go: V1's address, and endpoints that are gone or are called otherwise."""

import re
from collections.abc import Iterator

from homerun_helpers.migration.scanning.hits import Hit
from homerun_helpers.migration.scanning.mentions import Mentions, address_of, is_prose
from homerun_helpers.migration.scanning.rule import Rule
from homerun_helpers.migration.scanning.rules.forms import DATA
from homerun_helpers.migration.scanning.source import Source

RULES = (
    Rule(
        id="v1-url",
        what="address of API V1",
        instead="https://api.homerun.co/v2 with a new key; the helpers know it",
    ),
    Rule(
        id="candidates-endpoint",
        what="candidates endpoint, which is gone",
        instead="there are only applications: read personal_info, send the candidate's fields with the application",
        operation="list_job_applications",
        helper="job_applications.list",
    ),
    Rule(
        id="applications-endpoint",
        what="V1's applications endpoint",
        instead="it is /job-applications; homerun.job_applications has list, get, create, update, move and delete",
    ),
    Rule(
        id="jobs-endpoint",
        what="jobs endpoint",
        instead="jobs are vacancies",
        operation="list_vacancies",
        helper="vacancies.list",
    ),
    Rule(
        id="file-delete",
        what="deletes a file, which V2 cannot",
        instead="gone: delete it in the Homerun app. The API deletes whole applications only",
        once_in_data=False,
    ),
    Rule(
        id="file-list",
        what="lists the files of an application",
        instead="read `files` of the application",
        operation="get_job_application",
        helper="job_applications.get",
    ),
    Rule(
        id="note-list",
        what="lists the notes of an application",
        instead='ask for the application with include=["notes"]',
        operation="get_job_application",
        helper="job_applications.get",
    ),
)

_V1_URL = re.compile(r"\bapi\.homerun\.co/+v1\b", re.IGNORECASE)
_V1_PART = re.compile(r"(?:^|\})/?v1(?:/|$)|^\$\w+/v1(?:/|$)")
_PATH = re.compile(r"^[\w/.?=&%$\[\]{}()>:+'\"-]*$")
_ENDPOINTS = (
    ("candidates-endpoint", re.compile(r"(?:^|/)candidates?(?:[/?]|$)")),
    ("jobs-endpoint", re.compile(r"(?:^|/)jobs?(?:[/?]|$)")),
    ("applications-endpoint", re.compile(r"(?:^|/)applications?(?:[/?]|$)")),
)
_CLIENT = re.compile(r"client|api|http|session|axios|request|^(?:ky|got|c|s)$", re.IGNORECASE)
_FILES = re.compile(r"/files?(?:/[^/]*)?/?$")
_NOTES = re.compile(r"/notes?/?(?:\?.*)?$")
_SEPARATORS = {",", ";", "=", "=>", ":", "?", "return"}
_VERBS = {"get", "post", "put", "patch", "delete"}
_METHODS = _VERBS | {"request", "fetch", "axios", "send", "url", "baseUrl", "curl_init"}
_URL_KEYS = {"url", "uri", "path", "endpoint", "href", "raw", "baseURL", "base_url", "base_uri", "CURLOPT_URL"}
# A longer string is a text, and no address.
_MAX_CHARS = 2000
# A verb that is further away belongs to another request, and a string to another address.
_MAX_TOKENS_TO_VERB = 400
_MAX_TOKENS_TO_PART = 60


def find(source: Source, mentions: Mentions) -> Iterator[Hit]:
    """The places where these rules are met."""
    for index, token in enumerate(source.tokens):
        if token.kind == "string" and len(token.value) <= _MAX_CHARS and not is_prose(source, index):
            yield from _address(source, mentions, index)


def _address(source: Source, mentions: Mentions, index: int) -> Iterator[Hit]:
    value = source.tokens[index].value
    api, path = address_of(value)
    if api == "other":
        return
    if _V1_URL.search(value):
        yield Hit(index, "v1-url", certain=True)
    elif api is None and _is_version(source, mentions, index):
        yield Hit(index, "v1-url", certain=False)
    if api is None and not _is_path(source, mentions, index):
        return
    yield from _endpoint(source, mentions, index, path)


def _is_version(source: Source, mentions: Mentions, index: int) -> bool:
    """Whether a string is the `/v1` of an address, and the host stands in another string."""
    value = source.tokens[index].value
    if not _V1_PART.search(value) or " " in value or source.family == "json":
        return False
    return mentions.api_at(index) in ("v1", "homerun") and mentions.about_homerun


def _is_path(source: Source, mentions: Mentions, index: int) -> bool:
    """Whether a string without a host is the path of a request to Homerun."""
    value = source.tokens[index].value
    if not _PATH.match(value) or not value or source.family == "json":
        return False
    if mentions.api_at(index) not in ("v1", "homerun") or not mentions.about_homerun:
        return False
    whole = value.startswith("/") or "}/" in value or re.match(r"\$\w+/", value) is not None
    return whole or ("[" not in value and _is_target(source, mentions, index))


def _is_target(source: Source, mentions: Mentions, index: int) -> bool:
    """Whether a string is the argument of a call, or the value of a key, that says where a request goes."""
    before, call = source.text_at(index - 1), source.call_of(source.group_of[index])
    if before in ("%", "+", ".") and mentions.within(index - 2, index):  # BASE % "jobs"
        return True
    if before == "(":
        return mentions.is_homerun(call) or (call in _METHODS and _is_client(source, mentions, index))
    if before == "," and source.text_at(index - 3) == "(":
        return call in _METHODS or source.value_at(index - 2).lower() in _VERBS
    return before in ("=", ":", "=>") and source.value_at(index - 2) in _URL_KEYS


def _is_client(source: Source, mentions: Mentions, index: int) -> bool:
    """Whether the call that a string is the first argument of is one of a client, and not of a cache or a form."""
    start = source.groups[source.group_of[index]].start
    receiver = source.value_at(start - 3)
    mentioned = mentions.within(source.chain_start(start), start)
    return bool(mentioned) or _CLIENT.search(receiver) is not None or source.text_at(start - 2) not in (".", "->", "::")


def _endpoint(source: Source, mentions: Mentions, index: int, path: str) -> Iterator[Hit]:
    certain = mentions.api_at(index) in ("v1", "v2")
    plain = path.partition("?")[0]
    for rule, pattern in _ENDPOINTS:
        if pattern.search(plain):
            yield Hit(index, rule, certain=certain)
            break
    before, after = _rest(source, index)
    if not before:
        yield from _below(source, index, plain + after, certain=certain)


def _below(source: Source, index: int, path: str, *, certain: bool) -> Iterator[Hit]:
    """Files and notes of an application."""
    method = _method(source, index)
    if _FILES.search(path) and method in ("get", "delete"):
        yield Hit(index, f"file-{'list' if method == 'get' else 'delete'}", certain=certain)
    elif _NOTES.search(path) and method == "get":
        yield Hit(index, "note-list", certain=certain)


def _rest(source: Source, index: int) -> tuple[str, str]:
    """The strings before and after one in its expression: an address may be put together of several."""
    if source.family == "shell":  # there, strings side by side are separate words
        return "", ""
    group, parts = source.group_of[index], ("", "")
    for side, step in enumerate((-1, 1)):
        at, found = index + step, ""
        while (
            0 <= at < len(source.tokens)
            and abs(at - index) < _MAX_TOKENS_TO_PART
            and not (source.group_of[at] == group and source.text_at(at) in _SEPARATORS)
        ):
            if source.groups[source.group_of[at]].start < source.groups[group].start or _is_bracket_of(
                source, at, group
            ):
                break
            token = source.tokens[at]
            if source.group_of[at] == group and token.kind in ("string", "name"):
                found += token.value if token.kind == "string" else "_"
            at += step
        parts = (found, parts[1]) if side == 0 else (parts[0], found)
    return ("/" if "/" in parts[0] else ""), parts[1]


def _is_bracket_of(source: Source, index: int, group: int) -> bool:
    return index in (source.groups[group].start, source.groups[group].end)


def _method(source: Source, index: int) -> str:
    """The verb of the request that an address belongs to, in lower case; `get` if none is said."""
    if source.family == "shell":
        return _method_in_shell(source, index)
    for start, end in source.regions(index):
        verbs = {_verb(source, at) for at in source.within(_verb, start, min(end, start + _MAX_TOKENS_TO_VERB))}
        if verbs:
            return verbs.pop() if len(verbs) == 1 else ""
    return "get"


def _method_in_shell(source: Source, index: int) -> str:
    start, end = source.statement(index)
    for at in source.within(_is_switch, start, end)[:1]:
        return source.text_at(at + 1).lower()
    return "post" if source.within(_is_data, start, end) else "get"


def _is_switch(source: Source, index: int) -> bool:
    return source.text_at(index) in ("-X", "--request")


def _is_data(source: Source, index: int) -> bool:
    return source.text_at(index) in DATA


def _verb(source: Source, index: int) -> str:
    token, before = source.tokens[index], source.text_at(index - 1)
    word = token.value.lower()
    called = token.kind == "name" and source.text_at(index + 1) == "(" and before in (".", "->", "::", "?.")
    return word if word in _VERBS and (called or token.value.isupper()) else ""
