# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import errors, models
from ...types import Response

if TYPE_CHECKING:
    import httpx

    from ...client import AuthenticatedClient, Client
    from ...models.create_job_application_body import CreateJobApplicationBody
    from ...models.job_application_details_response import JobApplicationDetailsResponse


def get_kwargs(
    *,
    body: CreateJobApplicationBody,
) -> dict[str, Any]:
    """The request as keyword arguments of httpx's `request`; nothing is sent."""
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/job-applications",
    }
    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"
    _kwargs["headers"] = headers
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
    *,
    client: AuthenticatedClient,
    body: CreateJobApplicationBody,
) -> Response[JobApplicationDetailsResponse]:
    """Create a job application

    Adds an application to a vacancy that is public or private, or to the candidate page
    when `vacancy_id` is absent or null. Files and a photo are uploaded afterwards.

    No idempotency key is documented: to send the same request again may make a second
    application.

    Args:
        body (CreateJobApplicationBody): A new application.

    Returns:
        Response[JobApplicationDetailsResponse]

    Raises:
        errors.UnexpectedStatus: the API answered with anything but a documented success.
        errors.DecodeError: the answer is not what the OpenAPI document says.
        httpx.HTTPError: the request could not be sent, or its answer not be received.
    """

    kwargs = get_kwargs(
        body=body,
    )
    response = client.get_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: CreateJobApplicationBody,
) -> JobApplicationDetailsResponse:
    """Create a job application

    Adds an application to a vacancy that is public or private, or to the candidate page
    when `vacancy_id` is absent or null. Files and a photo are uploaded afterwards.

    No idempotency key is documented: to send the same request again may make a second
    application.

    Args:
        body (CreateJobApplicationBody): A new application.

    Returns:
        JobApplicationDetailsResponse

    Raises:
        errors.UnexpectedStatus: the API answered with anything but a documented success.
        errors.DecodeError: the answer is not what the OpenAPI document says.
        httpx.HTTPError: the request could not be sent, or its answer not be received.
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: CreateJobApplicationBody,
) -> Response[JobApplicationDetailsResponse]:
    """Create a job application

    Adds an application to a vacancy that is public or private, or to the candidate page
    when `vacancy_id` is absent or null. Files and a photo are uploaded afterwards.

    No idempotency key is documented: to send the same request again may make a second
    application.

    Args:
        body (CreateJobApplicationBody): A new application.

    Returns:
        Response[JobApplicationDetailsResponse]

    Raises:
        errors.UnexpectedStatus: the API answered with anything but a documented success.
        errors.DecodeError: the answer is not what the OpenAPI document says.
        httpx.HTTPError: the request could not be sent, or its answer not be received.
    """

    kwargs = get_kwargs(
        body=body,
    )
    response = await client.get_async_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: CreateJobApplicationBody,
) -> JobApplicationDetailsResponse:
    """Create a job application

    Adds an application to a vacancy that is public or private, or to the candidate page
    when `vacancy_id` is absent or null. Files and a photo are uploaded afterwards.

    No idempotency key is documented: to send the same request again may make a second
    application.

    Args:
        body (CreateJobApplicationBody): A new application.

    Returns:
        JobApplicationDetailsResponse

    Raises:
        errors.UnexpectedStatus: the API answered with anything but a documented success.
        errors.DecodeError: the answer is not what the OpenAPI document says.
        httpx.HTTPError: the request could not be sent, or its answer not be received.
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
