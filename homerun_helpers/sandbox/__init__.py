"""A local Homerun API v2 on 127.0.0.1, for development, demos and tests.

Homerun has no test environment; this answers like the real thing, keeps state, checks keys, scopes
and bodies, and never sends a request anywhere. It needs the extra: ``homerun-helpers[sandbox]``.

Example:
    >>> from homerun_helpers.sandbox import Sandbox
    >>> with Sandbox(applications=20) as sandbox:
    ...     sandbox.url.endswith("/v2"), len(sandbox.application_ids())
    (True, 20)
"""

try:
    import python_multipart  # noqa: F401  # starlette would only miss it at the first upload
    import starlette  # noqa: F401
    import uvicorn  # noqa: F401
except ModuleNotFoundError as error:
    raise ImportError(
        "homerun_helpers.sandbox needs starlette, uvicorn and python-multipart: pip install 'homerun-helpers[sandbox]'"
    ) from error

from homerun_helpers.sandbox._api.journal import Request
from homerun_helpers.sandbox._sandbox import Sandbox
from homerun_helpers.sandbox._scopes import SCOPES

__all__ = ["SCOPES", "Request", "Sandbox"]
