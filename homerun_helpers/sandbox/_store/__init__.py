"""The data of a sandbox, in one SQLite database."""
