"""Bearer keys; only their digests are kept."""

import hashlib
import json
from dataclasses import dataclass

from homerun_helpers.sandbox._store.database import Database
from homerun_helpers.sandbox._store.shape import encode


@dataclass(frozen=True)
class Key:
    """What the sandbox knows about a key."""

    digest: str
    name: str
    scopes: frozenset[str]
    plan: bool = True


def digest(secret: str) -> str:
    """The digest under which a key is kept."""
    return hashlib.sha256(secret.encode()).hexdigest()


class Keys:
    """The table of keys."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, secret: str) -> Key | None:
        """The key with this secret, or None."""
        row = self._database.one("SELECT * FROM keys WHERE digest = ?", (digest(secret),))
        if row is None:
            return None
        scopes = frozenset(json.loads(row["scopes"]))
        return Key(row["digest"], row["name"], scopes, plan=bool(row["plan"]))

    def add(self, key: Key) -> None:
        """Add a key, or replace the one with the same secret."""
        values = (key.digest, key.name, encode(sorted(key.scopes)), key.plan)
        self._database.run("INSERT OR REPLACE INTO keys VALUES (?, ?, ?, ?)", values)
