"""The time of a program's imports, and until its first record."""

from __future__ import annotations

from benchmarks.contenders import Contender, contenders
from benchmarks.harness import LIMIT, Cell, Options, Report, Table, alternate, compared, spread
from benchmarks.measures._listings import rows
from benchmarks.serving import Server, serving

NAME = "imports"
TITLE = "Import"
COLUMNS = ("import", "× limit", "modules", "to the first record", "× limit, to the first record")
ROUNDS_FACTOR = 2  # more rounds than other measures: they are short
# Before the statement as little as possible is imported. A first run, which writes bytecode caches, is not counted.
PROGRAM = """
import sys, time
sys.path.append(".bench/peers")
sys.modules["click"] = sys.modules["rich"] = None  # see benchmarks.work
{block}
before = len(sys.modules)
begin = time.perf_counter()
{statement}
imported = time.perf_counter() - begin
modules = len(sys.modules) - before
from benchmarks.clients import {module} as client
records = client.records("{url}", per_page=1)
if hasattr(records, "__anext__"):
    import asyncio
    asyncio.run(records.__anext__())
else:
    next(records)
first = time.perf_counter() - begin
import json
print(json.dumps({{"import": imported, "modules": modules, "first": first}}))
"""


def measure(options: Options) -> list[Table]:
    clients = contenders(options)
    with serving(1, per_page=1) as server:
        commands = {one.label: _command(one, server) for one in clients if one.missing is None}
        alternate(commands, 1)
        reports = alternate(commands, 1 if options.quick else options.rounds * ROUNDS_FACTOR)

    def cells(found: list[Report]) -> tuple[Cell, ...]:
        reference = reports.get(LIMIT, [])
        modules = round(spread(found, "modules", "").median)
        return (
            *(spread(found, "import", "ms", scale=1000), compared(found, reference, "import"), modules),
            *(spread(found, "first", "ms", scale=1000), compared(found, reference, "first")),
        )

    note = "The import is the statement that a program begins with; to the first record: with a client and one request."
    return [Table(NAME, "Import", note, COLUMNS, rows(clients, reports, COLUMNS, cells))]


def _command(one: Contender, server: Server) -> list[str]:
    block = f"sys.modules[{one.block!r}] = None" if one.block else ""
    return ["-c", PROGRAM.format(block=block, statement=one.statement, module=one.module, url=server.url)]
