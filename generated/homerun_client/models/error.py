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
        value: Any
        if (value := self.code) is not UNSET:
            result["code"] = value
        if (value := self.error) is not UNSET:
            result["error"] = value
        if (value := self.message) is not UNSET:
            result["message"] = value
        if (value := self.details) is not UNSET:
            result["details"] = (
                [
                    item.to_dict() if item.__class__ is ErrorDetail else codec.encode(item)
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
        made = Error._decode(src_dict)
        return made if cls is Error else codec.as_subclass(made, cls)  # type: ignore[return-value]

    @staticmethod
    def _decode(value: Any, name: str = "") -> Error:
        try:
            data = _ABSENT | (value if value.__class__ is dict else codec.fields(value, "Error"))
            # Set field by field, not by the constructor: that takes twice as long.
            made = Error.__new__(Error)
            unset = UNSET
            value = data["code"]
            made.code = value if value.__class__ is int or value is unset else _code(value, "code")
            value = data["error"]
            made.error = (
                value
                if value is True or value is False or value is unset
                else _error(value, "error")
            )
            value = data["message"]
            made.message = (
                value if value.__class__ is str or value is unset else _message(value, "message")
            )
            value = data["details"]
            made.details = value if value is unset else _details(value, "details")
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


from ..models.error_detail import ErrorDetail

_ABSENT: dict[str, Any] = {
    "code": UNSET,
    "error": UNSET,
    "message": UNSET,
    "details": UNSET,
}
_code = codec.integer
_error = codec.boolean
_message = codec.string
_details = codec.array(codec.model(ErrorDetail))
