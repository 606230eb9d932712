"""Ways to break each rule: a text of openapi.yaml, its replacement, the finding, and the line of the finding."""

from typing import NamedTuple


class Break(NamedTuple):
    """The finding is in the line where `marker` begins, once the text is replaced."""

    rule: str
    before: str
    after: str
    wrong: str
    marker: str


PING = "      operationId: ping\n"
GET_SCOPE = """      description: One vacancy. `include[]` adds the same parts as in the list.
      tags: [Vacancies]
      security:
        - public-api-v2-key: ["vacancies:read"]
"""
LIST_OPERATION = "      operationId: listVacancies\n"
PAGES = """        - $ref: "#/components/parameters/VacancyInclude"
        - $ref: "#/components/parameters/Page"
        - $ref: "#/components/parameters/PerPage"
"""
NOTE_EXAMPLE = """              $ref: "#/components/schemas/CreateNoteBody"
            examples:
              note:
                $ref: "#/components/examples/CreateNote"
"""
STATUS = """          anyOf:
            - $ref: "#/components/schemas/VacancyStatus"
            - type: string
"""
FILE_TYPE = """      required: [type, file]
      properties:
        type:
          $ref: "#/components/schemas/FileType"
"""
MADE = """          description: When the vacancy was made.
          type: string
          format: date-time
"""
JOB_URL = """          description: Address of the vacancy's page.
          type: string
          format: uri
"""
BORN = """          description: Date of birth.
          type: [string, "null"]
          format: date
        phone_number:
          description: Telephone number, as it was typed.
"""
DELETED = """          description: Deleted. The answer has no body.
        "401":
          $ref: "#/components/responses/Unauthorized"
"""
UPLOADED = """                $ref: "#/components/examples/UploadPhoto"
      responses:
        "200":
"""
PONG = """                pong:
                  $ref: "#/components/examples/Pong"
"""
POINTER = """        - name: filter
          in: query
          description: Return only the vacancies that match, e.g. `filter[status]=public,private`.
"""

BREAKS = {
    "no operationId": Break(
        "operation-id", PING, "", "GET /ping has no operationId", "    get:\n      summary: Test the key"
    ),
    "an operationId in snake_case": Break(
        "operation-id",
        LIST_OPERATION,
        "      operationId: list_vacancies\n",
        "list_vacancies is not a verb and a noun",
        "operationId: list_vacancies",
    ),
    "an operationId without a verb": Break(
        "operation-id", PING, "      operationId: keyTest\n", "keyTest is not a verb and a noun", "operationId: keyTest"
    ),
    "an operationId without a noun": Break(
        "operation-id", PING, "      operationId: get\n", "get is not a verb and a noun", "operationId: get\n"
    ),
    "no tag": Break(
        "operation-tag",
        "      tags: [Other]\n",
        "      tags: []\n",
        "GET /ping has no tag",
        "get:\n      operationId: ping",
    ),
    "a tag that is not declared": Break(
        "operation-tag",
        "      tags: [Other]\n",
        "      tags: [Other, Misc]\n",
        "the tag Misc is not declared",
        "tags: [Other, Misc]",
    ),
    "a tag without a description": Break(
        "operation-tag",
        "    description: Everything that is not about a single kind of record.\n",
        "",
        "the tag Other has no description",
        "name: Other",
    ),
    "no security": Break(
        "operation-scope",
        GET_SCOPE,
        GET_SCOPE.partition("      security")[0],
        "does not say what the key needs",
        "get:\n      operationId: getVacancy",
    ),
    "no scope": Break(
        "operation-scope",
        GET_SCOPE,
        GET_SCOPE.replace('["vacancies:read"]', "[]"),
        "GET /vacancies/{vacancy_id} needs no scope",
        "security:\n        - public-api-v2-key: []\n      parameters",
    ),
    "a scope that is not explained": Break(
        "operation-scope",
        GET_SCOPE,
        GET_SCOPE.replace(":read", ":see"),
        "the scope vacancies:see is not explained",
        'security:\n        - public-api-v2-key: ["vacancies:see"]',
    ),
    "a scope of no value": Break(
        "operation-scope", "        notes: [", "        remarks: [", "remarks is not a value of include[]", "remarks: ["
    ),
    "a scope of a value that is not explained": Break(
        "operation-scope",
        '        notes: ["job-application-notes:read"]',
        '        notes: ["notes:see"]',
        "the scope notes:see is not explained",
        'notes: ["notes:see"]',
    ),
    "a body without an example": Break(
        "example",
        NOTE_EXAMPLE,
        NOTE_EXAMPLE.replace("examples:\n", "x-examples:\n", 1),
        "notes, body has no example",
        'application/json:\n            schema:\n              $ref: "#/components/schemas/CreateNoteBody"',
    ),
    "an answer without an example": Break(
        "example",
        "              examples:\n" + PONG,
        "              x-examples:\n" + PONG,
        "GET /ping, answer 200 has no example",
        'application/json:\n              schema:\n                $ref: "#/components/schemas/Pong"',
    ),
    "an error that is not listed": Break(
        "errors",
        DELETED,
        DELETED.partition('        "401"')[0],
        "does not list 401, which every key can be invalid",
        'responses:\n        "204"',
    ),
    "a list without a page": Break(
        "paging",
        PAGES,
        PAGES.replace('        - $ref: "#/components/parameters/Page"\n', ""),
        "GET /vacancies has no page",
        "get:\n      operationId: listVacancies",
    ),
    "a list that is called otherwise": Break(
        "paging",
        LIST_OPERATION,
        "      operationId: getVacancies\n",
        "GET /vacancies answers with a list",
        "operationId: getVacancies",
    ),
    "a list without meta": Break(
        "paging",
        '            $ref: "#/components/schemas/Vacancy"\n        meta:\n',
        '            $ref: "#/components/schemas/Vacancy"\n        about:\n',
        "GET /vacancies answers without meta",
        "get:\n      operationId: listVacancies",
    ),
    "an include that fills nothing": Break(
        "include-field",
        "    enum: [location, department, stages,",
        "    enum: [location, department, teamMembers,",
        "include[]=teamMembers fills no field",
        "enum: [location, department, teamMembers",
    ),
    "a closed enum in an answer": Break(
        "enum-open",
        STATUS,
        STATUS.replace("            - type: string\n", ""),
        "Vacancy.status is closed",
        '- $ref: "#/components/schemas/VacancyStatus"\n        type:',
    ),
    "an open enum in a request": Break(
        "enum-closed",
        FILE_TYPE,
        FILE_TYPE.replace(
            "          $ref",
            "          description: What it is.\n          anyOf:\n            - type: string\n            - $ref",
        ),
        "UploadFileBody.type is open",
        '- $ref: "#/components/schemas/FileType"\n        file:',
    ),
    "a date-time without a format": Break(
        "format",
        MADE,
        MADE.replace("          format: date-time\n", ""),
        "Vacancy.created_at is not said to be a date-time",
        "created_at:\n          description: When the vacancy was made.",
    ),
    "a URI without a format": Break(
        "format",
        JOB_URL,
        JOB_URL.replace("          format: uri\n", ""),
        "Vacancy.job_url is not said to be a uri",
        "job_url:\n          description",
    ),
    "a date with another format": Break(
        "format",
        BORN,
        BORN.replace("format: date\n", "format: date-time\n"),
        "PersonalInfo.date_of_birth is not said to be a date",
        "date_of_birth:\n          description: Date of birth.\n"
        + BORN.partition("\n")[2].partition("date\n")[0]
        + "date-time",
    ),
    "a field in camelCase": Break(
        "field-name",
        "        is_remote:\n",
        "        isRemote:\n",
        "Vacancy.isRemote is not in snake_case",
        "isRemote:",
    ),
    "a schema in camelCase": Break(
        "schema-name",
        "schemas/Pong",
        "schemas/pong",
        "pong is not in PascalCase",
        "    pong:\n      description: The answer",
    ),
    "an object without a name": Break(
        "inline",
        '                $ref: "#/components/schemas/VacancyResponse"\n',
        "                type: object\n                description: A vacancy.\n",
        "is an object without a name",
        "schema:\n                type: object",
    ),
    "an enum without a name": Break(
        "inline",
        "          description: Kind of question, e.g. `file`. Not a closed list.\n",
        "          description: Kind.\n          anyOf: [{type: string}, {enum: [file]}]\n",
        "is an enum without a name",
        "anyOf: [{type: string}, {enum",
    ),
    "an operation without a description": Break(
        "described",
        "      description: Answers `pong` when the key is valid. Needs no scope.\n",
        "",
        "GET /ping has no description",
        "get:\n      operationId: ping",
    ),
    "a parameter without a description": Break(
        "described", "      description: ID of the vacancy.\n", "", "VacancyId has no description", "VacancyId:\n"
    ),
    "a header without a description": Break(
        "described",
        "      description: Seconds to wait before the next request. May be absent.\n",
        "",
        "Retry-After has no description",
        "Retry-After:\n      required",
    ),
    "a schema without a description": Break(
        "described",
        "    Location:\n      description: A place of work.\n",
        "    Location:\n",
        "Location has no description",
        "    Location:\n",
    ),
    "a field without a description": Break(
        "described",
        "          description: Postal code.\n",
        "",
        "Location.postal_code has no description",
        "postal_code:\n          type",
    ),
    "an upload without a limit": Break(
        "upload-limit",
        "          x-max-bytes: 5242880\n",
        "",
        "UploadPhotoBody.file has no limit",
        "file:\n          description: A JPEG",
    ),
    "an upload with a limit in words": Break(
        "upload-limit",
        "x-max-bytes: 5242880",
        "x-max-bytes: 5 MB",
        "UploadPhotoBody.file has no limit",
        "file:\n          description: A JPEG",
    ),
    "a component that is not used": Break(
        "unused",
        PONG,
        "                pong: {value: {pong: true}}\n",
        "nothing uses Pong of components/examples",
        "Pong:\n      summary",
    ),
    "a key that is there twice": Break(
        "duplicate-key", PING, PING + "      operationId: test\n", "`operationId` is there twice", "operationId: test"
    ),
    "a reference to nothing": Break(
        "reference",
        "#/components/examples/Pong",
        "#/components/examples/Ping",
        "#/components/examples/Ping points to nothing",
        '$ref: "#/components/examples/Ping"',
    ),
    "what is not OpenAPI": Break(
        "openapi",
        "      operationId: ping\n",
        "      operationId: [ping]\n",
        '["ping"] is not of type "string"',
        "operationId: [ping]",
    ),
}
