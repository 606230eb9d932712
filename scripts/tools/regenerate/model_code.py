"""The code for the fields of a model, as templates/model.py.jinja prints it.

A field is read in two steps. A value that has the right class is kept by the model itself, since that is fast. Any
other value is given to the field's decoder (codec.py), which reads it or refuses it.
"""

from collections.abc import Iterable, Sequence

from attrs import frozen
from openapi_python_client.parser.properties.any import AnyProperty
from openapi_python_client.parser.properties.boolean import BooleanProperty
from openapi_python_client.parser.properties.const import ConstProperty
from openapi_python_client.parser.properties.date import DateProperty
from openapi_python_client.parser.properties.datetime import DateTimeProperty
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
JSON_TYPES = (
    StringProperty, IntProperty, FloatProperty, BooleanProperty, LiteralEnumProperty, ConstProperty, NoneProperty,
)  # fmt: skip
# Beside one of these, a string is nothing but a string; it might be a date, say, beside others.
BESIDE_STRINGS = {StringProperty, NoneProperty, ModelProperty, ListProperty, AnyProperty, LiteralEnumProperty}


@frozen
class FieldCode:
    """The code for one field of a model.

    Attributes:
        name: the attribute.
        key: the name in JSON, as a string literal.
        required: whether it is always there.
        decoder: the expression for the decoder.
        read: the expression for the field's value, of `value` and `unset`.
        written: the expression for the field's JSON, of `value`.
    """

    name: str
    key: str
    required: bool
    decoder: str
    read: str
    written: str


@frozen
class ModelCode:
    """The code for a model.

    Attributes:
        fields: none for the body of a form, which is not read.
        extra_type: the type of fields that the document does not name.
        extra_decoder: the expression for their decoder; empty: they are any JSON.
    """

    fields: list[FieldCode]
    extra_type: str
    extra_decoder: str


def code_of(model: ModelProperty, models: Iterable[ModelProperty]) -> ModelCode:
    """The code for a model; `models` are all models of the document."""
    decoders = Decoders({str(one.class_info.name): one for one in models})
    fields = [
        FieldCode(one.python_name, key(one), one.required, decoders.of_field(one), read(one), written(one))
        for one in ([] if model.is_multipart_body else properties(model))
    ]
    extra = model.additional_properties
    if extra is None or isinstance(extra, AnyProperty):
        return ModelCode(fields, "Any", "")
    extra_type = PythonCode.as_unembedded_code(extra.get_type_string())
    return ModelCode(fields, extra_type, "" if model.is_multipart_body else decoders.of(extra))


def properties(model: ModelProperty) -> list[Property]:
    return [*(model.required_properties or ()), *(model.optional_properties or ())]


def key(one: Property) -> str:
    return f'"{in_double_quote_literal(one.name)}"'


@frozen
class Decoders:
    """Makes the expressions for decoders.

    Attributes:
        models: all models of the document by their names.
    """

    models: dict[str, ModelProperty]

    def of_field(self, one: Property) -> str:
        """Without null: a field that is null is not given to its decoder."""
        return self._union(one, nullable=False) if isinstance(one, UnionProperty) else self.of(one)

    def of(self, one: Property, *, of_several: bool = False) -> str:
        """The decoder of values of a type; `of_several`: the type is one of several that are tried in turn."""
        # The import of the package fails on a name that codec.py does not have, and tells the name.
        found = DECODERS.get(type(one), f"no_decoder_for_{type(one).__name__}")
        match one:
            case ConstProperty():
                found = f"one_of({PythonCode.as_unembedded_code(one.value.python_code)})"
            case LiteralEnumProperty():
                found = f"one_of({''.join(f'{value!r}, ' for value in sorted(one.values, key=_in_any_case))})"
            case ListProperty():
                found = f"array({self.of(one.inner_property)})"
            case ModelProperty() if of_several:
                # Not the property's own fields: they may be incomplete until all models are read.
                known = self.models[str(one.class_info.name)]
                found = f"variant({', '.join([one.class_info.name, *map(key, properties(known))])})"
            case ModelProperty():
                found = f"model({one.class_info.name})"
            case UnionProperty():
                return self._union(one)
        return f"codec.{found}"

    def _union(self, union: UnionProperty, *, nullable: bool = True) -> str:
        kinds = {type(inner) for inner in union.inner_properties}
        # An enum beside a plain string is an open enum: any string. Any JSON value is tried last.
        skipped = {NoneProperty, AnyProperty} | ({LiteralEnumProperty} if StringProperty in kinds else set())
        inner = [one for one in union.inner_properties if type(one) not in skipped]
        if len(inner) == 1 and AnyProperty not in kinds:
            found = self.of(inner[0])
        else:
            tried = "".join(f"{self.of(one, of_several=True)}, " for one in inner)
            found = f"codec.union({tried}{'codec.anything' if AnyProperty in kinds else ''})"
        return f"codec.nullable({found})" if nullable and NoneProperty in kinds else found


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
