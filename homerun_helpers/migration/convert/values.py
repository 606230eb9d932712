"""Values of fields that V2 writes in another way."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from homerun_client import codec
from homerun_client.errors import DecodeError

from homerun_helpers.errors import InvalidArgumentError
from homerun_helpers.migration.convert.builder import GONE, Ledger, Prepare
from homerun_helpers.migration.convert.job_ids import check_jobs
from homerun_helpers.migration.convert.json_paths import join
from homerun_helpers.migration.convert.rules import rule_for
from homerun_helpers.migration.convert.times import day_of_birth_from_v1, is_number, timestamp_from_v1

_UNKNOWN_JOB = "there is no vacancy for this job among those that were given"


def moment(ledger: Ledger, value: Any, path: str, to: str) -> Any:
    """A date-time as V2 writes it; GONE when it is none, which is noted."""
    return _written(ledger, value, path, to, codec.date_time, timestamp_from_v1)


def day_of_birth(ledger: Ledger, value: Any, path: str, to: str) -> Any:
    """A date of birth as V2 writes it; GONE when it is none, which is noted."""
    return _written(ledger, value, path, to, codec.day, day_of_birth_from_v1)


def moment_by_name(name: str) -> Prepare | None:
    """What writes a field as a date-time that V2 does not know, but whose name says that it is one: `updated_at`."""
    return _clear_moment if name.endswith("_at") else None


def _clear_moment(ledger: Ledger, value: Any, path: str, to: str) -> Any:
    """A UNIX timestamp as V2 writes date-times; what is not clearly one stays as it is."""
    if not is_number(value):
        return value
    try:
        written = codec.encode(timestamp_from_v1(value))
    except InvalidArgumentError:
        return value
    ledger.add("converted", path, to, value, rule_for("record", "created_at").reason)
    return written


def _written(
    ledger: Ledger,
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
    except InvalidArgumentError as error:
        reason = str(error).rstrip(".")
        ledger.not_carried(path, value, reason[0].lower() + reason[1:])
        return GONE
    ledger.add("converted", path, to, value, rule_for("record", "created_at").reason)
    return written


def identifier(ledger: Ledger, value: Any, path: str, to: str) -> Any:
    """An id as V2 writes it: a text."""
    if isinstance(value, int) and not isinstance(value, bool):
        ledger.add("converted", path, to, value, "ids are texts in V2; check that V2 knows this one")
        return str(value)
    return value


def vacancy_id(vacancy_ids: Mapping[str, str] | None) -> Prepare:
    """What writes the id of a job as that of its vacancy, by a table of them; without a table, as it is."""
    if vacancy_ids is None:
        return identifier
    known = check_jobs(vacancy_ids)
    new = frozenset(known.values())

    def mapped(ledger: Ledger, value: Any, path: str, to: str) -> Any:
        if not isinstance(value, (str, int)) or isinstance(value, bool):
            return value
        if str(value) in known:
            ledger.add("converted", path, to, value, "vacancy_ids has the id of V2 for it")
            return known[str(value)]
        # Under V2's own name it is V2's own id.
        if value in new or path == "vacancy_id":
            return value
        ledger.not_carried(path, value, _UNKNOWN_JOB)
        return GONE

    return mapped


def note_unknown_job(ledger: Ledger, result: Mapping[str, Any]) -> None:
    """Say that the vacancy is missing, where the job has none: an application without one would go elsewhere."""
    if "vacancy_id" not in result and any(change.reason == _UNKNOWN_JOB for change in ledger.changes):
        ledger.add("missing", "vacancy_id", reason=_UNKNOWN_JOB)


def named(ledger: Ledger, value: Any, path: str, to: str) -> Any:
    """An object with a name, where V1 may have had the name alone."""
    if isinstance(value, str) and value.strip():
        ledger.add("converted", path, join(to, "name"), value, "V2 has an object with a name here")
        return {"name": value}
    return value


def each(value: Any, path: str, to: str, convert: Callable[[Any, str, str], Any]) -> Any:
    """A list with each element converted; anything else as it is."""
    if not isinstance(value, list):
        return value
    return [convert(one, join(path, number), join(to, number)) for number, one in enumerate(value)]
