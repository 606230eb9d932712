"""What a client is put together from."""

import os
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx
from homerun_client import AuthenticatedClient

from homerun_helpers._arguments import ApiKey, check_base_url, check_timeout, is_loopback
from homerun_helpers._clock import Clock
from homerun_helpers._connections import Connections
from homerun_helpers._endpoints import read_answer
from homerun_helpers._transport import PolicyTransport
from homerun_helpers.errors import InvalidArgumentError
from homerun_helpers.ratelimit import RateLimit
from homerun_helpers.retries import RetryPolicy


def make_low_level(
    api_key: str | Callable[[], str] | None,
    *,
    base_url: str | None,
    timeout: float | None,
    retries: RetryPolicy,
    rate_limit: RateLimit | None,
    inner: Callable[[str], Any],
    transport: httpx.BaseTransport | httpx.AsyncBaseTransport | None,
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
        with _naming_the_proxy():
            return kind(limits=limits, proxy=proxy, verify=tls)

    return Connections(make)


def tls_for(base_url: str) -> ssl.SSLContext:
    """The settings for TLS, the same for all clients: reading the certificates takes 25 ms."""
    if urlsplit(base_url).scheme == "http":
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # none is used, but httpx wants some
    return _tls(*(_state(os.environ.get(name)) for name in ("SSL_CERT_FILE", "SSL_CERT_DIR")))


@lru_cache(maxsize=4)
def _tls(*_: object) -> ssl.SSLContext:
    # httpx reads the two variables whose files are the key here.
    return httpx.create_ssl_context()


def _state(path: str | None) -> tuple[str, int, int] | None:
    """What changes when somebody replaces the certificates."""
    if not path:
        return None
    try:
        found = Path(path).stat()
    except OSError:
        return path, 0, 0
    return path, found.st_mtime_ns, found.st_size


@contextmanager
def _naming_the_proxy() -> Iterator[None]:
    try:
        yield
    except (ValueError, httpx.InvalidURL, ImportError) as error:
        # Without the URL: a password may be in it.
        hint = "install httpx[socks] for it" if isinstance(error, ImportError) else "it must look like http://host:port"
        raise InvalidArgumentError(f"The proxy that the environment names cannot be used: {hint}.") from None


def proxy_for(base_url: str) -> str | None:
    """The proxy that HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY ask for, as curl and httpx heed them."""
    # httpx reads them only when it makes its transport itself.
    parts = urlsplit(base_url)
    proxies = getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    if not proxy or is_loopback(parts.hostname or "") or proxy_bypass(parts.hostname or ""):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"
