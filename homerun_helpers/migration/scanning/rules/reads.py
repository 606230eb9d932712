"""Finds fields of V1 that are read from answers and from stored records."""

import re
from collections.abc import Iterator

from homerun_helpers.migration.scanning.hits import Hit, is_other, of_v1
from homerun_helpers.migration.scanning.mentions import Mentions
from homerun_helpers.migration.scanning.rule import Rule
from homerun_helpers.migration.scanning.rules.fields import (
    BY_NAME,
    CANDIDATE,
    OWN,
    has_peculiar_field,
    is_a_job,
    is_peculiar_without_homerun,
)
from homerun_helpers.migration.scanning.source import Read, Source

_APPLICATION = re.compile(
    r"^\$?(?:\w*_)?(?:apps?|applications?|applicants?|rec|records?|row|item|entry|payload)\d*$|[a-z]Application$",
    re.IGNORECASE,
)
# An object with a `candidate` is an application, but not the answer that it came in.
_ANSWERS = {"", "response", "resp", "request", "req", "res", "self", "this", "$this", "data", "body"}


def find(source: Source, mentions: Mentions) -> Iterator[Hit]:
    """The places where a field is read."""
    applications = {read.receiver for read in source.reads if read.name in CANDIDATE} - _ANSWERS
    for read in source.reads:
        rule = BY_NAME.get(read.name)
        if rule is None:
            continue
        found, certain = of_v1(mentions, read.token)
        if rule.scope == "vacancy":
            if found or _is_stored(source, mentions, read, rule):
                yield Hit(read.token, rule.id, certain=found if rule.is_peculiar else certain)
        elif found and _counts(read, rule, applications):
            yield Hit(read.token, rule.id, certain=certain)
    yield from _listed(source, mentions)


def _is_stored(source: Source, mentions: Mentions, read: Read, rule: Rule) -> bool:
    """Whether a field of a vacancy is read from stored data, in a file that does not name Homerun."""
    if rule.is_peculiar:
        stored = is_peculiar_without_homerun(source, read.token, read.receiver)
    else:
        stored = is_a_job(read.receiver) and has_peculiar_field(source)
    return stored and not is_other(mentions, read.token)


def _counts(read: Read, rule: Rule, applications: set[str]) -> bool:
    """Whether a field that is read is the rule's, by the object that it is read from."""
    if read.receiver in OWN:
        return False
    is_application = _APPLICATION.search(read.receiver) is not None or read.receiver in applications
    return rule.scope != "application" or is_application


def _listed(source: Source, mentions: Mentions) -> Iterator[Hit]:
    """`for field in ("tmp_department", "tmp_location")`: names of fields in a list."""
    for index, token in enumerate(source.tokens):
        rule = BY_NAME.get(token.value) if token.kind == "string" else None
        if rule is not None and rule.is_peculiar and source.groups[source.group_of[index]].opener:
            before, after = source.text_at(index - 1), source.text_at(index + 1)
            is_listed = before in ("(", "[", "{", ",") and after in (")", "]", "}", ",")
            if is_listed and of_v1(mentions, index)[0]:
                yield Hit(index, rule.id, certain=True)
