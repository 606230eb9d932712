"""Processes that share one budget: their time, and whether the server ever gets too many requests."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from benchmarks.harness import Options, Ratio, Report, Row, Table, alternate, crash, spread
from benchmarks.redis_server import executable, redis_server
from benchmarks.serving import serving

NAME = "budget"
TITLE = "Processes on one budget"
COLUMNS = ("time", "optimum", "÷ optimum", "lost per window", "refusals", "most in any window")
STORES = {"sqlite": "SQLiteStore", "redis": "RedisStore"}


@frozen
class Load:
    """`total` requests under a limit of `limit` requests in any `window` seconds."""

    total: int = 600
    limit: int = 60
    window: float = 0.5

    @property
    def waits(self) -> int:
        """How many windows must pass before the last request may be sent."""
        return -(-self.total // self.limit) - 1

    @property
    def optimum(self) -> float:
        """Seconds, if requests and everything else took no time."""
        return self.waits * self.window

    def note(self) -> str:
        """The note of the table."""
        return (
            f"{self.total} requests under {self.limit} in any {self.window:g} s (Homerun: 60 s), all wanted at once "
            "by the async client; processes that begin together, on one machine, beside each other's work. The server "
            "counts by a sliding window. Time: from the first request to the last answer. Optimum: the windows that "
            "must pass. What is lost per window does not grow with the window: in one of 60 s, 100 ms are 0.2 %."
        )


def measure(options: Options) -> list[Table]:
    """One table, a row for each store and number of processes."""
    load = Load(total=120, limit=20, window=0.3) if options.quick else Load()
    processes = (1, 4) if options.quick else (1, 2, 4, 8, 16)
    with places() as found, serving(1, per_page=1) as server:
        commands = {
            label(store, count): command(store, place, server.port, count, load)
            for store, place in found.items()
            for count in processes
        }
        reports = alternate(commands, 1 if options.quick else min(2, options.rounds))
    return [table(load, reports, missing=STORES.keys() - found.keys())]


@contextlib.contextmanager
def places() -> Iterator[dict[str, str]]:
    """The place of each store; Redis is left out when there is no server."""
    with contextlib.ExitStack() as stack:
        found = {"sqlite": stack.enter_context(tempfile.TemporaryDirectory())}
        if (binary := executable()) is not None:
            found["redis"] = stack.enter_context(redis_server(binary))
        yield found


def label(store: str, processes: int) -> str:
    """The label of a row."""
    return f"{STORES[store]}, {processes} process{'es' if processes > 1 else ''}"


def command(store: str, place: str, port: int, processes: int, load: Load) -> list[str]:
    """The arguments of a worker."""
    given = (store, place, port, processes, load.total, load.limit, load.window, "tasks")
    return ["-m", "benchmarks.workers_budget", "group", *map(str, given)]


def table(load: Load, reports: Mapping[str, Sequence[Report]], *, missing: Iterable[str] = ()) -> Table:
    """The table of the workers' reports."""
    rows = [row(name, load, found) for name, found in reports.items()]
    rows += [Row.failed(STORES[store], "not installed: scripts/install bench", COLUMNS) for store in sorted(missing)]
    return Table(NAME, TITLE, load.note(), COLUMNS, tuple(rows))


def row(name: str, load: Load, reports: Sequence[Report]) -> Row:
    """One row. Refusals and the fullest window are those of the worst run."""
    if error := crash(reports):
        return Row.crashed(name, error, COLUMNS)
    took = spread(reports, "seconds", "s")
    return Row.of(
        name,
        took,
        f"{load.optimum:g} s",
        Ratio(took.median / load.optimum),
        f"{(took.median - load.optimum) / load.waits * 1000:.0f} ms",
        max(int(report["refused"]) for report in reports),
        max(int(report["most_in_window"]) for report in reports),
    )
