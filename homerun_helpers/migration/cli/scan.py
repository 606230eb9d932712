"""`scan`: uses of V1 in a code base."""

import json
from collections import Counter
from itertools import groupby

import click

from homerun_helpers.migration.cli.command import FAILED, FOUND, Command, fitted, say
from homerun_helpers.migration.scanning.scanner import Finding, Scan
from homerun_helpers.migration.scanning.scanner import scan as scan_paths
from homerun_helpers.migration.scanning.visible import visible

_COLOURS = {"certain": "red", "likely": "yellow"}


@click.command(cls=Command, no_args_is_help=True)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--ignore", multiple=True, metavar="GLOB", help="Pass over files and folders of this name or path; repeatable."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def scan(paths: tuple[str, ...], ignore: tuple[str, ...], form: str) -> int:
    """Find uses of V1 in files and folders.

    Looks into Python, JavaScript and TypeScript, PHP, JSON, shell scripts and configuration (.env, YAML, TOML, ini);
    prints file, line, its text without strings that could be secrets, each rule, and the V2 way. Folders of version
    control and of installed packages (.git, vendor, node_modules, .venv, …), binary files and files over 2 MB are
    passed over; links are not followed.

    A comment `homerun: ignore`, or `homerun: ignore[rule]`, silences its line; alone on a line, the next one.

    Examples:
      scan .
      scan src integrations --ignore 'fixtures/*' --ignore '*.min.js'
      scan . --format json | jq -r '.findings[].path' | sort | uniq -c

    Exit code: 0 when files were read and nothing was found in them, 1 when something was found, 2 when a path cannot be
    scanned or has no file of a kind that is scanned, 130 when it was interrupted.
    """
    found = scan_paths(*paths, ignore=ignore)
    if form == "json":
        click.echo(json.dumps(_as_json(found), indent=2))
    else:
        for _, same in groupby(found, key=lambda one: (one.path, one.line)):
            _print_line(list(same))
        say(_summary(found))
        for skipped in found.skipped:
            click.echo(f"not read: {visible(skipped.path)} ({visible(skipped.reason)})", err=True)
    return FOUND if found.findings else 0 if found.files else FAILED


def _as_json(found: Scan) -> dict[str, object]:
    names = ("path", "line", "column", "severity", "excerpt", "more")
    return {
        "files": found.files,
        "skipped": [{"path": one.path, "reason": one.reason} for one in found.skipped],
        "findings": [
            {name: getattr(one, name) for name in names}
            | {"rule": one.rule.id, "what": one.rule.what, "v2": one.rule.advice, "helper": one.rule.helper}
            for one in found
        ],
    }


def _print_line(found: list[Finding]) -> None:
    """Print what was found on a line: the place, the text of the line, and each rule."""
    first = found[0]
    click.secho(f"{visible(first.path)}:{first.line}:{first.column}", bold=True)
    click.echo(f"    {first.excerpt}")
    for one in found:
        likely = " (likely)" if one.severity == "likely" else ""
        text = fitted(f"  {one.rule.id}  {one.rule.what}{likely} → {one.rule.advice}")
        click.echo(text.replace(one.rule.id, click.style(one.rule.id, fg=_COLOURS[one.severity]), 1))
        if one.more:
            click.echo(f"    and {one.more:,} more of this kind in the file")
    click.echo()


def _summary(found: Scan) -> str:
    unreadable = sum(one.unreadable for one in found.skipped)
    rest = f"; {unreadable:,} could not be read" if unreadable else ""
    read = f"{found.files:,} {'file' if found.files == 1 else 'files'}"
    if not found.findings:
        text = f"No uses of V1 in {read}." if found.files else "There is no file of a kind that is scanned."
        return text + rest
    counts: Counter[str] = Counter()
    for one in found:
        counts[one.rule.id] += 1 + one.more
    uses = f"{counts.total():,} {'use' if counts.total() == 1 else 'uses'} of V1"
    rules = ", ".join(f"{rule} {count:,}" for rule, count in counts.most_common())
    return f"{uses} in {len({one.path for one in found}):,} of {read}: {rules}{rest}"
