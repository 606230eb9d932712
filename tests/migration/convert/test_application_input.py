"""Input for the conversion of applications: objects, forms, and what is neither."""

import pytest

from homerun_helpers import InvalidArgumentError
from homerun_helpers.migration import application_from_v1

PERSON = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com"}


def kept(changes):
    return [(change.path, change.value) for change in changes]


def test_content_without_names_is_reported():
    """The elements of a list need a name and a value."""
    content = [7, {"label": "x"}, {"value": 1}, {"label": " ", "value": 2}, {"label": 5, "value": 3}]
    body, report = application_from_v1({"content": content})
    assert body == {}
    assert kept(report.not_carried) == [(f"content[{number}]", pair) for number, pair in enumerate(content)]


@pytest.mark.parametrize("odd", [True, 1.5, ["x"], [[]]])
def test_a_container_of_another_shape_is_reported(odd):
    """The report keeps all that is in it."""
    report = application_from_v1({**PERSON, "candidate": odd, "job": odd, "files": odd}).report
    assert {change.path.partition("[")[0] for change in report.not_carried} | {"files"} == {"candidate", "job", "files"}


def test_the_fields_of_a_form_are_understood():
    """`API now uses JSON format for requests`: V1 took forms."""
    form = {
        "candidate[first_name]": "Ada",
        "content[0][label]": "Education",
        "content[0][value]": "Mathematics",
        "sources[]": "Fair",
        "files[0][name]": "cv.txt",
        "files[0][content]": "SGVsbG8=",
    }
    converted = application_from_v1(form, file_type="resume")
    assert converted.result == {"first_name": "Ada", "education": "Mathematics", "sources": ["Fair"]}
    assert converted.attachments.files == ({"name": "cv.txt", "content": "SGVsbG8=", "type": "resume"},)


def test_a_field_of_a_form_may_hold_several_values():
    """The package `requests` sends a list like this."""
    assert application_from_v1({"sources[]": ["Fair", "Web"]}).result == {"sources": ["Fair", "Web"]}


def test_a_field_of_a_form_that_fits_nowhere_is_custom_data():
    """Like any other field that V2 does not know."""
    form = {"candidate": "ca_1", "candidate[x]": "1", "other[x]": "2", "content[a]": "3", "content[a][b]": "4"}
    custom = application_from_v1(form).result["custom_data"]
    assert custom == {"candidate_id": "ca_1", "candidate[x]": "1", "other[x]": "2", "a": "3", "content[a][b]": "4"}


@pytest.mark.parametrize("payload", [None, [], "text", 7, {1: "a"}, {"a": {1: 2}}, {"a": {1, 2}}, {"a": object()}])
def test_a_payload_that_is_no_json_object_is_an_error(payload):
    """The error shows nothing of the payload."""
    with pytest.raises(InvalidArgumentError, match=r"^payload (must be a JSON object|holds|has a key)"):
        application_from_v1(payload)


@pytest.mark.parametrize("depth", [301, 5000])
def test_data_nested_too_deeply_are_an_error(depth):
    """Never a RecursionError, at any limit of recursion."""
    payload = {}
    for _ in range(depth):
        payload = {"content": payload}
    with pytest.raises(InvalidArgumentError, match="nested deeper than 300 levels"):
        application_from_v1(payload)


def test_deeply_nested_data_are_carried_over():
    """Up to 300 levels."""
    value = "x"
    for _ in range(297):
        value = [value]
    assert application_from_v1({"content": {"deep": value}}).result["custom_data"] == {"deep": value}
