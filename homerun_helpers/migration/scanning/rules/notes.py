"""Rules about notes: `body` and `name` are common words, so they count only next to notes."""

import re
from collections import defaultdict
from collections.abc import Iterator

from homerun_helpers.migration.scanning.hits import Hit, of_v1
from homerun_helpers.migration.scanning.mentions import Mentions
from homerun_helpers.migration.scanning.rule import Rule
from homerun_helpers.migration.scanning.rules.fields import OWN
from homerun_helpers.migration.scanning.source import NamedValue, Source

RULES = (
    Rule(
        id="note-body",
        what="`body` of a note",
        instead="it is called `note`",
        operation="create_note",
        helper="job_applications.add_note",
    ),
    Rule(
        id="note-name",
        what="`name` of a note",
        instead="it is called `display_name`",
        operation="create_note",
        helper="job_applications.add_note",
    ),
)

BY_FIELD = {"body": "note-body", "name": "note-name"}
_PATH = re.compile(r"[/}]notes?\b|^notes?/")
_NOTE = re.compile(r"^\$?(?:\w*_)?(?:notes?|comments?)$|[a-z](?:Note|Comment)s?$")
# What stands beside the `body` of a request, as in `fetch(url, {method: "POST", body})`, and beside V2's names.
_OF_REQUEST = {"method", "headers", "mode", "url", "credentials", "query"}
_OF_V2 = {"note", "display_name"}
_ENCODERS = {"JSON", "new", "json_encode", "http_build_query", "qs"}
# At most this many tokens lie between the notes' path and a field that is read from its answer.
_MAX_TOKENS_TO_PATH = 60


def find(source: Source, mentions: Mentions) -> Iterator[Hit]:
    """The places where these rules are met."""
    if source.family == "shell" or not mentions.about_homerun:
        return
    yield from _sent(source, mentions)
    yield from _received(source, mentions)


def _sent(source: Source, mentions: Mentions) -> Iterator[Hit]:
    for key in source.keys:
        if key.name in BY_FIELD and _is_of_note(source, key):
            found, certain = of_v1(mentions, key.token)
            if found:
                yield Hit(key.token, BY_FIELD[key.name], certain=certain)


def _is_of_note(source: Source, key: NamedValue) -> bool:
    siblings = source.siblings(key)
    if "body" not in siblings or siblings & (_OF_V2 | _OF_REQUEST):
        return False
    body = source.key_named("body", key.group)
    return body is not None and source.text_at(body.value) not in _ENCODERS and _is_about_notes(source, key)


def _is_about_notes(source: Source, key: NamedValue) -> bool:
    if _NOTE.search(source.owner_of(key.group)):
        return True
    whole = (0, len(source.tokens))
    return any(source.has(_PATH, *region) for region in source.regions(key.token) if region != whole)


def _received(source: Source, mentions: Mentions) -> Iterator[Hit]:
    """`body` and `name` of what is called a note, or of what has both and comes from the notes' endpoint."""
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for read in source.reads:
        if read.name in BY_FIELD and read.receiver not in OWN | {""}:
            found[read.receiver][read.name].append(read.token)
    for receiver, reads in found.items():
        named = _NOTE.search(receiver) is not None
        bodies = [one for one in reads["body"] if named or (reads["name"] and _comes_from_notes(source, one))]
        for field, indices in (("body", bodies), ("name", reads["name"] if bodies else ())):
            for index in indices:
                is_v1, certain = of_v1(mentions, index)
                if is_v1:
                    yield Hit(index, BY_FIELD[field], certain=certain and named)


def _comes_from_notes(source: Source, index: int) -> bool:
    """Whether the notes' path is the last one before a place."""
    before = (
        one.value
        for one in reversed(source.tokens[max(0, index - _MAX_TOKENS_TO_PATH) : index])
        if one.kind == "string"
    )
    return _PATH.search(next((value for value in before if "/" in value), "")) is not None
