"""Names in Python."""

import re


def snake(name: str) -> str:
    """`questionAnswers` and `Job Applications` as Python writes them."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|\W+", "_", name).lower()
