import httpx
import pytest

from homerun_helpers.sandbox import Sandbox


@pytest.fixture
def control(sandbox):
    """A client of the control path, which needs no key."""
    with httpx.Client(base_url=sandbox.url.removesuffix("/v2") + "/_sandbox") as client:
        yield client


def test_describes_itself(control, sandbox):
    """`GET /_sandbox` answers with the base URL, counts, the seed and the list of paths."""
    about = control.get("").json()
    assert (about["url"], about["applications"], about["vacancies"], about["seed"]) == (sandbox.url, 40, 8, 1)
    assert "POST /_sandbox/reset" in about["paths"]


def test_keys_are_made(control, client, sandbox):
    """A new key has the scopes, the plan and the name of the body."""
    made = control.post("/keys", json={"scopes": ["vacancies:read"], "name": "reader"}).json()["key"]
    api = client(made)
    assert [api.get(path).status_code for path in ("/vacancies", "/job-applications")] == [200, 403]
    assert sandbox.journal[0].key == "reader"
    assert client(control.post("/keys", json={"plan": False}).json()["key"]).get("/ping").status_code == 402
    assert client(control.post("/keys").json()["key"]).get("/job-applications").status_code == 200


def test_journal_is_read_and_cleared(control, api):
    """The journal has the API's requests, and not those of the control path."""
    api.get("/ping?x=1")
    api.get("/nope")
    first, second = control.get("/journal").json()["requests"]
    assert (first["path"], first["query"], first["status"], first["key"]) == ("/v2/ping", "x=1", 200, "key-1")
    assert control.get("/journal", params={"after": first["number"]}).json()["requests"] == [second]
    assert control.delete("/journal").status_code == 204
    assert control.get("/journal").json() == {"requests": []}


def test_clock_is_moved(control, api, sandbox):
    """`GET` answers with the time, and `POST` moves it."""
    assert control.get("/clock").json() == {"now": 1_800_000_000.0, "iso": "2027-01-15T08:00:00.000+00:00"}
    assert control.post("/clock", json={"advance": 1.5}).json()["now"] == 1_800_000_001.5
    assert sandbox.now == 1_800_000_001.5


def test_faults_are_injected_listed_and_taken_back(control, api):
    """A listed fault has its fields and the number of requests that it still waits for."""
    fault = {"kind": "status", "status": 503, "retry_after": 2, "times": 2, "method": "GET", "path": "/ping"}
    made = control.post("/faults", json=fault).json()
    assert (made["id"], made["met"], made["left"]) == (1, 0, 2)
    answer = api.get("/ping")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    (listed,) = control.get("/faults").json()["faults"]
    assert (listed["met"], listed["left"], listed["status"], listed["path"]) == (1, 1, 503, "/ping")
    assert control.delete("/faults/1").status_code == 204
    assert control.delete("/faults/1").status_code == 404
    assert api.get("/ping").status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "drop", "when": "after"},
        {"kind": "truncate", "at": 3},
        {"kind": "slow", "seconds": 0.1},
        {"kind": "delay", "seconds": 0.1},
        {"kind": "change", "insert": 1, "delete": 2},
        {"kind": "status", "status": 400, "details": [{"param": "email", "message": "No."}], "times": None},
    ],
)
def test_every_kind_can_be_injected(control, body):
    """Each built-in fault can be injected with the fields of its class."""
    made = control.post("/faults", json=body).json()
    assert made.items() >= {name: value for name, value in body.items() if name != "times"}.items()
    assert control.delete("/faults").status_code == 204
    assert control.get("/faults").json() == {"faults": []}


@pytest.mark.parametrize(
    ("path", "body", "said"),
    [
        ("/faults", {}, "kind"),
        ("/faults", {"kind": "nope"}, "status, drop"),
        ("/faults", {"kind": ["status"]}, "status, drop"),
        ("/faults", {"kind": "status"}, "status: The status field is required."),
        ("/faults", {"kind": "status", "status": 1}, "200 to 599"),
        ("/faults", {"kind": "status", "status": 500, "tmies": 1}, "times"),
        ("/faults", {"kind": "drop", "times": 0}, "at least 1"),
        ("/faults", {"kind": "delay", "seconds": "1"}, "number"),
        ("/faults", {"kind": "status", "status": 500, "headers": 1}, "headers"),
        ("/faults", {"kind": "status", "status": 500, "headers": {"a\r\nb": "c"}}, "headers"),
        ("/faults", {"kind": "status", "status": 400, "details": "x"}, "details"),
        ("/faults", {"kind": "status", "status": 500, "retry_after": "1\r\nx: y"}, "retry_after"),
        ("/faults", {"kind": "status", "status": 500, "message": 1}, "message"),
        ("/keys", {"scopes": ["nope"]}, "vacancies:read"),
        ("/keys", {"scopes": "vacancies:read"}, "array"),
        ("/keys", {"plan": 1}, "true or false"),
        ("/clock", {"advance": -1}, "from 0"),
        ("/clock", {"advance": "1"}, "number"),
        ("/clock", {}, "number"),
        ("/clock", {"advance": True}, "number"),
        ("/clock", {"now": 1}, "advance"),
        ("/reset", {"seed": 2}, "none"),
        ("/reset", [], "object"),
        ("/clock", {"advance": 1e12}, "a thousand years"),
        ("/clock", {"advance": 10**400}, "number"),
        ("/faults", {"kind": "slow", "seconds": 10**400}, "number"),
        ("/faults", {"kind": "status", "status": 500, "headers": {"Content-Length": "5"}}, "Truncate"),
        ("/applications", {"first_name": 1}, "string"),
        ("/applications", {"stage": None}, "stage"),
        ("/applications", {"disqualified": None}, "true or false"),
        ("/applications", {"rating": 7}, "0 to 5"),
        ("/applications", {"question_answers": None}, "list"),
        ("/applications", {"question_answers": [{"file_id": 1}]}, "original_question"),
        ("/applications", {"created_at": "0001-01-01T00:00:00+23:00"}, "date-time"),
        ("/applications", {"stage": 1}, "stage"),
        ("/applications", {"stage": "Intervew"}, "Phone screen"),
        ("/applications", {"firstname": "Ada"}, "first_name"),
        ("/applications", {"nope": 1}, "nope"),
        ("/applications", {"vacancy_id": "job_unknown"}, "takes applications"),
        ("/applications", {"created_at": "yesterday"}, "created_at"),
    ],
)
def test_wrong_input_is_refused(control, path, body, said):
    """A wrong body is answered with a 400 that says what is allowed."""
    answer = control.post(path, json=body)
    assert answer.status_code == 400, answer.text
    detail = answer.json()["details"][0]
    assert said in f"{detail['param']}: {detail['message']}"
    assert control.get("/faults").json() == {"faults": []}


@pytest.mark.parametrize(
    ("path", "body", "params"),
    [
        ("/faults", {"kind": "status", "status": 1}, ["status"]),
        ("/faults", {"kind": "drop", "when": "later"}, ["when"]),
        ("/faults", {"kind": "drop", "times": 0}, ["times"]),
        ("/faults", {"kind": "drop", "path": "vacancies"}, ["path"]),
        ("/faults", {"kind": "status", "status": 500, "headers": {"a": 1}}, ["headers.a"]),
        ("/keys", {"scopes": ["nope"]}, ["scopes"]),
        ("/keys", {"plan": 1}, ["plan"]),
        ("/keys", {"name": 1}, ["name"]),
        ("/clock", {"advance": -1}, ["advance"]),
        ("/clock", {"advance": 300_000_000_000 - 1}, ["advance"]),
        ("/applications", {"first_name": 1, "rating": 7}, ["first_name", "rating"]),
        ("/applications", {"stage": "Intervew"}, ["stage"]),
        ("/applications", {"vacancy_id": "job_unknown"}, ["vacancy_id"]),
        ("/applications", {"nope": 1, "firstname": "Ada"}, ["nope", "firstname"]),
        ("/applications", [], ["body"]),
    ],
)
def test_refusal_names_the_field(control, problems, path, body, params):
    """The details of the 400 name each field that is wrong."""
    assert problems(control.post(path, json=body)) == params


@pytest.mark.parametrize(
    "content",
    [b"nope", b"1", b"\xff", b"[" * 100_000, b'{"rating": NaN}', b'{"rating": Infinity}', b'{"rating": 1e999}'],
)
def test_body_must_be_a_json_object(control, content):
    """A body that is no JSON object is answered with a 400."""
    assert control.post("/applications", content=content).status_code == 400


def test_latency_is_set(control, sandbox):
    """A latency that is set here delays requests of the API."""
    assert control.put("/latency", json={"seconds": 0.25}).status_code == 204
    assert sandbox.latency == 0.25
    assert control.put("/latency", json={"seconds": -1}).status_code == 400


def test_applications_come_and_go(control, details, sandbox):
    """Applications are added and deleted without the API."""
    fields = {"first_name": "Zoë", "stage": "Interview", "rating": 4.5, "sources": ["Meetup"]}
    id = control.post("/applications", json=fields).json()["id"]
    record = details(id, "sources")
    assert (record["personal_info"]["first_name"], record["stage"], record["rating"]) == (
        "Zoë",
        {"name": "Interview"},
        4.5,
    )
    assert record["sources"] == [{"name": "Meetup"}]
    assert control.delete(f"/applications/{id}").status_code == 204
    assert control.delete(f"/applications/{id}").status_code == 404
    assert id not in sandbox.application_ids()


def test_links_expire(control, api, application):
    """`DELETE /_sandbox/links` expires every link that was given out."""
    path = f"/job-applications/{application}/files"
    file = api.post(path, data={"type": "resume"}, files={"file": ("a", b"x")}).json()["data"]
    assert control.delete("/links").status_code == 204
    assert api.get(file["temporary_download_url"]).status_code == 403


def test_budget_is_read_and_reset(control, api):
    """The budget is listed by the names of keys, and never with the keys."""
    for _ in range(3):
        api.get("/ping")
    budget = control.get("/budget").json()
    assert budget == {
        "keys": [{"key": "key-1", "used": 3, "limit": 60, "resets_at": 1_800_000_060.0}],
        "most_in_window": 3,
        "violations": 0,
    }
    assert control.delete("/budget").status_code == 204
    assert control.get("/budget").json()["keys"] == []


def test_data_is_kept_and_brought_back(control, sandbox):
    """A snapshot can be restored more than once, and deleted."""
    before = sandbox.application_ids()
    number = control.post("/snapshots").json()["id"]
    for _ in range(2):
        control.delete(f"/applications/{before[0]}")
        control.post("/applications")
        assert control.post(f"/snapshots/{number}/restore").status_code == 204
        assert sandbox.application_ids() == before
    assert control.delete(f"/snapshots/{number}").status_code == 204
    assert control.post(f"/snapshots/{number}/restore").status_code == 404


def test_reset_brings_back_the_beginning(control, api, sandbox):
    """After a reset the data is the seed's, and the key of a client is still valid."""
    before = sandbox.application_ids()
    control.post("/applications")
    control.post("/faults", json={"kind": "drop", "times": None})
    assert control.post("/reset").status_code == 204
    assert (sandbox.application_ids(), sandbox.faults, sandbox.journal) == (before, [], [])
    assert api.get("/ping").status_code == 200


def test_control_requests_are_not_recorded(control, sandbox):
    """Control requests are not in the journal, use no budget, meet no fault and need no key."""
    control.post("/faults", json={"kind": "status", "status": 500, "times": None})
    assert control.get("/journal").status_code == 200
    assert sandbox.journal == []


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/nope", 404), ("GET", "/reset", 405), ("PUT", "/faults", 405)]
)
def test_unknown_is_refused(control, method, path, status):
    """An unknown path or method is refused in the API's shape."""
    assert control.request(method, path).json()["code"] == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 204),
        ({"Host": "localhost:1"}, 204),
        ({"Host": "127.0.0.1"}, 204),
        ({"Host": "[::1]:80"}, 204),
        ({"Host": "LOCALHOST:1"}, 204),
        ({"Host": "localhost."}, 204),
        ({"Host": "evil.example"}, 403),
        ({"Host": "127.0.0.1.evil.example"}, 403),
        ({"Host": ""}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 204),
    ],
)
def test_pages_of_other_sites_cannot_control_it(control, sandbox, headers, status):
    """A request across sites is refused, and so is one under a name that was pointed here."""
    sandbox.add_application()
    assert control.post("/reset", headers=headers).status_code == status
    assert len(sandbox.application_ids()) == (40 if status == 204 else 41)


@pytest.mark.parametrize(
    ("host", "status"),
    [("sandbox:8787", 200), ("sandbox.internal", 200), ("192.168.1.7", 200), ("[fe80::1]:80", 200), ("evil.com", 403)],
)
def test_private_names_are_fine_when_it_listens_to_the_network(host, status):
    """With `--host` private names are accepted, and names that the public DNS could point here are refused."""
    with Sandbox(applications=0, host="0.0.0.0") as sandbox:  # noqa: S104 - that is what is tested
        assert sandbox.url.startswith("http://127.0.0.1:")
        url = sandbox.url.removesuffix("/v2") + "/_sandbox"
        assert httpx.get(url, headers={"Host": host}).status_code == status


def test_read_only_requests_need_a_known_name_too(control):
    """A `GET` under an unknown name is refused, since the page behind it could read the journal."""
    assert control.get("/journal", headers={"Host": "evil.example"}).status_code == 403
