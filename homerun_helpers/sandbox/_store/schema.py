"""The tables, and how a file is known as a store's."""

# In the header of the file, where also `file` and SQLite's own tools look: "HRsb".
APPLICATION_ID = 0x48527362
# Goes up with every change to the tables.
VERSION = 1

# `number` is the order of insertion: it breaks ties between records of the same second, as an
# auto-increment key does in the real service. JSON columns hold ASCII text that is sent as it is.
# `content` is the name of a file in the store's folder, never an address.
TABLES = """
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
    kind TEXT NOT NULL, name TEXT NOT NULL, content_type TEXT NOT NULL, content TEXT
);
CREATE INDEX files_of_application ON files (application_id);
CREATE INDEX files_with_content ON files (content) WHERE content IS NOT NULL;
CREATE TABLE keys (
    number INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    scopes TEXT NOT NULL, plan INTEGER NOT NULL
);
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
