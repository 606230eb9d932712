"""Ctrl-C: the first one ends a replay after the payload in hand, the second one at once."""

import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

import click

T = TypeVar("T")


class Interrupts:
    """Whether somebody pressed Ctrl-C.

    Attributes:
        met: whether it was pressed.
    """

    def __init__(self) -> None:
        self.met = False

    def until(self, values: Iterable[T]) -> Iterator[T]:
        """The values, until it is pressed."""
        for value in values:
            if self.met:
                return
            yield value
            if self.met:  # before the next one is read
                return

    def _meet(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 - what a handler takes
        self.met = True
        signal.signal(signal.SIGINT, signal.default_int_handler)
        click.echo("\nStopping after the payload in hand. Press Ctrl-C again to stop at once.", err=True)

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Listen in the block, if this is the thread that can."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = signal.signal(signal.SIGINT, self._meet)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)
