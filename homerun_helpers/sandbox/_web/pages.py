"""The pages of the web view, and their addresses: each page is the name of a template, and the template's values."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, request_response
from starlette.types import ASGIApp

from homerun_helpers.sandbox._api.files import served
from homerun_helpers.sandbox._api.state import SandboxState
from homerun_helpers.sandbox._store.shape import unpack
from homerun_helpers.sandbox._store.vacancies import STATUSES
from homerun_helpers.sandbox._web import views
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
    totals = store.overview.stages(row["id"] for row in rows)
    return "overview.html", views.budgets(state, _KEYS_PER_PAGE) | {
        "vacancies": [(views.vacancy(row), views.columns(row, totals.get(row["id"], {}))) for row in rows],
        "part": shown,
        "totals": store.overview.totals() | {"requests": len(entries)},
        "without_vacancy": store.overview.without_vacancy(),
        "entries": entries[: -_REQUESTS_ON_OVERVIEW - 1 : -1],
    }


def _vacancy(state: SandboxState, request: Request) -> _Page:
    """A vacancy's applications by stage, or all those of one stage."""
    id, stage, overview = request.path_params["id"], request.query_params.get("stage"), state.store.overview
    row = state.store.vacancies.get(id)
    if row is None:
        raise _NoPageError("There is no vacancy with this id.")
    totals = overview.stages([id]).get(id, {})
    values = {"fields": views.vacancy(row), "stage": stage, "part": None}
    if stage is None:
        return "vacancy.html", values | {"columns": views.columns(row, totals, overview.newest(id, _CARDS_PER_COLUMN))}
    shown = part(request.query_params, totals.get(stage or None, 0), _CARDS_PER_PAGE)
    columns = views.columns(row, totals, overview.page(id, stage or None, shown.size, shown.offset))
    only = [column for column in columns if column.stage == (stage or None)]
    if not only:
        raise _NoPageError("The vacancy has no stage with this name.")
    return "vacancy.html", values | {"columns": only, "part": shown}


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
    return "journal.html", views.budgets(state, _KEYS_PER_PAGE) | {
        "entries": found[: -_REQUESTS_PER_PAGE - 1 : -1],
        "request_count": len(entries),
        "older": len(found) > _REQUESTS_PER_PAGE,
        "newer": len(found) < len(entries),
    }


def _nothing(*_: object) -> _Page:
    raise _NoPageError("There is no page at this address.")


class _Endpoint:
    """Answers requests with a page, or with the page "Not found"."""

    def __init__(self, state: SandboxState, page: _Find) -> None:
        self._state = state
        self._page = page

    async def respond(self, request: Request) -> Response:
        """The page, of one moment."""
        try:
            with self._state.store.transaction():
                found, status = self._page(self._state, request), 200
        except _NoPageError as error:
            found, status = ("not_found.html", {"what": str(error)}), 404
        return found if isinstance(found, Response) else html(found[0], self._common(request) | found[1], status)

    def _common(self, request: Request) -> dict[str, Any]:
        refresh = min(whole_number(request.query_params.get("refresh"), 0), _MAX_REFRESH_S)
        kept = [(name, value) for name, value in request.query_params.multi_items() if name != "refresh"]
        return {
            "base_url": f"{self._state.origin}/v2",
            "path": request.scope["path"],
            "refresh": refresh,
            "toggled": "?" + urlencode(kept if refresh else [*kept, ("refresh", _REFRESH_S)]),
            "now": self._state.clock(),
        }


def not_found(state: SandboxState) -> ASGIApp:
    """The response to a browser that asks for an address that neither the API nor the web view has."""
    return request_response(_Endpoint(state, _nothing).respond)


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
    endpoints = {path: _Endpoint(state, page).respond for path, page in pages.items()}
    endpoints |= {"/_web/style.css": static, "/_web/icon.svg": static}
    return [Route(path, endpoint, methods=["GET"]) for path, endpoint in endpoints.items()]
