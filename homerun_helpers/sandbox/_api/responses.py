"""Successful answers."""

from collections.abc import Sequence
from typing import Any

from starlette.responses import Response

from homerun_helpers.sandbox._api.gate import Call
from homerun_helpers.sandbox._api.query import PageRequest
from homerun_helpers.sandbox._store.shape import encode

_ON_EACH_SIDE = 3
_Link = dict[str, Any]


def data(record: str, status: int = 200) -> Response:
    """The answer with one record, given as JSON text."""
    return _json(f'{{"data":{record}}}', status)


def page(call: Call, asked: PageRequest, records: Sequence[str], total: int) -> Response:
    """The answer with a page of records and its `meta`."""
    # Not the request's URL: that begins with the client's Host header.
    path = call.state.origin + call.request.scope["path"]
    about = encode(meta(path, asked, len(records), total))
    return _json(f'{{"data":[{",".join(records)}],"meta":{about}}}', 200)


def _json(text: str, status: int) -> Response:
    return Response(text.encode("ascii"), status, media_type="application/json")


def meta(path: str, page: PageRequest, count: int, total: int) -> dict[str, Any]:
    """The object for a page of `count` records out of `total`.

    As with the real service, the links carry nothing but the page: following them would lose
    filters, includes and perPage.
    """
    last = max(1, -(-total // page.size))
    return {
        "current_page": page.number,
        "from": page.offset + 1 if count else None,
        "last_page": last,
        "links": _links(path, page.number, last),
        "path": path,
        "per_page": page.size,
        "to": page.offset + count if count else None,
        "total": total,
    }


def _links(path: str, current: int, last: int) -> list[_Link]:
    def link(number: int | None, label: str, *, active: bool = False) -> _Link:
        url = None if number is None else f"{path}?page={number}"
        return {"url": url, "label": label, "active": active}

    previous = current - 1 if current > 1 else None
    following = current + 1 if current < last else None
    numbers = [
        link(None, "...") if number is None else link(number, str(number), active=number == current)
        for number in _numbers(current, last)
    ]
    return [link(previous, "« Previous"), *numbers, link(following, "Next »")]


def _numbers(current: int, last: int) -> list[int | None]:
    """The numbers that are shown, None where a gap is: Laravel's UrlWindow."""
    window = _ON_EACH_SIDE + 4
    if last < _ON_EACH_SIDE * 2 + 8:
        return [*range(1, last + 1)]
    if current <= window:
        return [*range(1, window + _ON_EACH_SIDE + 1), None, last - 1, last]
    if current > last - window:
        return [1, 2, None, *range(last - (window + _ON_EACH_SIDE - 1), last + 1)]
    around = range(current - _ON_EACH_SIDE, current + _ON_EACH_SIDE + 1)
    return [1, 2, None, *around, None, last - 1, last]
