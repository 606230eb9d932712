import threading

import httpx
import pytest

from homerun_helpers.sandbox import Sandbox, faults

ADA = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com"}


@pytest.fixture
def everything(sandbox, api):
    """All records in full, without links, which change."""

    def read():
        applications = []
        for id in sandbox.application_ids():
            record = api.get(f"/job-applications/{id}?include[]=notes&include[]=sources").json()["data"]
            record["personal_info"]["photo"] = None
            record["files"] = [file["name"] for file in record["files"]]
            applications.append(record)
        return applications, api.get("/vacancies?perPage=100").json()["data"]

    return read


def change(sandbox, api):
    first, second = sandbox.application_ids()[:2]
    api.patch(f"/job-applications/{first}", json={"city": "Paris", "custom_data": {"a": 1}})
    api.post(f"/job-applications/{first}/notes", json={"note": "x", "display_name": "y"})
    api.post(f"/job-applications/{first}/photo", files={"file": ("a.gif", b"GIF89a")})
    api.post(f"/job-applications/{first}/files", data={"type": "resume"}, files={"file": ("new.pdf", b"%PDF")})
    api.delete(f"/job-applications/{second}")
    sandbox.add_application()


def test_reset_brings_back_the_seed(sandbox, api, everything):
    """`reset` undoes additions, changes and deletions, also the second time."""
    sandbox_before = sandbox.application_ids()
    before = everything()
    for _ in range(2):
        change(sandbox, api)
        sandbox.reset_budget()
        assert everything() != before
        sandbox.reset()
        assert sandbox.application_ids() == sandbox_before
        assert everything() == before


def test_reset_ends_everything_else_too(sandbox, api, clock):
    """Faults, latency, journal, budgets and the clock are as after the start."""
    sandbox.inject(faults.Status(500), times=None)
    sandbox.latency = 0.001
    api.get("/ping")
    sandbox.advance(1000)
    sandbox.reset()
    assert (sandbox.faults, sandbox.latency, sandbox.journal, sandbox.now) == ([], 0, [], clock.now)
    answer = api.get("/ping")
    assert (answer.status_code, answer.headers["X-RateLimit-Remaining"]) == (200, "59")
    assert [entry.number for entry in sandbox.journal] == [1]


def test_reset_makes_the_same_ids_again(sandbox):
    """The ids of applications that are added after a reset are those of after the start."""
    ids = [sandbox.add_application() for _ in range(3)]
    sandbox.reset()
    assert [sandbox.add_application() for _ in range(3)] == ids


def test_keys_survive_a_reset(sandbox, client):
    """Keys are valid after a reset, and new ones are others."""
    key = sandbox.key(["vacancies:read"])
    sandbox.reset()
    assert client(key).get("/vacancies").status_code == 200
    assert sandbox.key() != key


def test_links_end_with_a_reset(sandbox, api, application):
    """A link from before a reset is forbidden, since its id may be another file's now."""
    path = f"/job-applications/{application}/files"
    url = api.post(path, data={"type": "resume"}, files={"file": ("a", b"x")}).json()["data"]["temporary_download_url"]
    sandbox.reset()
    assert api.get(url).status_code == 403


def test_snapshot_brings_back_what_was(sandbox, api, application):
    """`restore` brings back deleted applications with the contents of their files."""
    path = f"/job-applications/{application}"
    api.post(f"{path}/files", data={"type": "resume"}, files={"file": ("a.pdf", b"%PDF-1.4")})
    api.post(f"{path}/photo", files={"file": ("a.gif", b"GIF89a")})
    snapshot = sandbox.snapshot()
    for _ in range(2):
        api.delete(path)
        sandbox.restore(snapshot)
        record = api.get(path).json()["data"]
        assert api.get(record["files"][0]["temporary_download_url"]).content == b"%PDF-1.4"
        assert api.get(record["personal_info"]["photo"]).content == b"GIF89a"


def test_snapshot_of_another_sandbox_is_restored_with_its_uploads(sandbox, api, application):
    """Uploads are part of the snapshot, and later uploads have ids of their own."""
    api.post(f"/job-applications/{application}/photo", files={"file": ("a.gif", b"GIF89a")})
    snapshot = sandbox.snapshot()
    with Sandbox(applications=3) as other:
        other.restore(snapshot)
        assert other.application_ids() == sandbox.application_ids()
        with httpx.Client(base_url=other.url, headers={"Authorization": f"Bearer {other.key()}"}) as reader:
            path = f"/job-applications/{application}"
            photo = reader.get(path).json()["data"]["personal_info"]["photo"]
            assert reader.get(photo).content == b"GIF89a"
            answer = reader.post(f"{path}/files", data={"type": "resume"}, files={"file": ("a", b"x")})
            assert answer.status_code == 200
            assert reader.get(photo).content == b"GIF89a"


def test_snapshot_says_what_it_holds(sandbox):
    """The text of a snapshot has numbers and no names."""
    assert repr(sandbox.snapshot()) == "<Snapshot of 8 vacancies, 40 applications>"


def test_reset_while_requests_come_is_all_or_nothing(sandbox, client):
    """A listing during resets has the data of before or after, never a part."""
    sandbox.reset()
    seen, over = set(), threading.Event()
    headers = {"Authorization": f"Bearer {sandbox.key()}"}

    def list_again_and_again():
        with httpx.Client(base_url=sandbox.url, headers=headers) as api:
            while not over.is_set():
                answer = api.get("/job-applications?perPage=100")
                if answer.status_code == 200:
                    seen.add(len(answer.json()["data"]))

    listing = threading.Thread(target=list_again_and_again)
    listing.start()
    for _ in range(30):
        sandbox.add_application()
        sandbox.reset()
    over.set()
    listing.join()
    assert seen <= {40, 41}


def test_downloads_while_data_is_reset_are_whole_or_not_found(sandbox, client):
    """A download during resets is whole or a 404, never a broken answer."""
    sandbox.reset()
    codes, over = set(), threading.Event()

    def upload_and_download(key):
        with httpx.Client(base_url=sandbox.url, headers={"Authorization": f"Bearer {key}"}) as api:
            while not over.is_set():
                path = f"/job-applications/{sandbox.application_ids()[0]}/files"
                answer = api.post(path, data={"type": "resume"}, files={"file": ("a", bytes(300_000))})
                codes.add(answer.status_code)
                if answer.status_code == 200:
                    got = api.get(answer.json()["data"]["temporary_download_url"])
                    codes.add(got.status_code)
                    assert got.status_code != 200 or len(got.content) == 300_000

    working = [threading.Thread(target=upload_and_download, args=(sandbox.key(),)) for _ in range(3)]
    for thread in working:
        thread.start()
    for _ in range(60):
        sandbox.reset()
    over.set()
    for thread in working:
        thread.join(30)
    assert codes <= {200, 403, 404, 429}
