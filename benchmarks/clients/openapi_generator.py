"""The client that OpenAPI Generator makes from openapi.yaml, in a loop over pages."""

import json
from collections.abc import Iterator
from typing import Any

from homerun_openapi_generator import (  # type: ignore[import-not-found]  # it is generated
    ApiClient,
    Configuration,
    JobApplicationListInclude,
    JobApplicationsApi,
)

from benchmarks.clients import INCLUDE, KEY

_client = ApiClient()


def records(url: str, *, per_page: int, limit: int | None = None, window: float = 60.0) -> Iterator[Any]:
    del limit, window  # it has no rate limit, but urllib3 repeats a request up to three times after a Retry-After
    include = [JobApplicationListInclude(name) for name in INCLUDE]
    with ApiClient(Configuration(host=url, access_token=KEY)) as client:
        api = JobApplicationsApi(client)
        number, last = 0, 1
        while number < last:
            number += 1
            page = api.list_job_applications(include=include, page=number, per_page=per_page)
            last = page.meta.last_page
            yield from page.data


def prepare(body: bytes) -> bytes:
    return body


def decode(body: bytes) -> Any:
    return _client.deserialize(body.decode(), "JobApplicationList", "application/json")


def encode(page: Any) -> bytes:
    return json.dumps(_client.sanitize_for_serialization(page)).encode()
