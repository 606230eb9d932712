"""`endpoints`: what each call of V1 is in V2."""

import json
from itertools import groupby

import click

from homerun_helpers.migration.cli.command import Command, fitted
from homerun_helpers.migration.endpoints import ENDPOINTS, GENERAL_CHANGES, Endpoint


@click.command(cls=Command)
@click.option("--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True)
def endpoints(form: str) -> None:
    """Say what each call of V1 is in V2.

    With verb, path, helper and scope; and what to do instead of a call that is gone.

    Examples:
      endpoints
      endpoints --format json | jq '.endpoints[] | select(.gone)'
    """
    click.echo({"text": as_text, "markdown": as_markdown, "json": as_json}[form]())


def as_text() -> str:
    """The map for a terminal."""
    sections = groupby(ENDPOINTS, key=lambda one: one.section)
    parts = [(section, [_call(one) for one in calls]) for section, calls in sections]
    parts.append(
        ("For every call", [_lines(one.topic, f"{one.v1} → {one.v2}. {one.helper}") for one in GENERAL_CHANGES])
    )
    return "\n\n".join("\n".join([click.style(title, bold=True), *calls]) for title, calls in parts)


def _call(one: Endpoint) -> str:
    title = f"{one.v1}{click.style('  gone', fg='red') if one.gone else ''}"
    call = fitted(f"      homerun.{one.helper}, with {' and '.join(one.scopes)}", hang=6)
    v2 = f"    → {one.v2}\n{call}\n" if one.v2 else ""
    return _lines(title, one.instead or one.note, v2)


def _lines(title: str, text: str, between: str = "") -> str:
    return f"  {title}\n{between}{fitted(f'      {text}', hang=6)}"


def as_markdown() -> str:
    """The map as tables for a document: docs/migrate-from-v1.md has them."""
    calls = ["| V1 | V2 | helper | scope | what changed |", "| --- | --- | --- | --- | --- |", *map(_row, ENDPOINTS)]
    general = ["| | V1 | V2 | with this package |", "| --- | --- | --- | --- |"]
    general += [f"| {one.topic} | {one.v1} | {one.v2} | {one.helper} |" for one in GENERAL_CHANGES]
    return "\n".join([*calls, "", *general])


def _row(one: Endpoint) -> str:
    v2 = f"`{one.v2}`" if one.v2 else "–"
    helper = f"`{one.helper}`" if one.helper else "–"
    scopes = ", ".join(f"`{scope}`" for scope in one.scopes) or "–"
    words = f"**Gone.** {one.instead}" if one.gone else one.note
    return f"| {one.v1} | {v2} | {helper} | {scopes} | {words} |"


def as_json() -> str:
    """The map for programs."""
    names = ("section", "v1", "v2", "operation", "helper", "scopes", "gone", "instead", "note")
    calls = [{name: None if (value := getattr(one, name)) == "" else value for name in names} for one in ENDPOINTS]
    general = [{name: getattr(one, name) for name in ("topic", "v1", "v2", "helper")} for one in GENERAL_CHANGES]
    return json.dumps({"endpoints": calls, "general": general}, indent=2, ensure_ascii=False)
