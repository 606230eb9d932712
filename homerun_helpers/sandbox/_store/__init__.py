"""What the sandbox remembers, in one sqlite3 database."""
