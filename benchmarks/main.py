"""The command scripts/bench: runs measures, prints their tables and saves them."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import time
from pathlib import Path
from types import ModuleType

from benchmarks import measures, results
from benchmarks.harness import Options, Table, say
from benchmarks.summary import summary

# Other measures come after these.
ORDER = (
    "server",
    "codec",
    "listing",
    "limited",
    "memory",
    "imports",
    "upload",
    "stalls",
    "growth",
    "budget",
    "sandbox",
)


def main() -> None:
    known = registry()
    parser = _parser(list(known))
    arguments = parser.parse_args()
    if unknown := set(arguments.measures) - known.keys():
        parser.error(f"There is no measure {', '.join(sorted(unknown))}; there are {', '.join(known)}.")
    if arguments.summary:
        print(summary(results.load(arguments.json or results.latest())))
        return
    rounds = arguments.rounds or (1 if arguments.quick else 5)
    options = Options(rounds=rounds, quick=arguments.quick, clients=tuple(arguments.client))
    tables = [table for name in arguments.measures or known for table in _run(name, known[name], options)]
    document = results.document(tables, options)
    if arguments.json or not (arguments.measures or arguments.quick or arguments.client):
        saved = results.save(document, arguments.json)
        say(f"Saved as {saved}")


def registry() -> dict[str, ModuleType]:
    """The measures by their names."""
    names = [found.name for found in pkgutil.iter_modules(measures.__path__) if not found.name.startswith("_")]
    modules = [importlib.import_module(f"benchmarks.measures.{name}") for name in names]
    place = {name: number for number, name in enumerate(ORDER)}
    return {module.NAME: module for module in sorted(modules, key=lambda module: place.get(module.NAME, len(place)))}


def _run(name: str, module: ModuleType, options: Options) -> list[Table]:
    say(f"{module.TITLE} ({name}) …")
    begin = time.perf_counter()
    tables: list[Table] = module.measure(options)
    say(f"  {time.perf_counter() - begin:.0f} s")
    for table in tables:
        print(table.markdown(), flush=True)
    return tables


def _parser(names: list[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/bench",
        description="Compare the speed of this client with that of others and of a minimal one. Tables go to standard "
        "output, progress to standard error. A run of everything is saved in benchmarks/results.",
    )
    parser.add_argument("measures", nargs="*", metavar="MEASURE", help=", ".join(names))
    parser.add_argument("--quick", action="store_true", help="a short run, to see that it works; no result is saved")
    parser.add_argument("--rounds", type=int, help="how often each client takes its turn (5)")
    parser.add_argument(
        "--client", action="append", default=[], help="only clients with this in their label, and the limit client"
    )
    parser.add_argument("--json", type=Path, help="the file of the result: to write, or with --summary to read")
    parser.add_argument(
        "--summary", action="store_true", help="measure nothing, print the README's table of the latest result"
    )
    return parser
