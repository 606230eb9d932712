"""The code for the fields of a model: filters of templates/model.py.jinja.

A field is read in two steps. A value that has the right class is kept by the model itself, since that is fast. Any
other value is given to the field's decoder (codec.py), which reads it or refuses it.
"""

from collections.abc import Sequence

from openapi_python_client.parser.properties.any import AnyProperty
from openapi_python_client.parser.properties.boolean import BooleanProperty
from openapi_python_client.parser.properties.const import ConstProperty
from openapi_python_client.parser.properties.date import DateProperty
from openapi_python_client.parser.properties.datetime import DateTimeProperty
from openapi_python_client.parser.properties.file import FileProperty
from openapi_python_client.parser.properties.float import FloatProperty
from openapi_python_client.parser.properties.int import IntProperty
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.literal_enum_property import LiteralEnumProperty
from openapi_python_client.parser.properties.model_property import ModelProperty
from openapi_python_client.parser.properties.none import NoneProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol as Property
from openapi_python_client.parser.properties.string import StringProperty
from openapi_python_client.parser.properties.union import UnionProperty
from openapi_python_client.parser.properties.uuid import UuidProperty
from openapi_python_client.strings import PythonCode, in_double_quote_literal

DECODERS: dict[type, str] = {
    StringProperty: "string",
    IntProperty: "integer",
    FloatProperty: "number",
    BooleanProperty: "boolean",
    DateProperty: "day",
    DateTimeProperty: "date_time",
    UuidProperty: "uuid",
    NoneProperty: "null",
    AnyProperty: "anything",
}
# Conditions for `value` being what the field may hold.
KEPT: dict[type, str] = {
    StringProperty: "value.__class__ is str",
    IntProperty: "value.__class__ is int",
    FloatProperty: "value.__class__ is int",
    BooleanProperty: "value is True or value is False",
    NoneProperty: "value is None",
}
# A field of one of these types holds the JSON itself.
JSON_TYPES = (*KEPT, LiteralEnumProperty, ConstProperty)
# Beside one of these, a string is nothing but a string; it might be a date, say, beside others.
BESIDE_STRINGS = {StringProperty, NoneProperty, ModelProperty, ListProperty, AnyProperty, LiteralEnumProperty}


def properties(model: ModelProperty) -> list[Property]:
    """The fields of a model; what is required comes first."""
    return [*(model.required_properties or ()), *(model.optional_properties or ())]


def declarations(model: ModelProperty) -> list[str]:
    """The lines that declare the fields; what has no default comes first."""
    declared = sorted(properties(model), key=lambda one: not one.required or one.default is not None)
    return [PythonCode.as_unembedded_code(one.to_string()) for one in declared]


def typed_extra(model: ModelProperty) -> Property | None:
    """The type of fields that the document does not name; None: they are any JSON."""
    extra = model.additional_properties
    return None if isinstance(extra, AnyProperty) else extra


def extra_type(model: ModelProperty) -> str:
    """The same as an annotation."""
    extra = typed_extra(model)
    return "Any" if extra is None else PythonCode.as_unembedded_code(extra.get_type_string())


def key(one: Property) -> str:
    """The name of a field in JSON, as a string literal."""
    return f'"{in_double_quote_literal(one.name)}"'


def decoder(one: Property, models: Sequence[ModelProperty], *, nullable: bool = False, of_several: bool = False) -> str:
    """The expression for the decoder of a type.

    Args:
        one: a property of the type.
        models: all models of the document.
        nullable: whether the decoder reads null; a field that is null is not given to its decoder.
        of_several: the type is one of several that are tried in turn.
    """
    # The import of the package fails on a name that codec.py does not have, and tells the name.
    found = DECODERS.get(type(one), f"no_decoder_for_{type(one).__name__}")
    match one:
        case ConstProperty():
            found = f"one_of({PythonCode.as_unembedded_code(one.value.python_code)})"
        case LiteralEnumProperty():
            found = f"one_of({''.join(f'{value!r}, ' for value in sorted(one.values, key=_in_any_case))})"
        case ListProperty():
            found = f"array({decoder(one.inner_property, models, nullable=True)})"
        case ModelProperty() if of_several:
            # Not the property's own fields: they may be incomplete until all models are read.
            known = next(model for model in models if model.class_info.name == one.class_info.name)
            found = f"variant({', '.join([one.class_info.name, *map(key, properties(known))])})"
        case ModelProperty():
            found = f"model({one.class_info.name})"
        case UnionProperty():
            found = _decoder_of_union(one, models)
            is_null_read = nullable and any(isinstance(inner, NoneProperty) for inner in one.inner_properties)
            return f"codec.nullable({found})" if is_null_read else found
    return f"codec.{found}"


def _decoder_of_union(union: UnionProperty, models: Sequence[ModelProperty]) -> str:
    kinds = {type(inner) for inner in union.inner_properties}
    # An enum beside a plain string is an open enum: any string. Any JSON value is tried last.
    skipped = {NoneProperty, AnyProperty} | ({LiteralEnumProperty} if StringProperty in kinds else set())
    inner = [one for one in union.inner_properties if type(one) not in skipped]
    if len(inner) == 1 and AnyProperty not in kinds:
        return decoder(inner[0], models, nullable=True)
    tried = "".join(f"{decoder(one, models, nullable=True, of_several=True)}, " for one in inner)
    return f"codec.union({tried}{'codec.anything' if AnyProperty in kinds else ''})"


def _in_any_case(value: str | int) -> str | int:
    return value.lower() if isinstance(value, str) else value


def read(one: Property) -> str:
    """The expression for a field's value."""
    if isinstance(one, AnyProperty) and not one.required:
        return "value"
    conditions = [*kept(one), *([] if one.required else ["value is unset"])]
    decoded = f"_{one.python_name}(value, {key(one)})"
    return f"value if {' or '.join(conditions)} else {decoded}" if conditions else decoded


def kept(one: Property) -> list[str]:
    """The conditions under which a field keeps `value` as it is, without its decoder."""
    if not isinstance(one, UnionProperty):
        return [KEPT[type(one)]] if type(one) in KEPT else []
    kinds = {type(inner) for inner in one.inner_properties}
    found = [StringProperty] if StringProperty in kinds and kinds <= BESIDE_STRINGS else []
    return [KEPT[kind] for kind in (*found, *({NoneProperty} & kinds))]


def written(one: Property, value: str = "value") -> str:
    """The expression for a field as JSON; a value of another type than the field's is left to `codec.encode`."""
    encoded = f"codec.encode({value})"
    match one:
        case ModelProperty():
            return f"{value}.to_dict() if {value}.__class__ is {one.class_info.name} else {encoded}"
        case ListProperty(inner_property=ModelProperty() as inner):
            return f"[{written(inner, 'item')} for item in {value}] if {value}.__class__ is list else {encoded}"
        case DateTimeProperty():
            return f"codec.encode_date_time({value})"
        case DateProperty():
            return f"{value}.isoformat() if {value}.__class__ is datetime.date else {encoded}"
        case UnionProperty():
            return _written_union(one.inner_properties, value)
    return value if isinstance(one, JSON_TYPES) else encoded


def _written_union(several: Sequence[Property], value: str) -> str:
    inner = [one for one in several if not isinstance(one, NoneProperty)]
    different = list(dict.fromkeys(written(one, value) for one in inner))
    if len(different) == 1:
        is_moment = any(isinstance(one, DateTimeProperty) for one in inner)
        return f"None if {value} is None else {different[0]}" if is_moment else different[0]
    if any(isinstance(one, StringProperty) for one in inner):
        return f"{value} if {value}.__class__ is str else codec.encode({value})"
    return f"codec.encode({value})"


def part(one: Property) -> str:
    """The expression for a field as a part of a form, as httpx takes it."""
    value = f"self.{one.python_name}"
    return f"{value}.to_tuple()" if isinstance(one, FileProperty) else f"(None, str({value}).encode(), None)"


FILTERS = {
    function.__name__: function
    for function in (properties, declarations, typed_extra, extra_type, key, decoder, read, written, part)
}
