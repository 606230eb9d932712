"""`replay`: stored payloads of V1, sent to V2, each at most once."""

import os
import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, TypeVar

import click

from homerun_helpers.migration.cli.command import COMMAND, FOUND, INTERRUPTED, Command, Failure, option, say
from homerun_helpers.migration.cli.inputs import converter, read_jobs
from homerun_helpers.migration.cli.journal import list_outcomes, print_counts
from homerun_helpers.migration.cli.records import read_records
from homerun_helpers.migration.convert.files import FileType
from homerun_helpers.migration.replays.journal import Journal

T = TypeVar("T")


@click.command(cls=Command, no_args_is_help=True)
@click.argument("payloads", metavar="FILE")
@click.option("--journal", required=True, metavar="FILE", help="Remembers what was sent; made when it is not there.")
@click.option("--folder", metavar="DIR", help="The folder of the files that payloads name; without it none are read.")
@click.option("--candidates", metavar="FILE", help="Stored candidates, for payloads that name theirs by its id.")
@click.option("--file-type", type=click.Choice(["resume", "assignment"]), help="The type of files that have none.")
@click.option("--jobs", metavar="FILE", help="A JSON object: the id of a job in V1 → the id of its vacancy in V2.")
@click.option("--dry-run", is_flag=True, help="Check everything, and look up the vacancies, but send nothing.")
@click.option("--allow-lossy", is_flag=True, help="Send a payload even when V2 does not get all of it.")
@click.option("--strict", is_flag=True, help="Do not send a payload when V2 has no place for a part of it.")
@click.option("--stop-on-error", is_flag=True, help="Stop after the first payload that fails.")
@click.option("--retry-refused", is_flag=True, help="Also send what the API refused in an earlier run.")
@click.option("--max-unknown", type=int, default=5, help="Stop when this many in a row are set aside; default: 5.")
@click.option("--same-account", is_flag=True, help="The key is another one than the journal's, of the same account.")
@click.option("--base-url", metavar="URL", help="Default: HOMERUN_BASE_URL, else Homerun's API.")
@click.option("-v", "--verbose", is_flag=True, help="Print a line for each payload.")
def replay(
    payloads: str,
    journal: str,
    candidates: str | None,
    file_type: FileType | None,
    jobs: str | None,
    base_url: str | None,
    verbose: bool,
    **options: Any,
) -> int:
    """Send payloads of V1 to V2, each at most once.

    FILE has the bodies of V1's "create an application", as JSON or JSON Lines; not what `convert` made of them. `-` is
    the standard input. The key is in HOMERUN_API_KEY. Each payload is converted and sent, with its notes and files. The
    journal knows what was sent, so that the same command continues where it was stopped. When an answer is lost, the
    payload is set aside for a person: see `journal` and `resolve`.

    A payload is not sent when V2 would not get a field, a file or a note of it, unless with --allow-lossy.
    Ctrl-C stops after the current payload, a second one at once.

    Examples:
      replay payloads.jsonl --journal replay.db --dry-run
      replay payloads.jsonl --journal replay.db --folder uploads --jobs jobs.json

    Exit code: 0 when nothing is left to do, 1 when something is, 2 when it could not continue, 130 after Ctrl-C.
    """
    from homerun_helpers._sync.client import Homerun
    from homerun_helpers.migration.cli.progress import ReplayProgress, ReportingClock
    from homerun_helpers.migration.replays._sync.run import replay as replay_payloads

    if not os.environ.get("HOMERUN_API_KEY", "").strip():
        raise Failure("There is no API key: set the environment variable HOMERUN_API_KEY.")
    records = read_records(payloads)
    with (
        _shown_when_stopped(journal),
        ReplayProgress(verbose=verbose) as progress,
        _first_interrupt() as pressed,
        Homerun(base_url=base_url, _clock=ReportingClock(progress)) as homerun,
    ):
        report = replay_payloads(
            homerun,
            _until(pressed, (record.value for record in records.records)),
            journal=journal,
            convert=converter(candidates, file_type),
            jobs=read_jobs(jobs),
            total=records.total,
            on_progress=progress.count,
            on_outcome=progress.outcome,
            **options,
        )
    for hang, line in report.lines(option):
        say(line, hang=hang)
    if report.counts.get("outcome_unknown"):
        say(f"What was set aside: {COMMAND} journal {journal}", err=True)
    if pressed.is_set():
        say("Stopped. The same command continues from here.", err=True)
        return INTERRUPTED
    return 0 if report.ok else FOUND


@contextmanager
def _first_interrupt() -> Iterator[threading.Event]:
    """An event that the first Ctrl-C in the block sets. The second one raises KeyboardInterrupt."""
    pressed = threading.Event()

    def press(_number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        pressed.set()
        click.echo("\nStopping after the current payload. Press Ctrl-C again to stop at once.", err=True)

    if threading.current_thread() is not threading.main_thread():  # where Python does not allow it
        yield pressed
        return
    before = signal.signal(signal.SIGINT, press)
    try:
        yield pressed
    finally:
        signal.signal(signal.SIGINT, before)


def _until(pressed: threading.Event, values: Iterable[T]) -> Iterator[T]:
    """The values, until the event is set. No further value is read then."""
    for value in values:
        yield value
        if pressed.is_set():
            return


@contextmanager
def _shown_when_stopped(journal: str) -> Iterator[None]:
    """After the second Ctrl-C, print what the journal has: the run has no report."""
    try:
        yield
    except KeyboardInterrupt:
        say("Stopped at once. The same command continues from here.", err=True)
        if Path(journal).exists():  # a dry run makes none
            with Journal(journal) as opened:
                print_counts(opened.base_url, opened.counts())
                list_outcomes(aside := opened.set_aside(), err=True)
            if aside:
                say(f"Their answers did not come, so they are set aside: {COMMAND} journal {journal}", err=True)
        raise
