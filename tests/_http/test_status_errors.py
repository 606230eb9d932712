"""Errors: the right class, what it carries, and what it never shows."""

import copy
import inspect
import json
import pickle

import pytest

from homerun_helpers import errors
from homerun_helpers._http.status_errors import from_response, safe_path
from homerun_helpers.errors import (
    APIStatusError,
    AuthenticationError,
    BadRequestError,
    ErrorDetail,
    FileTooLargeError,
    HomerunError,
    InvalidArgumentError,
    NotFoundError,
    PayloadTooLargeError,
    PaymentRequiredError,
    PermissionDeniedError,
    RateLimitError,
    ServerError,
    UnsupportedFileTypeError,
)

CANARY = "Canary-Lovelace"
CLASSES = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, HomerunError) and kind.__module__ == errors.__name__
]


def error_for(status, body=b"", method="GET", path="/vacancies", headers=None):
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return from_response(method, path, status, headers or {}, raw)


def through_pickle(error):
    return pickle.loads(pickle.dumps(error))


def filled(kind):
    error = kind(
        "Something went wrong.",
        status=418,
        code=7,
        message="in the API's words",
        details=[ErrorDetail("email", "is taken")],
        headers={"x-request-id": "1"},
        method="POST",
        path="/ping",
        page=3,
        outcome_unknown=True,
    )
    for name in ("required_scope", "retry_after", "index", "field", "raw", "body", "include"):
        if hasattr(kind, name):
            setattr(error, name, f"a {name}")
    return error


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (302, APIStatusError),
        (400, BadRequestError),
        (401, AuthenticationError),
        (402, PaymentRequiredError),
        (403, PermissionDeniedError),
        (404, NotFoundError),
        (405, APIStatusError),
        (413, PayloadTooLargeError),
        (418, APIStatusError),
        (422, BadRequestError),
        (429, RateLimitError),
        (499, ServerError),
        (500, ServerError),
        (502, ServerError),
        (503, ServerError),
        (520, ServerError),
        (599, ServerError),
        (999, ServerError),
    ],
)
def test_each_status_has_its_class(status, kind):
    """The class follows from the status alone, also where no standard knows the status."""
    error = error_for(status)
    assert type(error) is kind
    assert error.status == status
    assert str(status) in str(error)


def test_an_error_carries_what_the_api_said():
    """Code, message, details, headers, method and path are attributes."""
    body = {"code": 42, "message": "No.", "details": [{"param": "email", "message": "is taken"}]}
    error = error_for(422, body, "POST", "/job-applications", {"x-request-id": "1"})
    assert (error.code, error.message, error.method, error.path) == (42, "No.", "POST", "/job-applications")
    assert error.details == (ErrorDetail("email", "is taken"),)
    assert error.headers == {"x-request-id": "1"}


def test_the_text_names_the_parameters_that_are_wrong_once_each():
    """The name of a parameter is no personal data."""
    rows = [{"param": "email", "message": "a"}, {"param": "email", "message": "b"}, {"param": "include[]"}]
    assert "Check email, include[] (see .details)." in str(error_for(422, {"details": rows}))


def test_a_gateways_html_gives_a_server_error_without_it():
    """An HTML page is no error body; the text is this package's own."""
    error = error_for(502, b"<html><h1>Bad gateway, Canary-Lovelace</h1>")
    assert type(error) is ServerError
    assert error.message == str(error)
    assert CANARY not in str(error)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b'"text"',
        b"7",
        b"\xff\xfe\xff",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"code": ' + b"9" * 5_000 + b"}",
        b'{"message": ["a"], "code": "x", "details": {"a": 1}}',
        b'{"message": null, "code": null, "details": [null, 1, "x", []]}',
    ],
)
def test_an_odd_body_is_ignored(body):
    """The class of the error follows from the status alone."""
    error = error_for(404, body)
    assert type(error) is NotFoundError
    assert (error.code, error.details, error.message) == (None, (), str(error))


def test_a_code_that_is_true_is_no_code():
    """JSON's true is not the number 1."""
    assert error_for(400, {"code": True}).code is None


def test_details_of_odd_types_become_text():
    """A parameter or message of another type does not hide the others."""
    rows = [{"param": 5, "message": ["x"]}, {}]
    assert error_for(422, {"details": rows}).details == (ErrorDetail("5", "['x']"), ErrorDetail("", ""))


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 413, 418, 422, 429, 500, 520])
def test_nothing_of_the_servers_words_is_in_the_text(status):
    """What the server writes may repeat a candidate's data, and the text ends up in logs."""
    body = {"message": CANARY, "details": [{"param": CANARY, "message": CANARY}], CANARY: CANARY}
    error = error_for(status, body, "GET", "/job-applications", {"x-note": CANARY})
    assert CANARY not in str(error) + repr(error) + repr(error.args)
    assert error.message == CANARY


@pytest.mark.parametrize(
    "step", ["ada@example.com", "ada%40example.com", "Ada Lovelace", "Ada%20Lovelace", "x" * 65, "Adá"]
)
def test_a_step_of_the_path_that_is_no_id_is_hidden(step):
    """An e-mail address that was passed as an id must not get into a log."""
    error = error_for(404, b"", "GET", f"/job-applications/{step}/files")
    assert step not in str(error) + repr(error)
    assert "/job-applications/…/files" in str(error)
    assert error.path == f"/job-applications/{step}/files"


def test_an_id_in_the_path_is_shown():
    """Ids of the API help to find what went wrong."""
    assert safe_path("/job-applications/ap_D3k-9.x/notes") == "/job-applications/ap_D3k-9.x/notes"


@pytest.mark.parametrize(
    ("method", "path", "scope"),
    [
        ("GET", "/vacancies", "vacancies:read"),
        ("GET", "/vacancies/va_1", "vacancies:read"),
        ("POST", "/job-applications", "job-applications:write"),
        ("POST", "/job-applications/ap_1/notes", "job-application-notes:write"),
        ("POST", "/job-applications/ap_1/files", "job-application-files:write"),
    ],
)
def test_a_403_names_the_scope_that_the_operation_needs(method, path, scope):
    """The scope follows from the operation when the answer does not say it."""
    error = error_for(403, b"", method, path)
    assert error.required_scope == scope
    assert scope in str(error)


def test_a_403_prefers_the_scope_that_the_answer_names():
    """With an include an operation needs a second scope; the answer knows which one is missing."""
    body = {"message": "Missing scope job-application-notes:read."}
    assert error_for(403, body, "GET", "/job-applications/ap_1").required_scope == "job-application-notes:read"


def test_a_403_of_an_unknown_operation_names_no_scope():
    """Nothing is guessed."""
    assert error_for(403, b"", "GET", "/unknown").required_scope is None


@pytest.mark.parametrize("again", [through_pickle, copy.copy, copy.deepcopy])
@pytest.mark.parametrize("kind", CLASSES)
def test_every_error_survives_pickle_and_copy_whole(kind, again):
    """Errors are sent between processes with all that they carry."""
    error = filled(kind)
    other = again(error)
    assert type(other) is kind
    assert vars(other) == vars(error)
    assert (str(other), other.args) == (str(error), error.args)


@pytest.mark.parametrize("kind", CLASSES)
def test_every_error_can_be_made_without_arguments(kind):
    """Tests of applications raise them without arguments."""
    error = kind()
    assert (str(error), error.message, error.details, error.headers) == ("", "", (), {})


@pytest.mark.parametrize("kind", [InvalidArgumentError, FileTooLargeError, UnsupportedFileTypeError])
def test_a_wrong_argument_is_also_a_value_error(kind):
    """Code that catches ValueError catches it, too."""
    assert issubclass(kind, ValueError)
    assert issubclass(kind, InvalidArgumentError)


def test_every_class_has_a_place_in_the_drawn_tree():
    """The tree in the module's documentation is the real one."""
    assert all(kind.__name__ in errors.__doc__ for kind in CLASSES)
    assert len(CLASSES) == sum(line.count("Error ") for line in errors.__doc__.splitlines() if "─ " in line) + 1


def test_the_text_says_which_page_and_that_the_outcome_is_unknown():
    """Both are set after the error was made."""
    error = HomerunError("It broke.")
    error.page, error.outcome_unknown = 4, True
    assert str(error).startswith("It broke. This was page 4 of the listing. Whether the change was made is unknown")


def test_details_and_headers_are_copies():
    """What the caller changes later does not change the error."""
    details, headers = [ErrorDetail("a", "b")], {"x": "1"}
    error = HomerunError("x", details=details, headers=headers)
    details.clear()
    headers.clear()
    assert (error.details, error.headers) == ((ErrorDetail("a", "b"),), {"x": "1"})


def test_a_403_shows_the_scope_that_it_carries():
    """The text is composed when it is shown, from what the error carries then."""
    error = error_for(403, b"", "GET", "/vacancies")
    assert str(error).endswith("It needs vacancies:read; scopes are chosen when a key is made.")
    error.required_scope = None
    assert "vacancies:read" not in str(error)


@pytest.mark.parametrize("name", ["vacancies:read", "job-applications:write"])
def test_a_403_takes_no_scope_out_of_a_path(name):
    """Only the API's words are searched for a scope."""
    assert error_for(403, b"", "GET", f"/unknown/{name}").required_scope is None
