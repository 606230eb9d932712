"""The log of requests in a sliding window. It tells when the next request may be sent."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping
from typing import Any

from homerun_helpers._ratelimit.limit import RateLimit

# A slot is taken for free a moment after its time, so that a waiter does not wake on the very edge of the
# window, find it still closed by a rounding error, and spin.
WINDOW_EPSILON_S = 0.001


class WindowLog:
    """A log of requests that tells when the next one may go.

    A request takes its slot when it is sent and gets its time stamp when its answer arrives: the server counted it
    at some moment in between, so a slot that is free again by the stamp is free by the server's count as well.
    """

    def __init__(self) -> None:
        self.in_flight = 0
        self._stamps: list[float] = []  # ascending
        self._held_until = -math.inf
        self._server_limit: int | None = None
        self._longest = 0.0  # the longest window that anybody asked about

    def delay(self, now: float, rank: int, limit: RateLimit) -> float:
        """Seconds until the request with so many others before it may go; 0: now.

        Infinity means that it depends on a request whose answer has not arrived yet.
        """
        allowed = min(limit.requests, self._server_limit or limit.requests)
        held = max(0.0, self._held_until - now)
        used = self._used(now, limit.per)
        surplus = used + self.in_flight + rank + 1 - allowed  # so many slots have to get free first
        if surplus <= 0:
            return held
        if surplus > used:
            return math.inf
        freed_at = self._stamps[len(self._stamps) - used + surplus - 1] + limit.per + WINDOW_EPSILON_S
        return max(held, freed_at - now)

    def least_delay(self, now: float, rank: int, limit: RateLimit) -> float:
        """The same, but at least how long where it depends on a request that is under way."""
        delay = self.delay(now, rank, limit)
        if delay < math.inf:
            return delay
        # Whole windows that must pass: the ones before it use each to the full.
        return max(limit.per * (rank // limit.requests), self._held_until - now, 0.0)

    def free(self, now: float, limit: RateLimit) -> int:
        """How many requests may go at once."""
        if self._held_until > now:
            return 0
        allowed = min(limit.requests, self._server_limit or limit.requests)
        return max(0, allowed - self._used(now, limit.per) - self.in_flight)

    def take(self) -> None:
        """Note that a request goes out."""
        self.in_flight += 1

    def give_back(self) -> None:
        """Note that a request did not go out after all."""
        self.in_flight -= 1

    def finish(self, now: float) -> None:
        """Note that its answer arrived, or that it failed."""
        self.in_flight -= 1
        self._stamps.append(now)

    def settle_all(self, now: float) -> None:
        """Count what is under way as done now: its answers will arrive elsewhere."""
        self._stamps.extend([now] * self.in_flight)
        self.in_flight = 0

    def stamp(self, now: float) -> None:
        """Note a request that ended unseen."""
        self._stamps.append(now)

    def dump(self, now: float) -> dict[str, Any]:
        """All of the log but what is under way, as JSON."""
        held = self._held_until if self._held_until > now else None
        return {
            "stamps": self._stamps,
            "held_until": held,
            "limit": self._server_limit,
            "longest": self._longest,
            "at": now,
        }

    @classmethod
    def load(cls, state: Mapping[str, Any], now: float) -> WindowLog:
        """A log as it was dumped. One from a time to come is of a machine that began its time anew: it is forgotten."""
        log = cls()
        if not state or state["at"] > now:
            return log
        log._stamps, log._server_limit, log._longest = state["stamps"], state["limit"], state["longest"]
        log._held_until = -math.inf if state["held_until"] is None else state["held_until"]
        return log

    def hold(self, until: float) -> None:
        """Let nothing go before then: the server said so."""
        self._held_until = max(self._held_until, until)

    def learn(self, headers: Mapping[str, str], sent: float, now: float, limit: RateLimit) -> None:
        """Take in what the server says of the budget (`X-RateLimit-Limit`, `X-RateLimit-Remaining`).

        When less remains there than this log has room for, somebody else uses the key: the difference is used up
        here too, for a whole window, since nobody says when theirs began. What counts here is what was in the window
        when the request was sent: by the time of the answer the server's window may be over. What others take of a
        part of the budget that `limit` leaves to them costs nothing here.
        """
        server_limit, remaining = (
            header_number(headers, "x-ratelimit-limit"),
            header_number(headers, "x-ratelimit-remaining"),
        )
        if server_limit is None or server_limit < 1:
            return
        self._server_limit = server_limit
        if remaining is not None:
            room = min(limit.requests, server_limit) - self._used(sent, limit.per) - self.in_flight
            self._stamps.extend([now] * (room - remaining))

    def forget(self, now: float, per: float) -> None:
        """Drop what is too old to matter, also to a request that was sent a window ago."""
        self._longest = max(self._longest, per)
        del self._stamps[: len(self._stamps) - self._used(now, 2 * self._longest)]

    def is_idle(self, now: float) -> bool:
        """Whether nothing is left that a later request would have to heed."""
        return not self._stamps and self.in_flight == 0 and self._held_until <= now

    def _used(self, now: float, per: float) -> int:
        return len(self._stamps) - bisect_right(self._stamps, now - per - WINDOW_EPSILON_S)


def header_number(headers: Mapping[str, str], name: str) -> int | None:
    """The whole number in a header; None when there is none."""
    text = headers.get(name, "").strip()
    return int(text[:9]) if text.isascii() and text.isdigit() else None
