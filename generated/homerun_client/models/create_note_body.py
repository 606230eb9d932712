# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from .. import codec
from ..types import UNSET, Unset


@_define
class CreateNoteBody:
    """A new note.

    Attributes:
        note (str): The text.
        display_name (str): Name of the author.
        is_sensitive (bool | Unset): Mark the note as sensitive.
    """

    note: str
    display_name: str
    is_sensitive: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON: what is UNSET is left out, what is None is null."""
        result: dict[str, Any] = {}
        result["note"] = self.note
        result["display_name"] = self.display_name
        if self.is_sensitive is not UNSET:
            result["is_sensitive"] = self.is_sensitive
        for name, extra in self.additional_properties.items():
            result.setdefault(name, extra)
        return result

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """The record that a JSON object holds; fields that are not known yet are kept.

        Raises:
            DecodeError: a field is missing or is not what the OpenAPI document says.
        """
        data = codec.fields(src_dict, "CreateNoteBody")
        take = data.pop
        create_note_body = cls(
            note=_note(take("note", UNSET), "note"),
            display_name=_display_name(take("display_name", UNSET), "display_name"),
            is_sensitive=UNSET
            if (value := take("is_sensitive", UNSET)) is UNSET
            else _is_sensitive(value, "is_sensitive"),
        )
        create_note_body.additional_properties = data
        return create_note_body

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


_note = codec.string
_display_name = codec.string
_is_sensitive = codec.boolean
