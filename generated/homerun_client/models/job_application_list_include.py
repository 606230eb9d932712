# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
from typing import Literal

JobApplicationListInclude = Literal[
    "disqualificationReason", "questionAnswers", "sources", "stage", "vacancy"
]

JOB_APPLICATION_LIST_INCLUDE_VALUES: set[JobApplicationListInclude] = {
    "disqualificationReason",
    "questionAnswers",
    "sources",
    "stage",
    "vacancy",
}


def check_job_application_list_include(value: str) -> JobApplicationListInclude:
    if value in JOB_APPLICATION_LIST_INCLUDE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {JOB_APPLICATION_LIST_INCLUDE_VALUES!r}"
    )
