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
        result["first_name"] = self.first_name
        result["last_name"] = self.last_name
        result["email"] = self.email
        if self.date_of_birth is not UNSET:
            result["date_of_birth"] = codec.encode(self.date_of_birth)
        if self.vacancy_id is not UNSET:
            result["vacancy_id"] = codec.encode(self.vacancy_id)
        if self.city is not UNSET:
            result["city"] = codec.encode(self.city)
        if self.country is not UNSET:
            result["country"] = codec.encode(self.country)
        if self.phone_number is not UNSET:
            result["phone_number"] = codec.encode(self.phone_number)
        if self.photo is not UNSET:
            result["photo"] = codec.encode(self.photo)
        if self.sourced is not UNSET:
            result["sourced"] = self.sourced
        if self.experience is not UNSET:
            result["experience"] = codec.encode(self.experience)
        if self.education is not UNSET:
            result["education"] = codec.encode(self.education)
        if self.pronouns is not UNSET:
            result["pronouns"] = codec.encode(self.pronouns)
        if self.skype is not UNSET:
            result["skype"] = codec.encode(self.skype)
        if self.facebook is not UNSET:
            result["facebook"] = codec.encode(self.facebook)
        if self.twitter is not UNSET:
            result["twitter"] = codec.encode(self.twitter)
        if self.linkedin is not UNSET:
            result["linkedin"] = codec.encode(self.linkedin)
        if self.github is not UNSET:
            result["github"] = codec.encode(self.github)
        if self.website is not UNSET:
            result["website"] = codec.encode(self.website)
        if self.assignment is not UNSET:
            result["assignment"] = codec.encode(self.assignment)
        if self.custom_data is not UNSET:
            result["custom_data"] = codec.encode(self.custom_data)
        if self.sources is not UNSET:
            result["sources"] = codec.encode(self.sources)
        for name, extra in self.additional_properties.items():
            result.setdefault(name, extra)
        return result

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """The record that a JSON object holds; fields that are not known yet are kept.

        Raises:
            DecodeError: a field is missing or is not what the OpenAPI document says.
        """
        data = codec.fields(src_dict, "CreateJobApplicationBody")
        take = data.pop
        create_job_application_body = cls(
            first_name=_first_name(take("first_name", UNSET), "first_name"),
            last_name=_last_name(take("last_name", UNSET), "last_name"),
            email=_email(take("email", UNSET), "email"),
            date_of_birth=UNSET
            if (value := take("date_of_birth", UNSET)) is UNSET
            else _date_of_birth(value, "date_of_birth"),
            vacancy_id=UNSET
            if (value := take("vacancy_id", UNSET)) is UNSET
            else _vacancy_id(value, "vacancy_id"),
            city=UNSET if (value := take("city", UNSET)) is UNSET else _city(value, "city"),
            country=UNSET
            if (value := take("country", UNSET)) is UNSET
            else _country(value, "country"),
            phone_number=UNSET
            if (value := take("phone_number", UNSET)) is UNSET
            else _phone_number(value, "phone_number"),
            photo=UNSET if (value := take("photo", UNSET)) is UNSET else _photo(value, "photo"),
            sourced=UNSET
            if (value := take("sourced", UNSET)) is UNSET
            else _sourced(value, "sourced"),
            experience=UNSET
            if (value := take("experience", UNSET)) is UNSET
            else _experience(value, "experience"),
            education=UNSET
            if (value := take("education", UNSET)) is UNSET
            else _education(value, "education"),
            pronouns=UNSET
            if (value := take("pronouns", UNSET)) is UNSET
            else _pronouns(value, "pronouns"),
            skype=UNSET if (value := take("skype", UNSET)) is UNSET else _skype(value, "skype"),
            facebook=UNSET
            if (value := take("facebook", UNSET)) is UNSET
            else _facebook(value, "facebook"),
            twitter=UNSET
            if (value := take("twitter", UNSET)) is UNSET
            else _twitter(value, "twitter"),
            linkedin=UNSET
            if (value := take("linkedin", UNSET)) is UNSET
            else _linkedin(value, "linkedin"),
            github=UNSET if (value := take("github", UNSET)) is UNSET else _github(value, "github"),
            website=UNSET
            if (value := take("website", UNSET)) is UNSET
            else _website(value, "website"),
            assignment=UNSET
            if (value := take("assignment", UNSET)) is UNSET
            else _assignment(value, "assignment"),
            custom_data=UNSET
            if (value := take("custom_data", UNSET)) is UNSET
            else _custom_data(value, "custom_data"),
            sources=UNSET
            if (value := take("sources", UNSET)) is UNSET
            else _sources(value, "sources"),
        )
        create_job_application_body.additional_properties = data
        return create_job_application_body

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

_first_name = codec.string
_last_name = codec.string
_email = codec.string
_date_of_birth = codec.nullable(codec.day)
_vacancy_id = codec.nullable(codec.string)
_city = codec.nullable(codec.string)
_country = codec.nullable(codec.string)
_phone_number = codec.nullable(codec.string)
_photo = codec.nullable(codec.string)
_sourced = codec.boolean
_experience = codec.nullable(codec.string)
_education = codec.nullable(codec.string)
_pronouns = codec.nullable(codec.string)
_skype = codec.nullable(codec.string)
_facebook = codec.nullable(codec.string)
_twitter = codec.nullable(codec.string)
_linkedin = codec.nullable(codec.string)
_github = codec.nullable(codec.string)
_website = codec.nullable(codec.string)
_assignment = codec.nullable(codec.string)
_custom_data = codec.nullable(codec.model(CustomData))
_sources = codec.array(codec.string)
