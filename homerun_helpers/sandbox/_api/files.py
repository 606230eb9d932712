"""The operations on files and photos, and the downloads that their links lead to."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp

from homerun_client.operations import OPERATIONS
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.types import Receive, Scope, Send

from homerun_helpers.sandbox._api import responses, uploads
from homerun_helpers.sandbox._api.applications import load
from homerun_helpers.sandbox._api.errors import ApiError, Problems, answer, not_found
from homerun_helpers.sandbox._api.gate import Call
from homerun_helpers.sandbox._api.records import RecordWriter
from homerun_helpers.sandbox._api.state import SandboxState
from homerun_helpers.sandbox._seed.documents import content
from homerun_helpers.sandbox._store.files import LISTED, StoredFile
from homerun_helpers.sandbox._store.shape import encode

# The limits of the spec.
MAX_FILE_BYTES = OPERATIONS["upload_file"].max_bytes or 0
MAX_PHOTO_BYTES = OPERATIONS["upload_photo"].max_bytes or 0


async def upload_file(call: Call) -> Response:
    """POST /job-applications/{job_application_id}/files."""
    load(call)
    problems = Problems()
    async with uploads.form(call.request, MAX_FILE_BYTES) as form:
        type = form.get("type")
        if type not in LISTED:
            said = "type field is required" if type is None else "selected type is invalid"
            problems.add("type", f"The {said}.")
        upload = uploads.the_file(form, MAX_FILE_BYTES, problems)
        file = await _keep(call, upload, str(type), uploads.media_type(upload))
    return responses.data(encode(RecordWriter(call.state).file(file)))


async def upload_photo(call: Call) -> Response:
    """POST /job-applications/{job_application_id}/photo."""
    load(call)
    async with uploads.form(call.request, MAX_PHOTO_BYTES) as form:
        upload = uploads.the_file(form, MAX_PHOTO_BYTES, Problems())
        photo = await _keep(call, upload, "photo", await uploads.image_type(upload))
    row = call.state.store.applications.get(photo.application_id)
    if row is None:
        raise not_found()
    return responses.data(RecordWriter(call.state).application(row))


async def download(state: SandboxState, request: Request) -> Response:
    """GET /files/{token}/{name}: the exact bytes, without a key, as long as the link is valid."""
    id = state.links.file_id(request.path_params["token"])
    if id is None:
        raise ApiError(403, "This link is invalid or has expired.")
    file = state.store.files.get(id)
    if file is None:
        raise not_found()
    return served(state, file)


def served(state: SandboxState, file: StoredFile) -> Response:
    """A file's exact bytes, to be saved and not shown."""
    if file.size is None:
        headers = {"Content-Disposition": f'attachment; filename="{file.name}"'}
        return Response(content(file), headers=headers, media_type=file.content_type)
    return _Download(state, file)


class _Download(FileResponse):
    """An upload, sent from a copy on disk: the download ends whole, also when the file is deleted meanwhile."""

    def __init__(self, state: SandboxState, file: StoredFile) -> None:
        # The time of the copy says nothing about the file, so it is not left to be the ETag.
        super().__init__("", headers={"ETag": f'"{file.id}"'}, media_type=file.content_type, filename=file.name)
        self._state = state
        self._file = file

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with _temporary_file() as self.path:
            if await uploads.run_sized(self._file.size or 0, self._copy):
                await super().__call__(scope, receive, send)
            else:
                await answer(not_found())(scope, receive, send)

    def _copy(self) -> bool:
        with Path(self.path).open("wb") as target:
            return self._state.store.files.copy_content(self._file.id, target)


@contextmanager
def _temporary_file() -> Iterator[Path]:
    number, path = mkstemp(prefix="homerun-sandbox-")
    os.close(number)
    try:
        yield Path(path)
    finally:
        Path(path).unlink()


def _new_id(state: SandboxState) -> str:
    """An id that no file has: a snapshot of another sandbox of the same seed may have brought the next ones."""
    while state.store.files.get(id := state.file_ids.file()) is not None:
        pass
    return id


async def _keep(call: Call, upload: UploadFile, kind: str, type: str) -> StoredFile:
    """Store an upload; a photo takes the place of the one before."""
    store, size = call.state.store, upload.size or 0

    def add() -> StoredFile:
        with store.transaction():
            # Loaded again: the application may have been deleted while the file was read.
            fields = load(call)
            id = _new_id(call.state)
            file = StoredFile(id, fields["id"], kind, uploads.file_name(upload), type, size)
            store.files.add(file, upload.file)
            if kind == "photo":
                store.applications.change(fields | {"photo": None, "photo_file": id})
                store.files.remove(fields["photo_file"])
        return file

    return await uploads.run_sized(size, add)
