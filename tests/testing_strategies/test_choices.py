"""How an example is made from bytes: what random tests hardly ever meet, and what must not move."""

import pytest
from homerun_client.models import JobApplicationDetails, Vacancy
from hypothesis import strategies as st

from homerun_helpers.testing.strategies._catalog import own_catalog
from homerun_helpers.testing.strategies._choices import NOTHING, ByteLayout, Choices
from homerun_helpers.testing.strategies._compile import Compiler
from homerun_helpers.testing.strategies._options import make_options
from tests.models.comparison import SCHEMAS
from tests.testing_strategies.drawing import find

OPEN = {
    "includes": None, "nulls": None, "unknown_fields": None, "unknown_values": None, "dates": None, "max_items": 3,
    "max_length": None, "hostile": False,
}  # fmt: skip


def made(model, **pinned):
    """What makes the model's JSON of bytes and texts, and how many bytes that takes."""
    compiler = Compiler(own_catalog(), make_options(**{**OPEN, **pinned}), typed=False)
    make = compiler.compile(model)
    return (lambda raw, *texts: make(Choices(raw, texts, [], NOTHING))), compiler.layout.size


@pytest.mark.parametrize("byte", range(256))
def test_an_unknown_value_is_never_a_documented_one(byte):
    """Not even when the text that was drawn is one."""
    make, size = made(Vacancy, unknown_values=True)
    payload = make(bytes([byte]) * size, "public", "Full-time")
    assert payload.get("status") not in SCHEMAS["VacancyStatus"]["enum"]
    assert payload.get("type") not in SCHEMAS["VacancyType"]["enum"]


def test_zero_bytes_make_the_simplest_example():
    """So that the shrinker finds it at once."""
    make, size = made(JobApplicationDetails)
    assert make(bytes(size), "", "") == {"id": "ap_Ada1815"}


@pytest.mark.parametrize("density", [0, 64, 128, 192])
def test_a_byte_that_becomes_zero_leaves_out_one_field_at_most(density):
    """And moves nothing else: the fields of a smaller example are those of a larger one."""
    make, size = made(JobApplicationDetails, unknown_fields=False)
    raw = bytes([density, 0]) + bytes([232]) * (size - 2)
    whole = make(raw, "a", "b")
    for at in range(2, size):
        smaller = make(raw[:at] + b"\x00" + raw[at + 1 :], "a", "b")
        assert smaller.keys() <= whole.keys()
        assert len(whole) - len(smaller) <= 1


def test_two_halves_of_a_pair_are_one_character():
    """As they are after JSON: what was drawn is what comes out of the parser."""
    layout = ByteLayout([st.just("\ud83d\ude00")], st.nothing())
    layout.has_texts = True
    assert find(layout.strategy(lambda choices: choices.texts[0]), lambda text: True) == "😀"


def test_examples_hold_free_json_now_and_then():
    """Not always: it takes long to draw."""
    layout = ByteLayout([], st.just(["free"]))
    layout.has_free = True
    strategy = layout.strategy(lambda choices: choices.free)
    assert find(strategy, lambda free: free is not NOTHING) == ["free"]
    assert find(strategy, lambda free: free is NOTHING) is NOTHING
