"""A loop over pages with httpx, whose records are dicts."""

from collections.abc import Iterator
from typing import Any

import httpx

from benchmarks.clients import INCLUDE, KEY


def records(url: str, *, per_page: int, limit: int | None = None, window: float = 60.0) -> Iterator[dict[str, Any]]:
    del limit, window  # it has no rate limit
    with httpx.Client(headers={"Authorization": f"Bearer {KEY}"}, timeout=60) as client:
        number, last = 0, 1
        while number < last:
            number += 1
            params: dict[str, Any] = {"page": number, "perPage": per_page, "include[]": INCLUDE}
            response = client.get(f"{url}/job-applications", params=params)
            response.raise_for_status()
            page = response.json()
            last = page["meta"]["last_page"]
            yield from page["data"]


def prepare(body: bytes) -> httpx.Response:
    return httpx.Response(200, content=body)


def decode(response: httpx.Response) -> Any:
    return response.json()


def encode(page: Any) -> bytes:
    return httpx.Request("POST", "http://127.0.0.1/", json=page).content
