import os
import re
import signal
import subprocess
import sys

import httpx
import pytest

from homerun_helpers import Homerun, HomerunError
from homerun_helpers.sandbox import Sandbox
from homerun_helpers.sandbox._seed.seed import Seed, settle
from homerun_helpers.sandbox._store.store import SandboxStore

ENVIRONMENT = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


@pytest.fixture
def db(tmp_path):
    return tmp_path / "hiring.sqlite"


def test_state_is_kept(db, tmp_path):
    """Records, notes, files and photos are there again after a stop and a start."""
    with Sandbox(db=db, applications=5) as sandbox, Homerun(sandbox.key(), base_url=sandbox.url) as homerun:
        made = homerun.job_applications.create(first_name="Ada", last_name="L", email="ada@example.com")
        homerun.job_applications.upload_file(made.id, ("cv.pdf", b"%PDF-1.4"), type="resume")
        homerun.job_applications.upload_photo(made.id, ("a.gif", b"GIF89a"))
        homerun.job_applications.add_note(made.id, note="x", display_name="y")
        ids = sandbox.application_ids()
    with Sandbox(db=db, applications=5) as sandbox, Homerun(sandbox.key(), base_url=sandbox.url) as homerun:
        assert sandbox.application_ids() == ids
        again = homerun.job_applications.get(made.id, include=["notes"])
        assert [note.note for note in again.notes] == ["x"]
        assert httpx.get(again.personal_info.photo).content == b"GIF89a"
        assert homerun.job_applications.download_file(again.files[0], tmp_path).read_bytes() == b"%PDF-1.4"


def test_keys_are_kept(db):
    """A key is valid after a restart, with its scopes."""
    with Sandbox(db=db, applications=0) as sandbox:
        key = sandbox.key(["vacancies:read"])
    with Sandbox(db=db, applications=0) as sandbox, httpx.Client(base_url=sandbox.url) as api:
        api.headers["Authorization"] = f"Bearer {key}"
        assert [api.get(path).status_code for path in ("/vacancies", "/job-applications")] == [200, 403]


def test_new_ids_are_new_after_a_restart(db):
    """Ids that are made after a restart differ from those before, although the seed is the same."""
    ids = []
    for _ in range(3):
        with Sandbox(db=db, applications=2) as sandbox:
            ids += [sandbox.add_application() for _ in range(3)]
            assert len(sandbox.application_ids()) == 2 + len(ids)
    assert len(set(ids)) == 9


def test_the_file_remembers_what_it_was_made_with(db):
    """A start without seed and sizes uses those of the file, for a reset and for new keys."""
    with Sandbox(db=db, applications=5, vacancies=2, seed=7) as sandbox:
        ids, key = sandbox.application_ids(), sandbox.key(name="crm")
        sandbox.add_application()
    with Sandbox(db=db) as sandbox:
        assert (len(sandbox.application_ids()), sandbox.key(name="crm")) == (6, key)
        sandbox.reset()
        assert (sandbox.application_ids(), len(sandbox.vacancy_ids())) == (ids, 2)


@pytest.mark.parametrize(
    "other", [{"seed": 8}, {"applications": 6}, {"vacancies": 250}, {"seed": 7, "applications": 0}]
)
def test_other_numbers_than_the_files_are_refused(db, other):
    """A start with another seed or size is refused with the numbers of the file, and the file stays as it is."""
    with Sandbox(db=db, applications=5, vacancies=2, seed=7) as sandbox:
        ids = sandbox.application_ids()
    with pytest.raises(
        ValueError, match=r"hiring\.sqlite was made with seed=7, applications=5, vacancies=2, not with "
    ):
        Sandbox(db=db, **other).start()
    with Sandbox(db=db, applications=5, vacancies=2, seed=7) as sandbox:
        assert sandbox.application_ids() == ids


def test_file_of_a_start_that_failed_takes_other_numbers(db):
    """A file that was never filled can be started with another seed."""
    store = SandboxStore(db)
    assert settle(store, {"seed": 7}, db) == Seed(7)
    store.close()
    with Sandbox(db=db, seed=8, applications=1) as sandbox:
        assert len(sandbox.application_ids()) == 1


def test_command_says_when_a_file_was_made_with_another_seed(db):
    """The command prints one line about the other seed, and its exit code is 2."""
    with Sandbox(db=db, applications=3, seed=7):
        pass
    command = [sys.executable, "-m", "homerun_helpers.sandbox", "--port", "0", "--db", str(db), "--seed", "8"]
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, "made with seed=7" in done.stderr, "Traceback" in done.stderr) == (2, True, False)


def test_empty_sandbox_stays_empty(db):
    """Deleted data does not come back by a restart."""
    with Sandbox(db=db, applications=1, vacancies=0) as sandbox:
        sandbox.delete_application(sandbox.application_ids()[0])
    with Sandbox(db=db, applications=1, vacancies=0) as sandbox:
        assert sandbox.application_ids() == []


def test_expired_links_stay_expired(db):
    """A link that was expired early is expired after a restart; a later link is valid."""
    with Sandbox(db=db, applications=1, port=0) as sandbox, Homerun(sandbox.key(), base_url=sandbox.url) as homerun:
        id = sandbox.application_ids()[0]
        old = homerun.job_applications.upload_file(id, ("a", b"x"), type="resume").temporary_download_url
        sandbox.expire_links()
        new = homerun.job_applications.upload_file(id, ("a", b"x"), type="resume").temporary_download_url
    with Sandbox(db=db) as sandbox:
        root = sandbox.url.removesuffix("/v2")
        assert [httpx.get(root + httpx.URL(url).path).status_code for url in (old, new)] == [403, 200]


def test_file_has_one_sandbox_at_a_time(db):
    """A second sandbox for a file is refused with its name, and the first goes on."""
    with Sandbox(db=db, applications=1) as sandbox:
        with pytest.raises(ValueError, match=re.escape(str(db))):
            Sandbox(db=db).start()
        assert httpx.get(f"{sandbox.url}/ping").status_code == 401


@pytest.mark.parametrize("content", [b"not a database", b"SQLite format 3\0" + bytes(100)])
def test_other_file_is_left_alone(db, content):
    """A file that is no sandbox's is refused with the reason, and not a byte of it is changed."""
    db.write_bytes(content)
    with pytest.raises(ValueError, match="sandbox"):
        Sandbox(db=db).start()
    assert db.read_bytes() == content


def test_new_keys_are_new_after_a_restart(db):
    """A key without a name is always new; one with a name is the same again if it may do the same."""
    with Sandbox(db=db, applications=0) as sandbox:
        first, named = sandbox.key(), sandbox.key(name="crm")
    with Sandbox(db=db, applications=0) as sandbox:
        again, other = sandbox.key(name="crm"), sandbox.key(["vacancies:read"], plan=False)
        assert (again, other in (first, named)) == (named, False)
        headers = {"Authorization": f"Bearer {first}"}
        assert httpx.get(f"{sandbox.url}/job-applications", headers=headers).status_code == 200


def test_file_stays_where_it_was(db, monkeypatch, tmp_path):
    """A relative path does not follow the process to another folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub").mkdir()
    sandbox = Sandbox(db="rel.sqlite", applications=2)
    for folder in (tmp_path, tmp_path / "sub"):
        monkeypatch.chdir(folder)
        with sandbox:
            sandbox.add_application()
    with Sandbox(db=tmp_path / "rel.sqlite") as sandbox:
        assert len(sandbox.application_ids()) == 4


def start(*options):
    command = [sys.executable, "-W", "error", "-m", "homerun_helpers.sandbox", "--port", "0", "--applications", "3"]
    process = subprocess.Popen(
        [*command, *options], env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    lines = iter(process.stdout.readline, "")
    line = next(line for line in lines if "export HOMERUN_BASE_URL" in line)
    return process, *re.search(r"BASE_URL=(\S+) HOMERUN_API_KEY=(\S+)", line).groups()


def create_until_killed(process, url, key):
    """Create applications with files, kill the process meanwhile, and return the ids that were answered."""
    made = []
    with Homerun(key, base_url=url, rate_limit=None) as homerun:
        try:
            for number in range(1000):
                made.append(
                    homerun.job_applications.create(first_name="A", last_name=f"{number}", email="a@example.com").id
                )
                homerun.job_applications.upload_file(made[-1], ("cv", bytes(100_000)), type="resume")
                if number == 8:
                    # The next request may be under way or not.
                    os.kill(process.pid, signal.SIGKILL)
        except HomerunError:
            return made
    raise AssertionError("It was not killed.")


def test_nothing_is_lost_by_a_kill(db):
    """Every application that was answered before SIGKILL is there after the next start, with its whole file."""
    process, url, key = start("--db", str(db), "--rate-limit", "0")
    with process:
        made = create_until_killed(process, url, key)
    process, url, key = start("--db", str(db), "--rate-limit", "0")
    with process, Homerun(key, base_url=url, rate_limit=None) as homerun:
        there = [application.id for application in homerun.job_applications.list()]
        assert set(made) <= set(there)
        for id in made[:9]:
            (file,) = homerun.job_applications.get(id).files
            assert len(httpx.get(file.temporary_download_url).content) == 100_000
        process.terminate()


def test_command_says_when_a_file_is_in_use(db):
    """The command prints one line about the file that is in use, and its exit code is 2."""
    with Sandbox(db=db, applications=0):
        command = [sys.executable, "-m", "homerun_helpers.sandbox", "--port", "0", "--db", str(db)]
        done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, str(db) in done.stderr, "Traceback" in done.stderr) == (2, True, False)
