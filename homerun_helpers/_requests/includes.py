"""Parts of records that come only when `include[]` asks for them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal, overload

from homerun_client.operations import OPERATIONS
from homerun_client.types import UNSET

from homerun_helpers._operations import helper_of, resource_of
from homerun_helpers._requests.checks import strings
from homerun_helpers.errors import InvalidArgumentError, NotIncludedError

if TYPE_CHECKING:
    from homerun_client.models import (
        Department,
        DisqualificationReason,
        JobApplication,
        JobApplicationDetails,
        JobApplicationSource,
        Location,
        Note,
        QuestionAnswer,
        Stage,
        Vacancy,
    )


def check_include(values: str | Iterable[str] | None, operation: str) -> list[Any] | None:
    """The values of `include[]` for an operation; None when nothing is asked for.

    Raises:
        InvalidArgumentError: the operation has no such include.
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
                f"include {value!r} does not exist here: use {', '.join(known)}. A newer one goes into "
                "extra_params={'include[]': …}."
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
def included(record: Vacancy, name: Literal["location"]) -> Location | None: ...
@overload
def included(record: Vacancy, name: Literal["department"]) -> Department | None: ...
@overload
def included(record: Vacancy, name: Literal["stages"]) -> list[Stage]: ...
@overload
def included(record: Vacancy, name: Literal["total_candidate_count"]) -> int: ...
@overload
def included(record: Vacancy, name: Literal["page_content"]) -> str: ...
@overload
def included(
    record: JobApplication | JobApplicationDetails, name: Literal["sources"]
) -> list[JobApplicationSource] | None: ...
@overload
def included(record: JobApplication | JobApplicationDetails, name: Literal["stage"]) -> Stage | None: ...
@overload
def included(record: JobApplication | JobApplicationDetails, name: Literal["vacancy"]) -> Vacancy | None: ...
@overload
def included(record: JobApplication | JobApplicationDetails, name: Literal["notes"]) -> list[Note] | None: ...
@overload
def included(
    record: JobApplication | JobApplicationDetails,
    name: Literal["disqualificationReason", "disqualification_reason"],
) -> DisqualificationReason | None: ...
@overload
def included(
    record: JobApplication | JobApplicationDetails,
    name: Literal["questionAnswers", "question_answers"],
) -> list[QuestionAnswer] | None: ...
@overload
def included(record: object, name: str) -> Any: ...
def included(record: object, name: str) -> Any:
    """The part of a record that an include brought; None when the API said that there is none.

    Args:
        record: a vacancy or a job application.
        name: the include as the API calls it (`questionAnswers`) or the field it fills (`question_answers`). One
            that is newer than this package works too.

    Raises:
        NotIncludedError: the record came without it. The error says what to ask for.

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
    bringing = [operation for operation in OPERATIONS.values() if include in operation.includes]
    if not bringing:
        return f"this package knows no include that brings it. A newer one: extra_params={{'include[]': {include!r}}}."
    # Of the same resource as the operations that answer with such a record, if there are any.
    resources = {resource_of(one) for one in OPERATIONS.values() if one.record == type(record).__name__}
    same = [operation for operation in bringing if resource_of(operation) in resources]
    calls = " or ".join(helper_of(operation) for operation in same or bringing)
    return f"ask for it with include=[{include!r}] in {calls}."
