"""Changes as text for a terminal, as Markdown and as JSON."""

import json
from itertools import groupby

from tools.spec.diff.change import API, Level, SpecChange

COLOURS = {Level.BREAKING: "\033[31m", Level.ADDITIVE: "\033[32m", Level.DOCUMENTATION: "\033[2m"}
NAMES = {Level.BREAKING: "breaking for callers", Level.ADDITIVE: "additive", Level.DOCUMENTATION: "documentation"}
WIDTH = max(map(len, NAMES.values()))


def as_text(changes: list[SpecChange], title: str, *, colour: bool) -> str:
    """The changes by operation, each after its level."""
    lines = [title]
    for operation, group in groupby(changes, key=lambda change: change.operation):
        lines += ["", operation]
        for change in group:
            label = f"{NAMES[change.level]:{WIDTH}}"
            label = f"{COLOURS[change.level]}{label}\033[0m" if colour else label
            lines.append(f"  {label}  {change.message}")
            lines += [f"  {'':{WIDTH}}  {also(change)}"] if change.also else []
    return "\n".join([*lines, "", total(changes)])


def as_markdown(changes: list[SpecChange], title: str) -> str:
    """The changes by operation, for a pull request."""
    lines = [f"## {escaped(title)}", "", f"**{total(changes)}**"]
    for operation, group in groupby(changes, key=lambda change: change.operation):
        lines += ["", f"### {operation}" if operation == API else f"### `{operation}`", ""]
        for change in group:
            shared = f" ({also(change)})" if change.also else ""
            lines.append(f"- **{NAMES[change.level]}** {escaped(change.message)}{escaped(shared)}")
    return "\n".join(lines)


def as_json(changes: list[SpecChange], old: str, new: str) -> str:
    """The changes as JSON; documentation has `before` and `after`."""
    listed = [
        {"level": change.level.label, "operation": change.operation, "place": change.place, "text": change.text,
         "line": change.line, "also": list(change.also)}
        | ({"before": change.before, "after": change.after} if (change.before, change.after) != (None, None) else {})
        for change in changes
    ]  # fmt: skip
    counts = {level.label: sum(change.level is level for change in changes) for level in reversed(Level)}
    return json.dumps({"old": old, "new": new, **counts, "changes": listed}, indent=1, ensure_ascii=False)


def also(change: SpecChange) -> str:
    few, more = change.also[:2], len(change.also) - 2
    return f"also in {', '.join(few)}" + (f" and {more} more" if more > 0 else "")


def total(changes: list[SpecChange]) -> str:
    if not changes:
        return "No differences."
    counts = [(level, sum(change.level is level for change in changes)) for level in reversed(Level)]
    return ", ".join(f"{count} {NAMES[level]}" for level, count in counts if count) + "."


def escaped(text: str) -> str:
    for sign in "\\`*_[]<>|":
        text = text.replace(sign, "\\" + sign)
    return text
