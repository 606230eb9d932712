"""An answer of a list endpoint, read as a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from homerun_client import AuthenticatedClient, models
from homerun_client.errors import DecodeError

from homerun_helpers._listing.page import FetchedPage, Page, PageMeta, T
from homerun_helpers._requests.endpoints import EndpointModule
from homerun_helpers.errors import InvalidArgumentError, ResponseDecodeError


class ResponseLike(Protocol):
    """What is needed of an answer; an `httpx.Response` has it."""

    @property
    def status_code(self) -> int:
        """The HTTP status."""
        ...

    @property
    def content(self) -> bytes:
        """The body as it came."""
        ...

    @property
    def request(self) -> Any:
        """The request that was answered."""
        ...

    @property
    def extensions(self) -> Any:
        """What the transport noted."""
        ...

    def json(self) -> Any:
        """The decoded body."""
        ...


def read_page(
    endpoint: EndpointModule[Any], client: AuthenticatedClient, answer: ResponseLike, number: int
) -> tuple[FetchedPage[Any], object]:
    """A page's records with their ids, and its `meta`. In place of a record that cannot be decoded stands its error.

    Raises:
        ResponseDecodeError: the answer as a whole is not a page.
        InvalidArgumentError: the endpoint does not answer with pages.
    """

    def parse(body: Any) -> Any:
        return endpoint.parse_response(client=client, response=_ResponseWithBody(answer, body))

    try:
        parsed = endpoint.parse_response(client=client, response=answer)
        records = getattr(parsed, "data", None)
    except ResponseDecodeError as error:
        if error.index is None:
            raise
        # Records are at fault, so the page is read without them first. Then each is decoded by itself.
        parsed = _read_without_records(parse, error)
        records = [_read_record(parse, error, index, number) for index in range(len(error.body["data"]))]
    if not isinstance(records, list):
        raise InvalidArgumentError("module", "must be an endpoint that answers with pages of records.")
    meta = getattr(parsed, "meta", None)
    return FetchedPage(number, records, _ids(records), page_meta(meta)), meta


def _read_without_records(parse: Callable[[Any], Any], page: ResponseDecodeError) -> Any:
    try:
        return parse({**page.body, "data": []})
    except ResponseDecodeError as error:
        error.body = page.body
        raise


def _read_record(parse: Callable[[Any], Any], page: ResponseDecodeError, index: int, number: int) -> Any:
    """One record of a page that could not be decoded as a whole, or its error."""
    try:
        return parse({**page.body, "data": [page.body["data"][index]]}).data[0]
    except ResponseDecodeError as error:
        # It was decoded as the only one of its page: the error gets the place and the page as they were.
        error.index, error.raw, error.body = index, page.raw, page.body
        error.message = str(error)
        error.page = number
        if isinstance(error.__cause__, DecodeError):
            cause = error.__cause__
            error.__cause__ = DecodeError(("data", index, *cause.path[2:]), cause.expected, cause.found)
        return error


class _ResponseWithBody:
    """An answer with another body."""

    def __init__(self, answer: ResponseLike, body: Any) -> None:
        self.status_code, self.content = answer.status_code, answer.content
        self.request, self.extensions = answer.request, answer.extensions
        self._body = body

    def json(self, **_: Any) -> Any:
        return self._body


def _ids(records: Sequence[Any]) -> list[str | None]:
    # The first way is fast, and right for all records of the API.
    try:
        ids = [record.id for record in records]
    except AttributeError:  # an error in place of a record, or an endpoint whose records have no ids
        ids = [_id(record) for record in records]
    return ids if set(map(type, ids)) <= {str} else [_id(record) for record in records]


def _id(record: Any) -> str | None:
    name = getattr(record, "id", None)
    if isinstance(record, ResponseDecodeError):
        row = record.body["data"][record.index]
        name = row.get("id") if isinstance(row, Mapping) else None
    return name if isinstance(name, str) else None


def page_meta(meta: Any) -> PageMeta:
    """What a page says of its place. What is missing, or no count, is None."""
    return PageMeta(*(_count(meta, name) for name in ("total", "last_page", "per_page")))


def _count(meta: Any, name: str) -> int | None:
    value = getattr(meta, name, None)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def as_page(fetched: FetchedPage[T], items: list[T], meta: object) -> Page[T]:
    """The page as the caller gets it."""
    known = meta if isinstance(meta, models.Meta) else None
    return Page(items, fetched.number, fetched.meta.total, known)
