# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import errors, models
from ...types import Response

if TYPE_CHECKING:
    import httpx

    from ...client import AuthenticatedClient, Client
    from ...models.pong import Pong


def get_kwargs() -> dict[str, Any]:
    """The request as keyword arguments of httpx's `request`; nothing is sent."""

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/ping",
    }
    return _kwargs


def parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Pong:
    """The typed body of a success; any other answer is raised."""
    if 200 <= response.status_code < 300:
        return client.decode(models.Pong.from_dict, response)
    raise errors.UnexpectedStatus(response.status_code, response.content)


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Pong]:
    parsed = parse_response(client=client, response=response)
    return Response(response.status_code, response.content, response.headers, parsed)


def sync_detailed(
    *,
    client: AuthenticatedClient,
) -> Response[Pong]:
    """Test the key

    Answers `pong` when the key is valid. Needs no scope.

    Returns:
        Response[Pong]

    Raises:
        errors.UnexpectedStatus: the API answered with anything but a documented success.
        errors.DecodeError: the answer is not what the OpenAPI document says.
        httpx.HTTPError: the request could not be sent, or its answer not be received.
    """

    kwargs = get_kwargs()
    response = client.get_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
) -> Pong:
    """Test the key

    Answers `pong` when the key is valid. Needs no scope.

    Returns:
        Pong

    Raises:
        errors.UnexpectedStatus: the API answered with anything but a documented success.
        errors.DecodeError: the answer is not what the OpenAPI document says.
        httpx.HTTPError: the request could not be sent, or its answer not be received.
    """

    return sync_detailed(
        client=client,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
) -> Response[Pong]:
    """Test the key

    Answers `pong` when the key is valid. Needs no scope.

    Returns:
        Response[Pong]

    Raises:
        errors.UnexpectedStatus: the API answered with anything but a documented success.
        errors.DecodeError: the answer is not what the OpenAPI document says.
        httpx.HTTPError: the request could not be sent, or its answer not be received.
    """

    kwargs = get_kwargs()
    response = await client.get_async_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
) -> Pong:
    """Test the key

    Answers `pong` when the key is valid. Needs no scope.

    Returns:
        Pong

    Raises:
        errors.UnexpectedStatus: the API answered with anything but a documented success.
        errors.DecodeError: the answer is not what the OpenAPI document says.
        httpx.HTTPError: the request could not be sent, or its answer not be received.
    """

    return (
        await asyncio_detailed(
            client=client,
        )
    ).parsed
