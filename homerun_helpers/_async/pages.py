"""Listings: lazy, typed, fetched ahead, exact."""

from collections.abc import AsyncIterator, Callable, Mapping
from functools import cache
from typing import Any, Generic, TypeVar, cast

from attrs import frozen
from homerun_client import AuthenticatedClient

from homerun_helpers._http.json_text import fast_parser
from homerun_helpers._http.session import pacing_of
from homerun_helpers._listing.cursor import Plan
from homerun_helpers._listing.page import Fetched, Page
from homerun_helpers._listing.readahead import Pace
from homerun_helpers._listing.reading import as_page, read_page
from homerun_helpers._operations import operation_of
from homerun_helpers._requests.checks import check_page
from homerun_helpers._requests.endpoints import Endpoint, check_listing, page_request, request_arguments
from homerun_helpers._runtime.clock import Clock
from homerun_helpers._runtime.concurrency import AsyncPrefetch
from homerun_helpers.errors import HomerunError, InvalidArgumentError, ResponseDecodeError

T = TypeVar("T")
PER_PAGE = 100


class AsyncPages(Generic[T]):
    """A listing: iterate it for its records.

    Nothing is requested until it is used, and each iteration starts anew, with the same parameters. Pages are
    fetched ahead, as many as the rate limit has room for, and come in order. Records that are there throughout the
    listing come exactly once, also when others are added or deleted meanwhile.

    An error names the page; calling `anext()` again goes on where it happened. A record that cannot be decoded
    raises `ResponseDecodeError` in its place, and the iteration goes on behind it.

    Example:
        ```python
        async for vacancy in homerun.vacancies.list(status="public"):
            print(vacancy.title)
        ```
    """

    def __init__(
        self,
        endpoint: Endpoint[Any],
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
                raise InvalidArgumentError(f"extra_params cannot set {name}: use start_page and per_page.")
        # Everything is put together and checked now: what the caller changes later does not change the listing.
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

        A record that cannot be decoded raises `ResponseDecodeError` before its page; the page then comes without it.

        Raises:
            HomerunError: when iterated; it names the page, and the iteration can go on.

        Example:
            ```python
            async for page in homerun.vacancies.list(per_page=5).pages():
                print(page.number, len(page.items), page.total)
            ```
        """
        return AsyncPageIterator(self._iterator())

    async def first(self) -> T | None:
        """The first record, or None when there is none. One request.

        Raises:
            HomerunError: see the list method.

        Example:
            ```python
            newest = await homerun.job_applications.list().first()
            ```
        """
        fetched, _ = self._read(await self._fetch(self._start_page, self._single, self._address()), self._start_page)
        for record in fetched.records:
            if isinstance(record, ResponseDecodeError):
                raise record
            return cast("T", record)
        return None

    async def total(self) -> int | None:
        """How many records the whole listing has; None when the API does not say. One request.

        Raises:
            HomerunError: see the list method.

        Example:
            ```python
            print(await homerun.job_applications.list().total())
            ```
        """
        fetched, _ = self._read(await self._fetch(1, 1, self._address()), 1)
        return fetched.meta.total

    @property
    def _single(self) -> int:
        return 1 if self._start_page == 1 else self._per_page

    def _iterator(self) -> "AsyncFetchedIterator[T]":
        async def fetch(number: int) -> Answered:
            began = clock.now()
            response = await self._fetch(number, self._per_page, listing())
            return Answered(response, clock.now() - began)

        listing = cache(self._address)  # once for all pages: it takes longer than the rest of sending
        pacing = pacing_of(self._client)
        clock = pacing.clock
        plan = Plan(self._start_page, self._per_page)
        return AsyncFetchedIterator(fetch, self._read, plan, pacing.slots, clock)

    def _address(self) -> str:
        return str(self._client.get_async_httpx_client().build_request(**self._request).url)

    async def _fetch(self, number: int, per_page: int, listing: str) -> Any:
        client = self._client.get_async_httpx_client()
        try:
            return await client.request(**page_request(self._request, listing, number, per_page))
        except HomerunError as error:
            error.page = number
            raise

    def _read(self, response: Any, number: int) -> tuple[Fetched[Any], object]:
        try:
            return read_page(self._endpoint, self._client, response, number)
        except HomerunError as error:
            error.page = number
            raise


@frozen
class Answered:
    """A page as it came, not read yet: it takes less memory so.

    Attributes:
        response: the answer.
        seconds: how long it took to come.
    """

    response: Any
    seconds: float


class AsyncFetchedIterator(Generic[T]):
    """Goes through a listing as its plan says: for each page, which of its records are new."""

    def __init__(
        self,
        fetch: Callable[[int], Any],
        read: Callable[[Any, int], tuple[Fetched[Any], object]],
        plan: Plan,
        slots: Callable[[], tuple[int, int]],
        clock: Clock,
    ) -> None:
        self._read = read
        self._plan = plan
        self._slots = slots
        self._clock = clock
        self._pace = Pace()
        self._reading_since: float | None = None  # when the last page was there to be read
        fast_parser()  # here, so that importing it is not taken for reading
        self._prefetch: AsyncPrefetch[Answered] = AsyncPrefetch(fetch)

    async def advance(self) -> tuple[Fetched[Any], list[int], object] | None:
        """The next page, the indexes of its new records, and its `meta`; None at the end."""
        if self._reading_since is not None:
            self._pace.worked(self._clock.now() - self._reading_since)
        while (number := self._plan.next) is not None:
            await self._start_ahead()
            answered = await self._prefetch.take(number)
            self._pace.fetched(answered.seconds, len(answered.response.content))
            self._reading_since = self._clock.now()
            fetched, meta = self._read(answered.response, number)
            new = self._plan.accept(fetched)
            if new is not None:
                return fetched, new, meta
            self._prefetch.clear()
        return None

    async def _start_ahead(self) -> None:
        """Get the pages ahead on their way; the one that is needed first, if it is not alone."""
        # Only what can go out at once: who waits for the rate limit waits for the page that is needed.
        pages = self._plan.ahead(self._pace.ahead(*self._slots()))
        for page in pages if len(pages) > 1 else ():
            await self._prefetch.start(page)

    def __del__(self) -> None:
        self._prefetch.clear()


class AsyncRecordIterator(AsyncIterator[T]):
    """The records of a listing, one by one."""

    def __init__(self, pages: AsyncFetchedIterator[T]) -> None:
        self._pages = pages
        self._records: list[Any] = []  # of the page that is at hand, the next one last

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
    module: Endpoint[Any],
    *,
    client: AuthenticatedClient,
    per_page: int = PER_PAGE,
    start_page: int = 1,
    extra_params: Mapping[str, Any] | None = None,
    **params: Any,
) -> AsyncPages[Any]:
    """The records of any list endpoint of the generated client, also of one that a later spec brings.

    Args:
        module: an endpoint module, such as `homerun_client.api.vacancies.list_vacancies`.
        client: `homerun.low_level`.
        per_page: how many records a request fetches, 1 to 100.
        start_page: where to begin, 1 or more.
        extra_params: further query parameters, names as they go out.
        **params: the endpoint's own arguments, such as `filter_status`.

    Returns:
        The same pages as `homerun.vacancies.list()` gives.

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
