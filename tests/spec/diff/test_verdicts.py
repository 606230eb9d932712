"""The levels of changes in kinds of schemas that openapi.yaml does not have."""

import pytest

from tests.spec.diff.small import ref, small

AB, ABC = {"type": "string", "enum": ["a", "b"]}, {"type": "string", "enum": ["a", "b", "c"]}
TEXT, NUMBER, OBJECT = {"type": "string"}, {"type": "number"}, {"type": "object"}
CAT = {"type": "object", "properties": {"purrs": {"type": "boolean"}}}
PET = {"oneOf": [CAT, TEXT], "discriminator": {"propertyName": "kind"}}
OPEN = {"anyOf": [AB, TEXT]}

# The old schema, the new one, what is said, the level in a body and in an answer.
VERDICTS = {
    "a value of a closed enum is new": (AB, ABC, 'value "c" added', "additive", "breaking"),
    "a value of a closed enum is gone": (ABC, AB, 'value "c" removed', "breaking", "additive"),
    "a value of an open enum is new": (OPEN, {"anyOf": [ABC, TEXT]}, 'value "c" added', "additive", "additive"),
    "an enum opens": (AB, OPEN, "other values may come too", "additive", "breaking"),
    "an enum closes": (OPEN, AB, "only the known values are left", "breaking", "additive"),
    "text becomes an enum": (TEXT, AB, 'values are limited to: "a", "b"', "breaking", "additive"),
    "text becomes an open enum": (TEXT, OPEN, 'values are known: "a", "b"', "additive", "additive"),
    "an enum becomes text": (AB, TEXT, "values are not listed any more", "additive", "breaking"),
    "a constant": ({"const": "a"}, {"const": "b"}, 'value "a" removed', "breaking", "additive"),
    "a type is one of two": (
        TEXT,
        {"type": ["string", "number"]},
        "type string → number or string",
        "additive",
        "breaking",
    ),
    "a type is left of two": (
        {"type": ["string", "number"]},
        TEXT,
        "type number or string → string",
        "breaking",
        "additive",
    ),
    "an alternative is new": (
        PET,
        {**PET, "oneOf": [CAT, TEXT, NUMBER]},
        "type string → number or string",
        "additive",
        "breaking",
    ),
    "an alternative is gone": (PET, {**PET, "oneOf": [CAT]}, "alternative string removed", "breaking", "additive"),
    "a field of an alternative": (PET, {**PET, "oneOf": [TEXT, OBJECT]}, "removed", "breaking", "breaking"),
    "an alternative of several that take anything": (
        {"anyOf": [CAT, TEXT, {}]},
        {"anyOf": [CAT, {}]},
        "alternative string removed",
        "additive",
        "additive",
    ),
    "a discriminator": (
        PET,
        {**PET, "discriminator": {"propertyName": "type"}},
        "discriminator kind → type",
        "breaking",
        "breaking",
    ),
    "a map closes": (
        OBJECT,
        {**OBJECT, "additionalProperties": False},
        "other fields are not allowed any more",
        "breaking",
        "breaking",
    ),
    "a default of a field": (TEXT, {**TEXT, "default": "a"}, "default a added", "additive", "documentation"),
    "an exclusive bound": (
        {**NUMBER, "minimum": 1},
        {**NUMBER, "exclusiveMinimum": 1},
        "exclusiveMinimum 1 added",
        "breaking",
        "additive",
    ),
    "distinct items": (
        {"type": "array"},
        {"type": "array", "uniqueItems": True},
        "uniqueItems true added",
        "breaking",
        "additive",
    ),
    "items get a type": (
        {"type": "array"},
        {"type": "array", "items": TEXT},
        "type any → string",
        "breaking",
        "additive",
    ),
}


@pytest.mark.parametrize(("old", "new", "text", "sent", "_received"), VERDICTS.values(), ids=VERDICTS)
def test_a_narrower_body_breaks_callers(compare, old, new, text, sent, _received):
    """A request body that accepts less than before breaks callers."""
    found = compare(small(body=old), small(body=new))
    assert [level for line, level in found.items() if line.endswith(text)] == [sent], found


@pytest.mark.parametrize(("old", "new", "text", "_sent", "received"), VERDICTS.values(), ids=VERDICTS)
def test_a_wider_answer_breaks_callers(compare, old, new, text, _sent, received):
    """An answer with values that callers do not know breaks them."""
    found = compare(small(old), small(new))
    assert [level for line, level in found.items() if line.endswith(text)] == [received], found


def test_a_type_for_a_schema_that_took_anything_is_one_change(compare):
    """A schema that took anything and takes text now is one change, not another one for null."""
    assert compare(small(body={}), small(body=TEXT)) == {"POST /things  body: type any → string": "breaking"}


def test_the_order_of_alternatives_means_nothing(compare):
    """The order of `oneOf` makes no difference, also among alternatives of one type."""
    dog = {"type": "object", "properties": {"barks": {"type": "boolean"}}}
    assert compare(small({"oneOf": [CAT, dog]}), small({"oneOf": [dog, CAT]})) == {}


def test_bounds_of_3_0_and_of_3_1_are_the_same(compare):
    """`exclusiveMinimum: true` beside a minimum equals the number of OpenAPI 3.1."""
    old, new = {**NUMBER, "minimum": 1, "exclusiveMinimum": True}, {**NUMBER, "exclusiveMinimum": 1}
    assert compare(small(body=old), small(body=new)) == {}


def test_fields_that_only_the_server_writes_are_not_sent(compare):
    """A new required field that is `readOnly` breaks no caller."""
    field = {**TEXT, "readOnly": True}
    new = {"type": "object", "properties": {"id": field}, "required": ["id"]}
    assert compare(small(body=OBJECT), small(body=new)) == {}
    assert compare(small(OBJECT), small(new)) == {"POST /things  answer 200 id: added": "additive"}


def test_a_shared_component_is_reported_once(compare):
    """A change of a component is reported at the first place that has it, once for bodies and once for answers."""
    whole = {"type": "object", "properties": {"first": ref("Cat"), "second": ref("Cat")}}
    old, new = (small(whole, Cat={**CAT, "properties": {"purrs": field}}) for field in ({"type": "boolean"}, TEXT))
    assert compare(old, new) == {"POST /things  answer 200 first.purrs: type boolean → string": "breaking"}
