"""Which host names mean this machine or a private network."""

import re


def is_loopback(host: str) -> bool:
    """Whether a host is this very machine."""
    import ipaddress  # here, since it takes a while to import

    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def is_local(host: str) -> bool:
    """Whether a host is this machine or in a private network, by its name or address."""
    import ipaddress

    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        # A plain name. One of digits is an address in disguise: 134744072 is 8.8.8.8.
        if "." not in host:
            return re.fullmatch(r"[a-z][a-z0-9_-]*", host) is not None
        return host.endswith((".localhost", ".local", ".internal", ".test"))
    return address.is_private or address.is_loopback
