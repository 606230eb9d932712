"""Each generated model has payloads and instances, and all of them are valid."""

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
# Each option alone, and some together.
OPTIONS = {
    "plain": {},
    "hostile": {"hostile": True},
    "all unknown": {"nulls": True, "unknown_fields": True, "unknown_values": True, "dates": "offset"},
    "as documented": {"nulls": False, "unknown_fields": False, "unknown_values": False, "dates": "utc"},
    "hostile and narrow": {"hostile": True, "max_items": 0, "max_length": 1},
    "long": {"max_items": 9, "dates": "fraction"},
}


def validator(model):
    reference = {"$ref": f"#/components/schemas/{model.__name__}", "components": SPEC["components"]}
    return OAS31Validator(reference)


def clear(value):
    """Empties every list and object, at any depth."""
    for _, one in list(walk(value)):
        if isinstance(one, (list, dict)):
            one.clear()


def test_models_lists_every_class_except_forms():
    """`models()` has every generated attrs class except the two forms with a file, sorted by name."""
    classes = {getattr(models, name) for name in models.__all__}
    forms = {models.UploadFileBody, models.UploadPhotoBody}
    assert {one for one in classes if attrs.has(one)} == {*MODELS} | forms
    assert list(MODELS) == sorted(MODELS, key=lambda model: model.__name__)


@each_model
def test_payloads_are_valid_by_the_spec(model):
    """Payloads are valid by the JSON Schema of the spec, also after a caller emptied an earlier example."""
    check, drawn = validator(model), st.one_of(*(homerun.payloads(model, **options) for options in OPTIONS.values()))

    @given(payload=drawn)
    def is_valid(payload):
        check.validate(payload)
        clear(payload)

    is_valid()


@each_model
def test_payloads_survive_json_and_are_read_by_the_model(model):
    """A payload is equal after a round trip through JSON text, and its model reads it."""

    @given(payload=st.one_of(*(homerun.payloads(model, **options) for options in OPTIONS.values())))
    def is_read(payload):
        assert json.loads(json.dumps(payload, allow_nan=False)) == payload
        assert type(model.from_dict(payload)) is model

    is_read()


@each_model
def test_instances_have_the_annotated_types(model):
    """Instances have the types of their annotations at any depth, and become JSON that is valid by the spec."""
    check, drawn = validator(model), st.one_of(*(homerun.instances(model, **options) for options in OPTIONS.values()))

    @given(record=drawn)
    def is_true(record):
        assert is_typed_truly(record)
        check.validate(record.to_dict())

    is_true()


@pytest.mark.parametrize("model", [models.UploadFileBody, models.UploadPhotoBody])
def test_forms_have_instances_that_can_be_sent(model):
    """An instance of a form has a file with a name and content, and a documented type."""

    @given(form=homerun.instances(model))
    def is_whole(form):
        parts = dict(form.to_multipart())
        assert parts["file"][0]
        assert parts["file"][1].read()
        assert parts.get("type", (None, b"resume"))[1] in (b"resume", b"assignment")

    is_whole()


@pytest.mark.parametrize("model", [models.UploadFileBody, models.UploadPhotoBody])
def test_form_has_no_payloads(model):
    """`payloads` of a form is a `TypeError` that names `instances`."""
    with pytest.raises(TypeError, match="is a form with a file, which is not JSON: use instances"):
        homerun.payloads(model)


@each_model
def test_simplest_payload_has_required_fields_only(model):
    """The simplest payload has exactly the required fields."""
    required = set(SPEC["components"]["schemas"][model.__name__].get("required", []))
    required |= {"id"} if model is models.JobApplicationDetails else set()
    assert find(homerun.payloads(model), lambda payload: True).keys() == required


@pytest.mark.parametrize("strange", [int, models.FileType, "Vacancy", None, 7, st.text, homerun.ErrorAnswer])
@pytest.mark.parametrize("strategy", [homerun.payloads, homerun.instances, homerun.pages])
def test_other_values_than_generated_models_are_refused(strategy, strange):
    """A model that is not a generated class is a `TypeError`."""
    with pytest.raises(TypeError, match=r"is not a generated model|A model is a class such as"):
        strategy(strange)


def test_instance_instead_of_a_class_is_refused():
    """An instance instead of its class is a `TypeError` that says so."""
    with pytest.raises(TypeError, match="not an instance of Stage"):
        homerun.payloads(models.Stage(name="Applied"))


def test_subclass_of_a_model_is_refused():
    """A subclass of a model is a `TypeError`, because the spec does not describe it."""

    class Stage(models.Stage):
        pass

    with pytest.raises(TypeError, match="is not a generated model"):
        homerun.payloads(Stage)
