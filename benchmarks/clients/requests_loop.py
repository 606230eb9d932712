"""What many applications have: a loop over pages with requests, whose records are dicts."""

import json
from collections.abc import Iterator
from typing import Any

import requests

from benchmarks.clients import INCLUDE, KEY


def records(url: str, *, per_page: int, limit: int | None = None, window: float = 60.0) -> Iterator[dict[str, Any]]:
    del limit, window  # it has no rate limit
    with requests.Session() as session:
        session.headers["Authorization"] = f"Bearer {KEY}"
        number, last = 0, 1
        while number < last:
            number += 1
            params: dict[str, Any] = {"page": number, "perPage": per_page, "include[]": INCLUDE}
            response = session.get(f"{url}/job-applications", params=params, timeout=60)
            response.raise_for_status()
            page = response.json()
            last = page["meta"]["last_page"]
            yield from page["data"]


def prepare(body: bytes) -> requests.Response:
    response = requests.Response()
    response.status_code = 200
    response._content = body  # noqa: SLF001 - as its adapter fills it
    return response


def decode(response: requests.Response) -> Any:
    return response.json()


def encode(page: Any) -> bytes:
    return json.dumps(page, allow_nan=False).encode()  # as its `json=` does
