"""Payloads that were written to create applications in V1."""

from collections.abc import Mapping
from typing import Any

from homerun_client.models import CreateJobApplicationBody

from homerun_helpers.errors import InvalidArgumentError
from homerun_helpers.migration.convert import values
from homerun_helpers.migration.convert.builder import DROPPED, ChangeLog, Prepare, RecordBuilder
from homerun_helpers.migration.convert.files import (
    FileType,
    check_file_type,
    convert_file,
    is_sendable,
    why_not_sendable,
)
from homerun_helpers.migration.convert.fitting import fits_body, fits_custom_data
from homerun_helpers.migration.convert.json_paths import can_be_sent, join, json_object, says_nothing
from homerun_helpers.migration.convert.notes import convert_note
from homerun_helpers.migration.convert.report import Attachments, Converted, finish
from homerun_helpers.migration.convert.rules import CREATE_FIELDS, FULL_NAMES, rule_for
from homerun_helpers.migration.convert.v1_shapes import FieldMapper, from_form, is_id, own_custom_data, with_custom_data

_NEEDED = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com"}
_CONTAINERS = frozenset({"candidate", "content", "job", "job_id", "custom_data", "files", "file", "notes"})


def application_from_v1(
    payload: Mapping[str, Any],
    *,
    candidate: Mapping[str, Any] | None = None,
    file_type: FileType | None = None,
    vacancy_ids: Mapping[str, str] | None = None,
    strict: bool = False,
) -> Converted[dict[str, Any]]:
    """The arguments of `homerun.job_applications.create(**result)`, from the body of V1's "create an application".

    By Homerun's migration guide:

    - "candidate field was removed": its fields become those of the application, also under the names `phone`,
      `firstname`, `lastname` and `birthday`. A `name` in one piece is never split.
    - "Fixed fields, e.g. education and experience have been promoted to main request fields": all fields that V2 has,
      from `content`. One whose value V2 would not take there, such as a list as `education` or a link without its
      scheme, goes to `custom_data`, wherever it stood.
    - "content fields was replaced by custom_data": the rest of it goes there, and so does all else that V2 has no field
      for ("a key-value store for properties non covered by Job Application object schema"), the candidate's id as
      `candidate_id`.
    - "job object was replaced by vacancy_id": whether it was an id or an object with one. The rest of it is `removed`.

    The guide gives names, not schemas. So `candidate` may be an object or an id; `content` an object, or a list of
    objects with `value` and `key`, `name` or `label`; `job` an id or an object; `files` and `notes` one object or a
    list of them; and all that may be written as a form's fields, `candidate[first_name]`. No value is guessed: what
    has no place in V2 or is not what V2 takes is reported with its value. Of two values for a field, the one of the
    application itself comes before the candidate's, that before the stored candidate's, and that before the one in
    `content`; the other is reported. A number in a field that V2 does not know and whose name ends in `_at`, such as
    the candidate's `created_at`, is read as a timestamp if it can be one; in `content` it stays as it is. A body of V2
    stays as it is.

    Args:
        payload: the JSON object, or the fields of the form, as it was sent to V1.
        candidate: the candidate whose id the payload names, as it was stored: V1 had candidates of their own. It
            fills in what the payload does not say of the candidate.
        file_type: `resume` or `assignment`, for files that do not say which they are; V2 requires it.
        vacancy_ids: the id of the vacancy for each id of a job, where V2 has other ones (ids that were numbers are
            texts here). A job that is not among them is reported, and `vacancy_id` is missing. None: ids stay.
        strict: raise when something could not be carried over or is missing.

    Returns:
        The body, and the report. Files and notes are among `attachments`: V2 takes them in calls of their own. If
        nothing is missing, `create` takes the body without an `InvalidArgumentError`.

    Raises:
        InvalidArgumentError: `payload` or `candidate` is no JSON object; the payload names another candidate; or
            `vacancy_ids` has something else than texts.
        MigrationError: with `strict`.

    Example:
        ```python
        from homerun_helpers.migration import application_from_v1

        old = {
            "candidate": {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com"},
            "job": {"id": "job_1"},
            "content": {"education": "Mathematics", "shoe_size": 38},
        }
        body, report = application_from_v1(old)
        print(body["education"], body["custom_data"])  # Mathematics {'shoe_size': 38}
        application = homerun.job_applications.create(**{**body, "vacancy_id": vacancy_id})
        ```
    """
    check_file_type(file_type, "file_type")
    data = from_form(json_object(payload, "payload"))
    person = _candidate_of(data, candidate)
    log = ChangeLog()
    result = _body(log, data, person, values.vacancy_id(vacancy_ids))
    attachments = Attachments(_files(log, data, file_type), _notes(log, data))
    for name in _NEEDED:
        if name not in result:
            log.add("missing", name, reason="V2 requires it")
    values.note_unknown_job(log, result)
    return finish(result, log.report(attachments), "payload", strict=strict)


def _candidate_of(data: Mapping[str, Any], candidate: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if candidate is None:
        return None
    person = json_object(candidate, "candidate")
    named, own = candidate_id(data), person.get("id")
    if named is not None and is_id(own) and str(own) != named:
        raise InvalidArgumentError(
            "candidate", "is another one than the one that {payload} names.", mentions=("payload",)
        )
    return person


def candidate_id(payload: Mapping[str, Any]) -> str | None:
    """The id of the candidate that a payload names, as a text; None if it names none. V1 had texts and numbers."""
    named = payload.get("candidate")
    for value in (named.get("id") if isinstance(named, Mapping) else named, payload.get("candidate_id")):
        if is_id(value):
            return str(value)
    return None


def _body(
    log: ChangeLog, data: Mapping[str, Any], person: dict[str, Any] | None, vacancy_id: Prepare
) -> dict[str, Any]:
    prepare = {"date_of_birth": values.day_of_birth, "vacancy_id": vacancy_id, "sources": _sources}
    builder = RecordBuilder(log, "", fits_body(CreateJobApplicationBody, _NEEDED), prepare)
    custom = RecordBuilder(log, "custom_data", fits_custom_data)
    fields = dict.fromkeys(CREATE_FIELDS - {"vacancy_id", "custom_data"}, builder)
    mapper = FieldMapper(log, "application", fields, custom)
    own_custom_data(log, custom, data)
    for name, value in data.items():
        if name in fields:
            mapper.loose(name, value, name)
    if "vacancy_id" in data:
        builder.put("vacancy_id", data["vacancy_id"], "vacancy_id")
    _job(log, builder, data)
    if "candidate" in data:
        mapper.candidate(data["candidate"], "candidate")
    if person is not None:
        mapper.candidate(person, "stored candidate" if isinstance(data.get("candidate"), dict) else "candidate")
    if "content" in data:
        mapper.content(data["content"], "content")
    for name in sorted(data.keys() - CREATE_FIELDS - _CONTAINERS, key=lambda name: (name in FULL_NAMES, name)):
        mapper.loose(name, data[name], name)
    return builder.values | with_custom_data(custom, data)


def _sources(log: ChangeLog, value: Any, path: str, to: str) -> Any:
    """The names of sources; V2's records have them as objects."""
    if isinstance(value, str) and value.strip():
        log.add("converted", path, join(to, 0), value, "V2 takes a list of names")
        value = [value]
    if not isinstance(value, list):
        log.not_carried(path, value, "sources must be a list of names")
        return DROPPED
    names: list[str] = []
    for number, one in enumerate(value):
        place, is_object = join(path, number), isinstance(one, dict) and one.keys() == {"name"}
        name = one["name"] if is_object else one
        if not isinstance(name, str) or not name.strip() or not can_be_sent(name):
            log.not_carried(place, one, "the name of a source must be a text")
            continue
        if is_object:
            log.add("converted", place, join(to, len(names)), one, "V2 takes the names of sources")
        names.append(name)
    return names


def _job(log: ChangeLog, builder: RecordBuilder, data: Mapping[str, Any]) -> None:
    reason = rule_for("application", "job").reason
    for name in ("job", "job_id"):
        value, path = data.get(name), name
        if isinstance(value, dict) and value:
            for key, more in value.items():
                if key != "id":
                    log.removed(join(name, key), more, reason)
            value, path = value.get("id"), join(name, "id")
        if says_nothing(value):
            if name in data:
                log.not_carried(path, value, reason)
        else:
            builder.put("vacancy_id", value, path, "renamed", reason)


def _files(log: ChangeLog, data: Mapping[str, Any], type: FileType | None) -> tuple[dict[str, Any], ...]:
    found: list[dict[str, Any]] = []
    reason = rule_for("application", "files").reason
    for file, path in [*_several(data, "files"), *_several(data, "file")]:
        at = join("attachments.files", len(found))
        inner = ChangeLog()
        converted = convert_file(inner, file, path, at, type) if isinstance(file, dict) else {}
        if not is_sendable(converted):
            log.not_carried(path, file, why_not_sendable(inner.changes))
            continue
        found.append(converted)
        log.extend(inner)
        log.add("attached", path, at, reason=reason)
    return tuple(found)


def _notes(log: ChangeLog, data: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    found: list[dict[str, Any]] = []
    reason = rule_for("application", "notes").reason
    for one, path in _several(data, "notes"):
        at = join("attachments.notes", len(found))
        inner = ChangeLog()
        note = {"note": one} if isinstance(one, str) else one
        converted = convert_note(inner, note, path, at) if isinstance(note, dict) else {}
        if "note" not in converted:
            log.not_carried(path, one, "a note needs a text")
            continue
        found.append(converted)
        log.extend(inner)
        log.add("attached", path, at, reason=reason)
    return tuple(found)


def _several(data: Mapping[str, Any], name: str) -> list[tuple[Any, str]]:
    value = data.get(name)
    if isinstance(value, list) and value:
        return [(one, join(name, number)) for number, one in enumerate(value)]
    return [(value, name)] if name in data else []
