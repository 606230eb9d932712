"""Stored candidates of V1, for payloads that name theirs by its id."""

from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeAlias

from homerun_helpers.migration._cli.failures import Failure
from homerun_helpers.migration._cli.records import read_records
from homerun_helpers.migration.applications import application_from_v1
from homerun_helpers.migration.report import Converted

FileType: TypeAlias = Literal["resume", "assignment"]


def converter(
    candidates: str | None, file_type: FileType | None, *, strict: bool = False
) -> Callable[[Mapping[str, Any]], Converted[dict[str, Any]]]:
    """A conversion of create payloads with the options of the command."""
    known = {} if candidates is None else _by_id(candidates)

    def convert(payload: Mapping[str, Any]) -> Converted[dict[str, Any]]:
        candidate = known.get(_id_of(payload)) if known and isinstance(payload, Mapping) else None
        return application_from_v1(payload, candidate=candidate, file_type=file_type, strict=strict)

    return convert


def _id_of(payload: Mapping[str, Any]) -> str:
    named = payload.get("candidate", payload.get("candidate_id"))
    if isinstance(named, Mapping):
        named = named.get("id")
    return str(named) if isinstance(named, (str, int)) else ""


def _by_id(path: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for record in read_records(path).records:
        if not isinstance(record.value, dict) or not isinstance(record.value.get("id"), (str, int)):
            raise Failure(f"{record.place}: a candidate needs an `id`")
        found[str(record.value["id"])] = record.value
    return found
