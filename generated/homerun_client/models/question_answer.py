# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from .. import codec
from ..errors import DecodeError
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
        value: Any
        if (value := self.language) is not UNSET:
            result["language"] = value
        if (value := self.original_question) is not UNSET:
            result["original_question"] = value
        if (value := self.original_question_type) is not UNSET:
            result["original_question_type"] = value
        if (value := self.answer) is not UNSET:
            result["answer"] = value if value.__class__ is str else codec.encode(value)
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
        made = QuestionAnswer._decode(src_dict)
        return made if cls is QuestionAnswer else codec.as_subclass(made, cls)  # type: ignore[return-value]

    @staticmethod
    def _decode(value: Any, name: str = "") -> QuestionAnswer:
        try:
            data = _ABSENT | (
                value if value.__class__ is dict else codec.fields(value, "QuestionAnswer")
            )
            # Set field by field, not by the constructor: that takes twice as long.
            made = QuestionAnswer.__new__(QuestionAnswer)
            unset = UNSET
            value = data["language"]
            made.language = (
                value if value.__class__ is str or value is unset else _language(value, "language")
            )
            value = data["original_question"]
            made.original_question = (
                value
                if value.__class__ is str or value is unset
                else _original_question(value, "original_question")
            )
            value = data["original_question_type"]
            made.original_question_type = (
                value
                if value.__class__ is str or value is unset
                else _original_question_type(value, "original_question_type")
            )
            value = data["answer"]
            made.answer = (
                value if value.__class__ is str or value is unset else _answer(value, "answer")
            )
            made.additional_properties = {} if len(data) == 4 else codec.unknown(data, _ABSENT)
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


from ..models.job_application_file import JobApplicationFile

_ABSENT: dict[str, Any] = {
    "language": UNSET,
    "original_question": UNSET,
    "original_question_type": UNSET,
    "answer": UNSET,
}
_language = codec.string
_original_question = codec.string
_original_question_type = codec.string
_answer = codec.union(
    codec.variant(JobApplicationFile, "name", "type", "temporary_download_url"),
    codec.string,
    codec.anything,
)
