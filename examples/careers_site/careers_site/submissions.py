"""Applications on their way to Homerun: each goes out once, however often its form is sent."""

import asyncio
import logging
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Literal

from fastapi import UploadFile

from careers_site.form import ApplicationForm, Problems, problems_of_answer
from homerun_helpers import AsyncHomerun, BadRequestError, HomerunError

logger = logging.getLogger("careers_site")

# An hour of very busy days. They are in the memory of this process: several would share a table.
_KEPT = 10_000


@dataclass
class Submission:
    """What became of a form.

    `new`: nothing is at Homerun. `unknown`: it may be there, nobody can know. `without_cv`: the
    application is there, its CV is not. `sent`: everything is there.
    """

    token: str
    vacancy_id: str
    vacancy_title: str
    state: Literal["new", "unknown", "without_cv", "sent"] = "new"
    application_id: str = ""
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Submissions:
    """The submissions of late, by the token of their form."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Submission] = OrderedDict()

    def get(self, token: str) -> Submission | None:
        """The submission with this token, if there is one."""
        return self._kept.get(token)

    def begin(self, token: str, vacancy_id: str, vacancy_title: str) -> Submission:
        """The submission with this token: a new one, or that of the first time."""
        submission = self._kept.setdefault(token, Submission(token, vacancy_id, vacancy_title))
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return submission


async def send(homerun: AsyncHomerun, submission: Submission, form: ApplicationForm) -> Problems:
    """Send a new submission, holding its lock.

    Returns:
        What Homerun says is wrong with it: then it is still new.

    Raises:
        HomerunError: It was not sent; it is still new.
    """
    # Until it is known better: also when this task ends in the middle.
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
            # For a person to act on. Errors of this client hold nothing of the candidate.
            logger.exception("Look whether an application for %s arrived just now.", submission.vacancy_id)
            return {}
        submission.state = "new"
        if isinstance(error, BadRequestError):
            return problems_of_answer(error)
        raise
    submission.application_id, submission.state = application.id, "without_cv"
    await send_cv(homerun, submission, form.cv)
    return {}


async def send_cv(homerun: AsyncHomerun, submission: Submission, cv: UploadFile | None) -> None:
    """Send the CV of a submission that lacks it, holding its lock; when that fails, it goes on lacking it."""
    if cv is None:
        return
    try:
        # The file object itself: it is streamed from the disk, where large uploads are.
        upload = (cv.filename or "cv", cv.file)
        await homerun.job_applications.upload_file(submission.application_id, upload, type="resume")
    except HomerunError as error:
        logger.warning("The CV of %s did not arrive: %s", submission.application_id, error)
    else:
        submission.state = "sent"
