"""Procedures of steps, run by both drivers: the same results, the same errors, the same order."""

import asyncio

import pytest
from attrs import define, field

from homerun_helpers._runtime.steps import CoroutineClosedError, async_perform, perform


@define
class Say:
    """A step that notes its word and gives it back, or raises it."""

    word: object
    said: list = field(factory=list)

    def run(self):
        self.said.append(self.word)
        if isinstance(self.word, BaseException):
            raise self.word
        return self.word

    async def async_run(self):
        await asyncio.sleep(0)
        return self.run()


def in_a_thread(steps):
    return perform(steps)


def in_a_task(steps):
    return asyncio.run(async_perform(steps))


both = pytest.mark.parametrize("run", [in_a_thread, in_a_task])


@both
def test_a_procedure_gets_each_result_and_returns_its_own(run):
    def steps():
        first = yield Say("a")
        second = yield Say("b")
        return first + second

    assert run(steps()) == "ab"


@both
def test_a_procedure_without_steps_returns_at_once(run):
    def steps():
        return 7
        yield

    assert run(steps()) == 7


@both
def test_an_error_of_a_step_is_raised_at_its_yield(run):
    """The procedure may catch it and go on with other steps."""

    def steps():
        try:
            yield Say(KeyError("lost"))
        except KeyError:
            return (yield Say("another way"))

    assert run(steps()) == "another way"


@both
def test_an_error_that_is_not_caught_ends_the_procedure_after_its_finally(run):
    said = []

    def steps():
        try:
            yield Say(KeyError("lost"), said)
        finally:
            yield Say("cleaned up", said)

    with pytest.raises(KeyError):
        run(steps())
    assert said[1] == "cleaned up"


@both
def test_an_error_of_the_procedure_reaches_the_caller(run):
    def steps():
        yield Say("a")
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        run(steps())


async def test_a_cancelled_task_runs_the_steps_of_finally():
    said = []

    def steps():
        try:
            yield Wait()
        finally:
            yield Say("given back", said)

    task = asyncio.ensure_future(async_perform(steps()))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert said == ["given back"]


@define
class Wait:
    """A step that never ends in a task."""

    async def async_run(self):
        await asyncio.sleep(3600)


def cleaned_up(said, step):
    """A procedure inside a procedure, with something to clean up on either level."""

    def inner():
        try:
            yield step
        finally:
            yield Say("inner", said)

    def outer():
        try:
            yield from inner()
        finally:
            yield Say("outer", said)

    return outer()


async def test_a_coroutine_that_is_closed_runs_the_steps_of_finally_on_every_level():
    """It may not wait any more: they are done at once, and nothing complains about an ignored GeneratorExit."""
    said = []
    coroutine = async_perform(cleaned_up(said, Wait()))
    coroutine.send(None)
    coroutine.close()
    assert said == ["inner", "outer"]


async def test_a_coroutine_that_is_closed_before_it_began_runs_nothing():
    said = []
    coroutine = async_perform(cleaned_up(said, Wait()))
    coroutine.close()
    assert said == []


async def test_a_closed_coroutine_stays_closed_when_the_procedure_catches_the_error():
    def steps():
        try:
            yield Wait()
        except CoroutineClosedError:
            return "done"

    coroutine = async_perform(steps())
    coroutine.send(None)
    coroutine.close()
    with pytest.raises(RuntimeError, match="already"):
        coroutine.send(None)


@both
def test_ctrl_c_in_a_step_runs_the_steps_of_finally(run):
    said = []
    with pytest.raises(KeyboardInterrupt):
        run(cleaned_up(said, Say(KeyboardInterrupt())))
    assert said == ["inner", "outer"]


def test_ctrl_c_between_two_steps_runs_the_steps_of_finally():
    """It can come while the driver itself runs, here when it looks up how to do a step."""
    said = []

    class Interrupted:
        @property
        def run(self):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        perform(cleaned_up(said, Interrupted()))
    assert said == ["inner", "outer"]


def test_a_step_that_raises_stop_iteration_does_not_end_the_procedure():
    """It is an error of the step, such as a test double without further answers. Coroutines cannot raise it."""

    def steps():
        try:
            yield Say(StopIteration())
        except StopIteration:
            return "caught"

    assert perform(steps()) == "caught"


class Interrupted(BaseException):
    """What comes between two steps, such as Ctrl-C."""


class Interrupting:
    """A procedure that is interrupted in its driver, after its first step."""

    def __init__(self, steps):
        self._steps, self._sent = steps, 0

    @property
    def gi_frame(self):
        return self._steps.gi_frame

    def __next__(self):
        return next(self._steps)

    def send(self, value):
        self._sent += 1
        if self._sent == 1:
            raise Interrupted
        return self._steps.send(value)

    def throw(self, error):
        return self._steps.throw(error)


@both
def test_an_interruption_between_two_steps_runs_the_clean_up(run):
    said = []

    def steps():
        try:
            yield Say("a", said)
            yield Say("b", said)
        finally:
            yield Say("cleaned up", said)

    with pytest.raises(Interrupted):
        run(Interrupting(steps()))
    assert said == ["a", "cleaned up"]


@both
def test_a_step_of_the_clean_up_that_fails_does_not_skip_the_others(run):
    """Its error is raised inside the procedure, as ever, so that an outer `finally` still runs."""
    said = []

    def steps():
        try:
            try:
                yield Say("a", said)
            finally:
                yield Say(OSError("closing failed"), said)
        finally:
            yield Say("given back", said)

    with pytest.raises(OSError, match="closing failed"):
        run(Interrupting(steps()))
    assert said[-1] == "given back"
