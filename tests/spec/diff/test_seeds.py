"""Every kind of change is reported, with its level."""

from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.spec.diff.seeds import SEEDS, seeded


@pytest.mark.parametrize("seed", SEEDS.values(), ids=SEEDS)
def test_a_change_is_reported_with_its_level(ours, compare, seed):
    """A change is reported with its operation, its place and its level, and nothing worse is reported."""
    found = compare(ours, seeded(ours, seed))
    assert found.get(seed.line) == seed.level, found
    assert min(found.values(), key=["breaking", "additive", "documentation"].index) == seed.level, found


@pytest.mark.parametrize("seed", SEEDS.values(), ids=SEEDS)
def test_a_change_is_seen_in_either_direction(ours, compare, seed):
    """A change and its reversal are both reported."""
    assert compare(seeded(ours, seed), ours)


@given(seeds=st.lists(st.sampled_from(sorted(SEEDS)), unique=True, max_size=12))
def test_changes_do_not_hide_each_other(ours, compare, seeds):
    """Changes made together, in any order, are each reported."""
    chosen = [SEEDS[name] for name in seeds]
    changed = seeded(ours, *chosen)
    found = compare(ours, changed)
    assert {seed.line: seed.level for seed in chosen}.items() <= found.items()
    assert bool(found) == bool(chosen)
    assert compare(changed, deepcopy(changed)) == {}
