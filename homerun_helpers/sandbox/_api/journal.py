"""The journal: every request to the API and to its downloads, for tests to look at."""

import threading
from typing import Any
from urllib.parse import parse_qsl

from attrs import evolve, frozen

# A sandbox that runs for weeks forgets the oldest instead of growing.
_MAX_REQUESTS = 100_000


@frozen
class Request:
    """One request and its answer.

    Attributes:
        number: Counts arrivals from 1.
        at: The sandbox's clock at the arrival, in seconds since 1970.
        key: The name of the key (never the key); None without a valid one.
        method: Such as "GET"; empty for a request that could not be parsed.
        path: Such as "/v2/ping"; empty for one that could not be parsed.
        query: As it was sent.
        status: That of the answer. 0 as long as there is none: for a request that is still worked on, and for
            one whose connection was dropped. 499 for a client that went away before its request was complete.
        fault: The kind of the injected fault that the request met.
        error: What that fault raised, if it failed.
    """

    number: int
    at: float
    key: str | None
    method: str
    path: str
    query: str
    status: int = 0
    fault: str | None = None
    error: str | None = None

    @property
    def params(self) -> list[tuple[str, str]]:
        """The query's parameters, decoded, in order."""
        return parse_qsl(self.query, keep_blank_values=True)


@frozen
class Arrival:
    """The place of a request: its number, and how often the journal had been cleared before."""

    number: int
    age: int


class RequestJournal:
    """Requests in the order of their arrival; every method may be called from any thread.

    A request is in it from its arrival on, so that none is missing, whatever becomes of it.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: dict[int, Request] = {}
        self._arrived = 0
        self._age = 0

    def arrive(self, *, at: float, method: str, path: str, query: str) -> Arrival:
        """Add a request that arrives now."""
        with self._lock:
            self._arrived += 1
            self._requests[self._arrived] = Request(self._arrived, at, None, method, path, query)
            if len(self._requests) > _MAX_REQUESTS:
                del self._requests[next(iter(self._requests))]
            return Arrival(self._arrived, self._age)

    def note(self, arrival: Arrival, **known: Any) -> None:
        """Note what became known about a request, unless it was forgotten meanwhile.

        Args:
            arrival: What `arrive` returned.
            known: Attributes of a `Request`.
        """
        with self._lock:
            if arrival.age == self._age and arrival.number in self._requests:
                self._requests[arrival.number] = evolve(self._requests[arrival.number], **known)

    def clear(self) -> None:
        """Forget all requests, also those under way, and count from 1 again."""
        with self._lock:
            self._requests.clear()
            self._arrived = 0
            self._age += 1

    def copy(self) -> list[Request]:
        """All requests up to now."""
        with self._lock:
            return list(self._requests.values())
