"""The speed of the sandbox: its start, and requests a second by a client with little overhead."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.harness import Options, Report, Row, Spread, Table, alternate, spread

NAME = "sandbox"
TITLE = "The sandbox"
ROUNDS = 3
SIZES = (250, 10_000)
LARGE = 100_000
QUICK = (250, 1_000)
STARTS = ("start", "first reset", "later reset", "stop", "memory")
RATES = ("ping", "page of 100", "page of 100, filtered", "page of 100, all includes")


def measure(options: Options) -> list[Table]:
    """Two tables."""
    rounds = min(options.rounds, ROUNDS)
    if options.quick:
        return [starts(run("start", QUICK, 1)), rates(run("rates", QUICK[:1], 1))]
    started = run("start", SIZES, rounds) | run("start", (LARGE,), 1)
    return [starts(started), rates(run("rates", SIZES, rounds))]


def run(what: str, sizes: Sequence[int], rounds: int) -> dict[str, list[Report]]:
    """The reports by the number of applications."""
    commands = {f"{size:,} applications": ["-m", "benchmarks.workers_sandbox", what, str(size)] for size in sizes}
    return alternate(commands, rounds)


def starts(reports: dict[str, list[Report]]) -> Table:
    """How long a sandbox takes to start."""
    note = (
        "In a process of its own: from `start()` until it answers, with invented applications in it; `reset()` takes "
        "it back to that state. Memory: the peak above what the process had before."
    )
    rows = (
        Row.of(
            label, *(spread(found, key, "ms", scale=1000) for key in ("start", "reset", "again", "stop")), memory(found)
        )
        for label, found in reports.items()
    )
    return Table(f"{NAME}-start", "Start of a sandbox", note, STARTS, tuple(rows))


def memory(reports: Sequence[Report]) -> Spread | None:
    """MB, where the system says."""
    values = [report["memory"] for report in reports]
    return None if None in values else Spread.of((value / 1e6 for value in values), "MB")


def rates(reports: dict[str, list[Report]]) -> Table:
    """Requests a second."""
    note = "Requests a second on one core, over one connection, each after the answer to the one before."
    rows = (Row.of(label, *(spread(found, name, "") for name in RATES)) for label, found in reports.items())
    return Table(f"{NAME}-rates", "Requests a second of a sandbox", note, RATES, tuple(rows))
