"""`journal` and `resolve`: what a replay did, and what a person has to look after."""

import click

from homerun_helpers.migration._cli.failures import failures
from homerun_helpers.migration._cli.help import Command
from homerun_helpers.migration._journal import Journal


@click.command(cls=Command, no_args_is_help=True)
@click.argument("file")
def journal(file: str) -> None:
    """Show what a replay did and set aside.

    The journal FILE knows how many payloads there are of each state, and which requests nobody knows the end of.

    Set aside is what was sent and never answered. Look in Homerun whether it is there, and say so with `resolve`.

    Example:
      journal replay.db

    Exit code: 0, or 1 when something is set aside, or 2 when the journal cannot be read.
    """
    with failures(), Journal(file) as opened:
        counts, aside = opened.counts(), opened.set_aside()
        click.echo(f"Journal of {opened.base_url}")
        for state, count in counts.items():
            if count:
                click.echo(f"{count:8,}  {state.replace('_', ' ')}")
    for outcome in aside:
        since = f"  {outcome.at:%Y-%m-%d %H:%M:%S} UTC" if outcome.at else ""
        click.secho(f"{outcome}{since}", fg="yellow")
    if aside:
        click.echo(f"\nresolve {file} DIGEST --created ap_… | --done | --retry says what became of one.", err=True)
        raise click.exceptions.Exit(1)


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
    done: bool,  # noqa: FBT001 - click passes it by name, and the one below
    retry: bool,  # noqa: FBT001
) -> None:
    """Say what became of what was set aside.

    The next replay goes on from there.

    DIGEST is the payload's, as `journal` shows it; its first 8 digits are enough.

    Examples:
      resolve replay.db 3f2a91c0 --created ap_x7Gh2
      resolve replay.db 3f2a91c0 --step "note 1" --done
      resolve replay.db 3f2a91c0 --retry
    """
    with failures(), Journal(file) as opened:
        opened.resolve(digest, step=step, created=created, done=done, retry=retry)
    click.echo("Noted.")
