"""One application, in full."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from homerun_helpers.sandbox._api.state import SandboxState
from homerun_helpers.sandbox._board.views import full_name
from homerun_helpers.sandbox._store.files import StoredFile
from homerun_helpers.sandbox._store.shape import BASE, DETAILS, PERSON, Fields, unpack

# Shown in places of their own.
_ELSEWHERE = {"id", "first_name", "last_name", "custom_data", "sources"}


@dataclass(frozen=True)
class Download:
    """A file, with a link that is valid for a few minutes."""

    file: StoredFile
    path: str


@dataclass(frozen=True)
class Answer:
    """A question, and what was answered: JSON, or a file."""

    question: str
    type: str
    value: object
    file: Download | None


@dataclass(frozen=True)
class Application:
    """Everything that is known about an application."""

    fields: Fields
    name: str
    vacancy: Mapping[str, Any] | None
    groups: dict[str, dict[str, Any]]
    nulls: tuple[str, ...]
    downloads: tuple[Download, ...]
    answers: tuple[Answer, ...]
    notes: tuple[dict[str, Any], ...]


def application(state: SandboxState, row: sqlite3.Row) -> Application:
    """An application's row with all that belongs to it."""
    fields, store = unpack(row), state.store
    vacancy = None if row["vacancy_id"] is None else store.vacancies.get(row["vacancy_id"])
    # An uploaded photo is shown, another one's address is only named: a page loads nothing from elsewhere.
    person = PERSON if row["photo_file"] else (*PERSON, "photo")
    progress = (*BASE, "vacancy_id", "stage", "disqualification_reason")
    groups = {
        "Person": _known(fields, person),
        "Application": _known(fields, progress),
        "Profile": _known(fields, DETAILS),
        "Custom data": fields["custom_data"] or {},
    }
    return Application(
        fields=fields,
        name=full_name(fields),
        vacancy=None if vacancy is None else json.loads(vacancy["record"]),
        groups={title: group for title, group in groups.items() if group},
        nulls=tuple(name for name in (*person, *progress, *DETAILS) if fields[name] is None),
        downloads=tuple(_download(state, file) for file in store.files.of(row["id"])),
        answers=tuple(_answer(state, answer) for answer in fields["question_answers"]),
        notes=tuple(json.loads(text) for text in store.notes.of(row["id"])),
    )


def _known(fields: Fields, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: fields[name] for name in names if name not in _ELSEWHERE and fields[name] is not None}


def _download(state: SandboxState, file: StoredFile) -> Download:
    # Without the origin: the page may have been asked for by another name, such as localhost.
    return Download(file, urlsplit(state.links.temporary(file)).path)


def _answer(state: SandboxState, answer: Mapping[str, Any]) -> Answer:
    value = answer["answer"]
    id = value.get("file_id") if isinstance(value, dict) else None
    file = state.store.files.get(id) if isinstance(id, str) else None
    download = None if file is None else _download(state, file)
    return Answer(answer["original_question"], answer["original_question_type"], value, download)
