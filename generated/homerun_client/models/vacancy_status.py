# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
from typing import Literal

VacancyStatus = Literal["closed", "draft", "private", "public"]

VACANCY_STATUS_VALUES: set[VacancyStatus] = {
    "closed",
    "draft",
    "private",
    "public",
}


def check_vacancy_status(value: str) -> VacancyStatus:
    if value in VACANCY_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {VACANCY_STATUS_VALUES!r}")
