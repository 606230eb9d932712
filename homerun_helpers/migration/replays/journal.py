"""The journal of a replay, for the person who resolves what was set aside."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from types import TracebackType
from typing import Self

from homerun_helpers._http.addresses import check_id
from homerun_helpers.errors import InvalidArgumentError
from homerun_helpers.migration.replays.entry_outcomes import SET_ASIDE, outcome_at, outcome_of
from homerun_helpers.migration.replays.journal_db import JournalDatabase
from homerun_helpers.migration.replays.journal_file import JournalError, journal_file
from homerun_helpers.migration.replays.journal_rows import CLAIMED, RESOLVED, JournalEntry, JournalRow
from homerun_helpers.migration.replays.outcome import STATES, ReplayOutcome, ReplayState
from homerun_helpers.migration.replays.plan import CREATE


class Journal:
    """The journal of a replay: what was sent, and what was set aside because its answer was lost.

    It can be read while a replay runs; only `resolve` must have it alone. It has digests, ids, places and names of
    fields, never what candidates sent.

    Args:
        path: the file, the `journal` of `replay`.

    Attributes:
        base_url: the API whose replay it is.

    Raises:
        InvalidArgumentError: `path` cannot be one of a file.
        JournalError: there is none, or it cannot be read.

    Example:
        ```python
        from homerun_helpers.migration import Journal, replay

        replay(homerun, [], journal=folder / "replay.db")
        with Journal(folder / "replay.db") as journal:
            for outcome in journal.set_aside():
                print(outcome)
        ```
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = journal_file(path, "path")
        self._database = JournalDatabase(self._path, base_url=None, may_make=False, is_read=True)
        self.base_url: str = self._database.base_url

    def __repr__(self) -> str:
        return f"Journal(base_url={self.base_url!r})"

    def counts(self) -> dict[ReplayState, int]:
        """How many payloads there are in each state, including states with none."""
        found = dict.fromkeys(STATES, 0)
        for outcome in self.outcomes():
            found[outcome.state] += 1
        return found

    def outcomes(self, state: ReplayState | None = None) -> Iterator[ReplayOutcome]:
        """What became of each payload, in the order of the input. They are read as they are asked for.

        Args:
            state: only those of this state.
        """
        for entry in self._database.entries():
            outcome = outcome_of(entry, entry.position)
            if state in (None, outcome.state):
                yield outcome

    def set_aside(self) -> list[ReplayOutcome]:
        """The requests that lost their answer: one outcome for each, so a payload can be there twice.

        Look in Homerun whether the change was made, around the time `at`, and say so with `resolve`.
        """
        return [
            outcome_at(entry, entry.position, row)
            for entry in self._database.entries()
            for row in entry.rows
            if row.state in SET_ASIDE
        ]

    def resolve(
        self,
        digest: str,
        *,
        step: str | None = None,
        created: str | None = None,
        done: bool = False,
        retry: bool = False,
    ) -> None:
        """Say what became of a request that was set aside. The next replay continues from there.

        You can change it until the next replay. That one reads the application before it sends more of the payload, and
        sets the request aside again if the application's e-mail is not the payload's.

        Args:
            digest: the payload's, or its first 8 digits or more.
            step: which request; can be left out when only one of the payload's is meant.
            created: the application is there, and this is its id.
            done: the note or the file is there.
            retry: it is not there, so send it again; also for a request that the API refused.

        Raises:
            InvalidArgumentError: there is no such request, or not exactly one of the three is given.
            JournalError: a replay is using it.

        Example:
            ```python
            from homerun_helpers.migration import Journal, replay

            replay(homerun, [], journal=folder / "replay.db")
            with Journal(folder / "replay.db") as journal:
                for outcome in journal.set_aside():
                    journal.resolve(outcome.digest, step=outcome.step, retry=True)
            ```
        """
        if [created is not None, done, retry].count(True) != 1:
            problem = "or {done} or {retry} must be given, exactly one of the three."
            raise InvalidArgumentError("created", problem, mentions=("done", "retry"))
        entry = self._entry(digest)
        row = _row_of(entry, step, (*SET_ASIDE, CLAIMED, "refused") if retry else (*SET_ASIDE, CLAIMED))
        if not retry and (row.step == CREATE) != (created is not None):
            problem = f"is for an application, and {{done}} for a note or a file; this request is {row.step}."
            raise InvalidArgumentError("created", problem, mentions=("done",))
        application_id = None if created is None else _application_id(created)
        state = "waiting" if retry else CLAIMED if created is not None else "done"
        database = JournalDatabase(self._path, base_url=None, may_make=False)
        try:
            self._put(database, entry, row, state, application_id)
        finally:
            database.close()

    def _put(
        self, database: JournalDatabase, entry: JournalEntry, row: JournalRow, state: str, application_id: str | None
    ) -> None:
        with database.transaction():
            now = database.entry(entry.digest)
            if now is None or row not in now.rows:  # a replay changed it since it was read
                raise JournalError("The journal was changed meanwhile: look again.")
            if row.step == CREATE:
                database.forget_application(entry.digest)
            database.put(entry.digest, row.step, state, application_id, by=RESOLVED)

    def _entry(self, digest: str) -> JournalEntry:
        if not isinstance(digest, str) or not re.fullmatch("[0-9a-f]{8,64}", digest):
            raise InvalidArgumentError("digest", "must be 8 to 64 hexadecimal digits, as an outcome has them.")
        found = self._database.find(digest)
        if len(found) != 1:
            problem = (
                "is not long enough: several payloads begin with it" if found else "is of no payload in the journal"
            )
            raise InvalidArgumentError("digest", f"{problem}; it is {digest}.")
        return found[0]

    def close(self) -> None:
        """Close it. Twice is safe."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _row_of(entry: JournalEntry, step: str | None, states: tuple[str, ...]) -> JournalRow:
    """The request that is meant.

    Raises:
        InvalidArgumentError: it was not set aside, or several were.
    """
    found = [row for row in entry.rows if row.state in states and step in (None, row.step)]
    # A resolution can be changed.
    found = found or [row for row in entry.rows if row.error == RESOLVED and step in (None, row.step)]
    if len(found) == 1:
        return found[0]
    if found:
        problem = f"is needed, since several were set aside: {', '.join(row.step for row in found)}."
        raise InvalidArgumentError("step", problem)
    what = f"has no request {step} that" if step else "is of a payload that"
    raise InvalidArgumentError("digest", f"{what} was set aside: there is nothing to resolve.")


def _application_id(created: str) -> str:
    check_id(created, "created")
    if not re.fullmatch(r"ap_\w[\w-]*", created, re.ASCII):
        raise InvalidArgumentError("created", "must be the id of an application, as Homerun has it: 'ap_…'.")
    return created
