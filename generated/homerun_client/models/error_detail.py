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
class ErrorDetail:
    """What is wrong with one parameter.

    Attributes:
        param (str | Unset): Name of the parameter.
        message (str | Unset): What is wrong with it.
    """

    param: str | Unset = UNSET
    message: str | Unset = UNSET
    additional_properties: dict[str, Any] = _field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON: what is UNSET is left out, what is None is null."""
        result: dict[str, Any] = {}
        value: Any
        if (value := self.param) is not UNSET:
            result["param"] = value
        if (value := self.message) is not UNSET:
            result["message"] = value
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
        made = ErrorDetail._decode(src_dict)
        return made if cls is ErrorDetail else codec.as_subclass(made, cls)  # type: ignore[return-value]

    @staticmethod
    def _decode(value: Any, name: str = "") -> ErrorDetail:
        try:
            data = _ABSENT | (
                value if value.__class__ is dict else codec.fields(value, "ErrorDetail")
            )
            # Set field by field, not by the constructor: that takes twice as long.
            made = ErrorDetail.__new__(ErrorDetail)
            unset = UNSET
            value = data["param"]
            made.param = (
                value if value.__class__ is str or value is unset else _param(value, "param")
            )
            value = data["message"]
            made.message = (
                value if value.__class__ is str or value is unset else _message(value, "message")
            )
            made.additional_properties = {} if len(data) == 2 else codec.unknown(data, _ABSENT)
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


_ABSENT: dict[str, Any] = {
    "param": UNSET,
    "message": UNSET,
}
_param = codec.string
_message = codec.string
