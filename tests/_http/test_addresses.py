"""Base URLs, ids and paths."""

import httpx
import pytest

from homerun_helpers import InvalidArgumentError
from homerun_helpers._http.addresses import DEFAULT_BASE_URL, check_base_url, check_id, check_path


def test_the_base_url_is_homeruns_unless_told_otherwise(monkeypatch):
    """The argument counts first, then HOMERUN_BASE_URL, then Homerun's own URL."""
    monkeypatch.delenv("HOMERUN_BASE_URL", raising=False)
    assert check_base_url(None) == DEFAULT_BASE_URL
    monkeypatch.setenv("HOMERUN_BASE_URL", "")
    assert check_base_url(None) == DEFAULT_BASE_URL
    monkeypatch.setenv("HOMERUN_BASE_URL", " https://proxy.example/v2/\n")
    assert check_base_url(None) == "https://proxy.example/v2"
    assert check_base_url("https://other.example") == "https://other.example"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "api.homerun.co/v2",
        "//api.homerun.co",
        "https://",
        "https:///v2",
        "ftp://api.homerun.co",
        "file:///etc/passwd",
        "https://user@api.homerun.co",
        "https://user:secret@api.homerun.co",
        "https://api.homerun.co/v2?x=1",
        "https://api.homerun.co/v2?",
        "https://api.homerun.co/v2#x",
        "https://api.homerun.co/v2#",
        "https://api.homerun.co/v2\n",
        " https://api.homerun.co/v2",
        "https://api.home run.co",
        "https://api.homerun.co\t/v2",
        "https://evil.example\\.homerun.co",
        "https://[::1",
        "https://api.homerun.co:port",
        "https://api.homerun.co:99999",
        5,
        b"https://api.homerun.co",
        ["https://api.homerun.co"],
    ],
)
def test_what_is_no_base_url_is_refused(url):
    """What only some parsers accept as a URL is refused too; a password is not repeated."""
    with pytest.raises(InvalidArgumentError, match="base_url") as caught:
        check_base_url(url)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "host",
    [
        "api.homerun.co",
        "8.8.8.8",
        "134744072",
        "0x08080808",
        "[2001:4860:4860::8888]",
        "[::ffff:8.8.8.8]",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "evil.example.",
        "api。homerun。co",
        "api%2Ehomerun%2Eco",
        "1",
    ],
)
def test_the_key_does_not_go_unencrypted_to_a_public_host(host):
    """A public host is recognised however its address is written."""
    with pytest.raises(InvalidArgumentError, match="unencrypted"):
        check_base_url(f"http://{host}/v2")


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LOCALHOST",
        "127.0.0.1:8000",
        "127.9.9.9",
        "[::1]:8000",
        "10.0.0.5",
        "192.168.1.7",
        "172.16.0.1",
        "[fd00::1]",
        "sandbox",
        "homerun-sandbox:8080",
        "app.localhost",
        "printer.local",
        "service.internal",
        "homerun.test",
    ],
)
def test_plain_http_is_fine_on_this_machine_and_in_private_networks(host):
    """Hosts of this machine and of private networks may be used without encryption."""
    url = check_base_url(f"http://{host}/v2/")
    assert url == f"http://{host}/v2"
    assert httpx.URL(url).path == "/v2"


@pytest.mark.parametrize("value", ["ap_1", "a/b", "a b", "Ω", "…", "..a", "%2e%2e", "?x=1#y", "a@b", "a\u2028b"])
def test_an_id_is_given_as_it_is(value):
    """An id is not changed; characters that a path cannot hold are quoted later."""
    assert check_id(value, "vacancy_id") == value


@pytest.mark.parametrize(
    "value", ["", " ", "\t", ".", "..", ". ", " ..", "a\n", "a\x00b", "\x7f", "a\x85", "\ud800", "ap_\udfff"]
)
def test_an_id_that_would_lead_elsewhere_is_refused(value):
    """With such an id, the request would go to the list or to another operation."""
    with pytest.raises(InvalidArgumentError, match="vacancy_id"):
        check_id(value, "vacancy_id")


@pytest.mark.parametrize("value", [None, 5, b"ap_1", ["ap_1"], object()])
def test_an_id_of_another_type_is_refused(value):
    """The error names the type that was given, such as a record instead of its id."""
    with pytest.raises(InvalidArgumentError, match=f"vacancy_id.*{type(value).__name__}"):
        check_id(value, "vacancy_id")


@pytest.mark.parametrize("path", ["/ping", "/vacancies/va_1", "ping", "/a%2Fb/c", "/a%20b", "/%CE%A9", "/..."])
def test_a_path_is_fine(path):
    """A step of a path may hold any quoted character."""
    check_path(path)


@pytest.mark.parametrize(
    "path",
    ["", "/", "//evil.example/x", "/a//b", "/a/", "/.", "/a/../b", "/%2e%2e/b", "/a/%2E", "/%20", "/a%0Ab", "/%00"],
)
def test_a_path_that_leads_elsewhere_is_refused(path):
    """A path with an empty step or a dot step is refused, also when it is quoted."""
    with pytest.raises(InvalidArgumentError, match="path"):
        check_path(path)
