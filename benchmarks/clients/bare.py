"""The client that openapi-python-client makes from openapi.yaml with its own templates, in a loop over pages."""

from collections.abc import Iterator
from typing import Any

import httpx
from homerun_bare import AuthenticatedClient  # type: ignore[import-not-found]  # it is generated
from homerun_bare.api.job_applications import list_job_applications  # type: ignore[import-not-found]  # as above
from homerun_bare.models import JobApplicationList, JobApplicationListInclude  # type: ignore[import-not-found]  # as above

from benchmarks.clients import INCLUDE, KEY


def records(url: str, *, per_page: int, limit: int | None = None, window: float = 60.0) -> Iterator[Any]:
    del limit, window  # it has no rate limit
    include = [JobApplicationListInclude(name) for name in INCLUDE]
    with AuthenticatedClient(base_url=url, token=KEY) as client:
        number, last = 0, 1
        while number < last:
            number += 1
            page = list_job_applications.sync(client=client, include=include, page=number, per_page=per_page)
            last = page.meta.last_page
            yield from page.data


def prepare(body: bytes) -> httpx.Response:
    return httpx.Response(200, content=body)


def decode(response: httpx.Response) -> Any:
    return JobApplicationList.from_dict(response.json())


def encode(page: Any) -> bytes:
    return httpx.Request("POST", "http://127.0.0.1/", json=page.to_dict()).content
