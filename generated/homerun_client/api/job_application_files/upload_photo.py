# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import codec, errors, models
from ...types import Response

if TYPE_CHECKING:
    import httpx

    from ...client import AuthenticatedClient, Client
    from ...models.job_application_response import JobApplicationResponse
    from ...models.upload_photo_body import UploadPhotoBody


def get_kwargs(
    job_application_id: str,
    *,
    body: UploadPhotoBody,
) -> dict[str, Any]:
    """The request as keyword arguments of httpx's `request`; nothing is sent."""
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": f"/job-applications/{codec.path_step(job_application_id)}/photo",
    }
    _kwargs["files"] = body.to_multipart()
    _kwargs["headers"] = headers
    return _kwargs


def parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> JobApplicationResponse:
    """The typed body of a success; any other answer is raised."""
    if 200 <= response.status_code < 300:
        return client.decode(models.JobApplicationResponse.from_dict, response)
    raise errors.UnexpectedStatus(response.status_code, response.content)


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[JobApplicationResponse]:
    parsed = parse_response(client=client, response=response)
    return Response(response.status_code, response.content, response.headers, parsed)


def sync_detailed(
    job_application_id: str,
    *,
    client: AuthenticatedClient,
    body: UploadPhotoBody,
) -> Response[JobApplicationResponse]:
    """Upload or replace the photo

    Sets the photo of an application and replaces the one that is there. A JPEG, PNG or GIF
    image of at most 5 MB, a limit that Homerun may change. A gateway may answer `413` before
    the API sees an image that is too large.

    Args:
        job_application_id (str): ID of the job application.
        body (UploadPhotoBody): A photo for an application.

    Returns:
        Response[JobApplicationResponse]

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
    body: UploadPhotoBody,
) -> JobApplicationResponse:
    """Upload or replace the photo

    Sets the photo of an application and replaces the one that is there. A JPEG, PNG or GIF
    image of at most 5 MB, a limit that Homerun may change. A gateway may answer `413` before
    the API sees an image that is too large.

    Args:
        job_application_id (str): ID of the job application.
        body (UploadPhotoBody): A photo for an application.

    Returns:
        JobApplicationResponse

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
    body: UploadPhotoBody,
) -> Response[JobApplicationResponse]:
    """Upload or replace the photo

    Sets the photo of an application and replaces the one that is there. A JPEG, PNG or GIF
    image of at most 5 MB, a limit that Homerun may change. A gateway may answer `413` before
    the API sees an image that is too large.

    Args:
        job_application_id (str): ID of the job application.
        body (UploadPhotoBody): A photo for an application.

    Returns:
        Response[JobApplicationResponse]

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
    body: UploadPhotoBody,
) -> JobApplicationResponse:
    """Upload or replace the photo

    Sets the photo of an application and replaces the one that is there. A JPEG, PNG or GIF
    image of at most 5 MB, a limit that Homerun may change. A gateway may answer `413` before
    the API sees an image that is too large.

    Args:
        job_application_id (str): ID of the job application.
        body (UploadPhotoBody): A photo for an application.

    Returns:
        JobApplicationResponse

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
