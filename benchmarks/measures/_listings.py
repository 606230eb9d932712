"""Listings by all clients in turns, for several measures."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from benchmarks.contenders import Contender
from benchmarks.harness import Cell, Report, Row, WorkerError, alternate, crash
from benchmarks.serving import Server, serving

Reports = dict[str, list[Report]]


def listings(
    server: Server, clients: Iterable[Contender], rounds: int, *, setting: Callable[[], None], **how: object
) -> Reports:
    """The reports of workers that list everything, with the server's counts; `setting` is called before each."""
    with serving(1, per_page=1) as other:
        commands = {
            one.label: one.command("list", url=server.url, warm=other.url, per_page=server.per_page, **how)
            for one in clients
            if one.missing is None
        }
        reports = alternate(commands, rounds, before=setting, after=server.stats)
    for label, found in reports.items():
        for report in found:
            if report.get("records", server.records) != server.records:
                raise WorkerError(f"{label} gave {report['records']} records of {server.records}.")
    return reports


def rows(
    clients: Iterable[Contender],
    reports: Reports,
    columns: tuple[str, ...],
    cells: Callable[[list[Report]], tuple[Cell, ...]],
) -> tuple[Row, ...]:
    """A row for each client; a row without figures says why."""
    return tuple(_row(one, reports.get(one.label, []), columns, cells) for one in clients)


def _row(
    one: Contender, reports: list[Report], columns: tuple[str, ...], cells: Callable[[list[Report]], tuple[Cell, ...]]
) -> Row:
    if one.missing is not None:
        return Row.failed(one.label, one.missing, columns)
    if name := crash(reports):
        return Row.crashed(one.label, name, columns)
    return Row(one.label, cells(reports))
