# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import codec, errors, models
from ...types import UNSET, Response, Unset

if TYPE_CHECKING:
    import httpx

    from ...client import AuthenticatedClient, Client
    from ...models.vacancy_include import VacancyInclude
    from ...models.vacancy_response import VacancyResponse
    from ...types import UNSET, Unset


def get_kwargs(
    vacancy_id: str,
    *,
    include: list[VacancyInclude] | Unset = UNSET,
) -> dict[str, Any]:
    """The request as keyword arguments of httpx's `request`; nothing is sent."""

    params: dict[str, Any] = {}

    json_include: list[str] | Unset = UNSET
    if not isinstance(include, Unset):
        json_include = []
        for include_item_data in include:
            include_item: str = include_item_data
            json_include.append(include_item)

    params["include[]"] = json_include

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": f"/vacancies/{codec.path_step(vacancy_id)}",
        "params": params,
    }
    return _kwargs


def parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> VacancyResponse:
    """The typed body of a success; any other answer is raised."""
    if 200 <= response.status_code < 300:
        return client.decode(models.VacancyResponse.from_dict, response)
    raise errors.UnexpectedStatus(response.status_code, response.content)


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[VacancyResponse]:
    parsed = parse_response(client=client, response=response)
    return Response(response.status_code, response.content, response.headers, parsed)


def sync_detailed(
    vacancy_id: str,
    *,
    client: AuthenticatedClient,
    include: list[VacancyInclude] | Unset = UNSET,
) -> Response[VacancyResponse]:
    """Get a vacancy

    One vacancy. `include[]` adds the same parts as in the list.

    Args:
        vacancy_id (str): ID of the vacancy.
        include (list[VacancyInclude] | Unset): Parts to add to each vacancy, e.g.
            `include[]=location&include[]=stages`.

    Returns:
        Response[VacancyResponse]

    Raises:
        errors.UnexpectedStatus: the API answered with anything but a documented success.
        errors.DecodeError: the answer is not what the OpenAPI document says.
        httpx.HTTPError: the request could not be sent, or its answer not be received.
    """

    kwargs = get_kwargs(
        vacancy_id=vacancy_id,
        include=include,
    )
    response = client.get_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


def sync(
    vacancy_id: str,
    *,
    client: AuthenticatedClient,
    include: list[VacancyInclude] | Unset = UNSET,
) -> VacancyResponse:
    """Get a vacancy

    One vacancy. `include[]` adds the same parts as in the list.

    Args:
        vacancy_id (str): ID of the vacancy.
        include (list[VacancyInclude] | Unset): Parts to add to each vacancy, e.g.
            `include[]=location&include[]=stages`.

    Returns:
        VacancyResponse

    Raises:
        errors.UnexpectedStatus: the API answered with anything but a documented success.
        errors.DecodeError: the answer is not what the OpenAPI document says.
        httpx.HTTPError: the request could not be sent, or its answer not be received.
    """

    return sync_detailed(
        vacancy_id=vacancy_id,
        client=client,
        include=include,
    ).parsed


async def asyncio_detailed(
    vacancy_id: str,
    *,
    client: AuthenticatedClient,
    include: list[VacancyInclude] | Unset = UNSET,
) -> Response[VacancyResponse]:
    """Get a vacancy

    One vacancy. `include[]` adds the same parts as in the list.

    Args:
        vacancy_id (str): ID of the vacancy.
        include (list[VacancyInclude] | Unset): Parts to add to each vacancy, e.g.
            `include[]=location&include[]=stages`.

    Returns:
        Response[VacancyResponse]

    Raises:
        errors.UnexpectedStatus: the API answered with anything but a documented success.
        errors.DecodeError: the answer is not what the OpenAPI document says.
        httpx.HTTPError: the request could not be sent, or its answer not be received.
    """

    kwargs = get_kwargs(
        vacancy_id=vacancy_id,
        include=include,
    )
    response = await client.get_async_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


async def asyncio(
    vacancy_id: str,
    *,
    client: AuthenticatedClient,
    include: list[VacancyInclude] | Unset = UNSET,
) -> VacancyResponse:
    """Get a vacancy

    One vacancy. `include[]` adds the same parts as in the list.

    Args:
        vacancy_id (str): ID of the vacancy.
        include (list[VacancyInclude] | Unset): Parts to add to each vacancy, e.g.
            `include[]=location&include[]=stages`.

    Returns:
        VacancyResponse

    Raises:
        errors.UnexpectedStatus: the API answered with anything but a documented success.
        errors.DecodeError: the answer is not what the OpenAPI document says.
        httpx.HTTPError: the request could not be sent, or its answer not be received.
    """

    return (
        await asyncio_detailed(
            vacancy_id=vacancy_id,
            client=client,
            include=include,
        )
    ).parsed
