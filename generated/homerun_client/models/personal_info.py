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
class PersonalInfo:
    """Who the candidate is.

    Attributes:
        first_name (str | Unset): First name.
        last_name (str | Unset): Last name.
        email (str | Unset): Email address.
        city (None | str | Unset): City.
        country (None | str | Unset): Country.
        date_of_birth (datetime.date | None | Unset): Date of birth.
        phone_number (None | str | Unset): Telephone number, as it was typed.
        photo (None | str | Unset): Address of the photo.
    """

    first_name: str | Unset = UNSET
    last_name: str | Unset = UNSET
    email: str | Unset = UNSET
    city: None | str | Unset = UNSET
    country: None | str | Unset = UNSET
    date_of_birth: datetime.date | None | Unset = UNSET
    phone_number: None | str | Unset = UNSET
    photo: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON: what is UNSET is left out, what is None is null."""
        result: dict[str, Any] = {}
        if self.first_name is not UNSET:
            result["first_name"] = self.first_name
        if self.last_name is not UNSET:
            result["last_name"] = self.last_name
        if self.email is not UNSET:
            result["email"] = self.email
        if self.city is not UNSET:
            result["city"] = codec.encode(self.city)
        if self.country is not UNSET:
            result["country"] = codec.encode(self.country)
        if self.date_of_birth is not UNSET:
            result["date_of_birth"] = codec.encode(self.date_of_birth)
        if self.phone_number is not UNSET:
            result["phone_number"] = codec.encode(self.phone_number)
        if self.photo is not UNSET:
            result["photo"] = codec.encode(self.photo)
        for name, extra in self.additional_properties.items():
            result.setdefault(name, extra)
        return result

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """The record that a JSON object holds; fields that are not known yet are kept.

        Raises:
            DecodeError: a field is missing or is not what the OpenAPI document says.
        """
        data = codec.fields(src_dict, "PersonalInfo")
        take = data.pop
        personal_info = cls(
            first_name=UNSET
            if (value := take("first_name", UNSET)) is UNSET
            else _first_name(value, "first_name"),
            last_name=UNSET
            if (value := take("last_name", UNSET)) is UNSET
            else _last_name(value, "last_name"),
            email=UNSET if (value := take("email", UNSET)) is UNSET else _email(value, "email"),
            city=UNSET if (value := take("city", UNSET)) is UNSET else _city(value, "city"),
            country=UNSET
            if (value := take("country", UNSET)) is UNSET
            else _country(value, "country"),
            date_of_birth=UNSET
            if (value := take("date_of_birth", UNSET)) is UNSET
            else _date_of_birth(value, "date_of_birth"),
            phone_number=UNSET
            if (value := take("phone_number", UNSET)) is UNSET
            else _phone_number(value, "phone_number"),
            photo=UNSET if (value := take("photo", UNSET)) is UNSET else _photo(value, "photo"),
        )
        personal_info.additional_properties = data
        return personal_info

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


_first_name = codec.string
_last_name = codec.string
_email = codec.string
_city = codec.nullable(codec.string)
_country = codec.nullable(codec.string)
_date_of_birth = codec.nullable(codec.day)
_phone_number = codec.nullable(codec.string)
_photo = codec.nullable(codec.string)
