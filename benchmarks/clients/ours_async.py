"""homerun_helpers, the async client."""

from collections.abc import AsyncIterator
from typing import Any

from benchmarks.clients import INCLUDE, KEY
from homerun_helpers import AsyncHomerun, RateLimit


async def records(url: str, *, per_page: int, limit: int | None = None, window: float = 60.0) -> AsyncIterator[Any]:
    rate_limit = None if limit is None else RateLimit(limit, per=window)
    async with AsyncHomerun(KEY, base_url=url, rate_limit=rate_limit) as homerun:
        async for record in homerun.job_applications.list(include=INCLUDE, per_page=per_page):
            yield record
