"""The rules of the conversions, as data: what each field of V1 is in V2, and the words of the migration guide."""

import re
from typing import Literal

from attrs import frozen
from homerun_client.operations import BODIES

from homerun_helpers.migration.convert.report import Kind

Record = Literal["application", "record", "note", "file", "vacancy"]

# The fields of V2, from the generated table of its create body.
CREATE_FIELDS = frozenset(BODIES["CreateJobApplicationBody"])
PERSONAL = frozenset(
    {"first_name", "last_name", "email", "city", "country", "date_of_birth", "phone_number", "photo"} & CREATE_FIELDS
)
# "Fixed fields, e.g. education and experience have been promoted to main request fields"
PROMOTED = frozenset(
    CREATE_FIELDS - PERSONAL - {"vacancy_id", "custom_data", "sources", "sourced"},
)
# The guide gives no other names for them; these are the plausible ones.
ALIASES = {"phone": "phone_number", "firstname": "first_name", "lastname": "last_name", "birthday": "date_of_birth"}
FULL_NAMES = frozenset({"name", "full_name"})


@frozen
class FieldRule:
    """One rule of the conversions.

    Attributes:
        record: what it is about: an application to create, an application that was stored, a note, a file, a vacancy.
        v1: the field of V1; `*` stands for any name, `education` for all fixed fields of `content`, `tags` for all that
            V2 has no field for, and `created_at` for all date-times.
        v2: the field of V2; None: there is none.
        kind: what the report says of it.
        guide: the words of Homerun's migration guide that it follows.

    Example:
        ```python
        from homerun_helpers.migration import FIELD_RULES

        for rule in FIELD_RULES:
            print(rule.record, rule.v1, "→", rule.v2)
        ```
    """

    record: Record
    v1: str
    v2: str | None
    kind: Kind
    guide: str

    @property
    def reason(self) -> str:
        """The guide's words, as reports give them."""
        return f'the guide: "{self.guide}"'


_COVERED = "a key-value store for properties non covered by Job Application object schema"
_FIXED = "Fixed fields, e.g. education and experience have been promoted to main request fields"
_JOB = "job object was replaced by vacancy_id field to remove redundant information"
_TIMES = "All date-time fields are now in ISO 8601 UTC format and UNIX timestamp as before"
_TYPE = "It is also now necessary to specify file type when uploading"

FIELD_RULES: tuple[FieldRule, ...] = (
    FieldRule("application", "candidate.*", "*", "renamed", "candidate field was removed"),
    FieldRule(
        "application",
        "candidate.id",
        "custom_data.candidate_id",
        "moved_to_custom_data",
        "It’s no longer necessary to supply candidate IDs",
    ),
    FieldRule("application", "candidate.tags", "custom_data.tags", "moved_to_custom_data", _COVERED),
    FieldRule("application", "content.education", "education", "promoted", _FIXED),
    FieldRule(
        "application",
        "content.*",
        "custom_data.*",
        "moved_to_custom_data",
        "content fields was replaced by custom_data field to allow to post key-value array of custom data",
    ),
    FieldRule("application", "job", "vacancy_id", "renamed", _JOB),
    FieldRule("application", "job.*", None, "removed", _JOB),
    FieldRule("application", "files", "attachments.files", "attached", _TYPE),
    FieldRule("application", "notes", "attachments.notes", "attached", "body field was renamed to note"),
    FieldRule("application", "*", "custom_data.*", "moved_to_custom_data", _COVERED),
    FieldRule(
        "record",
        "candidate.*",
        "personal_info.*",
        "renamed",
        "candidate property was removed. Its properties were moved to personal_info field, when appropriate",
    ),
    FieldRule("record", "candidate.id", "custom_data.candidate_id", "moved_to_custom_data", _COVERED),
    FieldRule(
        "record",
        "content.education",
        "education",
        "promoted",
        "content property was removed and it’s fixed values, e.g. education, have been moved to the main response",
    ),
    FieldRule("record", "content.*", "custom_data.*", "moved_to_custom_data", _COVERED),
    FieldRule("record", "candidate.tags", "custom_data.tags", "moved_to_custom_data", _COVERED),
    FieldRule("record", "job", "vacancy_id", "renamed", _JOB),
    FieldRule("record", "job.*", "vacancy.*", "renamed", "Jobs are now referenced to as “vacancies” now"),
    FieldRule(
        "record", "stage", "stage.name", "converted", "stage object was added to indicate the hiring process stage"
    ),
    FieldRule("record", "created_at", "created_at", "converted", _TIMES),
    FieldRule("note", "body", "note", "renamed", "body field was renamed to note"),
    FieldRule("note", "name", "display_name", "renamed", "name field was renamed to display_name"),
    FieldRule("file", "type", "type", "missing", _TYPE),
    FieldRule(
        "vacancy",
        "tmp_department",
        "department",
        "renamed",
        "tmp_department and tmp_location are replaced by optional department and location fields, both of them are "
        "objects",
    ),
    FieldRule(
        "vacancy",
        "tmp_location",
        "location",
        "renamed",
        "tmp_department and tmp_location are replaced by optional department and location fields, both of them are "
        "objects",
    ),
    FieldRule("vacancy", "active_time", None, "removed", "active_time field was removed"),
    FieldRule("vacancy", "created_at", "created_at", "converted", _TIMES),
)
_BY_FIELD = {(rule.record, rule.v1): rule for rule in FIELD_RULES}


def rule_for(record: Record, v1: str) -> FieldRule:
    """The rule for a field of V1."""
    return _BY_FIELD[record, v1]


def plain_name(label: str) -> str:
    """A label as a field's name: `Date of birth` is `date_of_birth`, and `phone` is `phone_number`."""
    name = re.sub(r"[\s-]+", "_", label.strip().lower())
    return ALIASES.get(name, name)
