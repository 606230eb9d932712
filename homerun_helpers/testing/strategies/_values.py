"""The fixed values that strategies choose from, simplest first: usual values, and hostile ones that break programs."""

import json
from datetime import datetime
from functools import cache
from typing import Any

from attrs import frozen

# Letters of many scripts, without invisible or control characters: those need `hostile`.
TEXTS = (
    "", "Ada", "Ada Lovelace", "0", "Zoë", "李小龙", "O'Brien", "Лев", "محمد", " ", "ß", "İ", "e\u0301", "😀", "👩‍💻",
    "a, b; c", "50 % & more", "null", "true", "-1", "1e3", "2026-03-10", "C:\\", "\"quoted\"", "cv (final).pdf",
    "+44 20 7946 0018", "they/them", "x" * 64, "Straße nach Århus " * 15,
)  # fmt: skip

HOSTILE_TEXTS = (
    # What JSON can carry and UTF-8 cannot: lone surrogates, and a pair in the wrong order.
    "\ud800", "\udfff", "a\udc00\ud800b",
    # Invisible characters, and those that change the writing direction.
    "\u202eevil\u202c", "\u200f", "\u2066x\u2069", "\ufeff", "\u200b", "a\u00adb", "Z\u0351\u0363\u036b\u0352" * 20,
    # Control characters, and line breaks where a name should be.
    "\x00", "a\x00b", "\x1b[31mred", "\x7f", "\b", "\t", "Ada\nLovelace", "Ada\r\nLovelace", "a\u2028b", "\u0085",
    "\r\nSet-Cookie: a=b",
    # Code, for programs that forget to quote.
    "<script>alert(1)</script>", '<img src=x onerror="alert(1)">', "&lt;b&gt;", "]]>", "<!--", "{{7*7}}", "${7*7}",
    "'; DROP TABLE applications; --", '" OR ""="', "1' OR '1'='1", "=1+1", "@SUM(A1)", "$(id)", "`id`", "%s%n", "%00",
    "../../etc/passwd", "C:\\CON", "javascript:alert(1)", "file:///etc/passwd", "http://[::1", "\\", '"', "\\u0000",
    "__proto__", "undefined", "NaN", "None", "\uffff", "\U000e0041", "﷽", "🏴\U000e0067\U000e007f",
    "x" * 300, "😀" * 256, "x" * 5000,
)  # fmt: skip

LINKS = (
    "https://example.com/", "https://files.example.com/ada.png", "http://example.com", "https://example.com/a?b=c&d=e#f",
    "https://example.com:8443/%C3%A9%20x", "https://user@example.com/", "https://xn--bcher-kva.example/",
    "https://files.example.com/cv.pdf?signature=1a2b3c&expires=300", "ftp://example.com/a", "mailto:ada@example.com",
    "urn:isbn:0451450523", "https://[2001:db8::1]/", "https://example.com/" + "a" * 200,
)  # fmt: skip

EMAILS = (
    "ada@example.com", "Ada.Lovelace+jobs@example.co.uk", "o'brien@example.com", "a@b.example", "a@xn--bcher.example",
    "ADA@EXAMPLE.COM", "1815@example.com", "_@example.com", "ada-l@sub.sub.example.com",
)  # fmt: skip

WHOLE_NUMBERS = (0, 1, 2, -1, 3, 10, 100, 255, 1000, 65_536, 2**31 - 1, 2**31, -(2**31), 2**53 - 1)
NUMBERS = (0, 1, 4.5, 0.5, -1, -0.5, 3, 0.1, 100, 1e3, 1e-7, 1.5e10, 2**53 - 1)
# Python reads numbers of at most 4,300 digits.
HUGE = (2**53 + 1, 2**63, -(2**63) - 1, 2**64, 10**30, -(10**400))
HUGE_NUMBERS = (*HUGE, -0.0, 5e-324, 1.7976931348623157e308, -1e308, 0.1 + 0.2)

# Leap days, ends of years, hours in which clocks change, and the end of 32-bit time. All in UTC.
_DATETIME_TEXTS = (
    "2000-01-01T00:00:00", "2026-03-10T08:15:00", "2024-02-29T12:00:00", "2025-12-31T23:59:59", "1970-01-01T00:00:00",
    "2026-03-29T00:59:59", "2026-03-29T01:00:00", "2026-10-25T00:30:00", "2026-10-25T01:30:00", "1999-12-31T23:00:00",
    "2038-01-19T03:14:08", "1815-12-10T00:00:00", "2100-02-28T23:59:59", "2019-08-24T14:15:22",
)  # fmt: skip
# The first and the last second of Python's datetime, and days that some calendars skipped.
_HOSTILE_DATETIME_TEXTS = (
    "0001-01-01T00:00:00", "9999-12-31T23:59:59", "1582-10-10T00:00:00", "1752-09-08T00:00:00", "1883-11-18T12:00:00",
)  # fmt: skip
DATETIMES = tuple(map(datetime.fromisoformat, _DATETIME_TEXTS))
HOSTILE_DATETIMES = tuple(map(datetime.fromisoformat, _HOSTILE_DATETIME_TEXTS))

KEYS = ("new_field", "salaryIndication", "employee_number", "id", "tags", "Zoë", "a b", "a.b", "0", "from", "type_")
HOSTILE_KEYS = (
    "", "__proto__", "__class__", "__init__", "constructor", "additional_properties", "to_dict", "self", "class",
    "\x00", "\ud800", "\u202e", "a\nb", "<b>", "'", "$where", "a[b]", "x" * 300,
)  # fmt: skip

# As text, because each use gets its own copy.
_JSON = (
    "null", "false", "true", "0", "1.5", '""', '"text"', "[]", "{}", "[null]", '[1, "two", [3]]', '{"a": 1}',
    '{"amount": "4500.00", "currency": "EUR"}', '{"a": {"b": [{"c": null}]}}', '["2026-03-10T08:15:00Z"]', "-7", "1e-7",
    '{"id": "x", "name": "y"}', "[[], {}]", '{"": ""}',
)  # fmt: skip
# Deep, but Hypothesis can still print it.
_HOSTILE_JSON = (
    "[" * 20 + "]" * 20, '{"a":' * 20 + "1" + "}" * 20, "[" * 200 + "]" * 200, '{"a":' * 200 + "1" + "}" * 200,
    str(2**64), str(-(10**400)), "1.7976931348623157e308", "5e-324", r'"\ud800"', r'{"\udfff": "\u0000"}',
    '{"__proto__": {"polluted": true}}', '{"$ref": "#"}', '[{"$ne": null}]', '"' + "x" * 5000 + '"',
)  # fmt: skip


@frozen
class FreshJson:
    """JSON text that is parsed for each use, so that each use has its own copy."""

    text: str


@cache
def json_values(*, nulls: bool, hostile: bool, max_items: int, max_length: int | None) -> tuple[Any, ...]:
    """Free JSON: immutable values as they are, lists and objects as `FreshJson`.

    Args:
        nulls: whether it may contain null.
        hostile: whether it may be deep, huge or strange.
        max_items: the maximal number of elements of a list or an object.
        max_length: the maximal number of characters of a text; None: no limit.
    """
    texts = [text for text in (*_JSON, *(_HOSTILE_JSON if hostile else ())) if nulls or "null" not in text]
    values = [(value, text) for text in texts if _fits(value := json.loads(text), max_items, max_length)]
    return tuple(FreshJson(text) if isinstance(value, (list, dict)) else value for value, text in values)


def _fits(value: Any, max_items: int, max_length: int | None) -> bool:
    queue = [value]  # no recursion, because some values are deep
    while queue:
        one = queue.pop()
        if isinstance(one, str) and max_length is not None and len(one) > max_length:
            return False
        if isinstance(one, (list, dict)):
            if len(one) > max_items:
                return False
            queue += one.values() if isinstance(one, dict) else one
    return True
