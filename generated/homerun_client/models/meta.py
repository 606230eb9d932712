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
class Meta:
    """The position of a page in its list.

    Attributes:
        current_page (int | Unset): Number of this page.
        from_ (int | None | Unset): Position of the page's first record, counted from 1;
            null when empty.
        last_page (int | Unset): Number of the last page.
        links (list[MetaLink] | Unset): Links for a page selector.
        path (str | Unset): Address of the list without its query. May begin with `http://`.
        per_page (int | Unset): Largest number of records on a page.
        to (int | None | Unset): Position of the page's last record; null when empty.
        total (int | Unset): Number of records on all pages.
    """

    current_page: int | Unset = UNSET
    from_: int | None | Unset = UNSET
    last_page: int | Unset = UNSET
    links: list[MetaLink] | Unset = UNSET
    path: str | Unset = UNSET
    per_page: int | Unset = UNSET
    to: int | None | Unset = UNSET
    total: int | Unset = UNSET
    additional_properties: dict[str, Any] = _field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON: what is UNSET is left out, what is None is null."""
        result: dict[str, Any] = {}
        value: Any
        if (value := self.current_page) is not UNSET:
            result["current_page"] = value
        if (value := self.from_) is not UNSET:
            result["from"] = value
        if (value := self.last_page) is not UNSET:
            result["last_page"] = value
        if (value := self.links) is not UNSET:
            result["links"] = (
                [
                    item.to_dict() if item.__class__ is MetaLink else codec.encode(item)
                    for item in value
                ]
                if value.__class__ is list
                else codec.encode(value)
            )
        if (value := self.path) is not UNSET:
            result["path"] = value
        if (value := self.per_page) is not UNSET:
            result["per_page"] = value
        if (value := self.to) is not UNSET:
            result["to"] = value
        if (value := self.total) is not UNSET:
            result["total"] = value
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
        made = Meta._decode(src_dict)
        return made if cls is Meta else codec.as_subclass(made, cls)  # type: ignore[return-value]

    @staticmethod
    def _decode(value: Any, name: str = "") -> Meta:
        try:
            data = _ABSENT | (value if value.__class__ is dict else codec.fields(value, "Meta"))
            # Set field by field, not by the constructor: that takes twice as long.
            made = Meta.__new__(Meta)
            unset = UNSET
            value = data["current_page"]
            made.current_page = (
                value
                if value.__class__ is int or value is unset
                else _current_page(value, "current_page")
            )
            value = data["from"]
            made.from_ = value if value is None or value is unset else _from_(value, "from")
            value = data["last_page"]
            made.last_page = (
                value
                if value.__class__ is int or value is unset
                else _last_page(value, "last_page")
            )
            value = data["links"]
            made.links = value if value is unset else _links(value, "links")
            value = data["path"]
            made.path = value if value.__class__ is str or value is unset else _path(value, "path")
            value = data["per_page"]
            made.per_page = (
                value if value.__class__ is int or value is unset else _per_page(value, "per_page")
            )
            value = data["to"]
            made.to = value if value is None or value is unset else _to(value, "to")
            value = data["total"]
            made.total = (
                value if value.__class__ is int or value is unset else _total(value, "total")
            )
            made.additional_properties = {} if len(data) == 8 else codec.unknown(data, _ABSENT)
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


from ..models.meta_link import MetaLink

_ABSENT: dict[str, Any] = {
    "current_page": UNSET,
    "from": UNSET,
    "last_page": UNSET,
    "links": UNSET,
    "path": UNSET,
    "per_page": UNSET,
    "to": UNSET,
    "total": UNSET,
}
_current_page = codec.integer
_from_ = codec.integer
_last_page = codec.integer
_links = codec.array(codec.model(MetaLink))
_path = codec.string
_per_page = codec.integer
_to = codec.integer
_total = codec.integer
