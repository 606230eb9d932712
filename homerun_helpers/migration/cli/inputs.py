"""Files that options name: candidates by their id, and the vacancies of jobs."""

from collections.abc import Callable, Mapping
from typing import Any

from homerun_helpers.errors import InvalidArgumentError
from homerun_helpers.migration.cli.command import Failure, failures
from homerun_helpers.migration.cli.records import InputRecord, read_json, read_records
from homerun_helpers.migration.convert.applications import application_from_v1, candidate_id
from homerun_helpers.migration.convert.files import FileType
from homerun_helpers.migration.convert.job_ids import check_jobs
from homerun_helpers.migration.convert.json_paths import same
from homerun_helpers.migration.convert.report import Converted
from homerun_helpers.migration.convert.v1_shapes import from_form, is_id

Convert = Callable[[Any], Converted[dict[str, Any]]]


def converter(
    candidates: str | None, file_type: FileType | None, *, vacancy_ids: Mapping[str, str] | None = None
) -> Convert:
    """A conversion of create payloads with the options of the command."""
    known = {} if candidates is None else _by_id(candidates)

    def convert(payload: Mapping[str, Any]) -> Converted[dict[str, Any]]:
        # A payload that is no object is refused by the conversion.
        named = candidate_id(from_form(payload)) if known and isinstance(payload, dict) else None
        candidate = known[named].value if named in known else None
        return application_from_v1(payload, candidate=candidate, file_type=file_type, vacancy_ids=vacancy_ids)

    return convert


def _by_id(path: str) -> dict[str | None, InputRecord]:
    found: dict[str | None, InputRecord] = {}
    for record in read_records(path).records:
        if not isinstance(record.value, dict) or not is_id(record.value.get("id")):
            raise Failure(f"{record.place}: a candidate needs an `id`")
        first = found.setdefault(str(record.value["id"]), record)
        if not same(first.value, record.value):
            raise Failure(f"{record.place}: another candidate with the same `id` stands at {first.place}")
    return found


def read_jobs(path: str | None) -> dict[str, str] | None:
    """The vacancy of each job by the file of `--jobs`; None without a file.

    Raises:
        Failure: it cannot be read, or is no JSON object of ids.
    """
    if path is None:
        return None
    content = read_json(path)
    with failures(path):
        if content is None:  # which would stand for no file
            raise InvalidArgumentError("jobs", "must be a mapping of ids of V1's jobs to ids of vacancies; it is null.")
        return check_jobs(content, "jobs")
