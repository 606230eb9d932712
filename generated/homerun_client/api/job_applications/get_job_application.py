# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import codec, errors, models
from ...types import UNSET, Response, Unset

if TYPE_CHECKING:
    import httpx

    from ...client import AuthenticatedClient, Client
    from ...models.job_application_details_response import JobApplicationDetailsResponse
    from ...models.job_application_include import JobApplicationInclude
    from ...types import UNSET, Unset


def get_kwargs(
    job_application_id: str,
    *,
    include: list[JobApplicationInclude] | Unset = UNSET,
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
        "url": f"/job-applications/{codec.path_step(job_application_id)}",
        "params": params,
    }
    return _kwargs


def parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> JobApplicationDetailsResponse:
    """The typed body of a success; any other answer is raised."""
    if 200 <= response.status_code < 300:
        return client.decode(models.JobApplicationDetailsResponse.from_dict, response)
    raise errors.UnexpectedStatus(response.status_code, response.content)


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[JobApplicationDetailsResponse]:
    parsed = parse_response(client=client, response=response)
    return Response(response.status_code, response.content, response.headers, parsed)


def sync_detailed(
    job_application_id: str,
    *,
    client: AuthenticatedClient,
    include: list[JobApplicationInclude] | Unset = UNSET,
) -> Response[JobApplicationDetailsResponse]:
    """Get a job application

    One application in full: with its stage, profile, files and custom data. `include[]` adds
    notes, sources, the vacancy, the disqualification reason and answers.

    `include[]=notes` also needs the scope `job-application-notes:read`.

    Args:
        job_application_id (str): ID of the job application.
        include (list[JobApplicationInclude] | Unset): Parts to add to the application, e.g.
            `include[]=notes&include[]=vacancy`. The value
            `notes` also needs the scope `job-application-notes:read`. The stage is always there.

    Returns:
        Response[JobApplicationDetailsResponse]

    Raises:
        errors.UnexpectedStatus: the API answered with anything but a documented success.
        errors.DecodeError: the answer is not what the OpenAPI document says.
        httpx.HTTPError: the request could not be sent, or its answer not be received.
    """

    kwargs = get_kwargs(
        job_application_id=job_application_id,
        include=include,
    )
    response = client.get_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


def sync(
    job_application_id: str,
    *,
    client: AuthenticatedClient,
    include: list[JobApplicationInclude] | Unset = UNSET,
) -> JobApplicationDetailsResponse:
    """Get a job application

    One application in full: with its stage, profile, files and custom data. `include[]` adds
    notes, sources, the vacancy, the disqualification reason and answers.

    `include[]=notes` also needs the scope `job-application-notes:read`.

    Args:
        job_application_id (str): ID of the job application.
        include (list[JobApplicationInclude] | Unset): Parts to add to the application, e.g.
            `include[]=notes&include[]=vacancy`. The value
            `notes` also needs the scope `job-application-notes:read`. The stage is always there.

    Returns:
        JobApplicationDetailsResponse

    Raises:
        errors.UnexpectedStatus: the API answered with anything but a documented success.
        errors.DecodeError: the answer is not what the OpenAPI document says.
        httpx.HTTPError: the request could not be sent, or its answer not be received.
    """

    return sync_detailed(
        job_application_id=job_application_id,
        client=client,
        include=include,
    ).parsed


async def asyncio_detailed(
    job_application_id: str,
    *,
    client: AuthenticatedClient,
    include: list[JobApplicationInclude] | Unset = UNSET,
) -> Response[JobApplicationDetailsResponse]:
    """Get a job application

    One application in full: with its stage, profile, files and custom data. `include[]` adds
    notes, sources, the vacancy, the disqualification reason and answers.

    `include[]=notes` also needs the scope `job-application-notes:read`.

    Args:
        job_application_id (str): ID of the job application.
        include (list[JobApplicationInclude] | Unset): Parts to add to the application, e.g.
            `include[]=notes&include[]=vacancy`. The value
            `notes` also needs the scope `job-application-notes:read`. The stage is always there.

    Returns:
        Response[JobApplicationDetailsResponse]

    Raises:
        errors.UnexpectedStatus: the API answered with anything but a documented success.
        errors.DecodeError: the answer is not what the OpenAPI document says.
        httpx.HTTPError: the request could not be sent, or its answer not be received.
    """

    kwargs = get_kwargs(
        job_application_id=job_application_id,
        include=include,
    )
    response = await client.get_async_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


async def asyncio(
    job_application_id: str,
    *,
    client: AuthenticatedClient,
    include: list[JobApplicationInclude] | Unset = UNSET,
) -> JobApplicationDetailsResponse:
    """Get a job application

    One application in full: with its stage, profile, files and custom data. `include[]` adds
    notes, sources, the vacancy, the disqualification reason and answers.

    `include[]=notes` also needs the scope `job-application-notes:read`.

    Args:
        job_application_id (str): ID of the job application.
        include (list[JobApplicationInclude] | Unset): Parts to add to the application, e.g.
            `include[]=notes&include[]=vacancy`. The value
            `notes` also needs the scope `job-application-notes:read`. The stage is always there.

    Returns:
        JobApplicationDetailsResponse

    Raises:
        errors.UnexpectedStatus: the API answered with anything but a documented success.
        errors.DecodeError: the answer is not what the OpenAPI document says.
        httpx.HTTPError: the request could not be sent, or its answer not be received.
    """

    return (
        await asyncio_detailed(
            job_application_id=job_application_id,
            client=client,
            include=include,
        )
    ).parsed
