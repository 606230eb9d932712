"""How an application is laid out in its row: a flat dictionary in Python, JSON text in columns.

The JSON columns are exactly the pieces that answers are composed of, so that a page of a hundred
records is put together without decoding or encoding one of them.
"""

import json
import sqlite3
from typing import Any

Fields = dict[str, Any]

BASE = (
    "id", "rating", "retention_period_ends_at", "sourced", "total_votes", "homerun_url",
    "created_at", "disqualified", "hired_at", "first_reply_at",
)  # fmt: skip
# `photo` also belongs to the person, but has a column of its own: an uploaded one is a link.
PERSON = ("first_name", "last_name", "email", "city", "country", "date_of_birth", "phone_number")
DETAILS = (
    "education", "experience", "pronouns", "skype", "facebook", "twitter", "linkedin", "github",
    "website", "assignment", "custom_data",
)  # fmt: skip
_WHOLE = ("photo", "disqualification_reason", "question_answers", "sources")
_PLAIN = ("id", "vacancy_id", "created_at", "stage", "hired_at", "photo_file")
COLUMNS = (*_PLAIN, "base", "person", "details", *_WHOLE)
_NOTHING: Fields = dict.fromkeys((*BASE, *PERSON, *DETAILS, *_PLAIN, *_WHOLE))


# Made once: json.dumps() would make one for each value.
_encoder = json.JSONEncoder(separators=(",", ":"))


def encode(value: object) -> str:
    """The value as compact ASCII JSON; the escapes are what PHP's own encoder would send."""
    return "null" if value is None else _encoder.encode(value)


def blank(id: str, created_at: str) -> Fields:
    """The fields of an application about which nothing is known yet."""
    return _NOTHING | {
        "id": id,
        "created_at": created_at,
        "homerun_url": f"https://sandbox.homerun.example/candidates/{id}",
        "sourced": False,
        "total_votes": 0,
        "disqualified": False,
        "sources": [],
        "question_answers": [],
    }


def pack(fields: Fields) -> dict[str, object]:
    """The columns for these fields."""
    columns: dict[str, object] = {name: fields[name] for name in _PLAIN}
    for column, names in (("base", BASE), ("person", PERSON), ("details", DETAILS)):
        columns[column] = encode({name: fields[name] for name in names})
    return columns | {name: encode(fields[name]) for name in _WHOLE}


def unpack(row: sqlite3.Row) -> Fields:
    """The fields in these columns."""
    fields: Fields = {name: json.loads(row[name]) for name in _WHOLE}
    for column in ("base", "person", "details"):
        fields |= json.loads(row[column])
    return fields | {name: row[name] for name in _PLAIN}
