import httpx
import pytest

from homerun_helpers.sandbox import SCOPES, Sandbox

ONE = "/job-applications/ap_unknown"
REQUESTS = [
    ("GET", "/vacancies", "vacancies:read"),
    ("GET", "/vacancies/job_unknown", "vacancies:read"),
    ("GET", "/job-applications", "job-applications:read"),
    ("POST", "/job-applications", "job-applications:write"),
    ("GET", ONE, "job-applications:read"),
    ("PATCH", ONE, "job-applications:write"),
    ("DELETE", ONE, "job-applications:write"),
    ("POST", f"{ONE}/notes", "job-application-notes:write"),
    ("POST", f"{ONE}/files", "job-application-files:write"),
    ("POST", f"{ONE}/photo", "job-application-files:write"),
]


def test_ping_answers_pong(api):
    """Any valid key may ping."""
    assert api.get("/ping").json() == {"pong": True}


def test_request_without_key_is_unauthenticated(sandbox):
    """The body of the 401 is the documented one."""
    response = httpx.get(f"{sandbox.url}/ping")
    assert response.status_code == 401
    assert response.json() == {"code": 401, "error": True, "message": "Unauthenticated"}


@pytest.mark.parametrize("header", ["Bearer wrong-key", "Bearer", "Basic bm9ib2R5", ""])
def test_unknown_key_is_unauthenticated(sandbox, header):
    """A wrong key or a wrong scheme is a 401."""
    response = httpx.get(f"{sandbox.url}/ping", headers={"Authorization": header})
    assert response.status_code == 401


def test_key_without_plan_needs_payment(sandbox, client):
    """A key of an account without API access gets 402, also for a ping."""
    response = client(sandbox.key(plan=False)).get("/ping")
    assert response.status_code == 402
    assert response.json()["code"] == 402


@pytest.mark.parametrize(("method", "path", "scope"), REQUESTS)
def test_missing_scope_is_named(sandbox, client, method, path, scope):
    """An operation without its scope is a 403 whose message names the scope."""
    others = [known for known in SCOPES if known != scope]
    response = client(sandbox.key(others)).request(method, path)
    assert response.status_code == 403
    assert scope in response.json()["message"]


@pytest.mark.parametrize(("method", "path", "scope"), REQUESTS)
def test_required_scope_is_enough(sandbox, client, method, path, scope):
    """An operation needs no other scope than its own."""
    response = client(sandbox.key([scope])).request(method, path)
    assert response.status_code in {200, 400, 404}


def test_notes_need_their_own_scope(sandbox, client, application):
    """`include[]=notes` needs the scope for reading notes."""
    reader = client(sandbox.key(["job-applications:read"]))
    response = reader.get(f"/job-applications/{application}", params={"include[]": "notes"})
    assert response.status_code == 403
    assert "job-application-notes:read" in response.json()["message"]


def test_each_key_is_another(sandbox):
    """Every call makes another key, and all begin with "hr_sandbox_"."""
    keys = {sandbox.key() for _ in range(5)}
    assert len(keys) == 5
    assert all(key.startswith("hr_sandbox_") for key in keys)


def test_keys_follow_from_the_seed():
    """The same seed gives the same keys, another seed others."""

    def first_key(seed):
        with Sandbox(seed=seed, applications=0) as sandbox:
            return sandbox.key()

    assert first_key(1) == first_key(1) != first_key(2)


def test_unknown_scope_is_refused(sandbox):
    """A misspelt scope is refused when the key is made."""
    with pytest.raises(ValueError, match="vacancy:read"):
        sandbox.key(["vacancy:read"])


def test_key_without_scopes_may_only_ping(sandbox, client):
    """An empty list of scopes means none, not all."""
    bare = client(sandbox.key([]))
    assert bare.get("/ping").status_code == 200
    assert bare.get("/vacancies").status_code == 403
