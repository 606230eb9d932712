"""Schemas that refer to themselves are compared to their end."""

import pytest

from tests.spec.diff.small import ref, small
from tools.spec.document import SpecError

TREE = {
    "type": "object",
    "properties": {"children": {"type": "array", "items": ref("Tree")}, "name": {"type": "string"}},
}
PERSON = {"properties": {"dog": {"anyOf": [ref("Dog"), {"type": "null"}]}, "name": {"type": "string"}}}
DOG = {"allOf": [{"properties": {"owner": ref("Person")}}, {"properties": {"owner": {"description": "Who feeds it."}}}]}


def test_a_change_in_a_recursive_schema_is_reported_once(compare):
    """A changed field of a recursive schema is one change, however deep the recursion goes."""
    leaf = {**TREE, "properties": {**TREE["properties"], "name": {"type": "integer"}}}
    found = compare(small(ref("Tree"), Tree=TREE), small(ref("Tree"), Tree=leaf))
    assert found == {"POST /things  answer 200 name: type string → integer": "breaking"}


def test_components_that_refer_to_each_other_are_compared(compare):
    """Components that refer to each other are compared to their end, also through `allOf` and null."""
    old = small(ref("Person"), ref("Dog"), Person=PERSON, Dog=DOG)
    new = small(ref("Person"), ref("Dog"), Person={**PERSON, "required": ["name"]}, Dog=DOG)
    found = compare(old, new)
    assert found["POST /things  answer 200 name: always there now"] == "additive"
    assert found["POST /things  body owner.name: required now"] == "breaking"


def test_a_recursive_schema_with_its_first_level_inline_is_the_same(compare):
    """A recursive schema whose first level is written inline is no difference."""
    inline = {**TREE, "properties": {**TREE["properties"], "children": {"type": "array", "items": TREE}}}
    assert compare(small(ref("Tree"), Tree=TREE), small(inline, Tree=TREE)) == {}


@pytest.mark.parametrize("schemas", [{"A": ref("A")}, {"A": ref("B"), "B": ref("A")}, {"A": {"allOf": [ref("A")]}}])
def test_a_schema_that_is_only_itself_is_an_error(compare, schemas):
    """A schema that consists of a reference to itself cannot be compared."""
    with pytest.raises(SpecError, match="made of itself"):
        compare(small(ref("A"), **schemas), small(ref("A"), **schemas))
