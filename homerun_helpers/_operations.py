"""Look-ups in the generated table of operations."""

import re
from functools import cache

from homerun_client.operations import OPERATIONS, Operation


@cache
def _patterns() -> list[tuple[str, re.Pattern[str], Operation]]:
    return [
        (
            operation.method,
            re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(operation.path))),
            operation,
        )
        for operation in OPERATIONS.values()
    ]


def find_operation(method: str, path: str) -> Operation | None:
    """The operation of a request, by its method and path; None for one that the spec does not have."""
    for known, pattern, operation in _patterns():
        if known == method.upper() and pattern.fullmatch(path):
            return operation
    return None


@cache
def known_scopes() -> tuple[str, ...]:
    """Every scope that an operation or an include needs."""
    scopes: set[str] = set()
    for operation in OPERATIONS.values():
        scopes.update(operation.scopes)
        scopes.update(*operation.scopes_by_include.values())
    return tuple(sorted(scopes))


def operation_of(endpoint: object) -> Operation | None:
    """The operation of an endpoint module of the generated client; None for another module."""
    package, _, name = str(getattr(endpoint, "__name__", "")).rpartition(".")
    return OPERATIONS.get(name) if package.startswith("homerun_client.api.") else None


def resource_of(operation: Operation) -> str:
    """The resource that an operation belongs to: `vacancies`, `job_applications`, …."""
    return operation.module.partition(".")[0]


def helper_of(operation: Operation) -> str:
    """What callers write for an operation: `vacancies.list`, or else the name of its generated function."""
    verb = operation.name.partition("_")[0]
    # Only the path of a resource or of one record of it: what is below that has no method of a predictable name.
    whole = re.fullmatch(r"/[^/{}]+(/\{\w+\})?", operation.path)
    return f"{resource_of(operation)}.{verb}" if whole else operation.name
