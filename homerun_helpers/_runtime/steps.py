"""Procedures that are written once and run in threads and in tasks.

A procedure is a generator: it decides, and yields what is to be done as steps. A driver does each step in the way of
its own world, blocking or awaiting, and sends the result back. An error of a step is raised inside the procedure, at
its `yield`, so that `try` and `finally` work there as usual.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Step(Protocol[T_co]):
    """Something that takes time, in both ways."""

    def run(self) -> T_co:
        """Do it in this thread; returns its result."""
        ...

    async def async_run(self) -> T_co:
        """Do it in this task, without holding up the event loop."""
        ...


Steps = Generator[Step[Any], Any, T]
"""A procedure: yields steps, gets their results, and returns its own."""


def perform(steps: Steps[T]) -> T:
    """Run a procedure in this thread.

    Returns:
        What the procedure returns.
    """
    try:
        step = next(steps)
        while True:
            try:
                result = step.run()
            except BaseException as error:  # noqa: BLE001 - the procedure decides what becomes of it
                step = steps.throw(error)
            else:
                step = steps.send(result)
    except StopIteration as end:
        value: T = end.value
        return value


async def async_perform(steps: Steps[T]) -> T:
    """Run a procedure in this task. A cancellation is raised inside the procedure, which may still yield steps.

    Returns:
        What the procedure returns.
    """
    try:
        step = next(steps)
        while True:
            try:
                result = await step.async_run()
            except BaseException as error:  # noqa: BLE001 - the procedure decides what becomes of it
                step = steps.throw(error)
            else:
                step = steps.send(result)
    except StopIteration as end:
        value: T = end.value
        return value
