"""homerun_helpers, as its README uses it."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import httpx
from homerun_client.api.job_applications import list_job_applications

from benchmarks.clients import INCLUDE, KEY
from homerun_helpers import Homerun, RateLimit
from homerun_helpers._http.messages import WholeAnswer

_low_level = Homerun(KEY, base_url="http://127.0.0.1").low_level
_request = httpx.Request("GET", "http://127.0.0.1/job-applications")

_dump: Callable[[Any], bytes]
try:  # the extra `fast`
    from msgspec.json import encode as _dump
except ImportError:

    def _dump(value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def records(url: str, *, per_page: int, limit: int | None = None, window: float = 60.0) -> Iterator[Any]:
    rate_limit = None if limit is None else RateLimit(limit, per=window)
    with Homerun(KEY, base_url=url, rate_limit=rate_limit) as homerun:
        yield from homerun.job_applications.list(include=INCLUDE, per_page=per_page)


def prepare(body: bytes) -> httpx.Response:
    return WholeAnswer(200, content=body, request=_request)


def decode(response: httpx.Response) -> Any:
    return list_job_applications.parse_response(client=_low_level, response=response)


def encode(page: Any) -> bytes:
    return _dump(page.to_dict())
