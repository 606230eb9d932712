"""Values of fields that V2 writes in another way."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from homerun_client import codec
from homerun_client.errors import DecodeError

from homerun_helpers.migration.convert.builder import DROPPED, ChangeLog, Prepare
from homerun_helpers.migration.convert.job_ids import check_jobs
from homerun_helpers.migration.convert.json_paths import join
from homerun_helpers.migration.convert.rules import rule_for
from homerun_helpers.migration.convert.times import (
    UnreadableTimestampError,
    is_number,
    read_day_of_birth,
    read_timestamp,
)

_UNKNOWN_JOB = "there is no vacancy for this job among those that were given"


def moment(log: ChangeLog, value: Any, path: str, to: str) -> Any:
    """A date-time as V2 writes it; DROPPED, with a note, when the value is none."""
    return _written(log, value, path, to, codec.date_time, read_timestamp)


def day_of_birth(log: ChangeLog, value: Any, path: str, to: str) -> Any:
    """A date of birth as V2 writes it; DROPPED, with a note, when the value is none."""
    return _written(log, value, path, to, codec.day, read_day_of_birth)


def moment_by_name(name: str) -> Prepare | None:
    """Writes a field that V2 does not know as a date-time, when its name says that it is one, as `updated_at` does."""
    return _clear_moment if name.endswith("_at") else None


def _clear_moment(log: ChangeLog, value: Any, path: str, to: str) -> Any:
    """A UNIX timestamp as V2 writes date-times. A value that is not clearly one stays."""
    if not is_number(value):
        return value
    try:
        written = codec.encode(read_timestamp(value))
    except UnreadableTimestampError:
        return value
    log.add("converted", path, to, value, rule_for("record", "created_at").reason)
    return written


def _written(
    log: ChangeLog,
    value: Any,
    path: str,
    to: str,
    is_v2: Callable[[Any], object],
    read: Callable[[Any], date | datetime],
) -> Any:
    if value is None:
        return value
    try:
        is_v2(value)
    except DecodeError:
        pass
    else:
        return value
    try:
        written = codec.encode(read(value))
    except UnreadableTimestampError as error:
        log.not_carried(path, value, error.reason)
        return DROPPED
    log.add("converted", path, to, value, rule_for("record", "created_at").reason)
    return written


def identifier(log: ChangeLog, value: Any, path: str, to: str) -> Any:
    """An id as V2 writes it: a text."""
    if isinstance(value, int) and not isinstance(value, bool):
        log.add("converted", path, to, value, "ids are texts in V2; check that V2 knows this one")
        return str(value)
    return value


def vacancy_id(vacancy_ids: Mapping[str, str] | None) -> Prepare:
    """Writes the id of a job as that of its vacancy, by a table of them. Without a table the id stays."""
    if vacancy_ids is None:
        return identifier
    known = check_jobs(vacancy_ids, "vacancy_ids")
    new = frozenset(known.values())

    def mapped(log: ChangeLog, value: Any, path: str, to: str) -> Any:
        if not isinstance(value, (str, int)) or isinstance(value, bool):
            return value
        if str(value) in known:
            log.add("converted", path, to, value, "vacancy_ids has the id of V2 for it")
            return known[str(value)]
        # In the field vacancy_id it is an id of V2.
        if value in new or path == "vacancy_id":
            return value
        log.not_carried(path, value, _UNKNOWN_JOB)
        log.has_unknown_job = True
        return DROPPED

    return mapped


def note_unknown_job(log: ChangeLog, result: Mapping[str, Any]) -> None:
    """Note that the vacancy is missing, when the job has none: the application would go to no vacancy at all."""
    if "vacancy_id" not in result and log.has_unknown_job:
        log.add("missing", "vacancy_id", reason=_UNKNOWN_JOB)


def named(log: ChangeLog, value: Any, path: str, to: str) -> Any:
    """An object with a name; V1 may have had the name alone."""
    if isinstance(value, str) and value.strip():
        log.add("converted", path, join(to, "name"), value, "V2 has an object with a name here")
        return {"name": value}
    return value


def each(value: Any, path: str, to: str, convert: Callable[[Any, str, str], Any]) -> Any:
    """A list with each element converted. Any other value stays."""
    if not isinstance(value, list):
        return value
    return [convert(one, join(path, number), join(to, number)) for number, one in enumerate(value)]
