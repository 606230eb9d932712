"""Requests as they are sent, and answers that were read to their end."""

from typing import Any

import httpx

from homerun_helpers._http.decoding import parse_json
from homerun_helpers._http.streaming import StreamedBody


class WholeAnswer(httpx.Response):
    """An answer, read to its end. Its JSON errors are those of this package.

    Attributes:
        path: the path of the request below the base URL.
    """

    path = ""

    def json(self, **_: Any) -> Any:
        """The decoded body.

        Raises:
            ResponseDecodeError: it is not JSON.
        """
        return parse_json(self.content, method=self.request.method, path=self.path, status=self.status_code)


def attempt_request(request: httpx.Request, key: str) -> httpx.Request:
    """The request of one attempt, with the key."""
    headers = request.headers.copy()
    headers["Authorization"] = f"Bearer {key}"
    stream = request.stream
    if not isinstance(stream, httpx.ByteStream):
        stream = StreamedBody(stream)
    # The extensions carry the time limits.
    return httpx.Request(request.method, request.url, headers=headers, stream=stream, extensions=request.extensions)


def whole_answer(response: httpx.Response, raw: bytes, request: httpx.Request, path: str) -> WholeAnswer:
    """The answer to a request, with its body as it came."""
    extensions = {name: value for name, value in response.extensions.items() if name != "network_stream"}
    # The body is whole by now. Most answers have nothing to drop, and their headers are not copied a second time.
    headers = response.headers
    if any(name.lower() == b"transfer-encoding" for name, _ in headers.raw):
        headers = _without(headers, "transfer-encoding")
    try:
        answer = WholeAnswer(response.status_code, headers=headers, content=raw, extensions=extensions)
    except httpx.DecodingError:
        # Compressed in a way that cannot be read: its status still counts, and its body is not JSON.
        headers = _without(headers, "content-encoding")
        answer = WholeAnswer(response.status_code, headers=headers, content=raw, extensions=extensions)
    answer.request, answer.path = request, path
    return answer


def _without(headers: httpx.Headers, name: str) -> httpx.Headers:
    fewer = headers.copy()
    del fewer[name]
    return fewer


def is_replayable(request: httpx.Request) -> bool:
    """Whether the request's body can be sent again, whole."""
    stream = request.stream
    if isinstance(stream, httpx.ByteStream):
        return True
    # httpx' multipart stream begins anew each time it is read, but passes over files that cannot be rewound.
    fields = getattr(stream, "fields", None)
    if fields is None:
        return False
    files = (getattr(part, "file", b"") for part in fields)
    return all(isinstance(file, (bytes, str)) or _is_seekable(file) for file in files)


def _is_seekable(file: Any) -> bool:
    seekable = getattr(file, "seekable", None)
    return seekable is not None and bool(seekable())
