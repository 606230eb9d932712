"""The log of requests in a sliding window. It tells when the next request may be sent."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping
from typing import Any

from homerun_helpers._ratelimit.limit import RateLimit

# A slot counts as free only this long after its time. A waiter that woke exactly at the end of the window could find it
# still closed by a rounding error, and would spin.
WINDOW_EPSILON_S = 0.001


class WindowLog:
    """A log of requests in a sliding window. It tells when the next one may be sent.

    A request takes its slot when it is sent and gets its time stamp when its answer arrives. The server counted it at
    some moment in between, so a slot that is free by the stamp is free by the server's count as well.
    """

    def __init__(self) -> None:
        self.in_flight = 0
        self._stamps: list[float] = []  # ascending
        self._paused_until = -math.inf
        self._server_limit: int | None = None
        self._longest = 0.0  # seconds: the longest window of all clients that use this log

    def delay(self, now: float, position: int, limit: RateLimit) -> float:
        """Seconds until a request may be sent that has `position` others in front of it; 0: now.

        Infinity: it depends on a request whose answer has not arrived yet.
        """
        allowed = min(limit.requests, self._server_limit or limit.requests)
        paused = max(0.0, self._paused_until - now)
        used = self._used(now, limit.per)
        surplus = used + self.in_flight + position + 1 - allowed  # the number of slots that must get free first
        if surplus <= 0:
            return paused
        if surplus > used:
            return math.inf
        freed_at = self._stamps[len(self._stamps) - used + surplus - 1] + limit.per + WINDOW_EPSILON_S
        return max(paused, freed_at - now)

    def least_delay(self, now: float, position: int, limit: RateLimit) -> float:
        """The same, but a lower bound where it depends on a request that is under way."""
        delay = self.delay(now, position, limit)
        if delay < math.inf:
            return delay
        # Whole windows that must pass: those in front of it use up each of them.
        return max(limit.per * (position // limit.requests), self._paused_until - now, 0.0)

    def free(self, now: float, limit: RateLimit) -> int:
        """How many requests may be sent now."""
        if self._paused_until > now:
            return 0
        allowed = min(limit.requests, self._server_limit or limit.requests)
        return max(0, allowed - self._used(now, limit.per) - self.in_flight)

    def take(self) -> None:
        """Note that a request is sent."""
        self.in_flight += 1

    def give_back(self) -> None:
        """Note that a request was not sent after all."""
        self.in_flight -= 1

    def finish(self, now: float) -> None:
        """Note that an answer arrived, or that a request failed."""
        self.in_flight -= 1
        self._stamps.append(now)

    def settle_all(self, now: float) -> None:
        """Count the requests under way as over now: their answers arrive in another process."""
        self._stamps.extend([now] * self.in_flight)
        self.in_flight = 0

    def stamp(self, now: float) -> None:
        """Note a request whose end was not reported."""
        self._stamps.append(now)

    def dump(self, now: float) -> dict[str, Any]:
        """The log without the requests under way, as JSON."""
        # The names are those in files that exist: processes with other versions of this package may use them.
        paused = self._paused_until if self._paused_until > now else None
        return {
            "stamps": self._stamps,
            "held_until": paused,
            "limit": self._server_limit,
            "longest": self._longest,
            "at": now,
        }

    @classmethod
    def load(cls, state: Mapping[str, Any], now: float) -> WindowLog:
        """A log as it was dumped. A dump from the future is from before the machine's last start: it is forgotten."""
        log = cls()
        if not state or state["at"] > now:
            return log
        log._stamps, log._server_limit, log._longest = state["stamps"], state["limit"], state["longest"]
        log._paused_until = -math.inf if state["held_until"] is None else state["held_until"]
        return log

    def pause_until(self, moment: float) -> None:
        """Let no request be sent before this moment: the server asked for it."""
        self._paused_until = max(self._paused_until, moment)

    def learn(self, headers: Mapping[str, str], taken_at: float, now: float, limit: RateLimit) -> None:
        """Take in what the server says of the budget (`X-RateLimit-Limit`, `X-RateLimit-Remaining`).

        When less remains there than this log has room for, another program uses the key. The difference counts as used
        here too, for a whole window, since the header does not say when those requests were sent. It is compared with
        what was in the window when the request was sent: at the time of the answer the server's window may be over.
        What others use of the part that `limit` leaves to them costs nothing here.
        """
        server_limit = header_number(headers, "x-ratelimit-limit")
        remaining = header_number(headers, "x-ratelimit-remaining")
        if server_limit is None or server_limit < 1:
            return
        self._server_limit = server_limit
        if remaining is not None:
            room = min(limit.requests, server_limit) - self._used(taken_at, limit.per) - self.in_flight
            self._stamps.extend([now] * (room - remaining))

    def forget(self, now: float, per: float) -> None:
        """Drop the stamps that are too old to matter, also for a request that was sent a window ago."""
        self._longest = max(self._longest, per)
        del self._stamps[: len(self._stamps) - self._used(now, 2 * self._longest)]

    def is_idle(self, now: float) -> bool:
        """Whether an empty log would allow the same."""
        return not self._stamps and self.in_flight == 0 and self._paused_until <= now

    def _used(self, now: float, per: float) -> int:
        return len(self._stamps) - bisect_right(self._stamps, now - per - WINDOW_EPSILON_S)


def header_number(headers: Mapping[str, str], name: str) -> int | None:
    """The whole number in a header; None when there is none."""
    text = headers.get(name, "").strip()
    return int(text[:9]) if text.isascii() and text.isdigit() else None
