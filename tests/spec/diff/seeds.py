"""Changes of openapi.yaml, each with the line and the level that the comparison must report; none hides another."""

from copy import deepcopy
from typing import NamedTuple

ONE = "/job-applications/{job_application_id}"
LIST = "GET /job-applications  answer 200 data[]"
VACANCY = "GET /vacancies  answer 200 data[]"
CREATE = "POST /job-applications  body"
STATUSES = "^(public|private|draft|closed)(,(public|private|draft|closed))*$"
NOTE = f"POST {ONE}/notes  body"


class Seed(NamedTuple):
    """A value to put at a place of the document (REMOVED: to take away), and the expected line."""

    place: str
    value: object
    level: str
    line: str


REMOVED = object()


def seeded(document, *seeds):
    """A copy of the document with the changes."""
    copy = deepcopy(document)
    for seed in seeds:
        *above, last = [step.replace("~1", "/") for step in seed.place.split("/")]
        node = copy
        for step in above:
            node = node[step]
        if seed.value is REMOVED:
            del node[last]
        else:
            node[last] = seed.value(node.get(last)) if callable(seed.value) else deepcopy(seed.value)
    return copy


def schema(path):
    """The place of a schema or of a field, such as `Vacancy.title`."""
    name, *fields = path.split(".")
    return "/".join([f"components/schemas/{name}", *(f"properties/{field}" for field in fields)])


def operation(method, path):
    """The place of an operation."""
    return f"paths/{path.replace('/', '~1')}/{method}"


def without(*values):
    return lambda old: [value for value in old if value not in values]


def plus(*values):
    return lambda old: [*(old or []), *values]


PARAMETER = "components/parameters/"
TEXT = {"type": "string"}
TAGS = {"get": {"operationId": "listTags", "tags": ["Other"], "responses": {"200": {"description": "Tags."}}}}

SEEDS = {
    "operation removed": Seed(
        operation("delete", ONE), REMOVED, "breaking", f"DELETE {ONE}  operation removed (deleteJobApplication)"
    ),
    "operation added": Seed("paths/~1tags", TAGS, "additive", "GET /tags  operation added (listTags)"),
    "operation renamed": Seed(
        operation("get", "/vacancies/{vacancy_id}") + "/operationId",
        "getOpening",
        "breaking",
        "GET /vacancies/{vacancy_id}  operationId getVacancy → getOpening",
    ),
    "operation deprecated": Seed(
        operation("get", "/vacancies") + "/deprecated", True, "additive", "GET /vacancies  deprecated"
    ),
    "first tag": Seed(operation("get", "/ping") + "/tags", ["Misc"], "breaking", "GET /ping  tags Other → Misc"),
    "another tag": Seed(
        operation("post", ONE + "/photo") + "/tags",
        plus("Other"),
        "documentation",
        f"POST {ONE}/photo  tags Job Application Files → Job Application Files, Other",
    ),
    "summary": Seed(
        operation("get", "/ping") + "/summary", "Try the key", "documentation", "GET /ping  summary changed"
    ),
    "description": Seed(
        operation("get", "/ping") + "/description", REMOVED, "documentation", "GET /ping  description removed"
    ),
    "server": Seed(
        "servers",
        [{"url": "https://api.example.com/v2"}],
        "breaking",
        "the API  server https://api.homerun.co/v2 → https://api.example.com/v2",
    ),
    "version": Seed("info/version", "2.1.0", "documentation", "the API  info.version changed"),
    # Keys and scopes
    "scope added": Seed(
        operation("get", "/vacancies/{vacancy_id}") + "/security",
        [{"public-api-v2-key": ["vacancies:read", "vacancies:more"]}],
        "breaking",
        "GET /vacancies/{vacancy_id}  needs the scope vacancies:more now",
    ),
    "scope removed": Seed(
        operation("post", ONE + "/notes") + "/security",
        [{"public-api-v2-key": []}],
        "additive",
        f"POST {ONE}/notes  does not need the scope job-application-notes:write any more",
    ),
    "no key": Seed(
        operation("get", "/ping") + "/security", [], "additive", "GET /ping  security http bearer → nothing"
    ),
    "scope of a value": Seed(
        PARAMETER + "VacancyInclude/x-scopes-by-value",
        {"stages": ["stages:read"]},
        "breaking",
        "GET /vacancies  parameter include[]: the value stages needs the scope stages:read now",
    ),
    # Parameters
    "upper bound narrowed": Seed(
        PARAMETER + "PerPage/schema/maximum", 50, "breaking", "GET /vacancies  parameter perPage: maximum 100 → 50"
    ),
    "lower bound widened": Seed(
        PARAMETER + "Page/schema/minimum", 0, "additive", "GET /vacancies  parameter page: minimum 1 → 0"
    ),
    "default changed": Seed(
        PARAMETER + "PerPage/schema/default", 25, "breaking", "GET /vacancies  parameter perPage: default 15 → 25"
    ),
    "parameter required": Seed(
        PARAMETER + "Page/required", True, "breaking", "GET /vacancies  parameter page: required now"
    ),
    "optional parameter added": Seed(
        operation("get", "/vacancies/{vacancy_id}") + "/parameters",
        plus({"name": "fields", "in": "query", "schema": TEXT}),
        "additive",
        "GET /vacancies/{vacancy_id}  parameter fields: added (optional)",
    ),
    "required parameter added": Seed(
        operation("get", "/job-applications") + "/parameters",
        plus({"name": "team", "in": "query", "required": True, "schema": TEXT}),
        "breaking",
        "GET /job-applications  parameter team: added (required)",
    ),
    "parameter removed": Seed(
        operation("get", "/job-applications") + "/parameters",
        lambda old: [part for part in old if part.get("name") != "filter"],
        "breaking",
        "GET /job-applications  parameter filter: removed",
    ),
    "parameter retyped": Seed(
        PARAMETER + "JobApplicationId/schema/type",
        "integer",
        "breaking",
        f"GET {ONE}  parameter job_application_id: type string → integer",
    ),
    "parameter written otherwise": Seed(
        PARAMETER + "JobApplicationListInclude/explode",
        False,
        "breaking",
        "GET /job-applications  parameter include[]: written as form, exploded → form, joined",
    ),
    "value of a parameter removed": Seed(
        schema("JobApplicationInclude") + "/enum",
        without("notes"),
        "breaking",
        f'GET {ONE}  parameter include[], each value: value "notes" removed',
    ),
    "value of a parameter added": Seed(
        schema("VacancyInclude") + "/enum",
        plus("salaryIndication"),
        "additive",
        'GET /vacancies  parameter include[], each value: value "salaryIndication" added',
    ),
    "pattern of a filter": Seed(
        schema("VacancyFilter.status") + "/pattern",
        "^public$",
        "breaking",
        f"GET /vacancies  parameter filter[status]: pattern {STATUSES} → ^public$",
    ),
    "filters not closed": Seed(
        schema("VacancyFilter") + "/additionalProperties",
        REMOVED,
        "additive",
        "GET /vacancies  parameter filter: other fields are allowed now",
    ),
    "description of a parameter": Seed(
        PARAMETER + "VacancyId/description",
        "The ID.",
        "documentation",
        "GET /vacancies/{vacancy_id}  parameter vacancy_id: description changed",
    ),
    # Bodies
    "required field added": Seed(
        schema("CreateNoteBody"),
        lambda old: {
            **old,
            "required": [*old["required"], "pinned"],
            "properties": {**old["properties"], "pinned": {"type": "boolean"}},
        },
        "breaking",
        f"{NOTE} pinned: added (required)",
    ),
    "optional field added": Seed(
        schema("CreateJobApplicationBody.nickname"), TEXT, "additive", f"{CREATE} nickname: added (optional)"
    ),
    "field of a body removed": Seed(
        schema("CreateJobApplicationBody.skype"), REMOVED, "breaking", f"{CREATE} skype: removed"
    ),
    "field of a body required": Seed(
        schema("CreateNoteBody") + "/required", plus("is_sensitive"), "breaking", f"{NOTE} is_sensitive: required now"
    ),
    "field of a body optional": Seed(
        schema("CreateJobApplicationBody") + "/required", without("email"), "additive", f"{CREATE} email: optional now"
    ),
    "lower bound narrowed": Seed(
        schema("CreateNoteBody.display_name") + "/minLength", 3, "breaking", f"{NOTE} display_name: minLength 1 → 3"
    ),
    "upper bound added": Seed(
        schema("CreateJobApplicationBody.city") + "/maxLength", 100, "breaking", f"{CREATE} city: maxLength 100 added"
    ),
    "bound removed": Seed(
        schema("CreateJobApplicationBody.first_name") + "/minLength",
        REMOVED,
        "additive",
        f"{CREATE} first_name: minLength 1 removed",
    ),
    "null refused": Seed(
        schema("CreateJobApplicationBody.phone_number") + "/type",
        "string",
        "breaking",
        f"{CREATE} phone_number: may not be null any more",
    ),
    "null accepted": Seed(
        schema("CreateJobApplicationBody.sourced") + "/type",
        ["boolean", "null"],
        "additive",
        f"{CREATE} sourced: may be null now",
    ),
    "value of a body removed": Seed(
        schema("FileType") + "/enum",
        without("assignment"),
        "breaking",
        f'POST {ONE}/files  body type: value "assignment" removed',
    ),
    "value of a body added": Seed(
        schema("FileType") + "/enum", plus("letter"), "additive", f'POST {ONE}/files  body type: value "letter" added'
    ),
    "smaller uploads": Seed(
        schema("UploadPhotoBody.file") + "/x-max-bytes",
        500,
        "breaking",
        f"POST {ONE}/photo  body file: x-max-bytes 5242880 → 500",
    ),
    "content type of an upload": Seed(
        operation("post", ONE + "/photo") + "/requestBody/content/multipart~1form-data/encoding/file/contentType",
        "image/jpeg, image/png",
        "breaking",
        f"POST {ONE}/photo  body file: content type image/gif removed",
    ),
    "format changed": Seed(
        schema("CreateJobApplicationBody.date_of_birth") + "/format",
        "date-time",
        "breaking",
        f"{CREATE} date_of_birth: format date → date-time",
    ),
    "items retyped": Seed(
        schema("CreateJobApplicationBody.sources") + "/items",
        {"type": "integer"},
        "breaking",
        f"{CREATE} sources[]: type string → integer",
    ),
    "other fields refused": Seed(
        schema("CreateNoteBody") + "/additionalProperties",
        False,
        "breaking",
        f"{NOTE}: other fields are not allowed any more",
    ),
    "other fields retyped": Seed(
        schema("CustomData") + "/additionalProperties", TEXT, "breaking", f"{CREATE} custom_data.*: type any → string"
    ),
    "body optional": Seed(
        operation("post", "/job-applications") + "/requestBody/required", False, "additive", f"{CREATE}: optional now"
    ),
    "media type of a body": Seed(
        operation("patch", ONE) + "/requestBody/content",
        lambda old: {"text/json": old["application/json"]},
        "breaking",
        f"PATCH {ONE}  body: media type application/json removed",
    ),
    # Answers
    "field removed": Seed(schema("Vacancy.title"), REMOVED, "breaking", f"{VACANCY}.title: removed"),
    "field added": Seed(
        schema("Vacancy.salary_indication"), {"type": "object"}, "additive", f"{VACANCY}.salary_indication: added"
    ),
    "field may be null": Seed(
        schema("Vacancy.created_at") + "/type", ["string", "null"], "breaking", f"{VACANCY}.created_at: may be null now"
    ),
    "field is not null": Seed(
        schema("Vacancy.expires_at") + "/type", "string", "additive", f"{VACANCY}.expires_at: may not be null any more"
    ),
    "object is not null": Seed(
        schema("Vacancy.department"),
        {"$ref": "#/components/schemas/Department"},
        "additive",
        f"{VACANCY}.department: may not be null any more",
    ),
    "field may be absent": Seed(
        schema("Vacancy") + "/required", REMOVED, "breaking", f"{VACANCY}.id: may be absent now"
    ),
    "field is always there": Seed(
        schema("Note") + "/required", ["note"], "additive", f"{LIST}.notes[].note: always there now"
    ),
    "known value gone": Seed(
        schema("VacancyType") + "/enum", without("Volunteer"), "additive", f'{VACANCY}.type: value "Volunteer" removed'
    ),
    "known value new": Seed(
        schema("LocationType") + "/enum", plus("hybrid"), "additive", f'{VACANCY}.location_type: value "hybrid" added'
    ),
    "enum closed": Seed(
        schema("Vacancy.status"),
        {"description": "Who can see the vacancy.", "$ref": "#/components/schemas/VacancyStatus"},
        "additive",
        f"{VACANCY}.status: only the known values are left",
    ),
    "type changed": Seed(
        schema("Vacancy.total_candidate_count") + "/type",
        "string",
        "breaking",
        f"{VACANCY}.total_candidate_count: type integer → string",
    ),
    "type narrowed": Seed(
        schema("JobApplication.rating") + "/type",
        ["integer", "null"],
        "additive",
        f"{LIST}.rating: type number → integer",
    ),
    "type widened": Seed(
        schema("JobApplication.total_votes") + "/type",
        "number",
        "breaking",
        f"{LIST}.total_votes: type integer → number",
    ),
    "format removed": Seed(
        schema("JobApplication.homerun_url") + "/format", REMOVED, "breaking", f"{LIST}.homerun_url: format uri removed"
    ),
    "format added": Seed(
        schema("Meta.path") + "/format", "uri", "additive", "GET /vacancies  answer 200 meta.path: format uri added"
    ),
    "bound of an answer": Seed(
        schema("Meta.total") + "/maximum", 1000, "additive", "GET /vacancies  answer 200 meta.total: maximum 1000 added"
    ),
    "alternative removed": Seed(
        schema("QuestionAnswer.answer") + "/anyOf",
        lambda old: [old[0], old[1]],
        "additive",
        f"{LIST}.question_answers[].answer: alternative of any type removed",
    ),
    "list instead of a record": Seed(
        schema("NoteResponse.data"),
        {"type": "array", "items": {"$ref": "#/components/schemas/Note"}},
        "breaking",
        f"POST {ONE}/notes  answer 201 data: type object → array",
    ),
    "field deprecated": Seed(
        schema("Location.region") + "/deprecated", True, "additive", f"{VACANCY}.location.region: deprecated"
    ),
    "description of a field": Seed(
        schema("Location.city") + "/description",
        "Town.",
        "documentation",
        f"{VACANCY}.location.city: description changed",
    ),
    "examples": Seed(
        "components/examples/Pong/value/pong", False, "documentation", "GET /ping  answer 200: examples changed"
    ),
    "media type of an answer": Seed(
        operation("get", "/ping") + "/responses/200/content/text~1plain",
        {},
        "additive",
        "GET /ping  answer 200: media type text/plain added",
    ),
    "success status": Seed(
        operation("post", ONE + "/files") + "/responses",
        lambda old: {"201" if status == "200" else status: old[status] for status in old},
        "breaking",
        f"POST {ONE}/files  answer 200: removed",
    ),
    "error status added": Seed(
        operation("post", ONE + "/notes") + "/responses/409",
        {"description": "Twice."},
        "additive",
        f"POST {ONE}/notes  answer 409: added",
    ),
    "error status removed": Seed(
        operation("get", "/ping") + "/responses/402", REMOVED, "additive", "GET /ping  answer 402: removed"
    ),
    "header removed": Seed(
        "components/responses/TooManyRequests/headers/Retry-After",
        REMOVED,
        "breaking",
        "GET /ping  answer 429 header Retry-After: removed",
    ),
    "header added": Seed(
        "components/responses/BadRequest/headers",
        {"X-Request-Id": {"schema": TEXT}},
        "additive",
        "GET /vacancies  answer 400 header X-Request-Id: added",
    ),
}
