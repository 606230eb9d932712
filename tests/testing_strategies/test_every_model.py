"""Each generated model has a strategy of JSON and one of instances, and what they draw is valid."""

import json

import attrs
import pytest
from homerun_client import models
from hypothesis import given
from hypothesis import strategies as st
from openapi_schema_validator import OAS31Validator

from homerun_helpers.testing import strategies as homerun
from tests.models.comparison import SPEC, is_typed_truly
from tests.testing_strategies.drawing import find, walk

MODELS = homerun.models()
each_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
# One option after the other, and some together.
OPTIONS = {
    "plain": {},
    "hostile": {"hostile": True},
    "full of surprises": {"nulls": True, "unknown_fields": True, "unknown_values": True, "dates": "offset"},
    "as documented": {"nulls": False, "unknown_fields": False, "unknown_values": False, "dates": "utc"},
    "hostile and narrow": {"hostile": True, "max_items": 0, "max_length": 1},
    "long": {"max_items": 9, "dates": "fraction"},
}


def validator(model):
    reference = {"$ref": f"#/components/schemas/{model.__name__}", "components": SPEC["components"]}
    return OAS31Validator(reference)


def clear(value):
    """Empty everything, however deep."""
    for _, one in list(walk(value)):
        if isinstance(one, (list, dict)):
            one.clear()


def test_every_class_of_the_package_is_a_model_or_a_form():
    """Found by looking, not from a list."""
    classes = {getattr(models, name) for name in models.__all__}
    forms = {models.UploadFileBody, models.UploadPhotoBody}
    assert {one for one in classes if attrs.has(one)} == {*MODELS} | forms
    assert list(MODELS) == sorted(MODELS, key=lambda model: model.__name__)


@each_model
def test_json_is_valid_by_the_spec(model):
    """Also after a caller has taken an earlier example apart."""
    check, drawn = validator(model), st.one_of(*(homerun.payloads(model, **options) for options in OPTIONS.values()))

    @given(payload=drawn)
    def is_valid(payload):
        check.validate(payload)
        clear(payload)

    is_valid()


@each_model
def test_json_can_be_sent_and_is_read_by_the_model(model):
    """As text: what comes out of the parser is what was drawn."""

    @given(payload=st.one_of(*(homerun.payloads(model, **options) for options in OPTIONS.values())))
    def is_read(payload):
        assert json.loads(json.dumps(payload, allow_nan=False)) == payload
        assert type(model.from_dict(payload)) is model

    is_read()


@each_model
def test_instances_are_typed_as_they_say(model):
    """At any depth; and they become valid JSON."""
    check, drawn = validator(model), st.one_of(*(homerun.instances(model, **options) for options in OPTIONS.values()))

    @given(record=drawn)
    def is_true(record):
        assert is_typed_truly(record)
        check.validate(record.to_dict())

    is_true()


@pytest.mark.parametrize("model", [models.UploadFileBody, models.UploadPhotoBody])
def test_a_form_has_instances_that_can_be_sent(model):
    """With a file that has a name and content."""

    @given(form=homerun.instances(model))
    def is_whole(form):
        parts = dict(form.to_multipart())
        assert parts["file"][0]
        assert parts["file"][1].read()
        assert parts.get("type", (None, b"resume"))[1] in (b"resume", b"assignment")

    is_whole()


@pytest.mark.parametrize("model", [models.UploadFileBody, models.UploadPhotoBody])
def test_a_form_is_not_json(model):
    """And the error says what it has instead."""
    with pytest.raises(TypeError, match="is a form with a file, which is not JSON: use instances"):
        homerun.payloads(model)


@each_model
def test_the_simplest_example_holds_what_is_required_and_nothing_else(model):
    """Absent is simpler than any value."""
    required = set(SPEC["components"]["schemas"][model.__name__].get("required", []))
    required |= {"id"} if model is models.JobApplicationDetails else set()
    assert find(homerun.payloads(model), lambda payload: True).keys() == required


@pytest.mark.parametrize("strange", [int, models.FileType, "Vacancy", None, 7, st.text, homerun.ErrorAnswer])
@pytest.mark.parametrize("strategy", [homerun.payloads, homerun.instances, homerun.pages])
def test_what_is_not_a_generated_model_is_refused(strategy, strange):
    """With an error that says so."""
    with pytest.raises(TypeError, match=r"is not a generated model|A model is a class such as"):
        strategy(strange)


def test_an_instance_is_refused():
    """It is the class that is asked for."""
    with pytest.raises(TypeError, match="not an instance of Stage"):
        homerun.payloads(models.Stage(name="Applied"))


def test_a_class_that_looks_like_a_model_is_refused():
    """A subclass is not what the spec describes."""

    class Stage(models.Stage):
        pass

    with pytest.raises(TypeError, match="is not a generated model"):
        homerun.payloads(Stage)
