# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from .. import codec
from ..types import UNSET, Unset


@_define
class JobApplication:
    """An application, as in lists.

    Attributes:
        id (str): Opaque ID of the application.
        rating (float | None | Unset): Rating by colleagues.
        retention_period_ends_at (datetime.datetime | None | Unset): When the period ends
            for which the candidate's data may be kept.
        sourced (bool | Unset): True when the candidate was approached, false when they
            applied.
        total_votes (int | Unset): Number of votes by colleagues.
        homerun_url (str | Unset): Address of the application in the Homerun app.
        created_at (datetime.datetime | Unset): When the application was made.
        disqualified (bool | Unset): Whether the application was turned down.
        hired_at (datetime.datetime | None | Unset): When the candidate was hired, if so.
        first_reply_at (datetime.datetime | None | Unset): When the candidate first got a
            reply, if so.
        personal_info (PersonalInfo | Unset): Who the candidate is.
        vacancy_id (None | str | Unset): ID of the vacancy; null on the candidate page.
        stage (None | Stage | Unset): The current stage. In lists only with
            `include[]=stage`.
        notes (list[Note] | None | Unset): Notes. Only for a single application, with
            `include[]=notes` and the scope
            `job-application-notes:read`.
        sources (list[JobApplicationSource] | None | Unset): Where the application came
            from. Only with `include[]=sources`.
        vacancy (None | Unset | Vacancy): The vacancy. Only with `include[]=vacancy`.
        disqualification_reason (DisqualificationReason | None | Unset): Why it was turned
            down. Only with `include[]=disqualificationReason`.
        question_answers (list[QuestionAnswer] | None | Unset): Answers to the form's
            questions. Only with `include[]=questionAnswers`.
    """

    id: str
    rating: float | None | Unset = UNSET
    retention_period_ends_at: datetime.datetime | None | Unset = UNSET
    sourced: bool | Unset = UNSET
    total_votes: int | Unset = UNSET
    homerun_url: str | Unset = UNSET
    created_at: datetime.datetime | Unset = UNSET
    disqualified: bool | Unset = UNSET
    hired_at: datetime.datetime | None | Unset = UNSET
    first_reply_at: datetime.datetime | None | Unset = UNSET
    personal_info: PersonalInfo | Unset = UNSET
    vacancy_id: None | str | Unset = UNSET
    stage: None | Stage | Unset = UNSET
    notes: list[Note] | None | Unset = UNSET
    sources: list[JobApplicationSource] | None | Unset = UNSET
    vacancy: None | Unset | Vacancy = UNSET
    disqualification_reason: DisqualificationReason | None | Unset = UNSET
    question_answers: list[QuestionAnswer] | None | Unset = UNSET
    additional_properties: dict[str, Any] = _field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON: what is UNSET is left out, what is None is null."""
        result: dict[str, Any] = {}
        result["id"] = self.id
        if self.rating is not UNSET:
            result["rating"] = codec.encode(self.rating)
        if self.retention_period_ends_at is not UNSET:
            result["retention_period_ends_at"] = codec.encode(self.retention_period_ends_at)
        if self.sourced is not UNSET:
            result["sourced"] = self.sourced
        if self.total_votes is not UNSET:
            result["total_votes"] = self.total_votes
        if self.homerun_url is not UNSET:
            result["homerun_url"] = self.homerun_url
        if self.created_at is not UNSET:
            result["created_at"] = codec.encode(self.created_at)
        if self.disqualified is not UNSET:
            result["disqualified"] = self.disqualified
        if self.hired_at is not UNSET:
            result["hired_at"] = codec.encode(self.hired_at)
        if self.first_reply_at is not UNSET:
            result["first_reply_at"] = codec.encode(self.first_reply_at)
        if self.personal_info is not UNSET:
            result["personal_info"] = codec.encode(self.personal_info)
        if self.vacancy_id is not UNSET:
            result["vacancy_id"] = codec.encode(self.vacancy_id)
        if self.stage is not UNSET:
            result["stage"] = codec.encode(self.stage)
        if self.notes is not UNSET:
            result["notes"] = codec.encode(self.notes)
        if self.sources is not UNSET:
            result["sources"] = codec.encode(self.sources)
        if self.vacancy is not UNSET:
            result["vacancy"] = codec.encode(self.vacancy)
        if self.disqualification_reason is not UNSET:
            result["disqualification_reason"] = codec.encode(self.disqualification_reason)
        if self.question_answers is not UNSET:
            result["question_answers"] = codec.encode(self.question_answers)
        for name, extra in self.additional_properties.items():
            result.setdefault(name, extra)
        return result

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """The record that a JSON object holds; fields that are not known yet are kept.

        Raises:
            DecodeError: a field is missing or is not what the OpenAPI document says.
        """
        data = codec.fields(src_dict, "JobApplication")
        take = data.pop
        job_application = cls(
            id=_id(take("id", UNSET), "id"),
            rating=UNSET if (value := take("rating", UNSET)) is UNSET else _rating(value, "rating"),
            retention_period_ends_at=UNSET
            if (value := take("retention_period_ends_at", UNSET)) is UNSET
            else _retention_period_ends_at(value, "retention_period_ends_at"),
            sourced=UNSET
            if (value := take("sourced", UNSET)) is UNSET
            else _sourced(value, "sourced"),
            total_votes=UNSET
            if (value := take("total_votes", UNSET)) is UNSET
            else _total_votes(value, "total_votes"),
            homerun_url=UNSET
            if (value := take("homerun_url", UNSET)) is UNSET
            else _homerun_url(value, "homerun_url"),
            created_at=UNSET
            if (value := take("created_at", UNSET)) is UNSET
            else _created_at(value, "created_at"),
            disqualified=UNSET
            if (value := take("disqualified", UNSET)) is UNSET
            else _disqualified(value, "disqualified"),
            hired_at=UNSET
            if (value := take("hired_at", UNSET)) is UNSET
            else _hired_at(value, "hired_at"),
            first_reply_at=UNSET
            if (value := take("first_reply_at", UNSET)) is UNSET
            else _first_reply_at(value, "first_reply_at"),
            personal_info=UNSET
            if (value := take("personal_info", UNSET)) is UNSET
            else _personal_info(value, "personal_info"),
            vacancy_id=UNSET
            if (value := take("vacancy_id", UNSET)) is UNSET
            else _vacancy_id(value, "vacancy_id"),
            stage=UNSET if (value := take("stage", UNSET)) is UNSET else _stage(value, "stage"),
            notes=UNSET if (value := take("notes", UNSET)) is UNSET else _notes(value, "notes"),
            sources=UNSET
            if (value := take("sources", UNSET)) is UNSET
            else _sources(value, "sources"),
            vacancy=UNSET
            if (value := take("vacancy", UNSET)) is UNSET
            else _vacancy(value, "vacancy"),
            disqualification_reason=UNSET
            if (value := take("disqualification_reason", UNSET)) is UNSET
            else _disqualification_reason(value, "disqualification_reason"),
            question_answers=UNSET
            if (value := take("question_answers", UNSET)) is UNSET
            else _question_answers(value, "question_answers"),
        )
        job_application.additional_properties = data
        return job_application

    @property
    def additional_keys(self) -> list[str]:
        """The names of the fields that came along without being in the OpenAPI document."""
        return list(self.additional_properties)

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties


from ..models.disqualification_reason import DisqualificationReason
from ..models.job_application_source import JobApplicationSource
from ..models.note import Note
from ..models.personal_info import PersonalInfo
from ..models.question_answer import QuestionAnswer
from ..models.stage import Stage
from ..models.vacancy import Vacancy

_id = codec.string
_rating = codec.nullable(codec.number)
_retention_period_ends_at = codec.nullable(codec.date_time)
_sourced = codec.boolean
_total_votes = codec.integer
_homerun_url = codec.string
_created_at = codec.date_time
_disqualified = codec.boolean
_hired_at = codec.nullable(codec.date_time)
_first_reply_at = codec.nullable(codec.date_time)
_personal_info = codec.model(PersonalInfo)
_vacancy_id = codec.nullable(codec.string)
_stage = codec.nullable(codec.model(Stage))
_notes = codec.nullable(codec.array(codec.model(Note)))
_sources = codec.nullable(codec.array(codec.model(JobApplicationSource)))
_vacancy = codec.nullable(codec.model(Vacancy))
_disqualification_reason = codec.nullable(codec.model(DisqualificationReason))
_question_answers = codec.nullable(codec.array(codec.model(QuestionAnswer)))
