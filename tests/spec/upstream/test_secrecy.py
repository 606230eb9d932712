"""No key, cookie or password is sent."""

import pytest

from tests.spec.upstream.pages import page
from tests.spec.upstream.serving import Reply, html, redirect
from tests.spec.upstream.test_refusals import refused

KEY = "hr_a_secret_key"
HEADERS = {"host", "accept", "accept-encoding", "connection", "user-agent"}


@pytest.fixture
def tempting(server):
    """A server that sets cookies and asks for passwords along the way: a redirect, a page and its link."""
    cookie = {"Set-Cookie": "session=1; Path=/", "WWW-Authenticate": "Basic"}
    server.routes["/"] = redirect("/docs", **cookie)
    server.routes["/docs"] = html(page('<redoc spec-url="/openapi.json"></redoc>'), **cookie)
    server.routes["/openapi.json"] = Reply(b'{"openapi": "3.0.0", "info": {}, "paths": {"/": {}}}')
    return server


def test_no_request_carries_a_key_or_a_cookie(tempting, run, tmp_path):
    """A key in the environment, a .netrc, a proxy and cookies of the server are all left out of requests."""
    (tmp_path / ".netrc").write_text(f"machine 127.0.0.1 login me password {KEY}\n")
    proxy = f"http://me:{KEY}@127.0.0.1:9"
    result = run(
        tempting.url, HOMERUN_API_KEY=KEY, HOMERUN_BASE_URL=tempting.url, HOME=str(tmp_path), HTTP_PROXY=proxy,
        http_proxy=proxy, ALL_PROXY=proxy, NETRC=str(tmp_path / ".netrc"), no_proxy="", NO_PROXY="",
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    assert tempting.paths == ["/", "/docs", "/openapi.json"]
    for _, headers in tempting.received:
        assert {name.lower() for name in headers} == HEADERS
        assert KEY not in str(headers)


def test_the_key_is_in_neither_output_nor_file(tempting, run, output):
    """The key of the environment is in neither the output nor the file."""
    result = run(tempting.url, HOMERUN_API_KEY=KEY)
    assert KEY not in result.stdout + result.stderr + output.read_text("utf-8")


@pytest.mark.parametrize("user", ["me:hr_word@", "me@", ":hr_word@"])
def test_an_address_with_a_user_name_is_refused(server, run, user):
    """An address with a user name is refused, and the message does not repeat the password."""
    result = run(server.url.replace("//", f"//{user}"))
    assert refused(result, "user name")
    assert (server.received, "hr_word" in result.stderr) == ([], False)


def test_a_redirect_to_a_user_name_is_refused(server, run):
    """A redirect to an address with a user name is not followed."""
    server.routes["/"] = redirect(server.url.replace("//", "//me:hr_word@") + "/docs")
    assert refused(run(server.url), "user name")
    assert server.paths == ["/"]
