"""Names of V1's fields, and what else tells what an object is."""

import re

from homerun_helpers.migration.scanning.source import Source

CANDIDATE = {"candidate", "candidate_id", "candidateId", "candidate_ids"}
JOB = {"job", "job_id", "jobId"}
TMP = {
    "tmp_department": "tmp-department",
    "tmpDepartment": "tmp-department",
    "tmp_location": "tmp-location",
    "tmpLocation": "tmp-location",
}
ACTIVE = {"active_time", "activeTime"}
PAGING = {"has_more", "starting_after", "ending_before"}
# What stands beside `job` or `content` in an application, and not beside them elsewhere.
OF_APPLICATION = CANDIDATE | {
    "first_name", "last_name", "firstName", "lastName", "applied_at", "cover_letter", "education", "experience",
}  # fmt: skip
# A class's own fields are its own.
OWN = {"self", "this", "$this", "cls", "models", "serializers"}
_JOBS = re.compile(r"^\$?\w*(?:job|vacanc|position|opening)\w*$", re.IGNORECASE)


def is_a_job(name: str) -> bool:
    """Whether something is called as a job is."""
    return _JOBS.search(name[:100]) is not None


def is_tmp_without_homerun(source: Source, index: int, owner: str) -> bool:
    """Whether a file that does not name Homerun means its `tmp_department` or `tmp_location`.

    Both together say enough, or one as the field of a job; alone they may be anybody's variable.
    """
    both = {"tmp_department", "tmp_location"} <= source.names
    return both or (is_a_job(owner) and source.tokens[index].kind == "string")
