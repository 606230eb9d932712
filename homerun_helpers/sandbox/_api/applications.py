"""The operations on job applications."""

from collections.abc import Callable, Mapping
from sqlite3 import Row
from typing import Any

from starlette.responses import Response

from homerun_helpers.sandbox._api import bodies, query, responses, rules
from homerun_helpers.sandbox._api.errors import Problems, invalid, not_found
from homerun_helpers.sandbox._api.gate import Call
from homerun_helpers.sandbox._api.records import GET_INCLUDES, LIST_INCLUDES, RecordWriter
from homerun_helpers.sandbox._api.state import SandboxState
from homerun_helpers.sandbox._store.applications import Filter
from homerun_helpers.sandbox._store.shape import Fields, blank, unpack
from homerun_helpers.sandbox._store.vacancies import OPEN, stage_names

_HIRED = "hired"
_FindVacancy = Callable[[str], Row | None]


async def list_all(call: Call) -> Response:
    """GET /job-applications."""
    params, problems = call.request.query_params, Problems()
    asked = query.page_request(params, problems)
    includes = query.includes(params, LIST_INCLUDES, problems)
    filters = query.filters(params, ("vacancy_id", "stage", "hired_after"), problems)
    chosen = Filter(
        vacancy_ids=query.words(filters.get("vacancy_id")),
        stage=filters.get("stage"),
        hired_after=query.moment(filters.get("hired_after"), "hired_after", problems),
    )
    problems.check()
    table = call.state.store.applications
    with call.state.store.transaction():
        total = table.count(chosen)
        # A page number can be too large for SQLite's integers; past the end nothing is looked up.
        rows = table.page(chosen, asked.size, asked.offset) if asked.offset < total else []
        records = RecordWriter(call.state)
        texts = [records.application(row, includes) for row in rows]
    return responses.page(call, asked, texts, total)


async def get(call: Call) -> Response:
    """GET /job-applications/{job_application_id}."""
    problems = Problems()
    includes = query.includes(call.request.query_params, GET_INCLUDES, problems)
    if "notes" in includes:
        call.need("job-application-notes:read")
    with call.state.store.transaction():
        row = call.state.store.applications.get(application_id(call))
        if row is None:
            raise not_found()
        problems.check()
        return responses.data(RecordWriter(call.state).details(row, includes))


async def create(call: Call) -> Response:
    """POST /job-applications."""
    body = rules.check(await bodies.read(call.request), bodies.CREATE)
    store = call.state.store
    with store.transaction():
        vacancy_id = body.get("vacancy_id")
        if vacancy_id is not None and not is_open(store.vacancies.get(vacancy_id)):
            detail = {"param": "vacancy_id", "message": "The selected vacancy id is invalid."}
            raise invalid(detail)
        fields = draft(call.state, body)
        store.applications.add([fields])
        return _details(call, fields["id"], 201)


async def update(call: Call) -> Response:
    """PATCH /job-applications/{job_application_id}."""
    load(call)
    changes = rules.check(await bodies.read_changes(call.request), bodies.UPDATE, partial=True)
    store = call.state.store
    with store.transaction():
        # Loaded again: it may have changed while the body was read.
        fields = load(call)
        placed = place(fields, changes, store.vacancies.get, call.state.now())
        store.applications.change(_changed(fields, changes) | placed)
        if "photo" in changes:
            store.files.remove(fields["photo_file"])
        return _details(call, fields["id"], 200)


async def delete(call: Call) -> Response:
    """DELETE /job-applications/{job_application_id}."""
    if not call.state.store.applications.remove(application_id(call)):
        raise not_found()
    return Response(status_code=204)


def application_id(call: Call) -> str:
    """The id in the path."""
    id: str = call.request.path_params["job_application_id"]
    return id


def load(call: Call) -> Fields:
    """The fields of the application in the path.

    Raises:
        ApiError: 404 when there is none.
    """
    row = call.state.store.applications.get(application_id(call))
    if row is None:
        raise not_found()
    return unpack(row)


def _changed(fields: Fields, changes: Fields) -> Fields:
    changed = fields | changes
    if changes.get("custom_data") is not None:
        # Only sent properties are affected.
        changed["custom_data"] = (fields["custom_data"] or {}) | changes["custom_data"]
    if "photo" in changes:
        changed["photo_file"] = None
    return changed


def _details(call: Call, id: str, status: int) -> Response:
    row = call.state.store.applications.get(id)
    if row is None:
        raise not_found()
    return responses.data(RecordWriter(call.state).details(row), status)


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
        raise not_found("vacancy")
    names = stage_names(vacancy)
    if "stage" in changes:
        stage = _match(changes["stage"], names)
        if stage is None:
            raise not_found("stage")
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


def draft(state: SandboxState, given: Mapping[str, Any]) -> Fields:
    """The fields of a new application, not stored yet.

    Args:
        state: Provides the id, the time and the vacancies.
        given: Clean fields of a create body, and perhaps a `stage`; without one the application
            lands in the vacancy's first.

    Raises:
        ApiError: 404 for a vacancy that is not open, or a stage that it does not have.
    """
    now = state.now()
    fields = blank(state.ids.application(), now) | dict(given)
    # As if it moved there from the candidate page.
    fields |= {"vacancy_id": None, "stage": None}
    fields["sources"] = [{"name": name} for name in given.get("sources") or ()]
    return fields | place(fields, given, state.store.vacancies.get, now)
