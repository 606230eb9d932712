"""Rules about what is sent, and about types: names with values that V2 calls otherwise or has no more."""

import re
from collections.abc import Iterator

from homerun_helpers.migration._scan.hits import Hit, is_other, of_v1
from homerun_helpers.migration._scan.mentions import Mentions
from homerun_helpers.migration._scan.names import (
    ACTIVE,
    CANDIDATE,
    JOB,
    OF_APPLICATION,
    PAGING,
    TMP,
    is_tmp_without_homerun,
)
from homerun_helpers.migration._scan.source import Key, Source

# A field of a form: `candidate[first_name]`.
_FLAT = re.compile(r"^(candidate|content|job)\[\w*\]")
_PATH = re.compile(r"/|^applications$")
_APPLICATIONS = re.compile(r"(?:^|[/}-])applications\b")


def payloads(source: Source, mentions: Mentions) -> Iterator[Hit]:
    """Everything that these rules find."""
    if source.family == "shell":
        return
    for key in source.keys:
        if key.name in TMP:
            found, _ = of_v1(mentions, key.token)
            stored = is_tmp_without_homerun(source, key.token, source.owner_of(key.group))
            if found or (stored and not is_other(mentions, key.token)):
                yield Hit(key.token, TMP[key.name], certain=found)
        elif (rule := _rule(source, key)) is not None:
            found, certain = of_v1(mentions, key.token)
            if found:
                yield Hit(key.token, rule, certain=certain)


def _rule(source: Source, key: Key) -> str | None:
    flat = _FLAT.match(key.name)
    name = flat[1] if flat else key.name
    if name in CANDIDATE:
        return "candidate-field"
    if name in ACTIVE:
        return "active-time"
    if name in PAGING:
        return "old-paging"
    if name == "content" and (flat or _is_content(source, key)):
        return "content-field"
    return "job-field" if name in JOB and (flat or _is_job_of_application(source, key)) else None


def _is_content(source: Source, key: Key) -> bool:
    nested = source.text_at(key.value) in ("{", "[", "array", "dict", "list")
    return bool(source.siblings(key) & (OF_APPLICATION | JOB)) or (nested and _is_sent_to_applications(source, key))


def _is_job_of_application(source: Source, key: Key) -> bool:
    return bool(source.siblings(key) & (OF_APPLICATION | {"content"})) or _is_sent_to_applications(source, key)


def _is_sent_to_applications(source: Source, key: Key) -> bool:
    """Whether the nearest path around an object is the applications'."""
    for start, end in source.regions(key.token):
        if source.has(_PATH, start, end):
            return source.has(_APPLICATIONS, start, end)
    return False
