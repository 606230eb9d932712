"""How time and memory grow with the number of records, and with the number of pages that are fetched at once."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.contenders import OURS, OURS_ASYNC
from benchmarks.corpus import RECORDS
from benchmarks.harness import Options, Ratio, Report, Row, Table, alternate, spread
from benchmarks.measures.upload import memory
from benchmarks.serving import serving

NAME = "growth"
TITLE = "How cost grows"
SIZES = (1_000, 10_000, 100_000)
PAGES = (1, 2, 4, 8, 16, 32)
LATENCY_S = 0.02
ROUNDS = 3
MODES = {OURS: "threads", OURS_ASYNC: "tasks"}
BY_RECORDS = ("time", "per record", "above idle")
BY_PAGES = ("time", "÷ one at a time", "above idle")


def measure(options: Options) -> list[Table]:
    """Two tables."""
    rounds = min(options.rounds, ROUNDS)
    sizes = tuple(size // 10 for size in SIZES) if options.quick else SIZES
    rows = [row for size in sizes for row in by_records(size, rounds)]
    note = (
        "By this package, 100 per page, no latency, no rate limit; records are counted and dropped. Above idle: the "
        "peak of the process' memory above what it had when the first page was read."
    )
    growth = Table(f"{NAME}-records", "More and more applications", note, BY_RECORDS, tuple(rows))
    return [growth, by_pages(RECORDS // 10 if options.quick else RECORDS, rounds)]


def by_records(size: int, rounds: int) -> list[Row]:
    """Listings of one size, by threads and by tasks."""
    with serving(size) as server:
        commands = {label: command(mode, server.url) for label, mode in MODES.items()}
        reports = alternate(commands, rounds)
    return [record_row(label, size, found) for label, found in reports.items()]


def command(mode: str, url: str, pages: int | None = None) -> list[str]:
    """The arguments of a worker."""
    return ["-m", "benchmarks.workers_listing", mode, url, *([] if pages is None else [str(pages)])]


def record_row(label: str, size: int, reports: Sequence[Report]) -> Row:
    """One row. A listing that lost records has no time: it would be too short."""
    label = f"{size:,}, {label}"
    if any(report["records"] != size for report in reports):
        return Row.failed(label, "records are missing", BY_RECORDS)
    seconds = spread(reports, "seconds", "s")
    return Row.of(label, seconds, f"{seconds.median / size * 1e6:.0f} µs", memory(reports))


def by_pages(records: int, rounds: int) -> Table:
    """One listing with more and more pages at the same time."""
    with serving(records) as server:
        server.configure(latency=LATENCY_S)
        commands = {f"at most {pages}": command("threads", server.url, pages) for pages in PAGES}
        reports = alternate({**commands, "the package's choice": command("threads", server.url)}, rounds)
    one = spread(reports["at most 1"], "seconds", "s").median
    rows = (page_row(label, one, found) for label, found in reports.items())
    note = (
        f"{records:,} applications, 100 per page, {LATENCY_S * 1000:g} ms latency, no rate limit, threads. The package "
        "chooses the number itself; to compare, the measured process sets its upper bound."
    )
    return Table(f"{NAME}-pages", "More and more pages at the same time", note, BY_PAGES, tuple(rows))


def page_row(label: str, one: float, reports: Sequence[Report]) -> Row:
    """One row."""
    seconds = spread(reports, "seconds", "s")
    return Row.of(label, seconds, Ratio(seconds.median / one), memory(reports))
