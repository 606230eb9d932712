"""Gets the page, or what it links to: limited in size, redirects and reach, and without anything that tells who asks.

The command limits the time for all of it.
"""

from pathlib import Path

import httpx
from attrs import frozen

from tools.spec.upstream.charset import decoded
from tools.spec.upstream.error import UpstreamError
from tools.spec.upstream.reach import ANYWHERE, Address, Reach, address_of

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
        if self.address is not None:
            try:
                link = str(httpx.URL(self.place).join(link))
            except (httpx.InvalidURL, UnicodeError) as error:
                raise UpstreamError(f"{link!r} is not a URL: {error}") from error
        elif "://" not in link:
            raise UpstreamError(f"{link!r} is not fetched: the page is a file, so its own address is not known")
        return fetch(link, reach=Reach(near=self.address))


def open_source(source: str, *, max_bytes: int = MAX_BYTES) -> WebPage:
    """The page at a URL or in a file, as the user named it."""
    if "://" in source:
        return fetch(source, reach=ANYWHERE, max_bytes=max_bytes)
    try:
        with Path(source).open("rb") as file:
            content = file.read(max_bytes + 1)
    except (OSError, ValueError) as error:
        message = f"{source} cannot be read: {_reason(error)}. The address of a page begins with https://"
        raise UpstreamError(message) from error
    _check_size(content, source, max_bytes)
    return WebPage(source, decoded(content, place=source))


def fetch(target: str, *, reach: Reach, max_bytes: int = MAX_BYTES, seen: tuple[httpx.URL, ...] = ()) -> WebPage:
    """The page at a URL, redirects followed; every URL on the way is checked before and after its request.

    Args:
        target: the URL.
        reach: which addresses it may have.
        max_bytes: of the page, uncompressed.
        seen: the URLs that led here by redirects.
    """
    url = _parsed(target)
    _check_redirects(seen, url)
    reach.check_host(url)
    try:
        # A client for each request has no cookies. `trust_env` off: no proxy, whose address may hold a password, and
        # no .netrc.
        with httpx.stream("GET", url, headers=HEADERS, trust_env=False, timeout=None) as response:  # noqa: S113 - limited by the command
            # The address of the connection counts: the name may have been looked up to another one a moment ago.
            peer = response.extensions["network_stream"].get_extra_info("server_addr")
            address = None if peer is None else address_of(peer[0])
            reach.check(address, url)
            if response.next_request is None:
                return WebPage(str(url), _read(response, str(url), max_bytes), address)
            target = str(response.next_request.url)
    except (httpx.RequestError, httpx.InvalidURL) as error:
        raise UpstreamError(f"{url} cannot be read: {_reason(error)}") from error
    # A redirect may lead to the server's own machine, but not to another private one.
    return fetch(target, reach=Reach(near=address), max_bytes=max_bytes, seen=(*seen, url))


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


def _check_redirects(seen: tuple[httpx.URL, ...], url: httpx.URL) -> None:
    if seen:
        check_redirect(seen[-1], url)
    if url in seen:
        raise UpstreamError(f"{seen[0]} leads in a circle, back to {url}")
    if len(seen) > MAX_REDIRECTS:
        raise UpstreamError(f"{seen[0]} leads to more than {MAX_REDIRECTS} redirects")


def check_redirect(before: httpx.URL, after: httpx.URL) -> None:
    """Refuse a redirect that leaves the host without https, or gives https up."""
    if after.scheme != "https" and (before.scheme == "https" or after.host != before.host):
        raise UpstreamError(f"{before} leads to {after}, which is not fetched: it is neither https nor the same host")


def _read(response: httpx.Response, place: str, max_bytes: int) -> str:
    if not response.is_success:
        raise UpstreamError(f"{place} answers {response.status_code} {response.reason_phrase}".rstrip())
    content = bytearray()
    for piece in response.iter_bytes():
        content += piece
        _check_size(content, place, max_bytes)
    return decoded(bytes(content), place=place, charset=response.charset_encoding)


def _check_size(content: bytes | bytearray, place: str, max_bytes: int) -> None:
    if len(content) > max_bytes:
        raise UpstreamError(f"{place} is larger than {max_bytes / 2**20:g} MB")


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
