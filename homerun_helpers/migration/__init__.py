"""From V1 of Homerun's API to V2: what Homerun's migration guide describes, as code.

V1 was switched off in December 2023, but payloads, exports and scripts that were written for it are still around. The
conversions are pure functions: each gives the result and a report of what was renamed, moved and converted, what V2
has no place for, and what it needs that V1 had not got. Nothing is dropped silently, and no value is guessed.

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
    from homerun_helpers._async.replay import areplay
    from homerun_helpers._sync.replay import replay
    from homerun_helpers.migration._book_file import JournalError
    from homerun_helpers.migration._digest import payload_digest
    from homerun_helpers.migration._journal import Journal
    from homerun_helpers.migration._replay import AsyncPayloads, Convert, Payloads
    from homerun_helpers.migration._replay_report import ReplayOutcome, ReplayReport, ReplayState
    from homerun_helpers.migration.applications import application_from_v1
    from homerun_helpers.migration.endpoints import ENDPOINTS, GENERAL_CHANGES, Endpoint, GeneralChange
    from homerun_helpers.migration.fields import FIELD_RULES, FieldRule
    from homerun_helpers.migration.files import file_from_v1, file_input
    from homerun_helpers.migration.notes import note_from_v1
    from homerun_helpers.migration.records import application_record_from_v1
    from homerun_helpers.migration.report import Attachments, Change, Converted, MigrationError, MigrationReport
    from homerun_helpers.migration.scanning import Finding, Rule, Scan, Skipped, scan
    from homerun_helpers.migration.times import timestamp_from_v1
    from homerun_helpers.migration.vacancies import vacancy_from_v1

__all__ = [
    "ENDPOINTS",
    "FIELD_RULES",
    "GENERAL_CHANGES",
    "AsyncPayloads",
    "Attachments",
    "Change",
    "Convert",
    "Converted",
    "Endpoint",
    "FieldRule",
    "Finding",
    "GeneralChange",
    "Journal",
    "JournalError",
    "MigrationError",
    "MigrationReport",
    "Payloads",
    "ReplayOutcome",
    "ReplayReport",
    "ReplayState",
    "Rule",
    "Scan",
    "Skipped",
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

# Each name is loaded when it is first used: who converts needs no scanner, and who scans no models.
_WHERE = {
    "AsyncPayloads": "_replay",
    "Attachments": "report",
    "Change": "report",
    "Convert": "_replay",
    "Converted": "report",
    "ENDPOINTS": "endpoints",
    "Endpoint": "endpoints",
    "FIELD_RULES": "fields",
    "FieldRule": "fields",
    "Finding": "scanning",
    "GENERAL_CHANGES": "endpoints",
    "GeneralChange": "endpoints",
    "Journal": "_journal",
    "JournalError": "_book_file",
    "MigrationError": "report",
    "MigrationReport": "report",
    "Payloads": "_replay",
    "ReplayOutcome": "_replay_report",
    "ReplayReport": "_replay_report",
    "ReplayState": "_replay_report",
    "Rule": "scanning",
    "Scan": "scanning",
    "Skipped": "scanning",
    "application_from_v1": "applications",
    "application_record_from_v1": "records",
    "areplay": "homerun_helpers._async.replay",
    "file_from_v1": "files",
    "file_input": "files",
    "note_from_v1": "notes",
    "payload_digest": "_digest",
    "replay": "homerun_helpers._sync.replay",
    "scan": "scanning",
    "timestamp_from_v1": "times",
    "vacancy_from_v1": "vacancies",
}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    where = _WHERE[name]
    value = getattr(import_module(where if "." in where else f"{__name__}.{where}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
