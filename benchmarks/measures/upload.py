"""The upload of a file of 25 MB: time, memory, and the stalls of the event loop."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.contenders import BARE, HTTPX, OPENAPI_GENERATOR, OURS, OURS_ASYNC, REQUESTS, Contender
from benchmarks.harness import LIMIT, Options, Report, Row, Spread, Table, alternate, compared, crash, spread
from benchmarks.receiver import receiving

NAME = "upload"
TITLE = "Uploads"
SIZE = 25_000_000
# A line that ends the body of a client whose boundary is always `+++`.
BAIT = b"\r\n--+++--\r\n"
COLUMNS = ("time", "× limit", "above idle", "longest stall", "arrives whole")
NOTE = (
    "From a file in the system's cache to a server that receives into memory; the client's first upload, over a "
    "connection that is open; the limit is a socket with sendfile. Above idle: the peak of the process' memory above "
    "what it had before. Longest stall of the event loop: by a heartbeat each millisecond, in further processes. The "
    "file has a line in it that looks like the end of a form: does what was sent arrive?"
)
# By their labels: the names of `benchmarks.workers_upload`, and what has to be installed.
CLIENTS = {
    LIMIT: ("limit", "attrs"),
    REQUESTS: ("requests", "requests"),
    HTTPX: ("httpx", "httpx"),
    f"{HTTPX}, async": ("httpx-async", "httpx"),
    BARE: ("bare", "homerun_bare"),
    f"{BARE}, async": ("bare-async", "homerun_bare"),
    OPENAPI_GENERATOR: ("openapi-generator", "homerun_openapi_generator"),
    OURS: ("ours", "homerun_helpers"),
    OURS_ASYNC: ("ours-async", "homerun_helpers"),
}


def measure(options: Options) -> list[Table]:
    """One table, a row for each client."""
    wanted = {label: client for label, client in CLIENTS.items() if options.wants(label)}
    there = {label: client for label, (client, needs) in wanted.items() if missing(needs) is None}
    with a_file(SIZE // 10 if options.quick else SIZE) as path, receiving() as port:
        timed = alternate({label: command(client, port, path) for label, client in there.items()}, options.rounds)
        loops = {label: client for label, client in there.items() if client.endswith("-async")}
        stalls = alternate(
            {label: [*command(client, port, path), "--stall"] for label, client in loops.items()}, options.rounds
        )
        size = path.stat().st_size
    rows = [row(label, timed.get(label, ()), timed[LIMIT], stalls.get(label, ())) for label in wanted]
    return [Table(NAME, f"Upload a file of {size / 1e6:g} MB", NOTE, COLUMNS, tuple(rows))]


def missing(needs: str) -> str | None:
    """Why a client cannot be measured; None: it can."""
    return Contender("", "", "", needs).missing


def command(client: str, port: int, path: Path) -> list[str]:
    """The arguments of a worker."""
    return ["-m", "benchmarks.workers_upload", client, str(port), str(path)]


@contextmanager
def a_file(size: int) -> Iterator[Path]:
    """A file with the first bytes of a PDF and the bait in it, the same each time."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cv.pdf"
        noise = random.Random(1).randbytes(size - len(BAIT) - 5)  # noqa: S311 - no secret
        path.write_bytes(b"%PDF-" + noise[: size // 2] + BAIT + noise[size // 2 :])
        yield path


def row(label: str, reports: Sequence[Report], reference: Sequence[Report], stalls: Sequence[Report]) -> Row:
    """One client's row."""
    if not reports:
        return Row.failed(label, missing(CLIENTS[label][1]) or "", COLUMNS)
    if name := crash(reports):
        return Row.crashed(label, name, COLUMNS)
    return Row.of(
        label,
        spread(reports, "seconds", "ms", scale=1000),
        compared(reports, reference, "seconds"),
        memory(reports),
        spread(stalls, "stall", "ms", scale=1000) if stalls else None,
        all(report["whole"] for report in (*reports, *stalls)),
    )


def memory(reports: Sequence[Mapping[str, float | None]]) -> Spread | None:
    """MB, where the system says."""
    values = [report["memory"] for report in reports]
    return Spread.of((value / 1e6 for value in values if value is not None), "MB") if None not in values else None
