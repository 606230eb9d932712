# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from .. import codec
from ..errors import DecodeError
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
        value: Any
        if (value := self.name) is not UNSET:
            result["name"] = value
        if (value := self.type_) is not UNSET:
            result["type"] = value
        if (value := self.temporary_download_url) is not UNSET:
            result["temporary_download_url"] = value
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
        made = JobApplicationFile._decode(src_dict)
        return made if cls is JobApplicationFile else codec.as_subclass(made, cls)  # type: ignore[return-value]

    @staticmethod
    def _decode(value: Any, name: str = "") -> JobApplicationFile:
        try:
            data = _ABSENT | (
                value if value.__class__ is dict else codec.fields(value, "JobApplicationFile")
            )
            # Set field by field, not by the constructor: that takes twice as long.
            made = JobApplicationFile.__new__(JobApplicationFile)
            unset = UNSET
            value = data["name"]
            made.name = value if value.__class__ is str or value is unset else _name(value, "name")
            value = data["type"]
            made.type_ = (
                value if value.__class__ is str or value is unset else _type_(value, "type")
            )
            value = data["temporary_download_url"]
            made.temporary_download_url = (
                value
                if value.__class__ is str or value is unset
                else _temporary_download_url(value, "temporary_download_url")
            )
            made.additional_properties = {} if len(data) == 3 else codec.unknown(data, _ABSENT)
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
    "name": UNSET,
    "type": UNSET,
    "temporary_download_url": UNSET,
}
_name = codec.string
_type_ = codec.string
_temporary_download_url = codec.string
