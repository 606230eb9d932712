# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from .. import codec
from ..types import UNSET, Unset


@_define
class QuestionAnswer:
    """A question of the application form with its answer.

    Attributes:
        language (str | Unset): Language of the question.
        original_question (str | Unset): The question as the form asked it.
        original_question_type (str | Unset): Kind of question, e.g. `file`. Not a closed
            list.
        answer (Any | JobApplicationFile | str | Unset): A file for a question of the type
            `file`. Homerun does not document the other types;
            they answer with text, or perhaps with any other JSON value.
    """

    language: str | Unset = UNSET
    original_question: str | Unset = UNSET
    original_question_type: str | Unset = UNSET
    answer: Any | JobApplicationFile | str | Unset = UNSET
    additional_properties: dict[str, Any] = _field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON: what is UNSET is left out, what is None is null."""
        result: dict[str, Any] = {}
        if self.language is not UNSET:
            result["language"] = self.language
        if self.original_question is not UNSET:
            result["original_question"] = self.original_question
        if self.original_question_type is not UNSET:
            result["original_question_type"] = self.original_question_type
        if self.answer is not UNSET:
            result["answer"] = codec.encode(self.answer)
        for name, extra in self.additional_properties.items():
            result.setdefault(name, extra)
        return result

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """The record that a JSON object holds; fields that are not known yet are kept.

        Raises:
            DecodeError: a field is missing or is not what the OpenAPI document says.
        """
        data = codec.fields(src_dict, "QuestionAnswer")
        take = data.pop
        question_answer = cls(
            language=UNSET
            if (value := take("language", UNSET)) is UNSET
            else _language(value, "language"),
            original_question=UNSET
            if (value := take("original_question", UNSET)) is UNSET
            else _original_question(value, "original_question"),
            original_question_type=UNSET
            if (value := take("original_question_type", UNSET)) is UNSET
            else _original_question_type(value, "original_question_type"),
            answer=UNSET if (value := take("answer", UNSET)) is UNSET else _answer(value, "answer"),
        )
        question_answer.additional_properties = data
        return question_answer

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


from ..models.job_application_file import JobApplicationFile

_language = codec.string
_original_question = codec.string
_original_question_type = codec.string
_answer = codec.union(
    codec.variant(JobApplicationFile, "name", "type", "temporary_download_url"),
    codec.string,
    codec.anything,
)
