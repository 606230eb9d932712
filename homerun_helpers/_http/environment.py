"""What the environment says of proxies and certificates."""

import os
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx

from homerun_helpers._runtime.hosts import is_loopback
from homerun_helpers.errors import InvalidArgumentError


def tls_for(base_url: str) -> ssl.SSLContext:
    """The settings for TLS. All clients share them, since reading the certificates takes 25 ms."""
    if urlsplit(base_url).scheme == "http":
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # none is used, but httpx wants some
    return _tls(*(_state(os.environ.get(name)) for name in ("SSL_CERT_FILE", "SSL_CERT_DIR")))


@lru_cache(maxsize=4)
def _tls(*_: object) -> ssl.SSLContext:
    # httpx reads the two variables whose files are the key here.
    return httpx.create_ssl_context()


def _state(path: str | None) -> tuple[str, int, int] | None:
    """What changes when the certificates are replaced."""
    if not path:
        return None
    try:
        found = Path(path).stat()
    except OSError:
        return path, 0, 0
    return path, found.st_mtime_ns, found.st_size


@contextmanager
def naming_the_proxy() -> Iterator[None]:
    """Tell of a proxy that cannot be used in this package's words.

    Raises:
        InvalidArgumentError: in the block, httpx found that the proxy of the environment cannot be used.
    """
    try:
        yield
    except (ValueError, httpx.InvalidURL, ImportError) as error:
        # Without the URL: a password may be in it.
        hint = "install httpx[socks] for it" if isinstance(error, ImportError) else "it must look like http://host:port"
        raise InvalidArgumentError("proxy", f"of the environment cannot be used: {hint}.") from None


def proxy_for(base_url: str) -> str | None:
    """The proxy that HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY ask for, as curl and httpx read them."""
    # httpx reads them only when it makes its transport itself.
    parts = urlsplit(base_url)
    proxies = getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    if not proxy or is_loopback(parts.hostname or "") or proxy_bypass(parts.hostname or ""):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"
