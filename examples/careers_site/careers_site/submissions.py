"""Sends each application to Homerun once, however often its form is sent."""

import asyncio
import logging
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Literal

from fastapi import UploadFile

from careers_site.form import ApplicationForm, Problems, problem_of_argument, problems_of_answer
from homerun_helpers import AsyncHomerun, BadRequestError, HomerunError, InvalidArgumentError

logger = logging.getLogger("careers_site")

# Enough for an hour of a very busy day. They are in the memory of this process; several processes would share a table.
_MAX_SUBMISSIONS = 10_000


@dataclass
class Submission:
    """The state of a form that was sent.

    `new`: Homerun has nothing. `unknown`: Homerun may have the application. `without_cv`: Homerun has the application
    without its CV. `sent`: Homerun has both.
    """

    token: str
    vacancy_id: str
    vacancy_title: str
    state: Literal["new", "unknown", "without_cv", "sent"] = "new"
    application_id: str = ""
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Submissions:
    """The last submissions by the token of their form."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Submission] = OrderedDict()

    def get(self, token: str) -> Submission | None:
        """The submission with this token, or None."""
        return self._kept.get(token)

    def begin(self, token: str, vacancy_id: str, vacancy_title: str) -> Submission:
        """The submission with this token, created if the form is sent for the first time."""
        submission = self._kept.setdefault(token, Submission(token, vacancy_id, vacancy_title))
        while len(self._kept) > _MAX_SUBMISSIONS:
            self._kept.popitem(last=False)
        return submission


async def send(homerun: AsyncHomerun, submission: Submission, form: ApplicationForm) -> Problems:
    """Send a new submission. The caller holds its lock.

    Returns:
        The problems that the client or Homerun reports; if there are any, the submission is still new.

    Raises:
        HomerunError: it was not sent and is still new.
    """
    # The state until the answer arrives, also if this task is cancelled before.
    submission.state = "unknown"
    try:
        application = await homerun.job_applications.create(
            first_name=form.first_name,
            last_name=form.last_name,
            email=form.email,
            phone_number=form.phone_number or None,
            vacancy_id=submission.vacancy_id,
            custom_data={"motivation": form.motivation} if form.motivation else None,
            sources=["Careers site"],
        )
    except HomerunError as error:
        if error.outcome_unknown:
            # A person has to look. The text of the error has no personal data.
            logger.exception(
                "It is unknown whether an application for %s was created: look for it in Homerun.",
                submission.vacancy_id,
            )
            return {}
        submission.state = "new"
        if isinstance(error, InvalidArgumentError):
            return problem_of_argument(error)
        if isinstance(error, BadRequestError):
            return problems_of_answer(error)
        raise
    submission.application_id, submission.state = application.id, "without_cv"
    await send_cv(homerun, submission, form.cv)
    return {}


async def send_cv(homerun: AsyncHomerun, submission: Submission, cv: UploadFile | None) -> None:
    """Send the CV of a submission that lacks it; after a failure it still lacks it. The caller holds its lock."""
    if cv is None:
        return
    try:
        # The file object itself, so that a large upload is streamed from disk.
        upload = (cv.filename or "cv", cv.file)
        await homerun.job_applications.upload_file(submission.application_id, upload, type="resume")
    except HomerunError as error:
        logger.warning("The CV of %s did not arrive: %s", submission.application_id, error)
    else:
        submission.state = "sent"
