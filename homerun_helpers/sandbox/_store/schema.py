"""The tables of the sandbox's database, and the two errors that its file can raise."""

# In the header of the file, where `file` and SQLite's own tools look too: "HRsb".
APPLICATION_ID = 0x48527362
# Goes up with every change to the tables. Until 1, uploads were files in a folder beside the database.
VERSION = 2

# `number` is the order of insertion: it breaks ties between records of the same second, as an
# auto-increment key does in the real service. JSON columns hold ASCII text that is sent as it is.
# The content of an upload has a table of its own, so that a row of `files` is read without it. A file
# without a `size` is a seeded one: its content is made when it is downloaded.
SCHEMA = """
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
    kind TEXT NOT NULL, name TEXT NOT NULL, content_type TEXT NOT NULL, size INTEGER
);
CREATE INDEX files_of_application ON files (application_id);
CREATE TABLE contents (
    file INTEGER PRIMARY KEY REFERENCES files (number) ON DELETE CASCADE, data BLOB NOT NULL
);
CREATE TABLE keys (
    number INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    scopes TEXT NOT NULL, plan INTEGER NOT NULL
);
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""

# What a snapshot holds and a reset replaces. Each table refers only to those before it.
DATA_TABLES = ("vacancies", "applications", "notes", "files", "contents")
TABLES = (*DATA_TABLES, "keys", "settings")


class StoreError(ValueError):
    """A file cannot be used as the sandbox's database; the message says why, and what to do."""


class StoreInUseError(OSError, StoreError):
    """Another sandbox has the file open, in this process or in another one."""
