"""Procedures that are written once and run in threads and in tasks.

A procedure is a generator: it decides, and yields what is to be done as steps. A driver does each step in the way of
its own world, blocking or awaiting, and sends the result back. An error of a step is raised inside the procedure, at
its `yield`, so that `try` and `finally` work there as usual.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Generator
from contextlib import suppress
from typing import Any, Generic, NoReturn, Protocol, TypeVar

from attrs import frozen

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Step(Protocol[T_co]):
    """Something that takes time, in both ways."""

    def run(self) -> T_co:
        """Do it in this thread; returns its result."""
        ...

    def async_run(self) -> Coroutine[Any, Any, T_co]:
        """Do it in this task, without holding up the event loop."""
        ...


@frozen(eq=False)
class CallStep(Generic[T]):
    """A step made of two functions that do the same.

    Attributes:
        run: does it in this thread.
        async_run: does it in this task.
    """

    run: Callable[[], T]
    async_run: Callable[[], Coroutine[Any, Any, T]]


Steps = Generator[Step[Any], Any, T]
"""A procedure: yields steps, gets their results, and returns its own."""


class CoroutineClosedError(BaseException):
    """Raised inside a procedure whose coroutine is closed before its end.

    Not the GeneratorExit itself: Python passes that on to inner generators by closing them, and a closed generator may
    not yield again. So the procedures inside a procedure could not yield their clean-up.
    """


def perform(steps: Steps[T]) -> T:
    """Run a procedure in this thread.

    Returns:
        What the procedure returns.
    """
    try:
        _run(steps, next(steps))
    except StopIteration as end:
        value: T = end.value
        return value
    except BaseException as error:
        if _is_unfinished(steps):  # Ctrl-C came between two steps, here in the driver
            _abandon(steps, error)
        raise


async def async_perform(steps: Steps[T]) -> T:
    """Run a procedure in this task. A cancellation is raised inside the procedure, which may still yield steps.

    When the coroutine is closed instead, because its event loop is gone, it cannot wait for anything any more. What
    the procedure still yields then is done in this thread.

    Returns:
        What the procedure returns.
    """
    try:
        step = next(steps)
        while True:
            try:
                result = await step.async_run()
            except GeneratorExit:
                with suppress(CoroutineClosedError):
                    _abandon(steps, CoroutineClosedError())
                raise
            except BaseException as error:  # noqa: BLE001 - the procedure decides what becomes of it
                step = steps.throw(error)
            else:
                step = steps.send(result)
    except StopIteration as end:
        value: T = end.value
        return value
    except BaseException as error:
        if _is_unfinished(steps):  # as in `perform`
            _abandon(steps, error)
        raise


def _run(steps: Steps[Any], step: Step[Any]) -> NoReturn:
    """Do steps in this thread until the procedure ends, by StopIteration or by its error."""
    while True:
        try:
            result = step.run()
        except BaseException as error:  # noqa: BLE001 - the procedure decides what becomes of it
            step = steps.throw(error)
        else:
            step = steps.send(result)


def _is_unfinished(steps: Steps[Any]) -> bool:
    # Asked before `_abandon` is called: its frame would be part of the traceback of an error that it holds, and such a
    # circle keeps all that the frames hold until the garbage collector comes.
    return getattr(steps, "gi_frame", None) is not None


def _abandon(steps: Steps[Any], error: BaseException) -> None:
    """Raise an error inside a procedure, and do in this thread what it yields to clean up."""
    with suppress(StopIteration):
        _run(steps, steps.throw(error))
