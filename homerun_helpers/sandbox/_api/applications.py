"""The operations on job applications."""

from starlette.responses import Response

from homerun_helpers.sandbox._api import bodies, query, responses, rules
from homerun_helpers.sandbox._api.drafts import draft
from homerun_helpers.sandbox._api.errors import Problems, invalid, not_found
from homerun_helpers.sandbox._api.gate import Call
from homerun_helpers.sandbox._api.moves import is_open, place
from homerun_helpers.sandbox._api.records import GET_INCLUDES, LIST_INCLUDES, Records
from homerun_helpers.sandbox._store.applications import Filter
from homerun_helpers.sandbox._store.shape import Fields, unpack


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
    table = call.world.store.applications
    with call.world.store.transaction():
        total = table.count(chosen)
        # A page number can be too large for SQLite's integers; past the end nothing is looked up.
        rows = table.page(chosen, asked.size, asked.offset) if asked.offset < total else []
        records = Records(call.world)
        texts = [records.application(row, includes) for row in rows]
    return responses.page(call, asked, texts, total)


async def get(call: Call) -> Response:
    """GET /job-applications/{job_application_id}."""
    problems = Problems()
    includes = query.includes(call.request.query_params, GET_INCLUDES, problems)
    if "notes" in includes:
        call.need("job-application-notes:read")
    with call.world.store.transaction():
        row = call.world.store.applications.get(application_id(call))
        if row is None:
            raise not_found()
        problems.check()
        return responses.data(Records(call.world).details(row, includes))


async def create(call: Call) -> Response:
    """POST /job-applications."""
    body = rules.check(await bodies.read(call.request), bodies.CREATE)
    store = call.world.store
    with store.transaction():
        vacancy_id = body.get("vacancy_id")
        if vacancy_id is not None and not is_open(store.vacancies.get(vacancy_id)):
            detail = {"param": "vacancy_id", "message": "The selected vacancy id is invalid."}
            raise invalid(detail)
        fields = draft(call.world, body)
        store.applications.add([fields])
        return _details(call, fields["id"], 201)


async def update(call: Call) -> Response:
    """PATCH /job-applications/{job_application_id}."""
    load(call)
    changes = rules.check(await bodies.read_changes(call.request), bodies.UPDATE, partial=True)
    store = call.world.store
    with store.transaction():
        # Loaded again: it may have changed while the body came in.
        fields = load(call)
        placed = place(fields, changes, store.vacancies.get, call.world.now())
        store.applications.change(_changed(fields, changes) | placed)
        if "photo" in changes:
            store.remove_file(fields["photo_file"])
        return _details(call, fields["id"], 200)


async def delete(call: Call) -> Response:
    """DELETE /job-applications/{job_application_id}."""
    if not call.world.store.remove_application(application_id(call)):
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
    row = call.world.store.applications.get(application_id(call))
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
    row = call.world.store.applications.get(id)
    if row is None:
        raise not_found()
    return responses.data(Records(call.world).details(row), status)
