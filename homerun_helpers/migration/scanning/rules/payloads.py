"""Finds fields of V1 that are sent, or named in types: names with values that V2 renamed or removed."""

import re
from collections.abc import Iterator

from homerun_helpers.migration.scanning.hits import Hit, is_other, of_v1
from homerun_helpers.migration.scanning.mentions import Mentions
from homerun_helpers.migration.scanning.rule import Rule
from homerun_helpers.migration.scanning.rules.fields import (
    BY_NAME,
    CANDIDATE,
    OF_APPLICATION,
    RULES,
    form_rule,
    is_peculiar_without_homerun,
)
from homerun_helpers.migration.scanning.source import NamedValue, Source

# A field of a form: `candidate[first_name]`.
_FORM_FIELD = re.compile(r"^(\w+)(\[\w*\])?$")
_FORM_KEY = re.compile(r"^(\w+)\[\w*\]")
_PATH = re.compile(r"/|^applications$")
_APPLICATIONS = re.compile(r"(?:^|[/}-])applications\b")


def find(source: Source, mentions: Mentions) -> Iterator[Hit]:
    """The places where a field is sent."""
    if source.family == "shell":
        return
    for key in source.keys:
        form_key = _FORM_KEY.match(key.name)
        rule = BY_NAME.get(form_key[1] if form_key else key.name)
        if rule is None or (form_key and not rule.is_in_forms):
            continue
        found, certain = of_v1(mentions, key.token)
        if rule.is_peculiar:
            owner = source.owner_of(key.group)
            stored = is_peculiar_without_homerun(source, key.token, owner) and not is_other(mentions, key.token)
            if found or stored:
                yield Hit(key.token, rule.id, certain=found)
        elif found and (form_key or _counts(source, key, rule)):
            yield Hit(key.token, rule.id, certain=certain)
    if source.family == "javascript":
        yield from _appended(source, mentions)


def _appended(source: Source, mentions: Mentions) -> Iterator[Hit]:
    """`body.append("candidate", …)`: fields that are added to a form one by one."""
    matches = [(index, _FORM_FIELD.match(source.value_at(index))) for index in range(len(source.tokens))]
    named = [(index, match[1], match[2]) for index, match in matches if match and form_rule(match[1])]
    fields = [(index, name, bracket) for index, name, bracket in named if _is_appended(source, index)]
    of_application = any(name in CANDIDATE for _, name, _ in fields)
    for index, name, bracket in fields:
        is_v1, certain = of_v1(mentions, index)
        if is_v1 and (bracket or of_application):
            yield Hit(index, BY_NAME[name].id, certain=certain)


def _is_appended(source: Source, index: int) -> bool:
    called = source.text_at(index - 2) in ("append", "set") and source.text_at(index - 3) in (".", "?.")
    return called and source.text_at(index - 1) == "(" and source.text_at(index + 1) == ","


def _counts(source: Source, key: NamedValue, rule: Rule) -> bool:
    """Whether a key is the rule's field, by the object that it stands in."""
    if rule.scope != "application":
        return True
    others = {name for other in RULES if other.scope == "application" and other is not rule for name in other.names}
    if source.siblings(key) & (OF_APPLICATION | others):
        return True
    is_object = source.text_at(key.value) in ("{", "[", "array", "dict", "list")
    return (is_object or not rule.is_object) and _is_sent_to_applications(source, key)


def _is_sent_to_applications(source: Source, key: NamedValue) -> bool:
    """Whether the nearest path around an object is that of the applications."""
    for start, end in source.regions(key.token):
        if source.has(_PATH, start, end):
            return source.has(_APPLICATIONS, start, end)
    return False
