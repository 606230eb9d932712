# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
from typing import Literal

VacancyType = Literal[
    "Contracted",
    "Full-time",
    "Full-time / Part-time",
    "Internship",
    "Part-time",
    "Seasonal",
    "Temporary",
    "Traineeship",
    "Volunteer",
]

VACANCY_TYPE_VALUES: set[VacancyType] = {
    "Contracted",
    "Full-time",
    "Full-time / Part-time",
    "Internship",
    "Part-time",
    "Seasonal",
    "Temporary",
    "Traineeship",
    "Volunteer",
}


def check_vacancy_type(value: str) -> VacancyType:
    if value in VACANCY_TYPE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {VACANCY_TYPE_VALUES!r}")
