# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
from __future__ import annotations

from typing import Any

from attrs import define as _define
from attrs import field as _field

from .. import types
from ..types import File


@_define
class UploadPhotoBody:
    """A photo for an application.

    Attributes:
        file (File): A JPEG, PNG or GIF image, at most 5 MB.
    """

    file: File
    additional_properties: dict[str, Any] = _field(init=False, factory=dict)

    def to_multipart(self) -> types.RequestFiles:
        """The parts of the multipart body, in the order of the fields."""
        parts: types.RequestFiles = []
        parts.append(("file", self.file.to_tuple()))
        for name, value in self.additional_properties.items():
            parts.append((name, (None, str(value).encode(), None)))
        return parts

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
