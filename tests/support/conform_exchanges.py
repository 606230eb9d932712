"""Requests to every operation, with the status that each must get: every documented status occurs.

Words in braces in paths and bodies are replaced by ids of the sandbox; see `fill`.
"""

from attrs import field, frozen

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
REQUIRED_FIELDS = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com"}
ALL_FIELDS = REQUIRED_FIELDS | {
    "date_of_birth": "1815-12-10", "vacancy_id": "{vacancy}", "city": "London", "country": "UK", "sourced": True,
    "phone_number": "+44", "photo": "https://files.example.com/ada.png", "experience": "Notes", "education": "Maths",
    "pronouns": "she/her", "skype": "ada", "facebook": "https://f.example.com/ada", "assignment": "A table",
    "twitter": "https://t.example.com/ada", "linkedin": "https://l.example.com/ada", "custom_data": {"a": [1, None]},
    "github": "https://g.example.com/ada", "website": "https://ada.example.com", "sources": ["Newsletter"],
}  # fmt: skip
NOTE = {"note": "Call.", "display_name": "Ted"}
APPLICATION_PATH = "/job-applications/{application}"
VACANCY_INCLUDES = ["location", "department", "stages", "total_candidate_count", "page_content"]
LIST_INCLUDES = ["sources", "stage", "vacancy", "disqualificationReason", "questionAnswers"]
GET_INCLUDES = ["notes", "sources", "vacancy", "disqualificationReason", "questionAnswers"]
RESUME = {"type": (None, "resume"), "file": ("cv.pdf", b"%PDF-1.7 \xff", "application/pdf")}
PHOTO = {"file": ("ada.png", PNG, "image/png")}


@frozen
class Exchange:
    """A request and the status of its answer.

    `fits` is whether the request is valid by openapi.yaml; a refused one may be valid, because a schema cannot express
    which vacancies exist. `key` names the kind of key: "full", "nobody" (unknown), "no plan", "no scopes" or "used up".
    """

    method: str
    path: str
    status: int
    options: dict = field(factory=dict)
    fits: bool = True
    key: str = "full"

    def __str__(self):
        shown = " ".join(str(value)[:50] for value in self.options.values())
        return f"{self.status} {self.method} {self.path} {shown}{'' if self.key == 'full' else self.key}"


def _get(path, status=200, *, fits=True, params=None):
    return Exchange("GET", path, status, {"params": {} if params is None else params}, fits)


def _send(method, path, status, body, *, fits=True):
    return Exchange(method, path, status, {"json": body}, fits)


def _upload(path, status, parts, *, fits=True):
    return Exchange("POST", APPLICATION_PATH + path, status, {"files": parts}, fits)


READS = [
    _get("/ping"),
    _get("/vacancies"),
    _get("/vacancies", params={"filter[status]": "public,private", "include[]": VACANCY_INCLUDES, "perPage": 2}),
    _get("/vacancies", params={"page": 99}),
    _get("/vacancies/{vacancy}"),
    _get("/vacancies/{vacancy}", params={"include[]": VACANCY_INCLUDES}),
    _get("/vacancies/job_unknown", 404),
    _get("/job-applications"),
    _get("/job-applications", params={"include[]": LIST_INCLUDES, "perPage": 100}),
    _get("/job-applications", params={"filter[vacancy_id]": "{vacancy},{closed}", "filter[stage]": "hired"}),
    _get("/job-applications", params={"filter[hired_after]": "2025-10-01", "include[]": ["stage"]}),
    _get("/job-applications", params={"page": 10**30}),
    _get(APPLICATION_PATH),
    _get(APPLICATION_PATH, params={"include[]": GET_INCLUDES}),
    _get("/job-applications/{bare}", params={"include[]": GET_INCLUDES}),
    _get("/job-applications/ap_unknown", 404),
]
BAD_READS = [
    _get(path, 400, params=params, fits=False)
    for path, params in [
        ("/vacancies", {"page": 0}),
        ("/vacancies", {"page": "first"}),
        ("/vacancies", {"perPage": 101}),
        ("/vacancies", {"filter[status]": "open"}),
        ("/vacancies", {"filter[status]": ""}),
        ("/vacancies", {"filter[colour]": "red"}),
        ("/vacancies", {"include[]": "stage"}),
        ("/vacancies", {"include[]": ["stages", "stages"]}),
        ("/vacancies/{vacancy}", {"include[]": "notes"}),
        ("/job-applications", {"perPage": 0}),
        ("/job-applications", {"filter[vacancy_id]": ""}),
        ("/job-applications", {"filter[hired_after]": "yesterday"}),
        ("/job-applications", {"include[]": "notes"}),
        (APPLICATION_PATH, {"include[]": "stage"}),
    ]
]
# openapi-core does not notice a filter or an array without its brackets.
BAD_READS += [_get("/vacancies", 400, params=params) for params in ({"filter": "public"}, {"include": "stages"})]
WRITES = [
    _send("POST", "/job-applications", 201, REQUIRED_FIELDS),
    _send("POST", "/job-applications", 201, ALL_FIELDS),
    _send("POST", "/job-applications", 400, {}, fits=False),
    _send("POST", "/job-applications", 400, REQUIRED_FIELDS | {"email": "ada"}, fits=False),
    _send("POST", "/job-applications", 400, REQUIRED_FIELDS | {"date_of_birth": "10-12-1815"}, fits=False),
    _send("POST", "/job-applications", 400, REQUIRED_FIELDS | {"sourced": 1}, fits=False),
    _send("POST", "/job-applications", 400, REQUIRED_FIELDS | {"sources": None}, fits=False),
    _send("POST", "/job-applications", 400, REQUIRED_FIELDS | {"website": "ada"}),
    _send("POST", "/job-applications", 400, REQUIRED_FIELDS | {"vacancy_id": "job_unknown"}),
    _send("POST", "/job-applications", 400, REQUIRED_FIELDS | {"vacancy_id": "{closed}"}),
    Exchange("POST", "/job-applications", 400, fits=False),
    Exchange("POST", "/job-applications", 415, {"data": REQUIRED_FIELDS}, fits=False),
    _send("PATCH", APPLICATION_PATH, 200, {}),
    _send("PATCH", APPLICATION_PATH, 200, {"stage": {"name": "hired"}, "city": None, "custom_data": {"b": 1}}),
    _send("PATCH", APPLICATION_PATH, 200, {"vacancy_id": "{other}", "stage": {"name": "Offer"}}),
    _send("PATCH", APPLICATION_PATH, 200, {"vacancy_id": None}),
    _send("PATCH", APPLICATION_PATH, 400, {"first_name": None}, fits=False),
    _send("PATCH", APPLICATION_PATH, 400, {"stage": {}}, fits=False),
    _send("PATCH", APPLICATION_PATH, 404, {"stage": {"name": "Nowhere"}}),
    _send("PATCH", APPLICATION_PATH, 404, {"vacancy_id": "{closed}"}),
    _send("PATCH", "/job-applications/ap_unknown", 404, {}),
    Exchange("PATCH", APPLICATION_PATH, 400, fits=False),
    Exchange("PATCH", APPLICATION_PATH, 415, {"data": {"city": "London"}}, fits=False),
    Exchange("DELETE", APPLICATION_PATH, 204),
    Exchange("DELETE", "/job-applications/ap_unknown", 404),
    _send("POST", f"{APPLICATION_PATH}/notes", 201, NOTE | {"is_sensitive": True}),
    _send("POST", f"{APPLICATION_PATH}/notes", 400, {"note": ""}, fits=False),
    _send("POST", "/job-applications/ap_unknown/notes", 404, NOTE),
    _upload("/files", 200, RESUME),
    _upload("/files", 400, RESUME | {"type": (None, "photo")}, fits=False),
    _upload("/files", 400, PHOTO, fits=False),
    _upload("/files", 413, RESUME | {"file": ("cv.pdf", bytes(27 * 1024 * 1024))}),
    _upload("/photo", 200, PHOTO),
    _upload("/photo", 400, {"file": ("ada.webp", b"RIFF....WEBP")}),
    _upload("/photo", 413, {"file": ("ada.png", PNG + bytes(7 * 1024 * 1024))}),
    Exchange("POST", f"{APPLICATION_PATH}/photo", 415, {"json": {}}, fits=False),
    Exchange("POST", "/job-applications/ap_unknown/files", 404, {"files": RESUME}),
    Exchange("POST", "/job-applications/ap_unknown/photo", 404, {"files": PHOTO}),
]
OPERATIONS = [
    ("GET", "/ping", {}), ("GET", "/vacancies", {}), ("GET", "/vacancies/{vacancy}", {}),
    ("GET", "/job-applications", {}), ("GET", APPLICATION_PATH, {}), ("DELETE", APPLICATION_PATH, {}),
    ("POST", "/job-applications", {"json": REQUIRED_FIELDS}), ("PATCH", APPLICATION_PATH, {"json": {"city": "London"}}),
    ("POST", f"{APPLICATION_PATH}/notes", {"json": NOTE}), ("POST", f"{APPLICATION_PATH}/files", {"files": RESUME}),
    ("POST", f"{APPLICATION_PATH}/photo", {"files": PHOTO}),
]  # fmt: skip
REFUSED = [
    Exchange(method, path, status, options, status != 401, key)
    for method, path, options in OPERATIONS
    for status, key in [(401, "nobody"), (402, "no plan"), (403, "no scopes"), (429, "used up")]
    if (path, status) != ("/ping", 403)
]
EXCHANGES = [*READS, *BAD_READS, *WRITES, *REFUSED]


def fill(value, names):
    """The value with the words in braces replaced."""
    match value:
        case str():
            for name, text in names.items():
                value = value.replace(f"{{{name}}}", text)
            return value
        case dict():
            return {key: fill(inner, names) for key, inner in value.items()}
        case list():
            return [fill(inner, names) for inner in value]
    return value
