"""Rules about what is sent, and about types: names with values that V2 calls otherwise or has no more."""

import re
from collections.abc import Iterator

from homerun_helpers.migration.scanning.hits import Hit, is_other, of_v1
from homerun_helpers.migration.scanning.mentions import Mentions
from homerun_helpers.migration.scanning.names import (
    ACTIVE,
    CANDIDATE,
    JOB,
    OF_APPLICATION,
    PAGING,
    TMP,
    is_tmp_without_homerun,
)
from homerun_helpers.migration.scanning.source import Key, Source

# A field of a form: `candidate[first_name]`.
_FLAT = re.compile(r"^(candidate|content|job)\[\w*\]")
_FORM_FIELD = re.compile(r"^(candidate(?:_id|Id)?|content|job(?:_id|Id)?)(\[\w*\])?$")
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
    if source.family == "javascript":
        yield from _appended(source, mentions)


def _appended(source: Source, mentions: Mentions) -> Iterator[Hit]:
    """`body.append("candidate", …)`: fields of a form that is made one by one."""
    found = [(index, _FORM_FIELD.match(source.value_at(index))) for index in range(len(source.tokens))]
    fields = [(index, match[1], match[2]) for index, match in found if match and _is_appended(source, index)]
    of_application = any(name in CANDIDATE for _, name, _ in fields)
    for index, name, flat in fields:
        is_v1, certain = of_v1(mentions, index)
        if is_v1 and (flat or of_application):
            rule = "candidate-field" if name in CANDIDATE else "content-field" if name == "content" else "job-field"
            yield Hit(index, rule, certain=certain)


def _is_appended(source: Source, index: int) -> bool:
    called = source.text_at(index - 2) in ("append", "set") and source.text_at(index - 3) in (".", "?.")
    return called and source.text_at(index - 1) == "(" and source.text_at(index + 1) == ","


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
