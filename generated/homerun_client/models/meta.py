# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from .. import codec
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
        if self.current_page is not UNSET:
            result["current_page"] = self.current_page
        if self.from_ is not UNSET:
            result["from"] = codec.encode(self.from_)
        if self.last_page is not UNSET:
            result["last_page"] = self.last_page
        if self.links is not UNSET:
            result["links"] = codec.encode(self.links)
        if self.path is not UNSET:
            result["path"] = self.path
        if self.per_page is not UNSET:
            result["per_page"] = self.per_page
        if self.to is not UNSET:
            result["to"] = codec.encode(self.to)
        if self.total is not UNSET:
            result["total"] = self.total
        for name, extra in self.additional_properties.items():
            result.setdefault(name, extra)
        return result

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """The record that a JSON object holds; fields that are not known yet are kept.

        Raises:
            DecodeError: a field is missing or is not what the OpenAPI document says.
        """
        data = codec.fields(src_dict, "Meta")
        take = data.pop
        meta = cls(
            current_page=UNSET
            if (value := take("current_page", UNSET)) is UNSET
            else _current_page(value, "current_page"),
            from_=UNSET if (value := take("from", UNSET)) is UNSET else _from_(value, "from"),
            last_page=UNSET
            if (value := take("last_page", UNSET)) is UNSET
            else _last_page(value, "last_page"),
            links=UNSET if (value := take("links", UNSET)) is UNSET else _links(value, "links"),
            path=UNSET if (value := take("path", UNSET)) is UNSET else _path(value, "path"),
            per_page=UNSET
            if (value := take("per_page", UNSET)) is UNSET
            else _per_page(value, "per_page"),
            to=UNSET if (value := take("to", UNSET)) is UNSET else _to(value, "to"),
            total=UNSET if (value := take("total", UNSET)) is UNSET else _total(value, "total"),
        )
        meta.additional_properties = data
        return meta

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

_current_page = codec.integer
_from_ = codec.nullable(codec.integer)
_last_page = codec.integer
_links = codec.array(codec.model(MetaLink))
_path = codec.string
_per_page = codec.integer
_to = codec.nullable(codec.integer)
_total = codec.integer
