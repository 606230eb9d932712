"""The operations on vacancies."""

from starlette.responses import Response

from homerun_helpers.sandbox._api import query, responses
from homerun_helpers.sandbox._api.errors import Problems, not_found
from homerun_helpers.sandbox._api.gate import Call
from homerun_helpers.sandbox._api.records import VACANCY_INCLUDES, RecordWriter
from homerun_helpers.sandbox._store.vacancies import STATUSES


async def list_all(call: Call) -> Response:
    """GET /vacancies."""
    params, problems = call.request.query_params, Problems()
    asked = query.page_request(params, problems)
    includes = query.includes(params, VACANCY_INCLUDES, problems)
    filters = query.filters(params, ("status",), problems)
    statuses = query.choices(filters.get("status"), "status", STATUSES, problems)
    problems.check()
    with call.state.store.transaction():
        total = call.state.store.vacancies.count(statuses)
        # A page number can be too large for SQLite's integers; past the end nothing is looked up.
        past_end = asked.offset >= total
        rows = [] if past_end else call.state.store.vacancies.page(statuses, asked.size, asked.offset)
        records = RecordWriter(call.state)
        texts = [records.vacancy(row, includes) for row in rows]
    return responses.page(call, asked, texts, total)


async def get(call: Call) -> Response:
    """GET /vacancies/{vacancy_id}."""
    problems = Problems()
    includes = query.includes(call.request.query_params, VACANCY_INCLUDES, problems)
    row = call.state.store.vacancies.get(call.request.path_params["vacancy_id"])
    if row is None:
        raise not_found()
    problems.check()
    return responses.data(RecordWriter(call.state).vacancy(row, includes))
