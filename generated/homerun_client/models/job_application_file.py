# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from .. import codec
from ..models.file_type import FileType
from ..types import UNSET, Unset


@_define
class JobApplicationFile:
    """An uploaded file.

    Attributes:
        name (str | Unset): File name.
        type_ (FileType | str | Unset): What the file is.
        temporary_download_url (str | Unset): A pre-signed link to the content, valid for 5
            minutes. Fetch it without the bearer
            key: the link itself is the permission, and the key must not leave the API.
    """

    name: str | Unset = UNSET
    type_: FileType | str | Unset = UNSET
    temporary_download_url: str | Unset = UNSET
    additional_properties: dict[str, Any] = _field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON: what is UNSET is left out, what is None is null."""
        result: dict[str, Any] = {}
        if self.name is not UNSET:
            result["name"] = self.name
        if self.type_ is not UNSET:
            result["type"] = codec.encode(self.type_)
        if self.temporary_download_url is not UNSET:
            result["temporary_download_url"] = self.temporary_download_url
        for name, extra in self.additional_properties.items():
            result.setdefault(name, extra)
        return result

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """The record that a JSON object holds; fields that are not known yet are kept.

        Raises:
            DecodeError: a field is missing or is not what the OpenAPI document says.
        """
        data = codec.fields(src_dict, "JobApplicationFile")
        take = data.pop
        job_application_file = cls(
            name=UNSET if (value := take("name", UNSET)) is UNSET else _name(value, "name"),
            type_=UNSET if (value := take("type", UNSET)) is UNSET else _type_(value, "type"),
            temporary_download_url=UNSET
            if (value := take("temporary_download_url", UNSET)) is UNSET
            else _temporary_download_url(value, "temporary_download_url"),
        )
        job_application_file.additional_properties = data
        return job_application_file

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


_name = codec.string
_type_ = codec.string
_temporary_download_url = codec.string
