"""Where a budget is kept that more than one process uses."""

from homerun_helpers._ratelimit.redis import RedisStore
from homerun_helpers._ratelimit.sqlite import SQLiteStore
from homerun_helpers._ratelimit.store import Store, Taken

__all__ = ["RedisStore", "SQLiteStore", "Store", "Taken"]
