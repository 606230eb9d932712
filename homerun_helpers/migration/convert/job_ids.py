"""The ids of V1's jobs, which are not those of V2's vacancies."""

from collections.abc import Mapping
from typing import Any

from homerun_helpers._http.addresses import check_id
from homerun_helpers.errors import InvalidArgumentError


def check_jobs(jobs: Mapping[str, str] | None) -> dict[str, str]:
    """The mapping, once it is known that it is one of ids to ids.

    Raises:
        InvalidArgumentError: it is not.
    """
    if jobs is None:
        return {}
    if not isinstance(jobs, Mapping):
        raise InvalidArgumentError(
            f"jobs must be a mapping of ids of V1's jobs to ids of vacancies; it is a {type(jobs).__name__}."
        )
    return {check_id(old, "the id of a job"): check_id(new, "the id of a vacancy") for old, new in jobs.items()}


def with_vacancy(body: Mapping[str, Any], jobs: Mapping[str, str]) -> dict[str, Any]:
    """The body with the id of the vacancy that a job became; an id that the mapping does not know stays.

    Args:
        body: what a conversion of a create payload gave.
        jobs: the id of each job in V1, and of its vacancy in V2.
    """
    old = body.get("vacancy_id")
    return {**body, "vacancy_id": jobs[old]} if isinstance(old, str) and old in jobs else dict(body)
