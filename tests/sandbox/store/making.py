"""What tests of the store, and their child processes, put into one."""

import os
import sys
from pathlib import Path

from homerun_helpers.sandbox._store.files import StoredFile
from homerun_helpers.sandbox._store.shape import blank

COMMAND = [sys.executable, Path(__file__).with_name("child.py")]
# The process finds the packages where this one did.
ENVIRONMENT = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def vacancy(store, id="job_1"):
    """Add a vacancy."""
    included = {"location": None, "department": None, "stages": [{"name": "Applied"}], "page_content": ""}
    store.vacancies.add([{"id": id, "status": "public"} | included])
    return id


def application(store, id="ap_1"):
    """Add an application that stands alone."""
    store.applications.add([blank(id, "2026-01-01T09:00:00Z")])
    return id


def upload(store, application_id="ap_1", content=b"Dear Ted", id=None):
    """Add a resume in the order of the API: the content first, then the row."""
    path = store.new_content()
    path.write_bytes(content)
    file = StoredFile(id or f"file_of_{application_id}", application_id, "resume", "cv.txt", "text/plain", str(path))
    with store.transaction():
        store.files.add(file)
    return file


def everything(store):
    """All rows of a store but keys and settings, as plain values in order."""
    data = store.snapshot()
    return {name: list(rows) for name, rows in data.tables}


def on_disk(store):
    """The names of the contents that lie in the store's folder."""
    return {path.name for path in store.directory.iterdir()}
