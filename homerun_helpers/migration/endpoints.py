"""The endpoint map: each call of V1, and what it is in V2.

The names of V1's calls are those of Homerun's migration guide, which names endpoints and says no paths; so no path of
V1 is said here either. Verb, path and scope of V2 come from the generated table of operations.

Example:
    ```python
    from homerun_helpers.migration import ENDPOINTS

    for endpoint in ENDPOINTS:
        print(endpoint.v1, "→", endpoint.v2 or endpoint.instead)
    ```
"""

from attrs import frozen
from homerun_client.operations import OPERATIONS, Operation

V1_BASE_URL = "https://api.homerun.co/v1"
V2_BASE_URL = "https://api.homerun.co/v2"


@frozen(kw_only=True)
class Endpoint:
    """One call of V1 and its successor.

    Attributes:
        section: the part of V1's documentation that it stood in.
        v1: the name that V1's documentation gave it.
        operation: the operation of V2 that does it now, a name of `homerun_client.operations`; None: nothing does.
        helper: what callers write for it, below a client: `job_applications.create`.
        include: what has to be included for it.
        gone: whether V2 has no such call; `operation`, if there is one, is the way round.
        instead: what to do in place of a call that is gone.
        note: what else changed, by the guide.

    Example:
        ```python
        from homerun_helpers.migration import ENDPOINTS

        gone = [endpoint.v1 for endpoint in ENDPOINTS if endpoint.gone]
        assert "Deleting a file" in gone
        ```
    """

    section: str
    v1: str
    operation: str | None = None
    helper: str | None = None
    include: str | None = None
    gone: bool = False
    instead: str = ""
    note: str = ""

    @property
    def v2(self) -> str | None:
        """Verb and path in V2: `POST /job-applications`."""
        found = self._found
        return f"{found.method} {found.path}" if found is not None else None

    @property
    def scopes(self) -> tuple[str, ...]:
        """The scopes that the key needs."""
        found = self._found
        if found is None:
            return ()
        return found.scopes + (found.scopes_by_include[self.include] if self.include is not None else ())

    @property
    def _found(self) -> Operation | None:
        return OPERATIONS[self.operation] if self.operation is not None else None


@frozen(kw_only=True)
class GeneralChange:
    """What changed for every call.

    Attributes:
        topic: what it is about.
        v1: how it was.
        v2: how it is.
        helper: what a client of this package does about it.

    Example:
        ```python
        from homerun_helpers.migration import GENERAL_CHANGES

        for change in GENERAL_CHANGES:
            print(f"{change.topic}: {change.v1} → {change.v2}")
        ```
    """

    topic: str
    v1: str
    v2: str
    helper: str


ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint(
        section="Applications",
        v1="Create an application",
        operation="create_job_application",
        helper="job_applications.create",
        note="`candidate` is gone: its fields are the application's. `content` became `custom_data`, and education, "
        "experience and the like are fields of their own.",
    ),
    Endpoint(
        section="Applications",
        v1="Update an application",
        operation="update_job_application",
        helper="job_applications.update",
        note="Partial: send only what changes. `move` changes the stage or the vacancy.",
    ),
    Endpoint(
        section="Applications",
        v1="Retrieve an application",
        operation="get_job_application",
        helper="job_applications.get",
        note="`candidate` became `personal_info`, `content` became fields and `custom_data`, `job` became "
        "`vacancy_id`; `stage` and `files` are new, `notes` come on request.",
    ),
    Endpoint(
        section="Applications",
        v1="List all applications",
        operation="list_job_applications",
        helper="job_applications.list",
        note="Pages by number, with filters and includes.",
    ),
    Endpoint(
        section="Notes",
        v1="Creating notes",
        operation="create_note",
        helper="job_applications.add_note",
        note="`body` became `note`, `name` became `display_name`, `is_sensitive` is new.",
    ),
    Endpoint(
        section="Notes",
        v1="Listing notes",
        operation="get_job_application",
        helper="job_applications.get",
        include="notes",
        gone=True,
        instead='Ask for the application with `include=["notes"]`.',
    ),
    Endpoint(
        section="Candidates",
        v1="Candidates (all calls)",
        gone=True,
        instead="There are only applications. The candidate's fields are in an application's `personal_info`, "
        "and are sent with `job_applications.create` and `update`.",
    ),
    Endpoint(
        section="Application files",
        v1="Creating a file",
        operation="upload_file",
        helper="job_applications.upload_file",
        note='Multipart, with a `type`: `"resume"` or `"assignment"`.',
    ),
    Endpoint(
        section="Application files",
        v1="List all files",
        operation="get_job_application",
        helper="job_applications.get",
        gone=True,
        instead="`files` of the application, with links that are valid for 5 minutes; "
        "`job_applications.download_file` follows them.",
    ),
    Endpoint(
        section="Application files",
        v1="Deleting a file",
        gone=True,
        instead="Delete it in the Homerun app. V2 deletes whole applications only (`job_applications.delete`).",
    ),
    Endpoint(
        section="Jobs",
        v1="List all jobs",
        operation="list_vacancies",
        helper="vacancies.list",
        note="Jobs are vacancies. `tmp_department` and `tmp_location` became the objects `department` and `location` "
        '(`include=["department", "location"]`), `active_time` is gone.',
    ),
)

GENERAL_CHANGES: tuple[GeneralChange, ...] = (
    GeneralChange(
        topic="Base URL",
        v1=V1_BASE_URL,
        v2=V2_BASE_URL,
        helper="It is the default; `HOMERUN_BASE_URL` or `base_url=` change it.",
    ),
    GeneralChange(
        topic="Authentication",
        v1="Basic, with the key as user name",
        v2="Bearer, with a new key: those of V1 do not work",
        helper='`HOMERUN_API_KEY` or `Homerun("…")`; `ping()` says what is wrong with a key.',
    ),
    GeneralChange(
        topic="Scopes",
        v1="a key could do everything",
        v2="a key has scopes, chosen when it is made",
        helper="`PermissionDeniedError.required_scope` names the one that is missing.",
    ),
    GeneralChange(
        topic="Bodies",
        v1="form fields",
        v2="JSON; uploads are multipart",
        helper="Arguments with names; files by path, bytes or file object.",
    ),
    GeneralChange(
        topic="Lists",
        v1="a mechanism of its own",
        v2="`page` and `perPage` (at most 100), totals in `meta`",
        helper="`for application in homerun.job_applications.list()` goes through all pages.",
    ),
    GeneralChange(
        topic="Dates and times",
        v1="UNIX timestamps",
        v2="ISO 8601 in UTC",
        helper="Aware `datetime` objects; `timestamp_from_v1` reads stored timestamps.",
    ),
)
