"""The digest of a payload: the same for the same JSON, however it is written."""

import json
import pathlib
import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from homerun_helpers import InvalidArgumentError
from homerun_helpers.migration import payload_digest

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)
OBJECTS = st.dictionaries(st.text(), VALUES, max_size=6)


@given(OBJECTS, st.booleans())
def test_the_digest_is_the_same_after_writing_and_reading_json(payload, ascii_only):
    """With keys in any order, with or without escapes."""
    text = json.dumps(dict(reversed(payload.items())), ensure_ascii=ascii_only, indent=2)
    assert payload_digest(json.loads(text)) == payload_digest(payload)
    assert payload_digest(json.loads(text, parse_float=Decimal)) == payload_digest(payload)


@given(OBJECTS, OBJECTS)
def test_different_payloads_have_different_digests(one, other):
    """Each difference in JSON counts."""
    texts = [json.dumps(payload, ensure_ascii=False, sort_keys=True) for payload in (one, other)]
    assume(one != other and len({unicodedata.normalize("NFC", text) for text in texts}) == 2)
    assert payload_digest(one) != payload_digest(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, 1.0), (0, -0.0), (1e2, 100), (0.1, Decimal("0.10")), (1e-7, Decimal("1E-7")), ([1], (1,)),
        ("\u00e9", "e\u0301"), ({"\u00e9": 1, "z": 2}, {"z": 2, "e\u0301": 1}), ("a/b", pathlib.PurePosixPath("a/b")),
        (b"x", bytearray(b"x")), (date(2023, 12, 1), "2023-12-01"),
    ],
)  # fmt: skip
def test_the_same_json_in_python_has_the_same_digest(one, other):
    """Python has several types for it."""
    assert payload_digest({"a": one}) == payload_digest({"a": other})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, "1"), (1, True), (0, None), (0, False), ("", None), ([], {}), ([1, 2], [2, 1]), ({"a": None}, {}),
        (1.5, "1.5"), (b"x", "x"), (1, 1.0000000000000002), ("a", "A"), ("a ", "a"), (float("nan"), None),
        (10**30, 10**30 + 1), (Decimal("1E+999999"), Decimal("1E+999998")),
    ],
)  # fmt: skip
def test_different_json_has_another_digest(one, other):
    """A number and a text, for example."""
    assert payload_digest({"a": one}) != payload_digest({"a": other})


def test_the_digest_is_the_same_in_later_versions():
    """A journal would not know its payloads otherwise."""
    payload = {"candidate": {"first_name": "Ad\u00e9", "age": 36.5}, "job": None, "tags": ["a", 1, True]}
    assert payload_digest(payload) == "55b30cd47e8f97cebebbef2c2b2c0482f00178ea6059eeca7b709b19ddf8c4a3"


def deep(levels):
    value = []
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize("odd", [{1, 2}, object(), {1: 2}, deep(400), pytest.param(10**5000, id="long"), 1j])
def test_a_payload_that_is_no_json_is_refused(odd):
    """The error does not show it."""
    with pytest.raises(InvalidArgumentError, match=r"payload"):
        payload_digest({"a": odd})
