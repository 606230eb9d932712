"""Rows as the JSON text that the API answers with.

Text is joined, not encoded: a page of a hundred records is ready in well under a millisecond.
"""

import json
import sqlite3
from collections.abc import Iterable
from functools import lru_cache

from homerun_helpers.sandbox._api.state import SandboxState
from homerun_helpers.sandbox._store.files import LISTED, StoredFile
from homerun_helpers.sandbox._store.shape import encode

# The value of include[] → the field that it fills.
LIST_INCLUDES = {
    "stage": "stage",
    "sources": "sources",
    "vacancy": "vacancy",
    "disqualificationReason": "disqualification_reason",
    "questionAnswers": "question_answers",
}
GET_INCLUDES = {"notes": "notes"} | {k: v for k, v in LIST_INCLUDES.items() if k != "stage"}
VACANCY_INCLUDES = {
    name: name for name in ("location", "department", "stages", "total_candidate_count", "page_content")
}

_quote = lru_cache(maxsize=4096)(encode)


class RecordWriter:
    """Composes records for one answer; vacancies that several of them share are looked up once."""

    def __init__(self, state: SandboxState) -> None:
        self._state = state
        self._vacancies: dict[str, str] = {}

    def application(self, row: sqlite3.Row, includes: Iterable[str] = ()) -> str:
        """An application as in a list, with these includes."""
        parts = [
            row["base"][:-1],
            f',"personal_info":{row["person"][:-1]},"photo":{self._photo(row)}}}',
            f',"vacancy_id":{_quote(row["vacancy_id"])}',
        ]
        parts += [self._include(row, name) for name in includes]
        return "".join(parts) + "}"

    def details(self, row: sqlite3.Row, includes: Iterable[str] = ()) -> str:
        """An application in full."""
        short = self.application(row, ["stage", *includes])
        owned = self._state.store.files.of(row["id"])
        listed = ",".join(encode(self.file(file)) for file in owned if file.kind in LISTED)
        return f'{short[:-1]},{row["details"][1:-1]},"files":[{listed}]}}'

    def vacancy(self, row: sqlite3.Row, includes: Iterable[str] = ()) -> str:
        """A vacancy with these includes."""
        parts = [row["record"][:-1]]
        for name in includes:
            if name == "total_candidate_count":
                value = str(self._state.store.vacancies.candidates(row["id"]))
            else:
                value = row[name]
            parts.append(f',"{name}":{value}')
        return "".join(parts) + "}"

    def file(self, file: StoredFile) -> dict[str, str]:
        """A file with a link that is valid from now."""
        url = self._state.links.temporary(file)
        return {"name": file.name, "type": file.kind, "temporary_download_url": url}

    def _include(self, row: sqlite3.Row, name: str) -> str:
        value = self._included(row, name)
        # An include of which there is none is null, also where it would be a list.
        return f',"{LIST_INCLUDES.get(name, name)}":{"null" if value == "[]" else value}'

    def _included(self, row: sqlite3.Row, name: str) -> str:
        match name:
            case "stage":
                stage = row["stage"]
                return "null" if stage is None else f'{{"name":{_quote(stage)}}}'
            case "vacancy":
                return self._vacancy_of(row["vacancy_id"])
            case "questionAnswers":
                return self._answers(row["question_answers"])
            case "notes":
                return f"[{','.join(self._state.store.notes.of(row['id']))}]"
        text: str = row[LIST_INCLUDES[name]]
        return text

    def _vacancy_of(self, id: str | None) -> str:
        if id is None:
            return "null"
        if id not in self._vacancies:
            row = self._state.store.vacancies.get(id)
            self._vacancies[id] = "null" if row is None else self.vacancy(row)
        return self._vacancies[id]

    def _photo(self, row: sqlite3.Row) -> str:
        if row["photo_file"] is None:
            text: str = row["photo"]
            return text
        return encode(self._state.photo_url(row["photo_file"]))

    def _answers(self, text: str) -> str:
        if '"file_id"' not in text:
            return text
        answers = json.loads(text)
        for answer in answers:
            if isinstance(answer["answer"], dict) and "file_id" in answer["answer"]:
                file = self._state.store.files.get(answer["answer"]["file_id"])
                answer["answer"] = None if file is None else self.file(file)
        return encode(answers)
