# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
from typing import Literal

VacancyInclude = Literal[
    "department", "location", "page_content", "stages", "total_candidate_count"
]

VACANCY_INCLUDE_VALUES: set[VacancyInclude] = {
    "department",
    "location",
    "page_content",
    "stages",
    "total_candidate_count",
}


def check_vacancy_include(value: str) -> VacancyInclude:
    if value in VACANCY_INCLUDE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {VACANCY_INCLUDE_VALUES!r}")
