"""Job applications, with their notes, files and photos."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Unpack

from homerun_client import models
from homerun_client.api.job_application_notes import create_note
from homerun_client.api.job_applications import (
    create_job_application,
    delete_job_application,
    get_job_application,
    list_job_applications,
    update_job_application,
)
from homerun_client.filters import MoreFiltersOfListJobApplications
from homerun_client.types import UNSET, Unset

from homerun_helpers._async.job_application_files import AsyncJobApplicationFiles
from homerun_helpers._async.pages import AsyncPages
from homerun_helpers._async.requests import send
from homerun_helpers._http.addresses import check_id
from homerun_helpers._requests.bodies import make_body
from homerun_helpers._requests.filters import as_text, write_filters
from homerun_helpers._requests.includes import check_include
from homerun_helpers.errors import InvalidArgumentError


class AsyncJobApplications(AsyncJobApplicationFiles):
    """The job applications of the account: `homerun.job_applications`."""

    def list(
        self,
        *,
        vacancy_id: str | Iterable[str] | None = None,
        stage: str | None = None,
        hired_after: date | datetime | str | None = None,
        include: Iterable[models.JobApplicationListInclude] | None = None,
        per_page: int = 100,
        start_page: int = 1,
        extra_params: Mapping[str, Any] | None = None,
        **more_filters: Unpack[MoreFiltersOfListJobApplications],
    ) -> AsyncPages[models.JobApplication]:
        """The applications, as a listing; nothing is requested until it is used.

        Their education, links, assignment, files and custom data come only with `get`. Needs the scope
        `job-applications:read`. `GET /job-applications` of Homerun's reference.

        Args:
            vacancy_id: only applications for this vacancy, or for one of these.
            stage: only applications in the stage of this name. Each vacancy has its own names.
            hired_after: only applications of candidates hired after this day: a date, a datetime, whose day in UTC
                counts, or a string such as 2026-01-31.
            include: parts to add to each application: sources, stage, vacancy, disqualificationReason,
                questionAnswers. Read them with `included`.
            per_page: how many records one request fetches, 1 to 100.
            start_page: the page to begin with, 1 or more.
            extra_params: further query parameters by the names that are sent, such as `{"filter[new]": "x"}`.
            **more_filters: filters of the spec that this signature does not name yet.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            HomerunError: any other failure, while iterating.

        Example:
            ```python
            from homerun_helpers import included

            async for application in homerun.job_applications.list(vacancy_id=vacancy_id, include=["stage"]):
                print(application.id, included(application, "stage"))
            ```
        """
        filters = {"vacancy_id": vacancy_id, "stage": stage, "hired_after": hired_after, **more_filters}
        arguments = {
            **write_filters("list_job_applications", filters),
            "include": check_include(include, "list_job_applications"),
        }
        return AsyncPages(
            list_job_applications,
            self._client,
            arguments,
            per_page=per_page,
            start_page=start_page,
            extra_params=extra_params,
        )

    async def get(
        self,
        job_application_id: str,
        *,
        include: Iterable[models.JobApplicationInclude] | None = None,
        extra_params: Mapping[str, Any] | None = None,
    ) -> models.JobApplicationDetails:
        """One application with all its fields, and with its stage, also without an include.

        Needs the scope `job-applications:read`, and `job-application-notes:read` for the include `notes`.
        `GET /job-applications/{job_application_id}` of Homerun's reference.

        Args:
            job_application_id: the id of the application, `ap_…`.
            include: parts to add: notes, sources, vacancy, disqualificationReason, questionAnswers. Read them with
                `included`.
            extra_params: further query parameters by the names that are sent.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundError: there is no application with this id.
            HomerunError: any other failure.

        Example:
            ```python
            application = await homerun.job_applications.get(application_id, include=["notes"])
            ```
        """
        record_id = check_id(job_application_id, "job_application_id")
        arguments = {"include": check_include(include, "get_job_application")}
        answer = await send(self._client, get_job_application, record_id, arguments, extra_params=extra_params)
        return answer.data

    async def create(
        self,
        *,
        first_name: str,
        last_name: str,
        email: str,
        vacancy_id: str | None | Unset = UNSET,
        date_of_birth: date | str | None | Unset = UNSET,
        city: str | None | Unset = UNSET,
        country: str | None | Unset = UNSET,
        phone_number: str | None | Unset = UNSET,
        photo: str | None | Unset = UNSET,
        sourced: bool | Unset = UNSET,
        experience: str | None | Unset = UNSET,
        education: str | None | Unset = UNSET,
        pronouns: str | None | Unset = UNSET,
        skype: str | None | Unset = UNSET,
        facebook: str | None | Unset = UNSET,
        twitter: str | None | Unset = UNSET,
        linkedin: str | None | Unset = UNSET,
        github: str | None | Unset = UNSET,
        website: str | None | Unset = UNSET,
        assignment: str | None | Unset = UNSET,
        custom_data: Mapping[str, Any] | models.CustomData | None | Unset = UNSET,
        sources: Iterable[str] | Unset = UNSET,
    ) -> models.JobApplicationDetails:
        """The new application.

        The request is sent once. After a time-out or a lost connection, the error has `outcome_unknown`: look whether
        the application is there before you send it again. A field that is left out (UNSET) is not sent; None sends
        null. Needs the scope `job-applications:write`. `POST /job-applications` of Homerun's reference.

        Args:
            first_name: the first name; must not be empty.
            last_name: the last name; must not be empty.
            email: one e-mail address.
            vacancy_id: the id of a public or private vacancy. Without one, the application is on the candidate page.
            date_of_birth: a date, or a string such as 1990-12-31.
            city: the city where the candidate lives.
            country: the country where the candidate lives.
            phone_number: the phone number, in any format.
            photo: a link to a photo; `upload_photo` sends a file.
            sourced: True when you found the candidate, False when the candidate applied.
            experience: the work experience, as text.
            education: the education, as text.
            pronouns: the pronouns, as text.
            skype: the name on Skype.
            facebook: a link to a profile.
            twitter: a link to a profile.
            linkedin: a link to a profile.
            github: a link to a profile.
            website: a link to a website.
            assignment: the assignment, as text; `upload_file` sends files of it.
            custom_data: fields of your own: a mapping of names to JSON values, or the generated `CustomData`.
            sources: the names of sources, such as "LinkedIn".

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent. `argument` is the name of the field.
            BadRequestError: the API does not accept a value. `details` has the names of the fields.
            HomerunError: any other failure.

        Example:
            ```python
            application = await homerun.job_applications.create(
                first_name="Ada", last_name="Lovelace", email="ada@example.com", vacancy_id=vacancy_id
            )
            ```
        """
        body = make_body(
            models.CreateJobApplicationBody,
            {
                "first_name": first_name,
                "last_name": last_name,
                "email": email,
                "vacancy_id": vacancy_id,
                "date_of_birth": date_of_birth,
                "city": city,
                "country": country,
                "phone_number": phone_number,
                "photo": photo,
                "sourced": sourced,
                "experience": experience,
                "education": education,
                "pronouns": pronouns,
                "skype": skype,
                "facebook": facebook,
                "twitter": twitter,
                "linkedin": linkedin,
                "github": github,
                "website": website,
                "assignment": assignment,
                "custom_data": custom_data,
                "sources": sources,
            },
        )
        return (await send(self._client, create_job_application, None, {"body": body})).data

    async def update(
        self,
        job_application_id: str,
        *,
        first_name: str | Unset = UNSET,
        last_name: str | Unset = UNSET,
        email: str | Unset = UNSET,
        vacancy_id: str | None | Unset = UNSET,
        stage: str | Unset = UNSET,
        date_of_birth: date | str | None | Unset = UNSET,
        city: str | None | Unset = UNSET,
        country: str | None | Unset = UNSET,
        phone_number: str | None | Unset = UNSET,
        photo: str | None | Unset = UNSET,
        sourced: bool | Unset = UNSET,
        experience: str | None | Unset = UNSET,
        education: str | None | Unset = UNSET,
        pronouns: str | None | Unset = UNSET,
        skype: str | None | Unset = UNSET,
        facebook: str | None | Unset = UNSET,
        twitter: str | None | Unset = UNSET,
        linkedin: str | None | Unset = UNSET,
        github: str | None | Unset = UNSET,
        website: str | None | Unset = UNSET,
        assignment: str | None | Unset = UNSET,
        custom_data: Mapping[str, Any] | models.CustomData | None | Unset = UNSET,
    ) -> models.JobApplicationDetails:
        """The application after the change.

        A field that is left out (UNSET) stays as it is; None sends null, which empties the field. Needs the scope
        `job-applications:write`. `PATCH /job-applications/{job_application_id}` of Homerun's reference.

        Args:
            job_application_id: the id of the application, `ap_…`.
            first_name: the first name; must not be empty.
            last_name: the last name; must not be empty.
            email: one e-mail address.
            vacancy_id: the id of the vacancy to move it to; None moves it to the candidate page.
            stage: the name of the stage to move it to. Its vacancy, or the new one, must have that stage.
            date_of_birth: a date, or a string such as 1990-12-31.
            city: the city where the candidate lives.
            country: the country where the candidate lives.
            phone_number: the phone number, in any format.
            photo: a link to a photo; `upload_photo` sends a file.
            sourced: True when you found the candidate, False when the candidate applied.
            experience: the work experience, as text.
            education: the education, as text.
            pronouns: the pronouns, as text.
            skype: the name on Skype.
            facebook: a link to a profile.
            twitter: a link to a profile.
            linkedin: a link to a profile.
            github: a link to a profile.
            website: a link to a website.
            assignment: the assignment, as text.
            custom_data: fields of your own; those that are not in it stay as they are.

        Raises:
            InvalidArgumentError: an argument is wrong, or there is no field to change; nothing was sent. `argument`
                is the name of the field.
            BadRequestError: the API does not accept a value. `details` has the names of the fields.
            NotFoundError: there is no application or vacancy with this id, or the vacancy has no such stage.
            HomerunError: any other failure.

        Example:
            ```python
            await homerun.job_applications.update(application_id, city="Rotterdam", website=None)
            ```
        """
        changes = {
            "first_name": first_name,
            "last_name": last_name,
            "email": email,
            "vacancy_id": vacancy_id,
            "stage": stage if isinstance(stage, Unset) else {"name": as_text(stage, "stage")},
            "date_of_birth": date_of_birth,
            "city": city,
            "country": country,
            "phone_number": phone_number,
            "photo": photo,
            "sourced": sourced,
            "experience": experience,
            "education": education,
            "pronouns": pronouns,
            "skype": skype,
            "facebook": facebook,
            "twitter": twitter,
            "linkedin": linkedin,
            "github": github,
            "website": website,
            "assignment": assignment,
            "custom_data": custom_data,
        }
        record_id = check_id(job_application_id, "job_application_id")
        if all(value is UNSET for value in changes.values()):
            raise InvalidArgumentError(
                "job_application_id",
                "is the only argument: there is nothing to change. Give at least one field, such as {city}.",
                mentions=("city",),
            )
        body = make_body(models.UpdateJobApplicationBody, changes)
        return (await send(self._client, update_job_application, record_id, {"body": body})).data

    async def move(
        self, job_application_id: str, *, stage: str | Unset = UNSET, vacancy_id: str | None | Unset = UNSET
    ) -> models.JobApplicationDetails:
        """The application after it moved to another stage, to another vacancy, or both.

        Needs the scope `job-applications:write`. `PATCH /job-applications/{job_application_id}` of Homerun's
        reference.

        Args:
            job_application_id: the id of the application, `ap_…`.
            stage: the name of the stage, such as "hired". The vacancy must have a stage of this name.
            vacancy_id: the id of the vacancy; None moves it to the candidate page.

        Raises:
            InvalidArgumentError: neither is given, or one is wrong; nothing was sent.
            NotFoundError: there is no application or vacancy with this id, or the vacancy has no such stage.
            HomerunError: any other failure.

        Example:
            ```python
            await homerun.job_applications.move(application_id, stage="hired")
            ```
        """
        if stage is UNSET and vacancy_id is UNSET:
            raise InvalidArgumentError(
                "stage", "or {vacancy_id} must be given: there is nothing to change.", mentions=("vacancy_id",)
            )
        return await self.update(job_application_id, stage=stage, vacancy_id=vacancy_id)

    async def delete(self, job_application_id: str) -> None:
        """Delete an application. For a while, it can be restored in the Homerun app.

        If the answer to one attempt is lost and the next attempt finds no application, it was deleted: that is no
        error. Needs the scope
        `job-applications:write`. `DELETE /job-applications/{job_application_id}` of Homerun's reference.

        Args:
            job_application_id: the id of the application, `ap_…`.

        Raises:
            InvalidArgumentError: the id is empty or not valid; nothing was sent.
            NotFoundError: there is no application with this id.
            HomerunError: any other failure.

        Example:
            ```python
            await homerun.job_applications.delete(application_id)
            ```
        """
        record_id = check_id(job_application_id, "job_application_id")
        await send(self._client, delete_job_application, record_id, {})

    async def add_note(
        self, job_application_id: str, *, note: str, display_name: str, is_sensitive: bool = False
    ) -> models.Note:
        """The new note on an application.

        The request is sent once, as for `create`. Needs the scope `job-application-notes:write`.
        `POST /job-applications/{job_application_id}/notes` of Homerun's reference.

        Args:
            job_application_id: the id of the application, `ap_…`.
            note: the text; must not be empty.
            display_name: the name of the author; must not be empty.
            is_sensitive: True hides the note from colleagues without access to sensitive notes.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundError: there is no application with this id.
            HomerunError: any other failure.

        Example:
            ```python
            await homerun.job_applications.add_note(application_id, note="Call on Monday.", display_name="Ted")
            ```
        """
        record_id = check_id(job_application_id, "job_application_id")
        fields = {"note": note, "display_name": display_name, "is_sensitive": is_sensitive}
        body = make_body(models.CreateNoteBody, fields)
        return (await send(self._client, create_note, record_id, {"body": body})).data
