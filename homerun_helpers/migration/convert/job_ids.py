"""The ids of V1's jobs, which are not those of V2's vacancies."""

from collections.abc import Mapping
from typing import Any

from homerun_helpers._http.addresses import check_id
from homerun_helpers.errors import InvalidArgumentError


def check_jobs(jobs: Mapping[str, str] | None, argument: str) -> dict[str, str]:
    """The mapping, when it is one of ids to ids; an empty one for None.

    Args:
        jobs: the id of each job in V1, and of its vacancy in V2.
        argument: the name of the argument that it was passed as, for errors.

    Raises:
        InvalidArgumentError: it is not.
    """
    if jobs is None:
        return {}
    if not isinstance(jobs, Mapping):
        problem = f"must be a mapping of ids of V1's jobs to ids of vacancies; it is a {type(jobs).__name__}."
        raise InvalidArgumentError(argument, problem)
    for one in (*jobs, *jobs.values()):
        if not isinstance(one, str):
            problem = f"must have texts only, ids of V1's jobs and of vacancies; one is a {type(one).__name__}."
            raise InvalidArgumentError(argument, problem)
        check_id(one, argument)
    return dict(jobs)


def with_vacancy(body: Mapping[str, Any], jobs: Mapping[str, str]) -> dict[str, Any]:
    """The body with the id of the vacancy that a job became; an id that is not in the mapping stays.

    Args:
        body: the result of `application_from_v1`.
        jobs: the id of each job in V1, and of its vacancy in V2.
    """
    old = body.get("vacancy_id")
    return {**body, "vacancy_id": jobs[old]} if isinstance(old, str) and old in jobs else dict(body)
