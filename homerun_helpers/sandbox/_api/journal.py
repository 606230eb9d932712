"""The journal: every request that the API answered, for tests to look at."""

import threading
from collections import deque
from dataclasses import dataclass
from urllib.parse import parse_qsl

# A sandbox that runs for weeks forgets the oldest instead of growing.
_KEPT = 100_000


@dataclass(frozen=True)
class Request:
    """One request and how it was answered.

    `number` counts arrivals from 1; `at` is the sandbox's clock then; `key` is the name of the key
    (never the key), None without a valid one; `query` is as sent. A client that hung up before its
    request was complete has status 499; one whose connection was dropped before it was answered has 0.
    `fault` names the injected fault that the request met.
    """

    number: int
    at: float
    key: str | None
    method: str
    path: str
    query: str
    status: int
    fault: str | None = None

    @property
    def params(self) -> list[tuple[str, str]]:
        """The query's parameters, decoded, in order."""
        return parse_qsl(self.query, keep_blank_values=True)


@dataclass(frozen=True)
class Arrival:
    """When a request arrived: its number, and how often the journal had been cleared before."""

    number: int
    age: int


class Journal:
    """Requests in the order of their arrival; safe to read and write from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: deque[Request] = deque(maxlen=_KEPT)
        self._arrived = 0
        self._age = 0

    def arrive(self) -> Arrival:
        """The place of a request that arrives now."""
        with self._lock:
            self._arrived += 1
            return Arrival(self._arrived, self._age)

    def add(self, arrival: Arrival, request: Request) -> None:
        """Note a request that is being answered, unless it arrived before the journal was cleared."""
        with self._lock:
            if arrival.age == self._age:
                self._requests.append(request)

    def clear(self) -> None:
        """Forget all requests, also those under way, and count from 1 again."""
        with self._lock:
            self._requests.clear()
            self._arrived = 0
            self._age += 1

    def copy(self) -> list[Request]:
        """All requests that were answered up to now."""
        with self._lock:
            return sorted(self._requests, key=lambda request: request.number)
