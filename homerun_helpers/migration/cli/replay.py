"""`replay`: stored payloads of V1, sent to V2, each at most once."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from homerun_helpers.migration.cli.candidates import FileType, converter
from homerun_helpers.migration.cli.errors import Failure, failures
from homerun_helpers.migration.cli.help import Command
from homerun_helpers.migration.cli.interrupts import Interrupts
from homerun_helpers.migration.cli.jobs import read_jobs
from homerun_helpers.migration.cli.progress import Progress, count_lines
from homerun_helpers.migration.cli.records import read_records
from homerun_helpers.migration.cli.spoken import COMMAND, spoken
from homerun_helpers.migration.replays.journal import Journal
from homerun_helpers.migration.replays.report import ReplayReport

_INTERRUPTED = 130


@click.command(cls=Command, no_args_is_help=True)
@click.argument("file")
@click.option("--journal", required=True, metavar="FILE", help="Remembers what was sent; made when it is not there.")
@click.option(
    "--folder", metavar="DIR", help="Where the files are that payloads name by a path; without it none are read."
)
@click.option("--candidates", metavar="FILE", help="Stored candidates, for payloads that name theirs by its id.")
@click.option("--file-type", type=click.Choice(["resume", "assignment"]), help="The type of files that have none.")
@click.option("--jobs", metavar="FILE", help="A JSON object: the id of a job in V1 → the id of its vacancy in V2.")
@click.option("--dry-run", is_flag=True, help="Check everything, and look up the vacancies, but send nothing.")
@click.option("--allow-lossy", is_flag=True, help="Send a payload even when V2 does not get all of it.")
@click.option("--strict", is_flag=True, help="Do not send a payload of which V2 has no place for any part.")
@click.option("--stop-on-error", is_flag=True, help="Stop after the first payload with which something goes wrong.")
@click.option("--retry-refused", is_flag=True, help="Also send what the API refused in an earlier run.")
@click.option(
    "--max-unknown",
    type=click.IntRange(min=1),
    default=5,
    show_default=True,
    help="Stop when so many in a row are set aside.",
)
@click.option("--same-account", is_flag=True, help="The key is another one than the journal's, of the same account.")
@click.option("--base-url", metavar="URL", help="Default: HOMERUN_BASE_URL, else Homerun's API.")
@click.option("-v", "--verbose", is_flag=True, help="A line for each payload, as it is dealt with.")
def replay(
    file: str,
    journal: str,
    folder: str | None,
    candidates: str | None,
    file_type: FileType | None,
    jobs: str | None,
    dry_run: bool,
    allow_lossy: bool,
    strict: bool,
    stop_on_error: bool,
    retry_refused: bool,
    max_unknown: int,
    same_account: bool,
    base_url: str | None,
    verbose: bool,
) -> None:
    """Send payloads of V1 to V2, each at most once.

    They are what was made for V1's "create an application": the V1 file, not what `convert` made of it.
    FILE is JSON or JSON Lines; `-` is the standard input. The key is in HOMERUN_API_KEY. Each payload is converted and
    sent: the journal knows what was sent, so that the same command goes on where it was stopped. Notes and
    files go along. When an answer is lost, the payload is set aside for a person: see `journal` and `resolve`.

    A payload of which V2 would not get a field, a file or a note is not sent, unless with --allow-lossy.
    Ctrl-C stops after the payload in hand, a second one at once.

    Examples:
      replay payloads.jsonl --journal replay.db --dry-run
      replay payloads.jsonl --journal replay.db --folder uploads --jobs jobs.json

    Exit code: 0 when nothing is left to do, 1 when something is, 2 when it could not go on, 130 after Ctrl-C.
    """
    from homerun_helpers._sync.client import Homerun
    from homerun_helpers.migration.replays._sync.run import replay as replay_payloads

    interrupts = Interrupts()
    with _failures(), Progress(verbose=verbose) as progress, interrupts.heard(), _stopped(progress, journal):
        records = read_records(file)
        with Homerun(base_url=base_url) as homerun:
            report = replay_payloads(
                homerun,
                interrupts.until(record.value for record in records.records),
                journal=journal,
                convert=converter(candidates, file_type),
                folder=folder,
                jobs=read_jobs(jobs),
                total=count_lines(file) if records.total is None else records.total,
                on_progress=progress.count,
                on_outcome=progress.outcome,
                stop_on_error=stop_on_error,
                max_unknown=max_unknown,
                retry_refused=retry_refused,
                allow_lossy=allow_lossy,
                strict=strict,
                same_account=same_account,
                dry_run=dry_run,
            )
    _say(report, journal, is_interrupted=interrupts.met)


def _say(report: ReplayReport, journal: str, *, is_interrupted: bool) -> None:
    click.echo(spoken(str(report)))
    if report.counts.get("outcome_unknown"):
        click.echo(f"What was set aside: {COMMAND} journal {journal}", err=True)
    if is_interrupted:
        click.echo("Stopped. The same command goes on from here.", err=True)
        raise click.exceptions.Exit(_INTERRUPTED)
    if not report.ok:
        raise click.exceptions.Exit(1)


@contextmanager
def _failures() -> Iterator[None]:
    """Errors in the language of the command."""
    try:
        with failures():
            yield
    except Failure as error:
        raise Failure(spoken(error.message)) from error


@contextmanager
def _stopped(progress: Progress, journal: str) -> Iterator[None]:
    """The second Ctrl-C: what is known is said."""
    try:
        yield
    except KeyboardInterrupt:
        progress.end()
        click.echo(progress.so_far())
        click.echo("\nStopped at once. The same command goes on from here.", err=True)
        with failures(), Journal(journal) as opened:
            aside = opened.set_aside()
        for outcome in aside:
            click.echo(spoken(str(outcome)), err=True)
        if aside:
            click.echo(f"Their answers did not come, so they are set aside: {COMMAND} journal {journal}", err=True)
        raise click.exceptions.Exit(_INTERRUPTED) from None
