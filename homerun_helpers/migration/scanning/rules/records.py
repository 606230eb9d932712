"""Rules about JSON files: stored records, and fields of requests in collections of Postman and the like."""

import re
from collections.abc import Iterator

from homerun_helpers.migration.scanning.hits import Hit
from homerun_helpers.migration.scanning.mentions import Mentions
from homerun_helpers.migration.scanning.rule import Rule
from homerun_helpers.migration.scanning.rules.fields import form_rule
from homerun_helpers.migration.scanning.rules.notes import BY_FIELD as NOTE_RULES
from homerun_helpers.migration.scanning.source import NamedValue, Source

RULES = (
    Rule(
        id="v1-record",
        what="stored record of V1",
        instead="python -m homerun_helpers.migration convert makes V2's of it",
        once_in_data=False,
    ),
)

_ADDRESS = re.compile("//")
_NOTES_ADDRESS = re.compile("//.*/notes")


def find(source: Source, mentions: Mentions) -> Iterator[Hit]:
    """The first stored record of V1 of each kind, and the form fields of stored requests."""
    if source.family != "json":
        return
    seen: set[str] = set()
    for found in source.keys_by_group.values():
        names = {key.name for key in found}
        kind = _kind(names)
        if kind and kind not in seen:
            seen.add(kind)
            yield Hit(found[0].token, "v1-record", certain=False)
    yield from _form_fields(source, mentions)


def _kind(names: set[str]) -> str | None:
    if {"candidate", "content", "job"} <= names:
        return "application"
    return "job" if names & {"tmp_department", "tmp_location"} and _is_job(names) else None


def _is_job(names: set[str]) -> bool:
    return {"tmp_department", "tmp_location"} <= names or "active_time" in names


def _form_fields(source: Source, mentions: Mentions) -> Iterator[Hit]:
    """`{"key": "candidate[email]", "value": …}` of a request to V1."""
    for key in source.keys:
        value = source.tokens[key.value] if key.value < len(source.tokens) else None
        if key.name not in ("key", "name") or value is None or "value" not in source.names_in(key.group):
            continue
        name = value.value.partition("[")[0]
        rule = form_rule(name) or (NOTE_RULES.get(name) if _is_for_notes(source, key) else None)
        if rule is not None and value.kind == "string" and mentions.api_at(key.token) == "v1":
            yield Hit(key.value, rule, certain=True)


def _is_for_notes(source: Source, key: NamedValue) -> bool:
    """Whether the nearest address around it is that of the notes."""
    for start, end in source.expressions(key.token):
        if source.has(_ADDRESS, start, end):
            return source.has(_NOTES_ADDRESS, start, end)
    return False
