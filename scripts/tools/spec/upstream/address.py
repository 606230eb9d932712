"""Which addresses may be fetched: all that the user names, of those that a page names only harmless ones."""

import ipaddress
import socket
from dataclasses import dataclass

import httpx

from tools.spec.upstream.error import UpstreamError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def parse(text: str) -> httpx.URL:
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
    is_step_down = before.scheme == "https" and after.scheme != "https"
    if is_step_down or (after.scheme != "https" and after.host != before.host):
        raise UpstreamError(f"{before} leads to {after}, which is not fetched: it is neither https nor the same host")


@dataclass(frozen=True)
class Reach:
    """What may be fetched next.

    Attributes:
        everything: the user named it.
        near: the address that the page came from. What is named by a page on this machine may be on this machine.
    """

    everything: bool = False
    near: Address | None = None

    def check_host(self, url: httpx.URL) -> None:
        """Refuse a host of which any address is out of reach, before anything is sent there."""
        if not self.everything:
            for address in _resolve(url):
                self.check(address, url)

    def check(self, address: Address | None, url: httpx.URL) -> None:
        """Refuse an address that is out of reach: a page must not make us ask the network that we are in."""
        if not self.everything and not self._has(address):
            raise UpstreamError(f"{url} is not fetched: a page names it, and it is at {address}, not a public address")

    def _has(self, address: Address | None) -> bool:
        if address is None:
            return False
        if self.near is not None and (address == self.near or (address.is_loopback and self.near.is_loopback)):
            return True
        return address.is_global and not address.is_multicast


USERS = Reach(everything=True)
PUBLIC = Reach()


def address_of(text: str) -> Address:
    """An IP address; one of version 4 that is written as version 6 is the former."""
    address = ipaddress.ip_address(text.partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None)
    return address if mapped is None else mapped


def peer_of(response: httpx.Response) -> Address | None:
    """The address that an answer really came from, whatever the name stood for a moment before."""
    stream = response.extensions.get("network_stream")
    peer = None if stream is None else stream.get_extra_info("server_addr")
    return None if peer is None else address_of(peer[0])


def _resolve(url: httpx.URL) -> set[Address]:
    try:
        found = socket.getaddrinfo(url.host, url.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UpstreamError(f"{url} cannot be reached: {error}") from error
    return {address_of(str(row[4][0])) for row in found}
