"""JSON as the API may send it, and models, both derived from the spec that comes with the generated package.

Small strategies first, those for whole schemas next, changes that break a record last.
"""

import json
from datetime import UTC, timedelta, timezone
from functools import cache
from importlib import resources

import attrs
from homerun_client import models
from hypothesis import strategies as st

SPEC = json.loads((resources.files("homerun_client") / "openapi.json").read_text("utf-8"))
SCHEMAS = SPEC["components"]["schemas"]
# Every class that reads JSON, found and not listed: a new one is tested from its first day.
MODELS = {name: value for name in models.__all__ if hasattr(value := getattr(models, name), "from_dict")}

KINDS = {"null": None, "boolean": True, "integer": 7, "number": 7.5, "string": "seven", "array": [], "object": {}}

numbers = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
# No lone surrogates: they are not Unicode text, and nothing can send them.
texts = st.text(st.characters(codec="utf-8"), max_size=12)
any_json = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)
dates = st.dates().map(lambda day: day.isoformat())
offsets = st.integers(-23 * 60 - 59, 23 * 60 + 59).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(timezones=st.just(UTC) | offsets)
ODD = "0123456789-:TtZz+., W٣"


@st.composite
def date_times(draw):
    """A date-time in one of the forms that ISO 8601 has for it."""
    moment = draw(st.datetimes())
    if draw(st.sampled_from([False] * 9 + [True])):
        return f"{draw(st.dates(max_value=moment.max.date() - timedelta(days=1)))}T24:00:00Z"
    timespec = draw(st.sampled_from(["minutes", "seconds", "milliseconds", "microseconds"]))
    separator = draw(st.sampled_from(["T", "T", "t", " "]))
    zone = draw(st.sampled_from(["Z", "Z", "z", "", "+00:00", "-00:00", "+0530", "+02:00", "-11:30", "+14"]))
    return moment.isoformat(separator, timespec) + zone


@st.composite
def nearly(draw, wanted):
    """A text with one or two characters changed, added or lost."""
    text = draw(wanted)
    place, lost = draw(st.integers(0, len(text))), draw(st.integers(0, 2))
    return text[:place] + draw(st.text(ODD, max_size=2)) + text[place + lost :]


date_like = nearly(date_times()) | nearly(dates) | st.text(ODD, max_size=30)


def resolve(schema):
    """What a reference points to, with the members of `allOf` put together."""
    while "$ref" in schema:
        schema = SCHEMAS[schema["$ref"].rpartition("/")[2]]
    if "allOf" not in schema:
        return schema
    members = [resolve(member) for member in schema["allOf"]]
    return {
        "type": "object",
        "properties": {name: field for member in members for name, field in member.get("properties", {}).items()},
        "required": [name for member in members for name in member.get("required", [])],
    }


def kinds(schema):
    """The JSON types that a schema allows."""
    schema = resolve(schema)
    if "anyOf" in schema:
        return {kind for one in schema["anyOf"] for kind in kinds(one)}
    found = schema.get("type", list(KINDS))
    found = {found} if isinstance(found, str) else set(found)
    return found | {"integer"} if "number" in found else found


def fields(name):
    """The fields of a model with their schemas."""
    return resolve(SCHEMAS[name]).get("properties", {})


def required(name):
    return resolve(SCHEMAS[name]).get("required", [])


@cache
def json_for(name):
    """JSON for a schema by its name: with fields that are absent, null, unknown, or new values of an enum."""
    return st.deferred(lambda: _object(resolve(SCHEMAS[name]), _json))


def _json(schema):
    if "$ref" in schema and schema["$ref"].rpartition("/")[2] in MODELS:
        return json_for(schema["$ref"].rpartition("/")[2])
    schema = resolve(schema)
    if "anyOf" in schema:
        return st.one_of([_json(one) for one in schema["anyOf"]])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    return st.one_of([_json_of(kind, schema) for kind in sorted(kinds(schema))]) if "type" in schema else any_json


def _json_of(kind, schema):
    match kind, schema.get("format"):
        case "string", "date-time":
            return date_times()
        case "string", "date":
            return dates
        case "array", _:
            return st.lists(_json(schema["items"]), max_size=3)
        case "object", _:
            return _object(schema, _json)
    return {
        "null": st.none(),
        "boolean": st.booleans(),
        "integer": st.integers(-(2**53), 2**53),
        "number": numbers,
        "string": texts,
    }[kind]


@st.composite
def _object(draw, schema, strategy):
    """An object with all of its required fields, some of the others, and some that nobody knows."""
    known = schema.get("properties", {})
    wanted = [name for name in known if name in schema.get("required", []) or draw(st.booleans())]
    extra = draw(st.dictionaries(texts.filter(lambda name: name not in known), any_json, max_size=2))
    return {**extra, **{name: draw(strategy(known[name])) for name in wanted}}


@st.composite
def model_for(draw, name, *, whole=False):
    """A model that was made by its constructor, with typed values; a whole one has all its fields."""
    names = [field for field in fields(name) if whole or field in required(name) or draw(st.booleans())]
    attributes = {attribute.name.rstrip("_"): attribute.name for attribute in attrs.fields(MODELS[name])}
    values = {attributes[field]: draw(_typed(fields(name)[field])) for field in names}
    made = MODELS[name](**values)
    unknown = texts.filter(lambda key: key not in fields(name))
    made.additional_properties = draw(st.dictionaries(unknown, any_json, max_size=2))
    return made


def _typed(schema, *, whole=False):
    if "$ref" in schema and (name := schema["$ref"].rpartition("/")[2]) in MODELS:
        return model_for(name, whole=whole)
    schema = resolve(schema)
    if "anyOf" in schema:
        # Among other types an object is read as a model only when it has all the model's fields.
        several = len(kinds(schema) - {"null"}) > 1
        return st.one_of([_typed(one, whole=several) for one in schema["anyOf"]])
    if schema.get("type") == "array" or "array" in schema.get("type", ""):
        lists = st.lists(_typed(schema["items"]), max_size=3)
        return lists if schema["type"] == "array" else st.none() | lists
    typed = {"date-time": moments, "date": st.dates()}.get(schema.get("format"))
    if typed is None:
        return _json(schema)
    return st.none() | typed if "null" in kinds(schema) else typed


@st.composite
def broken_json_for(draw, name):
    """JSON for a schema in which one thing, at any depth, was replaced by something else."""
    record = draw(json_for(name))
    spot = draw(st.sampled_from(list(_spots(record)) or [(record, "new")]))
    spot[0][spot[1]] = draw(any_json | date_like | date_times() | texts)
    return record


def _spots(value):
    """Every place in JSON, as its container and its key."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield value, key
        yield from _spots(inner)


# --- Comparison -----------------------------------------------------------------------------------------------------

MOMENTS = {
    field for name in SCHEMAS for field, schema in fields(name).items() if resolve(schema).get("format") == "date-time"
}


def same(left, right, field=None):
    """Whether two JSON values say the same: a date-time may be written differently, anything else may not."""
    if type(left) is not type(right):
        return False
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(same(left[name], right[name], name) for name in left)
    if isinstance(left, list):
        return len(left) == len(right) and all(map(same, left, right))
    return left == right or (field in MOMENTS and isinstance(left, str) and instant(left) == instant(right))


def instant(text):
    """The moment that a date-time means; without an offset it is UTC. None: it is none."""
    from dateutil.parser import isoparse  # not the parser that the models use first

    try:
        moment = isoparse(text.upper())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
