"""Budgets in Redis, for many machines."""

from __future__ import annotations

import json
import math
import os
from collections import deque
from collections.abc import Mapping
from typing import Any

from homerun_helpers._ratelimit.limit import LEASE_S, RateLimit, Taken, WhenDown, check_when_down
from homerun_helpers._ratelimit.window import WINDOW_EPSILON_S, header_number
from homerun_helpers.errors import StoreDownError

_PREFIX = "homerun-helpers:budget:"
# The same decisions as `WindowLog`, made inside of Redis: at once for all, by its own clock.
_COMMON = """
local name, requests, per = KEYS[1], tonumber(ARGV[1]), tonumber(ARGV[2])
local edge, lease = tonumber(ARGV[3]), tonumber(ARGV[4])
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1000000
local stored = redis.call('GET', name)
local state = stored and cjson.decode(stored) or {stamps = {}, flying = {}, held = 0, limit = 0, longest = 0}
local stamps, flying, under_way, expired = {}, {}, 0, false
local longest = math.max(state.longest, per)
for _, stamp in ipairs(state.stamps) do
  if stamp > now - 2 * longest - edge then stamps[#stamps + 1] = stamp end
end
for ticket, began in pairs(state.flying) do
  if began > now - lease then
    flying[ticket], under_way = began, under_way + 1
  else
    stamps[#stamps + 1], expired = now, true
  end
end
local function used(at)
  local count = 0
  for _, stamp in ipairs(stamps) do
    if stamp > at - per - edge then count = count + 1 end
  end
  return count
end
local function allowed()
  if state.limit > 0 then return math.min(requests, state.limit) end
  return requests
end
local function save()
  local ttl = math.ceil(math.max(2 * longest, state.held - now, under_way > 0 and lease + longest or 0)) + 1
  local text = cjson.encode({held = state.held, limit = state.limit, longest = longest})
  -- Empty tables have no type in Lua: lists and objects are written by hand.
  local times, tickets = {}, {}
  for index, stamp in ipairs(stamps) do times[index] = string.format('%.6f', stamp) end
  for ticket, began in pairs(flying) do tickets[#tickets + 1] = string.format('"%s":%.6f', ticket, began) end
  text = text:sub(1, -2) .. ',"stamps":[' .. table.concat(times, ',')
  text = text .. '],"flying":{' .. table.concat(tickets, ',') .. '}}'
  redis.call('SET', name, text, 'EX', ttl)
end
"""
_TAKE = (
    _COMMON
    + """
local rank, ticket = tonumber(ARGV[5]), ARGV[6]
local held = math.max(0, state.held - now)
local busy = used(now)
local surplus = busy + under_way + rank + 1 - allowed()
if surplus <= 0 and held <= 0 then
  flying[ticket], under_way = now, under_way + 1
  save()
  return {1, '0', '0', tostring(math.max(0, allowed() - busy - under_way))}
end
if expired then save() end
local delay = held
if surplus > busy then
  delay = -1
elseif surplus > 0 then
  delay = math.max(held, stamps[#stamps - busy + surplus] + per + edge - now)
end
local least = delay
if delay < 0 then least = math.max(per * math.floor(rank / requests), held) end
return {0, string.format('%.6f', delay), string.format('%.6f', least), '0'}
"""
)
_FINISH = (
    _COMMON
    + """
local ticket, hold, server_limit, remaining = ARGV[5], tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8])
local sent = flying[ticket] or now
if flying[ticket] then flying[ticket], under_way = nil, under_way - 1 end
stamps[#stamps + 1] = now
if server_limit > 0 then
  state.limit = server_limit
  if remaining >= 0 then
    local room = math.min(requests, server_limit) - used(sent) - under_way
    for _ = 1, room - remaining do stamps[#stamps + 1] = now end
  end
end
if hold >= 0 then state.held = math.max(state.held, now + hold) end
save()
return 1
"""
)
_GIVE_BACK = (
    _COMMON
    + """
if flying[ARGV[5]] then flying[ARGV[5]], under_way = nil, under_way - 1 end
save()
return 1
"""
)


class RedisStore:
    """Keeps rate limits in Redis, so that all machines that name it share them. Needs the extra `redis`.

    Each decision is one script inside of Redis, by Redis' own clock: clocks of machines may differ. Its keys begin
    with `homerun-helpers:budget:` and a digest of the API key, and expire by themselves.

    Args:
        url: where Redis is: `redis://host:6379/0`, `rediss://…` for TLS, with user and password if it needs them.
        when_down: what to do while Redis cannot be reached: "error" raises, so that nothing is sent unaccounted for;
            "local" logs a warning and keeps the limit within this process, so that processes together may exceed it.
        timeout: for each exchange with Redis, in seconds.

    Raises:
        InvalidArgumentError: an argument is wrong.
        ImportError: the extra is not installed.

    Example:
        ```python
        from homerun_helpers import RateLimit, RedisStore

        shared = RateLimit(store=RedisStore("redis://localhost:6379/0", when_down="local"))
        ```
    """

    def __init__(self, url: str, *, when_down: WhenDown = "error", timeout: float = 5.0) -> None:
        try:
            import redis
        except ImportError as error:
            raise ImportError("RedisStore needs redis: pip install 'homerun-helpers[redis]'") from error
        from homerun_helpers._runtime.clock import check_timeout
        from homerun_helpers.errors import InvalidArgumentError

        self.when_down: WhenDown = check_when_down(when_down)
        check_timeout(timeout)
        try:
            self._redis = redis.Redis.from_url(url, socket_timeout=timeout, socket_connect_timeout=timeout)
        except ValueError:
            raise InvalidArgumentError("url", "must look like redis://host:6379/0.") from None  # it quotes a password
        self._doubtful: deque[tuple[str, RateLimit, str]] = deque(maxlen=1000)
        self._take = self._redis.register_script(_TAKE)
        self._finish = self._redis.register_script(_FINISH)
        self._give_back = self._redis.register_script(_GIVE_BACK)

    def __repr__(self) -> str:
        # Without the URL: a password may be in it.
        place = self._redis.connection_pool.connection_kwargs
        return f"RedisStore({place.get('host', place.get('path'))!r})"

    def __reduce__(self) -> Any:
        raise TypeError("A RedisStore holds connections, and maybe a password, and cannot be pickled.")

    def take(self, name: str, limit: RateLimit, rank: int = 0) -> Taken:
        """Take a slot if one is free; see `Store`.

        Raises:
            StoreDownError: Redis cannot be reached.
        """
        ticket = os.urandom(16).hex()
        self._settle()
        try:
            granted, delay, least, free = self._run(self._take, name, limit, rank, ticket)
        except StoreDownError:
            # Redis may take the slot later, when it goes on: it is given back as soon as that is possible.
            self._doubtful.append((name, limit, ticket))
            raise
        if granted:
            return Taken(ticket, 0.0, 0.0, int(float(free)))
        seconds = float(delay)
        return Taken(None, math.inf if seconds < 0 else seconds, float(least))

    def finish(
        self,
        name: str,
        limit: RateLimit,
        ticket: str,
        headers: Mapping[str, str] | None = None,
        hold: float | None = None,
    ) -> None:
        """Note that a request is over; see `Store`.

        Raises:
            StoreDownError: Redis cannot be reached.
        """
        server_limit = header_number(headers or {}, "x-ratelimit-limit") or 0
        remaining = header_number(headers or {}, "x-ratelimit-remaining")
        told = server_limit, -1 if remaining is None else remaining
        self._run(self._finish, name, limit, ticket, -1 if hold is None else hold, *told)

    def give_back(self, name: str, limit: RateLimit, ticket: str) -> None:
        """Free a slot whose request was never sent; see `Store`.

        Raises:
            StoreDownError: Redis cannot be reached.
        """
        self._run(self._give_back, name, limit, ticket)

    def _settle(self) -> None:
        """Give back what calls may have taken whose answers were lost."""
        while self._doubtful:
            doubtful = self._doubtful.popleft()
            try:
                self._run(self._give_back, doubtful[0], doubtful[1], doubtful[2])
            except StoreDownError:
                self._doubtful.appendleft(doubtful)
                raise

    def _run(self, script: Any, name: str, limit: RateLimit, *arguments: object) -> Any:
        import redis

        try:
            common = limit.requests, limit.per, WINDOW_EPSILON_S, LEASE_S
            return script(keys=[_PREFIX + name], args=[*common, *arguments])
        except (redis.RedisError, OSError, json.JSONDecodeError) as error:
            raise StoreDownError(f"The rate limit's Redis cannot be used: {type(error).__name__}.") from error

    def close(self) -> None:
        """Close the connections. They are made again when they are needed.

        Example:
            ```python
            from homerun_helpers import RedisStore

            RedisStore("redis://localhost:6379/0").close()
            ```
        """
        self._redis.close()
        self._redis.connection_pool.disconnect()
