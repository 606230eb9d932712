"""The rule about form-encoded bodies."""

from collections.abc import Callable, Iterator

from homerun_helpers.migration.scanning.hits import Hit, of_v1
from homerun_helpers.migration.scanning.mentions import Mentions, is_prose
from homerun_helpers.migration.scanning.rule import Rule
from homerun_helpers.migration.scanning.source import Source
from homerun_helpers.migration.scanning.tokens import Family

RULES = (
    Rule(
        id="form-body",
        what="form-encoded body",
        instead="send JSON; only uploads are multipart. The helpers take named arguments",
        once_in_data=False,
    ),
)

_BODY_CALLS = {"post", "put", "patch", "request", "Request", "send", "fetch", "axios", "ajax"}
_BODY_NAMES = {
    "body", "data", "form", "payload", "fields", "postfields", "CURLOPT_POSTFIELDS", "$body", "$data", "$payload",
    "$fields",
}  # fmt: skip
# Switches of curl that send.
DATA = {"-d", "--data", "--data-urlencode", "--data-raw"}


def find(source: Source, mentions: Mentions) -> Iterator[Hit]:
    """The places where one is sent to V1, or may be."""
    if not mentions.about_homerun:
        return
    is_form = _BY_FAMILY[source.family]
    for index in range(len(source.tokens)):
        if is_form(source, index) or _is_media_type(source, index):
            found, certain = of_v1(mentions, index)
            if found:
                yield Hit(index, "form-body", certain=certain)


def _is_media_type(source: Source, index: int) -> bool:
    """Whether the media type is given to a header, rather than compared with one that came."""
    token = source.tokens[index]
    if token.kind != "string" or "application/x-www-form-urlencoded" not in token.value or is_prose(source, index):
        return False
    near = [source.tokens[at].value.lower() for at in range(max(0, index - 4), index + 1)]
    given = source.text_at(index - 1) in (":", "=>", ",", "=", "(", "[")
    return given and any("content-type" in word or word == "contenttype" for word in near)


def _in_json(source: Source, index: int) -> bool:
    named = source.text_at(index - 1) == ":" and source.value_at(index - 2) in ("mode", "type", "bodyType")
    return named and source.tokens[index].value in ("urlencoded", "formencoded", "formUrlEncoded")


def _in_shell(source: Source, index: int) -> bool:
    json = source.text_at(index + 1).lstrip("\"'@").startswith(("{", "["))
    return source.text_at(index) in DATA and not json


def _in_python(source: Source, index: int) -> bool:
    """`data=` of a call that sends, which neither sends JSON by it nor uploads a file."""
    group = source.group_of[index]
    if source.text_at(index) != "data" or source.text_at(index + 1) != "=" or source.groups[group].opener != "(":
        return False
    names = source.names_in(group)
    value = source.text_at(index + 2)
    form = "files" not in names and value not in ("json", "None", "b") and not value.startswith(("b'", 'b"'))
    return form and (_in_call(source, index, _BODY_CALLS) or _has_path(source, group))


def _has_path(source: Source, group: int) -> bool:
    """Whether one of the arguments is a path or a verb: the application's own function sends it."""
    found = source.groups[group]
    return any(source.group_of[at] == group for at in source.within(_is_path_or_verb, found.start, found.end))


def _is_path_or_verb(source: Source, index: int) -> bool:
    token = source.tokens[index]
    return token.kind == "string" and (token.value.startswith("/") or token.value in ("POST", "PUT", "PATCH"))


def _in_javascript(source: Source, index: int) -> bool:
    name, after, value = (source.text_at(at) for at in (index, index + 1, index + 2))
    if name == "form":  # of got, and of request
        return after == ":" and value == "{" and _in_call(source, index, _BODY_CALLS | {"got"})
    encodes = name == "URLSearchParams" or (name == "stringify" and source.text_at(index - 2) in ("qs", "querystring"))
    return encodes and after == "(" and _is_body(source, index)


def _in_php(source: Source, index: int) -> bool:
    name, after, value = source.tokens[index].value, source.text_at(index + 1), source.text_at(index + 2)
    if name in ("asForm", "form_params"):
        return after in ("(", "=>")
    if name == "CURLOPT_POSTFIELDS":
        return after in ("=>", ",") and value in ("[", "array")
    return name == "http_build_query" and after == "(" and _is_body(source, index)


def _in_call(source: Source, index: int, names: set[str]) -> bool:
    return any(name in names for _, name in source.calls_around(index))


def _is_body(source: Source, index: int) -> bool:
    """Whether what is encoded here is sent as a body, and not as the query of an address."""
    start, _ = source.statement(index)
    words = {source.tokens[at].value for at in range(max(start, index - 6), index)}
    return bool(words & _BODY_NAMES) or _in_call(source, index, {"post", "put", "patch"})


_BY_FAMILY: dict[Family, Callable[[Source, int], bool]] = {
    "python": _in_python,
    "javascript": _in_javascript,
    "php": _in_php,
    "json": _in_json,
    "shell": _in_shell,
}
