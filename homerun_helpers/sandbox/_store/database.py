"""One sqlite3 connection, its schema and its lock."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager

# `number` is the order of insertion: it breaks ties between records of the same second, as an
# auto-increment key does in the real service. JSON columns hold ASCII text that is sent as it is.
_SCHEMA = """
CREATE TABLE vacancies (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, status TEXT NOT NULL,
    record TEXT NOT NULL, location TEXT NOT NULL, department TEXT NOT NULL,
    stages TEXT NOT NULL, page_content TEXT NOT NULL
);
CREATE TABLE applications (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    vacancy_id TEXT REFERENCES vacancies (id), created_at TEXT NOT NULL,
    stage TEXT COLLATE NOCASE, hired_at TEXT, photo_file TEXT,
    base TEXT NOT NULL, person TEXT NOT NULL, photo TEXT NOT NULL, details TEXT NOT NULL,
    sources TEXT NOT NULL, disqualification_reason TEXT NOT NULL, question_answers TEXT NOT NULL
);
CREATE INDEX applications_newest ON applications (created_at);
CREATE INDEX applications_of_vacancy ON applications (vacancy_id, created_at);
CREATE INDEX applications_hired ON applications (hired_at) WHERE hired_at IS NOT NULL;
CREATE TABLE notes (
    number INTEGER PRIMARY KEY, record TEXT NOT NULL,
    application_id TEXT NOT NULL REFERENCES applications (id) ON DELETE CASCADE
);
CREATE INDEX notes_of_application ON notes (application_id);
CREATE TABLE files (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    application_id TEXT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    kind TEXT NOT NULL, name TEXT NOT NULL, content_type TEXT NOT NULL, path TEXT
);
CREATE INDEX files_of_application ON files (application_id);
CREATE TABLE keys (
    digest TEXT PRIMARY KEY, name TEXT NOT NULL, scopes TEXT NOT NULL, plan INTEGER NOT NULL
) WITHOUT ROWID;
"""


class Database:
    """A connection that threads share: the server's own, and those of tests that change data."""

    def __init__(self, path: str = ":memory:") -> None:
        self._lock = threading.RLock()
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._connection.row_factory = sqlite3.Row
        self._connection.executescript("PRAGMA foreign_keys = ON;" + _SCHEMA)
        self._depth = 0

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold the lock for the block; all its changes happen, or none. May be nested."""
        with self._lock:
            outermost = self._depth == 0
            self._depth += 1
            try:
                if outermost:
                    self._connection.execute("BEGIN")
                yield
            except BaseException:
                if outermost:
                    self._connection.execute("ROLLBACK")
                raise
            else:
                if outermost:
                    self._connection.execute("COMMIT")
            finally:
                self._depth -= 1

    def all(self, sql: str, values: tuple[object, ...] = ()) -> list[sqlite3.Row]:
        """Every row that the query finds."""
        with self._lock:
            return self._connection.execute(sql, values).fetchall()

    def one(self, sql: str, values: tuple[object, ...] = ()) -> sqlite3.Row | None:
        """The first row that the query finds, or None."""
        rows = self.all(sql, values)
        return rows[0] if rows else None

    def run(self, sql: str, values: tuple[object, ...] | dict[str, object] = ()) -> int:
        """Execute a change and return how many rows it touched."""
        with self._lock:
            return self._connection.execute(sql, values).rowcount

    def close(self) -> None:
        """Close the connection; what was in memory is gone."""
        with self._lock:
            self._connection.close()
