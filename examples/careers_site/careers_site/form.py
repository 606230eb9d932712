"""The application form and its validation."""

import re
import secrets
from dataclasses import dataclass, fields
from pathlib import PurePath
from typing import Annotated

from fastapi import File, Form, UploadFile
from homerun_client.operations import OPERATIONS

from homerun_helpers import BadRequestError, InvalidArgumentError

MAX_CV_BYTES = OPERATIONS["upload_file"].max_bytes or 0  # Homerun's limit
MAX_CV = f"{MAX_CV_BYTES // 2**20} MB"
# A CV must have the extension and the first bytes of its format.
_MAGIC_BYTES = {".pdf": b"%PDF-", ".docx": b"PK\x03\x04", ".doc": b"\xd0\xcf\x11\xe0"}
_REQUIRED = {
    "first_name": "Enter your first name.",
    "last_name": "Enter your last name.",
    "email": "Enter your e-mail address.",
}

_LABELS = {"email": "Your e-mail address", "phone_number": "Your phone number"}

Problems = dict[str, str]
"""Messages by the name of their field; a message about no field has the empty name."""


@dataclass
class ApplicationForm:
    """The fields of the form, with the names of Homerun's API; the token identifies the form."""

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
        if not re.fullmatch(r"[\w-]{22}", self.token, re.ASCII):  # a new form, or a token that this site did not make
            self.token = secrets.token_urlsafe(16)

    async def problems(self) -> Problems:
        """The problems that can be found without a request to Homerun."""
        problems = {name: message for name, message in _REQUIRED.items() if not getattr(self, name)}
        return problems | await problems_of_cv(self.cv)


async def problems_of_cv(cv: UploadFile | None) -> Problems:
    """The problems of an uploaded CV; its position is 0 afterwards."""
    if cv is None or not cv.filename:
        return {"cv": "Choose a file with your CV."}
    if (cv.size or 0) > MAX_CV_BYTES:
        return {"cv": f"This file is larger than {MAX_CV}. Choose a smaller one."}
    magic = _MAGIC_BYTES.get(PurePath(cv.filename).suffix.lower())
    head = await cv.read(8)
    await cv.seek(0)
    if magic is None or not head.startswith(magic):
        return {"cv": "This is not a PDF or Word file. Choose one that is."}
    return {}


def problem_of_argument(error: InvalidArgumentError) -> Problems:
    """The problem that the client found before it sent anything, by the field of the form."""
    return {error.argument: error.sentence(lambda name: _LABELS.get(name, name.replace("_", " ").capitalize()))}


def problems_of_answer(error: BadRequestError) -> Problems:
    """The problems that Homerun reports, by the fields of the form."""
    shown = {field.name for field in fields(ApplicationForm)}
    problems: Problems = {}
    for detail in error.details:
        name = detail.param.partition(".")[0]
        problems[name if name in shown else ""] = detail.message
    return problems or {"": "Homerun did not accept the application."}
