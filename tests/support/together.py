"""Many calls at once."""

import asyncio
from concurrent.futures import ThreadPoolExecutor


async def in_tasks(function, values):
    """What an async function gives for each value, called at the same time."""
    return await asyncio.gather(*(function(value) for value in values))


def in_threads(function, values):
    """What a function gives for each value, called in threads at the same time."""
    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(function, values))
