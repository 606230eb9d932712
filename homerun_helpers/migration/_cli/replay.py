"""`replay`: stored payloads of V1, sent to V2, each at most once."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from homerun_helpers.migration._cli.candidates import FileType, converter
from homerun_helpers.migration._cli.failures import failures
from homerun_helpers.migration._cli.help import Command
from homerun_helpers.migration._cli.records import Records, read_records
from homerun_helpers.migration._replay_report import ReplayOutcome, ReplayReport

_INTERRUPTED = 130


@click.command(cls=Command, no_args_is_help=True)
@click.argument("file")
@click.option("--journal", required=True, metavar="FILE", help="Remembers what was sent; made when it is not there.")
@click.option(
    "--folder", metavar="DIR", help="Where the files are that payloads name by a path; without it none are read."
)
@click.option("--candidates", metavar="FILE", help="Stored candidates, for payloads that name theirs by its id.")
@click.option("--file-type", type=click.Choice(["resume", "assignment"]), help="The type of files that have none.")
@click.option("--dry-run", is_flag=True, help="Convert and check everything, but send nothing.")
@click.option("--strict", is_flag=True, help="Do not send a payload of which V2 has no place for a part.")
@click.option("--stop-on-error", is_flag=True, help="Stop after the first payload with which something goes wrong.")
@click.option("--retry-refused", is_flag=True, help="Also send what the API refused in an earlier run.")
@click.option(
    "--max-unknown",
    type=click.IntRange(min=1),
    default=5,
    show_default=True,
    help="Stop when so many in a row are set aside.",
)
@click.option("--base-url", metavar="URL", help="Default: HOMERUN_BASE_URL, else Homerun's API.")
@click.option("-v", "--verbose", is_flag=True, help="A line for each payload, as it is dealt with.")
def replay(
    file: str,
    journal: str,
    folder: str | None,
    candidates: str | None,
    file_type: FileType | None,
    dry_run: bool,  # noqa: FBT001 - click passes it by name, and those below
    strict: bool,  # noqa: FBT001
    stop_on_error: bool,  # noqa: FBT001
    retry_refused: bool,  # noqa: FBT001
    max_unknown: int,
    base_url: str | None,
    verbose: bool,  # noqa: FBT001
) -> None:
    """Send payloads of V1 to V2, each at most once.

    They are what was made for V1's "create an application".
    FILE is JSON or JSON Lines; `-` is the standard input. The key is in HOMERUN_API_KEY. Each payload is converted and
    sent: the journal knows what was sent, so that the same command goes on where it was stopped. Notes and
    files go along. When an answer is lost, the payload is set aside for a person: see `journal` and `resolve`.

    Examples:
      replay payloads.jsonl --journal replay.db --dry-run
      replay payloads.jsonl --journal replay.db --folder uploads

    Exit code: 0 when nothing is left to do, 1 when something is, 2 when it could not go on, 130 after Ctrl-C.
    """
    from homerun_helpers._sync.client import Homerun
    from homerun_helpers._sync.replay import replay as replay_payloads

    with failures(), _interruptible(), Homerun(base_url=base_url) as homerun, _progress(verbose=verbose) as progress:
        records = read_records(file)
        report = replay_payloads(
            homerun,
            _values(records),
            journal=journal,
            convert=converter(candidates, file_type),
            folder=folder,
            total=records.total,
            on_progress=progress.count,
            on_outcome=progress.outcome,
            stop_on_error=stop_on_error,
            max_unknown=max_unknown,
            retry_refused=retry_refused,
            strict=strict,
            dry_run=dry_run,
        )
    _say(report, journal)


def _values(records: Records) -> Iterable[Any]:
    return (record.value for record in records.records)


def _say(report: ReplayReport, journal: str) -> None:
    click.echo(str(report))
    if report.counts.get("outcome_unknown"):
        click.echo(f"What was set aside: python -m homerun_helpers.migration journal {journal}", err=True)
    if not report.ok:
        raise click.exceptions.Exit(1)


@contextmanager
def _interruptible() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        click.echo("\nStopped. The journal knows what was sent: the same command goes on from here.", err=True)
        raise click.exceptions.Exit(_INTERRUPTED) from None


class _Progress:
    """A line that counts, in a terminal; with `verbose`, a line for each payload instead."""

    def __init__(self, *, verbose: bool) -> None:
        self._verbose = verbose
        self._counts = sys.stderr.isatty() and not verbose

    def count(self, done: int, total: int | None) -> None:
        if self._counts:
            click.echo(f"\r{done:,}{f' of {total:,}' if total is not None else ''} payloads", nl=False, err=True)

    def outcome(self, outcome: ReplayOutcome) -> None:
        if self._verbose:
            click.echo(str(outcome), err=True)

    def end(self) -> None:
        if self._counts:
            click.echo("", err=True)


@contextmanager
def _progress(*, verbose: bool) -> Iterator[_Progress]:
    progress = _Progress(verbose=verbose)
    try:
        yield progress
    finally:
        progress.end()
