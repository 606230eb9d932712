"""Where an application stands: which vacancy, which stage, and since when it is hired."""

from collections.abc import Callable, Mapping
from sqlite3 import Row
from typing import Any

from homerun_helpers.sandbox._api.errors import not_found
from homerun_helpers.sandbox._store.shape import Fields
from homerun_helpers.sandbox._store.vacancies import OPEN, stage_names

_HIRED = "hired"
_FindVacancy = Callable[[str], Row | None]


def is_open(vacancy: Row | None) -> bool:
    """Whether applications can be put there."""
    return vacancy is not None and vacancy["status"] in OPEN


def place(fields: Fields, changes: Mapping[str, Any], find: _FindVacancy, now: str) -> Fields:
    """What a move changes: `vacancy_id`, `stage` and `hired_at`.

    Args:
        fields: The application as it is.
        changes: What is asked for; `vacancy_id` and `stage` (a name) matter, either may be absent.
        find: Looks up a vacancy by id.
        now: The time for `hired_at`.

    Raises:
        ApiError: 404 for a vacancy that is not open, or a stage that it does not have.
    """
    vacancy_id = changes.get("vacancy_id", fields["vacancy_id"])
    vacancy = None if vacancy_id is None else find(vacancy_id)
    moved = vacancy_id != fields["vacancy_id"]
    if moved and vacancy_id is not None and not is_open(vacancy):
        raise not_found("Vacancy not found")
    names = stage_names(vacancy)
    if "stage" in changes:
        stage = _match(changes["stage"], names)
        if stage is None:
            raise not_found("Stage not found")
    else:
        stage = fields["stage"]
        if moved:
            stage = _match(stage or "", names) or (names[0] if names else None)
    return {"vacancy_id": vacancy_id, "stage": stage, "hired_at": _hired_at(fields, stage, now)}


def _match(name: str, names: list[str]) -> str | None:
    """The stage of that name, spelt as the vacancy spells it."""
    wanted = name.strip().casefold()
    return next((known for known in names if known.casefold() == wanted), None)


def _hired_at(fields: Fields, stage: str | None, now: str) -> str | None:
    if stage is None or stage.casefold() != _HIRED:
        return None
    hired_at: str | None = fields["hired_at"]
    return now if hired_at is None else hired_at
