"""Redirects, size and time are limited."""

import gzip

import httpx
import pytest

from tests.spec.upstream.pages import DOCUMENT, redoc
from tests.spec.upstream.serving import Reply, Trickle, html, redirect
from tests.spec.upstream.test_refusals import refused
from tools.spec.upstream import fetch
from tools.spec.upstream.error import UpstreamError
from tools.spec.upstream.fetch import check_redirect

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed(server, run, output, status):
    """A relative or absolute redirect is followed, and the output names the last address."""
    server.routes |= {"/": redirect("/docs", status), "/docs": redirect(f"{server.url}/new/", status)}
    server.routes["/new/"] = html(redoc(DOCUMENT))
    assert f"found in {server.url}/new/" in run(server.url).stdout
    assert output.exists()


def test_links_are_relative_to_where_redirects_end(server, run):
    """A relative link starts at the address where the redirects end."""
    server.routes |= {"/": redirect("/v2/docs/"), "/v2/docs/": html('<redoc spec-url="../spec.json"></redoc>')}
    server.routes["/v2/spec.json"] = Reply(b'{"openapi": "3.0.0", "info": {}, "paths": {"/": {}}}')
    assert run(server.url).returncode == 0


def test_a_circle_of_redirects_ends(server, run):
    """Redirects end at the first address that comes a second time."""
    server.routes |= {"/": redirect("/a"), "/a": redirect("/b"), "/b": redirect("/a")}
    assert refused(run(server.url), "in a circle", "/a")
    assert server.paths == ["/", "/a", "/b"]


def test_a_chain_of_redirects_ends(server, run):
    """More than five redirects are refused."""
    server.routes = {"/": redirect("/1")} | {f"/{number}": redirect(f"/{number + 1}") for number in range(1, 50)}
    assert refused(run(server.url), "more than 5 redirects")
    assert len(server.received) == 6


ELSEWHERE = {
    "http://localhost:9/": "neither https nor the same host",
    "ftp://127.0.0.1/": "only http and https are",
    "file:///etc/passwd": "only http and https are",
    "javascript:0": "cannot be read",
    "http://[::": "cannot be read",
}


@pytest.mark.parametrize(("to", "reason"), ELSEWHERE.items())
def test_a_redirect_to_elsewhere_is_refused(server, run, to, reason):
    """A redirect to another host must be https."""
    server.routes["/"] = redirect(to)
    assert refused(run(server.url), reason)
    assert len(server.received) == 1


def test_a_redirect_from_https_to_http_is_refused():
    """A redirect from https to http is refused, also on the same host."""
    before = httpx.URL("https://developers.homerun.co/")
    check_redirect(before, httpx.URL("https://docs.homerun.co/"))
    with pytest.raises(UpstreamError, match="neither https nor"):
        check_redirect(before, httpx.URL("http://developers.homerun.co/"))


ENDLESS = {
    "body": Trickle(OK + b"\r\n<html>"),
    "chunks": Trickle(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n.\r\n"),
    "header": Trickle(OK + b"X-Header: "),
    "silence": Trickle(b"", b""),
}


@pytest.mark.parametrize("reply", ENDLESS.values(), ids=ENDLESS)
def test_an_endless_answer_is_given_up(server, run, reply):
    """An answer without an end is given up at the time limit, also one that sends a byte now and then."""
    server.routes["/"] = reply
    result = run(server.url, "--timeout=0.5")
    assert "0.5 s" in result.stderr
    assert refused(result)


def test_an_endless_file_is_given_up(run):
    """A device without an end is given up at the size limit."""
    assert refused(run("/dev/zero"), "larger than 50 MB")


@pytest.mark.parametrize("packed", [False, True])
def test_a_page_that_is_too_large_is_given_up(server, packed):
    """The size limit counts the unpacked bytes."""
    body = b" " * 5000
    content, headers = (gzip.compress(body), {"Content-Encoding": "gzip"}) if packed else (body, {})
    server.routes["/"] = Reply(content, headers=headers)
    with pytest.raises(UpstreamError, match=r"larger than .* MB"):
        fetch.open_source(server.url, max_bytes=4999)
    server.routes["/"] = Reply(b"x" * 5000)
    assert len(fetch.open_source(server.url, max_bytes=5000).text) == 5000
