"""`endpoints`: what each call of V1 is in V2."""

import json
from itertools import groupby

import attrs
import click

from homerun_helpers.migration.cli.command import Command, fitted
from homerun_helpers.migration.endpoints import ENDPOINTS, GENERAL_CHANGES, Endpoint


@click.command(cls=Command)
@click.option("--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True)
def endpoints(form: str) -> int:
    """Say what each call of V1 is in V2.

    With verb, path, helper and scope; and what to do instead of a call that is gone.

    Examples:
      endpoints
      endpoints --format json | jq '.endpoints[] | select(.gone)'
    """
    click.echo({"text": as_text, "markdown": as_markdown, "json": as_json}[form]())
    return 0


def as_text() -> str:
    """The map for a terminal."""
    sections = [(title, [_call(one) for one in calls]) for title, calls in groupby(ENDPOINTS, lambda one: one.section)]
    general = [f"  {one.topic}\n{_indented(f'{one.v1} → {one.v2}. {one.helper}')}" for one in GENERAL_CHANGES]
    sections.append(("For every call", general))
    return "\n\n".join("\n".join([click.style(title, bold=True), *parts]) for title, parts in sections)


def _call(one: Endpoint) -> str:
    lines = [f"  {one.v1}{click.style('  gone', fg='red') if one.gone else ''}"]
    if one.v2:
        lines += [f"    → {one.v2}", _indented(f"homerun.{one.helper}, with {' and '.join(one.scopes)}")]
    return "\n".join([*lines, _indented(one.instead or one.note)])


def _indented(text: str) -> str:
    return fitted(f"      {text}", hang=6)


def as_markdown() -> str:
    """The map as tables for a document: docs/migrate-from-v1.md has them."""
    calls = ["| V1 | V2 | helper | scope | what changed |", "| --- | --- | --- | --- | --- |", *map(_row, ENDPOINTS)]
    general = ["| | V1 | V2 | with this package |", "| --- | --- | --- | --- |"]
    general += [f"| {one.topic} | {one.v1} | {one.v2} | {one.helper} |" for one in GENERAL_CHANGES]
    return "\n".join([*calls, "", *general])


def _row(one: Endpoint) -> str:
    codes = (", ".join(f"`{word}`" for word in words if word) or "–" for words in ([one.v2], [one.helper], one.scopes))
    return f"| {one.v1} | {' | '.join(codes)} | {f'**Gone.** {one.instead}' if one.gone else one.note} |"


def as_json() -> str:
    """The map for programs."""
    names = ("section", "v1", "v2", "operation", "helper", "scopes", "gone", "instead", "note")
    calls = [{name: None if (value := getattr(one, name)) == "" else value for name in names} for one in ENDPOINTS]
    general = [attrs.asdict(one) for one in GENERAL_CHANGES]
    return json.dumps({"endpoints": calls, "general": general}, indent=2, ensure_ascii=False)
