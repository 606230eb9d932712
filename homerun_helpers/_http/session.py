"""What a client is put together from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
from homerun_client import AuthenticatedClient

from homerun_helpers._http.addresses import check_base_url
from homerun_helpers._http.connections import Connections
from homerun_helpers._http.credentials import ApiKey
from homerun_helpers._http.decoding import read_answer
from homerun_helpers._http.environment import naming_the_proxy, proxy_for, tls_for
from homerun_helpers._http.retries import RetryPolicy
from homerun_helpers._http.transport import PolicyTransport
from homerun_helpers._ratelimit.limit import RateLimit
from homerun_helpers._runtime.clock import Clock, check_timeout
from homerun_helpers.errors import InvalidArgumentError


def make_low_level(
    api_key: str | Callable[[], str] | None,
    *,
    base_url: str | None,
    timeout: float | None,
    retries: RetryPolicy,
    rate_limit: RateLimit | None,
    inner: Callable[[str], Any],
    transport: Any,
    clock: Clock | None,
) -> AuthenticatedClient:
    """The generated client on top of the policy on top of HTTP.

    Raises:
        InvalidArgumentError: there is no key, or an argument is wrong.
    """
    base = check_base_url(base_url)
    kind = httpx.BaseTransport if inner is make_inner else httpx.AsyncBaseTransport
    if transport is not None and not isinstance(transport, kind):
        raise InvalidArgumentError(f"transport must be an httpx.{kind.__name__}; it is a {type(transport).__name__}.")
    policy = PolicyTransport(
        key=ApiKey(api_key),
        base_url=base,
        retries=retries,
        rate_limit=rate_limit,
        inner=(lambda: inner(base)) if transport is None else (lambda: transport),
        clock=Clock() if clock is None else clock,
    )
    return AuthenticatedClient(
        base_url=base,
        token="",  # the transport adds the key, to each attempt
        timeout=httpx.Timeout(check_timeout(timeout)),
        httpx_args={"transport": policy},
        decoder=read_answer,
    )


def make_inner(base_url: str) -> httpx.BaseTransport:
    """A transport for threads.

    Raises:
        InvalidArgumentError: the environment names a proxy that cannot be used.
    """
    return _connections(httpx.HTTPTransport, base_url)


def make_async_inner(base_url: str) -> httpx.AsyncBaseTransport:
    """A transport for tasks.

    Raises:
        InvalidArgumentError: the environment names a proxy that cannot be used.
    """
    return _connections(httpx.AsyncHTTPTransport, base_url)


def _connections(kind: Callable[..., Any], base_url: str) -> Connections:
    # What the environment says now holds for connections that are made later, too.
    tls, proxy = tls_for(base_url), proxy_for(base_url)

    def make(limits: httpx.Limits) -> Any:
        with naming_the_proxy():
            return kind(limits=limits, proxy=proxy, verify=tls)

    return Connections(make)
