"""Where a budget is kept that more than one process uses."""

from homerun_helpers._ratelimit import store as _store
from homerun_helpers._ratelimit.limit import RateLimit
from homerun_helpers._ratelimit.redis import RedisStore
from homerun_helpers._ratelimit.sqlite import SQLiteStore
from homerun_helpers._ratelimit.store import Store, Taken, WhenDown

__all__ = ["RateLimit", "RedisStore", "SQLiteStore", "Store", "Taken", "WhenDown"]

# A limit names its store, and a store the limit that it is asked about. So one of the two gets the other's name
# afterwards: `typing.get_type_hints` looks it up there.
_store.__dict__["RateLimit"] = RateLimit
