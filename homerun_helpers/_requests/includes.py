"""Parts of records that the API sends only when `include[]` asks for them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, overload

from homerun_client import models
from homerun_client.operations import OPERATIONS
from homerun_client.types import UNSET

from homerun_helpers._operations import helper_of, resource_of
from homerun_helpers._requests.checks import strings
from homerun_helpers.errors import InvalidArgumentError, NotIncludedError


def check_include(values: str | Iterable[str] | None, operation: str) -> list[Any] | None:
    """The values of `include[]` for an operation; None when there are none.

    Args:
        values: one include or several; None means none.
        operation: the name of the operation, such as `list_vacancies`.

    Raises:
        InvalidArgumentError: the operation does not have one of them.
    """
    if values is None:
        return None
    if isinstance(values, Iterable) and not isinstance(values, str):
        values = list(values)
    found = [] if values == [] else strings(values, "include")
    known = OPERATIONS[operation].includes
    for value in found:
        if value not in known:
            raise InvalidArgumentError(
                "include",
                f"must be one or several of {', '.join(known)}; there is {value!r}. What this package does not know "
                "yet can be sent with {extra_params}={'include[]': …}.",
                mentions=("extra_params",),
            )
    return found or None


def field_of(include: str) -> str:
    """The field of a record that an include fills: `questionAnswers` → `question_answers`."""
    for operation in OPERATIONS.values():
        if include in operation.includes:
            return operation.includes[include]
    return include


def include_for(field: str) -> str:
    """The include that fills a field of a record: `question_answers` → `questionAnswers`."""
    for operation in OPERATIONS.values():
        for include, filled in operation.includes.items():
            if filled == field:
                return include
    return field


@overload
def included(record: models.Vacancy, name: Literal["location"]) -> models.Location | None: ...
@overload
def included(record: models.Vacancy, name: Literal["department"]) -> models.Department | None: ...
@overload
def included(record: models.Vacancy, name: Literal["stages"]) -> list[models.Stage]: ...
@overload
def included(record: models.Vacancy, name: Literal["total_candidate_count"]) -> int: ...
@overload
def included(record: models.Vacancy, name: Literal["page_content"]) -> str: ...
@overload
def included(
    record: models.JobApplication | models.JobApplicationDetails, name: Literal["sources"]
) -> list[models.JobApplicationSource] | None: ...
@overload
def included(
    record: models.JobApplication | models.JobApplicationDetails, name: Literal["stage"]
) -> models.Stage | None: ...
@overload
def included(
    record: models.JobApplication | models.JobApplicationDetails, name: Literal["vacancy"]
) -> models.Vacancy | None: ...
@overload
def included(
    record: models.JobApplication | models.JobApplicationDetails, name: Literal["notes"]
) -> list[models.Note] | None: ...
@overload
def included(
    record: models.JobApplication | models.JobApplicationDetails,
    name: Literal["disqualificationReason", "disqualification_reason"],
) -> models.DisqualificationReason | None: ...
@overload
def included(
    record: models.JobApplication | models.JobApplicationDetails,
    name: Literal["questionAnswers", "question_answers"],
) -> list[models.QuestionAnswer] | None: ...
@overload
def included(record: object, name: str) -> Any: ...
def included(record: object, name: str) -> Any:
    """The part of a record that an include added; None when the API said that there is none.

    Args:
        record: a vacancy or a job application.
        name: the include as the API calls it (`questionAnswers`), or the field that it fills (`question_answers`).
            An include that is newer than this package works too.

    Raises:
        NotIncludedError: the record came without this part. The error names the include to ask for.

    Example:
        ```python
        from homerun_helpers import included

        for vacancy in homerun.vacancies.list(include=["stages"]):
            names = [stage.name for stage in included(vacancy, "stages")]
        ```
    """
    field = field_of(name)
    value = getattr(record, field, UNSET)
    if value is UNSET:
        extra = getattr(record, "additional_properties", {})
        value = extra.get(field, extra.get(name, UNSET))
    if value is not UNSET:
        return value
    error = NotIncludedError(f"This {type(record).__name__} came without {field}: {_where(record, field)}")
    error.include = include_for(field)
    raise error


def _where(record: object, field: str) -> str:
    include = include_for(field)
    adding = [operation for operation in OPERATIONS.values() if include in operation.includes]
    if not adding:
        return (
            "this package knows no include that adds it. A newer one can be sent with "
            f"extra_params={{'include[]': {include!r}}}."
        )
    # Only calls of the resource whose records these are, when the table knows it.
    resources = {resource_of(one) for one in OPERATIONS.values() if one.record == type(record).__name__}
    same = [operation for operation in adding if resource_of(operation) in resources]
    calls = " or ".join(helper_of(operation) for operation in same or adding)
    return f"ask for it with include=[{include!r}] in {calls}."
