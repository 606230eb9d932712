"""Gets the page, or what it links to: limited in size, redirects and reach, and without anything that tells who asks.

The command limits the time for all of it.
"""

from collections.abc import Callable
from http.cookiejar import CookieJar, DefaultCookiePolicy
from pathlib import Path

import httpx
from attrs import frozen

from tools.spec.upstream.charset import decoded
from tools.spec.upstream.error import UpstreamError
from tools.spec.upstream.reach import PUBLIC, USERS, Address, Reach, address_of

MAX_BYTES = 50 * 2**20  # of a page, uncompressed
MAX_REDIRECTS = 5
HEADERS = {"User-Agent": "homerun-helpers scripts/upstream", "Accept": "text/html, application/json, */*;q=0.8"}


@frozen
class WebPage:
    """What was fetched.

    Attributes:
        place: the URL after all redirects, or the path of a file.
        text: the content.
        address: the IP address that it came from; None for a file.
    """

    place: str
    text: str
    address: Address | None = None

    def follow(self, link: str) -> "WebPage":
        """What a link of the page leads to."""
        if self.address is None and "://" not in link:
            raise UpstreamError(f"{link!r} is not fetched: the page is a file, so its own address is not known")
        try:
            target = link if self.address is None else str(httpx.URL(self.place).join(link))
        except (httpx.InvalidURL, UnicodeError) as error:
            raise UpstreamError(f"{link!r} is not a URL: {error}") from error
        return fetch(target, reach=PUBLIC if self.address is None else Reach(near=self.address))


def open_source(source: str, *, max_bytes: int = MAX_BYTES) -> WebPage:
    """The page at a URL or in a file, as the user named it."""
    if "://" in source:
        return fetch(source, reach=USERS, max_bytes=max_bytes)
    try:
        with Path(source).open("rb") as file:
            content = file.read(max_bytes + 1)
    except (OSError, ValueError) as error:
        message = f"{source} cannot be read: {_reason(error)}. The address of a page begins with https://"
        raise UpstreamError(message) from error
    if len(content) > max_bytes:
        raise UpstreamError(f"{source} is larger than {max_bytes / 2**20:g} MB")
    return WebPage(source, decoded(content, place=source))


def fetch(target: str, *, reach: Reach, max_bytes: int = MAX_BYTES) -> WebPage:
    """The page at a URL, redirects followed; every URL on the way is checked before and after its request."""
    checks = _Checks(reach)
    hooks: dict[str, list[Callable[..., object]]] = {"request": [checks.before], "response": [checks.after]}
    try:
        with (
            # `trust_env` off: no proxy, whose address may hold a password, and no .netrc.
            httpx.Client(trust_env=False, timeout=None, headers=HEADERS, cookies=_no_cookies(), event_hooks=hooks,  # noqa: S113 - limited by the command
                         follow_redirects=True, max_redirects=MAX_REDIRECTS) as client,
            client.stream("GET", _parsed(target)) as response,
        ):  # fmt: skip
            return _read(response, checks.peer, max_bytes)
    except httpx.TooManyRedirects as error:
        raise UpstreamError(f"{target} leads to more than {MAX_REDIRECTS} redirects") from error
    except (httpx.RequestError, httpx.InvalidURL) as error:
        raise UpstreamError(f"{checks.last or target} cannot be read: {_reason(error)}") from error


class _Checks:
    """Checks each request of a chain of redirects before it is sent, and the peer that answers."""

    def __init__(self, reach: Reach) -> None:
        self.peer: Address | None = None
        self._reach = reach
        self._seen: list[httpx.URL] = []

    @property
    def last(self) -> httpx.URL | None:
        """The URL of the last request; None before the first."""
        return self._seen[-1] if self._seen else None

    def before(self, request: httpx.Request) -> None:
        url = _parsed(str(request.url))
        if self._seen:
            check_redirect(self._seen[-1], url)
        if url in self._seen:
            raise UpstreamError(f"{self._seen[0]} leads in a circle, back to {url}")
        self._reach.check_host(url)
        self._seen.append(url)

    def after(self, response: httpx.Response) -> None:
        # The address of the connection counts: the name may have been looked up to another one a moment ago.
        peer = response.extensions["network_stream"].get_extra_info("server_addr")
        self.peer = None if peer is None else address_of(peer[0])
        self._reach.check(self.peer, response.url)
        # A redirect may lead to the server's own machine, but not to another private one.
        self._reach = Reach(near=self.peer)


def _parsed(text: str) -> httpx.URL:
    """The URL in a text, if it is one of http or https that would send no password."""
    try:
        url = httpx.URL(text)
    except (httpx.InvalidURL, UnicodeError) as error:
        raise UpstreamError(f"{text!r} is not a URL: {error}") from error
    if url.scheme not in ("http", "https"):
        raise UpstreamError(f"{text!r} is not fetched: only http and https are")
    if not url.host:
        raise UpstreamError(f"{text!r} names no host")
    if url.userinfo:
        # httpx would make an Authorization header of it.
        raise UpstreamError(f"The address at {url.host} is not fetched: it holds a user name, and none is ever sent")
    return url.copy_with(fragment=None)


def check_redirect(before: httpx.URL, after: httpx.URL) -> None:
    """Refuse a redirect that leaves the host without https, or gives https up."""
    if after.scheme != "https" and (before.scheme == "https" or after.host != before.host):
        raise UpstreamError(f"{before} leads to {after}, which is not fetched: it is neither https nor the same host")


def _read(response: httpx.Response, peer: Address | None, max_bytes: int) -> WebPage:
    place = str(response.url)
    if not response.is_success:
        raise UpstreamError(f"{place} answers {response.status_code} {response.reason_phrase}".rstrip())
    content = bytearray()
    for piece in response.iter_bytes():
        content += piece
        if len(content) > max_bytes:
            raise UpstreamError(f"{place} is larger than {max_bytes / 2**20:g} MB")
    return WebPage(place, decoded(bytes(content), place=place, charset=response.charset_encoding), peer)


def _no_cookies() -> CookieJar:
    return CookieJar(DefaultCookiePolicy(allowed_domains=[]))


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
