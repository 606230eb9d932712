"""Applications as they were stored from V1."""

from collections.abc import Mapping
from functools import cache, partial
from typing import Any

from homerun_client.models import JobApplicationDetails, Note, PersonalInfo

from homerun_helpers.migration.convert import values
from homerun_helpers.migration.convert.builder import ChangeLog, Prepare, RecordBuilder
from homerun_helpers.migration.convert.fitting import date_times, fits_record, takes_anything
from homerun_helpers.migration.convert.json_paths import join, json_object, says_nothing
from homerun_helpers.migration.convert.notes import NEW_NAMES
from homerun_helpers.migration.convert.report import Converted, finish
from homerun_helpers.migration.convert.rules import PERSONAL, PROMOTED, rule_for
from homerun_helpers.migration.convert.v1_shapes import FieldMapper, own_custom_data, with_custom_data
from homerun_helpers.migration.convert.vacancies import convert_vacancy

_ANY = {"id": "ap_1"}
_CONTAINERS = frozenset({"candidate", "content", "job", "job_id", "custom_data", "personal_info"})
_FILE_NAMES = ("filename", "file_name")


def application_record_from_v1(
    record: Mapping[str, Any], *, vacancy_ids: Mapping[str, str] | None = None, strict: bool = False
) -> Converted[dict[str, Any]]:
    """An application that was stored from V1, as V2 writes one: `JobApplicationDetails.from_dict(result)` reads it.

    By Homerun's migration guide:

    - "candidate property was removed. Its properties were moved to personal_info field, when appropriate": what V2
      has no field for, such as the candidate's id, goes to `custom_data`. A `name` in one piece is never split.
    - "content property was removed and it's fixed values, e.g. education, have been moved to the main response", the
      rest to `custom_data`; so does a fixed value that V2's field would not take.
    - "job object was replaced by vacancy_id field": the object itself becomes `vacancy`, which V2 has as an include.
    - "stage object was added": a stage that is a text becomes the object's `name`.
    - In notes, `body` is `note` and `name` is `display_name`.
    - "All date-time fields are now in ISO 8601 UTC format": as `timestamp_from_v1` reads them.

    The guide gives names, not schemas: `candidate` may be an object or an id, `content` an object or a list of
    objects with `value` and `key`, `name` or `label`, `job` an id or an object, a note an object or its text. No
    value is guessed: what V2's model does not take is reported with its value. Fields that neither the guide nor V2
    know stay where they are, since V2's model keeps them. In one whose name ends in `_at`, such as `updated_at`, also
    in notes, files, the job and the candidate, a number is read as a timestamp if it can be one, and stays else; in
    `content` it stays. A record of V2 stays as it is.

    Args:
        record: the JSON object as it was stored.
        vacancy_ids: the id of the vacancy for each id of a job, where V2 has other ones (ids that were numbers are
            texts here). A job that is not among them is reported, and `vacancy_id` is missing. None: ids stay.
        strict: raise when something could not be carried over, or something is missing.

    Returns:
        The record, and the report.

    Raises:
        InvalidArgumentError: `record` is no JSON object, or `vacancy_ids` has something else than texts.
        MigrationError: with `strict`.

    Example:
        ```python
        from homerun_client.models import JobApplicationDetails

        from homerun_helpers.migration import application_record_from_v1

        old = {
            "id": "ap_1",
            "candidate": {"first_name": "Ada", "phone": "+44 20 7946 0018"},
            "job": {"id": "job_1", "title": "Analyst"},
            "created_at": 1680343200,
        }
        application = JobApplicationDetails.from_dict(application_record_from_v1(old).result)
        print(application.vacancy_id, application.created_at)
        ```
    """
    log = ChangeLog()
    data = json_object(record, "record")
    vacancy_id = values.vacancy_id(vacancy_ids)
    prepare = {**_prepare(), "vacancy_id": vacancy_id}
    details = RecordBuilder(log, "", fits_record(JobApplicationDetails, _ANY), prepare)
    person = RecordBuilder(log, "personal_info", fits_record(PersonalInfo, {}), {"date_of_birth": values.day_of_birth})
    custom = RecordBuilder(log, "custom_data", takes_anything)
    _own_fields(log, details, person, data)
    own_custom_data(log, custom, data)
    _job(log, details, data, vacancy_id)
    _map_fields(log, details, person, custom, data)
    result = details.values | with_custom_data(custom, data)
    if person.values or data.get("personal_info") == {}:
        result["personal_info"] = person.values
    if "id" not in result:
        log.add("missing", "id", reason="V2 requires it for an application")
    values.note_unknown_job(log, result)
    return finish(result, log.report(), "record", strict=strict)


def _own_fields(log: ChangeLog, details: RecordBuilder, person: RecordBuilder, data: Mapping[str, Any]) -> None:
    for name, value in data.items():
        if name not in _CONTAINERS:
            details.put(name, value, name, prepare=values.moment_by_name(name))
    own = data.get("personal_info")
    if isinstance(own, dict):
        for name, value in own.items():
            person.put(name, value, join("personal_info", name))
    elif "personal_info" in data:
        log.not_carried("personal_info", own, "it should be an object")


def _job(log: ChangeLog, details: RecordBuilder, data: Mapping[str, Any], vacancy_id: Prepare) -> None:
    rule = rule_for("record", "job")
    for name in ("job", "job_id"):
        job = data.get(name)
        if isinstance(job, dict) and not says_nothing(job.get("id")):
            details.put("vacancy_id", job["id"], join(name, "id"), rule.kind, rule.reason)
            # The id of a job without a vacancy was reported before.
            mapped = vacancy_id if "vacancy_id" in details.values else None
            vacancy = convert_vacancy(log, job, name, "vacancy", mapped)
            details.put("vacancy", vacancy, name, "renamed", rule_for("record", "job.*").reason)
        elif says_nothing(job) or not isinstance(job, (str, int)):
            if name in data:
                log.not_carried(name, job, f"it should be an id, or an object with one; {rule.reason}")
        else:
            details.put("vacancy_id", job, name, rule.kind, rule.reason)


def _map_fields(
    log: ChangeLog, details: RecordBuilder, person: RecordBuilder, custom: RecordBuilder, data: Mapping[str, Any]
) -> None:
    fields = {**dict.fromkeys(PROMOTED, details), **dict.fromkeys(PERSONAL, person)}
    mapper = FieldMapper(log, "record", fields, custom)
    if "candidate" in data:
        mapper.candidate(data["candidate"], "candidate")
    if "content" in data:
        mapper.content(data["content"], "content")


@cache
def _prepare() -> Mapping[str, Prepare]:
    moments = dict.fromkeys(date_times(JobApplicationDetails, _ANY), values.moment)
    named = dict.fromkeys(("stage", "disqualification_reason"), values.named)
    return {
        **moments,
        **named,
        "id": values.identifier,
        "vacancy": _vacancy,
        "notes": _notes,
        "files": _files,
        "sources": _sources,
    }


def _vacancy(log: ChangeLog, value: Any, path: str, to: str) -> Any:
    return convert_vacancy(log, value, path, to) if isinstance(value, dict) else value


def _sources(log: ChangeLog, value: Any, path: str, to: str) -> Any:
    return values.each(value, path, to, partial(values.named, log))


def _notes(log: ChangeLog, value: Any, path: str, to: str) -> Any:
    return values.each(value, path, to, partial(_note, log))


def _files(log: ChangeLog, value: Any, path: str, to: str) -> Any:
    return values.each(value, path, to, partial(_file, log))


@cache
def _note_times() -> Mapping[str, Prepare]:
    return dict.fromkeys(date_times(Note, {}), values.moment)


def _note(log: ChangeLog, note: Any, path: str, at: str) -> Any:
    """A note as V2's records have it. Values that do not fit are taken out later, with the list of notes."""
    if isinstance(note, str) and note.strip():
        log.add("converted", path, join(at, "note"), note, "V2 has an object with the text here")
        return {"note": note}
    if not isinstance(note, dict):
        return note
    builder = RecordBuilder(log, at, fits_record(Note, {}), _note_times())
    # A note of V2 has no body, but a later V2 could give it a name.
    renamed = NEW_NAMES if "body" in note else {}
    for name, value in note.items():
        if name not in renamed:
            builder.put(name, value, join(path, name), prepare=values.moment_by_name(name))
    for old, new in renamed.items():
        if old in note:
            builder.put(new, note[old], join(path, old), "renamed", rule_for("note", old).reason)
    return builder.values


def _file(log: ChangeLog, file: Any, path: str, at: str) -> Any:
    """A file as V2's records have it."""
    if not isinstance(file, dict):
        return file
    builder = RecordBuilder(log, at, takes_anything)
    for name, value in file.items():
        if name not in _FILE_NAMES:
            builder.put(name, value, join(path, name), prepare=values.moment_by_name(name))
    for old in _FILE_NAMES:
        if old in file:
            builder.put("name", file[old], join(path, old), "renamed", "V2 has this name for it")
    return builder.values
