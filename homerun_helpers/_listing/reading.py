"""An answer of a list endpoint, read as a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from homerun_client import AuthenticatedClient, models

from homerun_helpers._listing.page import Fetched, Page, PageMeta, T
from homerun_helpers._requests.endpoints import Endpoint
from homerun_helpers.errors import InvalidArgumentError, ResponseDecodeError

if TYPE_CHECKING:
    import httpx


def read_page(
    endpoint: Endpoint[Any], client: AuthenticatedClient, response: httpx.Response, number: int
) -> tuple[Fetched[Any], object]:
    """A page's records with their ids, and its `meta`. A record that cannot be decoded is its error.

    Raises:
        ResponseDecodeError: the answer as a whole is not a page.
        InvalidArgumentError: the endpoint does not answer with pages.
    """
    errors: dict[int, ResponseDecodeError] = {}
    try:
        parsed = endpoint.parse_response(client=client, response=response)
    except ResponseDecodeError as first:
        parsed = _without_bad_records(endpoint, client, response, first, errors)
    items = getattr(parsed, "data", None)
    if not isinstance(items, list):
        raise InvalidArgumentError("This endpoint does not answer with pages of records.")
    for error in errors.values():
        error.page = number
    records = _put_back(items, errors) if errors else items
    meta = getattr(parsed, "meta", None)
    return Fetched(number, records, _ids(records), page_meta(meta)), meta


def _without_bad_records(
    endpoint: Endpoint[Any],
    client: AuthenticatedClient,
    response: httpx.Response,
    first: ResponseDecodeError,
    errors: dict[int, ResponseDecodeError],
) -> Any:
    """Decode the page again without the records that are at fault; they are put into `errors` by their index."""
    rows = first.body.get("data") if isinstance(first.body, dict) else None
    if not isinstance(rows, list):
        raise first
    left = list(range(len(rows)))
    error = first
    while error.index is not None and error.index < len(left):
        found = error.index
        error.index = left.pop(found)  # counted in the page as it came; so in the text
        error.args = (str(error.args[0]).replace(f"data[{found}]", f"data[{error.index}]", 1),)
        error.raw, error.body = first.raw, first.body
        errors[error.index] = error
        body = {**first.body, "data": [rows[index] for index in left]}
        try:
            return endpoint.parse_response(client=client, response=_Again(response, body))
        except ResponseDecodeError as another:
            error = another
    raise error


class _Again:
    """An answer with other JSON in it."""

    def __init__(self, response: httpx.Response, body: Any) -> None:
        self.status_code, self.content = response.status_code, response.content
        self.request, self.extensions = response.request, response.extensions
        self._body = body

    def json(self, **_: Any) -> Any:
        return self._body


def _put_back(items: Sequence[Any], errors: Mapping[int, ResponseDecodeError]) -> list[Any]:
    good = iter(items)
    return [errors[index] if index in errors else next(good) for index in range(len(items) + len(errors))]


def _ids(records: Sequence[Any]) -> list[str | None]:
    try:
        ids = [record.id for record in records]
    except AttributeError:  # errors, or records of an endpoint that has none
        ids = [_id(record) for record in records]
    return ids if set(map(type, ids)) <= {str} else [_id(record) for record in records]


def _id(record: Any) -> str | None:
    name = getattr(record, "id", None)
    if isinstance(name, str):
        return name
    if isinstance(record, ResponseDecodeError):
        row = record.body["data"][record.index]
        name = row.get("id") if isinstance(row, dict) else None
    return name if isinstance(name, str) else None


def page_meta(meta: Any) -> PageMeta:
    """What a page says of its place; whatever is missing or odd is None."""
    return PageMeta(*(_count(meta, name) for name in ("total", "last_page", "per_page")))


def _count(meta: Any, name: str) -> int | None:
    value = getattr(meta, name, None)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def as_page(fetched: Fetched[T], items: list[T], meta: object) -> Page[T]:
    """The page as the caller gets it."""
    known = meta if isinstance(meta, models.Meta) else None
    return Page(items, fetched.number, fetched.meta.total, known)
