# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from .. import codec
from ..errors import DecodeError
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
        value: Any
        if (value := self.first_name) is not UNSET:
            result["first_name"] = value
        if (value := self.last_name) is not UNSET:
            result["last_name"] = value
        if (value := self.email) is not UNSET:
            result["email"] = value
        if (value := self.city) is not UNSET:
            result["city"] = value
        if (value := self.country) is not UNSET:
            result["country"] = value
        if (value := self.date_of_birth) is not UNSET:
            result["date_of_birth"] = (
                value.isoformat() if value.__class__ is datetime.date else codec.encode(value)
            )
        if (value := self.phone_number) is not UNSET:
            result["phone_number"] = value
        if (value := self.photo) is not UNSET:
            result["photo"] = value
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
        made = PersonalInfo._decode(src_dict)
        return made if cls is PersonalInfo else codec.as_subclass(made, cls)  # type: ignore[return-value]

    @staticmethod
    def _decode(value: Any, name: str = "") -> PersonalInfo:
        try:
            data = _ABSENT | (
                value if value.__class__ is dict else codec.fields(value, "PersonalInfo")
            )
            # Set field by field, not by the constructor: that takes twice as long.
            made = PersonalInfo.__new__(PersonalInfo)
            unset = UNSET
            value = data["first_name"]
            made.first_name = (
                value
                if value.__class__ is str or value is unset
                else _first_name(value, "first_name")
            )
            value = data["last_name"]
            made.last_name = (
                value
                if value.__class__ is str or value is unset
                else _last_name(value, "last_name")
            )
            value = data["email"]
            made.email = (
                value if value.__class__ is str or value is unset else _email(value, "email")
            )
            value = data["city"]
            made.city = (
                value
                if value.__class__ is str or value is None or value is unset
                else _city(value, "city")
            )
            value = data["country"]
            made.country = (
                value
                if value.__class__ is str or value is None or value is unset
                else _country(value, "country")
            )
            value = data["date_of_birth"]
            made.date_of_birth = (
                value if value is None or value is unset else _date_of_birth(value, "date_of_birth")
            )
            value = data["phone_number"]
            made.phone_number = (
                value
                if value.__class__ is str or value is None or value is unset
                else _phone_number(value, "phone_number")
            )
            value = data["photo"]
            made.photo = (
                value
                if value.__class__ is str or value is None or value is unset
                else _photo(value, "photo")
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


_ABSENT: dict[str, Any] = {
    "first_name": UNSET,
    "last_name": UNSET,
    "email": UNSET,
    "city": UNSET,
    "country": UNSET,
    "date_of_birth": UNSET,
    "phone_number": UNSET,
    "photo": UNSET,
}
_first_name = codec.string
_last_name = codec.string
_email = codec.string
_city = codec.string
_country = codec.string
_date_of_birth = codec.day
_phone_number = codec.string
_photo = codec.string
