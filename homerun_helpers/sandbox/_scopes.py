"""The scopes that a key can have."""

SCOPES: tuple[str, ...] = (
    "vacancies:read",
    "job-applications:read",
    "job-applications:write",
    "job-application-notes:read",
    "job-application-notes:write",
    "job-application-files:write",
)
