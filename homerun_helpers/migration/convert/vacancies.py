"""Jobs of V1, which are vacancies in V2."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from homerun_client.models import Vacancy

from homerun_helpers.migration.convert import values
from homerun_helpers.migration.convert.builder import ChangeLog, Prepare, RecordBuilder
from homerun_helpers.migration.convert.fitting import date_times, fits_record
from homerun_helpers.migration.convert.json_paths import join, json_object
from homerun_helpers.migration.convert.report import Converted, finish
from homerun_helpers.migration.convert.rules import rule_for

_NEW_NAMES = {"tmp_department": "department", "tmp_location": "location"}
_REMOVED_FIELDS = ("active_time",)
# What the model requires.
_ANY = {"id": "job_1"}
# V2 has objects with a name here. V1 may have had the name alone.
_NAMED = ("department", "location")


def vacancy_from_v1(job: Mapping[str, Any], *, strict: bool = False) -> Converted[dict[str, Any]]:
    """A job as V2 writes a vacancy, for `homerun_client.models.Vacancy.from_dict(result)`.

    The guide: "tmp_department and tmp_location are replaced by optional department and location fields, both of them
    are objects": a text becomes the object's `name`, an object stays as it is. "active_time field was removed": it is
    reported as removed, with its value. UNIX timestamps become ISO 8601, a numeric id a text. Fields that neither the
    guide nor V2 know stay where they are, since V2's model keeps them; a number in one whose name ends in `_at` is
    read as a timestamp if it can be one, and stays else. A vacancy of V2 stays as it is.

    Args:
        job: an object with at least an `id`.
        strict: raise when something could not be carried over or is missing.

    Returns:
        The vacancy, and the report.

    Raises:
        InvalidArgumentError: `job` is no JSON object.
        MigrationError: with `strict`.

    Example:
        ```python
        from homerun_client.models import Vacancy

        from homerun_helpers.migration import vacancy_from_v1

        job = {"id": "job_1", "title": "Analyst", "tmp_department": "Engines", "created_at": 1680343200}
        vacancy = Vacancy.from_dict(vacancy_from_v1(job).result)
        print(vacancy.title, vacancy.created_at)  # Analyst 2023-04-01 10:00:00+00:00
        ```
    """
    log = ChangeLog()
    result = convert_vacancy(log, json_object(job, "job"), "", "")
    if "id" not in result:
        log.add("missing", "id", reason="V2 requires it for a vacancy")
    return finish(result, log.report(), "job", strict=strict)


def convert_vacancy(
    log: ChangeLog, job: Mapping[str, Any], path: str, at: str, identifier: Prepare | None = None
) -> dict[str, Any]:
    """A vacancy, for the place `at` of the result; `identifier` writes its id."""
    prepare = _prepare() if identifier is None else {**_prepare(), "id": identifier}
    builder = RecordBuilder(log, at, fits_record(Vacancy, _ANY), prepare)
    for name, value in job.items():
        if name in _REMOVED_FIELDS:
            log.removed(join(path, name), value, rule_for("vacancy", name).reason)
        elif name not in _NEW_NAMES:
            builder.put(name, value, join(path, name), prepare=values.moment_by_name(name))
    for old, new in _NEW_NAMES.items():
        if old in job:
            builder.put(new, job[old], join(path, old), "renamed", rule_for("vacancy", old).reason)
    return builder.values


@cache
def _prepare() -> Mapping[str, Prepare]:
    moments = dict.fromkeys(date_times(Vacancy, _ANY), values.moment)
    return {**moments, "id": values.identifier, **dict.fromkeys(_NAMED, values.named)}
