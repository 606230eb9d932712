"""What the scanner looks for, and the V2 way of each."""

from typing import Literal

from attrs import frozen
from homerun_client.operations import OPERATIONS

Severity = Literal["certain", "likely"]


@frozen(kw_only=True)
class Rule:
    """One thing of V1 that the scanner finds.

    Attributes:
        id: its name, for reports and for `homerun: ignore[…]`.
        what: what was found.
        instead: the V2 way.
        operation: the operation of V2 that does it now, a name of `homerun_client.operations`, if one does.
        helper: what callers write for it, below a client.
    """

    id: str
    what: str
    instead: str
    operation: str | None = None
    helper: str | None = None

    @property
    def advice(self) -> str:
        """The V2 way, with verb, path and helper where there are such."""
        if self.operation is None:
            return self.instead
        found = OPERATIONS[self.operation]
        helper = f", homerun.{self.helper}()" if self.helper else ""
        return f"{self.instead} ({found.method} {found.path}{helper})"


RULES: dict[str, Rule] = {
    rule.id: rule
    for rule in (
        Rule(
            id="v1-url",
            what="address of API V1",
            instead="https://api.homerun.co/v2 with a new key; the helpers know it",
        ),
        Rule(
            id="basic-auth",
            what="Basic authentication",
            instead='send "Authorization: Bearer <key>", or let Homerun() do it with HOMERUN_API_KEY',
        ),
        Rule(
            id="form-body",
            what="form-encoded body",
            instead="send JSON; only uploads are multipart. The helpers take named arguments",
        ),
        Rule(
            id="candidates-endpoint",
            what="candidates endpoint, which is gone",
            instead="there are only applications: read personal_info, send the candidate's fields with the application",
            operation="list_job_applications",
            helper="job_applications.list",
        ),
        Rule(
            id="applications-endpoint",
            what="V1's applications endpoint",
            instead="it is /job-applications; homerun.job_applications has list, get, create, update, move and delete",
        ),
        Rule(
            id="jobs-endpoint",
            what="jobs endpoint",
            instead="jobs are vacancies",
            operation="list_vacancies",
            helper="vacancies.list",
        ),
        Rule(
            id="file-delete",
            what="deletes a file, which V2 cannot",
            instead="gone: delete it in the Homerun app. The API deletes whole applications only",
        ),
        Rule(
            id="file-list",
            what="lists the files of an application",
            instead="read `files` of the application",
            operation="get_job_application",
            helper="job_applications.get",
        ),
        Rule(
            id="note-list",
            what="lists the notes of an application",
            instead='ask for the application with include=["notes"]',
            operation="get_job_application",
            helper="job_applications.get",
        ),
        Rule(
            id="note-body",
            what="`body` of a note",
            instead="it is called `note`",
            operation="create_note",
            helper="job_applications.add_note",
        ),
        Rule(
            id="note-name",
            what="`name` of a note",
            instead="it is called `display_name`",
            operation="create_note",
            helper="job_applications.add_note",
        ),
        Rule(
            id="candidate-field",
            what="`candidate` of an application",
            instead="gone: read `personal_info`; send its fields with the application. application_from_v1 converts",
        ),
        Rule(
            id="content-field",
            what="`content` of an application",
            instead="gone: education, experience and the like are fields of their own, the rest is `custom_data`. "
            "application_from_v1 converts",
        ),
        Rule(
            id="job-field",
            what="`job` of an application",
            instead="`vacancy_id`; to filter a list: vacancy_id=…",
        ),
        Rule(
            id="tmp-department",
            what="`tmp_department`",
            instead='`department`, an object; ask with include=["department"]. vacancy_from_v1 converts',
            operation="list_vacancies",
            helper="vacancies.list",
        ),
        Rule(
            id="tmp-location",
            what="`tmp_location`",
            instead='`location`, an object; ask with include=["location"]. vacancy_from_v1 converts',
            operation="list_vacancies",
            helper="vacancies.list",
        ),
        Rule(
            id="active-time",
            what="`active_time`",
            instead="gone, without a successor; a vacancy has `status`, `created_at` and `expires_at`",
        ),
        Rule(
            id="unix-time",
            what="date taken for a UNIX timestamp",
            instead="dates are ISO 8601 in UTC; the helpers give aware datetimes. timestamp_from_v1 reads stored ones",
        ),
        Rule(
            id="old-paging",
            what="V1's paging",
            instead="`page` and `perPage` with totals in `meta`; the helpers' lists go through all pages",
        ),
        Rule(
            id="v1-record",
            what="stored record of V1",
            instead="python -m homerun_helpers.migration convert makes V2's of it",
        ),
    )
}
