"""The table of the README: the figures of a result that have targets."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from benchmarks.contenders import BARE, FAST, OPENAPI_GENERATOR, OURS, OURS_ASYNC, REQUESTS

PEERS = (REQUESTS, BARE, OPENAPI_GENERATOR)


@frozen
class Line:
    """One line: its tables and column, and the target, which is an upper limit."""

    title: str
    tables: tuple[str, ...]
    column: str
    target: str


LINES = (
    Line("list 10,000, 100 ms latency", ("listing-100ms",), "× limit", "1.4"),
    Line("list 10,000, 0 ms", ("listing-0ms",), "× limit", "8"),
    Line(
        "180 pages at 60 requests a window (÷ shortest possible)",
        ("limited-fixed", "limited-sliding"),
        "÷ optimum",
        "1.03",
    ),
    Line("decode a page", ("decode",), "× limit", "6"),
    Line("encode a page", ("encode",), "× limit", "12"),
    Line("peak memory, counting", ("memory-counting",), "× limit", "2.0"),
    Line("peak memory, holding all", ("memory-holding",), "× limit", "1.8"),
    Line("import", ("imports",), "× limit", "2.8"),
    Line("upload 25 MB, time", ("upload",), "× limit", "4"),
    Line("upload 25 MB, memory in MB above the idle process", ("upload",), "above idle", "4"),
)


def summary(result: dict[str, Any]) -> str:
    """The table as Markdown, and below it the date and the machine."""
    tables = {table["name"]: {row["label"]: row for row in table["rows"]} for table in result["tables"]}
    ours = [label for label in (OURS, f"{OURS} {FAST}", OURS_ASYNC) if _known(tables, label)]
    columns = [*PEERS, *ours]
    lines = [f"| × the limit client | {' | '.join(columns)} | target |", "| --- |" + " ---: |" * (len(columns) + 1)]
    for line in LINES:
        cells = [_worst(tables, line, label) for label in columns]
        lines.append(f"| {line.title} | {' | '.join(cells)} | ≤ {line.target} |")
    return "\n".join([*lines, "", _circumstances(result)])


def _known(tables: dict[str, Any], label: str) -> bool:
    return any(label in rows for rows in tables.values())


def _worst(tables: dict[str, Any], line: Line, label: str) -> str:
    """The figure; of several tables the worst one."""
    rows = [tables[name][label] for name in line.tables if label in tables.get(name, {})]
    values = [_number(row.get(line.column)) for row in rows]
    if not values:
        return "–"
    if None in values:
        return "crash" if any("crash" in row for row in rows) else "–"
    worst = max(value for value in values if value is not None)
    corrupts = any(row.get("arrives whole") is False for row in rows)
    return _figure(worst) + " (corrupts)" * corrupts


def _figure(value: float) -> str:
    return f"{value:.2f}" if value < 2 else f"{value:.1f}" if value < 10 else f"{value:.0f}"


def _number(value: object) -> float | None:
    if isinstance(value, dict):
        return float(value["median"])
    return float(value) if isinstance(value, (int, float)) else None


def _circumstances(result: dict[str, Any]) -> str:
    machine = result["machine"]
    kind = f"{machine['cores']} cores ({machine['processor']})"
    rounds = f"medians of up to {result['rounds']} rounds"
    return f"{result['date']}: {machine['python']}, {machine['system']}, {kind}; {rounds}."
