"""Settings: small texts under a name."""

from homerun_helpers.sandbox._store.database import Database


class Settings:
    """The table of settings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, name: str) -> str | None:
        """What was set under this name, or None."""
        row = self._database.one("SELECT value FROM settings WHERE name = ?", (name,))
        return None if row is None else str(row["value"])

    def set(self, name: str, value: str) -> None:
        """Set it, in the place of what was set before."""
        self._database.run("INSERT OR REPLACE INTO settings VALUES (?, ?)", (name, value))
