"""The saved document has a fixed order, is formatted like openapi.yaml, and has nothing that Redoc added."""

import copy
import hashlib
import json
import re

import pytest
import yaml
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.spec.upstream.pages import DOCUMENT, redoc
from tests.spec.upstream.serving import html
from tests.support.tools import ROOT
from tools.spec import yaml_loader
from tools.spec.upstream import document as documents
from tools.spec.upstream import yaml_dumper

INJECTED = "<!-- ReDoc-Inject: <security-definitions> -->"


@pytest.fixture(scope="module")
def ours(load):
    """openapi.yaml as data."""
    return load(ROOT / "openapi.yaml")


@pytest.fixture(scope="module")
def dump():
    """Writes a document as YAML."""
    return yaml_dumper.dump


@pytest.fixture(scope="module")
def normalise():
    """Puts a document in order."""
    return documents.normalise


def shuffled(node):
    """A copy with the keys of every mapping reversed."""
    if isinstance(node, dict):
        return {key: shuffled(value) for key, value in reversed(node.items())}
    return [shuffled(item) for item in node] if isinstance(node, list) else node


def test_openapi_yaml_makes_a_round_trip(server, run, output, load, ours):
    """openapi.yaml, shown by Redoc and fetched by the script, comes out equal and valid."""
    server.routes["/"] = html(redoc(ours))
    assert run(server.url).returncode == 0
    saved = load(output)
    assert saved == ours
    assert list(OpenAPIV31SpecValidator(saved).iter_errors()) == []


def test_the_format_is_that_of_openapi_yaml(ours, dump):
    """Nine in ten lines of openapi.yaml are the same in the script's own output."""
    hand = (ROOT / "openapi.yaml").read_text("utf-8")
    wanted = [line for line in hand.splitlines() if line.strip() and not line.lstrip().startswith("# ")]
    written = set(dump(ours).splitlines())
    assert sum(line in written for line in wanted) > 0.9 * len(wanted)


def test_the_order_does_not_depend_on_the_page(ours, dump, normalise):
    """The parts and the methods are in a fixed order; within a part the order of the page is kept."""
    paths = {path: dict(reversed(item.items())) for path, item in ours["paths"].items()}
    document = normalise(dict(reversed((ours | {"paths": paths}).items())))[0]
    assert dump(document) == dump(normalise(ours)[0])


def test_the_parts_have_a_fixed_order(normalise):
    """`openapi` and `info` come first; unknown parts come last, in their own order."""
    parts = ["x-a", "components", "paths", "tags", "externalDocs", "webhooks", "servers", "info", "openapi"]
    wanted = ["openapi", "info", "servers", "tags", "paths", "webhooks", "components", "x-a", "externalDocs"]
    assert list(normalise({part: {} for part in parts})[0]) == wanted


def test_methods_come_in_one_order_after_what_they_share(normalise):
    """In paths and webhooks, what the methods share comes first, then the methods in a fixed order."""
    item = {key: {} for key in ("trace", "delete", "patch", "parameters", "put", "post", "summary", "get")}
    document = normalise({"paths": {"/": item}, "webhooks": {"hired": item}})[0]
    wanted = ["parameters", "summary", "get", "post", "put", "patch", "delete", "trace"]
    assert list(document["paths"]["/"]) == list(document["webhooks"]["hired"]) == wanted


def test_normalising_changes_neither_content_nor_original(ours, normalise):
    """Normalising changes nothing but the order, and leaves the original as it is."""
    before = copy.deepcopy(ours)
    assert normalise(shuffled(ours)) == (ours, [])
    assert ours == before


def test_normalising_twice_changes_nothing_more(ours, dump, normalise):
    """Normalising a document that was normalised changes nothing."""
    once = normalise(shuffled(ours))[0]
    assert dump(normalise(once)[0]) == dump(once)


def test_fields_that_redoc_added_are_left_out(normalise):
    """Fields that Redoc added are removed and named; those that authors write for Redoc stay."""
    schema = {"type": "object", "x-refsStack": ["#/a"], "x-parentRefs": [], "x-circular-ref": True, "x-tag": 1}
    document, removed = normalise({"components": {"schemas": {"A": schema}}, "info": {"x-logo": {"url": "a.svg"}}})
    assert document == {
        "components": {"schemas": {"A": {"type": "object", "x-tag": 1}}},
        "info": {"x-logo": {"url": "a.svg"}},
    }
    assert removed == [f"#/components/schemas/A/{name}" for name in ("x-refsStack", "x-parentRefs", "x-circular-ref")]


@pytest.mark.parametrize("key", ["example", "examples", "default", "enum", "const", "value"])
def test_data_of_the_api_is_left_alone(normalise, key):
    """Below examples, defaults and enums nothing is removed, whatever it is called."""
    document = {"paths": {"/": {"get": {key: {"x-circular-ref": True, "a": [{"x-refsStack": []}]}}}}}
    assert normalise(document) == (document, [])


def test_a_property_may_have_the_name_of_a_field_of_redoc(normalise):
    """A field is Redoc's only when its value has the right type."""
    document = {"components": {"schemas": {"A": {"properties": {"x-circular-ref": {"type": "string"}}}}}}
    assert normalise(document) == (document, [])


INJECTIONS = {
    "at the end": ("Hello.\n\n# Authentication\n\n" + INJECTED, "Hello.\n"),
    "alone": ("# Authentication\n\n" + INJECTED, ""),
    "in a section": (
        "# Authentication\nBearer.\n\n" + INJECTED + "\n\n# Next\n",
        "# Authentication\nBearer.\n# Next\n",
    ),
    "nowhere": ("# Authentication\n\n<SecurityDefinitions />", None),
}


@pytest.mark.parametrize(("text", "wanted"), INJECTIONS.values(), ids=INJECTIONS)
def test_what_redoc_writes_into_the_description_is_left_out(normalise, text, wanted):
    """Redoc's addition to the description is removed; the author's own words stay."""
    document, removed = normalise({"info": {"description": text}})
    assert document["info"]["description"] == (text if wanted is None else wanted)
    assert len(removed) == (wanted is not None)


def test_the_saved_file_says_where_it_comes_from(server, run, output, load):
    """The file names its source, its time, and a digest that can be computed from its content."""
    server.routes["/docs"] = html(redoc(DOCUMENT))
    assert run(f"{server.url}/docs").returncode == 0
    comment = output.read_text("utf-8").partition("\n\n")[0]
    assert f"# source: {server.url}/docs\n" in comment
    assert re.search(r"^# fetched: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", comment, re.MULTILINE)
    compact = json.dumps(load(output), sort_keys=True, separators=(",", ":"))
    assert comment.endswith(": " + hashlib.sha256(compact.encode()).hexdigest())


def test_what_was_left_out_is_printed(server, run):
    """The output names each field of Redoc that was left out."""
    document = DOCUMENT | {"components": {"schemas": {"A": {"x-circular-ref": True}}}}
    server.routes["/"] = html(redoc(document))
    assert "left out, made by Redoc: #/components/schemas/A/x-circular-ref" in run(server.url).stdout


STRINGS = {
    "text of several lines": ("a\nb\n", "x: |\n  a\n  b\n"),
    "without a line's end": ("a\n\nb", "x: |-\n  a\n\n  b\n"),
    "with marks of Markdown": ("* a  \n\t- b\n# c: d", "x: |-\n  * a  \n  \t- b\n  # c: d\n"),
    "a code": ("200", 'x: "200"\n'),
    "a number of YAML 1.2": ("1e3", 'x: "1e3"\n'),
    "a date": ("2026-01-31", 'x: "2026-01-31"\n'),
    "a word of YAML 1.1": ("no", 'x: "no"\n'),
    "words": ("It's a: b", 'x: "It\'s a: b"\n'),
    "a long line": ("word " * 200 + "end", f"x: {'word ' * 200}end\n"),
    "an emoji": ("Résumé 🎉", "x: Résumé 🎉\n"),
}


@pytest.mark.parametrize(("text", "written"), STRINGS.values(), ids=STRINGS)
def test_texts_are_written_in_a_readable_style(dump, text, written):
    """A text of several lines is a block, others are plain, or in double quotes where YAML requires it."""
    assert dump({"x": text}) == written


def test_nothing_is_written_as_an_alias(dump):
    """A value that is in the document twice is written twice."""
    shared = {"type": "string"}
    assert dump({"a": shared, "b": [shared, [shared]]}).count("type: string") == 3


def test_aliases_of_a_source_are_written_out(dump):
    """A value that the source has as an alias is written in full."""
    assert dump(yaml_loader.load("a: &x {b: [1]}\nc: *x\n")) == "a:\n  b: [1]\n\nc:\n  b: [1]\n"


def test_pyyaml_reads_the_same_values(ours, dump):
    """PyYAML with its own settings reads the same values, apart from dates."""
    plain = json.loads(json.dumps(yaml.safe_load(dump(ours)), default=str))
    assert plain == ours
