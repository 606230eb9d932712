# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
"""All the data models of requests and answers. Each is loaded when it is first used."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .create_job_application_body import CreateJobApplicationBody
    from .create_note_body import CreateNoteBody
    from .custom_data import CustomData
    from .department import Department
    from .disqualification_reason import DisqualificationReason
    from .error import Error
    from .error_detail import ErrorDetail
    from .file_type import FileType
    from .job_application import JobApplication
    from .job_application_details import JobApplicationDetails
    from .job_application_details_response import JobApplicationDetailsResponse
    from .job_application_file import JobApplicationFile
    from .job_application_file_response import JobApplicationFileResponse
    from .job_application_include import JobApplicationInclude
    from .job_application_list import JobApplicationList
    from .job_application_list_include import JobApplicationListInclude
    from .job_application_response import JobApplicationResponse
    from .job_application_source import JobApplicationSource
    from .location import Location
    from .location_type import LocationType
    from .meta import Meta
    from .meta_link import MetaLink
    from .note import Note
    from .note_response import NoteResponse
    from .personal_info import PersonalInfo
    from .pong import Pong
    from .question_answer import QuestionAnswer
    from .stage import Stage
    from .stage_move import StageMove
    from .update_job_application_body import UpdateJobApplicationBody
    from .upload_file_body import UploadFileBody
    from .upload_photo_body import UploadPhotoBody
    from .vacancy import Vacancy
    from .vacancy_include import VacancyInclude
    from .vacancy_list import VacancyList
    from .vacancy_response import VacancyResponse
    from .vacancy_status import VacancyStatus
    from .vacancy_type import VacancyType

_MODULES = {
    "CreateJobApplicationBody": ".create_job_application_body",
    "CreateNoteBody": ".create_note_body",
    "CustomData": ".custom_data",
    "Department": ".department",
    "DisqualificationReason": ".disqualification_reason",
    "Error": ".error",
    "ErrorDetail": ".error_detail",
    "FileType": ".file_type",
    "JobApplication": ".job_application",
    "JobApplicationDetails": ".job_application_details",
    "JobApplicationDetailsResponse": ".job_application_details_response",
    "JobApplicationFile": ".job_application_file",
    "JobApplicationFileResponse": ".job_application_file_response",
    "JobApplicationInclude": ".job_application_include",
    "JobApplicationList": ".job_application_list",
    "JobApplicationListInclude": ".job_application_list_include",
    "JobApplicationResponse": ".job_application_response",
    "JobApplicationSource": ".job_application_source",
    "Location": ".location",
    "LocationType": ".location_type",
    "Meta": ".meta",
    "MetaLink": ".meta_link",
    "Note": ".note",
    "NoteResponse": ".note_response",
    "PersonalInfo": ".personal_info",
    "Pong": ".pong",
    "QuestionAnswer": ".question_answer",
    "Stage": ".stage",
    "StageMove": ".stage_move",
    "UpdateJobApplicationBody": ".update_job_application_body",
    "UploadFileBody": ".upload_file_body",
    "UploadPhotoBody": ".upload_photo_body",
    "Vacancy": ".vacancy",
    "VacancyInclude": ".vacancy_include",
    "VacancyList": ".vacancy_list",
    "VacancyResponse": ".vacancy_response",
    "VacancyStatus": ".vacancy_status",
    "VacancyType": ".vacancy_type",
}

__all__ = (
    "CreateJobApplicationBody",
    "CreateNoteBody",
    "CustomData",
    "Department",
    "DisqualificationReason",
    "Error",
    "ErrorDetail",
    "FileType",
    "JobApplication",
    "JobApplicationDetails",
    "JobApplicationDetailsResponse",
    "JobApplicationFile",
    "JobApplicationFileResponse",
    "JobApplicationInclude",
    "JobApplicationList",
    "JobApplicationListInclude",
    "JobApplicationResponse",
    "JobApplicationSource",
    "Location",
    "LocationType",
    "Meta",
    "MetaLink",
    "Note",
    "NoteResponse",
    "PersonalInfo",
    "Pong",
    "QuestionAnswer",
    "Stage",
    "StageMove",
    "UpdateJobApplicationBody",
    "UploadFileBody",
    "UploadPhotoBody",
    "Vacancy",
    "VacancyInclude",
    "VacancyList",
    "VacancyResponse",
    "VacancyStatus",
    "VacancyType",
)

if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(_MODULES[name], __name__), name)
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        return sorted(__all__)
