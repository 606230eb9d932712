# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import codec, errors
from ...types import Response

if TYPE_CHECKING:
    import httpx

    from ...client import AuthenticatedClient, Client


def get_kwargs(
    job_application_id: str,
) -> dict[str, Any]:
    """The request as keyword arguments of httpx's `request`; nothing is sent."""

    _kwargs: dict[str, Any] = {
        "method": "delete",
        "url": f"/job-applications/{codec.path_step(job_application_id)}",
    }
    return _kwargs


def parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> None:
    """The typed body of a success; any other answer is raised."""
    if 200 <= response.status_code < 300:
        return None
    raise errors.UnexpectedStatus(response.status_code, response.content)


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[None]:
    parse_response(client=client, response=response)
    return Response(response.status_code, response.content, response.headers, None)


def sync_detailed(
    job_application_id: str,
    *,
    client: AuthenticatedClient,
) -> Response[None]:
    """Delete a job application

    Deletes the application. For a while it can be recovered in the Homerun app, but not
    through this API.

    Args:
        job_application_id (str): ID of the job application.

    Returns:
        Response[None]

    Raises:
        errors.UnexpectedStatus: the API answered with anything but a documented success.
        errors.DecodeError: the answer is not what the OpenAPI document says.
        httpx.HTTPError: the request could not be sent, or its answer not be received.
    """

    kwargs = get_kwargs(
        job_application_id=job_application_id,
    )
    response = client.get_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


def sync(
    job_application_id: str,
    *,
    client: AuthenticatedClient,
) -> None:
    """Delete a job application

    Deletes the application. For a while it can be recovered in the Homerun app, but not
    through this API.

    Args:
        job_application_id (str): ID of the job application.

    Returns:
        None

    Raises:
        errors.UnexpectedStatus: the API answered with anything but a documented success.
        errors.DecodeError: the answer is not what the OpenAPI document says.
        httpx.HTTPError: the request could not be sent, or its answer not be received.
    """

    return sync_detailed(
        job_application_id=job_application_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    job_application_id: str,
    *,
    client: AuthenticatedClient,
) -> Response[None]:
    """Delete a job application

    Deletes the application. For a while it can be recovered in the Homerun app, but not
    through this API.

    Args:
        job_application_id (str): ID of the job application.

    Returns:
        Response[None]

    Raises:
        errors.UnexpectedStatus: the API answered with anything but a documented success.
        errors.DecodeError: the answer is not what the OpenAPI document says.
        httpx.HTTPError: the request could not be sent, or its answer not be received.
    """

    kwargs = get_kwargs(
        job_application_id=job_application_id,
    )
    response = await client.get_async_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


async def asyncio(
    job_application_id: str,
    *,
    client: AuthenticatedClient,
) -> None:
    """Delete a job application

    Deletes the application. For a while it can be recovered in the Homerun app, but not
    through this API.

    Args:
        job_application_id (str): ID of the job application.

    Returns:
        None

    Raises:
        errors.UnexpectedStatus: the API answered with anything but a documented success.
        errors.DecodeError: the answer is not what the OpenAPI document says.
        httpx.HTTPError: the request could not be sent, or its answer not be received.
    """

    return (
        await asyncio_detailed(
            job_application_id=job_application_id,
            client=client,
        )
    ).parsed
