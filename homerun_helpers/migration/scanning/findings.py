"""What the scanner finds: the place, the rule, and an excerpt without secrets."""

import re
from collections.abc import Iterator

from attrs import frozen

from homerun_helpers.migration.scanning.excerpt import excerpt
from homerun_helpers.migration.scanning.hits import Hit
from homerun_helpers.migration.scanning.mentions import Mentions
from homerun_helpers.migration.scanning.rule import Rule, Severity
from homerun_helpers.migration.scanning.rules import FINDERS, RULES
from homerun_helpers.migration.scanning.source import Source
from homerun_helpers.migration.scanning.tokens import Family
from homerun_helpers.migration.scanning.visible import visible

# Nothing is found in a file without one of these, so most files need not be lexed.
_WORTH_A_LOOK = re.compile(r"homerun|tmp_?department|tmp_?location", re.IGNORECASE)
_RECORD_WORDS = ('"candidate"', '"content"', '"job"')
_IGNORE = re.compile(r"homerun:\s*ignore(?:\[([\w\s,-]*)\])?", re.IGNORECASE)
# At most this many findings of a rule in a file are given one by one.
_MAX_FINDINGS = 100
# Keys in or around a stored request, as opposed to a record.
_OF_REQUEST = {"method", "request", "httpMethod", "verb"}


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
        more: how many more there are of this kind in the file, which are not given one by one.

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
    more: int = 0

    def __str__(self) -> str:
        return f"{visible(self.path)}:{self.line}:{self.column}: {self.rule.id}: {self.rule.what} → {self.rule.advice}"


def findings(text: str, path: str, family: Family) -> list[Finding]:
    """The uses of V1 in a text, in their order."""
    if not _WORTH_A_LOOK.search(text) and not (family == "json" and all(word in text for word in _RECORD_WORDS)):
        return []
    source = Source.of(text, family)
    ignored = _ignored(source)
    hits = [hit for hit in sorted(set(_hits(source))) if not _is_ignored(source, hit, ignored)]
    shown, more = _shown(source, hits)
    return [_finding(source, hit, path, more.get(hit, 0)) for hit in shown]


def _finding(source: Source, hit: Hit, path: str, more: int) -> Finding:
    position = source.tokens[hit.token].start
    return Finding(
        path=path,
        line=source.line_of(position),
        column=source.column_of(position),
        rule=RULES[hit.rule],
        severity="certain" if hit.certain else "likely",
        excerpt=excerpt(source, hit.token),
        more=more,
    )


def _shown(source: Source, hits: list[Hit]) -> tuple[list[Hit], dict[Hit, int]]:
    """The hits to give one by one; and how many more there are of a kind, by the last one of it that is given."""
    shown: list[Hit] = []
    last: dict[tuple[str, bool], tuple[Hit, int]] = {}
    more: dict[Hit, int] = {}
    for hit in hits:
        stored = _is_stored(source, hit)
        before, count = last.get((hit.rule, stored), (hit, 0))
        if count < (1 if stored else _MAX_FINDINGS):
            shown.append(hit)
            last[hit.rule, stored] = hit, count + 1
        else:
            more[before] = more.get(before, 0) + 1
    return shown, more


def _is_stored(source: Source, hit: Hit) -> bool:
    """Whether a hit is in data, which has the same field many times, rather than in a stored request."""
    if source.family != "json" or not RULES[hit.rule].once_in_data:
        return False
    return not any(source.names_in(group) & _OF_REQUEST for group in source.groups_around(hit.token))


def _is_ignored(source: Source, hit: Hit, ignored: dict[int, set[str]]) -> bool:
    rules = ignored.get(source.line_of(source.tokens[hit.token].start), set()) if ignored else set()
    return hit.rule in rules or "*" in rules


def _hits(source: Source) -> Iterator[Hit]:
    mentions = Mentions.of(source)
    seen: set[tuple[int, str]] = set()
    for find in FINDERS:
        for hit in find(source, mentions):
            if (hit.token, hit.rule) not in seen:
                seen.add((hit.token, hit.rule))
                yield hit


def _ignored(source: Source) -> dict[int, set[str]]:
    """The rules that comments switch off, by line. A comment alone on its line is about the next line."""
    found: dict[int, set[str]] = {}
    lines = set(source.lines)
    for comment in source.comments:
        if match := _IGNORE.search(comment.text):
            line = source.line_of(comment.start)
            rules = {rule.strip() for rule in (match[1] or "*").split(",")}
            found.setdefault(line if line in lines else line + 1, set()).update(rules)
    return found
