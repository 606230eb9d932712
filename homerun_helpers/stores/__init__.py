"""Where a budget is kept that more than one process uses."""

from homerun_helpers.stores.base import Store, Taken
from homerun_helpers.stores.redis import RedisStore
from homerun_helpers.stores.sqlite import SQLiteStore

__all__ = ["RedisStore", "SQLiteStore", "Store", "Taken"]
