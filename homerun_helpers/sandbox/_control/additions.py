"""Applications that are added without the API."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TypedDict

from homerun_helpers.errors import InvalidArgumentError
from homerun_helpers.sandbox._api import rules
from homerun_helpers.sandbox._api.applications import draft
from homerun_helpers.sandbox._api.bodies import CREATE
from homerun_helpers.sandbox._api.errors import ApiError
from homerun_helpers.sandbox._api.rules import BodyField
from homerun_helpers.sandbox._api.state import SandboxState
from homerun_helpers.sandbox._seed.times import iso
from homerun_helpers.sandbox._seed.words import person
from homerun_helpers.sandbox._store.applications import Filter
from homerun_helpers.sandbox._store.vacancies import stage_names


class ApplicationFields(TypedDict, total=False):
    """The fields for `Sandbox.add_application`: those of the create body, and others that only Homerun itself sets."""

    first_name: str
    last_name: str
    email: str
    date_of_birth: str | None
    vacancy_id: str | None
    city: str | None
    country: str | None
    phone_number: str | None
    photo: str | None
    sourced: bool
    experience: str | None
    education: str | None
    pronouns: str | None
    skype: str | None
    facebook: str | None
    twitter: str | None
    linkedin: str | None
    github: str | None
    website: str | None
    assignment: str | None
    custom_data: dict[str, Any] | None
    sources: list[str]
    stage: str
    created_at: str
    rating: float | None
    disqualified: bool
    disqualification_reason: str | None
    question_answers: list[dict[str, Any]]


def add(state: SandboxState, given: Mapping[str, Any]) -> str:
    """Add an application with these fields, the others made up, and return its id.

    Raises:
        TypeError: A field that does not exist.
        ValueError: A value that a field cannot have, a vacancy that is not open, or a stage that it
            does not have.
    """
    if unknown := sorted(given.keys() - ApplicationFields.__annotations__.keys()):
        known = ", ".join(ApplicationFields.__annotations__)
        raise TypeError(f"An application has no {', '.join(unknown)}; it has {known}.")
    given = _checked(given)
    with state.store.transaction():
        fields = person(state.ids.random) | _first_vacancy(state) | given
        reason = fields.get("disqualification_reason")
        fields["disqualification_reason"] = None if reason is None else {"name": reason}
        try:
            whole = draft(state, fields)
        except ApiError as error:
            raise _explained(state, fields, error) from None
        state.store.applications.add([whole])
    id: str = whole["id"]
    return id


def _explained(state: SandboxState, fields: Mapping[str, Any], error: ApiError) -> InvalidArgumentError:
    """The error for a vacancy or a stage where an application cannot be; it names the stages that there are."""
    id, stage = fields.get("vacancy_id"), fields.get("stage")
    if error.missing != "stage":
        return InvalidArgumentError("vacancy_id", f"must be that of a vacancy that takes applications; it is {id!r}.")
    stages = ", ".join(stage_names(state.store.vacancies.get(id or ""))) or "none"
    return InvalidArgumentError("stage", f"must be one of the vacancy's, which are: {stages}; it is {stage!r}.")


def _checked(given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields, if their types are right; unusual values of the right type may be in the real API too."""
    known = {
        name: BodyField(_LENIENT.get(field.rule, field.rule), nullable=field.nullable) for name, field in CREATE.items()
    }
    known |= _OTHERS
    try:
        return rules.check(given, known)
    except ApiError as error:
        said = " ".join(f"{detail['param']}: {detail['message']}" for detail in error.details or ())
        raise ValueError(said) from error


def _moment(value: object) -> str:
    try:
        moment = datetime.fromisoformat(rules.text(value))
        # Without an offset it is UTC, as in filters: a test must not depend on the machine's time zone.
        return iso((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC))
    except (ValueError, OverflowError) as error:
        raise ValueError('must be a date-time such as "2026-01-31T09:00:00Z"') from error


def _rating(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 5:
        raise ValueError("must be a number from 0 to 5")
    return value


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def _answers(value: object) -> list[dict[str, Any]]:
    good = isinstance(value, list) and all(isinstance(item, dict) and item.keys() == _ANSWER for item in value)
    if not good or not isinstance(value, list):
        raise ValueError(f"must be a list of objects with {', '.join(sorted(_ANSWER))}")
    try:
        json.dumps(value, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise ValueError("must be JSON") from error
    return value


_LENIENT: dict[rules.Rule, rules.Rule] = {rules.email: rules.text, rules.url: rules.text}
_ANSWER = {"language", "original_question", "original_question_type", "answer"}
_OTHERS = {
    "stage": BodyField(rules.text, nullable=False),
    "created_at": BodyField(_moment, nullable=False),
    "rating": BodyField(_rating),
    "disqualified": BodyField(_yes_or_no, nullable=False),
    "disqualification_reason": BodyField(rules.text),
    "question_answers": BodyField(_answers, nullable=False),
}


def shift(state: SandboxState, *, insert: int, delete: int) -> None:
    """Delete this many of the newest applications, then add this many."""
    with state.store.transaction():
        for id in state.store.applications.ids(Filter())[:delete]:
            state.store.applications.remove(id)
        for _ in range(insert):
            add(state, {})


def _first_vacancy(state: SandboxState) -> dict[str, str | None]:
    ids = state.store.vacancies.ids()
    return {"vacancy_id": ids[0] if ids else None}
