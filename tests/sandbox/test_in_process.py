import asyncio
import threading
import tracemalloc

import httpx
import pytest

from homerun_helpers import AsyncHomerun, Homerun, NotFoundError, RateLimitError
from homerun_helpers.sandbox import Sandbox, faults
from tests.support.waiting import wait_until


@pytest.fixture
def sandbox(clock):
    with Sandbox(serve=False, applications=40, clock=clock) as running:
        yield running


@pytest.fixture
def homerun(sandbox):
    with Homerun(sandbox.key(), base_url=sandbox.url, transport=sandbox.transport()) as client:
        yield client


def threads():
    return [thread for thread in threading.enumerate() if thread.name.startswith("homerun-sandbox")]


def test_sync_client_works_without_a_socket(sandbox, homerun, tmp_path):
    """Listing, creating, uploading and downloading work, and the sandbox starts no thread."""
    before = threads()
    assert homerun.job_applications.list(per_page=7).total() == 40
    id = homerun.job_applications.create(first_name="Ada", last_name="L", email="ada@example.com").id
    homerun.job_applications.upload_file(id, ("cv.pdf", b"%PDF-1.4 +++"), type="resume")
    (file,) = homerun.job_applications.get(id).files
    assert homerun.job_applications.download_file(file, tmp_path).read_bytes() == b"%PDF-1.4 +++"
    assert threads() == before


def test_async_client_works_without_a_socket(sandbox):
    """An async client works in the caller's own event loop."""

    async def use():
        async with AsyncHomerun(sandbox.key(), base_url=sandbox.url, transport=sandbox.transport()) as homerun:
            ids = [application.id async for application in homerun.job_applications.list(per_page=7)]
            created = await homerun.job_applications.create(first_name="A", last_name="B", email="a@example.com")
            await homerun.job_applications.upload_photo(created.id, ("a.gif", b"GIF89a"))
            return ids, (await homerun.job_applications.get(created.id)).personal_info.photo

    ids, photo = asyncio.run(use())
    assert ids == sandbox.application_ids()[1:]
    assert photo.startswith("http://sandbox-")


def test_one_transport_serves_many_event_loops(sandbox):
    """One transport can be used in several event loops, one after the other."""
    transport, headers = sandbox.transport(), {"Authorization": f"Bearer {sandbox.key()}"}

    async def ping():
        async with httpx.AsyncClient(transport=transport, base_url=sandbox.url, headers=headers) as api:
            return (await api.get("/ping")).status_code

    assert [asyncio.run(ping()) for _ in range(3)] == [200] * 3


def test_sync_client_works_within_an_event_loop(homerun):
    """A sync client works when it is called within a running event loop."""

    async def use():
        return homerun.ping()

    assert asyncio.run(use()) is True


def test_errors_are_the_apis(homerun):
    """A 404 raises the same error as over a socket."""
    with pytest.raises(NotFoundError):
        homerun.job_applications.get("ap_unknown")


def test_rate_limit_holds_too(clock):
    """The rate limit refuses the second request, and the journal has both."""
    with Sandbox(serve=False, applications=0, rate_limit=1, clock=clock) as sandbox:
        headers = {"Authorization": f"Bearer {sandbox.key()}"}
        with httpx.Client(transport=sandbox.transport(), base_url=sandbox.url, headers=headers) as api:
            assert [api.get("/ping").status_code for _ in range(2)] == [200, 429]
        assert [entry.status for entry in sandbox.journal] == [200, 429]


def test_each_has_a_budget_of_its_own():
    """Two sandboxes of one seed have the same keys and different addresses, by which a client's budgets are kept."""
    with Sandbox(serve=False, applications=0) as one, Sandbox(serve=False, applications=0) as two:
        assert one.key() == two.key()
        assert one.url != two.url


def test_there_is_no_port(sandbox):
    """A client with a socket cannot connect to the address of a sandbox with `serve=False`."""
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{sandbox.url}/ping", timeout=5)


def test_stopped_sandbox_has_no_transport(sandbox):
    """`transport` of a stopped sandbox raises RuntimeError."""
    sandbox.stop()
    with pytest.raises(RuntimeError, match="not running"):
        sandbox.transport()


@pytest.mark.parametrize("megabytes", [25])
def test_large_upload_is_not_held_in_memory(sandbox, homerun, tmp_path, megabytes):
    """An upload of 25 MB and its download need less than 8 MB of memory."""
    path = tmp_path / "large.bin"
    path.write_bytes(bytes(megabytes * 1024 * 1024))
    id = sandbox.application_ids()[0]
    before = len(homerun.job_applications.get(id).files)
    tracemalloc.start()
    try:
        homerun.job_applications.upload_file(id, path, type="assignment")
        file = homerun.job_applications.get(id).files[before]
        got = homerun.job_applications.download_file(file, tmp_path / "copy.bin")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (got.stat().st_size, peak < 8_000_000) == (megabytes * 1024 * 1024, True)


def test_many_threads_share_a_sandbox(sandbox):
    """Sync clients in eight threads get all their answers."""
    transport, headers = sandbox.transport(), {"Authorization": f"Bearer {sandbox.key()}"}
    seen = []

    def ask():
        with httpx.Client(transport=transport, base_url=sandbox.url, headers=headers) as api:
            seen.extend(api.get("/job-applications").status_code for _ in range(5))

    asking = [threading.Thread(target=ask) for _ in range(8)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert seen == [200] * 40


def test_helpers_wait_for_their_budget_is_bounded(sandbox):
    """The client's own rate limit raises RateLimitError as with any transport."""
    from homerun_helpers import RateLimit

    limit = RateLimit(requests=1, per=60, max_wait=0.001)
    with Homerun(sandbox.key(), base_url=sandbox.url, transport=sandbox.transport(), rate_limit=limit) as homerun:
        homerun.ping()
        with pytest.raises(RateLimitError):
            homerun.ping()


def test_head_has_no_body(sandbox):
    """An answer to HEAD has the length of GET's body and no body."""
    headers = {"Authorization": f"Bearer {sandbox.key()}"}
    with httpx.Client(transport=sandbox.transport(), base_url=sandbox.url, headers=headers) as api:
        head = api.head("/job-applications")
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["Content-Length"] == api.get("/job-applications").headers["Content-Length"]


def test_transport_of_a_stopped_sandbox_raises_connect_error(sandbox):
    """After `stop` a request raises ConnectError, as for a closed port."""
    transport, url = sandbox.transport(), sandbox.url
    sandbox.stop()
    with httpx.Client(transport=transport) as api, pytest.raises(httpx.ConnectError):
        api.get(f"{url}/ping")


def test_stop_ends_requests_that_are_under_way(sandbox):
    """A request that is delayed when the sandbox stops raises a TransportError."""
    injected = sandbox.inject(faults.Delay(3600))
    seen = []

    def ask():
        headers = {"Authorization": f"Bearer {sandbox.key()}"}
        with httpx.Client(transport=sandbox.transport(), base_url=sandbox.url, headers=headers) as api:
            try:
                api.get("/vacancies", timeout=60)
            except httpx.TransportError as error:
                seen.append(error)

    asking = threading.Thread(target=ask)
    asking.start()
    wait_until(lambda: injected.met == 1)
    sandbox.stop()
    asking.join(30)
    assert len(seen) == 1


def test_broken_clock_is_a_500(caplog):
    """The exception of a test's clock is a 500 and a line in the log."""
    times = iter([1.0, 1.0, 1.0])
    with Sandbox(serve=False, applications=0, clock=lambda: next(times)) as sandbox:
        headers = {"Authorization": f"Bearer {sandbox.key()}"}
        with httpx.Client(transport=sandbox.transport(), base_url=sandbox.url, headers=headers) as api:
            codes = [api.get("/ping").status_code for _ in range(4)]
    assert codes[-1] == 500
    assert "The sandbox broke." in caplog.text
