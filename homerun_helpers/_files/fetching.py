"""A download as a procedure of steps: attempts, redirects, and what each attempt writes."""

from functools import partial
from typing import IO, Any

from homerun_helpers._files.downloads import MAX_REDIRECTS, SHOWN_PATH, download_error, redirected
from homerun_helpers._http.attempts import Attempt, Attempts
from homerun_helpers._http.download import get_into
from homerun_helpers._http.messages import WholeAnswer
from homerun_helpers._http.session import Session
from homerun_helpers._runtime.concurrency import run_in_thread
from homerun_helpers._runtime.steps import CallStep, Steps


def fetch(session: Session, link: str, file: IO[bytes], timeout: Any) -> Steps[None]:
    """Write what a link leads to into a file.

    Args:
        session: what requests of the client have in common.
        link: where the file is.
        file: where its content goes.
        timeout: for each step of a request, in seconds or as httpx takes it.

    Raises:
        APIConnectionError: there was no answer.
        APIStatusError: the link does not give the file.
        InvalidArgumentError: a redirect leads elsewhere than to http or https.
    """
    attempts = Attempts("GET", SHOWN_PATH, is_replayable=True, retries=session.retries, clock=session.clock)
    answer = yield from attempts.steps(lambda: Attempt(_follow(session, link, file, timeout)))
    if answer.status_code != 200:
        raise download_error(answer.status_code, dict(answer.headers))


def _follow(session: Session, link: str, file: IO[bytes], timeout: Any) -> Steps[WholeAnswer]:
    """One attempt: what an earlier one has written is dropped, and redirects are followed."""
    yield CallStep(partial(_empty, file), lambda: run_in_thread(_empty, file))
    for _ in range(MAX_REDIRECTS + 1):
        answer = yield from get_into(session, link, file, timeout)
        if not answer.is_redirect or "location" not in answer.headers:
            return answer
        link = redirected(link, answer.headers["location"])
    return WholeAnswer(310)  # no end to the redirects


def _empty(file: IO[bytes]) -> None:
    file.seek(0)
    file.truncate()
