"""From V1 of Homerun's API to V2: Homerun's migration guide as code.

V1 was switched off in December 2023, but payloads, exports and scripts that were written for it are still around. The
conversions are pure functions. Each gives the result, and a report of what was renamed, moved and converted, what V2
has no place for, and what V2 needs and V1 did not have. Nothing is dropped silently, and no value is guessed.

Example:
    ```python
    from homerun_helpers.migration import application_from_v1

    old = {"candidate": {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com"}, "job": "job_1"}
    body, report = application_from_v1(old)
    print(body["vacancy_id"], report.complete)  # job_1 True
    ```
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from homerun_helpers.migration.convert.applications import application_from_v1
    from homerun_helpers.migration.convert.files import file_from_v1
    from homerun_helpers.migration.convert.notes import note_from_v1
    from homerun_helpers.migration.convert.records import application_record_from_v1
    from homerun_helpers.migration.convert.report import Attachments, Change, Converted, MigrationError, MigrationReport
    from homerun_helpers.migration.convert.rules import FIELD_RULES, FieldRule
    from homerun_helpers.migration.convert.times import timestamp_from_v1
    from homerun_helpers.migration.convert.vacancies import vacancy_from_v1
    from homerun_helpers.migration.endpoints import ENDPOINTS, GENERAL_CHANGES, Endpoint, GeneralChange
    from homerun_helpers.migration.replays._async.run import areplay
    from homerun_helpers.migration.replays._sync.run import replay
    from homerun_helpers.migration.replays.digest import payload_digest
    from homerun_helpers.migration.replays.journal import Journal
    from homerun_helpers.migration.replays.journal_file import JournalError
    from homerun_helpers.migration.replays.outcome import ReplayOutcome, ReplayState
    from homerun_helpers.migration.replays.report import EarlyStop, ReplayReport
    from homerun_helpers.migration.scanning import Finding, Scan, scan
    from homerun_helpers.migration.uploads import file_input

__all__ = [
    "ENDPOINTS",
    "FIELD_RULES",
    "GENERAL_CHANGES",
    "Attachments",
    "Change",
    "Converted",
    "EarlyStop",
    "Endpoint",
    "FieldRule",
    "Finding",
    "GeneralChange",
    "Journal",
    "JournalError",
    "MigrationError",
    "MigrationReport",
    "ReplayOutcome",
    "ReplayReport",
    "ReplayState",
    "Scan",
    "application_from_v1",
    "application_record_from_v1",
    "areplay",
    "file_from_v1",
    "file_input",
    "note_from_v1",
    "payload_digest",
    "replay",
    "scan",
    "timestamp_from_v1",
    "vacancy_from_v1",
]

# Each name is loaded when it is first used: a conversion needs no scanner, and a scan no models.
_WHERE = {
    "Attachments": "convert.report",
    "Change": "convert.report",
    "Converted": "convert.report",
    "ENDPOINTS": "endpoints",
    "EarlyStop": "replays.report",
    "Endpoint": "endpoints",
    "FIELD_RULES": "convert.rules",
    "FieldRule": "convert.rules",
    "Finding": "scanning",
    "GENERAL_CHANGES": "endpoints",
    "GeneralChange": "endpoints",
    "Journal": "replays.journal",
    "JournalError": "replays.journal_file",
    "MigrationError": "convert.report",
    "MigrationReport": "convert.report",
    "ReplayOutcome": "replays.outcome",
    "ReplayReport": "replays.report",
    "ReplayState": "replays.outcome",
    "Scan": "scanning",
    "application_from_v1": "convert.applications",
    "application_record_from_v1": "convert.records",
    "areplay": "replays._async.run",
    "file_from_v1": "convert.files",
    "file_input": "uploads",
    "note_from_v1": "convert.notes",
    "payload_digest": "replays.digest",
    "replay": "replays._sync.run",
    "scan": "scanning",
    "timestamp_from_v1": "convert.times",
    "vacancy_from_v1": "convert.vacancies",
}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
