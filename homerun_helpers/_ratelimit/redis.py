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
# The same decisions as those of `WindowLog`, made inside Redis: atomically for all machines, by the clock of Redis. The
# scripts get numbers only; what the server's headers mean is decided in Python. The names in `state` are those in
# budgets that exist: machines with other versions of this package may use them.
_COMMON = """
local name, requests, per = KEYS[1], tonumber(ARGV[1]), tonumber(ARGV[2])
local epsilon, lease = tonumber(ARGV[3]), tonumber(ARGV[4])
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1000000
local stored = redis.call('GET', name)
local state = stored and cjson.decode(stored) or {stamps = {}, flying = {}, held = 0, limit = 0, longest = 0}
local stamps, tickets, in_flight, expired = {}, {}, 0, false
local longest = math.max(state.longest, per)
for _, stamp in ipairs(state.stamps) do
  if stamp > now - 2 * longest - epsilon then stamps[#stamps + 1] = stamp end
end
for ticket, began in pairs(state.flying) do
  if began > now - lease then
    tickets[ticket], in_flight = began, in_flight + 1
  else
    stamps[#stamps + 1], expired = now, true
  end
end
local function used(at)
  local count = 0
  for _, stamp in ipairs(stamps) do
    if stamp > at - per - epsilon then count = count + 1 end
  end
  return count
end
local function allowed()
  if state.limit > 0 then return math.min(requests, state.limit) end
  return requests
end
local function save()
  local ttl = math.ceil(math.max(2 * longest, state.held - now, in_flight > 0 and lease + longest or 0)) + 1
  local text = cjson.encode({held = state.held, limit = state.limit, longest = longest})
  -- Empty tables have no type in Lua: lists and objects are written by hand.
  local times, leases = {}, {}
  for index, stamp in ipairs(stamps) do times[index] = string.format('%.6f', stamp) end
  for ticket, began in pairs(tickets) do leases[#leases + 1] = string.format('"%s":%.6f', ticket, began) end
  text = text:sub(1, -2) .. ',"stamps":[' .. table.concat(times, ',')
  text = text .. '],"flying":{' .. table.concat(leases, ',') .. '}}'
  redis.call('SET', name, text, 'EX', ttl)
end
"""
_TAKE = (
    _COMMON
    + """
local position, ticket = tonumber(ARGV[5]), ARGV[6]
local paused = math.max(0, state.held - now)
local used_now = used(now)
local surplus = used_now + in_flight + position + 1 - allowed()
if surplus <= 0 and paused <= 0 then
  tickets[ticket], in_flight = now, in_flight + 1
  save()
  return {1, '0', '0', tostring(math.max(0, allowed() - used_now - in_flight))}
end
if expired then save() end
local delay = paused
if surplus > used_now then
  delay = -1
elseif surplus > 0 then
  delay = math.max(paused, stamps[#stamps - used_now + surplus] + per + epsilon - now)
end
local least = delay
if delay < 0 then least = math.max(per * math.floor(position / requests), paused) end
return {0, string.format('%.6f', delay), string.format('%.6f', least), '0'}
"""
)
_FINISH = (
    _COMMON
    + """
local ticket, pause, server_limit, remaining = ARGV[5], tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8])
local taken_at = tickets[ticket] or now
if tickets[ticket] then tickets[ticket], in_flight = nil, in_flight - 1 end
stamps[#stamps + 1] = now
if server_limit > 0 then
  state.limit = server_limit
  if remaining >= 0 then
    local room = math.min(requests, server_limit) - used(taken_at) - in_flight
    for _ = 1, room - remaining do stamps[#stamps + 1] = now end
  end
end
if pause >= 0 then state.held = math.max(state.held, now + pause) end
save()
return 1
"""
)
_GIVE_BACK = (
    _COMMON
    + """
if tickets[ARGV[5]] then tickets[ARGV[5]], in_flight = nil, in_flight - 1 end
save()
return 1
"""
)


class RedisStore:
    """Keeps rate limits in Redis, shared by all machines that use it. Needs the extra `redis`.

    Each decision is one script inside Redis, by the clock of Redis: the clocks of the machines may differ. The names of
    its entries begin with `homerun-helpers:budget:` and hold a digest of the API key. They expire by themselves.

    Args:
        url: where Redis is: `redis://host:6379/0`, `rediss://…` for TLS, with user and password if it needs them.
        when_down: what to do while Redis cannot be reached. "error" raises, so that no request is sent uncounted;
            "local" logs a warning and keeps the limit within this process, so that processes together may exceed it.
        timeout: the time limit for each connection to Redis and for each of its answers, in seconds.

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
            # Without its cause, which may quote a password.
            raise InvalidArgumentError("url", "must look like redis://host:6379/0.") from None
        # Bounded: each call adds one while Redis is down. The leases of those that drop out end by themselves.
        self._maybe_taken: deque[tuple[str, RateLimit, str]] = deque(maxlen=1000)
        self._take = self._redis.register_script(_TAKE)
        self._finish = self._redis.register_script(_FINISH)
        self._give_back = self._redis.register_script(_GIVE_BACK)

    def __repr__(self) -> str:
        # Without the URL, which may hold a password.
        place = self._redis.connection_pool.connection_kwargs
        return f"RedisStore({place.get('host', place.get('path'))!r})"

    def __reduce__(self) -> Any:
        raise TypeError("A RedisStore holds connections, and maybe a password, and cannot be pickled.")

    def take(self, name: str, limit: RateLimit, position: int = 0) -> Taken:
        """Take a slot if one is free; see `Store.take`.

        Raises:
            StoreDownError: Redis cannot be reached.
        """
        ticket = os.urandom(16).hex()
        self._give_back_maybe_taken()
        try:
            granted, delay, least, free = self._run(self._take, name, limit, position, ticket)
        except StoreDownError:
            # A Redis that pauses may still take the slot when it goes on. It is given back as soon as that is possible.
            self._maybe_taken.append((name, limit, ticket))
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
        pause: float | None = None,
    ) -> None:
        """Note that a request is over; see `Store.finish`.

        Raises:
            StoreDownError: Redis cannot be reached.
        """
        server_limit = header_number(headers or {}, "x-ratelimit-limit") or 0
        remaining = header_number(headers or {}, "x-ratelimit-remaining")
        numbers = server_limit, -1 if remaining is None else remaining
        self._run(self._finish, name, limit, ticket, -1 if pause is None else pause, *numbers)

    def give_back(self, name: str, limit: RateLimit, ticket: str) -> None:
        """Free a slot whose request was never sent; see `Store.give_back`.

        Raises:
            StoreDownError: Redis cannot be reached.
        """
        self._run(self._give_back, name, limit, ticket)

    def _give_back_maybe_taken(self) -> None:
        """Give back the slots that calls may have taken whose answers were lost."""
        while self._maybe_taken:
            name, limit, ticket = self._maybe_taken.popleft()
            try:
                self._run(self._give_back, name, limit, ticket)
            except StoreDownError:
                self._maybe_taken.appendleft((name, limit, ticket))
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
