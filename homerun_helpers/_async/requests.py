"""One request through a generated endpoint module."""

from collections.abc import Mapping
from typing import Any, TypeVar

from homerun_client import AuthenticatedClient

from homerun_helpers._files.uploads import Upload
from homerun_helpers._http.progress import Progress, ProgressReport, progress_told_to
from homerun_helpers._requests.endpoints import EndpointModule, request_arguments

T = TypeVar("T")


async def send(
    client: AuthenticatedClient,
    endpoint: EndpointModule[T],
    record_id: str | None,
    arguments: Mapping[str, Any],
    *,
    extra_params: Mapping[str, Any] | None = None,
    upload: Upload | None = None,
    on_progress: Progress | None = None,
) -> T:
    """The typed answer of an endpoint.

    Args:
        client: the generated client.
        endpoint: the endpoint module.
        record_id: the id in the path, if there is one.
        arguments: the endpoint's arguments; None leaves one out.
        extra_params: further query parameters.
        upload: the file that is sent, if one is.
        on_progress: called while it is sent.
    """
    ids = () if record_id is None else (record_id,)
    kwargs = request_arguments(endpoint, extra_params, *ids, **arguments)
    report = None if upload is None or on_progress is None else ProgressReport(upload, on_progress)
    with progress_told_to(report):
        response = await client.get_async_httpx_client().request(**kwargs)
    return endpoint.parse_response(client=client, response=response)
