"""The cost of decoding the bytes of a page to records, and of encoding records to bytes."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.contenders import OURS_ASYNC, contenders
from benchmarks.corpus import PER_PAGE, RECORDS, pages
from benchmarks.harness import LIMIT, Cell, Options, Report, Table, alternate, compared, spread
from benchmarks.measures._listings import rows

NAME = "codec"
TITLE = "Decoding and encoding"
COLUMNS = ("one record", "× limit", "a page")


def measure(options: Options) -> list[Table]:
    clients = [one for one in contenders(options) if not one.label.startswith(OURS_ASYNC)]  # it decodes as `ours`
    with TemporaryDirectory() as folder:
        bodies = Path(folder) / "pages"
        bodies.write_bytes(b"\n".join(pages(RECORDS // 10 if options.quick else RECORDS)))
        commands = {one.label: one.command("codec", bodies=bodies) for one in clients if one.missing is None}
        reports = alternate(commands, options.rounds)

    def table(what: str, title: str, note: str) -> Table:
        def cells(found: list[Report]) -> tuple[Cell, ...]:
            ratio = compared(found, reports.get(LIMIT, []), what)
            return spread(found, what, "µs", scale=1e6 / PER_PAGE), ratio, spread(found, what, "ms", scale=1000)

        return Table(what, title, note, COLUMNS, rows(clients, reports, COLUMNS, cells))

    return [
        table(
            "decode",
            "Decode",
            "From the bytes of an answer to a page of 100 records; those of the loops are dicts.",
        ),
        table("encode", "Encode", "From that page to the bytes of a request."),
    ]
