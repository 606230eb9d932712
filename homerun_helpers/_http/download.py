"""The steps of one GET of a link that is not the API's: its body is written to a file."""

from typing import IO, Any

import httpx

from homerun_helpers._http.messages import WholeAnswer
from homerun_helpers._http.sending import CloseStep, ReadIntoStep, SendStep
from homerun_helpers._http.session import Session
from homerun_helpers._runtime.steps import Steps


def get_into(session: Session, link: str, file: IO[bytes], timeout: Any) -> Steps[WholeAnswer]:
    """Get a link once. The body of a 200 is written to the file; every other body is left unread.

    The transport below the policy is used as it is: the policy would send the key along, and httpx' client would
    write the link, which is a secret, to its log.

    Args:
        session: what requests of the client have in common.
        link: where the file is.
        file: where its content goes.
        timeout: for each step of the request, in seconds or as httpx takes it.

    Returns:
        The answer, without its body.
    """
    request = httpx.Request(
        "GET",
        link,
        headers={"Accept-Encoding": "identity", "User-Agent": session.user_agent},
        extensions={"timeout": httpx.Timeout(timeout).as_dict()},
    )
    send = SendStep(session.inner, request)
    try:
        response = yield send
        if response.status_code == 200:
            yield ReadIntoStep(response, file)
    finally:
        if send.response is not None:
            yield CloseStep(send.response)
    # The body is not kept, so there is nothing to decode.
    headers = [(name, value) for name, value in response.headers.items() if name.lower() != "content-encoding"]
    return WholeAnswer(response.status_code, headers=headers)
