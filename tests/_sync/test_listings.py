# Derived from tests/_async/test_listings.py by scripts/unasync. Change that file, not this one.
"""Listings over HTTP: what is requested and when, the order of records, and errors."""

from contextvars import ContextVar

import pytest
from homerun_client.api.job_applications import list_job_applications
from homerun_client.api.other import ping
from homerun_client.api.vacancies import list_vacancies

from homerun_helpers import (
    Homerun,
    NotFoundError,
    PermissionDeniedError,
    ResponseDecodeError,
    paginate,
)
from tests.support.clock import FakeClock
from tests.support.faulty import Answer, FaultyServer
from tests.support.paging import serve_pages
from tests.support.records import page
from tests.support.refusals import refused


def client_of(server, **options):
    return Homerun("key", base_url=server.url, **{"_clock": FakeClock(), "rate_limit": None, **options})


def collect(listing):
    return [record.id for record in listing]


def test_nothing_is_requested_until_it_is_used():
    """A listing that is only made sends no request."""
    with FaultyServer(Answer(200, page(["ap_1"]))) as server:
        with client_of(server) as homerun:
            listing = homerun.job_applications.list()
            assert server.received == []
            assert collect(listing) == ["ap_1"]


def test_all_pages_come_in_order_each_once():
    """Pages may be fetched at the same time, but records come in order and no page is requested twice."""
    ids = [f"ap_{number}" for number in range(95)]
    with FaultyServer(serve_pages(ids)) as server:
        with client_of(server) as homerun:
            assert collect(homerun.job_applications.list(per_page=10)) == ids
        assert len(server.received) == 10


def test_each_iteration_starts_anew():
    """A listing that is iterated twice gives the same records twice."""
    with FaultyServer(serve_pages(["ap_1", "ap_2", "ap_3"])) as server:
        with client_of(server) as homerun:
            listing = homerun.job_applications.list(per_page=2)
            assert collect(listing) == collect(listing)


def test_parameters_are_frozen_for_all_pages():
    """A list that was given as an argument and is changed later does not change the listing."""
    ids = ["job_1"]
    with FaultyServer(serve_pages(["ap_1", "ap_2", "ap_3"])) as server:
        with client_of(server) as homerun:
            listing = homerun.job_applications.list(vacancy_id=ids, include=["stage"], per_page=1)
            ids.append("job_2")
            collect(listing)
        targets = {request.target.split("&page=")[0] for request in server.received}
        assert targets == {"/v2/job-applications?filter%5Bvacancy_id%5D=job_1&include%5B%5D=stage"}


def test_leaving_the_loop_stops_fetching():
    """After the loop was left, no further page is requested."""
    with FaultyServer(serve_pages([f"ap_{number}" for number in range(500)])) as server:
        with client_of(server) as homerun:
            for _ in homerun.job_applications.list(per_page=10):
                break
        assert len(server.received) <= 10


def test_pages_come_with_their_number_and_the_total():
    """Each page has its number, its records and the total, so that progress can be shown."""
    with FaultyServer(serve_pages(["ap_1", "ap_2", "ap_3"])) as server:
        with client_of(server) as homerun:
            pages = [page for page in homerun.job_applications.list(per_page=2).pages()]
    assert [(page.number, len(page.items), page.total) for page in pages] == [(1, 2, 3), (2, 1, 3)]
    assert pages[0].meta.last_page == 2


def test_first_and_total_take_one_small_request_each():
    """`first()` and `total()` each send one request, for one record."""
    with FaultyServer(serve_pages(["ap_1", "ap_2", "ap_3"])) as server:
        with client_of(server) as homerun:
            listing = homerun.job_applications.list()
            assert (listing.first()).id == "ap_1"
            assert listing.total() == 3
        assert all("perPage=1" in request.target for request in server.received)
        assert len(server.received) == 2


def test_the_first_of_nothing_is_none():
    """`first()` of an empty listing is None."""
    with FaultyServer(serve_pages([])) as server:
        with client_of(server) as homerun:
            assert homerun.job_applications.list().first() is None
            assert collect(homerun.job_applications.list()) == []


def test_an_error_names_its_page_and_the_iteration_goes_on_from_there():
    """An error on page 2 names that page, and the iteration goes on from there."""
    ids = [f"ap_{number}" for number in range(6)]
    broken = {"now": True}

    def fail_once(request):
        if "page=2" in request.target and broken.pop("now", False):
            return Answer(404, {"message": "gone"})
        return serve_pages(ids)(request)

    with FaultyServer(fail_once) as server:
        with client_of(server) as homerun:
            records = iter(homerun.job_applications.list(per_page=2))
            seen = [(next(records)).id, (next(records)).id]
            with pytest.raises(NotFoundError, match="page 2 of the listing") as caught:
                next(records)
            assert caught.value.page == 2
            assert seen + [record.id for record in records] == ids


def test_one_bad_record_is_named_and_hides_no_other():
    """The error has page, index, field and the page as it came; the iteration goes on behind the record."""
    answer = page(["ap_0", "ap_1", "ap_2"])
    answer["data"][1]["hired_at"] = "last tuesday"
    with FaultyServer(Answer(200, answer)) as server:
        with client_of(server) as homerun:
            records = iter(homerun.job_applications.list())
            assert (next(records)).id == "ap_0"
            with pytest.raises(ResponseDecodeError) as caught:
                next(records)
            assert (next(records)).id == "ap_2"
    error = caught.value
    assert (error.page, error.index, error.field) == (1, 1, "hired_at")
    assert b"last tuesday" in error.raw
    assert "tuesday" not in str(error)


def test_a_page_with_a_bad_record_comes_after_its_error():
    """Page by page, the error comes first and then the page without the bad record."""
    answer = page(["ap_0", "ap_1", "ap_2"])
    answer["data"][0] = "not a record"
    with FaultyServer(Answer(200, answer)) as server:
        with client_of(server) as homerun:
            pages = homerun.job_applications.list().pages()
            with pytest.raises(ResponseDecodeError):
                next(pages)
            assert [record.id for record in (next(pages)).items] == ["ap_1", "ap_2"]


@pytest.mark.parametrize(
    "body",
    [b"<html>", b"", b"[]", b"null", b'{"data": null}', b'{"data": 5}', b"\xff\xfe", b"NaN", b'{"data": [{"id": "ap'],
)
def test_an_answer_that_is_no_page_is_named(body):
    """An answer with status 200 that is not a page is an error that has the page number and the body."""
    with FaultyServer(Answer(200, body)) as server:
        with client_of(server) as homerun:
            with pytest.raises(ResponseDecodeError) as caught:
                collect(homerun.job_applications.list())
    assert caught.value.page == 1
    assert caught.value.raw == body


@pytest.mark.parametrize("change", ["insert", "delete", "both"])
def test_records_that_stay_come_exactly_once_while_others_change(change):
    """On a list that changes with each request, records that stay are neither missed nor repeated."""
    ids = [f"ap_{number}" for number in range(60)]
    stay = {name for number, name in enumerate(ids) if number % 3}
    gone = [name for name in ids if name not in stay]

    def moving(request):
        if change in ("insert", "both"):
            ids.insert(0, f"new_{len(server.received)}")
        if change in ("delete", "both") and gone:
            ids.remove(gone.pop(0))
        return serve_pages(ids)(request)

    with FaultyServer(moving) as server:
        with client_of(server) as homerun:
            seen = collect(homerun.job_applications.list(per_page=5))
    assert len(seen) == len(set(seen))
    assert stay <= set(seen)


def test_links_of_the_meta_are_never_followed():
    """Links of `meta` may point to another host; the next page is found by its number."""
    links = [{"url": "http://127.0.0.1:1/v2/job-applications?page=2", "label": "2", "active": False}]
    first = page(["ap_1"], total=2, per_page=1, links=links)
    second = page(["ap_2"], number=2, total=2, per_page=1, links=links)
    with FaultyServer(Answer(200, first), Answer(200, second)) as server:
        with client_of(server) as homerun:
            assert collect(homerun.job_applications.list(per_page=1)) == ["ap_1", "ap_2"]


def test_any_generated_list_endpoint_can_be_paged_through():
    """`paginate()` takes an endpoint module and its arguments."""
    with FaultyServer(serve_pages(["job_1", "job_2", "job_3"])) as server:
        with client_of(server) as homerun:
            listing = paginate(list_vacancies, client=homerun.low_level, filter_status="public", per_page=2)
            assert collect(listing) == ["job_1", "job_2", "job_3"]
        assert "filter%5Bstatus%5D=public" in server.received[0].target


def test_an_argument_that_the_endpoint_does_not_have_is_refused():
    """A misspelt filter would return everything; an endpoint that does not list is refused too."""
    with FaultyServer(serve_pages([])) as server:
        with client_of(server) as homerun:
            with refused("filter_state"):
                paginate(list_vacancies, client=homerun.low_level, filter_state="public")
            with refused("module", "must be an endpoint that lists"):
                paginate(ping, client=homerun.low_level)


def test_arguments_of_a_listing_get_the_form_that_is_sent():
    """Several values become a comma list, one include becomes a list, and a string becomes a date."""
    with FaultyServer(serve_pages([])) as server:
        with client_of(server) as homerun:
            low_level = homerun.low_level
            collect(paginate(list_vacancies, client=low_level, filter_status=["public", "private"], include="stages"))
            collect(paginate(list_job_applications, client=low_level, filter_hired_after="2026-01-01"))
        first, second = (request.target for request in server.received)
    assert "filter%5Bstatus%5D=public%2Cprivate" in first
    assert "include%5B%5D=stages&" in first
    assert "filter%5Bhired_after%5D=2026-01-01" in second


def test_a_client_that_is_not_the_low_level_one_is_refused():
    """The client of `paginate()` is `homerun.low_level`, not `homerun` itself; the error says so."""
    with Homerun("key", base_url="http://127.0.0.1:9/v2") as homerun:
        with refused("client", "low_level"):
            paginate(list_vacancies, client=homerun)


@pytest.mark.parametrize("extra", [{"page": 2}, {"perPage": 3}, {"filter[status]": ["public", "private"]}])
def test_extra_parameters_that_would_not_do_what_they_say_are_refused(extra):
    """A page number would be replaced by the listing, and of repeated values the API uses only the last."""
    with Homerun("key", base_url="http://127.0.0.1:9/v2") as homerun:
        with refused("extra_params"):
            homerun.vacancies.list(extra_params=extra)


def test_every_page_is_fetched_in_the_context_of_the_caller():
    """A key that comes from a context variable is the same for all pages."""
    tenant = ContextVar("tenant")
    with FaultyServer(serve_pages([f"job_{number}" for number in range(60)])) as server:
        with Homerun(tenant.get, base_url=server.url) as homerun:
            tenant.set("key-of-the-tenant")
            assert len(collect(homerun.vacancies.list(per_page=10))) == 60
        assert {request.headers["authorization"] for request in server.received} == {"Bearer key-of-the-tenant"}


def test_extra_parameters_are_sent_as_they_are():
    """A filter and an include that this package does not know can be sent."""
    extra = {"filter[disqualified]": "true", "include[]": ["salaryIndication"]}
    with FaultyServer(serve_pages(["ap_1"])) as server:
        with client_of(server) as homerun:
            collect(homerun.job_applications.list(include=["stage"], extra_params=extra))
        target = server.received[0].target
    assert "filter%5Bdisqualified%5D=true" in target
    assert "include%5B%5D=stage&include%5B%5D=salaryIndication" in target


def test_the_error_of_a_missing_scope_names_the_scope():
    """The error of a key without the scope names the scope."""
    with FaultyServer(Answer(403, {"message": "Forbidden"})) as server:
        with client_of(server) as homerun:
            with pytest.raises(PermissionDeniedError) as caught:
                collect(homerun.vacancies.list())
    assert caught.value.required_scope == "vacancies:read"


@pytest.mark.parametrize("options", [{"per_page": 0}, {"per_page": 101}, {"per_page": True}, {"start_page": 0}])
def test_page_numbers_and_sizes_are_checked_at_once(options):
    """A wrong page number or size is refused when the listing is made."""
    with Homerun("key", base_url="http://127.0.0.1:9/v2") as homerun:
        with refused(next(iter(options))):
            homerun.vacancies.list(**options)


def test_ten_megabytes_of_nesting_are_an_error_like_any_other():
    """A body that is nested too deep to parse is a ResponseDecodeError."""
    with FaultyServer(Answer(200, b'{"data":' + b"[" * 10_000_000)) as server:
        with client_of(server) as homerun:
            with pytest.raises(ResponseDecodeError):
                homerun.job_applications.list().first()
