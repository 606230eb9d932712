"""The key and candidates' data stay out of everything that may be printed or stored."""

import copy
import logging
import pickle
import traceback

import pytest

from homerun_helpers import AsyncHomerun, HomerunError, RateLimit, RetryPolicy
from tests.support.clock import FakeClock
from tests.support.faulty import Answer, Drop, FaultyServer, closed_port_url

KEY = "canary-key-5e1f"
EMAIL = "canary@example.com"
ADA = {"first_name": "Canaria", "last_name": "Lovelace", "email": EMAIL}
ECHO = {"code": 400, "message": f"{EMAIL} of Canaria is taken", "details": [{"param": "email", "message": EMAIL}]}
FAULTS = [
    Answer(400, ECHO),
    Answer(403, ECHO),
    Answer(404, ECHO),
    Answer(429, ECHO, headers={"Retry-After": "86400"}),
    Answer(500, f"<html>{EMAIL}".encode()),
    Answer(520, f"<html>{EMAIL}".encode()),
    Answer(200, f"<html>{EMAIL}".encode()),
    Answer(200, {"data": {"id": [EMAIL]}}),
    Answer(200, {"data": {"id": "ap_1", "personal_info": {"email": {"nested": EMAIL}}}}),
    Answer(200, ECHO, cut=20),
    Drop(),
]


async def provoke(url):
    """The errors that come of creating and reading a candidate at this address."""
    errors = []
    options = {"_clock": FakeClock(), "retries": RetryPolicy(max_attempts=2)}
    async with AsyncHomerun(KEY, base_url=url, **options) as homerun:
        for number in range(3):
            try:
                if number == 0:
                    await homerun.job_applications.create(**ADA)
                elif number == 1:
                    await homerun.job_applications.get(EMAIL)
                else:
                    await homerun.job_applications.list().first()
            except HomerunError as error:
                errors.append(error)
    return errors


def printed(error):
    return "".join(traceback.format_exception(error)) + repr(error) + str(error)


@pytest.mark.parametrize("fault", FAULTS, ids=range(len(FAULTS)))
async def test_no_error_and_no_log_shows_the_key_or_data_of_a_candidate(fault, caplog):
    """Neither what the server repeats nor what was sent is shown, at the level DEBUG, by all loggers."""
    caplog.set_level(logging.DEBUG)
    with FaultyServer(fault) as server:
        errors = await provoke(server.url)
    assert errors
    text = "".join(map(printed, errors)) + "".join(record.getMessage() for record in caplog.records if ours(record))
    assert KEY not in text
    assert "canary" not in text.lower()
    assert KEY not in caplog.text


def ours(record):
    # httpx logs the address of each request: the test's own id, an e-mail address, is in there.
    return record.name.startswith("homerun")


async def test_an_error_that_is_pickled_or_copied_stays_the_same_and_holds_no_key():
    """Errors are sent between processes."""
    with FaultyServer(Answer(400, ECHO)) as server:
        errors = await provoke(server.url)
    errors += await provoke(closed_port_url())
    for error in errors:
        data = pickle.dumps(error)
        assert KEY.encode() not in data
        for twin in (pickle.loads(data), copy.copy(error), copy.deepcopy(error)):
            assert type(twin) is type(error)
            assert str(twin) == str(error)
            assert twin.__dict__ == error.__dict__


async def test_a_client_shows_no_key_and_is_not_pickled():
    """Neither its repr nor that of the generated client shows the key, and neither can be pickled."""
    async with AsyncHomerun(KEY, base_url="http://127.0.0.1:9/v2", rate_limit=RateLimit(5)) as homerun:
        assert KEY not in repr(homerun) + repr(homerun.low_level) + repr(vars(homerun))
        for part in (homerun, homerun.low_level):
            with pytest.raises(TypeError):
                pickle.dumps(part)


@pytest.mark.parametrize("fault", [Answer(400, {}), Answer(200, b"<html>"), Drop()])
async def test_the_variables_of_a_traceback_show_no_key(fault):
    """Tools that report errors print the variables of each frame."""
    with FaultyServer(fault) as server:
        for error in await provoke(server.url):
            for link in (error, error.__cause__):
                frames = [frame.f_locals for frame, _ in traceback.walk_tb(link and link.__traceback__)]
                shown = [repr(value) for names in frames[1:] for value in names.values()]
                assert KEY not in "".join(shown)


async def test_a_redirect_of_the_api_is_not_followed():
    """It is an error, and the key is not sent to another host."""
    with FaultyServer(Answer(200, {"pong": True})) as elsewhere:
        away = Answer(302, headers={"Location": elsewhere.url + "/ping"})
        with FaultyServer(away) as server:
            async with AsyncHomerun(KEY, base_url=server.url, _clock=FakeClock()) as homerun:
                with pytest.raises(HomerunError) as caught:
                    await homerun.ping()
        assert caught.value.status == 302
        assert elsewhere.received == []
