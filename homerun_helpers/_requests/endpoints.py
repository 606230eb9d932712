"""How the helpers use a generated endpoint module."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from inspect import Parameter, signature
from typing import Any, Protocol, TypeVar

from homerun_client import Client
from homerun_client.types import Unset

from homerun_helpers._http.addresses import check_id
from homerun_helpers._requests.checks import check_extra_params, strings
from homerun_helpers._requests.filters import as_date, comma_list
from homerun_helpers.errors import InvalidArgumentError

T_co = TypeVar("T_co", covariant=True)


class Endpoint(Protocol[T_co]):
    """A module of `homerun_client.api`."""

    @property
    def get_kwargs(self) -> Callable[..., dict[str, Any]]:
        """Makes the request, as keyword arguments of httpx."""
        ...

    @property
    def parse_response(self) -> Callable[..., T_co]:
        """Makes the typed answer."""
        ...


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
