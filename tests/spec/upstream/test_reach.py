"""A page cannot make the script read files, this machine or the local network."""

import ipaddress

import httpx
import pytest

from tests.spec.upstream.pages import page
from tests.spec.upstream.serving import Reply, html
from tests.spec.upstream.test_refusals import refused
from tools.spec.upstream import fetch
from tools.spec.upstream.error import UpstreamError
from tools.spec.upstream.reach import Reach

SPEC = Reply(b'{"openapi": "3.0.0", "info": {}, "paths": {"/": {}}}')
PUBLIC = ipaddress.ip_address("8.8.8.8")
# Names of this machine and of networks that are not public, also as resolvers understand them.
PRIVATE = [
    "localhost", "127.0.0.1", "127.8.8.8", "2130706433", "0x7f.1", "0", "[::1]", "[::ffff:127.0.0.1]", "[::]",
    "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "[fe80::1]", "[fd00::1]", "224.0.0.1",
]  # fmt: skip


@pytest.fixture
def refusal():
    """Expects a refusal."""
    return lambda match: pytest.raises(UpstreamError, match=match)


@pytest.mark.parametrize("host", PRIVATE)
def test_a_public_page_may_not_name_a_private_host(refusal, host):
    """An address that is not public is refused, in whatever way it is written."""
    reach = Reach(near=PUBLIC)
    with refusal("not a public address|cannot be reached"):
        reach.check_host(httpx.URL(f"http://{host}/openapi.json"))


@pytest.mark.parametrize("host", ["8.8.4.4", "[2001:4860:4860::8888]", "[::ffff:8.8.4.4]"])
def test_a_public_page_may_name_a_public_host(host):
    """A document on another public host may be fetched."""
    Reach(near=PUBLIC).check_host(httpx.URL(f"https://{host}/openapi.json"))


def test_nothing_is_sent_to_a_private_host(server, refusal):
    """The address is checked before the request is sent."""
    server.routes["/"] = SPEC
    with refusal("127.0.0.1, not a public address"):
        fetch.fetch(server.url, reach=Reach(near=PUBLIC))
    assert server.received == []


def test_a_host_name_that_is_looked_up_differently_later_is_refused(server, refusal):
    """The address of the connection is checked too, since a name may be looked up to another address by then."""

    class Deceived(Reach):
        def check_host(self, url):
            """The name stood for a public address when it was looked up."""

    server.routes["/"] = SPEC
    with refusal("127.0.0.1, not a public address"):
        fetch.fetch(server.url, reach=Deceived(near=PUBLIC))


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "[::1]"])
def test_a_page_of_this_machine_may_name_its_other_addresses(host):
    """A page from one loopback address may name another loopback address."""
    near = ipaddress.ip_address("127.0.0.1")
    Reach(near=near).check_host(httpx.URL(f"http://{host}/openapi.json"))


def test_a_page_of_this_machine_may_name_this_machine(server, run):
    """A page on 127.0.0.1 may name localhost on another port."""
    server.routes["/"] = html(page(f'<redoc spec-url="http://localhost:{server.port}/spec.json"></redoc>'))
    server.routes["/spec.json"] = SPEC
    assert run(f"http://127.0.0.1:{server.port}").returncode == 0


@pytest.mark.parametrize(
    "host", ["192.0.2.1", "240.0.0.1", "[100::1]"]
)  # addresses without a host, in case one is asked after all
def test_a_page_of_this_machine_may_not_name_the_network(server, run, host):
    """A page on 127.0.0.1 may not name a host of the local network, such as a cloud's metadata service."""
    server.routes["/"] = html(page(f'<redoc spec-url="http://{host}/openapi.json"></redoc>'))
    assert refused(run(server.url, "--timeout=5"), f"at {host.strip('[]')}, not a public address")


def test_a_page_of_a_private_host_may_name_only_that_host(refusal):
    """A page on a private host may name other ports of that host, but no other private host."""
    reach = Reach(near=ipaddress.ip_address("10.0.0.5"))
    reach.check_host(httpx.URL("http://10.0.0.5:8080/openapi.json"))
    with refusal("not a public address"):
        reach.check_host(httpx.URL("http://10.0.0.6/openapi.json"))


def test_a_saved_page_may_not_name_this_machine(server, run, tmp_path):
    """A page from a file may not name a loopback address."""
    server.routes["/openapi.json"] = SPEC
    saved = tmp_path / "saved.html"
    saved.write_text(page(f'<redoc spec-url="{server.url}/openapi.json"></redoc>'))
    assert refused(run(saved), "127.0.0.1, not a public address")
    assert server.received == []


@pytest.mark.parametrize("link", ["openapi.json", "/etc/openapi.json", "//localhost/openapi.json"])
def test_a_relative_link_of_a_saved_page_is_refused(run, tmp_path, link):
    """A relative link of a page from a file is refused: its address is not known, and files are not read."""
    (tmp_path / "openapi.json").write_bytes(SPEC.body)
    saved = tmp_path / "saved.html"
    saved.write_text(page(f'<redoc spec-url="{link}"></redoc>'))
    assert refused(run(saved), "its own address is not known")


@pytest.mark.parametrize("scheme", ["file", "ftp", "data", "gopher"])
@pytest.mark.parametrize("place", ["source", "link"])
def test_only_http_is_fetched(server, run, tmp_path, scheme, place):
    """Only http and https are fetched, from the user and from a page."""
    (tmp_path / "openapi.json").write_bytes(SPEC.body)
    target = f"{scheme}://{tmp_path}/openapi.json"
    server.routes["/"] = html(page(f'<redoc spec-url="{target}"></redoc>'))
    assert refused(run(target if place == "source" else server.url), "only http and https are")
