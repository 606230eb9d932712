# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from .. import codec
from ..types import UNSET, Unset


@_define
class Location:
    """A place of work.

    Attributes:
        name (str | Unset): What the account calls the place.
        country (str | Unset): Country.
        address (str | Unset): Street and number.
        postal_code (str | Unset): Postal code.
        city (str | Unset): City.
        region (str | Unset): Region, state or province.
    """

    name: str | Unset = UNSET
    country: str | Unset = UNSET
    address: str | Unset = UNSET
    postal_code: str | Unset = UNSET
    city: str | Unset = UNSET
    region: str | Unset = UNSET
    additional_properties: dict[str, Any] = _field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON: what is UNSET is left out, what is None is null."""
        result: dict[str, Any] = {}
        if self.name is not UNSET:
            result["name"] = self.name
        if self.country is not UNSET:
            result["country"] = self.country
        if self.address is not UNSET:
            result["address"] = self.address
        if self.postal_code is not UNSET:
            result["postal_code"] = self.postal_code
        if self.city is not UNSET:
            result["city"] = self.city
        if self.region is not UNSET:
            result["region"] = self.region
        for name, extra in self.additional_properties.items():
            result.setdefault(name, extra)
        return result

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """The record that a JSON object holds; fields that are not known yet are kept.

        Raises:
            DecodeError: a field is missing or is not what the OpenAPI document says.
        """
        data = codec.fields(src_dict, "Location")
        take = data.pop
        location = cls(
            name=UNSET if (value := take("name", UNSET)) is UNSET else _name(value, "name"),
            country=UNSET
            if (value := take("country", UNSET)) is UNSET
            else _country(value, "country"),
            address=UNSET
            if (value := take("address", UNSET)) is UNSET
            else _address(value, "address"),
            postal_code=UNSET
            if (value := take("postal_code", UNSET)) is UNSET
            else _postal_code(value, "postal_code"),
            city=UNSET if (value := take("city", UNSET)) is UNSET else _city(value, "city"),
            region=UNSET if (value := take("region", UNSET)) is UNSET else _region(value, "region"),
        )
        location.additional_properties = data
        return location

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
_country = codec.string
_address = codec.string
_postal_code = codec.string
_city = codec.string
_region = codec.string
