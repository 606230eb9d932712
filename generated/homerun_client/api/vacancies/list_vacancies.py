# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import errors, models
from ...types import UNSET, Response, Unset

if TYPE_CHECKING:
    import httpx

    from ...client import AuthenticatedClient, Client
    from ...models.vacancy_include import VacancyInclude
    from ...models.vacancy_list import VacancyList
    from ...types import UNSET, Unset


def get_kwargs(
    *,
    filter_status: str | Unset = UNSET,
    include: list[VacancyInclude] | Unset = UNSET,
    page: int | Unset = 1,
    per_page: int | Unset = 15,
) -> dict[str, Any]:
    """The request as keyword arguments of httpx's `request`; nothing is sent."""

    params: dict[str, Any] = {}

    params["filter[status]"] = filter_status

    json_include: list[str] | Unset = UNSET
    if not isinstance(include, Unset):
        json_include = []
        for include_item_data in include:
            include_item: str = include_item_data
            json_include.append(include_item)

    params["include[]"] = json_include

    params["page"] = page

    params["perPage"] = per_page

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/vacancies",
        "params": params,
    }
    return _kwargs


def parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> VacancyList:
    """The typed body of a success; any other answer is raised."""
    if 200 <= response.status_code < 300:
        return client.decode(models.VacancyList.from_dict, response)
    raise errors.UnexpectedStatus(response.status_code, response.content)


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[VacancyList]:
    parsed = parse_response(client=client, response=response)
    return Response(response.status_code, response.content, response.headers, parsed)


def sync_detailed(
    *,
    client: AuthenticatedClient,
    filter_status: str | Unset = UNSET,
    include: list[VacancyInclude] | Unset = UNSET,
    page: int | Unset = 1,
    per_page: int | Unset = 15,
) -> Response[VacancyList]:
    """List vacancies

    One page of vacancies. Location, department, stages, the number of candidates and the
    content of the page are left out unless `include[]` asks for them.

    Args:
        filter_status (str | Unset): One or more of `VacancyStatus`, separated by commas.
        include (list[VacancyInclude] | Unset): Parts to add to each vacancy, e.g.
            `include[]=location&include[]=stages`.
        page (int | Unset): Which page to return, counted from 1. Default: 1.
        per_page (int | Unset): How many records a page holds, 1 to 100. Default: 15.

    Returns:
        Response[VacancyList]

    Raises:
        errors.UnexpectedStatus: the API answered with anything but a documented success.
        errors.DecodeError: the answer is not what the OpenAPI document says.
        httpx.HTTPError: the request could not be sent, or its answer not be received.
    """

    kwargs = get_kwargs(
        filter_status=filter_status,
        include=include,
        page=page,
        per_page=per_page,
    )
    response = client.get_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    filter_status: str | Unset = UNSET,
    include: list[VacancyInclude] | Unset = UNSET,
    page: int | Unset = 1,
    per_page: int | Unset = 15,
) -> VacancyList:
    """List vacancies

    One page of vacancies. Location, department, stages, the number of candidates and the
    content of the page are left out unless `include[]` asks for them.

    Args:
        filter_status (str | Unset): One or more of `VacancyStatus`, separated by commas.
        include (list[VacancyInclude] | Unset): Parts to add to each vacancy, e.g.
            `include[]=location&include[]=stages`.
        page (int | Unset): Which page to return, counted from 1. Default: 1.
        per_page (int | Unset): How many records a page holds, 1 to 100. Default: 15.

    Returns:
        VacancyList

    Raises:
        errors.UnexpectedStatus: the API answered with anything but a documented success.
        errors.DecodeError: the answer is not what the OpenAPI document says.
        httpx.HTTPError: the request could not be sent, or its answer not be received.
    """

    return sync_detailed(
        client=client,
        filter_status=filter_status,
        include=include,
        page=page,
        per_page=per_page,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    filter_status: str | Unset = UNSET,
    include: list[VacancyInclude] | Unset = UNSET,
    page: int | Unset = 1,
    per_page: int | Unset = 15,
) -> Response[VacancyList]:
    """List vacancies

    One page of vacancies. Location, department, stages, the number of candidates and the
    content of the page are left out unless `include[]` asks for them.

    Args:
        filter_status (str | Unset): One or more of `VacancyStatus`, separated by commas.
        include (list[VacancyInclude] | Unset): Parts to add to each vacancy, e.g.
            `include[]=location&include[]=stages`.
        page (int | Unset): Which page to return, counted from 1. Default: 1.
        per_page (int | Unset): How many records a page holds, 1 to 100. Default: 15.

    Returns:
        Response[VacancyList]

    Raises:
        errors.UnexpectedStatus: the API answered with anything but a documented success.
        errors.DecodeError: the answer is not what the OpenAPI document says.
        httpx.HTTPError: the request could not be sent, or its answer not be received.
    """

    kwargs = get_kwargs(
        filter_status=filter_status,
        include=include,
        page=page,
        per_page=per_page,
    )
    response = await client.get_async_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    filter_status: str | Unset = UNSET,
    include: list[VacancyInclude] | Unset = UNSET,
    page: int | Unset = 1,
    per_page: int | Unset = 15,
) -> VacancyList:
    """List vacancies

    One page of vacancies. Location, department, stages, the number of candidates and the
    content of the page are left out unless `include[]` asks for them.

    Args:
        filter_status (str | Unset): One or more of `VacancyStatus`, separated by commas.
        include (list[VacancyInclude] | Unset): Parts to add to each vacancy, e.g.
            `include[]=location&include[]=stages`.
        page (int | Unset): Which page to return, counted from 1. Default: 1.
        per_page (int | Unset): How many records a page holds, 1 to 100. Default: 15.

    Returns:
        VacancyList

    Raises:
        errors.UnexpectedStatus: the API answered with anything but a documented success.
        errors.DecodeError: the answer is not what the OpenAPI document says.
        httpx.HTTPError: the request could not be sent, or its answer not be received.
    """

    return (
        await asyncio_detailed(
            client=client,
            filter_status=filter_status,
            include=include,
            page=page,
            per_page=per_page,
        )
    ).parsed
