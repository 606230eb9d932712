# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from .. import codec
from ..errors import DecodeError
from ..models.location_type import LocationType
from ..models.vacancy_status import VacancyStatus
from ..models.vacancy_type import VacancyType
from ..types import UNSET, Unset


@_define
class Vacancy:
    """An opening.

    Attributes:
        id (str): Opaque ID of the vacancy.
        title (str | Unset): Name of the position.
        description (str | Unset): Text about the position.
        page_content (str | Unset): Content of the vacancy's page. Only with
            `include[]=page_content`.
        status (str | Unset | VacancyStatus): Who can see the vacancy.
        type_ (str | Unset | VacancyType): Kind of employment.
        application_form_url (str | Unset): Address of the form to apply with.
        job_url (str | Unset): Address of the vacancy's page.
        share_image_url (None | str | Unset): Address of the image for links in social
            media.
        total_candidate_count (int | Unset): Number of candidates. Only with
            `include[]=total_candidate_count`.
        expires_at (datetime.datetime | None | Unset): When the vacancy closes, if it does.
        is_remote (bool | None | Unset): Deprecated: use `location_type`, which is `remote`
            for remote work.
        location_type (LocationType | str | Unset): Where the work is done.
        location (Location | None | Unset): The place of work. Only with
            `include[]=location`.
        department (Department | None | Unset): The department. Only with
            `include[]=department`.
        stages (list[Stage] | Unset): The hiring stages. Only with `include[]=stages`.
        created_at (datetime.datetime | Unset): When the vacancy was made.
    """

    id: str
    title: str | Unset = UNSET
    description: str | Unset = UNSET
    page_content: str | Unset = UNSET
    status: str | Unset | VacancyStatus = UNSET
    type_: str | Unset | VacancyType = UNSET
    application_form_url: str | Unset = UNSET
    job_url: str | Unset = UNSET
    share_image_url: None | str | Unset = UNSET
    total_candidate_count: int | Unset = UNSET
    expires_at: datetime.datetime | None | Unset = UNSET
    is_remote: bool | None | Unset = UNSET
    location_type: LocationType | str | Unset = UNSET
    location: Location | None | Unset = UNSET
    department: Department | None | Unset = UNSET
    stages: list[Stage] | Unset = UNSET
    created_at: datetime.datetime | Unset = UNSET
    additional_properties: dict[str, Any] = _field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON: what is UNSET is left out, what is None is null."""
        result: dict[str, Any] = {}
        value: Any
        value = self.id
        result["id"] = value
        if (value := self.title) is not UNSET:
            result["title"] = value
        if (value := self.description) is not UNSET:
            result["description"] = value
        if (value := self.page_content) is not UNSET:
            result["page_content"] = value
        if (value := self.status) is not UNSET:
            result["status"] = value
        if (value := self.type_) is not UNSET:
            result["type"] = value
        if (value := self.application_form_url) is not UNSET:
            result["application_form_url"] = value
        if (value := self.job_url) is not UNSET:
            result["job_url"] = value
        if (value := self.share_image_url) is not UNSET:
            result["share_image_url"] = value
        if (value := self.total_candidate_count) is not UNSET:
            result["total_candidate_count"] = value
        if (value := self.expires_at) is not UNSET:
            result["expires_at"] = None if value is None else codec.encode_date_time(value)
        if (value := self.is_remote) is not UNSET:
            result["is_remote"] = value
        if (value := self.location_type) is not UNSET:
            result["location_type"] = value
        if (value := self.location) is not UNSET:
            result["location"] = (
                value.to_dict() if value.__class__ is Location else codec.encode(value)
            )
        if (value := self.department) is not UNSET:
            result["department"] = (
                value.to_dict() if value.__class__ is Department else codec.encode(value)
            )
        if (value := self.stages) is not UNSET:
            result["stages"] = (
                [
                    item.to_dict() if item.__class__ is Stage else codec.encode(item)
                    for item in value
                ]
                if value.__class__ is list
                else codec.encode(value)
            )
        if (value := self.created_at) is not UNSET:
            result["created_at"] = codec.encode_date_time(value)
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
        made = Vacancy._decode(src_dict)
        return made if cls is Vacancy else codec.as_subclass(made, cls)  # type: ignore[return-value]

    @staticmethod
    def _decode(value: Any, name: str = "") -> Vacancy:
        try:
            data = _ABSENT | (value if value.__class__ is dict else codec.fields(value, "Vacancy"))
            # Set field by field, not by the constructor: that takes twice as long.
            made = Vacancy.__new__(Vacancy)
            unset = UNSET
            value = data["id"]
            made.id = value if value.__class__ is str else _id(value, "id")
            value = data["title"]
            made.title = (
                value if value.__class__ is str or value is unset else _title(value, "title")
            )
            value = data["description"]
            made.description = (
                value
                if value.__class__ is str or value is unset
                else _description(value, "description")
            )
            value = data["page_content"]
            made.page_content = (
                value
                if value.__class__ is str or value is unset
                else _page_content(value, "page_content")
            )
            value = data["status"]
            made.status = (
                value if value.__class__ is str or value is unset else _status(value, "status")
            )
            value = data["type"]
            made.type_ = (
                value if value.__class__ is str or value is unset else _type_(value, "type")
            )
            value = data["application_form_url"]
            made.application_form_url = (
                value
                if value.__class__ is str or value is unset
                else _application_form_url(value, "application_form_url")
            )
            value = data["job_url"]
            made.job_url = (
                value if value.__class__ is str or value is unset else _job_url(value, "job_url")
            )
            value = data["share_image_url"]
            made.share_image_url = (
                value
                if value.__class__ is str or value is None or value is unset
                else _share_image_url(value, "share_image_url")
            )
            value = data["total_candidate_count"]
            made.total_candidate_count = (
                value
                if value.__class__ is int or value is unset
                else _total_candidate_count(value, "total_candidate_count")
            )
            value = data["expires_at"]
            made.expires_at = (
                value if value is None or value is unset else _expires_at(value, "expires_at")
            )
            value = data["is_remote"]
            made.is_remote = (
                value if value is None or value is unset else _is_remote(value, "is_remote")
            )
            value = data["location_type"]
            made.location_type = (
                value
                if value.__class__ is str or value is unset
                else _location_type(value, "location_type")
            )
            value = data["location"]
            made.location = (
                value if value is None or value is unset else _location(value, "location")
            )
            value = data["department"]
            made.department = (
                value if value is None or value is unset else _department(value, "department")
            )
            value = data["stages"]
            made.stages = value if value is unset else _stages(value, "stages")
            value = data["created_at"]
            made.created_at = value if value is unset else _created_at(value, "created_at")
            made.additional_properties = {} if len(data) == 17 else codec.unknown(data, _ABSENT)
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


from ..models.department import Department
from ..models.location import Location
from ..models.stage import Stage

_ABSENT: dict[str, Any] = {
    "id": UNSET,
    "title": UNSET,
    "description": UNSET,
    "page_content": UNSET,
    "status": UNSET,
    "type": UNSET,
    "application_form_url": UNSET,
    "job_url": UNSET,
    "share_image_url": UNSET,
    "total_candidate_count": UNSET,
    "expires_at": UNSET,
    "is_remote": UNSET,
    "location_type": UNSET,
    "location": UNSET,
    "department": UNSET,
    "stages": UNSET,
    "created_at": UNSET,
}
_id = codec.string
_title = codec.string
_description = codec.string
_page_content = codec.string
_status = codec.string
_type_ = codec.string
_application_form_url = codec.string
_job_url = codec.string
_share_image_url = codec.string
_total_candidate_count = codec.integer
_expires_at = codec.date_time
_is_remote = codec.boolean
_location_type = codec.string
_location = codec.model(Location)
_department = codec.model(Department)
_stages = codec.array(codec.model(Stage))
_created_at = codec.date_time
