"""Which addresses may be asked: all that the user names, but of those that a page names only harmless ones."""

import ipaddress
import socket

import httpx
from attrs import frozen

from tools.spec.upstream.error import UpstreamError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@frozen
class Reach:
    """What may be fetched next. A page must not make us ask the network that we are in.

    Attributes:
        everything: the user named it.
        near: the address that the page came from. A page of this machine may name this machine.
    """

    everything: bool = False
    near: Address | None = None

    def check_host(self, url: httpx.URL) -> None:
        """Refuse a host with any address that is out of reach, before anything is sent there."""
        try:
            found = [] if self.everything else socket.getaddrinfo(url.host, url.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise UpstreamError(f"{url} cannot be reached: {error}") from error
        for row in found:
            self.check(address_of(str(row[4][0])), url)

    def check(self, address: Address | None, url: httpx.URL) -> None:
        """Refuse an address that is out of reach."""
        if not self.everything and (address is None or not self._has(address)):
            raise UpstreamError(f"{url} is not fetched: a page names it, and it is at {address}, not a public address")

    def _has(self, address: Address) -> bool:
        if self.near is not None and (address == self.near or (address.is_loopback and self.near.is_loopback)):
            return True
        return address.is_global and not address.is_multicast


ANYWHERE = Reach(everything=True)


def address_of(text: str) -> Address:
    """An IP address; one of version 4 written as version 6 is the former."""
    address = ipaddress.ip_address(text.partition("%")[0])
    return getattr(address, "ipv4_mapped", None) or address
