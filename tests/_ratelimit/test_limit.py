"""The values of a rate limit: what `RateLimit` accepts, and what a store must have."""

import inspect
import math
import typing

import pytest

import homerun_helpers
from homerun_helpers import Homerun, InvalidArgumentError, RateLimit, RedisStore, SQLiteStore, Store, Taken
from tests.support.faulty import Answer, FaultyServer

LIMIT = RateLimit(3, 60.0)


class OwnStore:
    """A store that an application wrote, with names of its own for the parameters. It notes its calls."""

    when_down = "error"

    def __init__(self):
        self.calls = []

    def take(self, budget, rate, ahead):
        self.calls.append(("take", rate, ahead))
        return Taken(f"{budget}-1")

    def finish(self, budget, rate, ticket, answer, seconds):
        self.calls.append(("finish", rate, ticket == f"{budget}-1", answer["x-api"], seconds))

    def give_back(self, budget, rate, ticket):
        self.calls.append(("give back", budget, rate, ticket))


@pytest.mark.parametrize("value", [0, -1, 1.5, "60", None, True])
def test_requests_must_be_a_whole_number_above_0(value):
    """The error names the argument and says what is allowed."""
    with pytest.raises(InvalidArgumentError) as caught:
        RateLimit(value)
    assert caught.value.argument == "requests"
    assert str(caught.value) == f"requests must be a whole number, 1 or more; it is {value!r}."


@pytest.mark.parametrize("name", ["per", "max_wait"])
@pytest.mark.parametrize("value", [0, -1, math.nan, math.inf, "60", None, True])
def test_seconds_must_be_a_number_above_0(name, value):
    """The error names the argument and says what is allowed."""
    with pytest.raises(InvalidArgumentError) as caught:
        RateLimit(**{name: value})
    assert caught.value.argument == name
    assert str(caught.value) == f"{name} must be a number of seconds above 0; it is {value!r}."


def test_a_limit_is_frozen_and_comparable():
    """Its values never change once a client has it."""
    with pytest.raises(AttributeError):
        LIMIT.requests = 100
    assert RateLimit() == RateLimit(60, 60.0, max_wait=300.0)


def test_a_store_may_be_a_class_of_the_application():
    """It needs the members of `Store`, and neither a base class nor the same names of parameters."""
    store, answer = OwnStore(), Answer(200, {"pong": True}, headers={"X-API": "homerun"})
    limit = RateLimit(store=store)
    with FaultyServer(answer) as server, Homerun("own", base_url=server.url, rate_limit=limit) as homerun:
        assert homerun.ping()
    assert store.calls == [("take", limit, 0), ("finish", limit, True, "homerun", None)]


@pytest.mark.parametrize("name", ["take", "finish", "give_back"])
def test_a_store_that_lacks_a_method_is_refused(name):
    """The error names what is missing before a request needs it."""
    store = OwnStore()
    setattr(store, name, None)
    with pytest.raises(InvalidArgumentError) as caught:
        RateLimit(store=store)
    assert caught.value.argument == "store"
    assert caught.value.problem.endswith(f"; OwnStore lacks {name}().")


def test_what_is_no_store_at_all_is_refused_with_all_that_is_missing():
    """A path in place of a store is a common mistake."""
    with pytest.raises(InvalidArgumentError, match=r"str lacks take\(\), finish\(\), give_back\(\), when_down\.$"):
        RateLimit(store="budget.db")


@pytest.mark.parametrize("kind", [SQLiteStore, RedisStore])
def test_a_class_in_place_of_a_store_is_refused(kind):
    """Its methods are there, but it is no store yet."""
    with pytest.raises(InvalidArgumentError, match="lacks when_down"):
        RateLimit(store=kind)


@pytest.mark.parametrize("kind", [RateLimit, Taken, Store, SQLiteStore, RedisStore])
def test_type_hints_can_be_resolved(kind):
    """`typing.get_type_hints` works on each class and on its public methods, as frameworks need it."""
    methods = [value for name, value in inspect.getmembers(kind, inspect.isfunction) if not name.startswith("_")]
    for one in [kind, kind.__init__, *methods]:
        typing.get_type_hints(one)


def test_the_hint_of_a_store_is_the_protocol():
    """`RateLimit` takes what `Store` describes, also for those who ask at run time."""
    assert typing.get_type_hints(RateLimit.__init__)["store"] == Store | None
    assert typing.get_type_hints(Store.take)["limit"] is RateLimit


@pytest.mark.parametrize("name", ["Store", "Taken", "WhenDown"])
def test_what_a_store_is_written_with_is_exported(name):
    """Applications that write a store need these names."""
    assert name in homerun_helpers.__all__
