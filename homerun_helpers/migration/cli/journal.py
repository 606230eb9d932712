"""`journal` and `resolve`: what a replay did, and what a person has to look after."""

from collections.abc import Iterable
from itertools import islice

import click

from homerun_helpers.migration.cli.errors import Failure, failures
from homerun_helpers.migration.cli.help import Command
from homerun_helpers.migration.cli.spoken import COMMAND, spoken
from homerun_helpers.migration.replays.journal import Journal
from homerun_helpers.migration.replays.outcome import ReplayOutcome, ReplayState

_STATES: tuple[ReplayState, ...] = ("done", "outcome_unknown", "failed", "refused", "not_convertible")
# Shown without being asked for, and so many of each.
_LISTED: tuple[ReplayState, ...] = ("refused", "failed", "not_convertible")
_MOST = 20


@click.command(cls=Command, no_args_is_help=True)
@click.argument("file")
@click.option("--state", type=click.Choice(_STATES), help="Only what is in this state, and all of it.")
def journal(file: str, state: ReplayState | None) -> None:
    """Show what a replay did and set aside.

    The journal FILE knows how many payloads there are of each state, and which requests nobody knows the end of. It can
    be shown while a replay runs. The number before each is its position in the input, the word in brackets its digest.

    Set aside is what was sent and never answered. Look in Homerun whether it is there, and say so with `resolve`.
    What failed is sent again by the next replay; what was refused is with `replay --retry-refused`; what is not
    convertible is looked at anew by each.

    Examples:
      journal replay.db
      journal replay.db --state refused

    Exit code: 0, or 1 when something is set aside, or 2 when the journal cannot be read.
    """
    with failures(), Journal(file) as opened:
        counts, aside = opened.counts(), opened.set_aside()
        click.echo(f"Journal of {opened.base_url}")
        for name, count in counts.items():
            if count:
                click.echo(f"{count:8,}  {name.replace('_', ' ')}")
        if state in (None, "outcome_unknown"):
            _list(aside, None)
        for one in (state,) if state else _LISTED:
            if one != "outcome_unknown":
                _list(opened.outcomes(one), None if state else _MOST, counts[one], f"{COMMAND} journal {file}")
    if aside:
        click.echo(
            f"\n{COMMAND} resolve {file} DIGEST --created ap_… | --done | --retry says what became of one.", err=True
        )
        raise click.exceptions.Exit(1)


def _list(outcomes: Iterable[ReplayOutcome], most: int | None, count: int = 0, command: str = "") -> None:
    state = ""
    for outcome in islice(outcomes, most):
        since = f"  {outcome.at:%Y-%m-%d %H:%M:%S} UTC" if outcome.at else ""
        click.secho(spoken(f"{outcome}{since}"), fg="yellow")
        state = outcome.state
    if most is not None and count > most:
        click.echo(f"and {count - most:,} more: {command} --state {state}", err=True)


@click.command(cls=Command, no_args_is_help=True)
@click.argument("file")
@click.argument("digest")
@click.option("--step", metavar="STEP", help='Which request of the payload, such as "note 1", when there are several.')
@click.option("--created", metavar="ID", help="The application is there, and this is its id.")
@click.option("--done", is_flag=True, help="The note or the file is there.")
@click.option("--retry", is_flag=True, help="It is not there: send it again at the next replay.")
def resolve(
    file: str,
    digest: str,
    step: str | None,
    created: str | None,
    done: bool,
    retry: bool,
) -> None:
    """Say what became of what was set aside.

    The next replay goes on from there; until then it can be said again in another way. An application that is named
    must have the payload's e-mail, or the payload is set aside again.

    DIGEST is the payload's, as `journal` shows it; its first 8 digits are enough.

    Examples:
      resolve replay.db 3f2a91c0 --created ap_x7Gh2
      resolve replay.db 3f2a91c0 --step "note 1" --done
      resolve replay.db 3f2a91c0 --retry
    """
    try:
        with failures(), Journal(file) as opened:
            opened.resolve(digest, step=step, created=created, done=done, retry=retry)
    except Failure as error:
        raise Failure(spoken(error.message)) from error
    click.echo("Noted.")
