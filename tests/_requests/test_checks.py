"""What callers pass in, checked before anything is sent."""

import copy
import pickle

import httpx
import pytest

from homerun_helpers import InvalidArgumentError
from homerun_helpers._http.addresses import DEFAULT_BASE_URL, check_base_url, check_id, check_path
from homerun_helpers._http.credentials import ApiKey
from homerun_helpers._requests.checks import check_extra_params, check_json, check_page, strings
from homerun_helpers._runtime.clock import check_timeout
from tests.support.refusals import refused

KEY = "hr_live_0123456789"


def test_the_key_is_given_as_it_is():
    """From a string, from a function, from the environment."""
    assert ApiKey(KEY).current() == KEY
    assert ApiKey(lambda: KEY).current() == KEY


def test_without_a_key_the_environments_counts(monkeypatch):
    """HOMERUN_API_KEY, read when the client is made."""
    monkeypatch.setenv("HOMERUN_API_KEY", KEY + "\n")
    key = ApiKey(None)
    monkeypatch.setenv("HOMERUN_API_KEY", "another")
    assert key.current() == KEY


@pytest.mark.parametrize("value", [None, "", "  \n"])
def test_without_any_key_the_error_says_where_it_can_come_from(monkeypatch, value):
    """A missing variable and an empty one are the same."""
    monkeypatch.delenv("HOMERUN_API_KEY", raising=False)
    if value is not None:
        monkeypatch.setenv("HOMERUN_API_KEY", value)
    with pytest.raises(InvalidArgumentError, match="HOMERUN_API_KEY"):
        ApiKey(None)


def test_an_empty_key_is_not_replaced_by_the_environments(monkeypatch):
    """Empty means empty."""
    monkeypatch.setenv("HOMERUN_API_KEY", KEY)
    with pytest.raises(InvalidArgumentError, match="empty"):
        ApiKey("")


@pytest.mark.parametrize("text", [f"{KEY}\n", f" {KEY}", f"\t{KEY}\r\n", f"\u00a0{KEY}\u2003"])
def test_white_space_around_a_key_is_taken_off(text):
    """A key that was read from a file ends with a line break."""
    assert ApiKey(text).current() == ApiKey(lambda: text).current() == KEY


@pytest.mark.parametrize(
    "text", [" ", "hr live", "hr\nlive", "hr\x00live", "hr_lïve", "hr\u200blive", "hr\ud800", "\x7f"]
)
def test_a_key_that_cannot_be_one_is_refused_without_repeating_it(text):
    """A header with it would be refused later, or split."""
    for source in (text, lambda: text):
        with pytest.raises(InvalidArgumentError, match="key") as caught:
            ApiKey(source).current()
        assert "hr" not in str(caught.value) + repr(caught.value)


@pytest.mark.parametrize("value", [5, b"hr_live", None, "", ["hr_live"], object()])
def test_a_function_that_gives_no_key_is_refused_when_it_is_asked(value):
    """Not before: it can be slow, or not ready yet."""
    key = ApiKey(lambda: value)
    with pytest.raises(InvalidArgumentError, match="key"):
        key.current()


@pytest.mark.parametrize("value", [5, b"hr_live", ["hr_live"], True])
def test_what_is_neither_a_key_nor_a_function_is_refused(value):
    """The error names the type, not the value."""
    with pytest.raises(InvalidArgumentError, match=type(value).__name__):
        ApiKey(value)


def test_a_function_is_asked_each_time():
    """Keys can be rotated."""
    keys = iter(["one", "two"])
    key = ApiKey(lambda: next(keys))
    assert [key.current(), key.current()] == ["one", "two"]


@pytest.mark.parametrize("again", [pickle.dumps, copy.copy, copy.deepcopy])
def test_a_key_is_not_copied_and_never_shown(again):
    """Neither in a repr nor in a pickle."""
    key = ApiKey(KEY)
    assert KEY not in repr(key) + str(key) + f"{key}"
    with pytest.raises(TypeError, match="not pickled"):
        again(key)


def test_the_base_url_is_homeruns_unless_told_otherwise(monkeypatch):
    """The argument first, then HOMERUN_BASE_URL."""
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
    """Also what only some readers of URLs take for one; a password is not repeated."""
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
    """However its address is written."""
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
    """That is where sandboxes run."""
    url = check_base_url(f"http://{host}/v2/")
    assert url == f"http://{host}/v2"
    assert httpx.URL(url).path == "/v2"


@pytest.mark.parametrize("seconds", [0.1, 5, 1e6, None])
def test_a_time_limit_is_a_number_or_none(seconds):
    """None is no limit."""
    assert check_timeout(seconds) == seconds


@pytest.mark.parametrize("seconds", [0, -1, float("nan"), float("inf"), "5", True, httpx.Timeout(5)])
def test_what_is_no_time_limit_is_refused(seconds):
    """Zero would fail every request."""
    with pytest.raises(InvalidArgumentError, match="timeout"):
        check_timeout(seconds)


@pytest.mark.parametrize("value", ["ap_1", "a/b", "a b", "Ω", "…", "..a", "%2e%2e", "?x=1#y", "a@b", "a\u2028b"])
def test_an_id_is_given_as_it_is(value):
    """What a path cannot hold is quoted later."""
    assert check_id(value, "vacancy_id") == value


@pytest.mark.parametrize(
    "value", ["", " ", "\t", ".", "..", ". ", " ..", "a\n", "a\x00b", "\x7f", "a\x85", "\ud800", "ap_\udfff"]
)
def test_an_id_that_would_lead_elsewhere_is_refused(value):
    """Without it the request would go to the list, or to another operation."""
    with pytest.raises(InvalidArgumentError, match="vacancy_id"):
        check_id(value, "vacancy_id")


@pytest.mark.parametrize("value", [None, 5, b"ap_1", ["ap_1"], object()])
def test_an_id_of_another_type_is_refused(value):
    """The error names the type: a record instead of its id, for example."""
    with pytest.raises(InvalidArgumentError, match=f"vacancy_id.*{type(value).__name__}"):
        check_id(value, "vacancy_id")


@pytest.mark.parametrize("path", ["/ping", "/vacancies/va_1", "ping", "/a%2Fb/c", "/a%20b", "/%CE%A9", "/..."])
def test_a_path_is_fine(path):
    """Steps with anything quoted in them."""
    check_path(path)


@pytest.mark.parametrize(
    "path",
    ["", "/", "//evil.example/x", "/a//b", "/a/", "/.", "/a/../b", "/%2e%2e/b", "/a/%2E", "/%20", "/a%0Ab", "/%00"],
)
def test_a_path_that_leads_elsewhere_is_refused(path):
    """Whoever made it, and however it is quoted."""
    with pytest.raises(InvalidArgumentError, match="path"):
        check_path(path)


@pytest.mark.parametrize(("value", "largest"), [(1, None), (10**9, None), (1, 100), (100, 100)])
def test_a_page_is_a_whole_number_of_1_or_more(value, largest):
    """A page number has no largest value; a page size has."""
    assert check_page(value, "per_page", largest) == value


@pytest.mark.parametrize(
    ("value", "largest", "allowed"),
    [
        (0, None, "of 1 or more; it is 0."),
        (-1, 100, "from 1 to 100; it is -1."),
        (101, 100, "from 1 to 100; it is 101."),
        (1.0, 100, "from 1 to 100; it is 1.0."),
        ("5", 100, "from 1 to 100; it is '5'."),
        (True, 9, "from 1 to 9; it is True."),
        (None, 9, "from 1 to 9; it is None."),
    ],
)
def test_what_is_no_page_is_refused(value, largest, allowed):
    """The error names the argument, its range and the value."""
    with refused("per_page", f"per_page must be a whole number {allowed}"):
        check_page(value, "per_page", largest)


def test_strings_are_one_or_several_without_repeats():
    """They are in the order in which they were given."""
    assert strings("b", "x") == ["b"]
    assert strings(["b", "a", "b"], "x") == ["b", "a"]


@pytest.mark.parametrize("values", [[], "", " ", ["a", ""], [None], 5, None, b"a", "\ud800"])
def test_what_is_no_string_is_refused_by_name(values):
    """An empty list would send no filter, and so return everything."""
    with refused("status"):
        strings(values, "status")


def test_no_extra_params_are_none():
    """None and an empty mapping add no query parameters."""
    assert check_extra_params(None) == check_extra_params({}) == {}


def test_extra_params_are_texts_numbers_and_lists():
    """Their names are sent as they are."""
    extra = {"filter[new]": "x", "a": 1, "b": 1.5, "c": True, "include[]": ["x", "y"], "d": ("x",)}
    assert check_extra_params(extra) == {**extra, "d": ["x"]}


def test_a_list_that_is_changed_later_changes_no_extra_params():
    """Parameters of a listing are frozen for all its pages."""
    values = ["x"]
    checked = check_extra_params({"include[]": values})
    values.append("y")
    assert checked == {"include[]": ["x"]}


@pytest.mark.parametrize(
    "extra",
    [
        [("a", "b")],
        "a=b",
        5,
        {"": "x"},
        {5: "x"},
        {None: "x"},
        {"a": None},
        {"a": {"b": 1}},
        {"a": [None]},
        {"a": b"x"},
        {"a": {"x"}},
        {"\ud800": "x"},
        {"a": "\ud800"},
        {"a": ["x", "\ud800"]},
    ],
)
def test_extra_params_that_cannot_be_sent_are_refused(extra):
    """The error names the argument, whatever it is called."""
    with refused("extra_params"):
        check_extra_params(extra)
    with refused("params"):
        check_extra_params(extra, "params")


def test_several_values_that_are_no_array_are_refused():
    """The API uses only the last of them; the error says how to send them all."""
    with refused("extra_params", "one string with commas between them"):
        check_extra_params({"filter[status]": ["public", "private"]})


def test_json_is_given_as_it_is():
    """A value that can be written as JSON is returned itself, not a copy."""
    body = {"a": [1, None, "Ω"]}
    assert check_json(body, "json") is body


@pytest.mark.parametrize("body", [{1, 2}, float("nan"), {"a": float("-inf")}, "\udfff", b"x", {(1, 2): 3}, [object()]])
def test_what_is_no_json_is_refused(body):
    """The error names the argument and says why."""
    with refused("json", "json cannot be written as JSON: "):
        check_json(body, "json")
