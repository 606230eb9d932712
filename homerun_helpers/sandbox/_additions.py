"""Applications that tests add behind the API's back."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TypedDict

from homerun_helpers.sandbox._api.drafts import draft
from homerun_helpers.sandbox._api.errors import ApiError
from homerun_helpers.sandbox._api.world import World
from homerun_helpers.sandbox._seed.people import person
from homerun_helpers.sandbox._seed.times import iso
from homerun_helpers.sandbox._store.applications import Filter


class ApplicationFields(TypedDict, total=False):
    """What `Sandbox.add_application` takes: the API's create body, and what only a board sets."""

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


def add(world: World, given: Mapping[str, Any]) -> str:
    """Add an application with these fields, the others made up, and return its id.

    Raises:
        TypeError: A field that does not exist.
        ValueError: A vacancy that is not open, a stage that it does not have, or a `created_at` that
            is no date-time.
    """
    if unknown := sorted(given.keys() - ApplicationFields.__annotations__.keys()):
        raise TypeError(f"An application has no {', '.join(unknown)}.")
    with world.store.transaction():
        fields = person(world.ids.random) | _first_vacancy(world) | dict(given)
        if "created_at" in given:
            fields["created_at"] = _moment(given["created_at"])
        reason = fields.get("disqualification_reason")
        fields["disqualification_reason"] = None if reason is None else {"name": reason}
        try:
            whole = draft(world, fields)
        except ApiError as error:
            raise ValueError(f"{error.message}: {dict(given)}") from error
        world.store.applications.add([whole])
    id: str = whole["id"]
    return id


def shift(world: World, *, insert: int, delete: int) -> None:
    """Delete so many of the newest applications, then add so many, as somebody else would."""
    with world.store.transaction():
        for id in world.store.applications.ids(Filter())[:delete]:
            world.store.remove_application(id)
        for _ in range(insert):
            add(world, {})


def _moment(text: str) -> str:
    try:
        return iso(datetime.fromisoformat(text).astimezone(UTC))
    except (TypeError, ValueError) as error:
        raise ValueError(f'created_at must be a date-time such as "2026-01-31T09:00:00Z", not {text!r}.') from error


def _first_vacancy(world: World) -> dict[str, str | None]:
    ids = world.store.vacancies.ids()
    return {"vacancy_id": ids[0] if ids else None}
