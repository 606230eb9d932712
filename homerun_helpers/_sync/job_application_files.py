# Derived from homerun_helpers/_async/job_application_files.py by scripts/unasync. Change that file, not this one.
"""Files and photos of job applications."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from homerun_client import AuthenticatedClient, models
from homerun_client.api.job_application_files import upload_file, upload_photo

from homerun_helpers._files.uploads import FileInput, check_file_type, open_upload
from homerun_helpers._http.addresses import check_id
from homerun_helpers._http.progress import Progress
from homerun_helpers._runtime.concurrency import call_directly
from homerun_helpers._sync.requests import send


class JobApplicationFiles:
    """What `homerun.job_applications` does with files."""

    def __init__(self, client: AuthenticatedClient) -> None:
        self._client = client

    def upload_file(
        self,
        job_application_id: str,
        file: FileInput,
        *,
        type: models.FileType,
        on_progress: Progress | None = None,
    ) -> models.JobApplicationFile:
        """The file as it now belongs to the application.

        It is streamed, never held in memory as a whole, and sent once, as `create` is. Needs the scope
        `job-application-files:write`. `POST /job-applications/{job_application_id}/files` of Homerun's reference.

        Args:
            job_application_id: its id, `ap_…`.
            file: a path, bytes, a binary file object, or `(name, content)` or `(name, content, MIME type)`; at most
                25 MB. A file object is sent from where it stands and stays open.
            type: resume or assignment.
            on_progress: called with how many bytes of the file were sent and how many it has.

        Raises:
            FileTooLargeError: it is larger than 25 MB; nothing was sent.
            InvalidArgumentError: it cannot be read or is empty, or another argument is wrong; nothing was sent.
            NotFoundError: there is no such application.
            HomerunError: whatever else goes wrong.

        Example:
            ```python
            file = homerun.job_applications.upload_file(application_id, "cv.pdf", type="resume")
            ```
        """
        record_id, kind = check_id(job_application_id, "job_application_id"), check_file_type(type)
        upload = call_directly(open_upload, file, "upload_file")
        with upload:
            body = {"body": models.UploadFileBody(type_=kind, file=upload.as_file())}
            answer = send(self._client, upload_file, record_id, body, upload=upload, on_progress=on_progress)
        return answer.data

    def upload_photo(
        self, job_application_id: str, file: FileInput, *, on_progress: Progress | None = None
    ) -> models.JobApplication:
        """The application with its new photo, which replaces an older one.

        Needs the scope `job-application-files:write`. `POST /job-applications/{job_application_id}/photo` of
        Homerun's reference.

        Args:
            job_application_id: its id, `ap_…`.
            file: as for `upload_file`; at most 5 MB; a JPEG, PNG or GIF, judged by its content.
            on_progress: called with how many bytes of the file were sent and how many it has.

        Raises:
            FileTooLargeError: it is larger than 5 MB; nothing was sent.
            UnsupportedFileTypeError: it is no JPEG, PNG or GIF; nothing was sent.
            InvalidArgumentError: it cannot be read or is empty, or another argument is wrong; nothing was sent.
            NotFoundError: there is no such application.
            HomerunError: whatever else goes wrong.

        Example:
            ```python
            homerun.job_applications.upload_photo(application_id, "ada.png")
            ```
        """
        record_id = check_id(job_application_id, "job_application_id")
        upload = call_directly(open_upload, file, "upload_photo")
        with upload:
            body = {"body": models.UploadPhotoBody(file=upload.as_file())}
            answer = send(self._client, upload_photo, record_id, body, upload=upload, on_progress=on_progress)
        return answer.data

    def download_file(self, file: models.JobApplicationFile | str, to: str | PathLike[str]) -> Path:
        """The path of the downloaded file.

        The file appears there whole or not at all. Its link is valid for 5 minutes after you got the application, and
        the API key is not sent to it.

        Args:
            file: a file of an application, or its `temporary_download_url`.
            to: where to put it: a path, whose file is replaced; or a folder that exists: there the file keeps its
                name, and an older file of that name stays.

        Raises:
            InvalidArgumentError: the file has no link, or `to` is not usable.
            NotFoundError: the link leads nowhere.
            PermissionDeniedError: the link has expired: get the application again.
            HomerunError: whatever else goes wrong.

        Example:
            ```python
            application = homerun.job_applications.get(application_id)
            for file in application.files or []:
                path = homerun.job_applications.download_file(file, folder)
            ```
        """
        from homerun_helpers._sync.download import download  # here, since it imports httpx

        return download(self._client, file, to)
