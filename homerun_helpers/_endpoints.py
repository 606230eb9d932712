"""How the helpers use a generated endpoint module."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from inspect import Parameter, signature
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from homerun_client import AuthenticatedClient, Client, models
from homerun_client.types import Unset

from homerun_helpers._arguments import check_extra_params, check_id, strings
from homerun_helpers._clock import Clock
from homerun_helpers.decoding import decode
from homerun_helpers.errors import InvalidArgumentError, ResponseDecodeError
from homerun_helpers.filters import as_date, comma_list
from homerun_helpers.pagination import Fetched, Page, PageMeta
from homerun_helpers.ratelimit import UNLIMITED

if TYPE_CHECKING:
    import httpx

T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")


class Endpoint(Protocol[T_co]):
    """A module of `homerun_client.api`."""

    @property
    def get_kwargs(self) -> Callable[..., dict[str, Any]]:
        """Makes the request, as keyword arguments of httpx."""

    @property
    def parse_response(self) -> Callable[..., T_co]:
        """Makes the typed answer."""


def check_listing(endpoint: Endpoint[Any], client: object, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments for an endpoint that can be paged through, as it takes them.

    Raises:
        InvalidArgumentError: it does not list, it has no such argument, or one is of the wrong type.
    """
    function = getattr(endpoint, "get_kwargs", None)
    if function is None:
        raise InvalidArgumentError("Give an endpoint module, such as homerun_client.api.vacancies.list_vacancies.")
    if not isinstance(client, Client):
        raise InvalidArgumentError(f"client must be homerun.low_level; it is a {type(client).__name__}.")
    parameters = signature(function).parameters
    if not {"page", "per_page"} <= parameters.keys():
        raise InvalidArgumentError("This endpoint does not list: it takes no page and no per_page.")
    known = [name for name in parameters if name not in ("page", "per_page")]
    for name in arguments:
        if name not in known:
            raise InvalidArgumentError(
                f"This endpoint has no argument {name!r}: use {', '.join(known)}. A newer one goes into extra_params."
            )
    for name in (name for name in known if parameters[name].default is Parameter.empty):
        if name not in arguments:
            raise InvalidArgumentError(f"This endpoint needs the argument {name!r}.")
        check_id(arguments[name], name)
    return {name: _fitting(name, value, str(parameters[name].annotation)) for name, value in arguments.items()}


def _fitting(name: str, value: Any, annotation: str) -> Any:
    """A value in the form that a generated function takes; it would take others too, and send something else."""
    if value is None or isinstance(value, Unset):
        return value
    if annotation.startswith("list["):
        return strings(value, name)
    if "datetime.date" in annotation and "datetime.datetime" not in annotation:
        return as_date(value, name)
    if name.startswith("filter_") and isinstance(value, (list, tuple, set, frozenset)):
        return comma_list(value, name)
    if not isinstance(value, (str, int, float, date)):
        raise InvalidArgumentError(
            f"{name} must be {annotation.removesuffix(' | Unset')}; it is {type(value).__name__}."
        )
    return value


def request_arguments(
    endpoint: Endpoint[Any], extra_params: Mapping[str, Any] | None, /, *ids: str, **arguments: Any
) -> dict[str, Any]:
    """The request to an endpoint; `None` leaves an argument out, `extra_params` come on top.

    Raises:
        InvalidArgumentError: an extra parameter cannot be sent.
    """
    given = {name: value for name, value in arguments.items() if value is not None}
    kwargs = endpoint.get_kwargs(*ids, **given)
    params = kwargs.get("params", {})
    for name, value in check_extra_params(extra_params).items():
        several = name.endswith("[]") and name in params
        params[name] = [*params[name], *_as_list(value)] if several else value
    return {**kwargs, "params": params} if params else kwargs


def _as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


def page_request(listing: Mapping[str, Any], address: str, number: int, per_page: int) -> dict[str, Any]:
    """The request for one page of a listing, as keyword arguments of httpx; `address` has all but the page."""
    page = f"page={number}&perPage={per_page}"
    others = {name: value for name, value in listing.items() if name != "params"}
    return {**others, "url": f"{address}{'&' if '?' in address else '?'}{page}"}


def read_answer(decoder: Callable[[Any], T], response: httpx.Response) -> T:
    """What the generated client decodes answers with: the same, with errors of this package.

    Raises:
        ResponseDecodeError: the answer is not what the API documents.
    """
    request = response.request
    path = str(response.extensions.get("path", request.url.path))
    body = response.json()
    return decode(
        decoder,
        body,
        response.content,
        method=request.method,
        path=path,
        status=response.status_code,
    )


def clock_of(client: Client) -> Clock:
    """The time that the client goes by."""
    return getattr(client.httpx_args.get("transport"), "clock", None) or Clock()


def slots_of(client: Client) -> tuple[int, int]:
    """How many requests may go out at once, and how many the client's budget has in all."""
    slots: Callable[[], tuple[int, int]] | None = getattr(client.httpx_args.get("transport"), "slots", None)
    return UNLIMITED if slots is None else slots()


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
