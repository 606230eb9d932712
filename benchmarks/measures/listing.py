"""The time to go through a listing without a rate limit, with and without latency."""

from __future__ import annotations

from benchmarks.contenders import contenders
from benchmarks.corpus import PER_PAGE, RECORDS
from benchmarks.harness import LIMIT, Cell, Options, Report, Table, compared, spread
from benchmarks.measures._listings import listings, rows
from benchmarks.serving import Server, serving

NAME = "listing"
TITLE = "Listing without a rate limit"
COLUMNS = ("time", "× limit", "records per second")
SLOW_ROUNDS = 2  # with latency most clients only wait, ten seconds each, and differ little from turn to turn


def measure(options: Options) -> list[Table]:
    records = RECORDS // 20 if options.quick else RECORDS
    with serving(records) as server:
        near = _table(server, options, 0.0, options.rounds)
        return [near, _table(server, options, 0.1, min(options.rounds, SLOW_ROUNDS))]


def _table(server: Server, options: Options, latency: float, rounds: int) -> Table:
    clients = contenders(options)
    reports = listings(server, clients, rounds, setting=lambda: server.configure(latency=latency))

    def cells(found: list[Report]) -> tuple[Cell, ...]:
        seconds = spread(found, "seconds", "s")
        return seconds, compared(found, reports.get(LIMIT, []), "seconds"), round(server.records / seconds.median)

    milliseconds = round(latency * 1000)
    return Table(
        f"{NAME}-{milliseconds}ms",
        f"List {server.records:,} applications, {milliseconds} ms latency",
        f"{PER_PAGE} per page, with stage, sources and answers; records are read and dropped. No rate limit.",
        COLUMNS,
        rows(clients, reports, COLUMNS, cells),
    )
