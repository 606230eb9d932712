# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from .. import codec
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
        result["id"] = self.id
        if self.title is not UNSET:
            result["title"] = self.title
        if self.description is not UNSET:
            result["description"] = self.description
        if self.page_content is not UNSET:
            result["page_content"] = self.page_content
        if self.status is not UNSET:
            result["status"] = codec.encode(self.status)
        if self.type_ is not UNSET:
            result["type"] = codec.encode(self.type_)
        if self.application_form_url is not UNSET:
            result["application_form_url"] = self.application_form_url
        if self.job_url is not UNSET:
            result["job_url"] = self.job_url
        if self.share_image_url is not UNSET:
            result["share_image_url"] = codec.encode(self.share_image_url)
        if self.total_candidate_count is not UNSET:
            result["total_candidate_count"] = self.total_candidate_count
        if self.expires_at is not UNSET:
            result["expires_at"] = codec.encode(self.expires_at)
        if self.is_remote is not UNSET:
            result["is_remote"] = codec.encode(self.is_remote)
        if self.location_type is not UNSET:
            result["location_type"] = codec.encode(self.location_type)
        if self.location is not UNSET:
            result["location"] = codec.encode(self.location)
        if self.department is not UNSET:
            result["department"] = codec.encode(self.department)
        if self.stages is not UNSET:
            result["stages"] = codec.encode(self.stages)
        if self.created_at is not UNSET:
            result["created_at"] = codec.encode(self.created_at)
        for name, extra in self.additional_properties.items():
            result.setdefault(name, extra)
        return result

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """The record that a JSON object holds; fields that are not known yet are kept.

        Raises:
            DecodeError: a field is missing or is not what the OpenAPI document says.
        """
        data = codec.fields(src_dict, "Vacancy")
        take = data.pop
        vacancy = cls(
            id=_id(take("id", UNSET), "id"),
            title=UNSET if (value := take("title", UNSET)) is UNSET else _title(value, "title"),
            description=UNSET
            if (value := take("description", UNSET)) is UNSET
            else _description(value, "description"),
            page_content=UNSET
            if (value := take("page_content", UNSET)) is UNSET
            else _page_content(value, "page_content"),
            status=UNSET if (value := take("status", UNSET)) is UNSET else _status(value, "status"),
            type_=UNSET if (value := take("type", UNSET)) is UNSET else _type_(value, "type"),
            application_form_url=UNSET
            if (value := take("application_form_url", UNSET)) is UNSET
            else _application_form_url(value, "application_form_url"),
            job_url=UNSET
            if (value := take("job_url", UNSET)) is UNSET
            else _job_url(value, "job_url"),
            share_image_url=UNSET
            if (value := take("share_image_url", UNSET)) is UNSET
            else _share_image_url(value, "share_image_url"),
            total_candidate_count=UNSET
            if (value := take("total_candidate_count", UNSET)) is UNSET
            else _total_candidate_count(value, "total_candidate_count"),
            expires_at=UNSET
            if (value := take("expires_at", UNSET)) is UNSET
            else _expires_at(value, "expires_at"),
            is_remote=UNSET
            if (value := take("is_remote", UNSET)) is UNSET
            else _is_remote(value, "is_remote"),
            location_type=UNSET
            if (value := take("location_type", UNSET)) is UNSET
            else _location_type(value, "location_type"),
            location=UNSET
            if (value := take("location", UNSET)) is UNSET
            else _location(value, "location"),
            department=UNSET
            if (value := take("department", UNSET)) is UNSET
            else _department(value, "department"),
            stages=UNSET if (value := take("stages", UNSET)) is UNSET else _stages(value, "stages"),
            created_at=UNSET
            if (value := take("created_at", UNSET)) is UNSET
            else _created_at(value, "created_at"),
        )
        vacancy.additional_properties = data
        return vacancy

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

_id = codec.string
_title = codec.string
_description = codec.string
_page_content = codec.string
_status = codec.string
_type_ = codec.string
_application_form_url = codec.string
_job_url = codec.string
_share_image_url = codec.nullable(codec.string)
_total_candidate_count = codec.integer
_expires_at = codec.nullable(codec.date_time)
_is_remote = codec.nullable(codec.boolean)
_location_type = codec.string
_location = codec.nullable(codec.model(Location))
_department = codec.nullable(codec.model(Department))
_stages = codec.array(codec.model(Stage))
_created_at = codec.date_time
