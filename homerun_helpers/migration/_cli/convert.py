"""`convert`: stored data of V1 into V2's."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from functools import partial
from typing import IO, Any

import click
from attrs import Factory, define

from homerun_helpers.errors import InvalidArgumentError
from homerun_helpers.migration._cli.candidates import FileType, converter
from homerun_helpers.migration._cli.failures import Failure
from homerun_helpers.migration._cli.help import Command
from homerun_helpers.migration._cli.records import Record, Records, Shape, read_records, write_json, written
from homerun_helpers.migration.files import file_from_v1
from homerun_helpers.migration.notes import note_from_v1
from homerun_helpers.migration.records import application_record_from_v1
from homerun_helpers.migration.report import Change, Converted, MigrationReport
from homerun_helpers.migration.vacancies import vacancy_from_v1

KINDS = ("application", "record", "vacancy", "note", "file")
# So many problems are named; the report has them all.
_MOST_NAMED = 20
Convert = Callable[[Any], Converted[dict[str, Any]]]


@click.command(cls=Command, no_args_is_help=True)
@click.argument("kind", type=click.Choice(KINDS), metavar="KIND")
@click.argument("file", default="-")
@click.option("-o", "--output", metavar="FILE", help="Write here instead of the standard output, when all went well.")
@click.option("--report", metavar="FILE", help="Write what changed here: a line of JSON for each record, with values.")
@click.option("--strict", is_flag=True, help="Stop at the first record that is not complete in V2.")
@click.option("--file-type", type=click.Choice(["resume", "assignment"]), help="The type of files that have none.")
@click.option("--candidates", metavar="FILE", help="Stored candidates, for applications that name theirs by its id.")
def convert(
    kind: str,
    file: str,
    output: str | None,
    report: str | None,
    strict: bool,  # noqa: FBT001 - click passes it by name
    file_type: FileType | None,
    candidates: str | None,
) -> None:
    """Convert stored data of V1 into V2's.

    KIND says what it is:
      application  what was sent to V1 to create an application → what V2's create takes
      record       an application as V1 answered it
      vacancy      a job as V1 answered it
      note, file   one of an application

    FILE is JSON (a record, a list, or an answer with the list in `data`) or JSON Lines; `-`, the default, is the
    standard input. The result comes in the same form. What could not be carried over, and what V2 needs and V1 had not
    got, is named on the standard error; nothing is dropped silently. Values are in --report only.

    Examples:
      convert application payloads.jsonl -o v2.jsonl --report report.jsonl
      convert vacancy jobs.json | jq '.[].department'
      convert record --strict < application.json

    Exit code: 0, or 1 when a record is not complete in V2, or 2 when nothing could be converted.
    """
    if kind != "application" and candidates is not None:
        raise click.UsageError("--candidates is for applications.")
    if kind not in ("application", "file") and file_type is not None:
        raise click.UsageError("--file-type is for applications and files.")
    function = _function(kind, file_type, candidates, strict=strict)
    tally = _Tally()
    with ExitStack() as files:
        results = files.enter_context(written(output))
        details = files.enter_context(written(report)) if report is not None else None
        records = read_records(file)
        _write(results, records.shape, _converted(records, function, tally, details))
    tally.say(report)
    if tally.incomplete:
        raise click.exceptions.Exit(1)


def _function(kind: str, file_type: FileType | None, candidates: str | None, *, strict: bool) -> Convert:
    functions: dict[str, Convert] = {
        "application": converter(candidates, file_type, strict=strict),
        "record": partial(application_record_from_v1, strict=strict),
        "vacancy": partial(vacancy_from_v1, strict=strict),
        "note": partial(note_from_v1, strict=strict),
        "file": partial(file_from_v1, type=file_type, strict=strict),
    }
    return functions[kind]


def _converted(
    records: Records, function: Convert, tally: "_Tally", details: IO[bytes] | None
) -> Iterator[dict[str, Any]]:
    for record in records.records:
        try:
            result, report = function(record.value)
        except InvalidArgumentError as error:
            raise Failure(f"{record.place}: {error}") from None
        tally.add(record, report)
        if details is not None:
            write_json(details, {"position": record.position, "place": record.place, **report.to_dict()})
        yield result


def _write(file: IO[bytes], shape: Shape, results: Iterable[dict[str, Any]]) -> None:
    if shape == "lines":
        for result in results:
            write_json(file, result)
    else:
        found = list(results)
        write_json(file, found if shape == "list" else found[0], indent=2)


@define
class _Tally:
    """What is said at the end, without a value of any record."""

    records: int = 0
    incomplete: int = 0
    attachments: int = 0
    kinds: Counter[str] = Factory(Counter)
    named: list[str] = Factory(list)
    unnamed: int = 0

    def add(self, record: Record, report: MigrationReport) -> None:
        self.records += 1
        self.incomplete += not report.complete
        self.attachments += len(report.attachments.files) + len(report.attachments.notes)
        self.kinds.update(change.kind for change in report.changes)
        for change in (*report.missing, *report.not_carried):
            self._name(record, change)

    def _name(self, record: Record, change: Change) -> None:
        if len(self.named) < _MOST_NAMED:
            self.named.append(f"{record.place}: {change}")
        else:
            self.unnamed += 1

    def say(self, report: str | None) -> None:
        for line in self.named:
            click.secho(line, fg="yellow", err=True)
        if self.unnamed:
            click.secho(
                f"and {self.unnamed:,} more{'' if report else '; --report has them all'}", fg="yellow", err=True
            )
        counts = ", ".join(f"{count:,} {kind.replace('_', ' ')}" for kind, count in sorted(self.kinds.items()))
        complete = self.records - self.incomplete
        click.echo(f"{_count(self.records, 'record')}, {complete:,} complete in V2{counts and ': '}{counts}", err=True)
        if self.attachments:
            held = f"{report} has" if report else "only --report has"
            words = _count(self.attachments, "file or note goes in a call", "files and notes go in calls")
            click.echo(f"{words} of {'its' if self.attachments == 1 else 'their'} own: {held} what to send", err=True)


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
