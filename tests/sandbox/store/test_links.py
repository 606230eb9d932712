"""Links stay valid over a restart when secret and generation are kept."""

from homerun_helpers.sandbox._api.links import Links
from homerun_helpers.sandbox._store.files import StoredFile

ORIGIN = "http://127.0.0.1:8787"
FILE = StoredFile("cv", "ap_1", "resume", "cv.pdf", "application/pdf")


def links(text="secret", generation=1):
    return Links(ORIGIN, text, lambda: 1_800_000_000, generation)


def token(url):
    return url.removeprefix(f"{ORIGIN}/files/").partition("/")[0]


def test_links_of_the_same_secret_are_valid():
    """Links that were made before a restart open the same files after it."""
    before, after = links(), links()
    assert after.file_id(token(before.temporary(FILE))) == "cv"
    assert after.file_id(token(before.lasting(FILE))) == "cv"


def test_links_of_another_secret_open_nothing():
    """Neither a temporary nor a lasting link of another secret is valid."""
    other = links("other")
    assert links().file_id(token(other.temporary(FILE))) is None
    assert links().file_id(token(other.lasting(FILE))) is None


def test_expired_links_stay_expired():
    """Temporary links of an earlier generation are expired; lasting links of photos are not."""
    before = links()
    old, photo = before.temporary(FILE), before.lasting(FILE)
    before.expire()
    after = links(generation=before.generation)
    assert before.generation == 2
    assert after.file_id(token(old)) is None
    assert after.file_id(token(photo)) == "cv"
    assert after.file_id(token(before.temporary(FILE))) == "cv"
