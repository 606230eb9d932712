"""What requests say of the program that sends them."""

import re

from homerun_helpers._version import __version__
from homerun_helpers.errors import InvalidArgumentError

OWN = f"homerun-helpers/{__version__}"


def user_agent(application: str | None) -> str:
    """The value of the header `User-Agent`: the application's own name, if it gives one, and that of this package.

    Raises:
        InvalidArgumentError: it cannot be a header's value.
    """
    if application is None:
        return OWN
    # A header's value neither begins nor ends with a space (RFC 9110, 5.5).
    if not isinstance(application, str) or not re.fullmatch(r"[!-~]([ -~]*[!-~])?", application):
        raise InvalidArgumentError(
            "user_agent",
            "must be printable ASCII text such as 'careers-site/1.2', not empty and without a space at its ends; "
            f"it is {application!r}.",
        )
    return f"{application} {OWN}"
