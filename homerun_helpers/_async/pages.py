"""Listings: iterators over the records of a list endpoint, which fetch pages when they are needed and ahead."""

from collections.abc import AsyncIterator, Callable, Mapping
from functools import cache
from typing import Any, Generic, TypeVar, cast

from attrs import frozen
from homerun_client import AuthenticatedClient

from homerun_helpers._http.json_text import fast_parser
from homerun_helpers._http.session import pacing_of
from homerun_helpers._listing.cursor import ListingCursor
from homerun_helpers._listing.page import FetchedPage, Page
from homerun_helpers._listing.readahead import ReadAhead
from homerun_helpers._listing.reading import as_page, read_page
from homerun_helpers._operations import operation_of
from homerun_helpers._requests.checks import check_page
from homerun_helpers._requests.endpoints import EndpointModule, check_listing, page_request, request_arguments
from homerun_helpers._runtime.clock import Clock
from homerun_helpers._runtime.concurrency import AsyncPrefetch
from homerun_helpers.errors import HomerunError, InvalidArgumentError, ResponseDecodeError

T = TypeVar("T")
PER_PAGE = 100


class AsyncPages(Generic[T]):
    """A listing: iterate it for its records.

    Nothing is requested until it is used. Each iteration starts again at the first page, with the same parameters.
    Pages are fetched ahead, as many as the rate limit allows, and are returned in order. Records that are in the list
    all the time are returned exactly once, also when others are added or deleted meanwhile.

    An error names its page, and calling `anext()` again goes on from there. A record that cannot be decoded raises
    `ResponseDecodeError` in its place, and the iteration goes on behind it.

    Example:
        ```python
        async for vacancy in homerun.vacancies.list(status="public"):
            print(vacancy.title)
        ```
    """

    def __init__(
        self,
        endpoint: EndpointModule[Any],
        client: AuthenticatedClient,
        arguments: Mapping[str, Any],
        *,
        per_page: int = PER_PAGE,
        start_page: int = 1,
        extra_params: Mapping[str, Any] | None = None,
    ) -> None:
        self._endpoint = endpoint
        self._client = client
        operation = operation_of(endpoint)
        self._per_page = check_page(per_page, "per_page", operation.largest_page if operation else None)
        self._start_page = check_page(start_page, "start_page")
        for name in ("page", "perPage"):
            if name in (extra_params or {}):
                raise InvalidArgumentError(
                    "extra_params",
                    f"must not set {name}: use {{start_page}} and {{per_page}}.",
                    mentions=("start_page", "per_page"),
                )
        # The request is made and checked now, so that a later change of an argument does not change the listing.
        request = request_arguments(endpoint, extra_params, **arguments)
        params = request.get("params", {})
        self._request = {**request, "params": {k: v for k, v in params.items() if k not in ("page", "perPage")}}

    def __repr__(self) -> str:
        name = str(getattr(self._endpoint, "__name__", "")).rpartition(".")[2]
        return f"<{type(self).__name__} of {name or 'records'}>"

    def __aiter__(self) -> AsyncIterator[T]:
        return AsyncRecordIterator(self._iterator())

    def pages(self) -> AsyncIterator[Page[T]]:
        """The listing page by page.

        A record that cannot be decoded raises `ResponseDecodeError`; the next item is its page, without the record.

        Raises:
            HomerunError: while iterating. The error names the page, and the iteration can go on.

        Example:
            ```python
            async for page in homerun.vacancies.list(per_page=5).pages():
                print(page.number, len(page.items), page.total)
            ```
        """
        return AsyncPageIterator(self._iterator())

    async def first(self) -> T | None:
        """The first record in the API's order, or None when there is none. Sends one request.

        Raises:
            HomerunError: what the list method raises while iterating.

        Example:
            ```python
            application = await homerun.job_applications.list().first()
            ```
        """
        # Page 1 can hold one record only; any other page begins where pages of the listing's own size put it.
        per_page = 1 if self._start_page == 1 else self._per_page
        fetched, _ = self._read(await self._fetch(self._start_page, per_page, self._url()), self._start_page)
        for record in fetched.records:
            if isinstance(record, ResponseDecodeError):
                raise record
            return cast("T", record)
        return None

    async def total(self) -> int | None:
        """How many records the whole listing has; None when the API does not say. Sends one request.

        Raises:
            HomerunError: what the list method raises while iterating.

        Example:
            ```python
            print(await homerun.job_applications.list().total())
            ```
        """
        fetched, _ = self._read(await self._fetch(1, 1, self._url()), 1)
        return fetched.meta.total

    def _iterator(self) -> "AsyncFetchedIterator[T]":
        async def fetch(number: int) -> TimedResponse:
            began = clock.now()
            response = await self._fetch(number, self._per_page, listing())
            return TimedResponse(response, clock.now() - began)

        listing = cache(self._url)  # once for all pages, since httpx takes longer for it than for the rest of a request
        pacing = pacing_of(self._client)
        clock = pacing.clock
        cursor = ListingCursor(self._start_page, self._per_page)
        return AsyncFetchedIterator(fetch, self._read, cursor, pacing.slots, clock)

    def _url(self) -> str:
        return str(self._client.get_async_httpx_client().build_request(**self._request).url)

    async def _fetch(self, number: int, per_page: int, listing: str) -> Any:
        client = self._client.get_async_httpx_client()
        try:
            return await client.request(**page_request(self._request, listing, number, per_page))
        except HomerunError as error:
            error.page = number
            raise

    def _read(self, response: Any, number: int) -> tuple[FetchedPage[Any], object]:
        try:
            return read_page(self._endpoint, self._client, response, number)
        except HomerunError as error:
            error.page = number
            raise


@frozen
class TimedResponse:
    """A page that was fetched and is not decoded yet, since it takes less memory as bytes.

    Attributes:
        response: the answer.
        seconds: how long it took to fetch.
    """

    response: Any
    seconds: float


class AsyncFetchedIterator(Generic[T]):
    """Goes through a listing as its cursor says, and gives each page with the indexes of its new records."""

    def __init__(
        self,
        fetch: Callable[[int], Any],
        read: Callable[[Any, int], tuple[FetchedPage[Any], object]],
        cursor: ListingCursor,
        slots: Callable[[], tuple[int, int]],
        clock: Clock,
    ) -> None:
        self._read = read
        self._cursor = cursor
        self._slots = slots
        self._clock = clock
        self._read_ahead = ReadAhead()
        self._reading_since: float | None = None  # when the last page had been fetched
        fast_parser()  # now, so that the time of importing it does not count as reading
        self._prefetch: AsyncPrefetch[TimedResponse] = AsyncPrefetch(fetch)

    async def advance(self) -> tuple[FetchedPage[Any], list[int], object] | None:
        """The next page, the indexes of its new records, and its `meta`; None at the end."""
        if self._reading_since is not None:
            self._read_ahead.page_read(self._clock.now() - self._reading_since)
        while (number := self._cursor.next) is not None:
            await self._start_ahead()
            timed = await self._prefetch.take(number)
            self._read_ahead.page_fetched(timed.seconds, len(timed.response.content))
            self._reading_since = self._clock.now()
            fetched, meta = self._read(timed.response, number)
            new = self._cursor.accept(fetched)
            if new is not None:
                return fetched, new, meta
            self._prefetch.clear()
        return None

    async def _start_ahead(self) -> None:
        """Start to fetch the pages ahead, beginning with the one that is needed now."""
        # Only as many as can be sent at once: others would wait for the rate limit before the page that is needed.
        pages = self._cursor.pages_ahead(self._read_ahead.pages(*self._slots()))
        for page in pages if len(pages) > 1 else ():
            await self._prefetch.start(page)

    def __del__(self) -> None:
        self._prefetch.clear()


class AsyncRecordIterator(AsyncIterator[T]):
    """The records of a listing, one by one."""

    def __init__(self, pages: AsyncFetchedIterator[T]) -> None:
        self._pages = pages
        self._records: list[Any] = []  # those left of the current page, the next one last

    async def __anext__(self) -> T:
        while not self._records:
            page = await self._pages.advance()
            if page is None:
                raise StopAsyncIteration
            fetched, new, _ = page
            self._records = [fetched.records[index] for index in reversed(new)]
        record: T | ResponseDecodeError = self._records.pop()
        if isinstance(record, ResponseDecodeError):
            raise record
        return record


class AsyncPageIterator(AsyncIterator[Page[T]]):
    """The pages of a listing, one by one."""

    def __init__(self, pages: AsyncFetchedIterator[T]) -> None:
        self._pages = pages
        self._errors: list[ResponseDecodeError] = []
        self._page: Page[T] | None = None

    async def __anext__(self) -> Page[T]:
        if self._page is None:
            page = await self._pages.advance()
            if page is None:
                raise StopAsyncIteration
            fetched, new, meta = page
            records = [fetched.records[index] for index in new]
            self._errors = [record for record in reversed(records) if isinstance(record, ResponseDecodeError)]
            good = [record for record in records if not isinstance(record, ResponseDecodeError)]
            self._page = as_page(fetched, good, meta)
        if self._errors:
            raise self._errors.pop()
        result, self._page = self._page, None
        return result


def apaginate(
    module: EndpointModule[Any],
    *,
    client: AuthenticatedClient,
    per_page: int = PER_PAGE,
    start_page: int = 1,
    extra_params: Mapping[str, Any] | None = None,
    **params: Any,
) -> AsyncPages[Any]:
    """The records of any list endpoint of the generated client.

    Args:
        module: an endpoint module, such as `homerun_client.api.vacancies.list_vacancies`.
        client: `homerun.low_level`.
        per_page: how many records one request fetches, 1 to 100.
        start_page: the page to begin with, 1 or more.
        extra_params: further query parameters by the names that are sent, such as `{"filter[new]": "x"}`.
        **params: arguments of the endpoint, such as `filter_status`. Several values of a filter can be a list.

    Returns:
        A listing, as `homerun.vacancies.list()` returns it.

    Raises:
        InvalidArgumentError: an argument is wrong, or the endpoint does not list.

    Example:
        ```python
        from homerun_client.api.vacancies import list_vacancies
        from homerun_helpers import apaginate

        async for vacancy in apaginate(list_vacancies, client=homerun.low_level, filter_status="public"):
            print(vacancy.title)
        ```
    """
    arguments = check_listing(module, client, params)
    return AsyncPages(module, client, arguments, per_page=per_page, start_page=start_page, extra_params=extra_params)
