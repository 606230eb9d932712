"""Answers of listings: a page of records with its `meta`."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from attrs import evolve, frozen
from hypothesis import strategies as st

from homerun_helpers.errors import InvalidArgumentError
from homerun_helpers.testing.strategies._catalog import Catalog, catalog_of
from homerun_helpers.testing.strategies._options import DateForm, StrategyOptions, check_count
from homerun_helpers.testing.strategies._records import json_of
from homerun_helpers.testing.strategies._uses import OperationUse, uses_of

_MAX_PAGES = 4


def pages(
    of: type[Any],
    *,
    per_page: int | None = None,
    includes: str | Iterable[str] | None = None,
    nulls: bool | None = None,
    unknown_fields: bool | None = None,
    unknown_values: bool | None = None,
    dates: DateForm | None = None,
    max_items: int = 3,
    max_length: int | None = None,
    hostile: bool = False,
) -> st.SearchStrategy[dict[str, Any]]:
    """Answers of a listing: `data` holds records with different ids, and `meta` is true of them.

    The page belongs to a listing of 0 to 4 pages, or comes after its last page. `meta` is as Laravel makes it: `from`
    and `to` are null if the page is empty, `total` counts the records of all pages, and `links` has « Previous, the
    page numbers and Next ».

    Args:
        of: the model of the records, such as `JobApplication`.
        per_page: the number of records of a full page, 1 to 100. None: 1 to 5.
        includes: which fields of `include[]` are present; `payloads` documents this option and the following ones.
        nulls: whether nullable values are null.
        unknown_fields: whether there are fields that the spec does not define.
        unknown_values: whether open enums have values that the spec does not define.
        dates: the form of date-times.
        max_items: the maximal number of elements of lists inside the records, 0 to 100.
        max_length: the maximal number of characters of a text.
        hostile: whether texts, numbers, dates and free data are hostile.

    Returns:
        A strategy of dictionaries. Each example is a new object and may be changed.

    Raises:
        TypeError: `of` is not a generated class.
        InvalidArgumentError: the API does not list these records, they do not have one of the includes, or an option
            has an invalid value.

    Example:
        ```python
        from hypothesis import given
        from homerun_client.models import Vacancy

        from homerun_helpers.testing import strategies as homerun

        @given(homerun.pages(Vacancy, per_page=2))
        def test_ids_are_unique(page):
            assert len({record["id"] for record in page["data"]}) == len(page["data"]) <= page["meta"]["total"]

        test_ids_are_unique()
        ```
    """
    if per_page is not None:
        check_count("per_page", per_page, 1, 100)
    options = StrategyOptions(
        includes=includes,
        nulls=nulls,
        unknown_fields=unknown_fields,
        unknown_values=unknown_values,
        dates=dates,
        max_items=max_items,
        max_length=max_length,
        hostile=hostile,
    )
    return _pages(_parts(catalog_of(of), of.__name__, options), per_page)


@frozen
class _Parts:
    """The strategies that a page is made from."""

    path: str
    record: st.SearchStrategy[dict[str, Any]]
    envelope: st.SearchStrategy[dict[str, Any]]
    meta: st.SearchStrategy[dict[str, Any]]


@cache
def _parts(catalog: Catalog, name: str, options: StrategyOptions) -> _Parts:
    of = catalog.classes[name]
    use = _listing(catalog, of)
    envelope = catalog.class_named(use.answer or "")
    meta = catalog.class_of_field(envelope, "meta")
    bare = evolve(options, includes=None, max_items=0)
    server = catalog.document["servers"][0]["url"].replace("https://", "http://")  # the API's own links are http
    return _Parts(server + use.path, json_of(of, options), json_of(envelope, bare), json_of(meta, bare))


def _listing(catalog: Catalog, of: type[Any]) -> OperationUse:
    listings = {use.record: use for use in uses_of(catalog) if use.is_list}
    use = listings.get(catalog.name_of(of))
    if use is None:
        raise InvalidArgumentError(
            "of", f"must be {' or '.join(map(str, listings))}, which the API lists; it is {of.__name__}."
        )
    return use


@st.composite
def _pages(draw: st.DrawFn, parts: _Parts, per_page: int | None) -> dict[str, Any]:
    size = draw(st.integers(1, 5)) if per_page is None else per_page
    total = draw(st.integers(0, _MAX_PAGES * size))
    last = max(1, -(-total // size))
    number = draw(st.integers(1, last + 1))
    count = min(size, max(0, total - (number - 1) * size))
    data = [draw(parts.record) for _ in range(count)]
    _make_unique(data)
    meta = {**draw(parts.meta), **place(parts.path, number, size, count, total)}
    return {**draw(parts.envelope), "data": data, "meta": meta}


def _make_unique(records: list[dict[str, Any]]) -> None:
    seen = set[str]()
    for record in records:
        if isinstance(record.get("id"), str):
            while record["id"] in seen:
                record["id"] += "0"
            seen.add(record["id"])


def place(path: str, number: int, size: int, count: int, total: int) -> dict[str, Any]:
    """The `meta` of a page.

    Args:
        path: the address of the listing.
        number: the number of the page, from 1.
        size: the number of records of a full page.
        count: the number of records of this page.
        total: the number of records of all pages.
    """
    first, last = (number - 1) * size + 1, max(1, -(-total // size))
    return {
        "current_page": number,
        "from": first if count else None,
        "last_page": last,
        "links": list(_links(path, number, last)),
        "path": path,
        "per_page": size,
        "to": first + count - 1 if count else None,
        "total": total,
    }


def _links(path: str, current: int, last: int) -> Iterator[dict[str, Any]]:
    def link(number: int, label: str) -> dict[str, Any]:
        url = f"{path}?page={number}" if 1 <= number <= last else None
        return {"url": url, "label": label, "active": label == str(current)}

    yield link(current - 1, "« Previous")
    for number in range(1, last + 1):
        yield link(number, str(number))
    yield link(current + 1, "Next »")
