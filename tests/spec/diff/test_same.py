"""Documents that say the same in different forms have no differences."""

import json
from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.spec.diff.rewrites import REWRITES, inlined
from tests.spec.diff.seeds import SEEDS, seeded


@pytest.mark.parametrize("rewrite", REWRITES.values(), ids=REWRITES)
def test_a_document_in_another_form_has_no_differences(ours, compare, rewrite):
    """A document written in another way is no difference, in either direction."""
    other = rewrite(ours)
    assert json.dumps(other) != json.dumps(ours)
    assert compare(ours, other) == {}
    assert compare(other, ours) == {}


@given(names=st.lists(st.sampled_from([name for name in REWRITES if name != "loose_filters"]), unique=True, max_size=4))
def test_rewrites_can_be_combined(ours, compare, names):
    """A document written in several other ways at once is no difference."""
    other = ours
    for name in sorted(names, key=list(REWRITES).index):
        other = REWRITES[name](other)
    assert compare(ours, other) == {}


@pytest.mark.parametrize("seed", SEEDS.values(), ids=SEEDS)
def test_a_change_is_found_in_a_rewritten_document(ours, compare, seed):
    """A change in a document that is written in another way is reported as it is without the rewriting."""
    found = compare(ours, inlined(seeded(ours, seed)))
    assert found.get(seed.line) == seed.level, found
    assert min(found.values(), key=["breaking", "additive", "documentation"].index) == seed.level, found


def test_a_line_break_in_a_description_is_no_difference(ours, compare):
    """The line breaks of a description make no difference."""
    other = deepcopy(ours)
    other["info"]["description"] = " ".join(other["info"]["description"].split())
    assert compare(ours, other) == {}
