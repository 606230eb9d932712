"""The pages of the web view, and their addresses."""

import json
import sqlite3
from collections.abc import Mapping
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


class WebPages:
    """The pages of one sandbox."""

    def __init__(self, state: SandboxState) -> None:
        self._state = state
        self._store = state.store

    async def overview(self, request: Request) -> Response:
        """Vacancies, totals, the last requests and the keys."""
        with self._store.transaction():
            shown = part(request.query_params, self._store.vacancies.count(STATUSES), _VACANCIES_PER_PAGE)
            rows = self._store.vacancies.page(STATUSES, shown.size, shown.offset)
            totals = self._store.overview.stages(row["id"] for row in rows)
            values = {
                "vacancies": [(views.vacancy(row), views.columns(row, totals.get(row["id"], {}))) for row in rows],
                "part": shown,
                "totals": self._store.overview.totals(),
                "without_vacancy": self._store.overview.without_vacancy(),
            }
        entries = self._state.journal.copy()
        values |= {"request_count": len(entries), "entries": entries[: -_REQUESTS_ON_OVERVIEW - 1 : -1]}
        return self._page(request, "overview.html", values | self._budgets())

    async def vacancy(self, request: Request) -> Response:
        """A vacancy's applications by stage, or all those of one stage."""
        id, stage, overview = request.path_params["id"], request.query_params.get("stage"), self._store.overview
        with self._store.transaction():
            row = self._store.vacancies.get(id)
            if row is None:
                return await self.not_found(request, "There is no vacancy with this id.")
            totals = overview.stages([id]).get(id, {})
            if stage is not None:
                return await self._stage(request, row, stage or None, totals)
            columns = views.columns(row, totals, overview.newest(id, _CARDS_PER_COLUMN))
        return self._page(request, "vacancy.html", {"fields": views.vacancy(row), "columns": columns})

    async def candidates(self, request: Request) -> Response:
        """All applications, or those that a search finds; on request only those without a vacancy."""
        words = request.query_params.get("q", "")[:_MAX_SEARCH_LENGTH].split()
        unassigned = request.query_params.get("vacancy") == "none"
        with self._store.transaction():
            numbers = self._store.overview.numbers(words, unassigned=unassigned)
            shown = part(request.query_params, len(numbers), _CARDS_PER_PAGE)
            rows = self._store.overview.rows(numbers[shown.offset : shown.offset + shown.size])
            titles = self._titles(rows)
        values = {"cards": [unpack(row) for row in rows], "titles": titles, "part": shown, "search": " ".join(words)}
        return self._page(request, "candidates.html", values | {"unassigned": unassigned})

    async def application(self, request: Request) -> Response:
        """Everything about one application."""
        with self._store.transaction():
            row = self._store.applications.get(request.path_params["id"])
            if row is None:
                return await self.not_found(request, "There is no application with this id. It may have been deleted.")
            values = application(self._state, row)
        return self._page(request, "application.html", values)

    async def photo(self, request: Request) -> Response:
        """A photo that the sandbox stores. Requests for its public link would be in the journal; these are not."""
        row = self._store.applications.get(request.path_params["id"])
        file = self._store.files.get(row["photo_file"]) if row is not None and row["photo_file"] else None
        if file is None:
            return await self.not_found(request, "The sandbox has no photo for this application.")
        response = served(self._state, file)
        response.headers.update(HEADERS)
        return response

    async def journal(self, request: Request) -> Response:
        """Requests, the newest first. `before` is a request's number, so that new requests do not move a page."""
        entries = self._state.journal.copy()
        before = whole_number(request.query_params.get("before"), 0)
        found = [entry for entry in entries if entry.number < before] if before else entries
        values = {
            "entries": found[: -_REQUESTS_PER_PAGE - 1 : -1],
            "request_count": len(entries),
            "older": len(found) > _REQUESTS_PER_PAGE,
            "newer": len(found) < len(entries),
        }
        return self._page(request, "journal.html", values | self._budgets())

    async def not_found(self, request: Request, what: str = "There is no page at this address.") -> Response:
        """For an address that has no page, or one of which the record does not exist."""
        return self._page(request, "not_found.html", {"what": what}, 404)

    async def _stage(
        self, request: Request, vacancy: sqlite3.Row, stage: str | None, totals: Mapping[str | None, int]
    ) -> Response:
        if stage not in totals and stage not in stage_names(vacancy):
            return await self.not_found(request, "The vacancy has no stage with this name.")
        shown = part(request.query_params, totals.get(stage, 0), _CARDS_PER_PAGE)
        rows = self._store.overview.page(vacancy["id"], stage, shown.size, shown.offset)
        values = {"vacancy": views.vacancy(vacancy), "stage": stage, "cards": [unpack(row) for row in rows]}
        return self._page(request, "stage.html", values | {"part": shown})

    def _titles(self, rows: list[sqlite3.Row]) -> dict[str, str]:
        """The titles of these applications' vacancies, by their ids."""
        found = map(self._store.vacancies.get, {row["vacancy_id"] for row in rows if row["vacancy_id"] is not None})
        return {row["id"]: json.loads(row["record"])["title"] for row in found if row is not None}

    def _budgets(self) -> dict[str, Any]:
        found = views.budgets(self._store.keys.all(), self._state.throttle.usage())
        return {"budgets": found[:_KEYS_PER_PAGE], "more_keys": max(0, len(found) - _KEYS_PER_PAGE)}

    def _page(self, request: Request, template: str, values: dict[str, Any], status: int = 200) -> Response:
        refresh = min(whole_number(request.query_params.get("refresh"), 0), _MAX_REFRESH_S)
        kept = [(name, value) for name, value in request.query_params.multi_items() if name != "refresh"]
        common = {
            "base_url": f"{self._state.origin}/v2",
            "path": request.scope["path"],
            "refresh": refresh,
            "toggled": "?" + urlencode(kept if refresh else [*kept, ("refresh", _REFRESH_S)]),
            "now": self._state.clock(),
        }
        return html(template, common | values, status)


def not_found(state: SandboxState) -> ASGIApp:
    """The response to a browser that asks for an address that neither the API nor the web view has."""
    return request_response(WebPages(state).not_found)


def routes(state: SandboxState) -> list[Route]:
    """The routes of the web view, for GET and HEAD only."""
    pages = WebPages(state)
    endpoints = {
        "/": pages.overview,
        "/vacancies/{id}": pages.vacancy,
        "/candidates": pages.candidates,
        "/applications/{id}": pages.application,
        "/applications/{id}/photo": pages.photo,
        "/journal": pages.journal,
        "/_web/style.css": static,
        "/_web/icon.svg": static,
    }
    # Addresses that begin like a page get the page "Not found"; the API answers all others.
    roots = ("vacancies", "applications", "candidates", "journal")
    endpoints |= {f"/{root}{{rest:path}}": pages.not_found for root in roots}
    return [Route(path, endpoint, methods=["GET"]) for path, endpoint in endpoints.items()]
