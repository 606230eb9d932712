"""The generated functions, called with `homerun.low_level`, have the same policy as the helpers."""

import io

import pytest
from homerun_client.api.job_application_files import upload_file
from homerun_client.api.job_applications import create_job_application, list_job_applications
from homerun_client.api.other import ping
from homerun_client.api.vacancies import get_vacancy
from homerun_client.models import CreateJobApplicationBody, UploadFileBody
from homerun_client.types import File

from homerun_helpers import (
    AsyncHomerun,
    BadRequestError,
    InvalidArgumentError,
    RateLimit,
    RateLimitError,
    ResponseDecodeError,
    ServerError,
)
from tests.support.clock import FakeClock
from tests.support.faulty import Answer, Drop, FaultyServer
from tests.support.multipart import parts_of
from tests.support.records import CREATED, page


def client_of(server, **options):
    return AsyncHomerun("key", base_url=server.url, _clock=FakeClock(), **options)


async def test_generated_functions_are_retried():
    """The caller does not notice a lost connection."""
    with FaultyServer(Drop(), Answer(200, {"pong": True})) as server:
        async with client_of(server) as homerun:
            assert (await ping.asyncio(client=homerun.low_level)).pong is True


async def test_generated_functions_share_the_rate_limit_with_the_helpers():
    """The budget belongs to the key."""
    with FaultyServer(Answer(200, {"pong": True})) as server:
        async with client_of(server, rate_limit=RateLimit(1, 60, max_wait=1)) as homerun:
            await homerun.ping()
            with pytest.raises(RateLimitError):
                await ping.asyncio(client=homerun.low_level)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Answer(400, {"message": "no", "details": [{"param": "email", "message": "bad"}]}), BadRequestError),
        (Answer(520, b"<html>"), ServerError),
        (Answer(201, b"<html>"), ResponseDecodeError),
        (Answer(201, b""), ResponseDecodeError),
        (Answer(201, {"data": None}), ResponseDecodeError),
        (Answer(201, {"data": {"id": 5}}), ResponseDecodeError),
    ],
)
async def test_generated_functions_raise_the_errors_of_the_helpers(answer, error):
    """Documented errors are raised, and so are those of odd statuses and odd bodies. None is never returned."""
    body = CreateJobApplicationBody(first_name="Ada", last_name="Lovelace", email="ada@example.com")
    with FaultyServer(answer) as server:
        async with client_of(server) as homerun:
            with pytest.raises(error):
                await create_job_application.asyncio(client=homerun.low_level, body=body)


async def test_generated_functions_send_the_key():
    """The transport adds it to each attempt."""
    with FaultyServer(Answer(200, page(["ap_1"]))) as server:
        async with client_of(server) as homerun:
            await list_job_applications.asyncio(client=homerun.low_level, filter_vacancy_id="job_1", include=["stage"])
        request = server.received[0]
        assert request.headers["authorization"] == "Bearer key"
        assert "filter%5Bvacancy_id%5D=job_1" in request.target
        assert "include%5B%5D=stage" in request.target


async def test_a_copy_of_the_low_level_client_keeps_the_policy():
    """`with_headers` gives a client that is rate limited, retried and authenticated as the first one is."""
    with FaultyServer(Drop(), Answer(200, {"pong": True})) as server:
        async with client_of(server) as homerun:
            copy = homerun.low_level.with_headers({"X-Trace": "1"})
            assert (await ping.asyncio(client=copy)).pong
            await homerun.ping()
        traced = [request.headers.get("x-trace") for request in server.received]
        assert traced == ["1", "1", None]


@pytest.mark.parametrize("name", ["", ".", "..", "a\nb"])
async def test_an_identifier_that_would_change_the_path_is_refused(name):
    """`..` would reach another operation, and an empty one the list."""
    with FaultyServer(Answer(200, {"data": {"id": "job_1"}})) as server:
        async with client_of(server) as homerun:
            with pytest.raises(InvalidArgumentError):
                await get_vacancy.asyncio(name, client=homerun.low_level)
        assert server.received == []


async def test_an_upload_of_a_generated_function_is_exact_and_can_be_repeated():
    """The boundary is random, and after a 429 the whole file is sent again."""
    content = b"--+++\r\n" * 3 + b"--+++--\r\n" + bytes(range(256)) * 600
    answers = [Answer(429, headers={"Retry-After": "0"}), Answer(200, {"data": {"name": "cv.pdf"}})]
    with FaultyServer(*answers) as server:
        async with client_of(server) as homerun:
            file = File(payload=io.BytesIO(content), file_name="cv.pdf", mime_type="application/pdf")
            body = UploadFileBody(type_="resume", file=file)
            await upload_file.asyncio("ap_1", client=homerun.low_level, body=body)
        for request in server.received:
            fields = {part.name: part for part in parts_of(request)}
            assert fields["file"].content == content
            assert fields["type"].content == b"resume"
        first, second = (request.headers["content-type"] for request in server.received)
        assert "boundary=" in first
        assert first == second


async def test_a_file_that_cannot_be_rewound_is_not_sent_twice():
    """The second attempt would send only a part of it."""

    class Pipe(io.RawIOBase):
        def __init__(self):
            self.left = [b"content"]

        def read(self, _=-1):
            return self.left.pop() if self.left else b""

        def seekable(self):
            return False

        def seek(self, *_):
            raise io.UnsupportedOperation

        def tell(self):
            raise io.UnsupportedOperation

    with FaultyServer(Answer(429, headers={"Retry-After": "0"}), Answer(200, CREATED)) as server:
        async with client_of(server) as homerun:
            body = UploadFileBody(type_="resume", file=File(payload=Pipe(), file_name="cv"))
            with pytest.raises(RateLimitError):
                await upload_file.asyncio("ap_1", client=homerun.low_level, body=body)
        assert len(server.received) == 1
