# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
from typing import Literal

JobApplicationInclude = Literal[
    "disqualificationReason", "notes", "questionAnswers", "sources", "vacancy"
]

JOB_APPLICATION_INCLUDE_VALUES: set[JobApplicationInclude] = {
    "disqualificationReason",
    "notes",
    "questionAnswers",
    "sources",
    "vacancy",
}


def check_job_application_include(value: str) -> JobApplicationInclude:
    if value in JOB_APPLICATION_INCLUDE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {JOB_APPLICATION_INCLUDE_VALUES!r}"
    )
