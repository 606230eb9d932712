"""The longest stall of the event loop during uploads and listings: other tasks wait that long."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.contenders import BARE, HTTPX, OURS_ASYNC
from benchmarks.corpus import RECORDS
from benchmarks.harness import Options, Report, Row, Table, alternate, spread
from benchmarks.measures.upload import CLIENTS, missing
from benchmarks.receiver import receiving
from benchmarks.serving import serving
from benchmarks.workers_stall import PAGES, PAUSE_S, SIZE

NAME = "stalls"
TITLE = "Stalls of the event loop"
COLUMNS = ("longest stall", "time")
NOTE = (
    f"Heartbeat each millisecond. Upload: {SIZE / 2**20:g} MB from a disk that takes {PAUSE_S * 1000:g} ms for each "
    f"64 KB. Listing: pages of 100 without latency; {BARE} reads {PAGES} of them, one after the other. The imported "
    "objects are frozen (gc.freeze): a full garbage collection of them would stop everything for 30 ms."
)
ROWS = {
    f"upload, {OURS_ASYNC}": ("upload", "ours", OURS_ASYNC),
    f"upload, {HTTPX}, async": ("upload", "httpx", HTTPX),
    f"listing, {OURS_ASYNC}": ("listing", "ours", OURS_ASYNC),
    f"listing, {BARE}, async": ("listing", "bare", BARE),
}


def measure(options: Options) -> list[Table]:
    """One table."""
    wanted = {label: row for label, row in ROWS.items() if options.wants(row[2])}
    with serving(PAGES * 100 if options.quick else RECORDS) as server, receiving() as port:
        urls = {"upload": f"http://127.0.0.1:{port}/v2", "listing": server.url}
        commands = {
            label: ["-m", "benchmarks.workers_stall", what, client, urls[what]]
            for label, (what, client, peer) in wanted.items()
            if missing(CLIENTS[peer][1]) is None
        }
        reports = alternate(commands, options.rounds)
    return [Table(NAME, TITLE, NOTE, COLUMNS, tuple(row(label, reports.get(label, ())) for label in wanted))]


def row(label: str, reports: Sequence[Report]) -> Row:
    """One row."""
    if not reports:
        return Row.failed(label, missing(CLIENTS[ROWS[label][2]][1]) or "", COLUMNS)
    return Row.of(label, spread(reports, "stall", "ms", scale=1000), spread(reports, "seconds", "s"))
