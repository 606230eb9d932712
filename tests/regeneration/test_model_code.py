"""The code that a model gets for each type of field."""

import pytest
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData

from tools.regenerate.model_code import code_of

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


def code(tmp_path, **thing):
    """The code of the model `Thing` with this schema, as the generator's own parser reads it."""
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
    parsed = GeneratorData.from_dict(document | {"components": {"schemas": schemas}}, config=config)
    models = {str(model.class_info.name): model for model in parsed.models}
    return code_of(models["Thing"], parsed.models)


def field(tmp_path, schema, **more):
    return code(tmp_path, properties={"field": schema}, **more).fields[0]


@pytest.mark.parametrize(("schema", "decoder"), DECODERS.values(), ids=DECODERS)
def test_a_type_has_a_decoder(tmp_path, schema, decoder):
    """Null is not in it when the field itself may be null: the model reads that."""
    assert field(tmp_path, schema).decoder == decoder


@pytest.mark.parametrize(("schema", "read"), READ.values(), ids=READ)
def test_a_value_of_the_right_class_is_kept_without_its_decoder(tmp_path, schema, read):
    """A string that might be something else is given to the decoder."""
    assert field(tmp_path, schema).read == read


@pytest.mark.parametrize(("schema", "written"), WRITTEN.values(), ids=WRITTEN)
def test_a_field_is_written_as_json(tmp_path, schema, written):
    """A value of another type than the field's is left to `codec.encode`."""
    assert field(tmp_path, schema).written == written


def test_a_required_field_cannot_be_unset(tmp_path):
    """Its decoder refuses the absence."""
    found = field(tmp_path, TEXT, required=["field"])
    assert (found.required, found.read) == (True, 'value if value.__class__ is str else _field(value, "field")')


def test_fields_that_the_document_does_not_name_have_a_decoder_when_their_type_is_known(tmp_path):
    """Otherwise they are any JSON."""
    typed, free = code(tmp_path, additionalProperties=WHOLE), code(tmp_path)
    assert (typed.extra_type, typed.extra_decoder) == ("int", "codec.integer")
    assert (free.extra_type, free.extra_decoder) == ("Any", "")
