"""What the steps before the generator do, seen on a package that was made from a small spec."""

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
    """The words of `filter[owner_id]` stay apart in Python."""
    names = set(inspect.signature(list_things.sync).parameters)
    others = {"client", "page", "add_parts", "seen_on", "rank"}
    assert names - others == {"filter_owner_id", "filter_since", "filter_colour"}


def test_a_filter_goes_out_in_brackets(list_things, things_client, server):
    """The API ignores a filter without brackets, and then lists everything."""
    list_things.sync(client=things_client, filter_owner_id="o_1,o_2")
    assert sent_query(server) == [("filter[owner_id]", "o_1,o_2")]


async def test_a_filter_goes_out_in_brackets_from_async_code(list_things, made, server):
    """Both modes send the same."""
    server.script = [Answer(200, {"data": []})]
    async with made.AuthenticatedClient(base_url=server.url, token="hr_secret") as client:
        await list_things.asyncio(client=client, filter_colour="red")
    assert sent_query(server) == [("filter[colour]", "red")]


def test_a_date_filter_goes_out_as_a_date(list_things, things_client, server):
    """What is typed as a date is written as one."""
    list_things.sync(client=things_client, filter_since=date(2026, 1, 31))
    assert sent_query(server) == [("filter[since]", "2026-01-31")]


def test_a_filter_that_is_not_given_is_not_sent(list_things, things_client, server):
    """An empty filter would match nothing."""
    list_things.sync(client=things_client)
    assert sent_query(server) == []


def test_descriptions_of_parameters_reach_the_docstring(list_things):
    """The generator drops a parameter's description; here it is kept."""
    assert "Which page, counted from one." in list_things.sync.__doc__


def test_descriptions_of_filters_reach_the_docstring(list_things):
    """A filter's field is explained where it is an argument."""
    assert "Not before this day." in list_things.sync.__doc__


def test_a_parameter_of_the_whole_path_is_an_argument_of_the_operation(made):
    """What the spec says once for all methods of a path counts for each."""
    get_thing = importlib.import_module(f"{made.__name__}.api.things.get_thing")
    assert next(iter(inspect.signature(get_thing.sync).parameters)) == "thing_id"
    assert "Which thing." in get_thing.sync.__doc__


def test_schemas_that_nobody_can_get_are_no_models(models):
    """Filters, error bodies and forgotten schemas would be classes without a use."""
    assert not {"ThingFilter", "Refusal", "Forgotten"} & set(models.__all__)


def test_schemas_that_other_schemas_use_are_models(models):
    """What is only reached through another schema is kept."""
    assert {"Part", "SpecialPart", "Owner", "Counts"} <= set(models.__all__)


def test_the_whole_spec_comes_along(things):
    """Who reads the spec at run time reads the truth, not what the generator was given."""
    text = (things / "homerun_client/openapi.json").read_text("utf-8")
    assert '"deepObject"' in text
    assert '"Forgotten"' in text


def test_the_table_of_operations_tells_what_each_needs(made):
    """Scopes and filters come from the spec, and how each filter is written."""
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
    """A helper takes those that it does not name as `**more: Unpack[…]`."""
    filters = importlib.import_module(f"{made.__name__}.filters").MoreFiltersOfListThings
    assert filters.__annotations__.keys() == {"owner_id", "since", "colour"}
    assert filters.__annotations__["since"].__forward_arg__ == "date | datetime | str | None"
    assert filters.__annotations__["colour"].__forward_arg__ == "models.Colour | None"


def test_the_table_of_operations_tells_what_comes_in_pages(made):
    """A list of records with `meta` beside it is a page; one record is not."""
    table = importlib.import_module(f"{made.__name__}.operations").OPERATIONS
    assert (table["list_things"].paginated, table["get_thing"].paginated) == (True, False)
