"""The models of the hand-written client: a page of applications, typed as openapi.yaml says."""

import datetime as dt

from msgspec import UNSET, Struct, UnsetType


class Named(Struct):
    name: str | UnsetType = UNSET


class File(Struct):
    name: str | UnsetType = UNSET
    type: str | UnsetType = UNSET
    temporary_download_url: str | UnsetType = UNSET


class QuestionAnswer(Struct):
    language: str | UnsetType = UNSET
    original_question: str | UnsetType = UNSET
    original_question_type: str | UnsetType = UNSET
    answer: File | str | UnsetType = UNSET


class PersonalInfo(Struct):
    first_name: str | UnsetType = UNSET
    last_name: str | UnsetType = UNSET
    email: str | UnsetType = UNSET
    city: str | None | UnsetType = UNSET
    country: str | None | UnsetType = UNSET
    date_of_birth: dt.date | None | UnsetType = UNSET
    phone_number: str | None | UnsetType = UNSET
    photo: str | None | UnsetType = UNSET


class JobApplication(Struct):
    id: str
    rating: float | None | UnsetType = UNSET
    retention_period_ends_at: dt.datetime | None | UnsetType = UNSET
    sourced: bool | UnsetType = UNSET
    total_votes: int | UnsetType = UNSET
    homerun_url: str | UnsetType = UNSET
    created_at: dt.datetime | UnsetType = UNSET
    disqualified: bool | UnsetType = UNSET
    hired_at: dt.datetime | None | UnsetType = UNSET
    first_reply_at: dt.datetime | None | UnsetType = UNSET
    personal_info: PersonalInfo | UnsetType = UNSET
    vacancy_id: str | None | UnsetType = UNSET
    stage: Named | None | UnsetType = UNSET
    sources: list[Named] | None | UnsetType = UNSET
    question_answers: list[QuestionAnswer] | None | UnsetType = UNSET


class Link(Struct):
    url: str | None
    label: str
    active: bool


class Meta(Struct):
    current_page: int
    last_page: int
    links: list[Link]
    path: str
    per_page: int
    total: int
    from_: int | None = None
    to: int | None = None


class JobApplicationList(Struct):
    data: list[JobApplication]
    meta: Meta
