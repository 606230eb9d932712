# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from .. import codec
from ..types import UNSET, Unset


@_define
class Error:
    """What went wrong.

    Attributes:
        code (int | Unset): The HTTP status.
        error (bool | Unset): True.
        message (str | Unset): What went wrong, in words.
        details (list[ErrorDetail] | Unset): What is wrong with each parameter. Only for
            invalid input.
    """

    code: int | Unset = UNSET
    error: bool | Unset = UNSET
    message: str | Unset = UNSET
    details: list[ErrorDetail] | Unset = UNSET
    additional_properties: dict[str, Any] = _field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON: what is UNSET is left out, what is None is null."""
        result: dict[str, Any] = {}
        if self.code is not UNSET:
            result["code"] = self.code
        if self.error is not UNSET:
            result["error"] = self.error
        if self.message is not UNSET:
            result["message"] = self.message
        if self.details is not UNSET:
            result["details"] = codec.encode(self.details)
        for name, extra in self.additional_properties.items():
            result.setdefault(name, extra)
        return result

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """The record that a JSON object holds; fields that are not known yet are kept.

        Raises:
            DecodeError: a field is missing or is not what the OpenAPI document says.
        """
        data = codec.fields(src_dict, "Error")
        take = data.pop
        error = cls(
            code=UNSET if (value := take("code", UNSET)) is UNSET else _code(value, "code"),
            error=UNSET if (value := take("error", UNSET)) is UNSET else _error(value, "error"),
            message=UNSET
            if (value := take("message", UNSET)) is UNSET
            else _message(value, "message"),
            details=UNSET
            if (value := take("details", UNSET)) is UNSET
            else _details(value, "details"),
        )
        error.additional_properties = data
        return error

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


from ..models.error_detail import ErrorDetail

_code = codec.integer
_error = codec.boolean
_message = codec.string
_details = codec.array(codec.model(ErrorDetail))
