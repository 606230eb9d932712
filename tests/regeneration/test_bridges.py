"""The steps before the generator, tested on a package that was made from a small spec."""

import importlib
import inspect
from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.support.faulty import Answer


@pytest.fixture
def models(made):
    return importlib.import_module(f"{made.__name__}.models")


@pytest.fixture
def list_things(made):
    return importlib.import_module(f"{made.__name__}.api.things.list_things")


@pytest.fixture
def things_client(made, server):
    server.script = [Answer(200, {"data": []})]
    with made.AuthenticatedClient(base_url=server.url, token="hr_secret") as client:
        yield client


def sent_query(server):
    return parse_qsl(urlsplit(server.received[-1].target).query)


def test_each_field_of_a_filter_is_an_argument(list_things):
    """`filter[owner_id]` is the argument `filter_owner_id`."""
    names = set(inspect.signature(list_things.sync).parameters)
    others = {"client", "page", "add_parts", "seen_on", "rank"}
    assert names - others == {"filter_owner_id", "filter_since", "filter_colour"}


def test_a_filter_is_sent_in_brackets(list_things, things_client, server):
    """A filter is sent as `filter[…]`: the API ignores one without brackets and lists everything."""
    list_things.sync(client=things_client, filter_owner_id="o_1,o_2")
    assert sent_query(server) == [("filter[owner_id]", "o_1,o_2")]


async def test_async_code_sends_a_filter_in_brackets(list_things, made, server):
    """An async call sends the same `filter[…]` as a sync one."""
    server.script = [Answer(200, {"data": []})]
    async with made.AuthenticatedClient(base_url=server.url, token="hr_secret") as client:
        await list_things.asyncio(client=client, filter_colour="red")
    assert sent_query(server) == [("filter[colour]", "red")]


def test_a_date_filter_is_sent_as_a_date(list_things, things_client, server):
    """A filter that is typed as a date is sent as YYYY-MM-DD."""
    list_things.sync(client=things_client, filter_since=date(2026, 1, 31))
    assert sent_query(server) == [("filter[since]", "2026-01-31")]


def test_a_filter_that_is_not_given_is_not_sent(list_things, things_client, server):
    """A filter without a value is not in the query."""
    list_things.sync(client=things_client)
    assert sent_query(server) == []


def test_descriptions_of_parameters_reach_the_docstring(list_things):
    """The description of a parameter is in the docstring of the function."""
    assert "Which page, counted from one." in list_things.sync.__doc__


def test_descriptions_of_filters_reach_the_docstring(list_things):
    """The description of a filter is in the docstring of the function."""
    assert "Not before this day." in list_things.sync.__doc__


def test_a_parameter_of_the_whole_path_is_an_argument_of_the_operation(made):
    """A parameter of a path is an argument of each of its operations."""
    get_thing = importlib.import_module(f"{made.__name__}.api.things.get_thing")
    assert next(iter(inspect.signature(get_thing.sync).parameters)) == "thing_id"
    assert "Which thing." in get_thing.sync.__doc__


def test_schemas_that_are_never_returned_are_no_models(models):
    """Filters, error bodies and unused schemas have no classes."""
    assert not {"ThingFilter", "Refusal", "Forgotten"} & set(models.__all__)


def test_schemas_that_other_schemas_use_are_models(models):
    """A schema that is only reached through another one has a class."""
    assert {"Part", "SpecialPart", "Owner", "Counts"} <= set(models.__all__)


def test_the_package_holds_the_whole_spec(things):
    """The package holds the spec as it was written, not as the generator was given it."""
    text = (things / "homerun_client/openapi.json").read_text("utf-8")
    assert '"deepObject"' in text
    assert '"Forgotten"' in text


def test_the_table_of_operations_tells_what_each_needs(made):
    """The table has scopes, filters and the form of each filter from the spec."""
    table = importlib.import_module(f"{made.__name__}.operations").OPERATIONS
    assert table["get_thing"].scopes == ("things:read",)
    filters = table["list_things"].filters
    assert {name: (one.argument, one.type, one.enum, one.several) for name, one in filters.items()} == {
        "owner_id": ("filter_owner_id", "string", (), False),
        "since": ("filter_since", "date", (), False),
        "colour": ("filter_colour", "string", ("red", "green"), False),
    }


def test_the_table_of_operations_tells_the_types_of_other_parameters(made, list_things):
    """By the arguments of the generated functions, without the page; a parameter of several types has an empty one."""
    parameters = importlib.import_module(f"{made.__name__}.operations").OPERATIONS["list_things"].parameters
    assert {name: one.type for name, one in parameters.items()} == {"add_parts": "array", "seen_on": "date", "rank": ""}
    assert parameters.keys() <= inspect.signature(list_things.sync).parameters.keys()


def test_the_types_of_filters_are_made_for_helpers(made):
    """Filters that a helper does not name are in the type of its `**more`."""
    filters = importlib.import_module(f"{made.__name__}.filters").MoreFiltersOfListThings
    assert filters.__annotations__.keys() == {"owner_id", "since", "colour"}
    assert filters.__annotations__["since"].__forward_arg__ == "date | datetime | str | None"
    assert filters.__annotations__["colour"].__forward_arg__ == "models.Colour | None"


def test_the_table_of_operations_tells_what_comes_in_pages(made):
    """A list of records with `meta` beside it is paginated; one record is not."""
    table = importlib.import_module(f"{made.__name__}.operations").OPERATIONS
    assert (table["list_things"].paginated, table["get_thing"].paginated) == (True, False)
