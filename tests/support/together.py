"""Concurrent calls."""

import asyncio
from concurrent.futures import ThreadPoolExecutor


async def in_tasks(function, values):
    """The results of an async function for each value, called concurrently."""
    return await asyncio.gather(*(function(value) for value in values))


def in_threads(function, values):
    """The results of a function for each value, called in eight threads."""
    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(function, values))
