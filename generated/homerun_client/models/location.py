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
        value: Any
        if (value := self.name) is not UNSET:
            result["name"] = value
        if (value := self.country) is not UNSET:
            result["country"] = value
        if (value := self.address) is not UNSET:
            result["address"] = value
        if (value := self.postal_code) is not UNSET:
            result["postal_code"] = value
        if (value := self.city) is not UNSET:
            result["city"] = value
        if (value := self.region) is not UNSET:
            result["region"] = value
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
        made = Location._decode(src_dict)
        return made if cls is Location else codec.as_subclass(made, cls)  # type: ignore[return-value]

    @staticmethod
    def _decode(value: Any, name: str = "") -> Location:
        try:
            data = _ABSENT | (value if value.__class__ is dict else codec.fields(value, "Location"))
            # Set field by field, not by the constructor: that takes twice as long.
            made = Location.__new__(Location)
            unset = UNSET
            value = data["name"]
            made.name = value if value.__class__ is str or value is unset else _name(value, "name")
            value = data["country"]
            made.country = (
                value if value.__class__ is str or value is unset else _country(value, "country")
            )
            value = data["address"]
            made.address = (
                value if value.__class__ is str or value is unset else _address(value, "address")
            )
            value = data["postal_code"]
            made.postal_code = (
                value
                if value.__class__ is str or value is unset
                else _postal_code(value, "postal_code")
            )
            value = data["city"]
            made.city = value if value.__class__ is str or value is unset else _city(value, "city")
            value = data["region"]
            made.region = (
                value if value.__class__ is str or value is unset else _region(value, "region")
            )
            made.additional_properties = {} if len(data) == 6 else codec.unknown(data, _ABSENT)
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
    "country": UNSET,
    "address": UNSET,
    "postal_code": UNSET,
    "city": UNSET,
    "region": UNSET,
}
_name = codec.string
_country = codec.string
_address = codec.string
_postal_code = codec.string
_city = codec.string
_region = codec.string
