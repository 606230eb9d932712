# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import codec, errors, models
from ...types import Response

if TYPE_CHECKING:
    import httpx

    from ...client import AuthenticatedClient, Client
    from ...models.job_application_details_response import JobApplicationDetailsResponse
    from ...models.update_job_application_body import UpdateJobApplicationBody


def get_kwargs(
    job_application_id: str,
    *,
    body: UpdateJobApplicationBody,
) -> dict[str, Any]:
    """The request as keyword arguments of httpx's `request`; nothing is sent."""
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "patch",
        "url": f"/job-applications/{codec.path_step(job_application_id)}",
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
    job_application_id: str,
    *,
    client: AuthenticatedClient,
    body: UpdateJobApplicationBody,
) -> Response[JobApplicationDetailsResponse]:
    """Update a job application

    Changes only the fields that are sent. `stage` moves the application to another stage
    by name, `vacancy_id` to another vacancy, or to the candidate page when it is null.

    A stage that cannot be matched is a `404`. When both are sent, the stage must exist in the
    new vacancy. Of `custom_data` only the keys that are sent change.

    Args:
        job_application_id (str): ID of the job application.
        body (UpdateJobApplicationBody): Changes to an application. What is absent stays as it
            is.

    Returns:
        Response[JobApplicationDetailsResponse]

    Raises:
        errors.UnexpectedStatus: the API answered with anything but a documented success.
        errors.DecodeError: the answer is not what the OpenAPI document says.
        httpx.HTTPError: the request could not be sent, or its answer not be received.
    """

    kwargs = get_kwargs(
        job_application_id=job_application_id,
        body=body,
    )
    response = client.get_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


def sync(
    job_application_id: str,
    *,
    client: AuthenticatedClient,
    body: UpdateJobApplicationBody,
) -> JobApplicationDetailsResponse:
    """Update a job application

    Changes only the fields that are sent. `stage` moves the application to another stage
    by name, `vacancy_id` to another vacancy, or to the candidate page when it is null.

    A stage that cannot be matched is a `404`. When both are sent, the stage must exist in the
    new vacancy. Of `custom_data` only the keys that are sent change.

    Args:
        job_application_id (str): ID of the job application.
        body (UpdateJobApplicationBody): Changes to an application. What is absent stays as it
            is.

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
        body=body,
    ).parsed


async def asyncio_detailed(
    job_application_id: str,
    *,
    client: AuthenticatedClient,
    body: UpdateJobApplicationBody,
) -> Response[JobApplicationDetailsResponse]:
    """Update a job application

    Changes only the fields that are sent. `stage` moves the application to another stage
    by name, `vacancy_id` to another vacancy, or to the candidate page when it is null.

    A stage that cannot be matched is a `404`. When both are sent, the stage must exist in the
    new vacancy. Of `custom_data` only the keys that are sent change.

    Args:
        job_application_id (str): ID of the job application.
        body (UpdateJobApplicationBody): Changes to an application. What is absent stays as it
            is.

    Returns:
        Response[JobApplicationDetailsResponse]

    Raises:
        errors.UnexpectedStatus: the API answered with anything but a documented success.
        errors.DecodeError: the answer is not what the OpenAPI document says.
        httpx.HTTPError: the request could not be sent, or its answer not be received.
    """

    kwargs = get_kwargs(
        job_application_id=job_application_id,
        body=body,
    )
    response = await client.get_async_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


async def asyncio(
    job_application_id: str,
    *,
    client: AuthenticatedClient,
    body: UpdateJobApplicationBody,
) -> JobApplicationDetailsResponse:
    """Update a job application

    Changes only the fields that are sent. `stage` moves the application to another stage
    by name, `vacancy_id` to another vacancy, or to the candidate page when it is null.

    A stage that cannot be matched is a `404`. When both are sent, the stage must exist in the
    new vacancy. Of `custom_data` only the keys that are sent change.

    Args:
        job_application_id (str): ID of the job application.
        body (UpdateJobApplicationBody): Changes to an application. What is absent stays as it
            is.

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
            body=body,
        )
    ).parsed
