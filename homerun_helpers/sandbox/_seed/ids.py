"""Identifiers, and other random-looking text that is the same for the same seed."""

import random
import string
import threading

_ALPHABET = string.ascii_letters + string.digits


class Ids:
    """A source of identifiers; safe to share between threads."""

    def __init__(self, seed: int, purpose: str) -> None:
        self.random = random.Random(f"{seed}:{purpose}")
        self._lock = threading.Lock()
        self._start = self.random.getstate()

    def state(self) -> object:
        """The state of the generator, for `rewind`."""
        with self._lock:
            return self.random.getstate()

    def rewind(self, state: object = None) -> None:
        """Go back to a state, or to the start: the same texts are made again."""
        with self._lock:
            self.random.setstate(self._start if state is None else state)  # type: ignore[arg-type]  # it is opaque

    def text(self, length: int) -> str:
        """This many letters and digits."""
        with self._lock:
            return "".join(self.random.choices(_ALPHABET, k=length))

    def application(self) -> str:
        """An identifier for an application."""
        return "ap_" + self.text(20)

    def vacancy(self) -> str:
        """An identifier for a vacancy."""
        return "job_" + self.text(20)

    def file(self) -> str:
        """An identifier for a file; it only shows in links."""
        return self.text(20)
