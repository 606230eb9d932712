"""The operations on files and photos, and the downloads that their links lead to."""

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.types import Message, Receive, Scope, Send

from homerun_helpers.sandbox._api import responses, uploads
from homerun_helpers.sandbox._api.applications import load
from homerun_helpers.sandbox._api.errors import ApiError, Problems, answer, not_found
from homerun_helpers.sandbox._api.gate import Call
from homerun_helpers.sandbox._api.records import Records
from homerun_helpers.sandbox._api.world import World
from homerun_helpers.sandbox._seed.documents import content
from homerun_helpers.sandbox._store.files import LISTED, StoredFile
from homerun_helpers.sandbox._store.shape import encode

LARGEST_FILE = 25 * 1024 * 1024
LARGEST_PHOTO = 5 * 1024 * 1024


async def upload_file(call: Call) -> Response:
    """POST /job-applications/{job_application_id}/files."""
    load(call)
    problems = Problems()
    async with uploads.form(call.request, LARGEST_FILE) as form:
        type = form.get("type")
        if type not in LISTED:
            said = "type field is required" if type is None else "selected type is invalid"
            problems.add("type", f"The {said}.")
        upload = uploads.the_file(form, LARGEST_FILE, problems)
        file = await _keep(call, upload, str(type), uploads.media_type(upload))
    return responses.data(encode(Records(call.world).file(file)))


async def upload_photo(call: Call) -> Response:
    """POST /job-applications/{job_application_id}/photo."""
    load(call)
    async with uploads.form(call.request, LARGEST_PHOTO) as form:
        upload = uploads.the_file(form, LARGEST_PHOTO, Problems())
        photo = await _keep(call, upload, "photo", await uploads.image_type(upload))
    row = call.world.store.applications.get(photo.application_id)
    if row is None:
        raise not_found()
    return responses.data(Records(call.world).application(row))


async def download(world: World, request: Request) -> Response:
    """GET /files/{token}/{name}: the exact bytes, without a key, as long as the link is valid."""
    id = world.links.file_id(request.path_params["token"])
    if id is None:
        raise ApiError(403, "This link is invalid or has expired.")
    file = world.store.files.get(id)
    if file is None:
        raise not_found()
    return served(file)


def served(file: StoredFile) -> Response:
    """A file's exact bytes, to be saved and not shown."""
    if file.path is None:
        headers = {"Content-Disposition": f'attachment; filename="{file.name}"'}
        return Response(content(file), headers=headers, media_type=file.content_type)
    return _Download(file.path, media_type=file.content_type, filename=file.name)


class _Download(FileResponse):
    """The file, or a 404 when it is deleted in the moment between finding and opening it."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        head: Message | None = None

        async def late(message: Message) -> None:
            nonlocal head
            if message["type"] == "http.response.start":
                head = message  # held back until the file is open: from then on it may be deleted
                return
            if head is not None:
                await send(head)
                head = None
            await send(message)

        try:
            await super().__call__(scope, receive, late)
        except (FileNotFoundError, RuntimeError) as error:  # starlette's own error for a missing file
            if head is None and not isinstance(error, FileNotFoundError) and "does not exist" not in str(error):
                raise
            await answer(not_found())(scope, receive, send)


async def _keep(call: Call, upload: UploadFile, kind: str, type: str) -> StoredFile:
    """Put an upload on disk and note it; a photo takes the place of the one before."""
    store, id = call.world.store, call.world.file_ids.file()
    path = store.new_content()
    try:
        await uploads.save(upload, path)
        with store.transaction():
            # Loaded again: the application may have gone while the file came in.
            fields = load(call)
            file = StoredFile(id, fields["id"], kind, uploads.file_name(upload), type, str(path))
            store.files.add(file)
            if kind == "photo":
                _replace_photo(call, fields["photo_file"], file)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return file


def _replace_photo(call: Call, before: str | None, file: StoredFile) -> None:
    call.world.store.applications.change(load(call) | {"photo": None, "photo_file": file.id})
    call.world.store.remove_file(before)
