"""The measure of uploads reports truly what arrives, the memory and the stalls."""

import hashlib
import socket

import pytest

from benchmarks.harness import worker
from benchmarks.measures.upload import BAIT, COLUMNS, a_file, command, row
from benchmarks.receiver import arrived, receiving

SIZE = 300_000


@pytest.fixture(scope="module")
def port():
    """The port of a receiver."""
    with receiving() as number:
        yield number


@pytest.fixture(scope="module")
def file():
    """A file with the bait in it."""
    with a_file(SIZE) as path:
        yield path


@pytest.mark.parametrize("client", ["limit", "ours", "ours-async", "httpx", "httpx-async", "requests"])
def test_a_worker_says_that_the_file_arrived(client, port, file):
    """A worker reports by digest whether the file arrived, with the line in it that looks like an end."""
    report = worker(command(client, port, file))
    assert report["whole"] is True
    assert report["seconds"] > 0
    assert report["memory"] is None or report["memory"] >= 0


def test_the_stall_of_the_event_loop_is_measured_apart(port, file):
    """With --stall a worker reports the stall and no time."""
    report = worker([*command("ours-async", port, file), "--stall"])
    assert report.keys() == {"stall", "whole"}
    assert report["stall"] > 0


def test_a_body_that_holds_its_own_boundary_is_reported(port, file):
    """A body whose boundary is in the file is reported as not arrived."""
    boundary = BAIT.strip(b"\r\n-")
    body = b'--%b\r\nContent-Disposition: form-data; name="file"\r\n\r\n%b\r\n--%b--\r\n'
    assert send(port, b"other", body % (b"other", file.read_bytes(), b"other"))
    assert not send(port, boundary, body % (boundary, file.read_bytes(), boundary))


def send(port, boundary, body):
    """Whether a file arrives in a body."""
    head = b"POST /v2/x HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=%b\r\nContent-Length: %d\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(head % (boundary, len(body)) + body)
        assert connection.recv(1000).startswith(b"HTTP/1.1 200")
    content = body.partition(b"\r\n\r\n")[2][:SIZE]
    return arrived(port, hashlib.sha256(content).hexdigest())


def test_one_corrupted_upload_marks_the_client():
    """A client that corrupted one upload in a run is said to corrupt."""
    reports = [{"seconds": 1.0, "memory": 1_500_000, "whole": whole} for whole in (True, False, True)]
    cells = dict(zip(COLUMNS, row("ours", reports, reports, ()).cells, strict=True))
    assert cells["arrives whole"] is False
    assert (cells["× limit"].value, cells["above idle"].median) == (1.0, 1.5)
