import httpx
import pytest

from homerun_helpers.sandbox import Sandbox


@pytest.fixture
def sandbox(clock):
    """Three requests per minute, so that tests stay short."""
    with Sandbox(applications=0, rate_limit=3, clock=clock) as running:
        yield running


def statuses(client, times):
    return [client.get("/ping").status_code for _ in range(times)]


def test_requests_over_the_limit_are_refused(api):
    """The fourth request in a window of three gets a 429 of the documented shape."""
    assert statuses(api, 3) == [200, 200, 200]
    refused = api.get("/ping")
    assert refused.status_code == 429
    assert refused.json() == {"code": 429, "error": True, "message": "Too Many Attempts."}


def test_answers_tell_what_remains(api):
    """Each answer has the limit and what remains of it."""
    headers = [api.get("/ping").headers for _ in range(4)]
    assert [header["X-RateLimit-Limit"] for header in headers] == ["3"] * 4
    assert [header["X-RateLimit-Remaining"] for header in headers] == ["2", "1", "0", "0"]


@pytest.mark.parametrize("path", ["/vacancies/job_unknown", "/vacancies?page=0"])
def test_errors_tell_what_remains_too(api, path):
    """An error counts as a request and has the headers too."""
    assert api.get(path).headers["X-RateLimit-Remaining"] == "2"


def test_forbidden_requests_count(sandbox, client):
    """A request without plan or scope counts too."""
    assert statuses(client(sandbox.key(plan=False)), 4) == [402, 402, 402, 429]


def test_refusal_tells_when_to_come_back(api, clock):
    """Retry-After is the number of seconds to the end of the window, rounded up."""
    statuses(api, 3)
    clock.advance(59.5)
    refused = api.get("/ping").headers
    assert refused["Retry-After"] == "1"
    assert int(refused["X-RateLimit-Reset"]) == 1_800_000_060


def test_waiting_for_retry_after_is_enough(api, clock):
    """A client that waits for Retry-After is let through."""
    statuses(api, 3)
    clock.advance(17.3)
    clock.advance(int(api.get("/ping").headers["Retry-After"]))
    assert api.get("/ping").status_code == 200


def test_window_begins_with_the_first_request(api, clock):
    """Late requests do not extend the fixed window."""
    statuses(api, 1)
    clock.advance(59)
    assert statuses(api, 3) == [200, 200, 429]
    clock.advance(1)
    assert statuses(api, 3) == [200, 200, 200]


def test_each_key_has_its_own_budget(sandbox, client):
    """Requests of one key use nothing of another key's budget."""
    assert statuses(client(), 4)[-1] == 429
    assert statuses(client(), 3) == [200, 200, 200]


def test_budget_can_be_reset(sandbox, api):
    """`reset_budget` gives every key a fresh window."""
    statuses(api, 4)
    sandbox.reset_budget()
    assert statuses(api, 3) == [200, 200, 200]


def test_unauthenticated_requests_do_not_count(sandbox, client):
    """A request with a wrong key has no budget, and no headers about one."""
    assert "X-RateLimit-Limit" not in client("wrong-key").get("/ping").headers
    assert sandbox.most_in_window() == 0


def test_no_limit_means_no_headers(clock):
    """With `rate_limit=None` nothing is refused, and requests are still counted."""
    with Sandbox(applications=0, rate_limit=None, clock=clock) as sandbox:
        headers = {"Authorization": f"Bearer {sandbox.key()}"}
        with httpx.Client(base_url=sandbox.url, headers=headers) as api:
            assert statuses(api, 70) == [200] * 70
            assert "X-RateLimit-Limit" not in api.get("/ping").headers
        assert sandbox.most_in_window() == 71


def test_most_in_window_sees_two_windows_meet(sandbox, api, clock):
    """`most_in_window` is twice the limit where two fixed windows meet."""
    statuses(api, 1)
    clock.advance(59)
    statuses(api, 2)
    clock.advance(1)
    statuses(api, 3)
    assert sandbox.most_in_window() == 5


def test_requests_a_window_apart_are_not_in_one(sandbox, api, clock):
    """Requests exactly a window apart are not in the same sliding window, and refused ones are in none."""
    statuses(api, 4)
    clock.advance(60)
    statuses(api, 3)
    assert sandbox.most_in_window() == 3


@pytest.fixture
def strict(clock):
    """The same limit, with a window that slides."""
    with Sandbox(applications=0, rate_limit=3, sliding=True, clock=clock) as running:
        headers = {"Authorization": f"Bearer {running.key()}"}
        with httpx.Client(base_url=running.url, headers=headers) as api:
            yield running, api


def test_sliding_window_never_lets_more_through(strict, clock):
    """With `sliding` a request is refused that fixed windows would allow where they meet."""
    sandbox, api = strict
    statuses(api, 1)
    clock.advance(59)
    statuses(api, 2)
    clock.advance(1)
    assert statuses(api, 3) == [200, 429, 429]
    assert (sandbox.most_in_window(), sandbox.violations()) == (3, 2)


def test_sliding_window_tells_when_the_next_place_is_free(strict, clock):
    """Retry-After of a sliding window ends when the oldest request leaves it."""
    _, api = strict
    statuses(api, 1)
    clock.advance(20)
    statuses(api, 2)
    refused = api.get("/ping").headers
    assert (refused["Retry-After"], refused["X-RateLimit-Remaining"]) == ("40", "0")
    clock.advance(40)
    assert statuses(api, 2) == [200, 429]


def test_refused_requests_are_violations(sandbox, api):
    """`violations` counts each refused request."""
    statuses(api, 5)
    assert sandbox.violations() == 2


def test_violations_show_where_fixed_windows_meet(sandbox, api, clock):
    """`violations` counts requests that a fixed window lets through and a sliding one would not."""
    statuses(api, 1)
    clock.advance(59)
    statuses(api, 2)
    clock.advance(1)
    assert statuses(api, 3) == [200, 200, 200]
    assert sandbox.violations() == 2


def test_paced_requests_violate_nothing(sandbox, api, clock):
    """Paced requests are no violations, and a reset sets the count to 0."""
    statuses(api, 4)
    sandbox.reset_budget()
    for _ in range(3):
        statuses(api, 3)
        clock.advance(60)
    assert (sandbox.violations(), sandbox.most_in_window()) == (0, 3)


def test_violations_are_what_a_sliding_window_refuses(clock):
    """The same requests give the same `violations` in both modes."""
    counts = []
    for sliding in (False, True):
        start = clock.now
        with Sandbox(applications=0, rate_limit=2, sliding=sliding, clock=clock) as sandbox:
            headers = {"Authorization": f"Bearer {sandbox.key()}"}
            with httpx.Client(base_url=sandbox.url, headers=headers) as api:
                for moment in (0, 59, 60, 61, 119.5):
                    clock.now = start + moment
                    api.get("/ping")
            counts.append(sandbox.violations())
        clock.now = start + 1000
    assert counts == [1, 1]


def test_clock_that_was_set_back_refuses_no_request(strict, clock):
    """Requests in the future of a clock that was set back do not count."""
    _, api = strict
    statuses(api, 3)
    clock.now -= 500
    assert statuses(api, 1) == [200]
