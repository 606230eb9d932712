import contextlib
import threading

import attrs
import httpx
import pytest

from homerun_helpers.sandbox import Sandbox, faults
from tests.support.waiting import wait_until

ADA = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com"}


@pytest.fixture(params=[True, False], ids=["socket", "in-process"])
def serve(request):
    """Both ways to the sandbox: faults are the same to a client."""
    return request.param


@pytest.fixture
def sandbox(serve, clock):
    with Sandbox(applications=40, clock=clock, serve=serve) as running:
        yield running


@pytest.fixture
def api(sandbox, serve):
    transport = None if serve else sandbox.transport()
    headers = {"Authorization": f"Bearer {sandbox.key()}"}
    with httpx.Client(base_url=sandbox.url, headers=headers, transport=transport) as client:
        yield client


def statuses(api, times, path="/ping"):
    return [api.get(path).status_code for _ in range(times)]


@pytest.mark.parametrize("status", [400, 429, 500, 503, 520])
def test_status_has_the_apis_shape(sandbox, api, status):
    """An injected error has the shape of the API's errors; a 400 has details."""
    sandbox.inject(faults.Status(status))
    answer = api.get("/ping")
    body = answer.json()
    assert (answer.status_code, body["code"], body["error"]) == (status, status, True)
    assert ("details" in body) == (status == 400)


def test_status_happens_once_by_default(sandbox, api):
    """The next request fails, and the one after it does not."""
    injected = sandbox.inject(faults.Status(500))
    assert statuses(api, 2) == [500, 200]
    assert (injected.met, injected.left, sandbox.faults) == (1, 0, [])


def test_html_page_is_that_of_a_gateway(sandbox, api):
    """The body is HTML with the message escaped, and headers can be added."""
    sandbox.inject(faults.Status(520, html=True, message="<oops>", headers={"Server": "edge"}))
    answer = api.get("/ping")
    assert (answer.status_code, answer.headers["Server"]) == (520, "edge")
    assert answer.headers["Content-Type"].startswith("text/html")
    assert "520 &lt;oops&gt;" in answer.text


@pytest.mark.parametrize("value", [7, "Wed, 21 Oct 2026 07:28:00 GMT"])
def test_retry_after_is_sent(sandbox, api, value):
    """`retry_after` is sent as seconds or as a date."""
    sandbox.inject(faults.Status(429, retry_after=value))
    assert api.get("/ping").headers["Retry-After"] == str(value)


def test_details_are_sent(sandbox, api):
    """The details of an injected 400 are those of the fault."""
    details = [{"param": "email", "message": "No."}]
    sandbox.inject(faults.Status(400, message="Bad", details=details))
    assert api.post("/job-applications").json() == {"code": 400, "error": True, "message": "Bad", "details": details}


@pytest.mark.parametrize("fault", [faults.Status(503), faults.Drop(), faults.Status(503, when="after")])
def test_journal_knows_whose_request_met_a_fault(sandbox, api, fault):
    """The journal has the name of the key also where the fault comes before the key is checked."""
    sandbox.inject(fault)
    with contextlib.suppress(httpx.TransportError):
        api.get("/ping")
    assert [entry.key for entry in sandbox.journal] == ["key-1"]


def test_status_before_changes_nothing(sandbox, api):
    """By default the request is not handled, and nothing is created."""
    sandbox.inject(faults.Status(502))
    assert api.post("/job-applications", json=ADA).status_code == 502
    assert len(sandbox.application_ids()) == 40


def test_status_after_hides_a_change(sandbox, api):
    """With "after" the application is created, and the answer is a 502."""
    sandbox.inject(faults.Status(502, when="after"))
    assert api.post("/job-applications", json=ADA).status_code == 502
    assert len(sandbox.application_ids()) == 41


@pytest.mark.parametrize(("when", "count"), [("before", 40), ("after", 41)])
def test_connection_is_dropped(sandbox, api, when, count):
    """`Drop` gives no answer, before or after the change; the journal has status 0."""
    sandbox.inject(faults.Drop(when), method="POST")
    with pytest.raises(httpx.TransportError):
        api.post("/job-applications", json=ADA)
    assert len(sandbox.application_ids()) == count
    assert [(entry.status, entry.fault) for entry in sandbox.journal] == [(0, "drop")]
    assert api.get("/ping").status_code == 200


def test_dropped_upload_ends(sandbox, api):
    """A request with a long body is dropped before the body is read."""
    id = sandbox.application_ids()[0]
    sandbox.inject(faults.Drop())
    with pytest.raises(httpx.TransportError):
        api.post(f"/job-applications/{id}/files", data={"type": "resume"}, files={"file": ("a", bytes(3_000_000))})


@pytest.mark.parametrize("at", [None, 0, 10, 10**9])
def test_answer_is_truncated(sandbox, api, at):
    """The head of a truncated answer promises more bytes than are sent."""
    sandbox.inject(faults.Truncate(at))
    with api.stream("GET", "/job-applications") as answer:
        assert (answer.status_code, int(answer.headers["Content-Length"]) > 100) == (200, True)
        with pytest.raises(httpx.RemoteProtocolError):
            answer.read()
    assert [(entry.status, entry.fault) for entry in sandbox.journal] == [(200, "truncate")]


def test_truncated_part_is_what_was_asked_for(sandbox, api):
    """`Truncate(123)` sends exactly 123 bytes of the body."""
    sandbox.inject(faults.Truncate(123))
    got = b""
    with contextlib.suppress(httpx.RemoteProtocolError), api.stream("GET", "/job-applications") as answer:
        for piece in answer.iter_raw():
            got += piece
    assert len(got) == 123


def test_answer_without_a_body_is_dropped_when_truncated(sandbox, api):
    """A truncated 204 is not sent at all, although the application is deleted."""
    id = sandbox.application_ids()[0]
    sandbox.inject(faults.Truncate())
    with pytest.raises(httpx.TransportError):
        api.delete(f"/job-applications/{id}")
    assert id not in sandbox.application_ids()


def test_slow_answer_is_whole(sandbox, api):
    """A slow answer has the same bytes as any other."""
    whole = api.get("/vacancies").content
    sandbox.inject(faults.Slow(0.02))
    assert api.get("/vacancies").content == whole


@pytest.mark.parametrize("fault", [faults.Delay(30), faults.Delay(30, when="after")])
def test_late_answer_meets_the_clients_time_limit(sandbox, api, fault):
    """A client with a shorter time limit than the delay gives up, and the next request is answered."""
    sandbox.inject(fault)
    with pytest.raises(httpx.ReadTimeout):
        api.get("/ping", timeout=0.05)
    assert api.get("/ping").status_code == 200


@pytest.mark.parametrize("when", ["before", "after"])
def test_delayed_answer_is_the_usual_one(sandbox, api, when):
    """A delayed answer is the same as any other."""
    sandbox.inject(faults.Delay(0.001, when=when))
    assert api.get("/ping").json() == {"pong": True}


def test_latency_is_for_all_requests(sandbox, api):
    """The latency delays every request until it is set to 0."""
    sandbox.latency = 30
    for _ in range(2):
        with pytest.raises(httpx.ReadTimeout):
            api.get("/ping", timeout=0.05)
    sandbox.latency = 0
    assert statuses(api, 1) == [200]


def test_list_changes_while_it_is_read(sandbox, api):
    """`Change` deletes and adds applications before the request is handled."""
    before = sandbox.application_ids()
    injected = sandbox.inject(faults.Change(insert=2, delete=3), times=None, path="/job-applications")
    ids = [record["id"] for record in api.get("/job-applications?perPage=100").json()["data"]]
    assert ids[2:] == before[3:]
    assert len(set(ids)) == 39
    assert (injected.met, injected.left) == (1, None)


@pytest.mark.parametrize(
    ("matching", "met"),
    [
        ({}, 3),
        ({"method": "GET"}, 2),
        ({"method": "post"}, 1),
        ({"path": "/job-applications"}, 2),
        ({"path": "/job-applications*"}, 2),
        ({"path": "/v2/vacancies"}, 1),
        ({"path": "/vacancies", "method": "POST"}, 0),
        ({"path": "/files/*"}, 0),
        ({"skip": 2}, 1),
        ({"times": 2}, 2),
        ({"times": 1, "skip": 1, "method": "GET"}, 1),
    ],
)
def test_requests_are_chosen(sandbox, api, matching, met):
    """`method`, `path`, `skip` and `times` decide which requests meet the fault."""
    injected = sandbox.inject(faults.Status(500), **({"times": None} | matching))
    for method, path in [("GET", "/vacancies"), ("GET", "/job-applications"), ("POST", "/job-applications")]:
        api.request(method, path)
    assert injected.met == met
    assert [entry.fault for entry in sandbox.journal].count("status") == met


def test_first_injected_comes_first(sandbox, api):
    """A request meets one fault; the next fault waits for the next request."""
    sandbox.inject(faults.Status(500))
    sandbox.inject(faults.Status(503), times=2)
    assert statuses(api, 4) == [500, 503, 503, 200]


def test_faults_can_be_taken_back(sandbox, api):
    """`clear_faults` takes back all faults."""
    sandbox.inject(faults.Status(500), times=None)
    assert [injected.fault for injected in sandbox.faults] == [faults.Status(500)]
    assert statuses(api, 1) == [500]
    sandbox.clear_faults()
    assert (statuses(api, 1), sandbox.faults) == ([200], [])


def test_downloads_fail_only_when_named(sandbox, api):
    """A fault without a path is for the API only; "/files/*" is for downloads."""
    id = sandbox.application_ids()[0]
    api.post(f"/job-applications/{id}/files", data={"type": "resume"}, files={"file": ("a", b"x")})
    url = api.get(f"/job-applications/{id}").json()["data"]["files"][-1]["temporary_download_url"]
    sandbox.inject(faults.Status(500), times=None)
    assert api.get(url).status_code == 200
    sandbox.inject(faults.Status(503), path="/files/*")
    assert api.get(url).status_code == 503


@pytest.mark.parametrize(
    "make",
    [
        lambda: faults.Status(199),
        lambda: faults.Status(600),
        lambda: faults.Status(True),
        lambda: faults.Status(500, when="later"),
        lambda: faults.Drop("during"),
        lambda: faults.Truncate(-1),
        lambda: faults.Slow(-1),
        lambda: faults.Delay(float("nan")),
        lambda: faults.Delay(float("inf")),
        lambda: faults.Change(insert=-1),
        lambda: faults.Change(delete=1.5),
        lambda: faults.Delay(10**400),
        lambda: faults.Status(200),
        lambda: faults.Status(201, when="after"),
    ],
)
def test_impossible_fault_is_refused(make):
    """A fault with a wrong value is refused when it is made."""
    with pytest.raises(ValueError, match="must be"):
        make()


@pytest.mark.parametrize(
    "wrong", [{"times": 0}, {"times": True}, {"skip": -1}, {"path": "vacancies"}, {"path": ""}, {"path": 1}]
)
def test_impossible_choice_is_refused(sandbox, wrong):
    """A wrong `times`, `skip` or `path` is refused, and nothing is injected."""
    with pytest.raises(ValueError, match="must be"):
        sandbox.inject(faults.Status(500), **wrong)
    assert sandbox.faults == []


@pytest.mark.parametrize("value", [503, "drop", faults.Fault(), faults.Status])
def test_only_faults_can_be_injected(sandbox, value):
    """A status, a name, the base class and a class are refused with the name of the module."""
    with pytest.raises(TypeError, match=r"sandbox\.faults"):
        sandbox.inject(value)


@pytest.mark.parametrize("value", [-1, float("nan"), "1", None])
def test_impossible_latency_is_refused(sandbox, value):
    """A wrong latency is refused, and the one before stays."""
    sandbox.latency = 0.001
    with pytest.raises(ValueError, match="must be"):
        sandbox.latency = value
    assert sandbox.latency == 0.001


def test_faults_are_values():
    """Faults compare by their fields, and cannot be changed."""
    assert faults.Status(500) == faults.Status(500) != faults.Status(503)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        faults.Drop().when = "after"


def test_each_of_many_requests_at_once_counts(sandbox, api):
    """With 20 threads and `times=7`, exactly 7 requests fail."""
    sandbox.inject(faults.Status(500), times=7)
    seen = []
    threads = [threading.Thread(target=lambda: seen.append(api.get("/ping").status_code)) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(seen) == [200] * 13 + [500] * 7


@pytest.mark.parametrize(("path", "met"), [("/job?applications", 0), ("/job[-]applications", 0), ("/job*ns", 1)])
def test_only_the_asterisk_is_special(sandbox, api, path, met):
    """In a `path` the other wildcards of a shell stand for themselves."""
    injected = sandbox.inject(faults.Status(500), path=path)
    api.get("/job-applications")
    assert injected.met == met


def test_headers_of_a_fault_take_the_place_of_its_own(sandbox, api):
    """A header of the fault is sent once, in the place of the default one."""
    headers = {"Content-Type": "text/plain", "RETRY-AFTER": "9"}
    sandbox.inject(faults.Status(503, retry_after=2, headers=headers))
    answer = api.get("/ping")
    assert answer.headers.get_list("Content-Type") == ["text/plain"]
    assert answer.headers.get_list("Retry-After") == ["9"]


def test_answer_that_has_no_body_has_none(sandbox, api):
    """`Status(204)` has no body."""
    sandbox.inject(faults.Status(204))
    answer = api.get("/ping")
    assert (answer.status_code, answer.content) == (204, b"")


def test_page_may_have_the_status_of_a_success(sandbox, api):
    """`Status(200, html=True)` is a page, as of a proxy's login."""
    sandbox.inject(faults.Status(200, message="Sign in", html=True))
    answer = api.get("/ping")
    assert (answer.status_code, "Sign in" in answer.text) == (200, True)


def test_message_can_be_any_text(sandbox, api):
    """A message with half a surrogate pair is answered, too."""
    sandbox.inject(faults.Status(500, message="\ud800", html=True))
    assert api.get("/ping").status_code == 500


def test_reset_drops_requests_that_wait(sandbox, api):
    """A request that waits in a `Delay` is dropped by a reset, and leaves nothing in data and journal."""
    injected, ended = sandbox.inject(faults.Delay(3600), method="POST"), []

    def create():
        with pytest.raises(httpx.TransportError):
            api.post("/job-applications", json=ADA, timeout=60)
        ended.append(True)

    creating = threading.Thread(target=create)
    creating.start()
    wait_until(lambda: injected.met == 1)
    sandbox.reset()
    creating.join(30)
    assert (ended, len(sandbox.application_ids()), sandbox.journal) == ([True], 40, [])


def test_slow_answer_is_not_late_as_long_as_it_moves(sandbox, api):
    """The client's time limit is for each piece of a slow answer, with a socket and without."""
    sandbox.inject(faults.Slow(0.6))
    assert api.get("/vacancies", timeout=0.4).status_code == 200


def test_stop_does_not_wait_for_a_long_pause():
    """The sandbox stops although a request is delayed by an hour."""

    def ask():
        with contextlib.suppress(httpx.HTTPError):
            httpx.get(f"{url}/ping")

    with Sandbox(applications=0) as sandbox:
        url, injected = sandbox.url, sandbox.inject(faults.Delay(3600))
        asking = threading.Thread(target=ask)
        asking.start()
        wait_until(lambda: injected.met == 1)
    asking.join(30)
    assert not asking.is_alive()
