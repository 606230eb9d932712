# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from .. import codec
from ..errors import DecodeError
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
        value: Any
        value = self.id
        result["id"] = value
        if (value := self.rating) is not UNSET:
            result["rating"] = value
        if (value := self.retention_period_ends_at) is not UNSET:
            result["retention_period_ends_at"] = (
                None if value is None else codec.encode_date_time(value)
            )
        if (value := self.sourced) is not UNSET:
            result["sourced"] = value
        if (value := self.total_votes) is not UNSET:
            result["total_votes"] = value
        if (value := self.homerun_url) is not UNSET:
            result["homerun_url"] = value
        if (value := self.created_at) is not UNSET:
            result["created_at"] = codec.encode_date_time(value)
        if (value := self.disqualified) is not UNSET:
            result["disqualified"] = value
        if (value := self.hired_at) is not UNSET:
            result["hired_at"] = None if value is None else codec.encode_date_time(value)
        if (value := self.first_reply_at) is not UNSET:
            result["first_reply_at"] = None if value is None else codec.encode_date_time(value)
        if (value := self.personal_info) is not UNSET:
            result["personal_info"] = (
                value.to_dict() if value.__class__ is PersonalInfo else codec.encode(value)
            )
        if (value := self.vacancy_id) is not UNSET:
            result["vacancy_id"] = value
        if (value := self.stage) is not UNSET:
            result["stage"] = value.to_dict() if value.__class__ is Stage else codec.encode(value)
        if (value := self.notes) is not UNSET:
            result["notes"] = (
                [item.to_dict() if item.__class__ is Note else codec.encode(item) for item in value]
                if value.__class__ is list
                else codec.encode(value)
            )
        if (value := self.sources) is not UNSET:
            result["sources"] = (
                [
                    item.to_dict() if item.__class__ is JobApplicationSource else codec.encode(item)
                    for item in value
                ]
                if value.__class__ is list
                else codec.encode(value)
            )
        if (value := self.vacancy) is not UNSET:
            result["vacancy"] = (
                value.to_dict() if value.__class__ is Vacancy else codec.encode(value)
            )
        if (value := self.disqualification_reason) is not UNSET:
            result["disqualification_reason"] = (
                value.to_dict()
                if value.__class__ is DisqualificationReason
                else codec.encode(value)
            )
        if (value := self.question_answers) is not UNSET:
            result["question_answers"] = (
                [
                    item.to_dict() if item.__class__ is QuestionAnswer else codec.encode(item)
                    for item in value
                ]
                if value.__class__ is list
                else codec.encode(value)
            )
        if self.additional_properties:
            for name, extra in self.additional_properties.items():
                result.setdefault(name, extra)
        return result

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """The record that a JSON object holds; fields that are not known yet are kept.

        Raises:
            DecodeError: a field is missing or is not what the OpenAPI document says.
        """
        made = JobApplication._decode(src_dict)
        return made if cls is JobApplication else codec.as_subclass(made, cls)  # type: ignore[return-value]

    @staticmethod
    def _decode(value: Any, name: str = "") -> JobApplication:
        try:
            data = _ABSENT | (
                value if value.__class__ is dict else codec.fields(value, "JobApplication")
            )
            # Set field by field, not by the constructor: that takes twice as long.
            made = JobApplication.__new__(JobApplication)
            unset = UNSET
            value = data["id"]
            made.id = value if value.__class__ is str else _id(value, "id")
            value = data["rating"]
            made.rating = value if value is None or value is unset else _rating(value, "rating")
            value = data["retention_period_ends_at"]
            made.retention_period_ends_at = (
                value
                if value is None or value is unset
                else _retention_period_ends_at(value, "retention_period_ends_at")
            )
            value = data["sourced"]
            made.sourced = (
                value
                if value is True or value is False or value is unset
                else _sourced(value, "sourced")
            )
            value = data["total_votes"]
            made.total_votes = (
                value
                if value.__class__ is int or value is unset
                else _total_votes(value, "total_votes")
            )
            value = data["homerun_url"]
            made.homerun_url = (
                value
                if value.__class__ is str or value is unset
                else _homerun_url(value, "homerun_url")
            )
            value = data["created_at"]
            made.created_at = value if value is unset else _created_at(value, "created_at")
            value = data["disqualified"]
            made.disqualified = (
                value
                if value is True or value is False or value is unset
                else _disqualified(value, "disqualified")
            )
            value = data["hired_at"]
            made.hired_at = (
                value if value is None or value is unset else _hired_at(value, "hired_at")
            )
            value = data["first_reply_at"]
            made.first_reply_at = (
                value
                if value is None or value is unset
                else _first_reply_at(value, "first_reply_at")
            )
            value = data["personal_info"]
            made.personal_info = value if value is unset else _personal_info(value, "personal_info")
            value = data["vacancy_id"]
            made.vacancy_id = (
                value
                if value.__class__ is str or value is None or value is unset
                else _vacancy_id(value, "vacancy_id")
            )
            value = data["stage"]
            made.stage = value if value is None or value is unset else _stage(value, "stage")
            value = data["notes"]
            made.notes = value if value is None or value is unset else _notes(value, "notes")
            value = data["sources"]
            made.sources = value if value is None or value is unset else _sources(value, "sources")
            value = data["vacancy"]
            made.vacancy = value if value is None or value is unset else _vacancy(value, "vacancy")
            value = data["disqualification_reason"]
            made.disqualification_reason = (
                value
                if value is None or value is unset
                else _disqualification_reason(value, "disqualification_reason")
            )
            value = data["question_answers"]
            made.question_answers = (
                value
                if value is None or value is unset
                else _question_answers(value, "question_answers")
            )
            made.additional_properties = {} if len(data) == 18 else codec.unknown(data, _ABSENT)
        except DecodeError as error:
            raise (error.under(name) if name else error) from None
        except RecursionError:  # models that may stand in each other without end
            raise codec.wrong(name, "less deeply nested", value) from None
        return made

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

_ABSENT: dict[str, Any] = {
    "id": UNSET,
    "rating": UNSET,
    "retention_period_ends_at": UNSET,
    "sourced": UNSET,
    "total_votes": UNSET,
    "homerun_url": UNSET,
    "created_at": UNSET,
    "disqualified": UNSET,
    "hired_at": UNSET,
    "first_reply_at": UNSET,
    "personal_info": UNSET,
    "vacancy_id": UNSET,
    "stage": UNSET,
    "notes": UNSET,
    "sources": UNSET,
    "vacancy": UNSET,
    "disqualification_reason": UNSET,
    "question_answers": UNSET,
}
_id = codec.string
_rating = codec.number
_retention_period_ends_at = codec.date_time
_sourced = codec.boolean
_total_votes = codec.integer
_homerun_url = codec.string
_created_at = codec.date_time
_disqualified = codec.boolean
_hired_at = codec.date_time
_first_reply_at = codec.date_time
_personal_info = codec.model(PersonalInfo)
_vacancy_id = codec.string
_stage = codec.model(Stage)
_notes = codec.array(codec.model(Note))
_sources = codec.array(codec.model(JobApplicationSource))
_vacancy = codec.model(Vacancy)
_disqualification_reason = codec.model(DisqualificationReason)
_question_answers = codec.array(codec.model(QuestionAnswer))
