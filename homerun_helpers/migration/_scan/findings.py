"""What the scanner says: where, which rule, an excerpt without secrets, and the V2 way."""

import re
from collections.abc import Iterator

from attrs import frozen

from homerun_helpers.migration._scan.addresses import addresses
from homerun_helpers.migration._scan.authentication import authentication
from homerun_helpers.migration._scan.excerpt import excerpt
from homerun_helpers.migration._scan.forms import forms
from homerun_helpers.migration._scan.hits import Detector, Hit
from homerun_helpers.migration._scan.mentions import Mentions
from homerun_helpers.migration._scan.notes import notes
from homerun_helpers.migration._scan.payloads import payloads
from homerun_helpers.migration._scan.reads import reads
from homerun_helpers.migration._scan.records import records
from homerun_helpers.migration._scan.rules import RULES, Rule, Severity
from homerun_helpers.migration._scan.source import Source
from homerun_helpers.migration._scan.times import times
from homerun_helpers.migration._scan.tokens import Family

# Nothing is found without one of these; so most files need no closer look.
_WORTH_A_LOOK = re.compile(r"homerun|tmp_?department|tmp_?location", re.IGNORECASE)
_RECORD_WORDS = ('"candidate"', '"content"', '"job"')
_IGNORE = re.compile(r"homerun:\s*ignore(?:\[([\w\s,-]*)\])?", re.IGNORECASE)
_DETECTORS: tuple[Detector, ...] = (addresses, authentication, forms, payloads, reads, notes, times, records)
# Data holds the same again and again: once is enough.
_ONCE_IN_DATA = {
    "tmp-department",
    "tmp-location",
    "active-time",
    "candidate-field",
    "content-field",
    "job-field",
    "old-paging",
}


@frozen(kw_only=True)
class Finding:
    """One use of V1.

    Attributes:
        path: the file.
        line: from 1.
        column: from 1, in characters.
        rule: the rule that was met.
        severity: `certain`, or `likely` when Homerun's API is not named near enough to be sure.
        excerpt: the line, with strings shown as `…` that may be secrets or personal data.

    Example:
        ```python
        from homerun_helpers.migration.scanning import scan_text

        (finding,) = scan_text('BASE = "https://api.homerun.co/v1"', "settings.py")
        assert (finding.line, finding.column, finding.severity) == (1, 8, "certain")
        print(finding.rule.id, finding.rule.advice)
        ```
    """

    path: str
    line: int
    column: int
    rule: Rule
    severity: Severity
    excerpt: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.rule.id}: {self.rule.what} → {self.rule.advice}"


def findings(text: str, path: str, family: Family) -> list[Finding]:
    """The uses of V1 in a text, in their order."""
    if not _WORTH_A_LOOK.search(text) and not (family == "json" and all(word in text for word in _RECORD_WORDS)):
        return []
    source = Source.of(text, family)
    hits = sorted(set(_hits(source)))
    ignored = _ignored(source)
    found = []
    for hit in hits:
        position = source.tokens[hit.token].start
        line = source.line_of(position)
        if hit.rule in ignored.get(line, ()) or "*" in ignored.get(line, ()):
            continue
        severity: Severity = "certain" if hit.certain else "likely"
        shown, column = excerpt(source, hit.token), source.column_of(position)
        found.append(
            Finding(path=path, line=line, column=column, rule=RULES[hit.rule], severity=severity, excerpt=shown)
        )
    return found


def _hits(source: Source) -> Iterator[Hit]:
    mentions = Mentions.of(source)
    seen: set[tuple[int, str]] = set()
    for detect in _DETECTORS:
        for hit in detect(source, mentions):
            stored = source.family == "json" and hit.rule in _ONCE_IN_DATA and detect is payloads
            place = (-1 if stored else hit.token, hit.rule)
            if place not in seen:
                seen.add(place)
                yield hit


def _ignored(source: Source) -> dict[int, set[str]]:
    """The rules that a comment switches off, by line; a comment alone on its line is about the next one."""
    found: dict[int, set[str]] = {}
    lines = set(source.lines)
    for comment in source.comments:
        if match := _IGNORE.search(comment.text):
            line = source.line_of(comment.start)
            rules = {rule.strip() for rule in (match[1] or "*").split(",")}
            found.setdefault(line if line in lines else line + 1, set()).update(rules)
    return found
