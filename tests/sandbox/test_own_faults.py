"""Faults that users write: subclasses of `faults.Fault` with an `apply` of their own."""

import asyncio
import contextlib
import dataclasses
import logging
import re
import threading
from pathlib import Path

import attrs
import httpx
import pytest

from homerun_helpers.sandbox import Sandbox, faults
from homerun_helpers.sandbox._control.bodies import KINDS
from tests.support.waiting import wait_until

ADA = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com"}
DOCS = Path(__file__).parents[2] / "docs"


class Teapot(faults.Fault):
    async def apply(self, call):
        await call.respond(418, "short and stout", {"X-Pot": "1"})


class Nothing(faults.Fault):
    async def apply(self, call):
        pass


class Hanging(faults.Fault):
    async def apply(self, _):
        await asyncio.Event().wait()


class Broken(faults.Fault):
    async def apply(self, _):
        raise ZeroDivisionError("division by zero")


@dataclasses.dataclass
class Renamed(faults.Fault):
    """Counts its requests, and tells each response its number."""

    kind = "numbered"

    count: int = 0

    async def apply(self, call):
        self.count += 1
        response = await call.handle()
        response.headers["X-Number"] = str(self.count)
        del response.headers["X-RateLimit-Limit"]
        response.body += b" "


@attrs.frozen
class OnlyFor(faults.Fault):
    """An error for requests with a header."""

    header: str

    async def apply(self, call):
        if self.header in call.headers:
            await call.respond(503, f"{call.method} {call.path}?{call.query}")


@pytest.fixture(params=[True, False], ids=["socket", "in-process"])
def serve(request):
    """Both ways to the sandbox: faults are the same to a client."""
    return request.param


@pytest.fixture
def sandbox(serve, clock):
    with Sandbox(applications=5, clock=clock, serve=serve) as running:
        yield running


@pytest.fixture
def api(sandbox, serve):
    transport = None if serve else sandbox.transport()
    headers = {"Authorization": f"Bearer {sandbox.key()}"}
    with httpx.Client(base_url=sandbox.url, headers=headers, transport=transport) as client:
        yield client


def last(sandbox):
    """The last request of the journal, as far as faults are concerned."""
    entry = sandbox.journal[-1]
    return entry.key, entry.status, entry.fault, entry.error


def test_fault_answers_in_the_place_of_the_sandbox(sandbox, api):
    """Status, body and headers are the fault's own, and the request is not handled."""
    injected = sandbox.inject(Teapot(), method="POST")
    answer = api.post("/job-applications", json=ADA)
    assert (answer.status_code, answer.text, answer.headers["X-Pot"]) == (418, "short and stout", "1")
    assert (len(sandbox.application_ids()), injected.met, injected.left) == (5, 1, 0)
    assert last(sandbox) == ("key-1", 418, "teapot", None)
    assert api.get("/ping").status_code == 200


def test_fault_that_does_nothing_leaves_the_request_as_it_is(sandbox, api):
    """The answer is the usual one, and the journal names the fault."""
    sandbox.inject(Nothing())
    assert api.get("/ping").json() == {"pong": True}
    assert last(sandbox) == ("key-1", 200, "nothing", None)


def test_fault_changes_the_response(sandbox, api):
    """`handle` returns the sandbox's own response, and what is changed in it is sent."""
    fault = Renamed()
    sandbox.inject(fault, times=None)
    numbers = [api.get("/ping").headers["X-Number"] for _ in range(2)]
    answer = api.get("/vacancies")
    assert (numbers, fault.count) == (["1", "2"], 3)
    assert ("X-RateLimit-Limit" in answer.headers, "X-RateLimit-Remaining" in answer.headers) == (False, True)
    assert answer.content.endswith(b"} ")
    assert int(answer.headers["Content-Length"]) == len(answer.content)
    assert last(sandbox)[2] == "numbered"


def test_fault_knows_the_request(sandbox, api):
    """Method, path, query and headers decide what it does."""
    sandbox.inject(OnlyFor("x-test"), times=None)
    assert api.get("/ping").status_code == 200
    answer = api.get("/ping?a=1", headers={"X-TEST": "yes"})
    assert (answer.status_code, answer.text) == (503, "GET /v2/ping?a=1")


def test_request_is_handled_once(sandbox, api):
    """A second `handle` returns the same response and changes nothing again."""

    class Twice(faults.Fault):
        async def apply(self, call):
            assert await call.handle() is await call.handle()

    sandbox.inject(Twice())
    assert api.post("/job-applications", json=ADA).status_code == 201
    assert len(sandbox.application_ids()) == 6


def test_response_can_be_sent_in_pieces(sandbox, api):
    """Head, pieces and pauses are up to the fault; its end is the end of the body."""

    class Pieces(faults.Fault):
        async def apply(self, call):
            await call.send_head(faults.HeldResponse(200, {"Content-Type": "text/plain"}))
            for piece in (b"a", b"", b"bc"):
                await call.send_piece(piece)
                await call.pause(0.001)

    sandbox.inject(Pieces())
    assert api.get("/ping").text == "abc"


def test_body_that_is_shorter_than_promised_breaks_off(sandbox, api):
    """The connection is dropped after what was sent."""

    class Short(faults.Fault):
        async def apply(self, call):
            await call.send_head(faults.HeldResponse(200, body=b"0123456789"))
            await call.send_piece(b"0123")

    sandbox.inject(Short())
    with api.stream("GET", "/ping") as answer:
        pieces = answer.iter_raw(4)
        assert next(pieces) == b"0123"
        with pytest.raises(httpx.RemoteProtocolError):
            next(pieces)
    assert last(sandbox) == ("key-1", 200, "short", None)


def test_answer_to_head_keeps_its_length(sandbox, api):
    """It says how long the body of a GET would be."""

    class Held(faults.Fault):
        async def apply(self, call):
            await call.handle()

    sandbox.inject(Held())
    answer = api.head("/vacancies")
    assert (answer.content, int(answer.headers["Content-Length"]) > 100) == (b"", True)


def test_fault_changes_the_data(sandbox, api):
    """`change` deletes and adds applications before the request is handled."""

    class Shift(faults.Fault):
        async def apply(self, call):
            call.change(insert=2, delete=1)

    sandbox.inject(Shift())
    assert api.get("/job-applications").json()["meta"]["total"] == 6


def test_subclass_of_a_built_in_fault_is_a_fault(sandbox, api):
    """It does what the built-in one does, and more."""

    class LateError(faults.Status):
        async def apply(self, call):
            await call.pause(0.001)
            await super().apply(call)

    sandbox.inject(LateError(503, retry_after=7))
    answer = api.get("/ping")
    assert (answer.status_code, answer.headers["Retry-After"], last(sandbox)[2]) == (503, "7", "lateerror")


def test_error_of_a_fault_is_a_500_that_names_it(sandbox, api, caplog):
    """The answer and the journal say what was raised, the log has the traceback, and the next request is fine."""
    sandbox.inject(Broken())
    answer = api.get("/ping")
    assert answer.status_code == 500
    assert answer.json()["message"] == "The fault Broken failed: ZeroDivisionError: division by zero"
    assert last(sandbox) == ("key-1", 500, "broken", "ZeroDivisionError: division by zero")
    assert [record.exc_info[0] for record in caplog.records] == [ZeroDivisionError]
    assert api.get("/ping").status_code == 200


@pytest.mark.parametrize("error", [SystemExit("over"), pytest.fail.Exception("over")])
def test_every_kind_of_exception_is_answered(sandbox, api, caplog, error):
    """Also one that is no Exception, such as that of `pytest.fail`; the sandbox goes on."""

    class Raising(faults.Fault):
        async def apply(self, _):
            raise error

    sandbox.inject(Raising())
    assert "over" in api.get("/ping").json()["message"]
    assert last(sandbox)[1:] == (500, "raising", f"{type(error).__name__}: over")
    assert "Raising" in caplog.text
    assert api.get("/ping").status_code == 200


def test_error_with_half_a_surrogate_pair_is_answered(sandbox, api, caplog):
    """The answer and the journal have a question mark in its place, so that both can be sent."""

    class Raising(faults.Fault):
        async def apply(self, _):
            raise ValueError("half \ud800")

    # Nothing is logged: pytest-xdist could not send the log with the test's report.
    caplog.set_level(logging.CRITICAL, logger="homerun_helpers.sandbox")
    sandbox.inject(Raising())
    assert api.get("/ping").json()["message"] == "The fault Raising failed: ValueError: half ?"
    assert last(sandbox)[3] == "ValueError: half ?"


def test_error_after_the_head_drops_the_connection(sandbox, api, caplog):
    """A response that was begun cannot become a 500; the journal has its status and the error."""

    class Halfway(faults.Fault):
        async def apply(self, call):
            await call.send_head(faults.HeldResponse(200, body=b"0123456789"))
            raise ValueError("no more")

    sandbox.inject(Halfway())
    with pytest.raises(httpx.RemoteProtocolError):
        api.get("/ping")
    assert last(sandbox) == ("key-1", 200, "halfway", "ValueError: no more")
    assert "Halfway" in caplog.text


@pytest.mark.parametrize("second", ["respond", "send_piece"])
def test_second_answer_is_an_error_of_the_fault(sandbox, api, caplog, second):
    """The client gets the first one."""

    class Twice(faults.Fault):
        async def apply(self, call):
            await call.respond(418, b"first")
            await (call.respond(503) if second == "respond" else call.send_piece(b"more"))

    sandbox.inject(Twice())
    with contextlib.suppress(httpx.TransportError):
        assert api.get("/ping").text == "first"
    wait_until(lambda: last(sandbox)[3] is not None)
    assert last(sandbox)[:3] == ("key-1", 418, "twice")
    assert last(sandbox)[3].startswith("RuntimeError: ")


def test_piece_without_a_head_is_an_error_of_the_fault(sandbox, api):
    """Nothing was sent yet, so the answer is a 500 that says so."""

    class Headless(faults.Fault):
        async def apply(self, call):
            await call.send_piece(b"x")

    sandbox.inject(Headless())
    assert "after the head" in api.get("/ping").json()["message"]


def test_request_whose_fault_never_answers_is_in_the_journal(sandbox, api):
    """From its arrival on: with status 0, since it has no answer."""
    sandbox.inject(Hanging())
    with pytest.raises(httpx.ReadTimeout):
        api.get("/ping", timeout=0.1)
    assert last(sandbox) == ("key-1", 0, "hanging", None)
    assert api.get("/ping").status_code == 200


def test_stop_ends_a_fault_that_never_answers(sandbox, api):
    """The client gets no answer, and the sandbox stops."""
    injected, ended = sandbox.inject(Hanging()), []

    def ask():
        with pytest.raises(httpx.TransportError):
            api.get("/ping", timeout=60)
        ended.append(True)

    asking = threading.Thread(target=ask)
    asking.start()
    wait_until(lambda: injected.met == 1)
    sandbox.stop()
    asking.join(30)
    assert ended == [True]


def test_reset_ends_a_fault_that_never_answers(sandbox, api):
    """The request is dropped and forgotten, as all of before the reset."""
    injected, ended = sandbox.inject(Hanging()), []

    def ask():
        with pytest.raises(httpx.TransportError):
            api.post("/job-applications", json=ADA, timeout=60)
        ended.append(True)

    asking = threading.Thread(target=ask)
    asking.start()
    wait_until(lambda: injected.met == 1)
    sandbox.reset()
    asking.join(30)
    assert (ended, sandbox.journal, len(sandbox.application_ids())) == ([True], [], 5)


def test_async_client_meets_own_faults_in_process(clock):
    """In the caller's own event loop, also when the fault is cancelled by the client's time limit."""

    async def use(sandbox):
        headers = {"Authorization": f"Bearer {sandbox.key()}"}
        async with httpx.AsyncClient(base_url=sandbox.url, headers=headers, transport=sandbox.transport()) as api:
            sandbox.inject(Teapot())
            first = (await api.get("/ping")).status_code
            sandbox.inject(Hanging())
            with pytest.raises(httpx.ReadTimeout):
                await api.get("/ping", timeout=0.05)
            return first, (await api.get("/ping")).status_code

    with Sandbox(applications=0, clock=clock, serve=False) as sandbox:
        assert asyncio.run(use(sandbox)) == (418, 200)
        assert [entry.status for entry in sandbox.journal] == [418, 0, 200]


class Unwritten(faults.Fault):
    pass


class Blocking(faults.Fault):
    def apply(self, call):
        pass


class Unnamed(Teapot):
    kind = 7


class Stranger:
    async def apply(self, call):
        await call.respond(418)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (Unwritten, "Unwritten cannot be a fault: it has no apply"),
        (Blocking, "Blocking cannot be a fault: its apply is not an async def"),
        (Unnamed, "Unnamed cannot be a fault: its kind is no string"),
        (Stranger, "must be a fault, not <"),
        (lambda: Teapot, "must be a fault, not the class Teapot itself"),
        (faults.Fault, "Fault cannot be a fault: it has no apply"),
    ],
)
def test_class_that_cannot_be_a_fault_is_refused(sandbox, make, said):
    """At once, with what is wrong and how a fault is written; nothing is injected."""
    with pytest.raises(TypeError) as caught:
        sandbox.inject(make())
    assert said in str(caught.value)
    assert "class Teapot(faults.Fault):" in str(caught.value)
    assert "async def apply(self, call):" in str(caught.value)
    assert sandbox.faults == []


def test_own_faults_are_listed_on_the_control_path(clock):
    """With the text of the object, since it may hold anything."""
    with Sandbox(applications=0, clock=clock) as sandbox:
        sandbox.inject(OnlyFor("x-test"), path="/ping")
        root = sandbox.url.removesuffix("/v2")
        (listed,) = httpx.get(f"{root}/_sandbox/faults").json()["faults"]
        assert (listed["kind"], listed["fault"], listed["left"]) == ("onlyfor", "OnlyFor(header='x-test')", 1)
        assert httpx.post(f"{root}/_sandbox/faults", json={"kind": "onlyfor", "header": "a"}).status_code == 400


def built_in():
    """The names of all public faults."""
    public = (getattr(faults, name) for name in faults.__all__)
    return {
        kind.__name__
        for kind in public
        if isinstance(kind, type) and issubclass(kind, faults.Fault) and kind is not faults.Fault
    }


def test_every_built_in_fault_is_known_to_the_control_path():
    """By the name of its class in small letters, without a list of its own."""
    assert {kind: found.__name__ for kind, found in KINDS.items()} == {name.lower(): name for name in built_in()}


def test_every_built_in_fault_is_documented():
    """`help(faults)` describes each; the table in docs/sandbox.md names no fault that does not exist."""
    table = re.search(r"\| fault \|.*?\n\n", (DOCS / "sandbox.md").read_text("utf-8"), re.DOTALL)[0]
    assert set(re.findall(r"`([A-Z]\w+)\(", table)) <= built_in()
    assert all(vars(getattr(faults, name)).get("__doc__") for name in built_in())


def test_error_of_the_sandbox_is_the_response_of_handle(caplog):
    """A clock that fails makes a 500 of the API's shape, which the fault gets as any other response."""

    def clock():
        if broken.is_set():
            raise ZeroDivisionError
        return 1_800_000_000.0

    class Marked(faults.Fault):
        async def apply(self, call):
            response = await call.handle()
            response.headers["X-Status"] = str(response.status)

    broken = threading.Event()
    with Sandbox(applications=0, clock=clock, serve=False) as sandbox:
        headers = {"Authorization": f"Bearer {sandbox.key()}"}
        with httpx.Client(base_url=sandbox.url, headers=headers, transport=sandbox.transport()) as api:
            sandbox.inject(Marked())
            broken.set()
            answer = api.get("/ping")
    assert (answer.status_code, answer.headers["X-Status"], answer.json()["error"]) == (500, "500", True)
    assert "The sandbox broke." in caplog.text


def test_request_is_not_handled_after_a_reset(sandbox, api):
    """A fault that lets the request be handled late does not change the fresh data."""
    waiting, released = threading.Event(), threading.Event()

    class Late(faults.Fault):
        async def apply(self, call):
            waiting.set()
            while not released.is_set():  # noqa: ASYNC110 - the event is a thread's, and `pause` would end by itself
                await asyncio.sleep(0)
            await call.handle()

    def ask():
        with pytest.raises(httpx.TransportError):
            api.post("/job-applications", json=ADA, timeout=60)

    sandbox.inject(Late())
    asking = threading.Thread(target=ask)
    asking.start()
    assert waiting.wait(30)
    sandbox.reset()
    released.set()
    asking.join(30)
    assert not asking.is_alive()
    assert (len(sandbox.application_ids()), sandbox.journal) == (5, [])
