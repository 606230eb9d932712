"""What the page of one application shows."""

import json
import sqlite3
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from homerun_helpers.sandbox._api.state import SandboxState
from homerun_helpers.sandbox._store.files import StoredFile
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
        "files": [_linked(state, file) for file in store.files.of(row["id"])],
        "answers": [(answer, _file_of(state, answer["answer"])) for answer in fields["question_answers"]],
        "notes": [json.loads(text) for text in store.notes.of(row["id"])],
    }


def _file_of(state: SandboxState, value: object) -> tuple[StoredFile, str] | None:
    """The file that a question was answered with, and its path; None for any other answer."""
    id = value.get("file_id") if isinstance(value, Mapping) else None
    file = state.store.files.get(id) if isinstance(id, str) else None
    return None if file is None else _linked(state, file)


def _linked(state: SandboxState, file: StoredFile) -> tuple[StoredFile, str]:
    # The path without the origin: the browser may know this host by another name, such as localhost.
    return file, urlsplit(state.links.temporary(file)).path
