"""API keys: where they come from, and that they are never shown."""

import copy
import pickle

import pytest

from homerun_helpers import InvalidArgumentError
from homerun_helpers._http.credentials import ApiKey

KEY = "hr_live_0123456789"


def test_the_key_is_given_as_it_is():
    """A key can be a string or a function that returns one."""
    assert ApiKey(KEY).current() == KEY
    assert ApiKey(lambda: KEY).current() == KEY


def test_without_a_key_the_environments_counts(monkeypatch):
    """HOMERUN_API_KEY is read when the client is made, and not again."""
    monkeypatch.setenv("HOMERUN_API_KEY", KEY + "\n")
    key = ApiKey(None)
    monkeypatch.setenv("HOMERUN_API_KEY", "another")
    assert key.current() == KEY


@pytest.mark.parametrize("value", [None, "", "  \n"])
def test_without_any_key_the_error_says_where_it_can_come_from(monkeypatch, value):
    """The error names the variable, whether it is missing or empty."""
    monkeypatch.delenv("HOMERUN_API_KEY", raising=False)
    if value is not None:
        monkeypatch.setenv("HOMERUN_API_KEY", value)
    with pytest.raises(InvalidArgumentError, match="HOMERUN_API_KEY"):
        ApiKey(None)


def test_an_empty_key_is_not_replaced_by_the_environments(monkeypatch):
    """An empty string does not mean that no key was given."""
    monkeypatch.setenv("HOMERUN_API_KEY", KEY)
    with pytest.raises(InvalidArgumentError, match="empty"):
        ApiKey("")


@pytest.mark.parametrize("text", [f"{KEY}\n", f" {KEY}", f"\t{KEY}\r\n", f"\u00a0{KEY}\u2003"])
def test_white_space_around_a_key_is_taken_off(text):
    """White space is removed, since a key that was read from a file ends with a line break."""
    assert ApiKey(text).current() == ApiKey(lambda: text).current() == KEY


@pytest.mark.parametrize(
    "text", [" ", "hr live", "hr\nlive", "hr\x00live", "hr_lïve", "hr\u200blive", "hr\ud800", "\x7f"]
)
def test_a_key_that_cannot_be_one_is_refused_without_repeating_it(text):
    """A key that cannot be a header is refused; the error does not repeat it."""
    for source in (text, lambda: text):
        with pytest.raises(InvalidArgumentError, match="key") as caught:
            ApiKey(source).current()
        assert "hr" not in str(caught.value) + repr(caught.value)


@pytest.mark.parametrize("value", [5, b"hr_live", None, "", ["hr_live"], object()])
def test_a_function_that_gives_no_key_is_refused_when_it_is_asked(value):
    """The function is called for a request, not when the client is made."""
    key = ApiKey(lambda: value)
    with pytest.raises(InvalidArgumentError, match="key"):
        key.current()


@pytest.mark.parametrize("value", [5, b"hr_live", ["hr_live"], True])
def test_what_is_neither_a_key_nor_a_function_is_refused(value):
    """The error names the type that was given, and not the value."""
    with pytest.raises(InvalidArgumentError, match=type(value).__name__):
        ApiKey(value)


def test_a_function_is_asked_each_time():
    """The function is called for each attempt, so that keys can be rotated."""
    keys = iter(["one", "two"])
    key = ApiKey(lambda: next(keys))
    assert [key.current(), key.current()] == ["one", "two"]


@pytest.mark.parametrize("again", [pickle.dumps, copy.copy, copy.deepcopy])
def test_a_key_is_not_copied_and_never_shown(again):
    """A key is in no repr, and cannot be copied or pickled."""
    key = ApiKey(KEY)
    assert KEY not in repr(key) + str(key) + f"{key}"
    with pytest.raises(TypeError, match="not pickled"):
        again(key)
