# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from .. import codec
from ..types import UNSET, Unset


@_define
class VacancyList:
    """A page of vacancies.

    Attributes:
        data (list[Vacancy]): The vacancies of this page.
        meta (Meta | Unset): The position of a page in its list.
    """

    data: list[Vacancy]
    meta: Meta | Unset = UNSET
    additional_properties: dict[str, Any] = _field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON: what is UNSET is left out, what is None is null."""
        result: dict[str, Any] = {}
        result["data"] = codec.encode(self.data)
        if self.meta is not UNSET:
            result["meta"] = codec.encode(self.meta)
        for name, extra in self.additional_properties.items():
            result.setdefault(name, extra)
        return result

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """The record that a JSON object holds; fields that are not known yet are kept.

        Raises:
            DecodeError: a field is missing or is not what the OpenAPI document says.
        """
        data = codec.fields(src_dict, "VacancyList")
        take = data.pop
        vacancy_list = cls(
            data=_data(take("data", UNSET), "data"),
            meta=UNSET if (value := take("meta", UNSET)) is UNSET else _meta(value, "meta"),
        )
        vacancy_list.additional_properties = data
        return vacancy_list

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


from ..models.meta import Meta
from ..models.vacancy import Vacancy

_data = codec.array(codec.model(Vacancy))
_meta = codec.model(Meta)
