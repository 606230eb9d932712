"""Validates requests and answers against openapi.yaml with openapi-core."""

from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl

from openapi_core import Config, OpenAPI
from openapi_core.datatypes import RequestParameters
from openapi_core.exceptions import OpenAPIError
from werkzeug.datastructures import Headers, ImmutableMultiDict

SPEC = Path(__file__).parents[2] / "openapi.yaml"


class SentRequest:
    """An httpx request in the form that openapi-core expects; its body must have been read."""

    host_url = "https://api.homerun.co"

    def __init__(self, request):
        self.method = request.method.lower()
        self.path = request.url.path
        self.content_type = request.headers.get("Content-Type", "")
        self.body = request.content or None
        query = parse_qsl(request.url.query.decode(), keep_blank_values=True)
        self.parameters = RequestParameters(query=ImmutableMultiDict(query), header=Headers(request.headers.items()))


class ReceivedResponse:
    """An httpx response in the form that openapi-core expects."""

    def __init__(self, response):
        self.status_code = response.status_code
        self.content_type = response.headers.get("Content-Type", "")
        self.headers = Headers(response.headers.items())
        self.data = response.content


def _as_text(content, **_):
    return content.decode("latin-1")


# openapi-core leaves the content of files as bytes, which are no string by OpenAPI 3.1.
_FILES = {"application/octet-stream": _as_text, "image/jpeg, image/png, image/gif": _as_text}


@cache
def spec():
    return OpenAPI.from_file_path(str(SPEC), config=Config(extra_media_type_deserializers=_FILES))


def request_error(request):
    """The error in an httpx request, or None."""
    return _error(lambda: spec().validate_request(SentRequest(request)))


def response_error(response):
    """The error in an httpx response, or None."""
    return _error(lambda: spec().validate_response(SentRequest(response.request), ReceivedResponse(response)))


def _error(validate):
    try:
        validate()
    except OpenAPIError as error:
        return error
    return None
