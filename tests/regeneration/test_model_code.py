"""The code that a model gets for each type of field."""

import pytest
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData

from tools.regenerate import model_code

TEXT, WHOLE, NULL = {"type": "string"}, {"type": "integer"}, {"type": "null"}
DAY, MOMENT = {"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}
COLOUR, PART = {"$ref": "#/components/schemas/Colour"}, {"$ref": "#/components/schemas/Part"}
DECODERS = {
    "a string": (TEXT, "codec.string"),
    "a date": (DAY, "codec.day"),
    "a constant": ({"const": "thing"}, "codec.one_of('thing')"),
    "an enum, sorted": (COLOUR, "codec.one_of('green', 'red', )"),
    "an open enum": ({"anyOf": [COLOUR, TEXT]}, "codec.string"),
    "an enum or null": ({"anyOf": [COLOUR, NULL]}, "codec.one_of('green', 'red', )"),
    "a list of strings or null": (
        {"type": "array", "items": {"anyOf": [TEXT, NULL]}},
        "codec.array(codec.nullable(codec.string))",
    ),
    "a model": (PART, "codec.model(Part)"),
    "a model or a number": ({"anyOf": [PART, WHOLE]}, 'codec.union(codec.variant(Part, "name"), codec.integer, )'),
    "a string or any JSON": ({"anyOf": [TEXT, {}]}, "codec.union(codec.string, codec.anything)"),
    "any JSON": ({}, "codec.anything"),
}
READ = {
    "a string": (TEXT, 'value if value.__class__ is str or value is unset else _field(value, "field")'),
    "any JSON": ({}, "value"),
    "a string or null": (
        {"anyOf": [TEXT, NULL]},
        'value if value.__class__ is str or value is None or value is unset else _field(value, "field")',
    ),
    "a string that may be a date": ({"anyOf": [TEXT, DAY]}, 'value if value is unset else _field(value, "field")'),
}
PARTS = "[item.to_dict() if item.__class__ is Part else codec.encode(item) for item in value]"
WRITTEN = {
    "a number": (WHOLE, "value"),
    "a date": (DAY, "value.isoformat() if value.__class__ is datetime.date else codec.encode(value)"),
    "a model": (PART, "value.to_dict() if value.__class__ is Part else codec.encode(value)"),
    "models": ({"type": "array", "items": PART}, f"{PARTS} if value.__class__ is list else codec.encode(value)"),
    "a date-time or null": ({"anyOf": [MOMENT, NULL]}, "None if value is None else codec.encode_date_time(value)"),
    "a string or a date": ({"anyOf": [TEXT, DAY]}, "value if value.__class__ is str else codec.encode(value)"),
    "a date or a date-time": ({"anyOf": [DAY, MOMENT]}, "codec.encode(value)"),
}


def parsed(tmp_path, **thing):
    """The model `Thing` with this schema, as the generator's own parser reads it, and all models."""
    schemas = {
        "Colour": TEXT | {"enum": ["red", "green"]},
        "Part": {"type": "object", "required": ["name"], "properties": {"name": TEXT}},
        "Thing": {"type": "object", **thing},
    }
    document = {"openapi": "3.1.0", "info": {"title": "A", "version": "1"}, "paths": {}}
    config = Config.from_sources(
        ConfigFile(literal_enums=True),
        MetaType.NONE,
        tmp_path,
        file_encoding="utf-8",
        overwrite=False,
        output_path=None,
    )
    found = GeneratorData.from_dict(document | {"components": {"schemas": schemas}}, config=config).models
    return next(model for model in found if model.class_info.name == "Thing"), found


def field(tmp_path, schema, **more):
    model, _ = parsed(tmp_path, properties={"field": schema}, **more)
    return model_code.properties(model)[0]


@pytest.mark.parametrize(("schema", "decoder"), DECODERS.values(), ids=DECODERS)
def test_a_type_has_a_decoder(tmp_path, schema, decoder):
    """Null is not in it when the field itself may be null: the model reads that."""
    model, models = parsed(tmp_path, properties={"field": schema})
    assert model_code.decoder(model_code.properties(model)[0], models) == decoder


@pytest.mark.parametrize(("schema", "read"), READ.values(), ids=READ)
def test_a_value_of_the_right_class_is_kept_without_its_decoder(tmp_path, schema, read):
    """A string that might be something else is given to the decoder."""
    assert model_code.read(field(tmp_path, schema)) == read


@pytest.mark.parametrize(("schema", "written"), WRITTEN.values(), ids=WRITTEN)
def test_a_field_is_written_as_json(tmp_path, schema, written):
    """A value of another type than the field's is left to `codec.encode`."""
    assert model_code.written(field(tmp_path, schema)) == written


def test_a_required_field_cannot_be_unset(tmp_path):
    """Its decoder refuses the absence."""
    found = field(tmp_path, TEXT, required=["field"])
    assert found.required
    assert model_code.read(found) == 'value if value.__class__ is str else _field(value, "field")'


def test_fields_that_the_document_does_not_name_have_a_decoder_when_their_type_is_known(tmp_path):
    """Otherwise they are any JSON."""
    (typed, models), (free, _) = parsed(tmp_path, additionalProperties=WHOLE), parsed(tmp_path)
    assert model_code.extra_type(typed) == "int"
    assert model_code.decoder(model_code.typed_extra(typed), models) == "codec.integer"
    assert (model_code.extra_type(free), model_code.typed_extra(free)) == ("Any", None)


def test_a_field_without_a_default_is_declared_before_those_with_one(tmp_path):
    """Python requires that order of arguments."""
    several = {"a": TEXT | {"default": "x"}, "b": WHOLE, "c": TEXT}
    model, _ = parsed(tmp_path, properties=several, required=["a", "b"])
    assert [line.partition(":")[0] for line in model_code.declarations(model)] == ["b", "a", "c"]


def test_a_file_is_a_part_of_a_form_with_its_name_and_type(tmp_path):
    """Other values are parts without a name of a file."""
    upload = field(tmp_path, {"type": "string", "format": "binary"})
    assert model_code.part(upload) == "self.field.to_tuple()"
    assert model_code.part(field(tmp_path, TEXT)) == "(None, str(self.field).encode(), None)"
