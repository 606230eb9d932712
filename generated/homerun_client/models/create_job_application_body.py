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
class CreateJobApplicationBody:
    """A new application.

    Attributes:
        first_name (str): First name.
        last_name (str): Last name.
        email (str): Email address.
        date_of_birth (datetime.date | None | Unset): Date of birth.
        vacancy_id (None | str | Unset): ID of a public or private vacancy. Null or absent:
            the application lands on the
            candidate page.
        city (None | str | Unset): City.
        country (None | str | Unset): Country.
        phone_number (None | str | Unset): Telephone number.
        photo (None | str | Unset): Address of a photo. `uploadPhoto` sends an image
            instead.
        sourced (bool | Unset): True when the candidate was approached, false when they
            applied.
        experience (None | str | Unset): Work experience, as free text.
        education (None | str | Unset): Education, as free text.
        pronouns (None | str | Unset): The candidate's pronouns.
        skype (None | str | Unset): Skype name.
        facebook (None | str | Unset): Facebook profile.
        twitter (None | str | Unset): Twitter profile.
        linkedin (None | str | Unset): LinkedIn profile.
        github (None | str | Unset): GitHub profile.
        website (None | str | Unset): The candidate's website.
        assignment (None | str | Unset): The text of the assignment. `uploadFile` adds its
            files, with the type `assignment`.
        custom_data (CustomData | None | Unset): Further data under keys of your own.
        sources (list[str] | Unset): Names of the sources that the application came from.
    """

    first_name: str
    last_name: str
    email: str
    date_of_birth: datetime.date | None | Unset = UNSET
    vacancy_id: None | str | Unset = UNSET
    city: None | str | Unset = UNSET
    country: None | str | Unset = UNSET
    phone_number: None | str | Unset = UNSET
    photo: None | str | Unset = UNSET
    sourced: bool | Unset = UNSET
    experience: None | str | Unset = UNSET
    education: None | str | Unset = UNSET
    pronouns: None | str | Unset = UNSET
    skype: None | str | Unset = UNSET
    facebook: None | str | Unset = UNSET
    twitter: None | str | Unset = UNSET
    linkedin: None | str | Unset = UNSET
    github: None | str | Unset = UNSET
    website: None | str | Unset = UNSET
    assignment: None | str | Unset = UNSET
    custom_data: CustomData | None | Unset = UNSET
    sources: list[str] | Unset = UNSET
    additional_properties: dict[str, Any] = _field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON: what is UNSET is left out, what is None is null."""
        result: dict[str, Any] = {}
        value: Any
        value = self.first_name
        result["first_name"] = value
        value = self.last_name
        result["last_name"] = value
        value = self.email
        result["email"] = value
        if (value := self.date_of_birth) is not UNSET:
            result["date_of_birth"] = (
                value.isoformat() if value.__class__ is datetime.date else codec.encode(value)
            )
        if (value := self.vacancy_id) is not UNSET:
            result["vacancy_id"] = value
        if (value := self.city) is not UNSET:
            result["city"] = value
        if (value := self.country) is not UNSET:
            result["country"] = value
        if (value := self.phone_number) is not UNSET:
            result["phone_number"] = value
        if (value := self.photo) is not UNSET:
            result["photo"] = value
        if (value := self.sourced) is not UNSET:
            result["sourced"] = value
        if (value := self.experience) is not UNSET:
            result["experience"] = value
        if (value := self.education) is not UNSET:
            result["education"] = value
        if (value := self.pronouns) is not UNSET:
            result["pronouns"] = value
        if (value := self.skype) is not UNSET:
            result["skype"] = value
        if (value := self.facebook) is not UNSET:
            result["facebook"] = value
        if (value := self.twitter) is not UNSET:
            result["twitter"] = value
        if (value := self.linkedin) is not UNSET:
            result["linkedin"] = value
        if (value := self.github) is not UNSET:
            result["github"] = value
        if (value := self.website) is not UNSET:
            result["website"] = value
        if (value := self.assignment) is not UNSET:
            result["assignment"] = value
        if (value := self.custom_data) is not UNSET:
            result["custom_data"] = (
                value.to_dict() if value.__class__ is CustomData else codec.encode(value)
            )
        if (value := self.sources) is not UNSET:
            result["sources"] = codec.encode(value)
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
        made = CreateJobApplicationBody._decode(src_dict)
        return made if cls is CreateJobApplicationBody else codec.as_subclass(made, cls)  # type: ignore[return-value]

    @staticmethod
    def _decode(value: Any, name: str = "") -> CreateJobApplicationBody:
        try:
            data = _ABSENT | (
                value
                if value.__class__ is dict
                else codec.fields(value, "CreateJobApplicationBody")
            )
            # Set field by field, not by the constructor: that takes twice as long.
            made = CreateJobApplicationBody.__new__(CreateJobApplicationBody)
            unset = UNSET
            value = data["first_name"]
            made.first_name = value if value.__class__ is str else _first_name(value, "first_name")
            value = data["last_name"]
            made.last_name = value if value.__class__ is str else _last_name(value, "last_name")
            value = data["email"]
            made.email = value if value.__class__ is str else _email(value, "email")
            value = data["date_of_birth"]
            made.date_of_birth = (
                value if value is None or value is unset else _date_of_birth(value, "date_of_birth")
            )
            value = data["vacancy_id"]
            made.vacancy_id = (
                value
                if value.__class__ is str or value is None or value is unset
                else _vacancy_id(value, "vacancy_id")
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
            value = data["sourced"]
            made.sourced = (
                value
                if value is True or value is False or value is unset
                else _sourced(value, "sourced")
            )
            value = data["experience"]
            made.experience = (
                value
                if value.__class__ is str or value is None or value is unset
                else _experience(value, "experience")
            )
            value = data["education"]
            made.education = (
                value
                if value.__class__ is str or value is None or value is unset
                else _education(value, "education")
            )
            value = data["pronouns"]
            made.pronouns = (
                value
                if value.__class__ is str or value is None or value is unset
                else _pronouns(value, "pronouns")
            )
            value = data["skype"]
            made.skype = (
                value
                if value.__class__ is str or value is None or value is unset
                else _skype(value, "skype")
            )
            value = data["facebook"]
            made.facebook = (
                value
                if value.__class__ is str or value is None or value is unset
                else _facebook(value, "facebook")
            )
            value = data["twitter"]
            made.twitter = (
                value
                if value.__class__ is str or value is None or value is unset
                else _twitter(value, "twitter")
            )
            value = data["linkedin"]
            made.linkedin = (
                value
                if value.__class__ is str or value is None or value is unset
                else _linkedin(value, "linkedin")
            )
            value = data["github"]
            made.github = (
                value
                if value.__class__ is str or value is None or value is unset
                else _github(value, "github")
            )
            value = data["website"]
            made.website = (
                value
                if value.__class__ is str or value is None or value is unset
                else _website(value, "website")
            )
            value = data["assignment"]
            made.assignment = (
                value
                if value.__class__ is str or value is None or value is unset
                else _assignment(value, "assignment")
            )
            value = data["custom_data"]
            made.custom_data = (
                value if value is None or value is unset else _custom_data(value, "custom_data")
            )
            value = data["sources"]
            made.sources = value if value is unset else _sources(value, "sources")
            made.additional_properties = {} if len(data) == 22 else codec.unknown(data, _ABSENT)
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


from ..models.custom_data import CustomData

_ABSENT: dict[str, Any] = {
    "first_name": UNSET,
    "last_name": UNSET,
    "email": UNSET,
    "date_of_birth": UNSET,
    "vacancy_id": UNSET,
    "city": UNSET,
    "country": UNSET,
    "phone_number": UNSET,
    "photo": UNSET,
    "sourced": UNSET,
    "experience": UNSET,
    "education": UNSET,
    "pronouns": UNSET,
    "skype": UNSET,
    "facebook": UNSET,
    "twitter": UNSET,
    "linkedin": UNSET,
    "github": UNSET,
    "website": UNSET,
    "assignment": UNSET,
    "custom_data": UNSET,
    "sources": UNSET,
}
_first_name = codec.string
_last_name = codec.string
_email = codec.string
_date_of_birth = codec.day
_vacancy_id = codec.string
_city = codec.string
_country = codec.string
_phone_number = codec.string
_photo = codec.string
_sourced = codec.boolean
_experience = codec.string
_education = codec.string
_pronouns = codec.string
_skype = codec.string
_facebook = codec.string
_twitter = codec.string
_linkedin = codec.string
_github = codec.string
_website = codec.string
_assignment = codec.string
_custom_data = codec.model(CustomData)
_sources = codec.array(codec.string)
