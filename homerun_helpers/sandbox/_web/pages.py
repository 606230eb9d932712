"""The pages of the web view, and their addresses: each page is the name of a template, and the template's values."""

import json
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, request_response
from starlette.types import ASGIApp

from homerun_helpers.sandbox._api.files import served
from homerun_helpers.sandbox._api.state import SandboxState
from homerun_helpers.sandbox._store.shape import unpack
from homerun_helpers.sandbox._store.vacancies import STATUSES, stage_names
from homerun_helpers.sandbox._web.application import application
from homerun_helpers.sandbox._web.paging import part, whole_number
from homerun_helpers.sandbox._web.rendering import HEADERS, html, static

# How many items a page shows. A stage has few cards in its column and more on its own page.
_CARDS_PER_COLUMN, _CARDS_PER_PAGE = 25, 100
_VACANCIES_PER_PAGE, _KEYS_PER_PAGE = 60, 50
_REQUESTS_ON_OVERVIEW, _REQUESTS_PER_PAGE = 20, 200
_MAX_SEARCH_LENGTH = 200
_REFRESH_S, _MAX_REFRESH_S = 5, 3600

_Page = tuple[str, dict[str, Any]]
_Find = Callable[[SandboxState, Request], _Page | Response]


class _NoPageError(Exception):
    """There is nothing to show; its text says what is missing."""


def _overview(state: SandboxState, request: Request) -> _Page:
    """Vacancies, totals, the last requests and the keys."""
    store, entries = state.store, state.journal.copy()
    shown = part(request.query_params, store.vacancies.count(STATUSES), _VACANCIES_PER_PAGE)
    rows = store.vacancies.page(STATUSES, shown.size, shown.offset)
    return "overview.html", _budgets(state) | {
        "vacancies": [_with_stages(state, row) for row in rows],
        "part": shown,
        "totals": store.overview.totals() | {"requests": len(entries)},
        "without_vacancy": store.overview.without_vacancy(),
        "entries": entries[: -_REQUESTS_ON_OVERVIEW - 1 : -1],
    }


def _vacancy(state: SandboxState, request: Request) -> _Page:
    """A vacancy's applications by stage, or all those of one stage."""
    id, asked, overview = request.path_params["id"], request.query_params.get("stage"), state.store.overview
    row = state.store.vacancies.get(id)
    if row is None:
        raise _NoPageError("There is no vacancy with this id.")
    fields, totals = _with_stages(state, row)
    if asked is None:
        shown, rows = None, overview.newest(id, _CARDS_PER_COLUMN)
    else:
        stage = asked or None  # the empty one stands for applications without a stage
        if stage not in totals:
            raise _NoPageError("The vacancy has no stage with this name.")
        totals = {stage: totals[stage]}
        shown = part(request.query_params, totals[stage], _CARDS_PER_PAGE)
        rows = overview.page(id, stage, shown.size, shown.offset)
    values = {"fields": fields, "totals": totals, "cards": list(map(unpack, rows)), "part": shown, "stage": asked}
    return "vacancy.html", values


def _candidates(state: SandboxState, request: Request) -> _Page:
    """All applications, or those that a search finds; on request only those without a vacancy."""
    words = request.query_params.get("q", "")[:_MAX_SEARCH_LENGTH].split()
    unassigned = request.query_params.get("vacancy") == "none"
    numbers = state.store.overview.numbers(words, unassigned=unassigned)
    shown = part(request.query_params, len(numbers), _CARDS_PER_PAGE)
    cards = [unpack(row) for row in state.store.overview.rows(numbers[shown.offset : shown.offset + shown.size])]
    found = map(state.store.vacancies.get, {card["vacancy_id"] for card in cards} - {None})
    titles = {row["id"]: json.loads(row["record"])["title"] for row in found if row is not None}
    values = {"cards": cards, "titles": titles, "part": shown, "search": " ".join(words)}
    return "candidates.html", values | {"unassigned": unassigned}


def _application(state: SandboxState, request: Request) -> _Page:
    """Everything about one application."""
    row = state.store.applications.get(request.path_params["id"])
    if row is None:
        raise _NoPageError("There is no application with this id. It may have been deleted.")
    return "application.html", application(state, row)


def _photo(state: SandboxState, request: Request) -> Response:
    """A photo that the sandbox stores. Requests for its public link would be in the journal; these are not."""
    row = state.store.applications.get(request.path_params["id"])
    file = state.store.files.get(row["photo_file"]) if row is not None and row["photo_file"] else None
    if file is None:
        raise _NoPageError("The sandbox has no photo for this application.")
    response = served(state, file)
    response.headers.update(HEADERS)
    return response


def _journal(state: SandboxState, request: Request) -> _Page:
    """Requests, the newest first. `before` is a request's number, so that new requests do not move a page."""
    entries = state.journal.copy()
    before = whole_number(request.query_params.get("before"), 0)
    found = [entry for entry in entries if entry.number < before] if before else entries
    return "journal.html", _budgets(state) | {
        "entries": found[: -_REQUESTS_PER_PAGE - 1 : -1],
        "request_count": len(entries),
        "older": len(found) > _REQUESTS_PER_PAGE,
        "newer": len(found) < len(entries),
    }


def _with_stages(state: SandboxState, row: sqlite3.Row) -> tuple[dict[str, Any], dict[str | None, int]]:
    """A vacancy's fields, and how many applications each of its stages has, and each that only applications have."""
    fields = {name: json.loads(row[name]) for name in ("record", "location", "department", "stages", "page_content")}
    return fields.pop("record") | fields, dict.fromkeys(stage_names(row), 0) | state.store.overview.stages(row["id"])


def _budgets(state: SandboxState) -> dict[str, Any]:
    """The first keys, each with its usage or None, and how many more there are; used keys come first."""
    used = {entry.digest: entry for entry in state.throttle.usage()}
    keys = sorted(state.store.keys.all(), key=lambda key: key.digest not in used)
    found = [(key, used.get(key.digest)) for key in keys[:_KEYS_PER_PAGE]]
    return {"budgets": found, "more_keys": len(keys[_KEYS_PER_PAGE:])}


def _nothing(*_: object) -> _Page:
    raise _NoPageError("There is no page at this address.")


def _endpoint(state: SandboxState, find: _Find) -> Callable[[Request], Awaitable[Response]]:
    """Answers requests with what is found, all of one moment, or with the page "Not found"."""

    async def respond(request: Request) -> Response:
        try:
            with state.store.transaction():
                found, status = find(state, request), 200
        except _NoPageError as error:
            found, status = ("not_found.html", {"what": str(error)}), 404
        return found if isinstance(found, Response) else html(found[0], _frame(state, request) | found[1], status)

    return respond


def _frame(state: SandboxState, request: Request) -> dict[str, Any]:
    """The values that every page has."""
    refresh = min(whole_number(request.query_params.get("refresh"), 0), _MAX_REFRESH_S)
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "refresh"]
    return {
        "base_url": f"{state.origin}/v2",
        "path": request.scope["path"],
        "refresh": refresh,
        "toggled": "?" + urlencode(kept if refresh else [*kept, ("refresh", _REFRESH_S)]),
        "now": state.clock(),
    }


def not_found(state: SandboxState) -> ASGIApp:
    """The response to a browser that asks for an address that neither the API nor the web view has."""
    return request_response(_endpoint(state, _nothing))


def routes(state: SandboxState) -> list[Route]:
    """The routes of the web view, for GET and HEAD only."""
    pages: dict[str, _Find] = {
        "/": _overview,
        "/vacancies/{id}": _vacancy,
        "/candidates": _candidates,
        "/applications/{id}": _application,
        "/applications/{id}/photo": _photo,
        "/journal": _journal,
    }
    # Addresses that begin like a page get the page "Not found"; the API answers all others.
    pages |= {f"/{root}{{rest:path}}": _nothing for root in ("vacancies", "applications", "candidates", "journal")}
    endpoints = {path: _endpoint(state, page) for path, page in pages.items()}
    endpoints |= {"/_web/style.css": static, "/_web/icon.svg": static}
    return [Route(path, endpoint, methods=["GET"]) for path, endpoint in endpoints.items()]
