"""Requests to the endpoint modules of the generated client."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Protocol, TypeVar

from homerun_client import Client
from homerun_client.operations import Filter, Parameter
from homerun_client.types import Unset

from homerun_helpers._http.addresses import check_id
from homerun_helpers._operations import operation_of
from homerun_helpers._requests.checks import check_extra_params, strings
from homerun_helpers._requests.filters import as_date, as_datetime, comma_list
from homerun_helpers.errors import InvalidArgumentError

T_co = TypeVar("T_co", covariant=True)


class EndpointModule(Protocol[T_co]):
    """A module of `homerun_client.api`."""

    @property
    def get_kwargs(self) -> Callable[..., dict[str, Any]]:
        """Makes the request, as keyword arguments of httpx."""
        ...

    @property
    def parse_response(self) -> Callable[..., T_co]:
        """Makes the typed answer."""
        ...


def check_listing(endpoint: EndpointModule[Any], client: object, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of a list endpoint, in the form that its generated function takes.

    Raises:
        InvalidArgumentError: `endpoint` does not list, `client` is not a generated one, or an argument is missing,
            unknown or of the wrong type.
    """
    function = getattr(endpoint, "get_kwargs", None)
    if function is None:
        raise InvalidArgumentError(
            "module", "must be an endpoint module, such as homerun_client.api.vacancies.list_vacancies."
        )
    if not isinstance(client, Client):
        raise InvalidArgumentError("client", f"must be homerun.low_level; it is a {type(client).__name__}.")
    parameters = inspect.signature(function).parameters
    if not {"page", "per_page"} <= parameters.keys():
        raise InvalidArgumentError("module", "must be an endpoint that lists: this one takes no page and no per_page.")
    known = [name for name in parameters if name not in ("page", "per_page")]
    for name in arguments:
        if name not in known:
            raise InvalidArgumentError(
                name,
                f"is not an argument of this endpoint; it has {', '.join(known)}. What this package does not know "
                "yet can be sent with {extra_params}.",
                mentions=("extra_params",),
            )
    for name in (name for name in known if parameters[name].default is inspect.Parameter.empty):
        # It becomes a step of the path: without it, the request would go to another list.
        if name not in arguments:
            raise InvalidArgumentError(name, "is missing: this endpoint needs it.")
        check_id(arguments[name], name)
    queries = _query_parameters(endpoint)
    return {name: _fitted(name, value, queries.get(name, Parameter())) for name, value in arguments.items()}


def _query_parameters(endpoint: EndpointModule[Any]) -> dict[str, Filter | Parameter]:
    """What the table of operations says of an endpoint's arguments; empty for a module that is not in the table."""
    operation = operation_of(endpoint)
    if operation is None:
        return {}
    return {**operation.parameters, **{filter.argument: filter for filter in operation.filters.values()}}


def _fitted(name: str, value: Any, parameter: Filter | Parameter) -> Any:
    """The value in the form that the generated function takes. It would take others too, and send them wrongly."""
    if value is None or isinstance(value, Unset):
        return value
    if parameter.type == "array":
        return strings(value, name)
    if parameter.type == "date":
        return as_date(value, name)
    if parameter.type == "date-time":
        return as_datetime(value, name)
    if isinstance(parameter, Filter) and parameter.several and isinstance(value, (list, tuple, set, frozenset)):
        return comma_list(value, name)
    if not isinstance(value, (str, int, float, date)):
        raise InvalidArgumentError(
            name, f"must be a single value ({parameter.type or 'text or a number'}); it is a {type(value).__name__}."
        )
    return value


def request_arguments(
    endpoint: EndpointModule[Any], extra_params: Mapping[str, Any] | None, /, *ids: str, **arguments: Any
) -> dict[str, Any]:
    """The request to an endpoint, as keyword arguments of httpx.

    Args:
        endpoint: the endpoint module.
        extra_params: query parameters to add. A list joins a list of the same name; other values replace.
        *ids: the ids in the path.
        **arguments: arguments of the endpoint; None leaves one out.

    Raises:
        InvalidArgumentError: an extra parameter cannot be sent.
    """
    given = {name: value for name, value in arguments.items() if value is not None}
    kwargs = endpoint.get_kwargs(*ids, **given)
    params = kwargs.get("params", {})
    for name, value in check_extra_params(extra_params).items():
        joins = name.endswith("[]") and name in params
        params[name] = [*params[name], *_as_list(value)] if joins else value
    return {**kwargs, "params": params} if params else kwargs


def _as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


def page_request(listing: Mapping[str, Any], url: str, number: int, per_page: int) -> dict[str, Any]:
    """The request for one page of a listing, as keyword arguments of httpx.

    Args:
        listing: the request without its page.
        url: the URL with all query parameters but the page.
        number: the number of the page.
        per_page: how many records the page is asked to hold.
    """
    page = f"page={number}&perPage={per_page}"
    others = {name: value for name, value in listing.items() if name != "params"}
    return {**others, "url": f"{url}{'&' if '?' in url else '?'}{page}"}
