"""What tests of the store, and their child processes, put into one."""

import io
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
    """Add an application without a vacancy, notes or files."""
    store.applications.add([blank(id, "2026-01-01T09:00:00Z")])
    return id


def upload(store, application_id="ap_1", content=b"Dear Ted", id=None):
    """Add a resume with its content."""
    id = id or f"file_of_{application_id}"
    file = StoredFile(id, application_id, "resume", "cv.txt", "text/plain", len(content))
    store.files.add(file, io.BytesIO(content))
    return file


def content_of(store, id):
    """The content of an upload; None when there is none."""
    target = io.BytesIO()
    return target.getvalue() if store.files.copy_content(id, target) else None


def everything(store):
    """All rows of a store but keys, settings and contents, as plain values in order."""
    names = ("vacancies", "applications", "notes", "files")
    snapshot = store.snapshot()
    return {name: list(snapshot.rows(name)) for name in names}


def contents(store):
    """The contents of all uploads by the number of their file."""
    snapshot = store.snapshot()
    return dict(map(tuple, snapshot.database.all("SELECT file, data FROM contents")))
