"""Answers of listings, with a `meta` that is true of the records."""

import pytest
from homerun_client.models import JobApplication, JobApplicationList, Note, Vacancy, VacancyList
from hypothesis import given
from hypothesis import strategies as st

from homerun_helpers import InvalidArgumentError
from homerun_helpers.sandbox._api.query import PageRequest
from homerun_helpers.sandbox._api.responses import meta as sandbox_meta
from homerun_helpers.testing import strategies as homerun
from tests.testing_strategies.drawing import draws, find, walk

EITHER = homerun.pages(Vacancy) | homerun.pages(JobApplication, hostile=True)


@given(page=EITHER)
def test_meta_is_true_of_the_records(page):
    """`from`, `to`, `total` and `last_page` match the records of the page."""
    meta, count = page["meta"], len(page["data"])
    assert meta["total"] >= count
    assert meta["last_page"] == max(1, -(-meta["total"] // meta["per_page"]))
    first = (meta["current_page"] - 1) * meta["per_page"] + 1
    assert (meta["from"], meta["to"]) == ((first, first + count - 1) if count else (None, None))
    assert count == max(0, min(meta["per_page"], meta["total"] - first + 1))


@given(page=EITHER)
def test_meta_equals_the_sandboxs(page):
    """`meta` equals what the sandbox computes for the same page, including its links."""
    meta = page["meta"]
    request = PageRequest(meta["current_page"], meta["per_page"])
    wanted = sandbox_meta(meta["path"], request, len(page["data"]), meta["total"])
    assert {name: meta[name] for name in wanted} == wanted


@given(page=EITHER)
def test_ids_are_unique(page):
    """The ids of a page are unique."""
    ids = [record["id"] for record in page["data"]]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(("model", "answer"), [(Vacancy, VacancyList), (JobApplication, JobApplicationList)])
def test_page_is_read_by_the_model_of_the_answer(model, answer):
    """The model of the whole answer reads a page and its records."""

    @given(page=homerun.pages(model))
    def is_read(page):
        read = answer.from_dict(page)
        assert [type(record) for record in read.data] == [model] * len(page["data"])
        assert read.meta.total == page["meta"]["total"]

    is_read()


@given(size=st.sampled_from([1, 4, 20]), data=st.data())
def test_per_page_is_the_size_of_full_pages(size, data):
    """`per_page` is the size of all pages except the last one and those after it."""
    page = data.draw(homerun.pages(Vacancy, per_page=size))
    assert page["meta"]["per_page"] == size
    assert len(page["data"]) in (0, size) or page["meta"]["current_page"] == page["meta"]["last_page"]


WHERE = {
    "an empty listing": lambda page: page["meta"]["total"] == 0,
    "the first of several pages": lambda page: page["meta"]["current_page"] == 1 < page["meta"]["last_page"],
    "a page in the middle": lambda page: 1 < page["meta"]["current_page"] < page["meta"]["last_page"],
    "a last page that is not full": lambda page: 0 < len(page["data"]) < page["meta"]["per_page"],
    "a page after the last": lambda page: page["meta"]["current_page"] > page["meta"]["last_page"],
}


@pytest.mark.parametrize("where", WHERE)
def test_page_may_be_anywhere_in_its_listing(where):
    """Empty listings, first, middle and last pages, and pages after the last one occur."""
    assert draws(homerun.pages(Vacancy), WHERE[where])


def test_simplest_page_is_empty():
    """The simplest page is the only page of an empty listing."""
    page = find(homerun.pages(Vacancy), lambda page: True)
    assert page["data"] == []
    assert (page["meta"]["from"], page["meta"]["total"], page["meta"]["last_page"]) == (None, 0, 1)


@given(page=homerun.pages(JobApplication, includes=["stage"], nulls=False, unknown_fields=False, dates="utc"))
def test_options_apply_to_the_records(page):
    """The options of `payloads` apply to the records; `meta` keeps its nulls."""
    assert all("stage" in record and "sources" not in record for record in page["data"])
    assert all(value is not None for record in page["data"] for _, value in walk(record))
    assert page.keys() == {"data", "meta"}
    assert len(page["meta"]) == 8


def test_unknown_fields_are_in_answer_meta_and_records():
    """`unknown_fields=True` adds a field to the answer, its `meta` and its records."""
    page = find(homerun.pages(Vacancy, unknown_fields=True), lambda page: page["data"])
    assert len(page) == 3
    assert len(page["meta"]) == 9
    assert len(page["data"][0]) == 2


def test_record_that_the_api_does_not_list_is_refused():
    """A record that the API does not list is an error that names those that it lists."""
    with pytest.raises(
        InvalidArgumentError, match="of must be Vacancy or JobApplication, which the API lists; it is Note"
    ):
        homerun.pages(Note)


@pytest.mark.parametrize("size", [0, 101, "5", True])
def test_per_page_outside_of_1_to_100_is_refused(size):
    """`per_page` must be a whole number from 1 to 100."""
    with pytest.raises(InvalidArgumentError, match="per_page must be a whole number from 1 to 100"):
        homerun.pages(Vacancy, per_page=size)
