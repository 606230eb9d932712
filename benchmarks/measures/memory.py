"""The peak memory of a listing: while counting records, which are dropped, and while holding all of them."""

from __future__ import annotations

from benchmarks.contenders import contenders
from benchmarks.corpus import RECORDS
from benchmarks.harness import LIMIT, Cell, Options, Report, Table, compared, spread
from benchmarks.measures._listings import listings, rows
from benchmarks.serving import Server, serving

NAME = "memory"
TITLE = "Memory"
COLUMNS = ("peak", "× limit", "above idle")
ROUNDS = 2  # it hardly differs from turn to turn
NOTE = (
    "Resident memory of the whole process at its peak, Python itself included; above idle: above what it was after a "
    "first record of another server."
)


def measure(options: Options) -> list[Table]:
    records = RECORDS // 10 if options.quick else RECORDS
    with serving(records) as server:
        return [_table(server, options, "counting"), _table(server, options, "holding", hold="yes")]


def _table(server: Server, options: Options, what: str, **how: object) -> Table:
    clients = contenders(options)
    reports = listings(server, clients, min(options.rounds, ROUNDS), setting=server.configure, **how)

    def cells(found: list[Report]) -> tuple[Cell, ...]:
        above = [{"above": report["peak"] - report["idle"]} for report in found]
        return (
            spread(found, "peak", "MB"),
            compared(found, reports.get(LIMIT, []), "peak"),
            spread(above, "above", "MB"),
        )

    title = f"Peak memory, {what} {server.records:,} applications"
    return Table(f"{NAME}-{what}", title, NOTE, COLUMNS, rows(clients, reports, COLUMNS, cells))
