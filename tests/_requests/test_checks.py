"""Checks of arguments, made before anything is sent."""

import pytest

from homerun_helpers._requests.checks import check_extra_params, check_json, check_page, strings
from tests.support.refusals import refused


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
