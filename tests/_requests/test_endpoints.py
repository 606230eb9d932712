"""Requests to the endpoint modules of the generated client."""

from datetime import UTC, date, datetime

import pytest
from homerun_client import AuthenticatedClient
from homerun_client.api.job_applications import get_job_application, list_job_applications
from homerun_client.api.other import ping
from homerun_client.api.vacancies import list_vacancies
from homerun_client.operations import Filter, Parameter

from homerun_helpers import UNSET, InvalidArgumentError
from homerun_helpers._requests import endpoints
from homerun_helpers._requests.endpoints import check_listing, page_request, request_arguments
from tests.support.refusals import refused

CLIENT = AuthenticatedClient(base_url="https://x", token="")


def test_none_leaves_an_argument_out():
    """For an argument that is None, the default of the generated function counts."""
    params = request_arguments(list_job_applications, None, filter_stage=None, per_page=7)["params"]
    assert params == {"page": 1, "perPage": 7}


def test_extra_params_are_added_to_the_request():
    """A list joins a list of the same name; any other value replaces the one of the same name."""
    extra = {"include[]": ["new"], "filter[x]": "y", "perPage": 3}
    arguments = request_arguments(list_job_applications, extra, include=["stage"])
    assert arguments["params"] == {"include[]": ["stage", "new"], "filter[x]": "y", "perPage": 3, "page": 1}


def test_a_single_extra_include_joins_the_others():
    """A string for an array counts as a list of one."""
    params = request_arguments(list_job_applications, {"include[]": "new"}, include=["stage"])["params"]
    assert params["include[]"] == ["stage", "new"]


def test_lists_that_are_changed_later_change_no_request():
    """A request keeps the values that its lists had when it was made."""
    include, extra = ["stage"], {"filter[x]": ["a"]}
    arguments = request_arguments(list_job_applications, extra, include=include)
    include.append("vacancy")
    extra["filter[x]"].append("b")
    assert (arguments["params"]["include[]"], arguments["params"]["filter[x]"]) == (["stage"], ["a"])


def test_an_id_is_quoted():
    """A slash in an id does not become a step of the path."""
    assert request_arguments(get_job_application, None, "a/b ?")["url"] == "/job-applications/a%2Fb%20%3F"


@pytest.mark.parametrize(("url", "expected"), [("/x", "/x?page=2&perPage=5"), ("/x?a=1", "/x?a=1&page=2&perPage=5")])
def test_a_page_is_added_to_the_url_of_its_listing(url, expected):
    """The number and the size of the page are the last query parameters."""
    assert page_request({"method": "get", "params": {"a": 1}}, url, 2, 5) == {"method": "get", "url": expected}


@pytest.mark.parametrize(
    ("name", "value", "sent"),
    [
        ("include", "stage", ["stage"]),
        ("include", ("stage", "stage", "vacancy"), ["stage", "vacancy"]),
        ("filter_vacancy_id", ["a", "b"], "a,b"),
        ("filter_vacancy_id", "a,b", "a,b"),
        ("filter_hired_after", "2026-01-31", date(2026, 1, 31)),
        ("filter_hired_after", datetime(2026, 1, 31, tzinfo=UTC), date(2026, 1, 31)),
        ("filter_stage", "hired", "hired"),
        ("filter_stage", None, None),
        ("filter_stage", UNSET, UNSET),
    ],
)
def test_an_argument_gets_the_form_that_its_generated_function_takes(name, value, sent):
    """An include becomes a list, several values of a filter a comma list, a date from a string a date."""
    assert check_listing(list_job_applications, CLIENT, {name: value}) == {name: sent}


@pytest.mark.parametrize(
    ("parameter", "value", "sent"),
    [
        (Parameter(type="array"), "a", ["a"]),
        (Parameter(type="date"), "2026-01-31T23:00:00Z", date(2026, 1, 31)),
        (Parameter(type="date-time"), "2026-01-31T12:00:00Z", datetime(2026, 1, 31, 12, tzinfo=UTC)),
        (Parameter(type="integer"), 5, 5),
        (Parameter(), "anything", "anything"),
        (Filter(argument="x", type="date-time"), "2026-01-31T12:00:00Z", datetime(2026, 1, 31, 12, tzinfo=UTC)),
    ],
)
def test_an_argument_is_written_as_the_table_of_operations_says(parameter, value, sent):
    """The types come from the spec, also those of parameters that a later spec adds."""
    assert endpoints._fitted("x", value, parameter) == sent


@pytest.mark.parametrize(
    ("endpoint", "client", "arguments", "argument"),
    [
        (ping, CLIENT, {}, "module"),
        ("list_vacancies", CLIENT, {}, "module"),
        (list_vacancies, "client", {}, "client"),
        (list_vacancies, CLIENT, {"filter_state": "public"}, "filter_state"),
        (list_vacancies, CLIENT, {"page": 2}, "page"),
        (list_vacancies, CLIENT, {"include": [5]}, "include"),
        (list_vacancies, CLIENT, {"filter_status": {"a": 1}}, "filter_status"),
        (list_job_applications, CLIENT, {"filter_hired_after": "tomorrow"}, "filter_hired_after"),
        (list_job_applications, CLIENT, {"filter_stage": ["a", "b"]}, "filter_stage"),
    ],
)
def test_the_error_names_the_argument_that_is_wrong(endpoint, client, arguments, argument):
    """An argument of paginate(), or one of the endpoint."""
    with refused(argument):
        check_listing(endpoint, client, arguments)


def test_an_unknown_argument_can_be_sent_with_another_one():
    """The error spells the other argument as its reader does."""
    with pytest.raises(InvalidArgumentError, match="extra_params") as caught:
        check_listing(list_vacancies, CLIENT, {"filter_state": "public"})
    spelled = caught.value.sentence(lambda name: f"--{name.replace('_', '-')}")
    assert spelled.startswith("--filter-state is not an argument of this endpoint; it has filter_status, include.")
    assert spelled.endswith("sent with --extra-params.")


class Parts:
    """An endpoint that lists what belongs to one record."""

    @staticmethod
    def get_kwargs(thing_id: str, *, page: int = 1, per_page: int = 15):
        return {"url": f"/things/{thing_id}/parts", "params": {"page": page, "perPage": per_page}}


@pytest.mark.parametrize("given", [{}, {"thing_id": ""}, {"thing_id": ".."}, {"thing_id": 5}])
def test_an_id_in_the_path_must_be_given(given):
    """Without an id in the path, the request would go to another list."""
    with pytest.raises(InvalidArgumentError, match="thing_id"):
        check_listing(Parts, CLIENT, given)
    assert check_listing(Parts, CLIENT, {"thing_id": "a/b"}) == {"thing_id": "a/b"}
