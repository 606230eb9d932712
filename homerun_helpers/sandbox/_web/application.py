"""What the page of one application shows."""

import json
import sqlite3
from typing import Any
from urllib.parse import urlsplit

from homerun_helpers.sandbox._api.state import SandboxState
from homerun_helpers.sandbox._store.shape import BASE, DETAILS, PERSON, unpack

# The page shows these outside of its tables.
_SHOWN_ELSEWHERE = {"id", "first_name", "last_name", "custom_data"}


def application(state: SandboxState, row: sqlite3.Row) -> dict[str, Any]:
    """The values of the template: the fields in groups, the vacancy, files, answers and notes.

    Links to files are temporary: they are valid for five minutes.
    """
    fields, store = unpack(row), state.store
    vacancy = store.vacancies.get(row["vacancy_id"]) if row["vacancy_id"] is not None else None
    names = {
        # Only the address of a remote photo is shown: a page loads nothing from other hosts.
        "Person": PERSON if row["photo_file"] else (*PERSON, "photo"),
        "Application": (*BASE, "vacancy_id", "stage", "disqualification_reason"),
        "Profile": DETAILS,
    }
    groups = {
        title: {name: fields[name] for name in group if name not in _SHOWN_ELSEWHERE and fields[name] is not None}
        for title, group in names.items()
    }
    return {
        "fields": fields,
        "vacancy": vacancy and json.loads(vacancy["record"]),
        "groups": groups | {"Custom data": fields["custom_data"] or {}},
        "nulls": [name for group in names.values() for name in group if fields[name] is None],
        # Without the origin: the browser may know this host by another name, such as localhost.
        "files": [(file, urlsplit(state.links.temporary(file)).path) for file in store.files.of(row["id"])],
        "notes": [json.loads(text) for text in store.notes.of(row["id"])],
    }
