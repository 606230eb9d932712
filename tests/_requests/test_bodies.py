"""Bodies of requests, made from arguments."""

import copy
import math
from collections import OrderedDict
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from types import MappingProxyType

import pytest
from homerun_client.models import (
    CreateJobApplicationBody,
    CreateNoteBody,
    CustomData,
    StageMove,
    UpdateJobApplicationBody,
)

from homerun_helpers import UNSET
from homerun_helpers._requests.bodies import make_body
from tests.support.refusals import refused

ADA = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com"}
LINKS = ["photo", "facebook", "twitter", "linkedin", "github", "website"]


class City(StrEnum):
    AMSTERDAM = "Amsterdam"


def update(**arguments):
    return make_body(UpdateJobApplicationBody, arguments).to_dict()


def create(**arguments):
    return make_body(CreateJobApplicationBody, {**ADA, **arguments}).to_dict()


def test_unset_sends_nothing_none_sends_null_and_a_value_itself():
    """A field that is absent, null or empty stays different from the others."""
    assert update(city=UNSET, country=None, education="") == {"country": None, "education": ""}
    assert update() == {}


def test_a_body_holds_what_was_given():
    """A body has the fields that were given and no others."""
    assert create(sourced=True, sources=["LinkedIn"]) == {**ADA, "sourced": True, "sources": ["LinkedIn"]}


@pytest.mark.parametrize("name", ["first_name", "last_name", "email"])
@pytest.mark.parametrize("value", ["", " ", "\t\n", None, 5, ["Ada"], UNSET])
def test_a_required_text_must_be_there(name, value):
    """Without this check, a candidate without a name could be created."""
    with refused(name):
        create(**{name: value})


@pytest.mark.parametrize("name", ["note", "display_name"])
@pytest.mark.parametrize("value", ["", " ", None, 5, UNSET])
def test_a_note_needs_text_and_author(name, value):
    """A note without text or author is refused, as the API does."""
    with refused(name):
        make_body(CreateNoteBody, {"note": "Call.", "display_name": "Ted", name: value})


def test_an_update_may_leave_required_texts_out_but_not_empty_them():
    """A field that is absent stays as it is; an empty name is refused."""
    assert update(city="Delft") == {"city": "Delft"}
    with refused("first_name"):
        update(first_name="")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("city", 5),
        ("city", ["Delft"]),
        ("city", True),
        ("city", b"Delft"),
        ("sourced", "yes"),
        ("sourced", 1),
        ("sourced", None),
        ("custom_data", "x"),
        ("custom_data", [1]),
        ("stage", "hired"),
        ("stage", None),
        ("date_of_birth", 1990),
        ("vacancy_id", 7),
        ("photo", 7),
        ("email", ["ada@example.com"]),
    ],
)
def test_a_value_of_another_type_is_refused_by_name(name, value):
    """The error names the field."""
    with refused(name):
        update(**{name: value})


@pytest.mark.parametrize(
    ("arguments", "argument"), [({"stage": {"name": 5}}, "stage.name"), ({"stage": {}}, "stage.name")]
)
def test_a_nested_field_is_named_with_dots(arguments, argument):
    """As `BadRequestError.details` names it."""
    with refused(argument):
        update(**arguments)


@pytest.mark.parametrize("email", ["ada", "@", "a@", "@b", "a@b@c", "a b@c", "a@b c", "ada@example.com\n", "a@b, c@d"])
def test_what_cannot_be_an_address_is_refused(email):
    """Only what can never be an e-mail address is refused; the API decides about the rest."""
    with refused("email"):
        create(email=email)


@pytest.mark.parametrize("name", ["email", "photo", "date_of_birth", "city"])
def test_a_value_that_is_refused_is_not_repeated(name):
    """The value may be personal data, and the text of an error may end up in a log."""
    with refused(name) as caught:
        create(**{name: "Canary @\ud800"})
    assert "Canary" not in str(caught.value) + repr(caught.value)


@pytest.mark.parametrize("email", ["a@b", "ada+jobs@exämple.com", "'ada'@[127.0.0.1]"])
def test_what_can_be_an_address_is_sent(email):
    """Unusual addresses are valid too."""
    assert create(email=email)["email"] == email


@pytest.mark.parametrize("name", LINKS)
@pytest.mark.parametrize("link", ["", "example.com/ada", "//example.com", "ada", "https://", "https://a b"])
def test_what_is_no_link_is_refused(name, link):
    """A link needs a scheme and a host."""
    with refused(name):
        update(**{name: link})


@pytest.mark.parametrize("name", LINKS)
def test_links_and_null_are_sent(name):
    """Null removes a link."""
    assert update(**{name: "https://example.com/ada?x=1#y"}) == {name: "https://example.com/ada?x=1#y"}
    assert update(**{name: None}) == {name: None}


@pytest.mark.parametrize("value", [date(1990, 12, 31), "1990-12-31", datetime(1990, 12, 31, 12, tzinfo=UTC)])
def test_a_date_of_birth_is_sent_as_a_day(value):
    """A date, a datetime and a string become year, month and day."""
    assert update(date_of_birth=value) == {"date_of_birth": "1990-12-31"}


@pytest.mark.parametrize("value", ["", "31-12-1990", "1990-02-30", 7, [1990, 12, 31]])
def test_what_is_no_date_of_birth_is_refused(value):
    """The error names the field."""
    with refused("date_of_birth"):
        update(date_of_birth=value)


@pytest.mark.parametrize("value", [math.nan, math.inf, "\ud800", {"\udfff": 1}, {1, 2}, date(2026, 1, 1), b"x", object])
def test_custom_data_that_is_no_json_is_refused(value):
    """It is refused before it is sent, however deep the value is nested."""
    with refused("custom_data", "JSON"):
        update(custom_data={"a": [{"b": value}]})


def test_custom_data_that_holds_itself_is_refused():
    """Data that contains itself, or is nested too deep, cannot be written as JSON."""
    loop = {}
    loop["again"] = loop
    deep = value = {}
    for _ in range(100_000):
        value["a"] = value = {}
    for data in (loop, deep):
        with refused("custom_data", "JSON"):
            update(custom_data=data)


def test_a_surrogate_is_not_repeated_in_the_error():
    """The text around it may be personal data."""
    with refused("city", "surrogate") as caught:
        create(city="Canary\ud800")
    assert "Canary" not in str(caught.value)


@pytest.mark.parametrize(
    "data", [{"a": 1}, OrderedDict(a=1), MappingProxyType({"a": 1}), CustomData.from_dict({"a": 1})]
)
def test_custom_data_can_be_any_mapping_or_the_model(data):
    """Any mapping is sent as a JSON object."""
    assert update(custom_data=data) == {"custom_data": {"a": 1}}


def test_a_model_itself_instead_of_an_instance_is_refused():
    """The class instead of an object is an InvalidArgumentError, not a TypeError."""
    with refused("custom_data", "JSON"):
        update(custom_data=CustomData)


def test_a_stage_can_be_a_mapping_or_the_model():
    """Both are sent as a JSON object."""
    assert update(stage={"name": "hired"}) == update(stage=StageMove(name="hired")) == {"stage": {"name": "hired"}}


@pytest.mark.parametrize("values", ["LinkedIn", ["LinkedIn"], ("LinkedIn", "LinkedIn"), iter(["LinkedIn"])])
def test_sources_can_be_one_or_several(values):
    """One string or several are sent as a list without repeats."""
    assert create(sources=values)["sources"] == ["LinkedIn"]


def test_sources_can_be_empty_but_not_null():
    """An empty list is sent; None, an empty string and other types are refused."""
    assert create(sources=[])["sources"] == []
    for values in ([""], "", [5], 5, None):
        with refused("sources"):
            create(sources=values)


def test_a_text_that_is_an_enum_is_sent_as_its_value():
    """A member of a StrEnum is a string."""
    assert update(city=City.AMSTERDAM) == {"city": "Amsterdam"}


def test_the_arguments_are_not_changed():
    """Neither by making the body nor by changing it afterwards."""
    arguments = {**ADA, "custom_data": {"a": {"b": [1]}}, "sources": ["x", "x"], "date_of_birth": "1990-12-31"}
    before = copy.deepcopy(arguments)
    body = make_body(CreateJobApplicationBody, arguments)
    body.custom_data["c"] = 1
    assert arguments == before


@pytest.mark.parametrize(
    "value", ["1990-12-31T00:00:00+02:00", datetime(1990, 12, 31, tzinfo=timezone(timedelta(hours=2)))]
)
def test_a_date_of_birth_is_the_day_as_written(value):
    """It has no time zone: converted to UTC, this one would be the day before."""
    assert update(date_of_birth=value) == {"date_of_birth": "1990-12-31"}
