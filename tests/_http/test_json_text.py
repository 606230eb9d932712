"""JSON is read the same with msgspec and without it."""

import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homerun_helpers._http.json_text import fast_parser, parse, parse_slowly
from tests.models.breakage import any_json
from tests.models.comparison import same

ODD = [
    b"18446744073709551616",
    b"-9223372036854775809",
    b"1e400",
    b"-0",
    b"-0.0",
    b"9007199254740993.0",
    b'"\\ud800"',
    b'"\\ud83d\\ude00"',
    b'{"a": 1, "a": 2}',
    b"NaN",
    b"[-Infinity]",
    b'"\x01"',
    b'"\xff"',
    b'"\xed\xa0\x80"',
    b"\xef\xbb\xbf{}",
    b"[1,]",
    b"01",
    b"",
    b"{} {}",
    b"[" * 700 + b"]" * 700,
    b'{"a":' * 100_000,
    b"1" * 5_000,
]


def outcome(parser, raw):
    """The value in a list, or the class and the words of the error."""
    try:
        return [parser(raw)]
    except (ValueError, RecursionError) as error:
        return type(error), str(error)


def check(raw):
    ours, stdlib = outcome(fast_parser(), raw), outcome(parse_slowly, raw)
    assert same(ours, stdlib) if isinstance(ours, list) else ours == stdlib


@pytest.mark.parametrize("raw", ODD, ids=lambda raw: repr(raw[:20]))
def test_odd_json_is_read_the_same(raw):
    """Numbers to their last digit, halves of characters, and what is refused."""
    check(raw)


@given(any_json, st.booleans())
def test_any_json_is_read_the_same(value, as_ascii):
    """With characters as themselves or escaped, as PHP does by default."""
    check(json.dumps(value, ensure_ascii=as_ascii).encode("utf-8", "surrogatepass"))


@given(any_json.map(json.dumps).map(str.encode), st.data())
def test_broken_json_is_refused_the_same(raw, data):
    """Bytes lost, added or changed anywhere in it."""
    place = data.draw(st.integers(0, len(raw)))
    check(raw[:place] + data.draw(st.binary(max_size=3)) + raw[place + 1 :])


def test_the_parser_is_msgspec_where_it_is_installed():
    """As it is for these tests; otherwise they would compare the standard library with itself."""
    assert fast_parser() is not None
    assert parse(b"[1]") == [1]


def test_without_msgspec_json_is_read_by_the_standard_library():
    """In a process that cannot import it."""
    code = """
import sys
sys.modules["msgspec"] = None
from homerun_helpers._http.json_text import fast_parser, parse
print(fast_parser(), parse(b'{"a": [1e2]}'))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "None {'a': [100.0]}\n"
