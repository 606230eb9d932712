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
class Note:
    """What a colleague wrote about an application.

    Attributes:
        display_name (str | Unset): Name of the author.
        is_sensitive (bool | Unset): Whether the note is marked as sensitive.
        note (str | Unset): The text.
        created_at (datetime.datetime | Unset): When it was written.
        updated_at (datetime.datetime | Unset): When it was last changed.
    """

    display_name: str | Unset = UNSET
    is_sensitive: bool | Unset = UNSET
    note: str | Unset = UNSET
    created_at: datetime.datetime | Unset = UNSET
    updated_at: datetime.datetime | Unset = UNSET
    additional_properties: dict[str, Any] = _field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON: what is UNSET is left out, what is None is null."""
        result: dict[str, Any] = {}
        value: Any
        if (value := self.display_name) is not UNSET:
            result["display_name"] = value
        if (value := self.is_sensitive) is not UNSET:
            result["is_sensitive"] = value
        if (value := self.note) is not UNSET:
            result["note"] = value
        if (value := self.created_at) is not UNSET:
            result["created_at"] = codec.encode_date_time(value)
        if (value := self.updated_at) is not UNSET:
            result["updated_at"] = codec.encode_date_time(value)
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
        made = Note._decode(src_dict)
        return made if cls is Note else codec.as_subclass(made, cls)  # type: ignore[return-value]

    @staticmethod
    def _decode(value: Any, name: str = "") -> Note:
        try:
            data = _ABSENT | (value if value.__class__ is dict else codec.fields(value, "Note"))
            # Set field by field, not by the constructor: that takes twice as long.
            made = Note.__new__(Note)
            unset = UNSET
            value = data["display_name"]
            made.display_name = (
                value
                if value.__class__ is str or value is unset
                else _display_name(value, "display_name")
            )
            value = data["is_sensitive"]
            made.is_sensitive = (
                value
                if value is True or value is False or value is unset
                else _is_sensitive(value, "is_sensitive")
            )
            value = data["note"]
            made.note = value if value.__class__ is str or value is unset else _note(value, "note")
            value = data["created_at"]
            made.created_at = value if value is unset else _created_at(value, "created_at")
            value = data["updated_at"]
            made.updated_at = value if value is unset else _updated_at(value, "updated_at")
            made.additional_properties = {} if len(data) == 5 else codec.unknown(data, _ABSENT)
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
    "display_name": UNSET,
    "is_sensitive": UNSET,
    "note": UNSET,
    "created_at": UNSET,
    "updated_at": UNSET,
}
_display_name = codec.string
_is_sensitive = codec.boolean
_note = codec.string
_created_at = codec.date_time
_updated_at = codec.date_time
