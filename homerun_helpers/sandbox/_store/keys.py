"""The table of bearer keys; only their digests are kept."""

import hashlib
import json
import sqlite3

from attrs import frozen

from homerun_helpers.sandbox._store.database import Database
from homerun_helpers.sandbox._store.shape import encode

_ADD = (
    "INSERT INTO keys (digest, name, scopes, plan) VALUES (?, ?, ?, ?) ON CONFLICT (digest) DO UPDATE"
    " SET name = excluded.name, scopes = excluded.scopes, plan = excluded.plan"
)


@frozen
class StoredKey:
    """What the sandbox knows about a key."""

    digest: str
    name: str
    scopes: frozenset[str]
    plan: bool = True


def digest(secret: str) -> str:
    """The digest under which a key is kept."""
    return hashlib.sha256(secret.encode()).hexdigest()


class KeyTable:
    """Finds and adds keys."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, secret: str) -> StoredKey | None:
        """The key with this secret, or None."""
        row = self._database.one("SELECT * FROM keys WHERE digest = ?", (digest(secret),))
        return None if row is None else _key(row)

    def all(self) -> list[StoredKey]:
        """All keys, in the order in which they were first added."""
        return [_key(row) for row in self._database.all("SELECT * FROM keys ORDER BY number")]

    def add(self, key: StoredKey) -> None:
        """Add a key, or change the one with the same secret."""
        self._database.run(_ADD, (key.digest, key.name, encode(sorted(key.scopes)), key.plan))


def _key(row: sqlite3.Row) -> StoredKey:
    scopes = frozenset(json.loads(row["scopes"]))
    return StoredKey(row["digest"], row["name"], scopes, plan=bool(row["plan"]))


SCOPES: tuple[str, ...] = (
    "vacancies:read",
    "job-applications:read",
    "job-applications:write",
    "job-application-notes:read",
    "job-application-notes:write",
    "job-application-files:write",
)
