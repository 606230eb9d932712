"""The journal of a replay, for the person who looks after what was set aside."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from types import TracebackType
from typing import Self

from homerun_helpers._http.addresses import check_id
from homerun_helpers.errors import InvalidArgumentError
from homerun_helpers.migration.replays.journal_db import Book
from homerun_helpers.migration.replays.journal_file import JournalError, journal_file
from homerun_helpers.migration.replays.journal_rows import CLAIMED, RESOLVED, Entry, Row
from homerun_helpers.migration.replays.plan import CREATE
from homerun_helpers.migration.replays.planner import SET_ASIDE, outcome_at, outcome_of
from homerun_helpers.migration.replays.report import STATES, ReplayOutcome, ReplayState


class Journal:
    """The journal of a replay: what was sent, and what was set aside because its answer was lost.

    It can be read while a replay runs; only `resolve` needs it for itself. It has digests, ids, places and names of
    fields, never what candidates sent.

    Args:
        path: the file that `replay` was given.

    Attributes:
        base_url: the API that it belongs to.

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
        self._path = journal_file(path)
        self._book = Book(self._path, base_url=None, may_make=False, is_read=True)
        self.base_url = self._book.base_url

    def __repr__(self) -> str:
        return f"Journal(base_url={self.base_url!r})"

    def counts(self) -> dict[ReplayState, int]:
        """How many payloads there are of each state, also of those with none."""
        found = dict.fromkeys(STATES, 0)
        for outcome in self.outcomes():
            found[outcome.state] += 1
        return found

    def outcomes(self, state: ReplayState | None = None) -> Iterator[ReplayOutcome]:
        """What became of each payload, by its place in the input, read as it is needed.

        Args:
            state: only those of this state.
        """
        for entry in self._book.entries():
            outcome = outcome_of(entry, entry.position)
            if state in (None, outcome.state):
                yield outcome

    def set_aside(self) -> list[ReplayOutcome]:
        """The requests whose answer was lost: one outcome for each, so that a payload can be there twice.

        Look in Homerun whether the change was made, around the time `at`, and say so with `resolve`.
        """
        return [
            outcome_at(entry, entry.position, row)
            for entry in self._book.entries()
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
        """Say what became of a request that was set aside. The next replay goes on from there.

        What was said can be said again in another way, until the next replay. It looks at the application before it
        sends more of the payload, and sets it aside again if its e-mail is not the payload's.

        Args:
            digest: the payload's, or its first 8 digits or more.
            step: which request; can be left out when only one of the payload's is meant.
            created: the application is there, and this is its id.
            done: the note or the file is there.
            retry: it is not there, so send it again; also for a request that the API refused.

        Raises:
            InvalidArgumentError: there is no such request, or not exactly one of the three is said.
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
            raise InvalidArgumentError("Say one of created='ap_…', done=True and retry=True.")
        entry = self._entry(digest)
        row = _row_of(entry, step, (*SET_ASIDE, CLAIMED, "refused") if retry else (*SET_ASIDE, CLAIMED))
        if not retry and (row.step == CREATE) != (created is not None):
            raise InvalidArgumentError(
                f"{row.step} was set aside: say created='ap_…' of an application, done=True of a note or a file."
            )
        application_id = None if created is None else _application_id(created)
        state = "waiting" if retry else CLAIMED if created is not None else "done"
        book = Book(self._path, base_url=None, may_make=False)
        try:
            self._put(book, entry, row, state, application_id)
        finally:
            book.close()

    def _put(self, book: Book, entry: Entry, row: Row, state: str, application_id: str | None) -> None:
        with book.transaction():
            now = book.entry(entry.digest)
            if now is None or row not in now.rows:  # a replay was faster
                raise JournalError("The journal was changed meanwhile: look again.")
            if row.step == CREATE:
                book.forget_application(entry.digest)
            book.put(entry.digest, row.step, state, application_id, by=RESOLVED)

    def _entry(self, digest: str) -> Entry:
        if not isinstance(digest, str) or not re.fullmatch("[0-9a-f]{8,64}", digest):
            raise InvalidArgumentError("digest must be 8 to 64 hexadecimal digits, as an outcome has them.")
        found = self._book.find(digest)
        if len(found) != 1:
            count = "several payloads" if found else "no payload"
            raise InvalidArgumentError(f"The journal has {count} whose digest begins with {digest}.")
        return found[0]

    def close(self) -> None:
        """Close it. Twice is safe."""
        self._book.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _row_of(entry: Entry, step: str | None, states: tuple[str, ...]) -> Row:
    """The request that is meant.

    Raises:
        InvalidArgumentError: it was not set aside, or several were.
    """
    found = [row for row in entry.rows if row.state in states and step in (None, row.step)]
    # What was said before can be said again.
    found = found or [row for row in entry.rows if row.error == RESOLVED and step in (None, row.step)]
    if len(found) == 1:
        return found[0]
    if found:
        raise InvalidArgumentError(f"Say which step: {', '.join(row.step for row in found)}.")
    what = f"{step} of this payload" if step else "This payload"
    raise InvalidArgumentError(f"{what} was not set aside; nothing is to be resolved.")


def _application_id(created: str) -> str:
    check_id(created, "created")
    if not re.fullmatch(r"ap_\w[\w-]*", created, re.ASCII):
        raise InvalidArgumentError("created must be the id of an application, as Homerun has it: 'ap_…'.")
    return created
