"""How close to the optimum a listing under a rate limit comes, and how often it is refused.

The window of a minute is scaled to ten seconds. The work in it, 60 pages of 100 records, and the latency are not,
so what they cost counts six times as much here.
"""

from __future__ import annotations

from benchmarks.contenders import OURS, OURS_ASYNC, contenders
from benchmarks.harness import Cell, Options, Ratio, Report, Table, spread
from benchmarks.measures._listings import listings, rows
from benchmarks.serving import Server, serving

NAME = "limited"
TITLE = "Listing under a rate limit"
PAGES = 180
LIMIT = 60
LATENCY_S = 0.01
SCALE = 6
ROUNDS = 1  # it differs little from turn to turn, and each takes twenty seconds
PER_PAGE = 100
ALIKE = (OURS, OURS_ASYNC)  # as those with the faster parser, and each takes twenty seconds
COLUMNS = ("time", "÷ optimum", "requests", "refused", "most in a window")


def measure(options: Options) -> list[Table]:
    window = 0.5 if options.quick else 60 / SCALE
    with serving(PAGES * PER_PAGE, per_page=PER_PAGE) as server:
        return [_table(server, options, window, sliding=sliding) for sliding in (False, True)]


def optimum(window: float) -> float:
    """The seconds that the fastest client would need: full bursts with a window between them, and the last answer."""
    return (-(-PAGES // LIMIT) - 1) * window + LATENCY_S


def _table(server: Server, options: Options, window: float, *, sliding: bool) -> Table:
    clients = contenders(options, leave_out=ALIKE)

    def setting() -> None:
        server.configure(latency=LATENCY_S, limit=LIMIT, window=window, sliding=sliding)

    reports = listings(server, clients, min(options.rounds, ROUNDS), setting=setting, limit=LIMIT, window=window)

    def cells(found: list[Report]) -> tuple[Cell, ...]:
        seconds = spread(found, "seconds", "s")
        counts = (max(int(report[key]) for report in found) for key in ("requests", "refused", "most_in_window"))
        return seconds, Ratio(seconds.median / optimum(window)), *counts

    kind = "sliding" if sliding else "fixed"
    note = (
        f"The window is {window:g} s for a minute; {server.per_page} records a page, latency "
        f"{LATENCY_S * 1000:g} ms. Optimum: {optimum(window):.2f} s: {-(-PAGES // LIMIT) - 1} windows, the last answer."
    )
    return Table(
        f"{NAME}-{kind}",
        f"List {PAGES} pages under {LIMIT} requests per window, {kind} window",
        note,
        COLUMNS,
        rows(clients, reports, COLUMNS, cells),
    )
