# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
"""The operations of the OpenAPI document as data."""

from collections.abc import Mapping

from attrs import Factory, frozen


@frozen(kw_only=True)
class Filter:
    """One `filter[…]` of a list.

    Attributes:
        argument: the argument of the generated functions.
        type: `string`, `integer`, `number`, `boolean`, `date` or `date-time`.
        enum: what it can be; empty: anything of that type.
        several: whether it takes several values, written with commas between them.
    """

    argument: str
    type: str = "string"
    enum: tuple[str | int | float | bool, ...] = ()
    several: bool = False


@frozen(kw_only=True)
class Parameter:
    """One query parameter that is no filter and does not choose the page.

    Attributes:
        type: a type as of `Filter`, or `array` for a list of strings; empty when it can be of several types.
    """

    type: str = ""


@frozen(kw_only=True)
class Field:
    """One field of the body of a request.

    Attributes:
        type: its JSON type; empty when it can be several.
        format: `date`, `email`, `uri`, …, if it has one.
        filled: whether there must be text in it.
    """

    type: str = ""
    format: str | None = None
    filled: bool = False


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
        record: the model of the record or records that it answers with.
        body_type: the model of its body.
        include_type: the type of each value of `include[]`.
        includes: each value of `include[]` with the field of the record that it fills.
        scopes_by_include: the further scopes that an include needs.
        filters: each `filter[…]` by its name.
        parameters: each other query parameter but those of the page, by the argument of the generated functions.
        paginated: whether it answers with pages.
        largest_page: how many records a page holds at most.
        max_bytes: the limit of an uploaded file.
        media_types: the media types that an uploaded file may have; empty: any.
    """

    name: str
    module: str
    method: str
    path: str
    summary: str
    scopes: tuple[str, ...] = ()
    record: str | None = None
    body_type: str | None = None
    include_type: str | None = None
    includes: Mapping[str, str] = Factory(dict)
    scopes_by_include: Mapping[str, tuple[str, ...]] = Factory(dict)
    filters: Mapping[str, Filter] = Factory(dict)
    parameters: Mapping[str, Parameter] = Factory(dict)
    paginated: bool = False
    largest_page: int | None = None
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
        record="Vacancy",
        filters={
            "status": Filter(
                argument="filter_status",
                enum=("public", "private", "closed", "draft"),
                several=True,
            )
        },
        parameters={"include": Parameter(type="array")},
        include_type="VacancyInclude",
        includes={
            "location": "location",
            "department": "department",
            "stages": "stages",
            "total_candidate_count": "total_candidate_count",
            "page_content": "page_content",
        },
        largest_page=100,
        paginated=True,
    ),
    "get_vacancy": Operation(
        name="get_vacancy",
        module="vacancies.get_vacancy",
        method="GET",
        path="/vacancies/{vacancy_id}",
        summary="Get a vacancy",
        scopes=("vacancies:read",),
        record="Vacancy",
        parameters={"include": Parameter(type="array")},
        include_type="VacancyInclude",
        includes={
            "location": "location",
            "department": "department",
            "stages": "stages",
            "total_candidate_count": "total_candidate_count",
            "page_content": "page_content",
        },
    ),
    "list_job_applications": Operation(
        name="list_job_applications",
        module="job_applications.list_job_applications",
        method="GET",
        path="/job-applications",
        summary="List job applications",
        scopes=("job-applications:read",),
        record="JobApplication",
        filters={
            "vacancy_id": Filter(argument="filter_vacancy_id", several=True),
            "stage": Filter(argument="filter_stage"),
            "hired_after": Filter(argument="filter_hired_after", type="date"),
        },
        parameters={"include": Parameter(type="array")},
        include_type="JobApplicationListInclude",
        includes={
            "sources": "sources",
            "stage": "stage",
            "vacancy": "vacancy",
            "disqualificationReason": "disqualification_reason",
            "questionAnswers": "question_answers",
        },
        largest_page=100,
        paginated=True,
    ),
    "create_job_application": Operation(
        name="create_job_application",
        module="job_applications.create_job_application",
        method="POST",
        path="/job-applications",
        summary="Create a job application",
        scopes=("job-applications:write",),
        record="JobApplicationDetails",
        body_type="CreateJobApplicationBody",
    ),
    "get_job_application": Operation(
        name="get_job_application",
        module="job_applications.get_job_application",
        method="GET",
        path="/job-applications/{job_application_id}",
        summary="Get a job application",
        scopes=("job-applications:read",),
        record="JobApplicationDetails",
        parameters={"include": Parameter(type="array")},
        include_type="JobApplicationInclude",
        includes={
            "notes": "notes",
            "sources": "sources",
            "vacancy": "vacancy",
            "disqualificationReason": "disqualification_reason",
            "questionAnswers": "question_answers",
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
        record="JobApplicationDetails",
        body_type="UpdateJobApplicationBody",
    ),
    "create_note": Operation(
        name="create_note",
        module="job_application_notes.create_note",
        method="POST",
        path="/job-applications/{job_application_id}/notes",
        summary="Add a note",
        scopes=("job-application-notes:write",),
        record="Note",
        body_type="CreateNoteBody",
    ),
    "upload_file": Operation(
        name="upload_file",
        module="job_application_files.upload_file",
        method="POST",
        path="/job-applications/{job_application_id}/files",
        summary="Upload a file",
        scopes=("job-application-files:write",),
        record="JobApplicationFile",
        body_type="UploadFileBody",
        max_bytes=26214400,
    ),
    "upload_photo": Operation(
        name="upload_photo",
        module="job_application_files.upload_photo",
        method="POST",
        path="/job-applications/{job_application_id}/photo",
        summary="Upload or replace the photo",
        scopes=("job-application-files:write",),
        record="JobApplication",
        body_type="UploadPhotoBody",
        max_bytes=5242880,
        media_types=("image/jpeg", "image/png", "image/gif"),
    ),
}

# By the names of their models.
BODIES: Mapping[str, Mapping[str, Field]] = {
    "CreateJobApplicationBody": {
        "first_name": Field(type="string", filled=True),
        "last_name": Field(type="string", filled=True),
        "email": Field(type="string", format="email", filled=True),
        "date_of_birth": Field(type="string", format="date"),
        "vacancy_id": Field(type="string"),
        "city": Field(type="string"),
        "country": Field(type="string"),
        "phone_number": Field(type="string"),
        "photo": Field(type="string", format="uri"),
        "sourced": Field(type="boolean"),
        "experience": Field(type="string"),
        "education": Field(type="string"),
        "pronouns": Field(type="string"),
        "skype": Field(type="string"),
        "facebook": Field(type="string", format="uri"),
        "twitter": Field(type="string", format="uri"),
        "linkedin": Field(type="string", format="uri"),
        "github": Field(type="string", format="uri"),
        "website": Field(type="string", format="uri"),
        "assignment": Field(type="string"),
        "custom_data": Field(),
        "sources": Field(type="array"),
    },
    "UpdateJobApplicationBody": {
        "first_name": Field(type="string", filled=True),
        "last_name": Field(type="string", filled=True),
        "email": Field(type="string", format="email", filled=True),
        "date_of_birth": Field(type="string", format="date"),
        "vacancy_id": Field(type="string"),
        "city": Field(type="string"),
        "country": Field(type="string"),
        "phone_number": Field(type="string"),
        "photo": Field(type="string", format="uri"),
        "sourced": Field(type="boolean"),
        "experience": Field(type="string"),
        "education": Field(type="string"),
        "pronouns": Field(type="string"),
        "skype": Field(type="string"),
        "facebook": Field(type="string", format="uri"),
        "twitter": Field(type="string", format="uri"),
        "linkedin": Field(type="string", format="uri"),
        "github": Field(type="string", format="uri"),
        "website": Field(type="string", format="uri"),
        "assignment": Field(type="string"),
        "stage": Field(type="object"),
        "custom_data": Field(),
    },
    "CreateNoteBody": {
        "note": Field(type="string", filled=True),
        "display_name": Field(type="string", filled=True),
        "is_sensitive": Field(type="boolean"),
    },
}
