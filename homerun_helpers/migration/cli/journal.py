"""`journal` and `resolve`: what a replay did, and what a person has to look at."""

from collections.abc import Iterable, Mapping
from itertools import islice

import click

from homerun_helpers.migration.cli.command import COMMAND, FOUND, Command, option, say
from homerun_helpers.migration.replays.journal import Journal
from homerun_helpers.migration.replays.outcome import ReplayOutcome, ReplayState

_STATES: tuple[ReplayState, ...] = ("done", "outcome_unknown", "failed", "refused", "not_convertible")
# Payloads in these states are listed by default: all that were set aside, and up to a number of the others.
_LISTED: tuple[ReplayState, ...] = ("outcome_unknown", "refused", "failed", "not_convertible")
_MAX_LISTED = 20


@click.command(cls=Command, no_args_is_help=True)
@click.argument("path", metavar="FILE")
@click.option("--state", type=click.Choice(_STATES), help="Only payloads in this state, and all of them.")
def journal(path: str, state: ReplayState | None) -> int:
    """Show what a replay did and set aside.

    The journal FILE knows how many payloads there are in each state, and which requests have an unknown outcome. It can
    be shown while a replay runs. The number before each is its position in the input, the word in brackets its digest.

    A request is set aside when it was sent and its answer never came. Look in Homerun whether the change is there, and
    say so with `resolve`. The next replay sends again what failed; with --retry-refused also what was refused. It
    converts again what was not convertible.

    Examples:
      journal replay.db
      journal replay.db --state refused

    Exit code: 0, or 1 when something is set aside, or 2 when the journal cannot be read.
    """
    with Journal(path) as opened:
        counts, aside = opened.counts(), opened.set_aside()
        print_counts(opened.base_url, counts)
        for one in (state,) if state else _LISTED:
            all_listed = one == "outcome_unknown" or state is not None
            found = aside if one == "outcome_unknown" else opened.outcomes(one)
            list_outcomes(islice(found, None if all_listed else _MAX_LISTED))
            if not all_listed and counts[one] > _MAX_LISTED:
                say(f"and {counts[one] - _MAX_LISTED:,} more: {COMMAND} journal {path} --state {one}", err=True)
    if aside:
        say(f"To say what became of one: {COMMAND} resolve {path} DIGEST --created ap_… | --done | --retry", err=True)
    return FOUND if aside else 0


def print_counts(base_url: str, counts: Mapping[ReplayState, int]) -> None:
    """Print how many payloads there are in each state."""
    click.echo(f"Journal of {base_url}")
    for name, count in counts.items():
        if count:
            click.echo(f"{count:8,}  {name.replace('_', ' ')}")


def list_outcomes(outcomes: Iterable[ReplayOutcome], *, err: bool = False) -> None:
    """Print a line for each, with the time at which the journal noted it."""
    for outcome in outcomes:
        since = f"  {outcome.at:%Y-%m-%d %H:%M:%S} UTC" if outcome.at else ""
        say(f"{outcome.sentence(option)}{since}", err=err, fg="yellow")


@click.command(cls=Command, no_args_is_help=True)
@click.argument("path", metavar="FILE")
@click.argument("digest")
@click.option("--step", metavar="STEP", help='Which request of the payload, such as "note 1", when there are several.')
@click.option("--created", metavar="ID", help="The application is there, and this is its id.")
@click.option("--done", is_flag=True, help="The note or the file is there.")
@click.option("--retry", is_flag=True, help="It is not there: send it again at the next replay.")
def resolve(path: str, digest: str, step: str | None, created: str | None, done: bool, retry: bool) -> int:
    """Say what became of a request that was set aside.

    The next replay continues from there; until then you can change what you said. An application that you name must
    have the payload's e-mail, or the payload is set aside again.

    DIGEST is the payload's, as `journal` shows it; its first 8 digits are enough.

    Examples:
      resolve replay.db 3f2a91c0 --created ap_x7Gh2
      resolve replay.db 3f2a91c0 --step "note 1" --done
      resolve replay.db 3f2a91c0 --retry
    """
    with Journal(path) as opened:
        opened.resolve(digest, step=step, created=created, done=done, retry=retry)
    click.echo("Noted.")
    return 0
