"""Files and photos of job applications."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from homerun_client import AuthenticatedClient, models
from homerun_client.api.job_application_files import upload_file, upload_photo

from homerun_helpers._async.requests import send
from homerun_helpers._files.uploads import FileInput, check_file_type, open_upload
from homerun_helpers._http.addresses import check_id
from homerun_helpers._http.progress import Progress
from homerun_helpers._runtime.concurrency import run_in_thread


class AsyncJobApplicationFiles:
    """What `homerun.job_applications` does with files."""

    def __init__(self, client: AuthenticatedClient) -> None:
        self._client = client

    async def upload_file(
        self,
        job_application_id: str,
        file: FileInput,
        *,
        type: models.FileType,
        on_progress: Progress | None = None,
    ) -> models.JobApplicationFile:
        """The uploaded file, as it now belongs to the application.

        The file is sent in pieces and is never in memory as a whole. It is sent once, as `create` is. Needs the scope
        `job-application-files:write`. `POST /job-applications/{job_application_id}/files` of Homerun's reference,
        which also has the limit of the size.

        Args:
            job_application_id: the id of the application, `ap_…`.
            file: the file, at most 25 MB. A `FileInput` is a path, bytes, a binary file object, or one of these with a
                name: `(name, content)` or `(name, content, MIME type)`. A file object is sent from its position, and
                stays open.
            type: the purpose of the file: resume or assignment.
            on_progress: a function that is called while the file is sent. A `Progress` takes two numbers: how many
                bytes of the file were sent, and how many it has.

        Raises:
            FileTooLargeError: the file is larger than that; nothing was sent.
            InvalidArgumentError: the file cannot be read or is empty, or another argument is wrong; nothing was sent.
            NotFoundError: there is no application with this id.
            HomerunError: any other failure.

        Example:
            ```python
            file = await homerun.job_applications.upload_file(application_id, "cv.pdf", type="resume")
            ```
        """
        record_id, kind = check_id(job_application_id, "job_application_id"), check_file_type(type)
        upload = await run_in_thread(open_upload, file, "upload_file")
        with upload:
            body = {"body": models.UploadFileBody(type_=kind, file=upload.as_file())}
            answer = await send(self._client, upload_file, record_id, body, upload=upload, on_progress=on_progress)
        return answer.data

    async def upload_photo(
        self, job_application_id: str, file: FileInput, *, on_progress: Progress | None = None
    ) -> models.JobApplication:
        """The application with its new photo, which replaces an earlier one.

        Needs the scope `job-application-files:write`. `POST /job-applications/{job_application_id}/photo` of
        Homerun's reference, which also has the limits.

        Args:
            job_application_id: the id of the application, `ap_…`.
            file: the photo, as for `upload_file`; at most 5 MB; JPEG, PNG or GIF, judged by its content.
            on_progress: a function that is called while the photo is sent, as for `upload_file`.

        Raises:
            FileTooLargeError: the photo is larger than that; nothing was sent.
            UnsupportedFileTypeError: the content is of another type; nothing was sent.
            InvalidArgumentError: the file cannot be read or is empty, or another argument is wrong; nothing was sent.
            NotFoundError: there is no application with this id.
            HomerunError: any other failure.

        Example:
            ```python
            await homerun.job_applications.upload_photo(application_id, "ada.png")
            ```
        """
        record_id = check_id(job_application_id, "job_application_id")
        upload = await run_in_thread(open_upload, file, "upload_photo")
        with upload:
            body = {"body": models.UploadPhotoBody(file=upload.as_file())}
            answer = await send(self._client, upload_photo, record_id, body, upload=upload, on_progress=on_progress)
        return answer.data

    async def download_file(self, file: models.JobApplicationFile | str, to: str | PathLike[str]) -> Path:
        """The path of the downloaded file.

        The file appears there complete or not at all. Its link is valid for 5 minutes after the application was got.
        The API key is not sent to it, and it needs no scope.

        Args:
            file: a file of an application, or its `temporary_download_url`.
            to: a path, whose file is replaced; or an existing folder, in which the file gets its own name, with a
                number if that name is taken.

        Raises:
            InvalidArgumentError: the file has no link, or the path of `to` cannot be used.
            NotFoundError: the link leads to no file.
            PermissionDeniedError: the link has expired: get the application again.
            HomerunError: any other failure.

        Example:
            ```python
            application = await homerun.job_applications.get(application_id)
            for file in application.files or []:
                path = await homerun.job_applications.download_file(file, folder)
            ```
        """
        from homerun_helpers._async.download import download  # here, since it imports httpx

        return await download(self._client, file, to)
