"""The generated package without the helpers, against a real server: the generator's own faults are put right."""

import inspect
import io
import json
import re

import httpx
import pytest
from homerun_client import AuthenticatedClient, errors, models
from homerun_client.api.job_application_files import upload_file
from homerun_client.api.job_applications import delete_job_application, list_job_applications
from homerun_client.api.other import ping
from homerun_client.api.vacancies import get_vacancy, list_vacancies
from homerun_client.types import File

from tests.support.faulty import Answer
from tests.support.multipart import parts_of

CONTENT = b"before\r\n--+++\r\n--+++--\r\nafter\x00\xff"


def upload(client, content=CONTENT, **names):
    body = models.UploadFileBody(type_="resume", file=File(io.BytesIO(content), **names))
    return upload_file.sync("ap_1", client=client, body=body)


@pytest.fixture
def stored(server):
    """A server that has stored a file."""
    server.script = [Answer(200, {"data": {}})]
    return server


def test_a_file_with_the_generators_own_boundary_in_it_arrives_whole(client, stored):
    """A file that holds `+++`, the generator's own boundary, arrives whole."""
    upload(client)
    assert [part.content for part in parts_of(stored.received[0])] == [b"resume", CONTENT]


def test_each_upload_has_a_boundary_of_its_own(client, stored):
    """The boundary of an upload is random, so that no file can hold it on purpose."""
    upload(client)
    upload(client)
    boundaries = {re.search(r"boundary=(\S+)", request.headers["content-type"])[1] for request in stored.received}
    assert len(boundaries) == 2
    assert all(len(boundary) >= 16 for boundary in boundaries)


def test_a_file_without_a_name_still_arrives_as_a_file(client, stored):
    """A file without a name is sent with one: servers take a part without a file name for text."""
    upload(client)
    file = parts_of(stored.received[0])[1]
    assert (file.file_name, file.mime_type) == ("file", "application/octet-stream")


def test_a_files_own_name_and_media_type_are_sent(client, stored):
    """The name and the media type that the caller gives are sent."""
    upload(client, file_name="cv.pdf", mime_type="application/pdf")
    file = parts_of(stored.received[0])[1]
    assert (file.file_name, file.mime_type) == ("cv.pdf", "application/pdf")


def test_a_filter_is_sent_in_brackets(client, server):
    """A filter is sent as `filter[…]`: the API ignores one without brackets and lists everything."""
    server.script = [Answer(200, {"data": []})]
    list_job_applications.sync(client=client, filter_vacancy_id="job_1", include=["stage", "sources"])
    query = httpx.URL(server.received[0].target).params
    assert query["filter[vacancy_id]"] == "job_1"
    assert query.get_list("include[]") == ["stage", "sources"]
    assert "vacancy_id" not in query


@pytest.mark.parametrize("status", [301, 400, 401, 402, 403, 404, 418, 429, 500, 503, 520, 599])
def test_every_status_but_a_success_is_raised(client, server, status):
    """A status that is no success is raised, whether the spec or Python knows it or not."""
    server.script = [Answer(status, {"code": status, "error": True, "message": "No."})]
    with pytest.raises(errors.UnexpectedStatus) as caught:
        ping.sync(client=client)
    assert caught.value.status_code == status


@pytest.mark.parametrize("status", [201, 202, 226, 299])
def test_another_success_is_read_as_the_documented_one(client, server, status):
    """A 2xx that the spec does not name is read as the one that it names."""
    server.script = [Answer(status, {"pong": True})]
    answer = ping.sync_detailed(client=client)
    assert (answer.status_code, answer.parsed.pong) == (status, True)


async def test_a_status_that_no_standard_knows_is_raised_in_async_code(server):
    """An async call raises a status such as 520 too."""
    server.script = [Answer(520, b"<html>")]
    async with AuthenticatedClient(base_url=server.url, token="hr_secret") as client:
        with pytest.raises(errors.UnexpectedStatus, match="520"):
            await ping.asyncio(client=client)


def test_the_body_of_an_error_is_kept_but_not_printed(client, server):
    """The body of an error is an attribute, and is not in its text: it may hold personal data."""
    server.script = [Answer(400, b'{"message": "ada@example.com is taken"}')]
    with pytest.raises(errors.UnexpectedStatus) as caught:
        get_vacancy.sync("job_1", client=client)
    assert b"ada@example.com" in caught.value.content
    assert "ada" not in f"{caught.value} {caught.value!r}"


def test_a_success_without_a_body_is_none(client, server):
    """The result of a 204 is None."""
    server.script = [Answer(204)]
    assert delete_job_application.sync("ap_1", client=client) is None


NO_MOMENTS = [
    "31-12-2026",
    "2026-13-01T00:00:00Z",
    "2026-W01-1T00:00:00Z",
    "2026-01-01T10.5Z",
    "9999-12-31T24:00:00Z",
    "",
    1767225600,
]


@pytest.mark.parametrize("body", NO_MOMENTS)
def test_an_invalid_nullable_date_is_an_error(client, server, body):
    """A text that is no date is an error, also in a field that may be null."""
    server.script = [Answer(200, {"data": [{"id": "job_1"}, {"id": "job_2", "expires_at": body}]})]
    with pytest.raises(errors.DecodeError) as caught:
        list_vacancies.sync(client=client)
    assert caught.value.field == "data[1].expires_at"


def test_a_decoding_error_does_not_print_the_value(client, server):
    """The text of a decoding error does not have the value, which may be personal data."""
    server.script = [Answer(200, {"data": {"id": "job_1", "title": ["Ada Lovelace"]}})]
    with pytest.raises(errors.DecodeError, match=r"data\.title should be a string, but is a list") as caught:
        get_vacancy.sync("job_1", client=client)
    assert "Ada" not in f"{caught.value} {caught.value!r}"


def test_an_unknown_value_of_an_enum_is_kept(client, server):
    """An unknown value of an enum is read as the string that it is."""
    server.script = [Answer(200, {"data": {"id": "job_1", "type": "Gig", "status": "archived"}})]
    vacancy = get_vacancy.sync("job_1", client=client).data
    assert (vacancy.type_, vacancy.status) == ("Gig", "archived")


def test_a_success_that_is_not_json_is_a_value_error(client, server):
    """A page of HTML with status 200 is a ValueError."""
    server.script = [Answer(200, b"<html>")]
    with pytest.raises(ValueError, match="Expecting value"):
        ping.sync(client=client)


def test_the_detailed_function_tells_status_headers_and_content(client, server):
    """`sync_detailed` returns status, headers and content beside the record."""
    server.script = [Answer(200, {"pong": True}, {"X-RateLimit-Remaining": "59"})]
    answer = ping.sync_detailed(client=client)
    assert (answer.status_code, answer.headers["x-ratelimit-remaining"]) == (200, "59")
    assert json.loads(answer.content) == answer.parsed.to_dict()


def test_a_path_parameter_is_quoted(client, server):
    """A slash in an ID is quoted, so that it leads to no other path."""
    server.script = [Answer(200, {"data": {"id": "x"}})]
    get_vacancy.sync("../ping?a=b", client=client)
    assert server.received[0].target == "/v2/vacancies/..%2Fping%3Fa%3Db"


def test_the_key_is_sent(client, server):
    """The key is sent as a bearer token."""
    server.script = [Answer(200, {"pong": True})]
    ping.sync(client=client)
    assert server.received[0].headers["authorization"] == "Bearer hr_secret"


@pytest.mark.parametrize("module", [ping, list_vacancies, upload_file])
def test_only_path_parameters_are_positional(module):
    """Only parameters of the path may be given by position."""
    names = inspect.signature(module.sync).parameters.values()
    assert {name.name for name in names if name.kind is not name.KEYWORD_ONLY} <= {"job_application_id"}
