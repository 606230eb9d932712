"""Hypothesis strategies of what Homerun's API sends and accepts, for fuzzing an integration.

They are derived at run time from the generated client and the spec that comes with it, so a client that was generated
from a newer spec has strategies too. They need the extra ``homerun-helpers[testing]``.

Example:
    ```python
    from hypothesis import given
    from homerun_client.models import JobApplicationDetails

    from homerun_helpers.testing import strategies as homerun

    @given(homerun.payloads(JobApplicationDetails, hostile=True))
    def test_any_application_is_read(payload):
        assert JobApplicationDetails.from_dict(payload).id == payload["id"]

    test_any_application_is_read()
    ```
"""

from importlib.util import find_spec as _find_spec

if _find_spec("hypothesis") is None:
    raise ImportError("homerun_helpers.testing.strategies needs hypothesis: pip install 'homerun-helpers[testing]'")

from homerun_helpers.testing.strategies._errors import ErrorAnswer, api_errors
from homerun_helpers.testing.strategies._options import DateForm
from homerun_helpers.testing.strategies._pages import pages
from homerun_helpers.testing.strategies._records import instances, models, payloads
from homerun_helpers.testing.strategies._uploads import uploads

__all__ = ["DateForm", "ErrorAnswer", "api_errors", "instances", "models", "pages", "payloads", "uploads"]
