"""The rate limit: how many requests may be sent, where that is counted, and how requests wait for their turn."""

from homerun_helpers._ratelimit.limit import RateLimit, Store, Taken, WhenDown
from homerun_helpers._ratelimit.redis import RedisStore
from homerun_helpers._ratelimit.sqlite import SQLiteStore

__all__ = ["RateLimit", "RedisStore", "SQLiteStore", "Store", "Taken", "WhenDown"]
