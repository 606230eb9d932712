# Derived from homerun_helpers/_async/job_applications.py by scripts/unasync. Change that file, not this one.
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

from homerun_helpers._http.addresses import check_id
from homerun_helpers._requests.bodies import make_body
from homerun_helpers._requests.filters import as_text, write_filters
from homerun_helpers._requests.includes import check_include
from homerun_helpers._sync.job_application_files import JobApplicationFiles
from homerun_helpers._sync.pages import Pages
from homerun_helpers._sync.requests import send
from homerun_helpers.errors import InvalidArgumentError


class JobApplications(JobApplicationFiles):
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
    ) -> Pages[models.JobApplication]:
        """The applications, newest first, lazily; nothing is requested until they are used.

        Education, links, assignment, files and custom data come with `get` only. Needs the scope
        `job-applications:read`. `GET /job-applications` of Homerun's reference.

        Args:
            vacancy_id: only those for one vacancy or for several.
            stage: only those in the stage of this name. Names belong to a vacancy.
            hired_after: only those hired after this day; of a datetime, its day in UTC counts.
            include: parts to add: sources, stage, vacancy, disqualificationReason, questionAnswers. Read them with
                `included`.
            per_page: how many records a request fetches, 1 to 100.
            start_page: where to begin, 1 or more.
            extra_params: further query parameters, names as they go out.
            **more_filters: filters of the spec that have no place in this signature yet.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            HomerunError: when iterated, whatever else goes wrong.

        Example:
            ```python
            from homerun_helpers import included

            for application in homerun.job_applications.list(vacancy_id=vacancy_id, include=["stage"]):
                print(application.id, included(application, "stage"))
            ```
        """
        filters = {"vacancy_id": vacancy_id, "stage": stage, "hired_after": hired_after, **more_filters}
        arguments = {
            **write_filters("list_job_applications", filters),
            "include": check_include(include, "list_job_applications"),
        }
        return Pages(
            list_job_applications,
            self._client,
            arguments,
            per_page=per_page,
            start_page=start_page,
            extra_params=extra_params,
        )

    def get(
        self,
        job_application_id: str,
        *,
        include: Iterable[models.JobApplicationInclude] | None = None,
        extra_params: Mapping[str, Any] | None = None,
    ) -> models.JobApplicationDetails:
        """One application, in full; its stage comes along unasked.

        Needs the scope `job-applications:read`, and `job-application-notes:read` for the include `notes`.
        `GET /job-applications/{job_application_id}` of Homerun's reference.

        Args:
            job_application_id: its id, `ap_…`.
            include: parts to add: notes, sources, vacancy, disqualificationReason, questionAnswers.
            extra_params: further query parameters, names as they go out.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundError: there is no such application.
            HomerunError: whatever else goes wrong.

        Example:
            ```python
            application = homerun.job_applications.get(application_id, include=["notes"])
            ```
        """
        record_id = check_id(job_application_id, "job_application_id")
        arguments = {"include": check_include(include, "get_job_application")}
        answer = send(self._client, get_job_application, record_id, arguments, extra_params=extra_params)
        return answer.data

    def create(
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

        It is sent once: after a time-out or a lost connection the error has `outcome_unknown`, and it is for you to
        look whether the application is there. Needs the scope `job-applications:write`. `POST /job-applications` of
        Homerun's reference. What is left out is not sent; None sends null.

        Args:
            first_name: must not be empty.
            last_name: must not be empty.
            email: one address.
            vacancy_id: a public or private vacancy; null or nothing puts the application on the candidate page.
            date_of_birth: a date, or a string such as 1990-12-31.
            city: where the candidate lives.
            country: where the candidate lives.
            phone_number: in any form.
            photo: a link to a photo; `upload_photo` sends one.
            sourced: True when you found the candidate, False when the candidate applied.
            experience: text.
            education: text.
            pronouns: text.
            skype: a name.
            facebook: a link.
            twitter: a link.
            linkedin: a link.
            github: a link.
            website: a link.
            assignment: the text of the assignment; `upload_file` sends files of it.
            custom_data: further fields of your own, names and values.
            sources: the names of sources, such as "LinkedIn".

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            BadRequestError: the API refuses a value; see `details`.
            HomerunError: whatever else goes wrong.

        Example:
            ```python
            application = homerun.job_applications.create(
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
        return (send(self._client, create_job_application, None, {"body": body})).data

    def update(
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
        """The application after the change; only what is given changes.

        Needs the scope `job-applications:write`. `PATCH /job-applications/{job_application_id}` of Homerun's
        reference. None sends null, which empties a field.

        Args:
            job_application_id: its id, `ap_…`.
            first_name: must not be empty.
            last_name: must not be empty.
            email: one address.
            vacancy_id: moves it to another vacancy; None moves it to the candidate page.
            stage: moves it to the stage of this name, which its (new) vacancy must have.
            date_of_birth: as for `create`; so are the fields that follow.
            city: where the candidate lives.
            country: where the candidate lives.
            phone_number: in any form.
            photo: a link to a photo.
            sourced: True when you found the candidate.
            experience: text.
            education: text.
            pronouns: text.
            skype: a name.
            facebook: a link.
            twitter: a link.
            linkedin: a link.
            github: a link.
            website: a link.
            assignment: the text of the assignment.
            custom_data: only the names in it change.

        Raises:
            InvalidArgumentError: an argument is wrong, or nothing was given to change; nothing was sent.
            NotFoundError: there is no such application, vacancy or stage.
            HomerunError: whatever else goes wrong.

        Example:
            ```python
            homerun.job_applications.update(application_id, city="Rotterdam", website=None)
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
            raise InvalidArgumentError("There is nothing to change: give at least one field. Nothing was sent.")
        body = make_body(models.UpdateJobApplicationBody, changes)
        return (send(self._client, update_job_application, record_id, {"body": body})).data

    def move(
        self, job_application_id: str, *, stage: str | Unset = UNSET, vacancy_id: str | None | Unset = UNSET
    ) -> models.JobApplicationDetails:
        """The application after it moved to another stage, to another vacancy, or both.

        Needs the scope `job-applications:write`. `PATCH /job-applications/{job_application_id}` of Homerun's
        reference.

        Args:
            job_application_id: its id, `ap_…`.
            stage: the name of the stage, such as "hired"; the vacancy must have it.
            vacancy_id: the id of the vacancy; None moves it to the candidate page.

        Raises:
            InvalidArgumentError: neither is given, or one is wrong; nothing was sent.
            NotFoundError: there is no such application, vacancy, or stage in it.
            HomerunError: whatever else goes wrong.

        Example:
            ```python
            homerun.job_applications.move(application_id, stage="hired")
            ```
        """
        return self.update(job_application_id, stage=stage, vacancy_id=vacancy_id)

    def delete(self, job_application_id: str) -> None:
        """Delete an application. It can be recovered for a while in the Homerun app.

        When the answer to a first attempt was lost and a second finds nothing, it has succeeded. Needs the scope
        `job-applications:write`. `DELETE /job-applications/{job_application_id}` of Homerun's reference.

        Args:
            job_application_id: its id, `ap_…`.

        Raises:
            InvalidArgumentError: the id cannot be one; nothing was sent.
            NotFoundError: there is no such application.
            HomerunError: whatever else goes wrong.

        Example:
            ```python
            homerun.job_applications.delete(application_id)
            ```
        """
        record_id = check_id(job_application_id, "job_application_id")
        send(self._client, delete_job_application, record_id, {})

    def add_note(
        self, job_application_id: str, *, note: str, display_name: str, is_sensitive: bool = False
    ) -> models.Note:
        """The new note on an application.

        It is sent once, as `create` is. Needs the scope `job-application-notes:write`.
        `POST /job-applications/{job_application_id}/notes` of Homerun's reference.

        Args:
            job_application_id: its id, `ap_…`.
            note: the text; must not be empty.
            display_name: who wrote it; must not be empty.
            is_sensitive: hides it from colleagues without access to sensitive notes.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundError: there is no such application.
            HomerunError: whatever else goes wrong.

        Example:
            ```python
            homerun.job_applications.add_note(application_id, note="Call on Monday.", display_name="Ted")
            ```
        """
        record_id = check_id(job_application_id, "job_application_id")
        fields = {"note": note, "display_name": display_name, "is_sensitive": is_sensitive}
        body = make_body(models.CreateNoteBody, fields)
        return (send(self._client, create_note, record_id, {"body": body})).data
