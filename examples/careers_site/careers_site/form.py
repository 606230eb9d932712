"""The application form: what a visitor fills in, and what is wrong with it."""

import re
import secrets
from dataclasses import dataclass, fields
from pathlib import PurePath
from typing import Annotated

from fastapi import File, Form, UploadFile

from homerun_helpers import BadRequestError

LARGEST_CV = 25 * 2**20  # what Homerun accepts
# The beginning of a file tells its kind more surely than its name, and both are asked for.
_BEGINNINGS = {".pdf": b"%PDF-", ".docx": b"PK\x03\x04", ".doc": b"\xd0\xcf\x11\xe0"}
_REQUIRED = {
    "first_name": "Enter your first name.",
    "last_name": "Enter your last name.",
    "email": "Enter your e-mail address.",
}

Problems = dict[str, str]
"""What is wrong, by the name of the field; what concerns no field is under an empty name."""


@dataclass
class ApplicationForm:
    """What a visitor filled in. The names are those of Homerun's API; the token tells this form from others."""

    token: Annotated[str, Form()] = ""
    first_name: Annotated[str, Form()] = ""
    last_name: Annotated[str, Form()] = ""
    email: Annotated[str, Form()] = ""
    phone_number: Annotated[str, Form()] = ""
    motivation: Annotated[str, Form()] = ""
    cv: Annotated[UploadFile | None, File()] = None

    def __post_init__(self) -> None:
        for field in fields(self):
            if field.name != "cv":
                setattr(self, field.name, getattr(self, field.name).strip())
        if not re.fullmatch(r"[\w-]{22}", self.token, re.ASCII):  # a new form, or none of ours
            self.token = secrets.token_urlsafe(16)

    async def problems(self) -> Problems:
        """What can be told without asking Homerun."""
        problems = {name: message for name, message in _REQUIRED.items() if not getattr(self, name)}
        if self.email and not re.fullmatch(r"[^\s@]+@[^\s@]+", self.email):
            problems["email"] = "Enter one e-mail address, such as ada@example.com."
        return problems | await problems_of_cv(self.cv)


async def problems_of_cv(cv: UploadFile | None) -> Problems:
    """What is wrong with an uploaded CV; afterwards it stands at its beginning again."""
    if cv is None or not cv.filename:
        return {"cv": "Choose a file with your CV."}
    if (cv.size or 0) > LARGEST_CV:
        return {"cv": "This file is larger than 25 MB. Choose a smaller one."}
    beginning = _BEGINNINGS.get(PurePath(cv.filename).suffix.lower())
    head = await cv.read(8)
    await cv.seek(0)
    if beginning is None or not head.startswith(beginning):
        return {"cv": "This is not a PDF or Word file. Choose one that is."}
    return {}


def problems_of_answer(error: BadRequestError) -> Problems:
    """What Homerun says is wrong, put where the visitor can mend it."""
    shown = {field.name for field in fields(ApplicationForm)}
    problems: Problems = {}
    for detail in error.details:
        name = detail.param.partition(".")[0]
        problems[name if name in shown else ""] = detail.message
    return problems or {"": "Homerun did not accept the application."}
