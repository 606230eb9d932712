"""The `meta` object, as Laravel's paginator makes it."""

from typing import Any

from homerun_helpers.sandbox._api.query import PageRequest

_ON_EACH_SIDE = 3
_Link = dict[str, Any]


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
