# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from ... import errors, models
from ...types import UNSET, Response, Unset

if TYPE_CHECKING:
    import datetime

    import httpx

    from ...client import AuthenticatedClient, Client
    from ...models.job_application_list import JobApplicationList
    from ...models.job_application_list_include import JobApplicationListInclude
    from ...types import UNSET, Unset


def get_kwargs(
    *,
    filter_vacancy_id: str | Unset = UNSET,
    filter_stage: str | Unset = UNSET,
    filter_hired_after: datetime.date | Unset = UNSET,
    include: list[JobApplicationListInclude] | Unset = UNSET,
    page: int | Unset = 1,
    per_page: int | Unset = 15,
) -> dict[str, Any]:
    """The request as keyword arguments of httpx's `request`; nothing is sent."""

    params: dict[str, Any] = {}

    params["filter[vacancy_id]"] = filter_vacancy_id

    params["filter[stage]"] = filter_stage

    json_filter_hired_after: str | Unset = UNSET
    if not isinstance(filter_hired_after, Unset):
        json_filter_hired_after = filter_hired_after.isoformat()
    params["filter[hired_after]"] = json_filter_hired_after

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
        "url": "/job-applications",
        "params": params,
    }
    return _kwargs


def parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> JobApplicationList:
    """The typed body of a success; any other answer is raised."""
    if 200 <= response.status_code < 300:
        return client.decode(models.JobApplicationList.from_dict, response)
    raise errors.UnexpectedStatus(response.status_code, response.content)


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[JobApplicationList]:
    parsed = parse_response(client=client, response=response)
    return Response(response.status_code, response.content, response.headers, parsed)


def sync_detailed(
    *,
    client: AuthenticatedClient,
    filter_vacancy_id: str | Unset = UNSET,
    filter_stage: str | Unset = UNSET,
    filter_hired_after: datetime.date | Unset = UNSET,
    include: list[JobApplicationListInclude] | Unset = UNSET,
    page: int | Unset = 1,
    per_page: int | Unset = 15,
) -> Response[JobApplicationList]:
    """List job applications

    One page of job applications. The records are shorter than those of
    `getJobApplication`: they lack education, experience, links, assignment, files and
    custom data. Sources, stage, vacancy, disqualification reason and answers are left out
    unless `include[]` asks for them.

    Args:
        filter_vacancy_id (str | Unset): IDs of one or more vacancies, separated by commas.
        filter_stage (str | Unset): Name of a stage. Names belong to a vacancy, so combine it
            with `vacancy_id` unless
            all your vacancies use the same names.
        filter_hired_after (datetime.date | Unset): Only candidates that were hired after this
            date.
        include (list[JobApplicationListInclude] | Unset): Parts to add to each application,
            e.g. `include[]=stage&include[]=sources`.
        page (int | Unset): Which page to return, counted from 1. Default: 1.
        per_page (int | Unset): How many records a page holds, 1 to 100. Default: 15.

    Returns:
        Response[JobApplicationList]

    Raises:
        errors.UnexpectedStatus: the API answered with anything but a documented success.
        errors.DecodeError: the answer is not what the OpenAPI document says.
        httpx.HTTPError: the request could not be sent, or its answer not be received.
    """

    kwargs = get_kwargs(
        filter_vacancy_id=filter_vacancy_id,
        filter_stage=filter_stage,
        filter_hired_after=filter_hired_after,
        include=include,
        page=page,
        per_page=per_page,
    )
    response = client.get_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    filter_vacancy_id: str | Unset = UNSET,
    filter_stage: str | Unset = UNSET,
    filter_hired_after: datetime.date | Unset = UNSET,
    include: list[JobApplicationListInclude] | Unset = UNSET,
    page: int | Unset = 1,
    per_page: int | Unset = 15,
) -> JobApplicationList:
    """List job applications

    One page of job applications. The records are shorter than those of
    `getJobApplication`: they lack education, experience, links, assignment, files and
    custom data. Sources, stage, vacancy, disqualification reason and answers are left out
    unless `include[]` asks for them.

    Args:
        filter_vacancy_id (str | Unset): IDs of one or more vacancies, separated by commas.
        filter_stage (str | Unset): Name of a stage. Names belong to a vacancy, so combine it
            with `vacancy_id` unless
            all your vacancies use the same names.
        filter_hired_after (datetime.date | Unset): Only candidates that were hired after this
            date.
        include (list[JobApplicationListInclude] | Unset): Parts to add to each application,
            e.g. `include[]=stage&include[]=sources`.
        page (int | Unset): Which page to return, counted from 1. Default: 1.
        per_page (int | Unset): How many records a page holds, 1 to 100. Default: 15.

    Returns:
        JobApplicationList

    Raises:
        errors.UnexpectedStatus: the API answered with anything but a documented success.
        errors.DecodeError: the answer is not what the OpenAPI document says.
        httpx.HTTPError: the request could not be sent, or its answer not be received.
    """

    return sync_detailed(
        client=client,
        filter_vacancy_id=filter_vacancy_id,
        filter_stage=filter_stage,
        filter_hired_after=filter_hired_after,
        include=include,
        page=page,
        per_page=per_page,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    filter_vacancy_id: str | Unset = UNSET,
    filter_stage: str | Unset = UNSET,
    filter_hired_after: datetime.date | Unset = UNSET,
    include: list[JobApplicationListInclude] | Unset = UNSET,
    page: int | Unset = 1,
    per_page: int | Unset = 15,
) -> Response[JobApplicationList]:
    """List job applications

    One page of job applications. The records are shorter than those of
    `getJobApplication`: they lack education, experience, links, assignment, files and
    custom data. Sources, stage, vacancy, disqualification reason and answers are left out
    unless `include[]` asks for them.

    Args:
        filter_vacancy_id (str | Unset): IDs of one or more vacancies, separated by commas.
        filter_stage (str | Unset): Name of a stage. Names belong to a vacancy, so combine it
            with `vacancy_id` unless
            all your vacancies use the same names.
        filter_hired_after (datetime.date | Unset): Only candidates that were hired after this
            date.
        include (list[JobApplicationListInclude] | Unset): Parts to add to each application,
            e.g. `include[]=stage&include[]=sources`.
        page (int | Unset): Which page to return, counted from 1. Default: 1.
        per_page (int | Unset): How many records a page holds, 1 to 100. Default: 15.

    Returns:
        Response[JobApplicationList]

    Raises:
        errors.UnexpectedStatus: the API answered with anything but a documented success.
        errors.DecodeError: the answer is not what the OpenAPI document says.
        httpx.HTTPError: the request could not be sent, or its answer not be received.
    """

    kwargs = get_kwargs(
        filter_vacancy_id=filter_vacancy_id,
        filter_stage=filter_stage,
        filter_hired_after=filter_hired_after,
        include=include,
        page=page,
        per_page=per_page,
    )
    response = await client.get_async_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    filter_vacancy_id: str | Unset = UNSET,
    filter_stage: str | Unset = UNSET,
    filter_hired_after: datetime.date | Unset = UNSET,
    include: list[JobApplicationListInclude] | Unset = UNSET,
    page: int | Unset = 1,
    per_page: int | Unset = 15,
) -> JobApplicationList:
    """List job applications

    One page of job applications. The records are shorter than those of
    `getJobApplication`: they lack education, experience, links, assignment, files and
    custom data. Sources, stage, vacancy, disqualification reason and answers are left out
    unless `include[]` asks for them.

    Args:
        filter_vacancy_id (str | Unset): IDs of one or more vacancies, separated by commas.
        filter_stage (str | Unset): Name of a stage. Names belong to a vacancy, so combine it
            with `vacancy_id` unless
            all your vacancies use the same names.
        filter_hired_after (datetime.date | Unset): Only candidates that were hired after this
            date.
        include (list[JobApplicationListInclude] | Unset): Parts to add to each application,
            e.g. `include[]=stage&include[]=sources`.
        page (int | Unset): Which page to return, counted from 1. Default: 1.
        per_page (int | Unset): How many records a page holds, 1 to 100. Default: 15.

    Returns:
        JobApplicationList

    Raises:
        errors.UnexpectedStatus: the API answered with anything but a documented success.
        errors.DecodeError: the answer is not what the OpenAPI document says.
        httpx.HTTPError: the request could not be sent, or its answer not be received.
    """

    return (
        await asyncio_detailed(
            client=client,
            filter_vacancy_id=filter_vacancy_id,
            filter_stage=filter_stage,
            filter_hired_after=filter_hired_after,
            include=include,
            page=page,
            per_page=per_page,
        )
    ).parsed
