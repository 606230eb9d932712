"""How an example is made from bytes, in cases that random examples rarely reach."""

import pytest
from homerun_client.models import JobApplicationDetails, Vacancy
from hypothesis import strategies as st

from homerun_helpers.testing.strategies._catalog import own_catalog
from homerun_helpers.testing.strategies._choices import NOTHING, ByteLayout, Choices
from homerun_helpers.testing.strategies._compile import Compiler
from homerun_helpers.testing.strategies._options import StrategyOptions
from tests.models.comparison import SCHEMAS
from tests.testing_strategies.drawing import find


def made(model, **options):
    """The function that makes the model's JSON from bytes and texts, and the number of bytes that it needs."""
    compiler = Compiler(own_catalog(), StrategyOptions(**options), typed=False)
    make = compiler.compile(model)
    return (lambda raw, *texts: make(Choices(raw, texts, [], NOTHING))), compiler.layout.size


@pytest.mark.parametrize("byte", range(256))
def test_unknown_value_is_never_a_documented_one(byte):
    """With `unknown_values=True` a value differs from the documented ones even if the drawn text is one of them."""
    make, size = made(Vacancy, unknown_values=True)
    payload = make(bytes([byte]) * size, "public", "Full-time")
    assert payload.get("status") not in SCHEMAS["VacancyStatus"]["enum"]
    assert payload.get("type") not in SCHEMAS["VacancyType"]["enum"]


def test_zero_bytes_make_the_simplest_example():
    """An example of zero bytes has only the required fields, so the shrinker reaches it in one step."""
    make, size = made(JobApplicationDetails)
    assert make(bytes(size), "", "") == {"id": "ap_Ada1815"}


@pytest.mark.parametrize("density", [0, 64, 128, 192])
def test_setting_a_byte_to_zero_removes_at_most_one_field(density):
    """Setting one byte to zero removes at most one field and adds none."""
    make, size = made(JobApplicationDetails, unknown_fields=False)
    raw = bytes([density, 0]) + bytes([232]) * (size - 2)
    whole = make(raw, "a", "b")
    for at in range(2, size):
        smaller = make(raw[:at] + b"\x00" + raw[at + 1 :], "a", "b")
        assert smaller.keys() <= whole.keys()
        assert len(whole) - len(smaller) <= 1


def test_surrogate_pair_is_one_character():
    """A drawn surrogate pair is joined to one character, as a JSON parser does it."""
    layout = ByteLayout([st.just("\ud83d\ude00")], st.nothing())
    layout.has_texts = True
    assert find(layout.strategy(lambda choices: choices.texts[0]), lambda text: True) == "😀"


def test_free_json_is_drawn_in_some_examples():
    """Some examples have free JSON and some do not, because drawing it is slow."""
    layout = ByteLayout([], st.just(["free"]))
    layout.has_free = True
    strategy = layout.strategy(lambda choices: choices.free)
    assert find(strategy, lambda free: free is not NOTHING) == ["free"]
    assert find(strategy, lambda free: free is NOTHING) is NOTHING
