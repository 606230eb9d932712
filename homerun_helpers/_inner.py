"""The HTTP transports of httpx, with the proxy that the environment names."""

from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx

# Enough connections for pages that are fetched ahead and for many threads.
_LIMITS = httpx.Limits(max_connections=100, max_keepalive_connections=20, keepalive_expiry=5.0)


def make_inner(base_url: str) -> httpx.HTTPTransport:
    """A transport for threads."""
    return httpx.HTTPTransport(limits=_LIMITS, proxy=proxy_for(base_url))


def make_async_inner(base_url: str) -> httpx.AsyncHTTPTransport:
    """A transport for tasks."""
    return httpx.AsyncHTTPTransport(limits=_LIMITS, proxy=proxy_for(base_url))


def proxy_for(base_url: str) -> str | None:
    """The proxy that HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY ask for, as curl and httpx heed them."""
    # httpx reads them only when it makes its transport itself.
    parts = urlsplit(base_url)
    proxies = getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    if not proxy or proxy_bypass(parts.hostname or ""):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"
