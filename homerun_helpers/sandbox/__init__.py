"""A local Homerun API v2 on 127.0.0.1, for development, demos and tests.

Homerun has no test environment; this answers like the real thing, keeps state, checks keys, scopes
and bodies, and never sends a request anywhere. It needs the extra: ``homerun-helpers[sandbox]``.

Example:
    ```python
    from homerun_helpers.sandbox import Sandbox

    with Sandbox(applications=20) as sandbox:
        print(sandbox.url, len(sandbox.application_ids()))
    ```
"""

import sys
from importlib.util import find_spec

# Looked for, not imported: jinja2 is slow to import and only the web pages need it, and starlette would
# report a missing python-multipart at the first upload only.
_NEEDED = ("jinja2", "python_multipart", "starlette", "uvicorn")
_missing = [name for name in _NEEDED if find_spec(name) is None]
if _missing:
    _said = f"homerun_helpers.sandbox needs {', '.join(_missing)}: pip install 'homerun-helpers[sandbox]'"
    # `python -m` imports this before the program itself: there a line says more than a traceback.
    if sys.argv[:1] == ["-m"] and __name__ in sys.orig_argv:
        print(_said, file=sys.stderr)
        raise SystemExit(2)
    raise ImportError(_said)

# After the check: these need what it looked for.
# ruff: noqa: E402
from homerun_helpers.sandbox import faults
from homerun_helpers.sandbox._api.journal import Request
from homerun_helpers.sandbox._control.additions import ApplicationFields
from homerun_helpers.sandbox._control.controls import Snapshot
from homerun_helpers.sandbox._faults.injected import Injected
from homerun_helpers.sandbox._sandbox import Sandbox
from homerun_helpers.sandbox._serving.in_process import InProcessTransport
from homerun_helpers.sandbox._store.keys import SCOPES

__all__ = ["SCOPES", "ApplicationFields", "InProcessTransport", "Injected", "Request", "Sandbox", "Snapshot", "faults"]
