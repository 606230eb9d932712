"""`convert`: stored data of V1 into V2's."""

import os
from collections.abc import Iterable, Mapping
from contextlib import nullcontext, suppress
from functools import partial
from pathlib import Path
from typing import IO, Any

import click

from homerun_helpers.migration.cli.command import FOUND, Command, say
from homerun_helpers.migration.cli.conversion import Conversion, IncompleteError
from homerun_helpers.migration.cli.inputs import Convert, converter, read_jobs
from homerun_helpers.migration.cli.records import Shape, read_records, write_json, written
from homerun_helpers.migration.convert.files import FileType, file_from_v1
from homerun_helpers.migration.convert.notes import note_from_v1
from homerun_helpers.migration.convert.records import application_record_from_v1
from homerun_helpers.migration.convert.vacancies import vacancy_from_v1

KINDS = ("application", "record", "vacancy", "note", "file")


@click.command(cls=Command, no_args_is_help=True)
@click.argument("kind", type=click.Choice(KINDS), metavar="KIND")
@click.argument("file", default="-")
@click.option(
    "-o", "--output", metavar="FILE", help="Write here instead of to the standard output, once all is converted."
)
@click.option("--report", metavar="FILE", help="Write what changed here: a line of JSON for each record, with values.")
@click.option("--strict", is_flag=True, help="Stop at the first record that is not complete in V2.")
@click.option("--file-type", type=click.Choice(["resume", "assignment"]), help="The type of files that have none.")
@click.option("--candidates", metavar="FILE", help="Stored candidates, for applications that name theirs by its id.")
@click.option("--jobs", metavar="FILE", help="A JSON object: the id of a job in V1 → the id of its vacancy in V2.")
@click.option("--lines", is_flag=True, help="The input is JSON Lines, whatever its name and even if it is one line.")
def convert(
    kind: str,
    file: str,
    output: str | None,
    report: str | None,
    strict: bool,
    file_type: FileType | None,
    candidates: str | None,
    jobs: str | None,
    lines: bool,
) -> int:
    """Convert stored data of V1 into V2's.

    KIND says what the data are:
      application  the body of V1's "create an application" → what V2's create takes
      record       an application as V1 answered it
      vacancy      a job as V1 answered it
      note, file   one of an application

    FILE is JSON (a record, a list, or an answer with the list in `data`) or JSON Lines; `-`, the default, is the
    standard input. The result comes in the same form, whole or not at all. Nothing is dropped silently: the standard
    error names what could not be carried over, and what V2 needs and V1 did not have. Values are in --report only.

    Examples:
      convert application payloads.jsonl -o v2.jsonl --report report.jsonl
      convert vacancy jobs.json | jq '.[].department'
      convert record --strict < application.json

    Exit code: 0, or 1 when a record is not complete in V2 (with --strict there is no result then) or something beside
    `data` was not converted, or 2 when the input or an option is wrong, or 130 after Ctrl-C; then nothing is written.
    """
    if kind != "application" and candidates is not None:
        raise click.UsageError("--candidates is for applications.")
    if kind not in ("application", "file") and file_type is not None:
        raise click.UsageError("--file-type is for applications and files.")
    if kind not in ("application", "record") and jobs is not None:
        raise click.UsageError("--jobs is for applications and records.")
    _check_files({"FILE": file, "--candidates": candidates, "--jobs": jobs}, {"-o": output or "-", "--report": report})
    function = _function(kind, file_type, candidates, jobs)
    with nullcontext() if report is None else written(report) as details:
        conversion = Conversion(function=function, details=details, strict=strict)
        # With --strict the report is written even when the result is not.
        with suppress(IncompleteError), written(output) as results:
            records = read_records(file, lines=lines)
            _write(results, records.shape, conversion.results(records))
    if conversion.stopped:
        kept = f"{report} has the values." if report else "With --report FILE, the values are kept there."
        say(f"Error: {conversion.stopped}. Nothing was written. {kept}", err=True)
        return FOUND
    conversion.print_summary(report)
    return FOUND if conversion.counts["incomplete"] else 0


def _check_files(inputs: Mapping[str, str | None], outputs: Mapping[str, str | None]) -> None:
    """Refuse a file that is named twice: one of the two would be lost. In a pipe or /dev/null nothing is."""
    names: dict[str, str] = {}
    for name, path in [*inputs.items(), *outputs.items()]:
        if path is None or (Path(path).exists() and not Path(path).is_file()):
            continue
        # `-` means the standard input for one, and the standard output for the other.
        place = os.path.realpath(path) if path != "-" else f"- {name in outputs}"
        if names.setdefault(place, name) != name:
            what = "the standard input or output" if path == "-" else "the same file"
            raise click.UsageError(f"{names[place]} and {name} are {what}: one would be lost. Use another for one.")


def _function(kind: str, file_type: FileType | None, candidates: str | None, jobs: str | None) -> Convert:
    vacancy_ids = read_jobs(jobs)
    if kind == "application":
        return converter(candidates, file_type, vacancy_ids=vacancy_ids)
    functions: dict[str, Convert] = {
        "record": partial(application_record_from_v1, vacancy_ids=vacancy_ids),
        "vacancy": vacancy_from_v1,
        "note": note_from_v1,
        "file": partial(file_from_v1, type=file_type),
    }
    return functions[kind]


def _write(file: IO[bytes], shape: Shape, results: Iterable[dict[str, Any]]) -> None:
    if shape == "lines":
        for result in results:
            write_json(file, result)
    else:
        found = list(results)
        write_json(file, found if shape == "list" else found[0], indent=2)
