"""The board's pages, and where they are."""

from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, request_response
from starlette.types import ASGIApp

from homerun_helpers.sandbox._api.files import served
from homerun_helpers.sandbox._api.state import SandboxState
from homerun_helpers.sandbox._board import views
from homerun_helpers.sandbox._board.paging import Part, part, whole
from homerun_helpers.sandbox._board.person import application
from homerun_helpers.sandbox._board.rendering import HEADERS, html, static
from homerun_helpers.sandbox._store.vacancies import STATUSES

# Cards of a stage beside the other stages, and when it is shown alone.
CARDS, CARDS_ALONE = 25, 100
VACANCIES = 60
KEYS = 50
RECENT, REQUESTS = 20, 200
LONGEST_SEARCH = 200
# Seconds: what the link at the top offers, and the most that an address may ask for.
_REFRESH, _LONGEST_REFRESH = 5, 3600


class Pages:
    """The pages of one sandbox."""

    def __init__(self, state: SandboxState) -> None:
        self._state = state
        self._store = state.store

    async def overview(self, request: Request) -> Response:
        """What there is."""
        with self._store.transaction():
            shown = part(request.query_params.get("page"), VACANCIES, self._store.vacancies.count(STATUSES))
            rows = self._store.vacancies.page(STATUSES, shown.size, shown.offset)
            totals = self._store.overview.stages(row["id"] for row in rows)
            values = {
                "vacancies": [views.vacancy(row, totals.get(row["id"], {})) for row in rows],
                "part": shown,
                "totals": self._store.overview.totals(),
                "without_vacancy": self._store.overview.without_vacancy(),
            }
        entries = self._state.journal.copy()
        values |= {"request_count": len(entries), "entries": entries[: -RECENT - 1 : -1]} | self._budgets()
        return self._page(request, "overview.html", values)

    async def vacancy(self, request: Request) -> Response:
        """A vacancy's applications by stage, or those of one stage."""
        id = request.path_params["id"]
        with self._store.transaction():
            row = self._store.vacancies.get(id)
            if row is None:
                return self._missing(request, "There is no vacancy with this id.")
            totals = self._store.overview.stages([id]).get(id, {})
            if "stage" in request.query_params:
                return self._stage(request, views.vacancy(row, totals))
            newest = self._store.overview.newest(id, CARDS)
        return self._page(request, "vacancy.html", {"vacancy": views.vacancy(row, totals, newest)})

    async def candidates(self, request: Request) -> Response:
        """All applications, or those for no vacancy, or those of somebody who is looked for."""
        words = request.query_params.get("q", "")[:LONGEST_SEARCH].split()
        unassigned = request.query_params.get("vacancy") == "none"
        with self._store.transaction():
            numbers = self._store.overview.numbers(words, unassigned=unassigned)
            shown = self._part(request, len(numbers))
            rows = self._store.overview.rows(numbers[shown.offset : shown.offset + shown.size])
        values = {"cards": [views.card(row) for row in rows], "part": shown}
        return self._page(request, "candidates.html", values | {"search": " ".join(words), "unassigned": unassigned})

    async def application(self, request: Request) -> Response:
        """Everything about an application."""
        with self._store.transaction():
            row = self._store.applications.get(request.path_params["id"])
            if row is None:
                return self._missing(request, "There is no application with this id; perhaps it was deleted.")
            values = {"application": application(self._state, row)}
        return self._page(request, "application.html", values)

    async def photo(self, request: Request) -> Response:
        """An uploaded or seeded photo: not by its own link, which the journal would show."""
        row = self._store.applications.get(request.path_params["id"])
        file = self._store.files.get(row["photo_file"]) if row is not None and row["photo_file"] else None
        if file is None:
            return self._missing(request, "The sandbox has no photo for this application.")
        response = served(self._state, file)
        response.headers.update(HEADERS)
        return response

    async def journal(self, request: Request) -> Response:
        """Requests, the newest first; those before a number, so that pages stay while more arrive."""
        entries = self._state.journal.copy()
        before = whole(request.query_params.get("before"), 0)
        found = [entry for entry in entries if entry.number < before] if before else entries
        values = {
            "entries": found[: -REQUESTS - 1 : -1],
            "request_count": len(entries),
            "older": len(found) > REQUESTS,
            "newer": len(found) < len(entries),
        }
        return self._page(request, "journal.html", values | self._budgets())

    async def missing(self, request: Request) -> Response:
        """For addresses near the others that lead nowhere."""
        return self._missing(request, "There is no page at this address.")

    def _stage(self, request: Request, vacancy: views.Vacancy) -> Response:
        stage = request.query_params["stage"] or None
        column = vacancy.column(stage)
        if column is None:
            return self._missing(request, "The vacancy has no stage of this name.")
        shown = self._part(request, column.total)
        rows = self._store.overview.page(vacancy.fields["id"], stage, shown.size, shown.offset)
        cards = [views.card(row) for row in rows]
        return self._page(request, "stage.html", {"vacancy": vacancy, "column": column, "cards": cards, "part": shown})

    def _part(self, request: Request, total: int) -> Part:
        return part(request.query_params.get("page"), CARDS_ALONE, total)

    def _budgets(self) -> dict[str, Any]:
        found = views.budgets(self._store.keys.all(), self._state.throttle.usage())
        return {"budgets": found[:KEYS], "more_keys": max(0, len(found) - KEYS)}

    def _missing(self, request: Request, what: str) -> Response:
        return self._page(request, "missing.html", {"what": what}, 404)

    def _page(self, request: Request, template: str, values: dict[str, Any], status: int = 200) -> Response:
        refresh = min(whole(request.query_params.get("refresh"), 0), _LONGEST_REFRESH)
        kept = [(name, value) for name, value in request.query_params.multi_items() if name != "refresh"]
        common = {
            "base_url": f"{self._state.origin}/v2",
            "path": request.scope["path"],
            "refresh": refresh,
            "toggled": "?" + urlencode(kept if refresh else [*kept, ("refresh", _REFRESH)]),
            "now": self._state.clock(),
            "kind_of_status": views.kind_of_status,
        }
        return html(template, common | values, status)


def missing(state: SandboxState) -> ASGIApp:
    """What answers a person at an address that is nobody's."""
    return request_response(Pages(state).missing)


def routes(state: SandboxState) -> list[Route]:
    """The board's routes, for GET and HEAD only."""
    pages = Pages(state)

    async def style(_: Request) -> Response:
        return static("board.css")

    async def icon(_: Request) -> Response:
        return static("icon.svg")

    places = {
        "/": pages.overview,
        "/vacancies/{id}": pages.vacancy,
        "/candidates": pages.candidates,
        "/applications/{id}": pages.application,
        "/applications/{id}/photo": pages.photo,
        "/journal": pages.journal,
        "/_board/board.css": style,
        "/_board/icon.svg": icon,
    }
    # What is near them has a page that says so; what is not is the API's to refuse.
    places |= {
        f"/{name}{{rest:path}}": pages.missing for name in ("vacancies", "applications", "candidates", "journal")
    }
    return [Route(path, endpoint, methods=["GET"]) for path, endpoint in places.items()]
