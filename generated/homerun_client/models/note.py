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
        if self.display_name is not UNSET:
            result["display_name"] = self.display_name
        if self.is_sensitive is not UNSET:
            result["is_sensitive"] = self.is_sensitive
        if self.note is not UNSET:
            result["note"] = self.note
        if self.created_at is not UNSET:
            result["created_at"] = codec.encode(self.created_at)
        if self.updated_at is not UNSET:
            result["updated_at"] = codec.encode(self.updated_at)
        for name, extra in self.additional_properties.items():
            result.setdefault(name, extra)
        return result

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """The record that a JSON object holds; fields that are not known yet are kept.

        Raises:
            DecodeError: a field is missing or is not what the OpenAPI document says.
        """
        data = codec.fields(src_dict, "Note")
        take = data.pop
        note = cls(
            display_name=UNSET
            if (value := take("display_name", UNSET)) is UNSET
            else _display_name(value, "display_name"),
            is_sensitive=UNSET
            if (value := take("is_sensitive", UNSET)) is UNSET
            else _is_sensitive(value, "is_sensitive"),
            note=UNSET if (value := take("note", UNSET)) is UNSET else _note(value, "note"),
            created_at=UNSET
            if (value := take("created_at", UNSET)) is UNSET
            else _created_at(value, "created_at"),
            updated_at=UNSET
            if (value := take("updated_at", UNSET)) is UNSET
            else _updated_at(value, "updated_at"),
        )
        note.additional_properties = data
        return note

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


_display_name = codec.string
_is_sensitive = codec.boolean
_note = codec.string
_created_at = codec.date_time
_updated_at = codec.date_time
