"""What all measures use: workers that take turns, and their reports.

A measure is a module in `benchmarks/measures` with NAME, TITLE and `measure(options)`, which returns tables. It starts
workers: fresh processes that do one job, take the time around it with `time.perf_counter`, and print one JSON object
as their last line. Workers of all clients take turns, so that other load of the machine affects all of them alike.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import frozen

from benchmarks.tables import Cell, Ratio, Row, Spread, Table

__all__ = [
    "LIMIT",
    "ROOT",
    "Cell",
    "Options",
    "Ratio",
    "Report",
    "Row",
    "Spread",
    "Table",
    "WorkerError",
    "alternate",
    "compared",
    "crash",
    "say",
    "server_core",
    "spread",
    "worker",
    "worker_cores",
]

ROOT = Path(__file__).parent.parent
LIMIT = "limit"
"""The label of the hand-written client that the others are compared with."""

# Looked up in the process that starts workers: these may get fewer.
_CORES = set(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else set()

Report = dict[str, Any]
"""What a worker reports: the values it measured, or `{"crash": "NameOfTheError"}` when its client gave up."""


@frozen
class Options:
    """The options of the command."""

    rounds: int = 5
    quick: bool = False
    clients: tuple[str, ...] = ()
    """Only clients with one of these in their label; empty: all."""

    def wants(self, label: str) -> bool:
        """Whether a client is measured; the limit client always is, since the others are compared with it."""
        return not self.clients or label == LIMIT or any(name in label for name in self.clients)


class WorkerError(RuntimeError):
    """A worker ended without a report: the benchmark is broken, not the client it measures."""


def say(text: str) -> None:
    """Print progress to standard error, apart from the tables."""
    print(text, file=sys.stderr, flush=True)


def server_core() -> set[int]:
    """The core that is kept for a server; empty with fewer than two cores, or where the system does not say."""
    return {max(_CORES)} if len(_CORES) > 1 else set()


def worker_cores() -> set[int]:
    """The cores that are left for workers; empty in the same cases."""
    return _CORES - server_core() if server_core() else set()


def worker(command: Sequence[str], *, env: Mapping[str, str] | None = None, timeout: float = 300) -> Report:
    """The report of one fresh process; `command` are the arguments for Python, such as `["-m", "benchmarks.work", …]`.

    It runs in the project's folder with this interpreter, on the cores that are not kept for servers, and with bytecode
    caches.

    Raises:
        WorkerError: it failed, or its last line is no JSON object.
    """
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=_environment(env or {}), capture_output=True, text=True,
        timeout=timeout, check=False, preexec_fn=_take_cores if worker_cores() else None,
    )  # fmt: skip
    lines = done.stdout.splitlines()
    if done.returncode != 0 or not lines:
        raise WorkerError(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    try:
        report = json.loads(lines[-1])
    except ValueError as error:
        raise WorkerError(f"{' '.join(command)} reported {lines[-1][:200]!r}, which is no JSON.") from error
    return dict(report)


def alternate(
    commands: Mapping[str, Sequence[str]],
    rounds: int,
    *,
    before: Callable[[], object] = dict,
    after: Callable[[], Report] = dict,
    env: Mapping[str, str] | None = None,
    timeout: float = 300,
) -> dict[str, list[Report]]:
    """The reports of each command, run in turns: all of them once, then all of them again, `rounds` times.

    A client that crashes is not run again.

    Args:
        commands: the arguments for Python, by the labels of the tables.
        rounds: how often each is run.
        before: called before each run, for example to configure a server.
        after: called after each run; its result is added to the report.
        env: more environment for the workers.
        timeout: seconds for one worker.
    """
    reports: dict[str, list[Report]] = {label: [] for label in commands}
    for turn in range(rounds):
        for label, command in commands.items():
            if not crash(reports[label]):
                say(f"  round {turn + 1} of {rounds}: {label}")
                before()
                reports[label].append(worker(command, env=env, timeout=timeout) | after())
    return reports


def crash(reports: Sequence[Report]) -> str | None:
    """The name of the error with which a client gave up, if it did."""
    return next((str(report["crash"]) for report in reports if "crash" in report), None)


def spread(reports: Sequence[Report], key: str, unit: str, *, scale: float = 1.0) -> Spread:
    """The spread of one value of the reports, times `scale`."""
    return Spread.of((float(report[key]) * scale for report in reports), unit)


def compared(reports: Sequence[Report], reference: Sequence[Report], key: str) -> Ratio | None:
    """The ratio of the medians of one value; None when there is no reference."""
    if not reference:
        return None
    return Ratio(spread(reports, key, "").median / spread(reference, key, "").median)


def _environment(extra: Mapping[str, str]) -> dict[str, str]:
    """The environment of a worker, without variables that slow Python down or change what a client does."""
    without = ("PYTHON", "HOMERUN_")
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(without) and not name.upper().endswith("_PROXY")
    }
    return {**kept, "PYTHONHASHSEED": "0", **extra}


def _take_cores() -> None:
    os.sched_setaffinity(0, worker_cores())
