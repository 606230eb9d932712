"""Sessions, put together from the arguments of a client."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
from attrs import frozen

from homerun_helpers._http.addresses import check_base_url
from homerun_helpers._http.budgets import Budgets
from homerun_helpers._http.connections import Connections
from homerun_helpers._http.credentials import ApiKey
from homerun_helpers._http.environment import naming_the_proxy, proxy_for, tls_for
from homerun_helpers._http.inner import InnerTransport
from homerun_helpers._http.retries import RetryPolicy
from homerun_helpers._http.session import Session
from homerun_helpers._http.transport import PolicyTransport
from homerun_helpers._http.user_agent import user_agent
from homerun_helpers._ratelimit.limit import RateLimit
from homerun_helpers._runtime.clock import Clock, check_timeout
from homerun_helpers.errors import InvalidArgumentError


@frozen
class TransportKind:
    """Transports for threads, or for tasks.

    Attributes:
        base: the class of httpx that names the kind.
        methods: what such a transport must have.
        http: makes one that does the HTTP.
    """

    base: type
    methods: tuple[str, str]
    http: Callable[..., Any]

    def check(self, transport: Any) -> None:
        """Refuse a transport of another kind.

        Raises:
            InvalidArgumentError: it lacks a method.
        """
        is_one = all(callable(getattr(transport, method, None)) for method in self.methods)
        if not is_one or isinstance(transport, type):
            raise InvalidArgumentError(
                "transport",
                f"must be an httpx.{self.base.__name__}, or have its methods {' and '.join(self.methods)}; "
                f"it is a {type(transport).__name__}.",
            )


FOR_THREADS = TransportKind(httpx.BaseTransport, ("handle_request", "close"), httpx.HTTPTransport)
FOR_TASKS = TransportKind(httpx.AsyncBaseTransport, ("handle_async_request", "aclose"), httpx.AsyncHTTPTransport)


def open_session(
    kind: TransportKind,
    api_key: str | Callable[[], str] | None,
    *,
    base_url: str | None,
    timeout: float | None,
    retries: RetryPolicy,
    rate_limit: RateLimit | None,
    application: str | None,
    transport: Any,
    clock: Clock | None,
) -> Session:
    """A session for threads or for tasks. Nothing is connected yet.

    Raises:
        InvalidArgumentError: there is no key, or an argument is wrong.
    """
    base = check_base_url(base_url)
    if transport is not None:
        kind.check(transport)
    key, time = ApiKey(api_key), Clock() if clock is None else clock
    # One budget for one address, however it is spelled: httpx gives the host's case and a default port one form.
    budgets = None if rate_limit is None else Budgets(rate_limit, str(httpx.URL(base)), time)
    inner = InnerTransport((lambda: _connections(kind.http, base)) if transport is None else (lambda: transport))
    policy = PolicyTransport(
        key=key, base_url=base, retries=retries, rate_limit=rate_limit, budgets=budgets, inner=inner, clock=time
    )
    return Session(
        base_url=base,
        key=key,
        timeout=check_timeout(timeout),
        user_agent=user_agent(application),
        retries=retries,
        clock=time,
        budgets=budgets,
        inner=inner,
        transport=policy,
    )


def _connections(http: Callable[..., Any], base_url: str) -> Connections:
    """The transport that does the HTTP, as the environment says.

    Raises:
        InvalidArgumentError: the environment names a proxy that cannot be used.
    """
    # What the environment says now holds for connections that are made later, too.
    tls, proxy = tls_for(base_url), proxy_for(base_url)

    def make(limits: httpx.Limits) -> Any:
        with naming_the_proxy():
            return http(limits=limits, proxy=proxy, verify=tls)

    return Connections(make)
