"""A process that uses a shared budget: it sends `count` requests and prints how many were answered."""

import asyncio
import json
import sys

from homerun_helpers import AsyncHomerun, Homerun, RateLimit, RedisStore, SQLiteStore


def main(kind, place, mode, base_url, key, requests, per, count):
    store = SQLiteStore(place) if kind == "sqlite" else RedisStore(place)
    limit = RateLimit(int(requests), float(per), store=store)
    done = (
        asyncio.run(in_tasks(base_url, key, limit, count))
        if mode == "async"
        else in_a_loop(base_url, key, limit, count)
    )
    store.close()
    print(json.dumps(done))


def in_a_loop(base_url, key, limit, count):
    with Homerun(key, base_url=base_url, rate_limit=limit) as homerun:
        return sum(homerun.ping() for _ in range(int(count)))


async def in_tasks(base_url, key, limit, count):
    async with AsyncHomerun(key, base_url=base_url, rate_limit=limit) as homerun:
        return sum(await asyncio.gather(*(homerun.ping() for _ in range(int(count)))))


if __name__ == "__main__":
    main(*sys.argv[1:])
