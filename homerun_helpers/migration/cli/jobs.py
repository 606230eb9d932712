"""`--jobs`: which vacancy of V2 each job of V1 became."""

import json
from pathlib import Path
from typing import Any

from homerun_helpers.errors import InvalidArgumentError
from homerun_helpers.migration.cli.errors import Failure
from homerun_helpers.migration.convert.job_ids import check_jobs


def read_jobs(path: str | None) -> dict[str, str]:
    """The mapping in a file; an empty one when there is no file.

    Raises:
        Failure: it cannot be read, or is no JSON object of ids.
    """
    if path is None:
        return {}
    try:
        found: Any = json.loads(Path(path).read_bytes())
        if found is None:
            found = []
        return check_jobs(found, "jobs")
    except OSError as error:
        raise Failure(f"{path} cannot be read: {error.strerror}") from None
    except InvalidArgumentError as error:
        raise Failure(f"{path}: {error}") from None
    except (ValueError, RecursionError):
        raise Failure(f"{path}: not JSON that can be read") from None
