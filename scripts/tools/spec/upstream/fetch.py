"""Gets the page, or what it links to: bounded in size and redirects, and without anything that tells who asks."""

from dataclasses import dataclass, replace
from pathlib import Path

import httpx

from tools.spec.upstream import text as upstream_text
from tools.spec.upstream.address import PUBLIC, USERS, Address, Reach, check_redirect, parse, peer_of
from tools.spec.upstream.error import UpstreamError

HEADERS = {"User-Agent": "homerun-helpers scripts/upstream", "Accept": "text/html, application/json, */*;q=0.8"}


@dataclass(frozen=True)
class Limits:
    """How much is fetched at most.

    Attributes:
        seconds: for each step of a request; the command bounds the whole.
        size: bytes of a page, uncompressed.
        redirects: one after another.
    """

    seconds: float = 60.0
    size: int = 50 * 2**20
    redirects: int = 5


@dataclass(frozen=True)
class Page:
    """What was fetched.

    Attributes:
        place: where it is: the URL after all redirects, or the path of a file.
        text: its content.
        address: the IP address that it came from; None for a file.
        is_file: whether it was read from a file.
    """

    place: str
    text: str
    address: Address | None = None
    is_file: bool = False

    @property
    def reach(self) -> Reach:
        """What a link on it may lead to."""
        return PUBLIC if self.is_file else Reach(near=self.address)


def open_source(source: str, limits: Limits) -> Page:
    """The page at a URL or in a file, as the user named it."""
    if "://" in source:
        return fetch(source, limits=limits, reach=USERS)
    path = Path(source)
    try:
        with path.open("rb") as file:
            content = file.read(limits.size + 1)
    except (OSError, ValueError) as error:
        message = f"{source} cannot be read: {_reason(error)}. The address of a page begins with https://"
        raise UpstreamError(message) from error
    if len(content) > limits.size:
        raise UpstreamError(f"{source} is larger than {_megabytes(limits.size)}")
    return Page(place=source, text=upstream_text.decode(content, place=source), is_file=True)


def follow(link: str, page: Page, *, limits: Limits) -> Page:
    """What a link of a page leads to."""
    if page.is_file and "://" not in link:
        raise UpstreamError(f"{link!r} is not fetched: the page was read from a file, so its own address is not known")
    try:
        target = link if page.is_file else str(httpx.URL(page.place).join(link))
    except (httpx.InvalidURL, UnicodeError) as error:
        raise UpstreamError(f"{link!r} is not a URL: {error}") from error
    return fetch(target, limits=limits, reach=page.reach)


def fetch(target: str, *, limits: Limits, reach: Reach) -> Page:
    """The page at a URL, redirects followed."""
    url, seen = parse(target), set[httpx.URL]()
    for _ in range(limits.redirects + 1):
        answer = _get(url, limits=limits, reach=reach)
        if isinstance(answer, Page):
            return answer
        seen.add(url)
        following, reach = answer
        check_redirect(url, following)
        if following in seen:
            raise UpstreamError(f"{target} leads in a circle, back to {following}")
        url = following
    raise UpstreamError(f"{target} leads on and on: more than {limits.redirects} redirects")


def _get(url: httpx.URL, *, limits: Limits, reach: Reach) -> Page | tuple[httpx.URL, Reach]:
    reach.check_host(url)
    # A client for each request keeps no cookies; `trust_env` off: no proxies with passwords, no .netrc.
    with httpx.Client(timeout=limits.seconds, trust_env=False, headers=HEADERS) as client:
        try:
            with client.stream("GET", url) as response:
                address = peer_of(response)
                reach.check(address, url)
                if response.has_redirect_location:
                    return _next(url, response), Reach(near=address)
                return replace(_read(url, response, limits), address=address)
        except httpx.TimeoutException as error:
            raise UpstreamError(f"{url} gave no answer for {limits.seconds:g} s") from error
        except (httpx.RequestError, httpx.InvalidURL) as error:
            # InvalidURL: httpx looks at where a redirect leads, although it is not to follow.
            raise UpstreamError(f"{url} cannot be read: {_reason(error)}") from error


def _next(url: httpx.URL, response: httpx.Response) -> httpx.URL:
    try:
        return parse(str(url.join(response.headers["location"])))
    except (httpx.InvalidURL, UnicodeError) as error:
        raise UpstreamError(f"{url} leads to what is not a URL: {error}") from error


def _read(url: httpx.URL, response: httpx.Response, limits: Limits) -> Page:
    if not response.is_success:
        raise UpstreamError(f"{url} answers {response.status_code} {response.reason_phrase}".rstrip())
    content = bytearray()
    for piece in response.iter_bytes():
        content += piece
        if len(content) > limits.size:
            raise UpstreamError(f"{url} is larger than {_megabytes(limits.size)}")
    charset = response.charset_encoding
    return Page(place=str(url), text=upstream_text.decode(bytes(content), place=str(url), charset=charset))


def _megabytes(size: int) -> str:
    return f"{size / 2**20:g} MB"


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
