"""Stored candidates of V1, for payloads that name theirs by its id."""

from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeAlias

from homerun_helpers.migration.cli.errors import Failure
from homerun_helpers.migration.cli.records import Record, read_records
from homerun_helpers.migration.convert.applications import application_from_v1, candidate_id
from homerun_helpers.migration.convert.json_paths import same
from homerun_helpers.migration.convert.report import Converted
from homerun_helpers.migration.convert.v1_shapes import from_form, is_id

FileType: TypeAlias = Literal["resume", "assignment"]


def converter(
    candidates: str | None, file_type: FileType | None, *, vacancy_ids: Mapping[str, str] | None = None
) -> Callable[[Mapping[str, Any]], Converted[dict[str, Any]]]:
    """A conversion of create payloads with the options of the command."""
    known = {} if candidates is None else _by_id(candidates)

    def convert(payload: Mapping[str, Any]) -> Converted[dict[str, Any]]:
        candidate = _candidate_of(payload, known) if known else None
        return application_from_v1(payload, candidate=candidate, file_type=file_type, vacancy_ids=vacancy_ids)

    return convert


def _candidate_of(payload: Any, known: Mapping[str, Record]) -> dict[str, Any] | None:
    # What is no object is refused where it is converted.
    named = candidate_id(from_form(payload)) if isinstance(payload, dict) else None
    found = known.get(named) if named is not None else None
    return None if found is None else found.value


def _by_id(path: str) -> dict[str, Record]:
    found: dict[str, Record] = {}
    for record in read_records(path).records:
        if not isinstance(record.value, dict) or not is_id(record.value.get("id")):
            raise Failure(f"{record.place}: a candidate needs an `id`")
        first = found.setdefault(str(record.value["id"]), record)
        if not same(first.value, record.value):
            raise Failure(f"{record.place}: another candidate with the same `id` stands at {first.place}")
    return found
