"""The steps of one GET of a link that is not the API's: its body is written to a file."""

from typing import IO

import httpx

from homerun_helpers._http.messages import WholeAnswer
from homerun_helpers._http.sending import CloseStep, ReadIntoStep, SendStep
from homerun_helpers._http.session import Session
from homerun_helpers._runtime.steps import Steps


def get_into(session: Session, link: str, file: IO[bytes]) -> Steps[WholeAnswer]:
    """Get a link once. The body of a 200 is written to the file; every other body is left unread.

    The transport below the policy is used as it is: the policy would send the key along, and httpx' client would
    write the link, which is a secret, to its log.

    Returns:
        The answer, without its body.
    """
    request = httpx.Request(
        "GET",
        link,
        headers={"Accept-Encoding": "identity", "User-Agent": session.user_agent},
        extensions={"timeout": httpx.Timeout(session.timeout).as_dict()},
    )
    response = yield SendStep(session.inner, request)
    try:
        if response.status_code == 200:
            yield ReadIntoStep(response, file)
    finally:
        yield CloseStep(response)
    # The body is not kept, so there is nothing to decode.
    headers = [(name, value) for name, value in response.headers.items() if name.lower() != "content-encoding"]
    return WholeAnswer(response.status_code, headers=headers)
