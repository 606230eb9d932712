"""Rules about what is read from answers and from stored records."""

import re
from collections.abc import Iterator

from homerun_helpers.migration.scanning.hits import Hit, is_other, of_v1
from homerun_helpers.migration.scanning.mentions import Mentions
from homerun_helpers.migration.scanning.names import (
    ACTIVE,
    CANDIDATE,
    JOB,
    OWN,
    PAGING,
    TMP,
    is_a_job,
    is_tmp_without_homerun,
)
from homerun_helpers.migration.scanning.source import Read, Source

_APPLICATION = re.compile(
    r"^\$?(?:\w*_)?(?:apps?|applications?|applicants?|rec|records?|row|item|entry|payload)\d*$|[a-z]Application$",
    re.IGNORECASE,
)
# What has a `candidate` is an application; but not the answer that it came in.
_ANSWERS = {"", "response", "resp", "request", "req", "res", "self", "this", "$this", "data", "body"}


def reads(source: Source, mentions: Mentions) -> Iterator[Hit]:
    """Everything that these rules find."""
    applications = {read.receiver for read in source.reads if read.name in CANDIDATE} - _ANSWERS
    for read in source.reads:
        found, certain = of_v1(mentions, read.token)
        if read.name in TMP:
            if found or _is_stored(source, mentions, read):
                yield Hit(read.token, TMP[read.name], certain=found)
        elif read.name in ACTIVE:
            if found or (is_a_job(read.receiver) and source.names & TMP.keys() and not is_other(mentions, read.token)):
                yield Hit(read.token, "active-time", certain=certain)
        elif found and (rule := _rule(read, applications)) is not None:
            yield Hit(read.token, rule, certain=certain)
    yield from _listed(source, mentions)


def _is_stored(source: Source, mentions: Mentions, read: Read) -> bool:
    return is_tmp_without_homerun(source, read.token, read.receiver) and not is_other(mentions, read.token)


def _rule(read: Read, applications: set[str]) -> str | None:
    if read.receiver in OWN:
        return None
    if read.name in CANDIDATE:
        return "candidate-field"
    if read.name in PAGING:
        return "old-paging"
    if not _APPLICATION.search(read.receiver) and read.receiver not in applications:
        return None
    return "content-field" if read.name == "content" else "job-field" if read.name in JOB else None


def _listed(source: Source, mentions: Mentions) -> Iterator[Hit]:
    """`for field in ("tmp_department", "tmp_location")`: names of fields in a list."""
    for index, token in enumerate(source.tokens):
        if token.kind == "string" and token.value in TMP and source.groups[source.group_of[index]].opener:
            before, after = source.text_at(index - 1), source.text_at(index + 1)
            listed = before in ("(", "[", "{", ",") and after in (")", "]", "}", ",")
            if listed and of_v1(mentions, index)[0]:
                yield Hit(index, TMP[token.value], certain=True)
