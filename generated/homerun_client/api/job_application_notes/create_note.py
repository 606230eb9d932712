# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import codec, errors, models
from ...types import Response

if TYPE_CHECKING:
    import httpx

    from ...client import AuthenticatedClient, Client
    from ...models.create_note_body import CreateNoteBody
    from ...models.note_response import NoteResponse


def get_kwargs(
    job_application_id: str,
    *,
    body: CreateNoteBody,
) -> dict[str, Any]:
    """The request as keyword arguments of httpx's `request`; nothing is sent."""
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": f"/job-applications/{codec.path_step(job_application_id)}/notes",
    }
    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"
    _kwargs["headers"] = headers
    return _kwargs


def parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> NoteResponse:
    """The typed body of a success; any other answer is raised."""
    if 200 <= response.status_code < 300:
        return client.decode(models.NoteResponse.from_dict, response)
    raise errors.UnexpectedStatus(response.status_code, response.content)


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[NoteResponse]:
    parsed = parse_response(client=client, response=response)
    return Response(response.status_code, response.content, response.headers, parsed)


def sync_detailed(
    job_application_id: str,
    *,
    client: AuthenticatedClient,
    body: CreateNoteBody,
) -> Response[NoteResponse]:
    """Add a note

    Adds a note to an application, under the name of any author.

    Args:
        job_application_id (str): ID of the job application.
        body (CreateNoteBody): A new note.

    Returns:
        Response[NoteResponse]

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
    body: CreateNoteBody,
) -> NoteResponse:
    """Add a note

    Adds a note to an application, under the name of any author.

    Args:
        job_application_id (str): ID of the job application.
        body (CreateNoteBody): A new note.

    Returns:
        NoteResponse

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
    body: CreateNoteBody,
) -> Response[NoteResponse]:
    """Add a note

    Adds a note to an application, under the name of any author.

    Args:
        job_application_id (str): ID of the job application.
        body (CreateNoteBody): A new note.

    Returns:
        Response[NoteResponse]

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
    body: CreateNoteBody,
) -> NoteResponse:
    """Add a note

    Adds a note to an application, under the name of any author.

    Args:
        job_application_id (str): ID of the job application.
        body (CreateNoteBody): A new note.

    Returns:
        NoteResponse

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
