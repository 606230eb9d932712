# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
"""What the OpenAPI document says of each operation, for code that handles them alike."""

from collections.abc import Mapping

from attrs import Factory, frozen


@frozen(kw_only=True, eq=False)
class Operation:
    """One operation of the API.

    Attributes:
        name: the name of the endpoint module, such as `list_vacancies`.
        module: the endpoint module's path below `homerun_client.api`.
        method: the HTTP method, in upper case.
        path: the path template below the base URL.
        summary: what it does, in a line.
        scopes: the scopes that the key needs.
        includes: each value of `include[]` with the field of the answer that it fills.
        scopes_by_include: the further scopes that an include needs.
        filters: the names of `filter[…]`.
        paginated: whether it answers with pages.
        max_bytes: the limit of an uploaded file.
        media_types: the media types that an uploaded file may have; empty: any.
    """

    name: str
    module: str
    method: str
    path: str
    summary: str
    scopes: tuple[str, ...] = ()
    includes: Mapping[str, str] = Factory(dict)
    scopes_by_include: Mapping[str, tuple[str, ...]] = Factory(dict)
    filters: tuple[str, ...] = ()
    paginated: bool = False
    max_bytes: int | None = None
    media_types: tuple[str, ...] = ()


OPERATIONS: Mapping[str, Operation] = {
    "ping": Operation(
        name="ping",
        module="other.ping",
        method="GET",
        path="/ping",
        summary="Test the key",
    ),
    "list_vacancies": Operation(
        name="list_vacancies",
        module="vacancies.list_vacancies",
        method="GET",
        path="/vacancies",
        summary="List vacancies",
        scopes=("vacancies:read",),
        filters=("status",),
        includes={
            "department": "department",
            "location": "location",
            "page_content": "page_content",
            "stages": "stages",
            "total_candidate_count": "total_candidate_count",
        },
        paginated=True,
    ),
    "get_vacancy": Operation(
        name="get_vacancy",
        module="vacancies.get_vacancy",
        method="GET",
        path="/vacancies/{vacancy_id}",
        summary="Get a vacancy",
        scopes=("vacancies:read",),
        includes={
            "department": "department",
            "location": "location",
            "page_content": "page_content",
            "stages": "stages",
            "total_candidate_count": "total_candidate_count",
        },
    ),
    "list_job_applications": Operation(
        name="list_job_applications",
        module="job_applications.list_job_applications",
        method="GET",
        path="/job-applications",
        summary="List job applications",
        scopes=("job-applications:read",),
        filters=("vacancy_id", "stage", "hired_after"),
        includes={
            "disqualificationReason": "disqualification_reason",
            "questionAnswers": "question_answers",
            "sources": "sources",
            "stage": "stage",
            "vacancy": "vacancy",
        },
        paginated=True,
    ),
    "create_job_application": Operation(
        name="create_job_application",
        module="job_applications.create_job_application",
        method="POST",
        path="/job-applications",
        summary="Create a job application",
        scopes=("job-applications:write",),
    ),
    "get_job_application": Operation(
        name="get_job_application",
        module="job_applications.get_job_application",
        method="GET",
        path="/job-applications/{job_application_id}",
        summary="Get a job application",
        scopes=("job-applications:read",),
        includes={
            "disqualificationReason": "disqualification_reason",
            "notes": "notes",
            "questionAnswers": "question_answers",
            "sources": "sources",
            "vacancy": "vacancy",
        },
        scopes_by_include={"notes": ("job-application-notes:read",)},
    ),
    "delete_job_application": Operation(
        name="delete_job_application",
        module="job_applications.delete_job_application",
        method="DELETE",
        path="/job-applications/{job_application_id}",
        summary="Delete a job application",
        scopes=("job-applications:write",),
    ),
    "update_job_application": Operation(
        name="update_job_application",
        module="job_applications.update_job_application",
        method="PATCH",
        path="/job-applications/{job_application_id}",
        summary="Update a job application",
        scopes=("job-applications:write",),
    ),
    "create_note": Operation(
        name="create_note",
        module="job_application_notes.create_note",
        method="POST",
        path="/job-applications/{job_application_id}/notes",
        summary="Add a note",
        scopes=("job-application-notes:write",),
    ),
    "upload_file": Operation(
        name="upload_file",
        module="job_application_files.upload_file",
        method="POST",
        path="/job-applications/{job_application_id}/files",
        summary="Upload a file",
        scopes=("job-application-files:write",),
        max_bytes=26214400,
    ),
    "upload_photo": Operation(
        name="upload_photo",
        module="job_application_files.upload_photo",
        method="POST",
        path="/job-applications/{job_application_id}/photo",
        summary="Upload or replace the photo",
        scopes=("job-application-files:write",),
        max_bytes=5242880,
        media_types=("image/jpeg", "image/png", "image/gif"),
    ),
}
