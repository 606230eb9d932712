"""Answers of list endpoints, read as pages."""

import json

import httpx
import pytest
from homerun_client import AuthenticatedClient
from homerun_client.api.job_applications import get_job_application, list_job_applications
from homerun_client.models import Meta

from homerun_helpers import InvalidArgumentError, ResponseDecodeError
from homerun_helpers._http.decoding import read_answer
from homerun_helpers._listing.page import FetchedPage, PageMeta
from homerun_helpers._listing.reading import as_page, page_meta, read_page


def answer(body):
    request = httpx.Request("GET", "https://api.homerun.co/v2/job-applications")
    return httpx.Response(200, content=json.dumps(body).encode(), request=request)


def read(body, endpoint=list_job_applications, number=4):
    client = AuthenticatedClient(base_url="https://api.homerun.co/v2", token="", decoder=read_answer)
    return read_page(endpoint, client, answer(body), number)


def bad(name):
    return {"id": name, "personal_info": {"first_name": 5}}


def test_a_page_gives_records_ids_and_meta():
    """A page has its number, its records with their ids, and its place in the listing."""
    fetched, meta = read({"data": [{"id": "a"}, {"id": "b"}], "meta": {"total": 9, "last_page": 5, "per_page": 2}})
    assert (fetched.number, fetched.ids, fetched.meta) == (4, ["a", "b"], PageMeta(9, 5, 2))
    assert isinstance(meta, Meta)


def test_a_page_without_meta_says_nothing_of_its_place():
    """A page without `meta` is no error; its place is unknown."""
    assert read({"data": []})[0] == FetchedPage(4, [], [], PageMeta())


def test_bad_records_stand_in_their_place_as_errors():
    """In place of a record that cannot be decoded stands its error; the other records are there, and all ids."""
    fetched, _ = read({"data": [bad("a"), {"id": "b"}, None, bad("d"), {"id": "e"}, bad("f")]})
    kinds = [isinstance(record, ResponseDecodeError) for record in fetched.records]
    assert kinds == [True, False, True, True, False, True]
    assert fetched.ids == ["a", "b", None, "d", "e", "f"]


def test_an_error_of_a_record_names_page_index_and_field_and_carries_the_page():
    """The index is that of the record on its page, in the attributes, in the text, and in the cause."""
    body = {"data": [bad("a"), {"id": "b"}, bad("c"), bad("d")]}
    errors = [record for record in read(body)[0].records if isinstance(record, ResponseDecodeError)]
    assert [(error.page, error.index, error.field) for error in errors] == [
        (4, index, "personal_info.first_name") for index in (0, 2, 3)
    ]
    for error in errors:
        place = f"data[{error.index}].personal_info.first_name"
        assert f"{place} should be a string, but is a number." in str(error)
        assert place in error.message
        assert error.__cause__.field == place
    assert all(error.body == body and error.raw == answer(body).content for error in errors)


def test_a_page_of_nothing_but_bad_records_is_a_page():
    """When no record can be decoded, each has its error."""
    fetched, _ = read({"data": [bad(str(number)) for number in range(100)]})
    assert [record.index for record in fetched.records] == list(range(100))


@pytest.mark.parametrize("body", [None, [], {}, {"data": None}, {"data": {}}, {"data": [], "meta": {"total": "many"}}])
def test_an_answer_that_is_no_page_is_an_error_as_a_whole(body):
    """When the answer is not a page at all, its error has no index."""
    with pytest.raises(ResponseDecodeError) as caught:
        read(body)
    assert caught.value.index is None


def test_a_bad_meta_counts_for_more_than_a_bad_record():
    """The answer as a whole is not a page; the error keeps the whole body."""
    body = {"data": [bad("a")], "meta": {"total": "many"}}
    with pytest.raises(ResponseDecodeError) as caught:
        read(body)
    assert (caught.value.index, caught.value.field, caught.value.body) == (None, "meta.total", body)


def test_an_endpoint_that_does_not_list_is_refused():
    """An endpoint that answers with one record does not list."""
    with pytest.raises(InvalidArgumentError, match="module must be an endpoint that answers with pages"):
        read({"data": {"id": "ap_1"}}, get_job_application)


@pytest.mark.parametrize("value", [None, -1, True, "3", 2.0, [3]])
def test_what_is_no_count_is_none(value):
    """A count that is missing or no count is None."""

    class Odd:
        total = value

    assert page_meta(Odd()) == page_meta(None) == PageMeta()


def test_a_page_for_the_caller_has_the_generated_meta_or_none():
    """The page that the caller gets has the total that the API said, and its `Meta`, or None."""
    meta = Meta.from_dict({"total": 9})
    page = as_page(FetchedPage(2, ["a"], ["a"], PageMeta(9)), ["a"], meta)
    assert (page.items, page.number, page.total, page.meta) == (["a"], 2, 9, meta)
    assert as_page(FetchedPage(2, [], []), [], None).meta is None
