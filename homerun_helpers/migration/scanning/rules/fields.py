"""Rules about fields of V1: which fields they are, and where each of them counts.

A rule about another field is one more `Rule` here. `payloads` finds the fields that are sent, `reads` those that are
read, `records` those in the forms of stored requests.
"""

import re

from homerun_helpers.migration.scanning.rule import Rule
from homerun_helpers.migration.scanning.source import Source

RULES = (
    Rule(
        id="candidate-field",
        what="`candidate` of an application",
        instead="gone: read `personal_info`; send its fields with the application. application_from_v1 converts",
        names=("candidate", "candidate_id", "candidateId", "candidate_ids"),
        is_in_forms=True,
    ),
    Rule(
        id="content-field",
        what="`content` of an application",
        instead="gone: education, experience and the like are fields of their own, the rest is `custom_data`. "
        "application_from_v1 converts",
        names=("content",),
        scope="application",
        is_object=True,
        is_in_forms=True,
    ),
    Rule(
        id="job-field",
        what="`job` of an application",
        instead="`vacancy_id`; to filter a list: vacancy_id=…",
        names=("job", "job_id", "jobId"),
        scope="application",
        is_in_forms=True,
    ),
    Rule(
        id="tmp-department",
        what="`tmp_department`",
        instead='`department`, an object; ask with include=["department"]. vacancy_from_v1 converts',
        operation="list_vacancies",
        helper="vacancies.list",
        names=("tmp_department", "tmpDepartment"),
        scope="vacancy",
        is_peculiar=True,
    ),
    Rule(
        id="tmp-location",
        what="`tmp_location`",
        instead='`location`, an object; ask with include=["location"]. vacancy_from_v1 converts',
        operation="list_vacancies",
        helper="vacancies.list",
        names=("tmp_location", "tmpLocation"),
        scope="vacancy",
        is_peculiar=True,
    ),
    Rule(
        id="active-time",
        what="`active_time`",
        instead="gone, without a successor; a vacancy has `status`, `created_at` and `expires_at`",
        names=("active_time", "activeTime"),
        scope="vacancy",
    ),
    Rule(
        id="old-paging",
        what="V1's paging",
        instead="`page` and `perPage` with totals in `meta`; the helpers' lists go through all pages",
        names=("has_more", "starting_after", "ending_before"),
    ),
)

BY_NAME = {name: rule for rule in RULES for name in rule.names}
CANDIDATE = frozenset(name for name, rule in BY_NAME.items() if rule.id == "candidate-field")
# Names that stand beside `job` or `content` in an application, and elsewhere do not.
OF_APPLICATION = CANDIDATE | {
    "first_name", "last_name", "firstName", "lastName", "applied_at", "cover_letter", "education", "experience",
}  # fmt: skip
# A field of the application's own class or model is no field of V1.
OWN = {"self", "this", "$this", "cls", "models", "serializers"}
_TMP = {"tmp_department", "tmp_location"}
_JOBS = re.compile(r"^\$?\w*(?:job|vacanc|position|opening)\w*$", re.IGNORECASE)


def form_rule(name: str) -> str | None:
    """The rule about a field that forms have, by the field's name."""
    rule = BY_NAME.get(name)
    return rule.id if rule is not None and rule.is_in_forms else None


def is_a_job(name: str) -> bool:
    """Whether a variable has a name for a job."""
    return _JOBS.search(name[:100]) is not None


def has_peculiar_field(source: Source) -> bool:
    """Whether a field with a name that only Homerun has is in the file."""
    return any(name in source.names for name, rule in BY_NAME.items() if rule.is_peculiar)


def is_peculiar_without_homerun(source: Source, index: int, owner: str) -> bool:
    """Whether a peculiar field means Homerun's in a file that does not name Homerun.

    Both `tmp_department` and `tmp_location` together say enough, or one as the field of a job. A single variable with
    that name does not.
    """
    return source.names >= _TMP or (is_a_job(owner) and source.tokens[index].kind == "string")
