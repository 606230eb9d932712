"""How the helpers use a generated endpoint module."""

import json

import httpx
import pytest
from homerun_client import AuthenticatedClient
from homerun_client.api.job_applications import get_job_application, list_job_applications
from homerun_client.models import Meta

from homerun_helpers import InvalidArgumentError, ResponseDecodeError
from homerun_helpers._http.decoding import read_answer
from homerun_helpers._http.session import pacing_of
from homerun_helpers._listing.page import Fetched, PageMeta
from homerun_helpers._listing.reading import as_page, page_meta, read_page
from homerun_helpers._requests.endpoints import check_listing, request_arguments


def answer(body):
    request = httpx.Request("GET", "https://api.homerun.co/v2/job-applications")
    return httpx.Response(200, content=json.dumps(body).encode(), request=request)


def read(body, endpoint=list_job_applications, number=4):
    client = AuthenticatedClient(base_url="https://api.homerun.co/v2", token="", decoder=read_answer)
    return read_page(endpoint, client, answer(body), number)


def bad(name):
    return {"id": name, "personal_info": {"first_name": 5}}


def test_none_leaves_an_argument_out():
    """The generated function's default counts then."""
    params = request_arguments(list_job_applications, None, filter_stage=None, per_page=7)["params"]
    assert params == {"page": 1, "perPage": 7}


def test_extra_params_come_on_top():
    """Lists of the same name are joined; anything else is replaced."""
    extra = {"include[]": ["new"], "filter[x]": "y", "perPage": 3}
    arguments = request_arguments(list_job_applications, extra, include=["stage"])
    assert arguments["params"] == {"include[]": ["stage", "new"], "filter[x]": "y", "perPage": 3, "page": 1}


def test_a_single_extra_include_joins_the_others():
    """A text counts as a list of one."""
    params = request_arguments(list_job_applications, {"include[]": "new"}, include=["stage"])["params"]
    assert params["include[]"] == ["stage", "new"]


def test_lists_that_are_changed_later_change_no_request():
    """Parameters are frozen for all pages."""
    include, extra = ["stage"], {"filter[x]": ["a"]}
    arguments = request_arguments(list_job_applications, extra, include=include)
    include.append("vacancy")
    extra["filter[x]"].append("b")
    assert (arguments["params"]["include[]"], arguments["params"]["filter[x]"]) == (["stage"], ["a"])


def test_an_id_is_quoted():
    """A slash in it is no step of the path."""
    assert request_arguments(get_job_application, None, "a/b ?")["url"] == "/job-applications/a%2Fb%20%3F"


def test_a_page_gives_records_ids_and_meta():
    """As they came."""
    fetched, meta = read({"data": [{"id": "a"}, {"id": "b"}], "meta": {"total": 9, "last_page": 5, "per_page": 2}})
    assert (fetched.number, fetched.ids, fetched.meta) == (4, ["a", "b"], PageMeta(9, 5, 2))
    assert isinstance(meta, Meta)


def test_a_page_without_meta_says_nothing_of_its_place():
    """That is no error."""
    assert read({"data": []})[0] == Fetched(4, [], [], PageMeta())


def test_bad_records_stand_in_their_place_as_errors():
    """The others come whole; the bad ones keep their ids."""
    fetched, _ = read({"data": [bad("a"), {"id": "b"}, None, bad("d"), {"id": "e"}, bad("f")]})
    kinds = [isinstance(record, ResponseDecodeError) for record in fetched.records]
    assert kinds == [True, False, True, True, False, True]
    assert fetched.ids == ["a", "b", None, "d", "e", "f"]


def test_an_error_of_a_record_names_page_index_and_field_and_carries_the_page():
    """Each with the index that the record has on the page, in the attribute and in the text."""
    body = {"data": [bad("a"), {"id": "b"}, bad("c"), bad("d")]}
    errors = [record for record in read(body)[0].records if isinstance(record, ResponseDecodeError)]
    assert [(error.page, error.index, error.field) for error in errors] == [
        (4, index, "personal_info.first_name") for index in (0, 2, 3)
    ]
    assert [f"data[{error.index}].personal_info.first_name" in str(error) for error in errors] == [True] * 3
    assert all(error.body == body and error.raw == answer(body).content for error in errors)


def test_a_page_of_nothing_but_bad_records_is_a_page():
    """Of errors."""
    fetched, _ = read({"data": [bad(str(number)) for number in range(100)]})
    assert [record.index for record in fetched.records] == list(range(100))


@pytest.mark.parametrize("body", [None, [], {}, {"data": None}, {"data": {}}, {"data": [], "meta": {"total": "many"}}])
def test_an_answer_that_is_no_page_is_an_error_as_a_whole(body):
    """There is nothing to go on with."""
    with pytest.raises(ResponseDecodeError) as caught:
        read(body)
    assert caught.value.index is None


def test_an_endpoint_that_does_not_list_is_refused():
    """One record is no page."""
    with pytest.raises(InvalidArgumentError, match="pages"):
        read({"data": {"id": "ap_1"}}, get_job_application)


@pytest.mark.parametrize("value", [None, -1, True, "3", 2.0, [3]])
def test_odd_meta_is_none(value):
    """Whatever is missing or odd counts as not said."""

    class Odd:
        total = value

    assert page_meta(Odd()) == page_meta(None) == PageMeta()


def test_a_page_for_the_caller_has_the_generated_meta_or_none():
    """Its total is what the API said."""
    meta = Meta.from_dict({"total": 9})
    page = as_page(Fetched(2, ["a"], ["a"], PageMeta(9)), ["a"], meta)
    assert (page.items, page.number, page.total, page.meta) == (["a"], 2, 9, meta)
    assert as_page(Fetched(2, [], []), [], None).meta is None


def test_a_client_without_a_budget_has_slots_without_end():
    """Nobody limits it."""
    assert pacing_of(AuthenticatedClient(base_url="https://x", token="")).slots()[0] > 1000


class Parts:
    """An endpoint that lists what belongs to one record."""

    @staticmethod
    def get_kwargs(thing_id: str, *, page: int = 1, per_page: int = 15):
        return {"url": f"/things/{thing_id}/parts", "params": {"page": page, "perPage": per_page}}


@pytest.mark.parametrize("given", [{}, {"thing_id": ""}, {"thing_id": ".."}, {"thing_id": 5}])
def test_what_a_path_needs_must_be_given(given):
    """Without it the request would go to another list."""
    client = AuthenticatedClient(base_url="https://x", token="")
    with pytest.raises(InvalidArgumentError, match="thing_id"):
        check_listing(Parts, client, given)
    assert check_listing(Parts, client, {"thing_id": "a/b"}) == {"thing_id": "a/b"}
