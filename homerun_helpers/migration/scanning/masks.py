"""The parts of a string that may be shown: known addresses, paths and fields.

A secret cannot be recognised, because a key may look like a word. So only what is known is shown.
"""

import re

from homerun_helpers.migration.scanning.rules import RULES

HIDDEN = "…"
_MAX_CHARS = 80
# Parts of the paths of V1 and V2.
_PARTS = {
    "", "api", "v1", "v2", "application", "applications", "candidate", "candidates", "job", "jobs", "note", "notes",
    "file", "files", "vacancy", "vacancies", "job-application", "job-applications", "application-files", "ping",
}  # fmt: skip
# Fields of records, bodies and queries, of V1 and V2; and words of requests.
_FIELDS = {
    *_PARTS, "id", "data", "meta", "links", "next", "total", "total_count", "has_more", "starting_after",
    "ending_before", "limit", "offset", "page", "perPage", "include", "include[]", "sort", "status", "title",
    "first_name", "last_name", "email", "phone_number", "phone", "date_of_birth", "address", "city", "country",
    "postal_code", "photo", "cover_letter", "education", "experience", "skills", "languages", "tags", "source",
    "custom_data", "personal_info", "content", "value", "values", "key", "name", "body", "display_name", "is_sensitive",
    "type", "resume", "assignment", "url", "candidate_id", "candidate_ids", "candidateId", "job_id", "jobId",
    "vacancy_id", "job_application_id", "application_id", "stage", "stages", "department", "location",
    "tmp_department", "tmpDepartment", "tmp_location", "tmpLocation", "active_time", "activeTime", "description",
    "slug", "applied_at", "created_at", "updated_at", "hired_at", "opened_at", "closed_at", "published_at",
    "expires_at", "deleted_at", "disqualified_at", "firstName", "lastName", "createdAt", "updatedAt",
    "GET", "POST", "PUT", "PATCH", "DELETE", "get", "post", "put", "patch", "delete", "method", "request", "header",
    "headers", "json", "form", "form_params", "auth", "basic", "urlencoded", "username", "password", "user",
    "Authorization", "Content-Type", "Accept", "User-Agent", "content-type", "authorization", "accept",
    "application/json", "application/x-www-form-urlencoded", "multipart/form-data", "base_uri", "base_url", "baseUrl",
    "baseURL", "uri", "path", "raw", "mode", "query", "utf-8", "r", "w", "rb", "wb",
}  # fmt: skip
_FIELDS |= {name for rule in RULES.values() for name in rule.names}
# A part of a string that the code puts in: {id}, {app["id"]}, ${app.id}, $id, {$app->id}, :id, %s, {{base}}.
_PUT_IN = re.compile(
    r"""\$?\{{1,2}\s?\$?\w{0,40}(?:(?:\.|->|\?\.)\w{1,40}|\[['"]?\w{1,40}['"]?\])*(?:![rs])?\s?\}{1,2}"""
    r"|\$\w{1,40}(?:->\w{1,40})*|:[a-z_]{0,10}id|%[sd]"
)
_QUOTED = re.compile(r"['\"](\w+)['\"]")
_HOST = re.compile(r"(?:[a-z0-9-]{1,40}\.){1,5}[a-z]{2,10}(?::\d{1,5})?|localhost(?::\d{1,5})?", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,5}")
_ADDRESS = re.compile(r"((?:https?:)?//)(?:[^\s/@]{0,500}@)?([^\s/?#]*)([^\s?#]*)", re.IGNORECASE)
_SCHEME = re.compile(r"(?:Authorization: ?)?(?:Basic|Bearer)(?=\s|$)")
_FLAT = re.compile(r"(\w+(?:\[\])?)\[(\w*)\](?:\[\])?")


def masked(value: str) -> str:
    """A string with everything hidden that is not known."""
    if value in _FIELDS or _is_flat(value):
        return value
    if scheme := _SCHEME.match(value):
        return f"{scheme[0]} {HIDDEN}" if len(value) > len(scheme[0]) else value
    start = value[: 10 * _MAX_CHARS]
    if address := _ADDRESS.search(start):
        return _address(address, whole=address.end() == len(value), first=address.start() == 0)
    if "/" not in start and not _PUT_IN.fullmatch(start):
        return HIDDEN
    path, query, _ = start.partition("?")
    return _joined(_path(path) + (f"?{HIDDEN}" if query else ""), whole=len(start) == len(value))


def is_field(word: str) -> bool:
    """Whether a word is the name of a field, or one of requests."""
    return word in _FIELDS


def _address(match: re.Match[str], *, whole: bool, first: bool) -> str:
    host = match[2] if _HOST.fullmatch(match[2]) else _part(match[2])
    return ("" if first else HIDDEN) + _joined(f"{match[1]}{host}{_path(match[3])}", whole=whole)


def _path(path: str) -> str:
    return "/".join(_part(part) for part in path.split("/"))


def _part(part: str) -> str:
    known = part in _PARTS or _NUMBER.fullmatch(part) is not None
    return part if known or _is_put_in(part) else HIDDEN


def _is_put_in(part: str) -> bool:
    """Whether all of a part is known or comes from the code, which may name only fields that are known."""
    rest = _PUT_IN.sub("", part)
    return rest in _PARTS and all(quoted[1] in _FIELDS for quoted in _QUOTED.finditer(part))


def _is_flat(value: str) -> bool:
    """Whether it is a field of a form: `candidate[email]`."""
    flat = _FLAT.fullmatch(value) if len(value) <= _MAX_CHARS else None
    return flat is not None and flat[1] in _FIELDS and (flat[2] in _FIELDS or flat[2].isdecimal())


def _joined(text: str, *, whole: bool) -> str:
    long = len(text) > _MAX_CHARS
    return text[:_MAX_CHARS] + (HIDDEN if (long or not whole) and not text[:_MAX_CHARS].endswith(HIDDEN) else "")
