"""`endpoints`: what each call of V1 is in V2."""

import json
import textwrap
from collections.abc import Iterator

import click

from homerun_helpers.migration.cli.help import Command
from homerun_helpers.migration.endpoints import ENDPOINTS, GENERAL_CHANGES, Endpoint

_WIDTH = 100


@click.command(cls=Command)
@click.option("--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True)
def endpoints(form: str) -> None:
    """Say what each call of V1 is in V2.

    With verb, path, helper and scope; and what to do instead of what is gone.

    Examples:
      endpoints
      endpoints --format json | jq '.endpoints[] | select(.gone)'
    """
    click.echo({"text": as_text, "markdown": as_markdown, "json": as_json}[form]())


def as_text() -> str:
    """The map for a terminal."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    section = ""
    for one in ENDPOINTS:
        if one.section != section:
            yield ("\n" if section else "") + click.style(one.section, bold=True)
            section = one.section
        yield f"  {one.v1}{click.style('  gone', fg='red') if one.gone else ''}"
        if one.v2:
            yield f"    → {one.v2}"
            yield f"      homerun.{one.helper}, with {' and '.join(one.scopes)}"
        yield from _wrapped(one.instead or one.note)
    yield "\n" + click.style("For every call", bold=True)
    for change in GENERAL_CHANGES:
        yield f"  {change.topic}"
        yield from _wrapped(f"{change.v1} → {change.v2}. {change.helper}")


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent="      ", subsequent_indent="      ")


def as_markdown() -> str:
    """The map as tables for a document: docs/migrate-from-v1.md has them."""
    calls = [
        "| V1 | V2 | helper | scope | what changed |",
        "| --- | --- | --- | --- | --- |",
        *(_row(one) for one in ENDPOINTS),
    ]
    general = [
        "| | V1 | V2 | with this package |",
        "| --- | --- | --- | --- |",
        *(f"| {one.topic} | {one.v1} | {one.v2} | {one.helper} |" for one in GENERAL_CHANGES),
    ]
    return "\n".join([*calls, "", *general])


def _row(one: Endpoint) -> str:
    v2 = f"`{one.v2}`" if one.v2 else "–"
    helper = f"`{one.helper}`" if one.helper else "–"
    scopes = ", ".join(f"`{scope}`" for scope in one.scopes) or "–"
    words = f"**Gone.** {one.instead}" if one.gone else one.note
    return f"| {one.v1} | {v2} | {helper} | {scopes} | {words} |"


def as_json() -> str:
    """The map for programs."""
    calls = [
        {
            "section": one.section,
            "v1": one.v1,
            "v2": one.v2,
            "operation": one.operation,
            "helper": one.helper,
            "scopes": list(one.scopes),
            "gone": one.gone,
            "instead": one.instead or None,
            "note": one.note or None,
        }
        for one in ENDPOINTS
    ]
    general = [{"topic": one.topic, "v1": one.v1, "v2": one.v2, "helper": one.helper} for one in GENERAL_CHANGES]
    return json.dumps({"endpoints": calls, "general": general}, indent=2, ensure_ascii=False)
