"""What is refused before anything is sent."""

from contextlib import contextmanager

import pytest

from homerun_helpers import InvalidArgumentError


@contextmanager
def refused(argument, match=None, *, error=InvalidArgumentError):
    """Expect an error of this class that names this argument; `match` is a pattern that its text must have."""
    with pytest.raises(error, match=match) as caught:
        yield caught
    assert caught.value.argument == argument
    assert str(caught.value).startswith(f"{argument} ")
